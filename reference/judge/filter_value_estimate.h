/* Numbers of the rungs below the intervals: each with what is known of its error said once and for all.
 *
 * Let u be the unit roundoff of the recording; G what one operation on values errs by here, relative to the terms that it adds or the product
 * that it makes (ROUNDING, or less); 2^-52 what one operation on radii errs by, in any rounding mode. G <= 2^-28 u. Claims:
 *     (V)  a value is within 2^-26 r of the exact path's, where r is the radius that the exact path holds for it
 *     (R)  a radius is within 2^-25 of the exact path's double, relative to it
 *
 * (V). The envelope grants each operation of a program u of its result at least, and carries on what was granted before as errors are carried
 * on; what is computed here errs by at most 3 G for each such u, and is carried on in the same way. With err' <= beta err + 3 G (beta |m| +
 * (1 - beta) |q|) and r' >= beta r + u (beta |m| + (1 - beta) |q|), say, err <= 3 * 2^-28 r stays true. So it is for sums, roots and W; for the
 * constants filter_suits.c looks.
 *
 * (R). Radii are made of sums, products, quotients, roots, the lesser and the greater of numbers >= 0. None of these makes a relative error
 * larger than the largest of its operands, but products and quotients, which add them, and of which the recursions have only those with
 * constants. So K operations a step, here and in the exact path, make t K 2^-52 in t steps: 2^-26 for t <= 2^19 (filter_suits.c leaves longer
 * recordings to intervals) and K <= 128. Where the magnitude of a value enters, r or more is added to it, so that by (V) the sum is known to
 * 2^-26.
 *
 * What comes after W has differences that cancel and bounds that are replaced; there errors are computed (filter_estimate_dual.h). Where u is
 * that of the doubles which the exact path's radii are (IN_PAIRS), what it rounds before such a difference counts too.
 * Nothing here may underflow or overflow: filter_suits.c asks that of the constants, filter_estimate_step.h of the rest.
 *
 * The types are those of filter_rule.h, whose text these rungs share. */
#ifndef SGL_FILTER_VALUE_ESTIMATE_H
#define SGL_FILTER_VALUE_ESTIMATE_H

#ifndef SGL_FILTER_ESTIMATES
#define SGL_FILTER_ESTIMATES /* what the rungs share takes the types of this one */
#endif

#ifdef SGL_FILTER_PAIRS
#include "judge/filter_value_estimate_pair.h"
#else
#include "judge/filter_value_estimate_double.h"
#endif

typedef V I; /* a radius */

#define VALUE_ERROR 0x1p-26
#define RADIUS_ERROR 0x1p-25

INLINE V high(I a) { return a * splat(1 + RADIUS_ERROR); }
INLINE V low(I a) { return a * splat(1 - RADIUS_ERROR); }
INLINE I point(V v) { return v; }
INLINE I pair(const double *ends) { return splat(ends[1]); }
INLINE I add(I a, I b) { return a + b; }
INLINE I subtract(I a, I b) { return a - b; }
INLINE I add_point(I a, V v) { return a + v; }
INLINE I scale(I a, V k) { return a * k; }
INLINE I times(I a, I b) { return a * b; }
INLINE I divide(I a, I b) { return a / b; }
INLINE I greater(I a, I b) { return larger(a, b); }
INLINE I lesser(I a, I b) { return smaller(a, b); }
INLINE I magnitudes(I a) { return absolute(a); }

#endif
