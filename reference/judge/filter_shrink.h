/* From z to x_{t+1}, E and the zero pattern: soft_threshold.c, group_norm.c, shrink.c and envelope_shrink.c, operation by operation. */
#ifndef SGL_FILTER_SHRINK_H
#define SGL_FILTER_SHRINK_H

#include "judge/filter_batch.h"
#include "judge/filter_dual.h"

INLINE void soft_threshold(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, M *decided)
{
    I reach, over;
    M dead, alive, live, not_live;

    e->s = value_soft_threshold(e->z, value_number(&f->lambda1));
    reach = add_point(e->z_radius, splat(f->lambda1_radius));
    over = subtract(magnitudes(enclosing(e->z)), pair(f->lambda1.ends));
    dead = at_most(add(over, reach).h, splat(0));
    alive = less(splat(0), low(add(over, reach)));
    live = less(reach.h, low(over));
    not_live = at_most(over.h, low(reach));
    *decided &= dead | alive;
    *decided &= dead | live | not_live;
    e->zero = dead;
    e->live = live;
    e->s_radius = reach;
    if (f->lambda1_radius > 0) {
        I held = add(magnitudes(enclosing(e->s)), reach);

        e->s_radius = add(add(reach, scale(held, splat(f->u))), lesser(held, point(splat(scalars->eta_rates))));
    }
    e->s_radius = when(dead, point(splat(0)), e->s_radius);
}

INLINE void denominator(entry *e, const sgl_filter *f, M *decided)
{
    e->denominator = e->w_denominator;
    e->denominator_radius = e->w_denominator_radius;
    *decided &= less(enclosing(e->denominator).h, splat(HUGE_ENOUGH));
    if (f->twice_lambda2.ends[1] == 0)
        return;
    e->denominator = value_add(e->denominator, value_number(&f->twice_lambda2));
    e->denominator_radius = add_point(e->denominator_radius, splat(f->twice_lambda2_radius));
    e->denominator_radius = add(e->denominator_radius, scale(add(enclosing(e->denominator), e->denominator_radius), splat(f->u)));
}

/* What the norm is taken of, and its radius: s, A^{-1/2} s, A^{-1} s or z. */
INLINE void weighted(X *v, I *radius, const entry *e, const sgl_filter *f, M *decided)
{
    bool is_exact = f->variant.norm == SGL_NORM_EXACT;
    I least, r, weight;
    X half;
    M still = value_is_zero(e->s), none_moves = equal(e->s_radius.h, splat(0));

    *v = f->variant.norm == SGL_NORM_DUAL ? e->z : e->s;
    *radius = f->variant.norm == SGL_NORM_DUAL ? e->z_radius : e->s_radius;
    if (f->variant.norm != SGL_NORM_EXACT && f->variant.norm != SGL_NORM_PRINTED)
        return;
    half = value_scale(e->denominator, splat(0.5));
    *v = value_when(still, *v, value_times(e->s, value_inverse(is_exact ? value_root(half) : half)));
    least = subtract(enclosing(e->denominator), e->denominator_radius);
    *decided &= still | (is_positive(enclosing(half)) & is_positive(least));
    *decided &= not(still) | none_moves | is_positive(least);
    r = times(scale(e->denominator_radius, splat(is_exact ? 0.5 : 1)), inverse(least));
    r = add_point(r, splat(((is_exact ? SGL_BUDGET_SQRT : SGL_BUDGET_ROUNDING) + SGL_BUDGET_DIVISION) * f->u));
    r = add(e->s_radius, times(add(magnitudes(enclosing(e->s)), e->s_radius), r));
    weight = inverse(is_exact ? root(scale(least, splat(0.5))) : scale(least, splat(0.5)));
    r = add_point(times(r, weight), splat(f->eta));
    *radius = when(still & none_moves, *radius, r);
}

/* What is known of a group. */
typedef struct factor {
    I value, radius;
    X exact; /* max(1 - c/r, 0) */
    M zero, live;
} factor;

INLINE factor group_factor(const batch *b, X exact_norm, I radius, M *decided)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_size *size = b->size;
    double d = (double)size->d, c = size->threshold.ends[1];
    V least = splat(size->threshold_least), zero = splat(0);
    double quotient = (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * f->u;
    I norm = enclosing(exact_norm), high, low_end, taken, open, closed, largest_factor;
    M above = is_positive(norm), not_above = equal(norm.h, zero), not_zero, not_live, some;
    factor k = {point(splat(1)), point(zero), value_point(splat(1)), none(), not(none())};

    if (c == 0)
        return k;
    /* fmin(sqrt(d eta), d eta/low) where squares may underflow */
    some = above | is_positive(radius);
    low_end = positive(subtract(norm, radius));
    taken = lesser(point(splat(sqrt(d * f->eta))), (I){splat(-d * f->eta) / low_end.h, splat(d * f->eta) / low(low_end)});
    taken = when(not_above & equal(radius.h, zero), point(zero), when(some, taken, (I){zero, taken.h}));
    radius = add(radius, taken);
    radius = add(radius, scale(add(norm, radius), splat(size->norm)));
    high = add(norm, radius);
    low_end = positive(subtract(norm, radius));
    k.value = (I){smaller(splat(c) / low(norm) - splat(1), zero), larger(splat(1) + splat(-size->threshold.ends[0]) / norm.h, zero)};
    k.value = when(above, k.value, (I){zero, when(not_above, point(zero), k.value).h});
    k.exact = value_factor(k.value, value_number(&size->threshold), exact_norm);

    k.zero = at_most(high.h, least);
    not_zero = less(least, low(high));
    k.live = not_zero & less(splat(size->threshold_most), low(low_end));
    not_live = at_most(low_end.h, splat(size->threshold_most));
    *decided &= k.zero | not_zero;
    *decided &= k.zero | k.live | not_live;

    open = times(times(scale(radius, splat(c)), inverse(norm)), inverse(low_end));
    open = add(open, times(point(splat(size->threshold_radius)), inverse(low_end)));
    taken = add(k.value, open);
    taken = add(scale(taken, splat(f->u)),
                scale(greater(scale(inverse(low_end), splat(c + size->threshold_radius)), taken), splat(quotient)));
    open = add(open, taken);
    largest_factor = positive((I){splat(size->threshold_low) / low(high) - splat(1), splat(1) + splat(-size->threshold_low) / high.h});
    closed = scale(greater(largest_factor, k.value), splat(1 + f->u));
    closed = add_point(closed, splat(quotient));
    k.radius = when(k.zero, point(zero), when(k.live, open, closed));
    k.value = when(k.zero, point(zero), k.value);
    return k;
}

/* x_{t+1} and E. */
INLINE void entry_step(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, const factor *k, M *decided)
{
    I whole = enclosing(e->denominator), least = subtract(whole, e->denominator_radius), s = magnitudes(enclosing(e->s)), numerator, value, r;
    X denominator_inverse = value_inverse(e->denominator);
    M still = value_is_zero(e->s), nothing, something;

    e->x = value_times(value_times(e->s, k->exact), denominator_inverse);
    e->x = value_when(still, value_point(splat(0)), e->x);
    *decided &= still | is_positive(whole);
    e->zero = e->zero | k->zero;
    e->live = e->live & k->live & not(e->zero);

    value = magnitudes(enclosing(e->x));
    numerator = add(times(s, k->radius), times(e->s_radius, add(k->value, k->radius)));
    nothing = equal(numerator.h, splat(0)) & equal(value.h, splat(0));
    something = is_positive(numerator) | is_positive(value);
    *decided &= e->zero | nothing | is_positive(least);
    e->y_inverse = inverse_less(enclosing(denominator_inverse), e->denominator_radius, least);
    r = times(add(numerator, times(value, e->denominator_radius)), e->y_inverse);
    r = add(r, scale(add(value, r), splat((SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * f->u)));
    *decided &= e->zero | nothing | less(scale(add(whole, e->denominator_radius), splat(scalars->rate)).h, splat(f->largest_number));
    r = add(r, lesser(add(value, r), add_point(scale(e->y_inverse, splat(scalars->eta_rates)), splat(f->eta))));
    r.n = choose(something, r.n, splat(0)); /* 0 where it is not certain that anything can be off */
    e->E = when(e->zero | nothing, point(splat(0)), r);
}

#endif
