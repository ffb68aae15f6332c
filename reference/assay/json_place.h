/* Where in a line of JSON a value stands: jansson tells only for what is no JSON. */
#ifndef SGL_JSON_PLACE_H
#define SGL_JSON_PLACE_H

#include <stddef.h>

/** The column, from 1, of text's value under a key of its object, or of entry i of that, or of entry j of entry i (SIZE_MAX: not that
 *  deep). text [size] must be valid JSON. 1 when there is no such value, and for key NULL. */
size_t json_place(const char *text, size_t size, const char *key, size_t i, size_t j);

#endif
