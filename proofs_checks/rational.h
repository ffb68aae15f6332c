/* Exact rationals with value semantics, over GMP. A rat points into an arena; rat_release gives back all that
 * was made since rat_mark, so that a check may write a formula as it stands on paper. Nothing rounds. */
#ifndef RATIONAL_H
#define RATIONAL_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef const __mpq_struct *rat;

rat rat_of(long numerator, long denominator);
rat rat_zero(void);
rat rat_add(rat a, rat b);
rat rat_sub(rat a, rat b);
rat rat_mul(rat a, rat b);
rat rat_div(rat a, rat b); /* bails out on b = 0 */
rat rat_neg(rat a);
rat rat_abs(rat a);
rat rat_sqr(rat a);
rat rat_max(rat a, rat b);
rat rat_pow(rat a, unsigned long e);
rat rat_dot(const rat *a, const rat *b, size_t n);
int rat_cmp(rat a, rat b);
int rat_sgn(rat a);

/** Whether a is the square of a rational; if so *root is the one >= 0. */
bool rat_is_square(rat *root, rat a);

/** The root of a square; bails out when a is none. */
rat rat_sqrt(rat a);

/** Integer, fraction n/d, or decimal with an optional exponent (taken exactly). False when text is none of them. */
bool rat_parse(rat *out, const char *text);

/** n/d; valid until the release. */
const char *rat_text(rat a);

/** Uniform among k/denominator, |k| <= bound * denominator, from tap.h's stream. */
rat rat_random(long bound, long denominator);

/** rat_release gives back all that was made since the mark. */
size_t rat_mark(void);
void rat_release(size_t mark);

#endif
