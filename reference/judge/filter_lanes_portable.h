/* Two lanes in 16 bytes: what SSE2 and NEON have, and what every calling convention knows. */
#ifndef SGL_FILTER_LANES_PORTABLE_H
#define SGL_FILTER_LANES_PORTABLE_H

#include "judge/filter_lanes_element.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { LANES = 2 };
typedef double V __attribute__((vector_size(16)));
typedef long long Q __attribute__((vector_size(16)));
typedef Q M; /* all bits or none, a lane */

INLINE V splat(double v) { return (V){v, v}; }
INLINE M less(V a, V b) { return (M)(a < b); }
INLINE M at_most(V a, V b) { return (M)(a <= b); }
INLINE M equal(V a, V b) { return (M)(a == b); }
INLINE M unequal(V a, V b) { return (M)(a != b); }
INLINE V choose(M m, V a, V b) { return (V)(((Q)a & m) | ((Q)b & ~m)); }
#if defined(__SSE2__)
INLINE V larger(V a, V b) { return (V)_mm_max_pd((__m128d)a, (__m128d)b); }
INLINE V smaller(V a, V b) { return (V)_mm_min_pd((__m128d)a, (__m128d)b); }
INLINE V root_up(V v) { return (V)_mm_sqrt_pd((__m128d)v); }
#else
INLINE V larger(V a, V b) { return choose(less(b, a), a, b); }
INLINE V smaller(V a, V b) { return choose(less(a, b), a, b); }
INLINE V root_up(V v) { return (V){sqrt(v[0]), sqrt(v[1])}; }
#endif

INLINE V gather_f4(const unsigned char *base, const long long *at) { return (V){f4(base, at[0]), f4(base, at[1])}; }
INLINE V gather_f8(const unsigned char *base, const long long *at) { return (V){f8(base, at[0]), f8(base, at[1])}; }

INLINE M none(void) { return (M){0}; }
INLINE M not(M m) { return ~m; }
INLINE bool any(M m) { return (m[0] | m[1]) != 0; }
INLINE bool lane(M m, int k) { return m[k] != 0; }

/** a b; where it must not become a part of a fused operation, the object is compiled so (Makefile). */
INLINE V product(V a, V b) { return a * b; }

/** An upper bound of a b + c. */
INLINE V fused(V a, V b, V c) { return a * b + c; }

/* Without a fused operation: halves of 26 and 27 bits, whose products are doubles. Every operation is rounded upward, so that the
 * result is an upper bound also where one of them is not exact. */
INLINE V product_above(V a, V b, V p)
{
    const Q high = {~0x7ffffffLL, ~0x7ffffffLL};
    V a1 = (V)((Q)a & high), a2 = a - a1, b1 = (V)((Q)b & high), b2 = b - b1;

    return ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2;
}

INLINE V less_product(V c, V a, V b)
{
    V p = a * b;

    return (c - p) - product_above(a, b, p);
}

#endif
