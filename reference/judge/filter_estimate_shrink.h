/* From z to x_{t+1}, E and the zero pattern: soft_threshold.c, group_norm.c, shrink.c and envelope_shrink.c, as estimates.
 *
 * From here on a value is within D (filter_estimate_dual.h) of its radius, or of what it has of it, and a radius within 2 D of itself or a
 * little more; with D <= 2^-9 the rest of each of these is more than what is not linear in D:
 *     s and its radius, reach                        D reach,    2 D       (lambda1 is exact, or within 2^-26 of its own radius)
 *     norm and its radius                            D radius,   4 D       (the root of a sum of squares; its radius has 7 u of the norm)
 *     norm - radius, where 2 radius <= norm                      6 D
 *     the factor and its radius                      3 D radius, 12 D      (c radius/(norm low), and 5 u of the quotient)
 *     x and E                                        4 D E,      15 D
 * Comparisons leave 32 D for that; what falls into it is not decided. In a group that can be zero or not the factor's largest value may cancel
 * (rough): then it is not decided unless x* is 0 for certain, nor where an entry is kept; one that is 0 as x* is needs no radius. */
#ifndef SGL_FILTER_ESTIMATE_SHRINK_H
#define SGL_FILTER_ESTIMATE_SHRINK_H

#include "judge/filter_estimate_dual.h"

/* Of float64 recordings: what the exact path may round a sum by before it compares it; where numbers that are squared or divided by lie; where a
 * factor is known well enough, as the double that it is there; and E. */
#define SUM_ERROR 0x1p-50
#define LEAST_FACTOR 0x1p-32
#define LEAST_RADIUS 0x1p-600

INLINE M in_range(V v) { return at_most(splat(0x1p-400), v) & at_most(v, splat(0x1p400)); }

INLINE V widest(const batch *b, V radius) { return radius * b->wide; }
INLINE V narrowest(const batch *b, V radius) { return radius * b->narrow; }

INLINE void soft_threshold(batch *b, entry *e, const sgl_filter_scalars *scalars)
{
    const sgl_filter *f = b->filter;
    const V zero = splat(0);
    X beyond = value_settled(value_subtract(value_absolute(e->z), value_number(&f->lambda1)));
    V over = enclosing(beyond), reach = e->z_radius + splat(f->lambda1_radius);
    V far = absolute(over), most = widest(b, reach), least = narrowest(b, reach);
    M apart;

    if (IN_PAIRS) {
        V rounded = splat(SUM_ERROR) * size_of(e->z);

        most += rounded;
        least -= rounded;
    }
    apart = at_most(most, far);
    b->decided &= apart | less(far, least);
    e->zero = apart & at_most(over, zero);
    e->live = apart & not(e->zero);
    e->s = value_against(value_positive(beyond), enclosing(e->z));
    if (f->lambda1_radius > 0) {
        V held = size_of(e->s) + reach;

        reach = reach + splat(f->u) * held + smaller(held, splat(scalars->eta_rates));
    }
    e->s_radius = choose(e->zero, zero, reach);
}

/* Y = W^d + 2 lambda2, and 1/(Y - radius): with q = radius/Y it is (1 + q + q^2 + ...)/Y, of which less than 2^-26 is left out for q <= 2^-9. Where
 * q is more, or Y next to overflow or 0, ordinary says so. */
INLINE void denominator(batch *b, entry *e, const sgl_filter_scalars *scalars)
{
    const sgl_filter *f = b->filter;
    X whole = e->w_denominator;
    V y, r = e->w_denominator_radius, q;

    if (f->twice_lambda2.ends[1] != 0) {
        whole = value_add(whole, value_number(&f->twice_lambda2));
        r = r + splat(f->twice_lambda2_radius);
        r = r + splat(f->u) * (enclosing(whole) + r);
    }
    y = enclosing(whole);
    e->denominator = whole;
    e->denominator_radius = r;
    e->inverse = splat(1) / y;
    q = r * e->inverse;
#if SGL_MUTANT == 452
    e->y_inverse = e->inverse;
#else
    e->y_inverse = fused(e->inverse, fused(q, q, q), e->inverse);
#endif
    e->ordinary = at_most(q, splat(0x1p-9)) & less(y, splat(0.5 / scalars->rate * f->largest_number));
    if (any(not(e->ordinary))) {
        e->y_inverse = choose(e->ordinary, e->y_inverse, splat(1) / (y - r));
        b->decided &= e->ordinary | less(widest(b, y + r) * splat(scalars->rate), splat(f->largest_number));
    }
}

/* What is known of a group. */
typedef struct factor {
    X exact;
    V value, radius; /* value: exact, as a double */
    M zero, live;    /* sure +1, sure -1 */
    M vanishes;      /* value is 0 for certain */
    M rough;         /* the radius is not within 12 D of itself */
} factor;

/* A group that can be zero or not: the factor is at most 1 - c/high, where high - c cancels. Within 6 D radius of itself, it is good enough where
 * it is the radius at least. */
INLINE V open_end(const sgl_filter *f, const sgl_filter_size *size, V value, V high, V radius, M *rough)
{
    V above = high - splat(size->threshold_low), most = larger(above / high, value);

    *rough = less(above, radius);
    return most * splat(1 + f->u) + splat((SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * f->u);
}

INLINE factor group_factor(batch *b, X exact_norm, V radius)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_size *size = b->size;
    const V zero = splat(0), u = splat(f->u), quotient = splat((SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * f->u);
    const V c = splat(size->threshold.ends[1]), c_radius = splat(size->threshold_radius), nu = splat(size->norm);
    const V least = splat(size->threshold_least), most = splat(size->threshold_most);
    double d_eta = (double)size->d * f->eta;
    V norm = enclosing(exact_norm), lost = splat(sqrt(d_eta)), wide, narrow, low, inverse_low, inverse, open, part;
    factor k = {value_point(splat(1)), splat(1), zero, none(), not(none()), none(), none()};
    M apart = at_most(radius + radius, norm) & less(zero, norm), not_zero, not_live;

    if (size->threshold.ends[1] == 0)
        return k;
    if (IN_PAIRS)
        b->decided &= in_range(norm) | in_range(radius) | (equal(norm, zero) & equal(radius, zero));
    lost = choose(apart, smaller(lost, splat(d_eta) / (norm - radius)), lost); /* what squares may lose by underflow, or more */
    radius = radius + lost;
    radius = radius + nu * (norm + radius);
    apart = apart & at_most(radius + radius, norm);
    wide = widest(b, radius);
    narrow = narrowest(b, radius);
    if (IN_PAIRS) {
        wide += splat(SUM_ERROR) * norm;
        narrow -= splat(SUM_ERROR) * norm;
    }
    k.zero = at_most(norm + wide, least);
    not_zero = apart & less(least, norm + narrow);
    k.live = not_zero & less(most, norm - wide);
    not_live = not_zero & at_most(norm - narrow, most);
    b->decided &= k.zero | k.live | not_live;

    low = norm - radius;
    inverse_low = splat(1) / low;
    inverse = splat(1) / norm;
    k.exact = value_quotient(value_number(&size->threshold), exact_norm, inverse);
    k.exact = value_positive(value_settled(value_subtract(value_point(splat(1)), k.exact)));
    k.value = enclosing(k.exact);
    open = (c * radius * inverse + c_radius) * inverse_low;
    part = larger((c + c_radius) * inverse_low, k.value + open);
    open = open + u * (k.value + open) + quotient * part;
    if (IN_PAIRS) {
        b->decided &= k.zero | (k.live & at_most(splat(LEAST_FACTOR), k.value));
    } else if (any(not_live)) {
        V closed = open_end(f, size, k.value, norm + radius, radius, &k.rough);

        open = choose(not_live, closed, open);
        k.rough = k.rough & not_live;
    }
    k.vanishes = k.zero | less(norm + wide - radius, splat(size->threshold.ends[0]));
    b->decided &= not(k.rough) | k.vanishes;
    k.radius = choose(k.zero, zero, open);
    k.value = choose(k.zero, zero, k.value);
    k.exact = value_when(k.zero, value_point(zero), k.exact);
    return k;
}

/* x_{t+1} and E. */
INLINE void entry_step(batch *b, entry *e, const sgl_filter_scalars *scalars, const factor *k)
{
    const sgl_filter *f = b->filter;
    const V zero = splat(0);
    V s = size_of(e->s), numerator = s * k->radius + e->s_radius * (k->value + k->radius), value, r;

    e->x = value_quotient(value_times(e->s, k->exact), e->denominator, e->inverse);
    value = size_of(e->x);
    r = (numerator + value * e->denominator_radius) * e->y_inverse;
    r = r + splat((SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * f->u) * (value + r);
    r = r + smaller(value + r, e->y_inverse * splat(scalars->eta_rates) + splat(f->eta));
    e->zero = e->zero | k->zero;
    e->live = e->live & k->live & not(e->zero);
    e->E = choose(e->zero, zero, r);
    if (any(not(e->ordinary))) { /* 0 over a denominator of 0 is 0 */
        M still = equal(s, zero), nothing = still & equal(numerator, zero);

        e->x = value_when(still, value_point(zero), e->x);
        e->E = choose(nothing, zero, e->E);
        b->decided &= e->ordinary | e->zero | nothing | at_most(e->denominator_radius * splat(2), enclosing(e->denominator));
    }
    b->decided &= less(e->E, splat(HUGE_ENOUGH));
    if (IN_PAIRS)
        b->decided &= equal(e->E, zero) | less(splat(LEAST_RADIUS), e->E);
}

#endif
