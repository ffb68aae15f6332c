/* Four lanes, with fused operations. Nothing without the compiler's flags for AVX2 and FMA. */
#ifndef SGL_FILTER_LANES_AVX2_H
#define SGL_FILTER_LANES_AVX2_H
#if defined(__AVX2__) && defined(__FMA__)

#include "judge/filter_lanes_element.h"

#include <immintrin.h>

enum { LANES = 4 };
typedef double V __attribute__((vector_size(32)));
typedef long long Q __attribute__((vector_size(32)));
typedef Q M; /* all bits or none, a lane */

INLINE V splat(double v) { return (V)_mm256_set1_pd(v); }
INLINE V fused(V a, V b, V c) { return (V)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c); }
INLINE V root_up(V v) { return (V)_mm256_sqrt_pd((__m256d)v); }
INLINE V larger(V a, V b) { return (V)_mm256_max_pd((__m256d)a, (__m256d)b); }
INLINE V smaller(V a, V b) { return (V)_mm256_min_pd((__m256d)a, (__m256d)b); }
INLINE M less(V a, V b) { return (M)(a < b); }
INLINE M at_most(V a, V b) { return (M)(a <= b); }
INLINE M equal(V a, V b) { return (M)(a == b); }
INLINE M unequal(V a, V b) { return (M)(a != b); }
INLINE V choose(M m, V a, V b) { return (V)_mm256_blendv_pd((__m256d)b, (__m256d)a, (__m256d)m); }

INLINE V gather_f4(const unsigned char *base, const long long *at)
{
    return (V)_mm256_cvtps_pd(_mm_setr_ps(f4(base, at[0]), f4(base, at[1]), f4(base, at[2]), f4(base, at[3])));
}

INLINE V gather_f8(const unsigned char *base, const long long *at)
{
    return (V){f8(base, at[0]), f8(base, at[1]), f8(base, at[2]), f8(base, at[3])};
}

INLINE M none(void) { return (M){0}; }
INLINE M not(M m) { return ~m; }
INLINE bool any(M m) { return _mm256_movemask_pd((__m256d)m) != 0; }
INLINE bool lane(M m, int k) { return m[k] != 0; }

/** a b; where it must not become a part of a fused operation, the object is compiled so (Makefile). */
INLINE V product(V a, V b) { return a * b; }

/** As filter_lanes_avx512.h has them. */
INLINE V less_product(V c, V a, V b) { return (V)_mm256_fnmadd_pd((__m256d)a, (__m256d)b, (__m256d)c); }
INLINE V product_above(V a, V b, V p) { return fused(a, b, -p); }

#endif
#endif
