/* Vectors of doubles, a group a lane. Included by filter_interval.h: AVX-512 where the compiler was given its flags, else two lanes. All of it
 * runs with the rounding mode upward. */
#ifndef SGL_FILTER_LANES_H
#define SGL_FILTER_LANES_H

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

INLINE float f4(const unsigned char *base, long long at)
{
    float v;

    memcpy(&v, base + 4 * at, sizeof v);
    return v;
}

INLINE double f8(const unsigned char *base, long long at)
{
    double v;

    memcpy(&v, base + 8 * at, sizeof v);
    return v;
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
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
#else
/* 16 bytes: what SSE2 and NEON have, and what every calling convention knows. */
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
#endif

INLINE V absolute(V v) { return (V)((Q)v & ~(Q)splat(-0.0)); }

/** a, with the other sign where v has none. */
INLINE V against(V a, V v) { return (V)((Q)a ^ (~(Q)v & (Q)splat(-0.0))); }

#if defined(__AVX512F__) && defined(__AVX512DQ__)
/** a b to nearest, which no compiler makes a part of a fused operation. */
INLINE V product(V a, V b) { return (V)_mm512_mul_round_pd((__m512d)a, (__m512d)b, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }

/** c - a b, rounded once: exactly where c is a double next to a b. */
INLINE V less_product(V c, V a, V b) { return (V)_mm512_fnmadd_pd((__m512d)a, (__m512d)b, (__m512d)c); }

/** An upper bound of a b - p, which is that number itself where p is a double next to a b and nothing underflows. */
INLINE V product_above(V a, V b, V p) { return fused(a, b, -p); }
#else
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

/** Results below the least normal number become 0, where the machine can: as they are, each takes it longer than a hundred others. Undone with the
 *  rest of the environment. */
static inline void flush_subnormal(void)
{
#if defined(__SSE2__)
    _mm_setcsr(_mm_getcsr() | 0x8000);
#endif
}

/** The inverse of the power of two at or below v, for normal v below 2^1023: the exponent's bits. */
INLINE V inverse_power(V v) { return (V)((Q)splat(0x1p1023) - ((Q)v & (Q)splat(INFINITY))); }

#endif
