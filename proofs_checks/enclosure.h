/* Enclosures of real numbers with value semantics, over MPFI: every num holds the exact value for certain. Used
 * where a root or a power leaves the rationals. num_below(a, b) is a proof of a < b; its negation is not
 * one of a >= b. */
#ifndef ENCLOSURE_H
#define ENCLOSURE_H

#include "rational.h"

#include <mpfi.h>

typedef mpfi_srcptr num;

enum { NUM_BITS = 192 };

num num_rat(rat a);
num num_double(double a);
num num_int(long a);
num num_of(mpfi_srcptr a); /* a copy, for values that change later */
num num_add(num a, num b);
num num_sub(num a, num b);
num num_mul(num a, num b);
num num_div(num a, num b);
num num_neg(num a);
num num_abs(num a);
num num_sqr(num a);
num num_sqrt(num a);
num num_max(num a, num b);
num num_log(num a);

/** The values of a and b are proved to be in this order. */
bool num_below(num a, num b);
bool num_at_most(num a, num b);

/** a may still be b: their enclosures meet, and neither is wider than 2^-100 of its size. */
bool num_same(num a, num b);

/** The middle, for printing. */
double num_mid(num a);

/** num_release gives back all that was made since the mark. */
size_t num_mark(void);
void num_release(size_t mark);

#endif
