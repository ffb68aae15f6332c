/* SHA-256 (FIPS 180-4), for the manifest of the golden vectors. */
#ifndef SGL_SHA256_H
#define SGL_SHA256_H

#include <stddef.h>

/** text [65] = the hash of size bytes, in lower-case hexadecimal, as sha256sum prints it. */
void sha256(char *text, const void *bytes, size_t size);

#endif
