/* Intervals of doubles, as many lanes at a time as filter_lanes.h has.
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

#include "judge/filter_lanes.h"

/** [-n, h]. */
typedef struct I {
    V n, h;
} I;

/* 0 - n and not -n: an end of 0 is to be +0, as something may be divided by it. */
#if SGL_MUTANT == 274
INLINE V low(I a) { return -a.n; }
#else
INLINE V low(I a) { return splat(0) - a.n; }
#endif
INLINE V high(I a) { return a.h; }
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

#endif
