/* Numbers of the rung below the intervals: one double each, with what is known of its error said once and for all.
 *
 * Let u = 2^-24 be the unit roundoff of the recording, G = 2^-52 that of one operation here, in any rounding mode; G = 2^-28 u. Claims:
 *     (V)  a value c is within 2^-26 r of the exact path's, where r is the radius that the exact path holds for it
 *     (R)  a radius is within 2^-25 of the exact path's double, relative to it
 *
 * (V). The envelope grants each operation of a program u of its result at least, and carries on what was granted before as errors are carried
 * on; what is computed here errs by at most 3 G for each such u, and is carried on in the same way. With err' <= beta err + 3 G (beta |m| +
 * (1 - beta) |q|) and r' >= beta r + u (beta |m| + (1 - beta) |q|), say, err <= 3 * 2^-28 r stays true. So it is for sums, roots and W; for the
 * constants filter_suits.c looks.
 *
 * (R). Radii are made of sums, products, quotients, roots, the lesser and the greater of numbers >= 0. None of these makes a relative error
 * larger than the largest of its operands, but products and quotients, which add them, and of which the recursions have only those with
 * constants. So K operations a step, here and in the exact path, make t K G in t steps: 2^-26 for t <= 2^19 (filter_suits.c leaves longer
 * recordings to intervals) and K <= 128. Where the magnitude of a value enters, r or more is added to it, so that by (V) the sum is known to
 * 2^-26.
 *
 * What comes after W has differences that cancel and bounds that are replaced; there errors are computed (filter_estimate_dual.h).
 * Nothing here may underflow or overflow: filter_suits.c asks that of the constants, filter_estimate_step.h of the rest.
 *
 * The types are those of filter_rule.h, whose text this rung shares. */
#ifndef SGL_FILTER_VALUE_ESTIMATE_H
#define SGL_FILTER_VALUE_ESTIMATE_H

#ifndef SGL_FILTER_ESTIMATES
#define SGL_FILTER_ESTIMATES /* what the rungs share takes the types of this one */
#endif

#include "judge/filter.h"
#include "judge/filter_lanes.h"

typedef V X; /* a value  */
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

INLINE I enclosing(X a) { return a; }
INLINE X value_point(V v) { return v; }
INLINE X value_number(const sgl_filter_number *number) { return splat(number->center); }
INLINE X value_when(M m, X a, X b) { return choose(m, a, b); }
INLINE X value_settled(X a) { return a; }
INLINE X value_add(X a, X b) { return a + b; }
INLINE X value_add_point(X a, V v) { return a + v; }
INLINE X value_scale(X a, V k) { return a * k; }
INLINE X value_times(X a, X b) { return a * b; }
INLINE X value_times_positive(X a, X b) { return a * b; }
INLINE X value_square_point(V v) { return v * v; }
INLINE X value_root(X a) { return root_up(a); }
INLINE I value_root_ends(X a, X root_a) { return (void)a, root_a; }
INLINE X value_greater(X a, X b) { return larger(a, b); }

#endif
