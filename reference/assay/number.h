/* Enclosures as text: exact "%a" strings for programs, decimals rounded outward for people. */
#ifndef SGL_NUMBER_H
#define SGL_NUMBER_H

#include "sgl_ref.h"

#include <stdio.h>

/** One end as a JSON string, exact. */
void number_write_end(FILE *to, mpfr_srcptr end);

/** "key":[["lo","hi"],..], or "key":null where v is NULL. */
void number_write_vector(FILE *to, const char *key, mpfi_srcptr v, size_t d);

/** "  name = value" and "  name   what" with an entry a line, in digits decimals: one number where both ends of an enclosure print the
 *  same, else [low, high] rounded outward. */
void number_write_scalar(FILE *to, const char *name, mpfi_srcptr v, int digits);
void number_write_column(FILE *to, const char *name, const char *what, mpfi_srcptr v, size_t d, int digits);

#endif
