/* Eight lanes. Nothing without the compiler's flags for AVX-512. */
#ifndef SGL_FILTER_LANES_AVX512_H
#define SGL_FILTER_LANES_AVX512_H
#if defined(__AVX512F__) && defined(__AVX512DQ__)

#include "judge/filter_lanes_element.h"

#include <immintrin.h>

enum { LANES = 8 };
typedef double V __attribute__((vector_size(64)));
typedef long long Q __attribute__((vector_size(64)));
typedef __mmask8 M;

INLINE V splat(double v) { return (V)_mm512_set1_pd(v); }
INLINE V fused(V a, V b, V c) { return (V)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c); }
INLINE V root_up(V v) { return (V)_mm512_sqrt_pd((__m512d)v); }
INLINE V larger(V a, V b) { return (V)_mm512_max_pd((__m512d)a, (__m512d)b); }
INLINE V smaller(V a, V b) { return (V)_mm512_min_pd((__m512d)a, (__m512d)b); }
INLINE M less(V a, V b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LT_OQ); }
INLINE M at_most(V a, V b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LE_OQ); }
INLINE M equal(V a, V b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_EQ_OQ); }
INLINE M unequal(V a, V b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_NEQ_UQ); }
INLINE V choose(M m, V a, V b) { return (V)_mm512_mask_blend_pd(m, (__m512d)b, (__m512d)a); }

/* Element k lies at base + size (at[k]). One by one: processors that guard their gathers against each other's data wait for each. */
INLINE V gather_f4(const unsigned char *base, const long long *at)
{
    return (V)_mm512_cvtps_pd(_mm256_setr_ps(f4(base, at[0]), f4(base, at[1]), f4(base, at[2]), f4(base, at[3]), f4(base, at[4]),
                                             f4(base, at[5]), f4(base, at[6]), f4(base, at[7])));
}

INLINE V gather_f8(const unsigned char *base, const long long *at)
{
    return (V){f8(base, at[0]), f8(base, at[1]), f8(base, at[2]), f8(base, at[3]), f8(base, at[4]), f8(base, at[5]), f8(base, at[6]), f8(base, at[7])};
}

INLINE M none(void) { return 0; }
INLINE M not(M m) { return (M)~m; }
INLINE bool any(M m) { return m != 0; }
INLINE bool lane(M m, int k) { return m >> k & 1; }

/** a b to nearest, which no compiler makes a part of a fused operation. */
INLINE V product(V a, V b) { return (V)_mm512_mul_round_pd((__m512d)a, (__m512d)b, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }

/** c - a b, rounded once: exactly where c is a double next to a b. */
INLINE V less_product(V c, V a, V b) { return (V)_mm512_fnmadd_pd((__m512d)a, (__m512d)b, (__m512d)c); }

/** An upper bound of a b - p, which is that number itself where p is a double next to a b and nothing underflows. */
INLINE V product_above(V a, V b, V p) { return fused(a, b, -p); }

#endif
#endif
