/* Intervals of doubles, several lanes at a time. Included by filter_portable.c and filter_avx512.c, which say how wide a vector is.
 *
 * An interval [lo, hi] is kept as n = -lo and h = hi, and all of this runs with the rounding mode upward: h is then rounded up
 * and n, the negative of a lower end, is rounded up too, so the lower end goes down. No operation below is fused.
 *
 * Containment. For every operation here: if A contains a and B contains b then the result contains a o b exactly, and, since its
 * ends are doubles, also every rounding of a o b in any direction to the doubles or to a finer grid that contains them (a rounding is
 * monotone and leaves doubles alone). That second half is what lets the walk contain the numbers of the exact path and not only
 * the exact values: see filter.h. */
#ifndef SGL_FILTER_INTERVAL_H
#define SGL_FILTER_INTERVAL_H

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>

enum { LANES = 8 };
typedef double V __attribute__((vector_size(64)));
typedef long long Q __attribute__((vector_size(64)));
typedef __mmask8 M;

INLINE V splat(double v) { return (V)_mm512_set1_pd(v); }
INLINE V root_up(V v) { return (V)_mm512_sqrt_pd((__m512d)v); }
INLINE V larger(V a, V b) { return (V)_mm512_max_pd((__m512d)a, (__m512d)b); }
INLINE V smaller(V a, V b) { return (V)_mm512_min_pd((__m512d)a, (__m512d)b); }
INLINE M less(V a, V b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LT_OQ); }
INLINE M at_most(V a, V b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LE_OQ); }
INLINE M equal(V a, V b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_EQ_OQ); }
INLINE V choose(M m, V a, V b) { return (V)_mm512_mask_blend_pd(m, (__m512d)b, (__m512d)a); }

/* Element k lies at base + size (at[k]). */
INLINE V gather_f4(const unsigned char *base, Q at)
{
    return (V)_mm512_cvtps_pd(_mm512_i64gather_ps((__m512i)at, base, 4));
}

INLINE V gather_f8(const unsigned char *base, Q at)
{
    return (V)_mm512_i64gather_pd((__m512i)at, base, 8);
}

INLINE M none(void) { return 0; }
INLINE M not(M m) { return (M)~m; }
INLINE bool any(M m) { return m != 0; }
INLINE bool lane(M m, int k) { return m >> k & 1; }
#else
/* 16 bytes: what SSE2 and NEON have, and what every calling convention knows. */
enum { LANES = 2 };
typedef double V __attribute__((vector_size(16)));
typedef long long Q __attribute__((vector_size(16)));
typedef Q M; /* all bits or none, a lane */

INLINE V splat(double v) { return (V){v, v}; }
INLINE M less(V a, V b) { return (M)(a < b); }
INLINE M at_most(V a, V b) { return (M)(a <= b); }
INLINE M equal(V a, V b) { return (M)(a == b); }
INLINE V choose(M m, V a, V b) { return (V)(((Q)a & m) | ((Q)b & ~m)); }
INLINE V larger(V a, V b) { return choose(less(b, a), a, b); }
INLINE V smaller(V a, V b) { return choose(less(a, b), a, b); }

INLINE V gather_f4(const unsigned char *base, Q at)
{
    float v[LANES];

    for (int k = 0; k < LANES; k++)
        memcpy(v + k, base + 4 * at[k], sizeof *v);
    return (V){v[0], v[1]};
}

INLINE V gather_f8(const unsigned char *base, Q at)
{
    double v[LANES];

    for (int k = 0; k < LANES; k++)
        memcpy(v + k, base + 8 * at[k], sizeof *v);
    return (V){v[0], v[1]};
}

INLINE M none(void) { return (M){0}; }
INLINE M not(M m) { return ~m; }
INLINE bool any(M m) { return (m[0] | m[1]) != 0; }
INLINE bool lane(M m, int k) { return m[k] != 0; }
INLINE V root_up(V v) { return (V){sqrt(v[0]), sqrt(v[1])}; }
#endif

/** [-n, h]. */
typedef struct I {
    V n, h;
} I;

INLINE V absolute(V v) { return (V)((Q)v & ~(Q)splat(-0.0)); }
/* 0 - n and not -n: an end of 0 is to be +0, as something may be divided by it. */
#if SGL_MUTANT == 274
INLINE V low(I a) { return -a.n; }
#else
INLINE V low(I a) { return splat(0) - a.n; }
#endif
INLINE I point(V v) { return (I){-v, v}; }
INLINE I pair(const double *ends) { return (I){splat(-ends[0]), splat(ends[1])}; }
INLINE I when(M m, I a, I b) { return (I){choose(m, a.n, b.n), choose(m, a.h, b.h)}; }
INLINE I negative(I a) { return (I){a.h, a.n}; }
INLINE I add(I a, I b) { return (I){a.n + b.n, a.h + b.h}; }
INLINE I subtract(I a, I b) { return (I){a.n + b.h, a.h + b.n}; }
INLINE I add_point(I a, V v) { return (I){a.n - v, a.h + v}; }

/** k a for a point k >= 0. */
INLINE I scale(I a, V k) { return (I){a.n * k, a.h * k}; }

/** a b for a, b >= 0: lo(a) lo(b) rounded down is the negative of (-lo(a)) lo(b) rounded up. */
INLINE I times(I a, I b) { return (I){a.n * low(b), a.h * b.h}; }

/** a b for b >= 0. The largest product of an end of a with b: hi(a) hi(b) if hi(a) >= 0, else hi(a) lo(b): the larger of the two. */
INLINE I times_signed(I a, I b)
{
#if SGL_MUTANT == 271
    return (I){a.n * b.h, a.h * b.h};
#else
    return (I){larger(a.n * b.h, a.n * low(b)), larger(a.h * b.h, a.h * low(b))};
#endif
}

/** a / b for a >= 0, b > 0. */
INLINE I divide(I a, I b) { return (I){a.n / b.h, a.h / low(b)}; }

/** 1 / b for b > 0. Multiplying by it contains the quotient, and so what the quotient is rounded to. */
INLINE I inverse(I b) { return (I){splat(-1) / b.h, splat(1) / low(b)}; }

/** The root of a >= 0. Rounded up, r <= sqrt(a) + ulp(sqrt(a)) <= sqrt(a) (1 + 2^-52) (a root of a positive double is a normal one), and so
 *  r (1 - 2^-52) < sqrt(a); it also lies at or below the double before r, which is what sqrt_down of radius.h gives. */
#if SGL_MUTANT == 270
INLINE I root(I a) { return (I){-root_up(low(a)), root_up(a.h)}; }
#else
INLINE I root(I a) { return (I){root_up(low(a)) * splat(0x1p-52 - 1), root_up(a.h)}; }
#endif

INLINE I greater(I a, I b) { return (I){smaller(a.n, b.n), larger(a.h, b.h)}; }
INLINE I lesser(I a, I b) { return (I){larger(a.n, b.n), smaller(a.h, b.h)}; }
INLINE I positive(I a) { return (I){smaller(a.n, splat(0)), larger(a.h, splat(0))}; }

/** |a|. Contains the magnitude and the mignitude of every interval inside a. */
INLINE I magnitudes(I a) { return (I){smaller(smaller(a.n, a.h), splat(0)), larger(a.n, a.h)}; }

/** 0 or the number k >= 0: k where yes is certain, 0 where no is, both ends where neither is. */
INLINE I granted(M yes, M no, V k)
{
    return (I){choose(yes, -k, splat(0)), choose(no, splat(0), k)};
}

INLINE M is_zero(I a) { return equal(a.n, splat(0)) & equal(a.h, splat(0)); }
INLINE M is_positive(I a) { return less(a.n, splat(0)); }

/** The power of two at or below v, and its inverse, for normal v: the exponent's bits. */
INLINE V power_below(V v) { return (V)((Q)v & (Q)splat(INFINITY)); }
INLINE V inverse_power(V v) { return (V)((Q)splat(0x1p1023) - ((Q)v & (Q)splat(INFINITY))); }

#endif
