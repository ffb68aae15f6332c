/* What x_{t+1} says about z_t: envelope_reset.c, operation by operation. */
#ifndef SGL_FILTER_RESET_H
#define SGL_FILTER_RESET_H

#include "judge/budget.h"
#include "judge/filter_batch.h"

typedef struct inverse_shrink {
    X squares;
    I p, dead;
    M live;
} inverse_shrink;

/* y = x Y, and what the group needs of it. */
INLINE void see_inverse(inverse_shrink *v, entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, M *decided)
{
    V x = absolute(e->x_next), zero = splat(0), taken;
    M live = unequal(x, zero);
    I p = times(e->denominator_radius, e->y_inverse);

    I whole = enclosing(e->denominator);

    e->y = value_scale(e->denominator, x);
    v->squares = value_add(v->squares, value_square(e->y));
    v->live |= live;
    *decided &= not(live) | less(whole.h, splat(f->largest_number));
    p = add_point(p, splat((SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * f->u));
    /* What underflow takes, divided by |x|: at least 0, at most what the power of two below |x| gives. */
    taken = e->y_inverse.h * splat(scalars->eta_rates) + splat(f->eta);
    if (any(live & less(x, splat(f->eta))))
        p.h = p.h + taken / x;
    else
        p.h = p.h + taken * inverse_power(x);
    v->p = when(live, greater(v->p, p), v->p);
    v->dead = add(v->dead, when(live, point(zero), add_point(scale(whole, splat(f->eta)), splat(scalars->eta_rates))));
}

/* The exact path forms up(down(D - (z + shift)) + shift), D from the inverse, z implied, its inner difference at 106 bits or more. In
 * intervals the shift would enter twice and widen what it came from, step by step. So D - z is enclosed, and what the exact path's
 * roundings can do: with v = D - z - shift, down(v) errs by 2^-52 |v| and the sum by 2^-52 |D - z| (1 + 2^-52), or 2^-1074 each;
 * its two operations on long numbers by 2^-105 (|z + shift| + |v|) each. slack is more than all of that. */
INLINE void narrow(entry *e, const sgl_filter *f, X whole, X norm_inverse, I norm_radius, I p, M learns, bool plain, M *decided)
{
    M live = learns & unequal(e->x_next, splat(0)), ordered;
    I share = enclosing(e->y), radius, below, above, moved;
    X z = e->y;
    V slack;

    if (plain) {
        radius = times(share, p);
    } else {
        radius = times(times(share, enclosing(norm_inverse)), norm_radius);
        z = value_times_positive(value_times_positive(z, whole), norm_inverse);
    }
    if (f->lambda1_radius > 0)
        radius = add(radius, add_point(scale(add(enclosing(z), radius), splat(f->u)), splat(f->lambda1_radius)));
    z = value_add(z, value_number(&f->lambda1));
    z = value_when(less(splat(0), e->x_next), value_negative(z), z);
    moved = enclosing(value_subtract(z, e->implied));
    slack = scale(add(magnitudes(moved), magnitudes(e->shift)), splat(0x1p-50)).h + magnitudes(enclosing(e->z)).h * splat(0x1p-100) +
            splat(0x1p-1000);
#if SGL_MUTANT == 272
    moved = add_point(moved, slack);
#else
    moved = (I){moved.n + slack, moved.h + slack};
#endif
    radius = add(radius, scale(e->w_radius, absolute(e->x_now)));
    below = greater(subtract(moved, radius), e->below);
    above = lesser(add(moved, radius), e->above);
    ordered = at_most(below.h, low(above));
    *decided &= not(live) | ordered;
    *decided &= not(live) | (less(below.n, splat(HUGE_ENOUGH)) & less(above.h, splat(HUGE_ENOUGH)));
    e->below = when(live, below, e->below);
    e->above = when(live, above, e->above);
}

INLINE void reset(batch *b, const inverse_shrink *v)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_size *size = b->size;
    double nu = size->norm, u = f->u, quotient = (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * u;
    V largest_p = splat(0x1p-6);
    M learns = v->live & at_most(v->p.h, largest_p), not_learns = not(v->live) | less(largest_p, low(v->p));
    X exact_norm = value_root(v->squares), norm_inverse = value_inverse(exact_norm), exact_whole = value_add(exact_norm, value_number(&size->threshold));
    I norm = enclosing(exact_norm), whole = enclosing(exact_whole), dead = times(v->dead, enclosing(norm_inverse)), smear, radius, share;

    learns = learns & at_most(dead.h, largest_p);
    not_learns = not_learns | less(largest_p, low(dead));
    b->decided &= learns | not_learns;
    b->decided &= not(learns) | is_positive(norm);
    if (!any(learns) || !(nu <= 0x1p-6))
        return;
    share = add(add_point(v->p, splat(nu)), dead);
    share = add_point(share, splat(quotient));
    smear = add_point(scale(share, splat(8)), splat(1));
    radius = times(norm, add_point(share, splat(u)));
    radius = add_point(add_point(radius, splat(size->threshold.ends[1] * quotient)), splat(size->threshold_radius));
    radius = times(radius, smear);
    radius = add(radius, times(times(whole, add(add_point(scale(v->p, splat(2)), splat(nu)), dead)), smear));
    for (size_t i = 0; i < size->d; i++)
        narrow(b->entries + i, f, exact_whole, norm_inverse, radius, v->p, learns, f->hyper.lambda21 == 0, &b->decided);
}

#endif
