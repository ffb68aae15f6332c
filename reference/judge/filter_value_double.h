/* Values of the first rung: intervals of doubles. What each operation contains is said in filter_interval.h. */
#ifndef SGL_FILTER_VALUE_DOUBLE_H
#define SGL_FILTER_VALUE_DOUBLE_H

#include "judge/filter.h"
#include "judge/filter_interval.h"

typedef I X;

INLINE I enclosing(X a) { return a; }
INLINE X value_point(V v) { return point(v); }
INLINE X value_number(const sgl_filter_number *number) { return pair(number->ends); }
INLINE X value_when(M m, X a, X b) { return when(m, a, b); }
INLINE X value_negative(X a) { return negative(a); }
INLINE X value_settled(X a) { return a; }
INLINE M value_is_zero(X a) { return is_zero(a); }

INLINE X value_add(X a, X b) { return add(a, b); }
INLINE X value_subtract(X a, X b) { return subtract(a, b); }
INLINE X value_add_point(X a, V v) { return add_point(a, v); }
INLINE X value_difference(V a, V b) { return subtract(point(a), point(b)); }
INLINE X value_shift(X a, I by) { return add(a, by); }

/** k a for a point k >= 0; for any point k and a >= 0. */
INLINE X value_scale(X a, V k) { return scale(a, k); }
INLINE X value_times_point(X a, V k) { return times_signed(point(k), a); }

/** a b for b >= 0, and for a, b >= 0. */
INLINE X value_times(X a, X b) { return times_signed(a, b); }
INLINE X value_times_positive(X a, X b) { return times(a, b); }
INLINE X value_square(X a) { return times(magnitudes(a), magnitudes(a)); }
INLINE X value_square_point(V v) { return (I){-v * v, v * v}; }

/** sqrt(a), a >= 0; and an enclosure of what radii take for it, see filter_value_pair.h. */
INLINE X value_root(X a) { return root(a); }
INLINE I value_root_ends(X a, X root_a) { return (void)a, root_a; }

/** 1/b, b > 0. */
INLINE X value_inverse(X b) { return inverse(b); }
INLINE X value_greater(X a, X b) { return greater(a, b); }

/** -sign(z) max(|z| - lambda1, 0), as soft_threshold.c writes it. */
INLINE X value_soft_threshold(X z, X lambda1)
{
    return subtract(positive(negative(add(z, lambda1))), positive(subtract(z, lambda1)));
}

/** max(1 - threshold/norm, 0), given its range (group_range of filter_shrink.h). */
INLINE X value_factor(I range, X threshold, X norm) { return (void)threshold, (void)norm, range; }

#endif
