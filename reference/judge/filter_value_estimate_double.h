/* Values of the walk by estimates of float32 recordings, u = 2^-24: one double each. ROUNDING is 2^-28 u, in any rounding mode. */
#ifndef SGL_FILTER_VALUE_ESTIMATE_DOUBLE_H
#define SGL_FILTER_VALUE_ESTIMATE_DOUBLE_H

#include "judge/filter.h"
#include "judge/filter_lanes.h"

#define ROUNDING 0x1p-52

enum { IN_PAIRS = 0 };

typedef V X;

INLINE V enclosing(X a) { return a; } /* as a double */
INLINE V value_rest(X a) { return (void)a, splat(0); } /* less that double */
INLINE X value_point(V v) { return v; }
INLINE X value_number(const sgl_filter_number *number) { return splat(number->center); }
INLINE X value_when(M m, X a, X b) { return choose(m, a, b); }
INLINE X value_settled(X a) { return a; }
INLINE X value_negative(X a) { return -a; }
INLINE X value_against(X a, V v) { return against(a, v); }
INLINE X value_absolute(X a) { return absolute(a); }
INLINE X value_positive(X a) { return larger(a, splat(0)); }
INLINE X value_greater(X a, X b) { return larger(a, b); }

INLINE X value_add(X a, X b) { return a + b; }
INLINE X value_subtract(X a, X b) { return a - b; }
INLINE X value_add_point(X a, V v) { return a + v; }
INLINE X value_difference(V a, V b) { return a - b; }
INLINE V value_gap(X a, X b) { return a - b; } /* as a double */

INLINE X value_scale(X a, V k) { return a * k; }
INLINE X value_times_point(X a, V k) { return a * k; }
INLINE X value_times(X a, X b) { return a * b; }
INLINE X value_times_positive(X a, X b) { return a * b; }
INLINE X value_square(X a) { return a * a; }
INLINE X value_square_point(V v) { return v * v; }

INLINE X value_quotient(X a, X b, V inverse_b) { return (void)b, a * inverse_b; }
INLINE X value_root(X a) { return root_up(a); }
INLINE V value_root_ends(X a, X root_a) { return (void)a, root_a; }

#endif
