/* Values of the second rung: a double c and an interval of doubles around it, c + [-n, h]. Where c holds 53 bits of a value the interval
 * holds 53 more: n and h are of the size of an ulp of c, their sum, the width, of that of an ulp of an ulp.
 *
 * No error-free transformation is relied upon. Each operation takes some double for the new c, any, and then n and h as upper bounds of
 * what is left of the exact result on either side, all operations rounded upward: they are upper bounds whatever was rounded on the way, and
 * tight because differences such as (large - sum) are exact nearly always. So containment holds by construction, also with
 * underflow, and only the width depends on how well c was chosen.
 *
 * The ends c - n, c + h are no doubles, and a number of the exact path with its 128 bits or more (sgl_filter_new asks for them) may be
 * rounded to either side of them. So each result is widened by SLACK of its largest magnitude: 2^-120, where one rounding to 128 bits takes
 * 2^-127. With it an interval contains the MPFI interval of the exact path by induction, as in filter.h; what radii are made of
 * (magnitude, mignitude, a value in double) lies in enclosing(), whose ends are rounded outward to doubles. */
#ifndef SGL_FILTER_VALUE_PAIR_H
#define SGL_FILTER_VALUE_PAIR_H

#include "judge/filter.h"
#include "judge/filter_interval.h"

#define SLACK 0x1p-120

/** c + [-n, h]. */
typedef struct X {
    V c, n, h;
} X;

INLINE I enclosing(X a) { return (I){a.n - a.c, a.c + a.h}; }
INLINE X value_point(V v) { return (X){v, splat(0), splat(0)}; }
INLINE X value_when(M m, X a, X b) { return (X){choose(m, a.c, b.c), choose(m, a.n, b.n), choose(m, a.h, b.h)}; }
INLINE X value_negative(X a) { return (X){-a.c, a.h, a.n}; }
INLINE M value_is_zero(X a) { return equal(a.c, splat(0)) & is_zero((I){a.n, a.h}); }

INLINE X value_number(const sgl_filter_number *number)
{
    return (X){splat(number->center), splat(number->below), splat(number->above)};
}

/* The largest |c' + e - c|, e in [-n, h]: n + h >= 0, so it is the larger of the two. */
INLINE V off(X a) { return larger(a.n, a.h); }

/* |c| + off bounds every number of the interval. */
INLINE X widened(V c, V n, V h)
{
    V most = absolute(c) + larger(n, h), slack = splat(SLACK);

#if SGL_MUTANT == 440
    (void)most, (void)slack;
    return (X){c, n, h};
#else
    return (X){c, fused(most, slack, n), fused(most, slack, h)};
#endif
}

/* An interval of doubles as it is, around its upper end. */
INLINE X of_interval(I a) { return (X){a.h, a.h + a.n, splat(0)}; }

/** The same interval around another double, so that n and h do not grow with the steps. */
INLINE X value_settled(X a)
{
    V c = a.c + a.h;

    return (X){c, (c - a.c) + a.n, (a.c - c) + a.h};
}

/* a + b - sum = (large - sum) + small. */
INLINE X value_add(X a, X b)
{
    V sum = a.c + b.c;
    M swap = less(absolute(a.c), absolute(b.c));
    V large = choose(swap, b.c, a.c), small = choose(swap, a.c, b.c);

#if SGL_MUTANT == 441
    return widened(sum, a.n + b.n, a.h + b.h);
#else
    return widened(sum, ((sum - large) - small) + (a.n + b.n), ((large - sum) + small) + (a.h + b.h));
#endif
}

INLINE X value_subtract(X a, X b) { return value_add(a, value_negative(b)); }
INLINE X value_add_point(X a, V v) { return value_add(a, value_point(v)); }
INLINE X value_difference(V a, V b) { return value_add(value_point(a), value_point(-b)); }

/** a + by for a small by. */
INLINE X value_shift(X a, I by) { return widened(a.c, a.n + by.n, a.h + by.h); }

/** k a for a point k >= 0. */
INLINE X value_scale(X a, V k)
{
    V p = a.c * k;

    return widened(p, fused(a.n, k, product_above(-a.c, k, -p)), fused(a.h, k, product_above(a.c, k, p)));
}

/** k a for any point k. */
INLINE X value_times_point(X a, V k)
{
    X product = value_scale(a, absolute(k));

    return value_when(less(k, splat(0)), value_negative(product), product);
}

/** a b for b with c >= 0: (c + e)(c' + e') - p = (c c' - p) + e c' + c e' + e e', and c e' is |c| times e' or -e'. */
INLINE X value_times(X a, X b)
{
    V p = a.c * b.c, k = absolute(a.c), most = off(a) * off(b);
    M mirrored = less(a.c, splat(0));
    V below = choose(mirrored, b.h, b.n), above = choose(mirrored, b.n, b.h);

#if SGL_MUTANT == 442
    below = b.n, above = b.h;
#endif
    below = fused(k, below, fused(a.n, b.c, product_above(-a.c, b.c, -p)));
    above = fused(k, above, fused(a.h, b.c, product_above(a.c, b.c, p)));
    return widened(p, below + most, above + most);
}

INLINE X value_times_positive(X a, X b) { return value_times(a, b); }

INLINE X value_square_point(V v)
{
    V p = v * v;

    return widened(p, product_above(-v, v, -p), product_above(v, v, p));
}

/** a^2 = |c|^2 + 2 |c| e + e^2, e mirrored where c < 0; the last is >= 0. */
INLINE X value_square(X a)
{
    V k = absolute(a.c), p = k * k, twice = k + k, most = off(a);
    M mirrored = less(a.c, splat(0));
    V below = choose(mirrored, a.h, a.n), above = choose(mirrored, a.n, a.h);

    below = fused(twice, below, product_above(-k, k, -p));
    above = fused(most, most, fused(twice, above, product_above(k, k, p)));
    return widened(p, below, above);
}

/* c + N q for N in [-n, h] and a factor that is within [1 - 2 eta - 2^-50, 1 + 2 eta + 2^-50] of q. */
INLINE X around_quotient(V c, V n, V h, V q, V eta)
{
    V most = larger(n, h) * q * fused(splat(2), eta, splat(0x1p-50));

    return widened(c, fused(n, q, most), fused(h, q, most));
}

/* Whether eta <= 1/4, so that 1/(1 + y) is within 2 eta of 1 for |y| <= eta. */
INLINE M moderate(V eta) { return at_most(eta, splat(0.25)); }

/** 1/b, b > 0. With q = 1/c rounded up and e in [-n, h]: 1/(c + e) - q = N/(c + e), N = 1 - q c - q e, and with y = e/c, |y| <= off q,
 *  1/(c + e) = (1/c)/(1 + y), where 1/c lies in [q (1 - 2^-51), q]. */
INLINE X value_inverse(X b)
{
    V q = splat(1) / b.c, eta = off(b) * q;
    V above = fused(q, b.n, product_above(-q, b.c, splat(-1))), below = fused(q, b.h, product_above(q, b.c, splat(1)));
#if SGL_MUTANT == 443
    X result = around_quotient(q, above, below, q, eta);
#else
    X result = around_quotient(q, below, above, q, eta);
#endif
    M ordinary = moderate(eta) & less(splat(0), b.c) & less(b.c, splat(0x1p1000));

    if (any(not(ordinary)))
        result = value_when(ordinary, result, of_interval(inverse(enclosing(b))));
    return result;
}

/** sqrt(a), a >= 0. With r = sqrt(c) rounded up, v = c + e and D = sqrt(v) - r: D (sqrt(v) + r) = v - r^2 = N, so |D| <= |N|/r, and
 *  D = N/(2 r + D) = (N/2r)/(1 + y), |y| = |D|/2r <= 2 |N| q^2 with q = 1/2r rounded up. */
INLINE X value_root(X a)
{
    V r = root_up(a.c), q = splat(0.5) / r;
    V above = product_above(-r, r, -a.c) + a.h, below = product_above(r, r, a.c) + a.n;
    V eta = splat(2) * larger(below, above) * q * q;
    X result = around_quotient(r, below, above, q, eta);
    M ordinary = moderate(eta) & less(splat(0x1p-900), a.c);

    if (any(not(ordinary)))
        result = value_when(ordinary, result, of_interval(root(positive(enclosing(a)))));
    return result;
}

/** What radii take for sqrt(a): roots of the doubles around a, and a double below. sqrt(v) for a double v <= (1 + 2^-52) max(a) is at most
 *  (1 + 2^-52)^2 times the larger end of root_a, and so on for the lower. */
INLINE I value_root_ends(X a, X root_a)
{
    I ends = enclosing(a), wide = enclosing(root_a);

    if (any(not(less(splat(0x1p-900), low(ends)))))
        return root(positive(ends));
    return (I){wide.n * splat(1 - 0x1p-50), wide.h * splat(1 + 0x1p-50)};
}

/** The larger of two, end by end. */
INLINE X value_greater(X a, X b)
{
    M swap = less(a.c, b.c);
    X large = value_when(swap, b, a), small = value_when(swap, a, b);
    V down = large.c - small.c, up = small.c - large.c;

    return (X){large.c, smaller(large.n, down + small.n), larger(large.h, up + small.h)};
}

/* max(a, 0). Where a reaches 0, or its c does, around 0. What is not a number stays that. */
INLINE X value_positive(X a)
{
    I ends = enclosing(a);
    M above = at_most(ends.n, splat(0)) & less(splat(0), a.c);

    return value_when(above, a, (X){splat(0), choose(less(splat(0), ends.n), splat(0), ends.n), choose(less(ends.h, splat(0)), splat(0), ends.h)});
}

/** -sign(z) max(|z| - lambda1, 0), from |z| where z has a sign, else in doubles. */
INLINE X value_soft_threshold(X z, X lambda1)
{
    I ends = enclosing(z), range = enclosing(lambda1);
#if SGL_MUTANT == 444
    M mirrored = less(z.c, splat(0)), straddles = none();
#else
    M mirrored = less(splat(0), ends.n), straddles = mirrored & less(splat(0), ends.h);
#endif
    X size = value_when(mirrored, value_negative(z), z);
    X s = value_positive(value_subtract(size, lambda1));

    s = value_when(mirrored, s, value_negative(s));
    if (any(straddles))
        s = value_when(straddles, of_interval(subtract(positive(negative(add(ends, range))), positive(subtract(ends, range)))), s);
    return s;
}

/** max(1 - threshold/norm, 0); range, its enclosure in doubles, where the norm may be 0. */
INLINE X value_factor(I range, X threshold, X norm)
{
    M above = less(splat(0x1p-900), low(enclosing(norm))); /* then 1/norm is a number */
    X factor = value_positive(value_subtract(value_point(splat(1)), value_times(threshold, value_inverse(norm))));

    return value_when(above, factor, of_interval(range));
}

#endif
