/* Values of the walk by estimates of float64 recordings, u = 2^-53: the sum c + e of two doubles, e at most some units in the last place of c or
 * of what c was made of. Here the rounding mode is to nearest.
 *
 * What an operation errs by, relative to the terms of a sum, to the result else: c and what its rounding takes (two_sum, product_error) are
 * exact together, so it is what the e's lose, which is 2^-53 of numbers that are at most 2^-50, a few times, and the product of two e's,
 * 2^-100. ROUNDING is more than all that, and 2^-43 u. It asks that nothing with a part in it falls below 2^-1022: products are exact above
 * 2^-968, which filter_estimate_step.h sees to.
 *
 * A product is rounded by itself (product): were it fused into a sum that follows, its error would belong to another number. */
#ifndef SGL_FILTER_VALUE_ESTIMATE_PAIR_H
#define SGL_FILTER_VALUE_ESTIMATE_PAIR_H

#include "judge/filter.h"
#include "judge/filter_lanes.h"

#define ROUNDING 0x1p-96

/* Squares of recorded numbers are 0 or at least this. */
#define LEAST_SQUARE 0x1p-500

enum { IN_PAIRS = 1 };

/** c + e. */
typedef struct X {
    V c, e;
} X;

INLINE V enclosing(X a) { return a.c; } /* within 2^-50 of the terms it is made of; 2^-53 of it where a is settled */
INLINE V value_rest(X a) { return a.e; }
INLINE X value_point(V v) { return (X){v, splat(0)}; }
INLINE X value_when(M m, X a, X b) { return (X){choose(m, a.c, b.c), choose(m, a.e, b.e)}; }
INLINE X value_negative(X a) { return (X){-a.c, -a.e}; }

/* The interval's middle: center + (above - below)/2. */
INLINE X value_number(const sgl_filter_number *number)
{
    return (X){splat(number->center), splat(0.5 * (number->above - number->below))};
}

/** The same number, e at most half a unit in the last place of c. */
INLINE X value_settled(X a)
{
    V c = a.c + a.e;

    return (X){c, (a.c - c) + a.e};
}

/* Of settled numbers. */
INLINE X value_absolute(X a)
{
    Q sign = (Q)a.c & (Q)splat(-0.0);

    return (X){(V)((Q)a.c ^ sign), (V)((Q)a.e ^ sign)};
}

/** a, negative where v is positive. */
INLINE X value_against(X a, V v) { return (X){against(a.c, v), against(a.e, v)}; }

INLINE X value_positive(X a) { return value_when(less(splat(0), a.c), a, value_point(splat(0))); }
INLINE X value_greater(X a, X b) { return value_when(less(a.c, b.c) | (equal(a.c, b.c) & less(a.e, b.e)), b, a); }

/** a + b, and what its rounding takes: exactly. */
INLINE X two_sum(V a, V b)
{
    V sum = a + b, part = sum - a;

    return (X){sum, (a - (sum - part)) + (b - part)};
}

INLINE X value_add(X a, X b)
{
    X sum = two_sum(a.c, b.c);

#if SGL_MUTANT == 459
    return (X){sum.c, a.e + b.e};
#else
    return (X){sum.c, sum.e + (a.e + b.e)};
#endif
}

/** a - b likewise. */
INLINE X value_difference(V a, V b)
{
    V sum = a - b, part = sum - a;

    return (X){sum, (a - (sum - part)) - (b + part)};
}

INLINE X value_subtract(X a, X b)
{
    X sum = value_difference(a.c, b.c);

    return (X){sum.c, sum.e + (a.e - b.e)};
}

INLINE X value_add_point(X a, V v)
{
    X sum = two_sum(a.c, v);

    return (X){sum.c, sum.e + a.e};
}

/** a - b, rounded: where the c's do not differ exactly, that is more than what the e's do. */
INLINE V value_gap(X a, X b) { return (a.c - b.c) + (a.e - b.e); }

/** a b - p for p = product(a, b): exactly, or where nothing is fused (filter_lanes.h) to 2^-53 of it. */
INLINE V product_error(V a, V b, V p) { return product_above(a, b, p); }

INLINE X value_times_point(X a, V k)
{
    V p = product(a.c, k);

    return (X){p, fused(a.e, k, product_error(a.c, k, p))};
}

INLINE X value_scale(X a, V k) { return value_times_point(a, k); }

INLINE X value_times(X a, X b)
{
    V p = product(a.c, b.c);

    return (X){p, fused(a.c, b.e, fused(a.e, b.c, product_error(a.c, b.c, p)))};
}

INLINE X value_times_positive(X a, X b) { return value_times(a, b); }
INLINE X value_square(X a) { return value_times(a, a); }

/* No number where it would be smaller than LEAST_SQUARE: such a lane is given up. */
INLINE X value_square_point(V v)
{
    V p = product(v, v);
    M ordinary = at_most(splat(LEAST_SQUARE), p) | equal(v, splat(0));

    return (X){choose(ordinary, p, splat(NAN)), product_error(v, v, p)};
}

/** a/b, inverse_b within some roundings of 1/b: what is left of a after p b, divided too. */
INLINE X value_quotient(X a, X b, V inverse_b)
{
    V p = product(a.c, inverse_b), rest = less_product(a.c, p, b.c);

#if SGL_MUTANT == 460
    return (X){p, (rest + a.e) * inverse_b};
#else
    return (X){p, (rest + (a.e - p * b.e)) * inverse_b};
#endif
}

/** sqrt(a): with r = sqrt(c) rounded, (a - r^2)/2r less than 2^-106 of it. 0 of 0. */
INLINE X value_root(X a)
{
    V r = root_up(a.c), rest = less_product(a.c, r, r) + a.e, inverse = splat(1) / r;

    return (X){r, choose(equal(r, splat(0)), splat(0), splat(0.5) * rest * inverse)};
}

INLINE V value_root_ends(X a, X root_a) { return (void)a, root_a.c; }

#endif
