/* Vectors of doubles, a group a lane: of the widest kind that the compiler was given the flags for. With intervals all of it runs with the
 * rounding mode upward. */
#ifndef SGL_FILTER_LANES_H
#define SGL_FILTER_LANES_H

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include "judge/filter_lanes_avx512.h"
#elif defined(__AVX2__) && defined(__FMA__)
#include "judge/filter_lanes_avx2.h"
#else
#include "judge/filter_lanes_portable.h"
#endif

INLINE V absolute(V v) { return (V)((Q)v & ~(Q)splat(-0.0)); }

/** a, with the other sign where v has none. */
INLINE V against(V a, V v) { return (V)((Q)a ^ (~(Q)v & (Q)splat(-0.0))); }

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
