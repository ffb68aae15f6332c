/* What x_{t+1} says about z_t: envelope_reset.c, as estimates. The radii of Y and 1/Y are within 2^-25 of themselves, what is made of
 * two of them within 2^-23. */
#ifndef SGL_FILTER_ESTIMATE_RESET_H
#define SGL_FILTER_ESTIMATE_RESET_H

#include "judge/filter_estimate_shrink.h"

#define RESET_ERROR 0x1p-23

typedef struct inverse_shrink {
    X squares;
    V p, dead;
    M live;
} inverse_shrink;

/* y = x Y, and what the group needs of it. */
INLINE void see_inverse(inverse_shrink *v, entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars)
{
    const V zero = splat(0), eta = splat(f->eta), rates = splat(scalars->eta_rates);
    V x = absolute(e->x_next), taken = e->y_inverse * rates + eta, p, lost;
    M live = unequal(x, zero), little;

    e->y = value_times_point(e->denominator, x);
    v->squares = value_add(v->squares, value_square(e->y));
    v->live |= live;
    p = e->denominator_radius * e->y_inverse + splat((SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * f->u);
    lost = taken * inverse_power(x); /* at least taken/|x|, which is left out where that is no more than RADIUS_ERROR p */
    little = at_most(lost, splat(RADIUS_ERROR) * p);
#if SGL_MUTANT != 453
    if (any(live & not(little)))
        p += choose(little, zero, taken / x);
#endif
    v->p = choose(live, larger(v->p, p), v->p);
    v->dead += choose(live, zero, enclosing(e->denominator) * eta + rates);
}

/* The bounds that x_{t+1} sets, where they are closer; stretch is (|y| + c)/|y|, norm_share what is off of it. The error of the greater of two
 * is that of either, unless they are further apart. */
INLINE void narrow(entry *e, const sgl_filter *f, X stretch, V norm_share, V p, M learns, bool plain, M *decided)
{
    const V lambda1_radius = splat(f->lambda1_radius);
    X z = plain ? e->y : value_times(e->y, stretch);
    V radius = enclosing(e->y) * (plain ? p : norm_share), moved, below, above, error, either;
    M live = learns & unequal(e->x_next, splat(0)), lower, upper;

    if (f->lambda1_radius > 0)
        radius = radius + splat(f->u) * (enclosing(z) + radius) + lambda1_radius;
    z = value_add(z, value_number(&f->lambda1));
    error = splat(64 * ROUNDING) * (enclosing(z) + size_of(e->implied));
    z = value_when(less(splat(0), e->x_next), value_negative(z), z);
    moved = value_gap(z, e->implied);
    if (IN_PAIRS) /* the bounds are doubles, here and in the exact path */
        error += splat(0x1p-50) * (absolute(moved) + absolute(e->below) + absolute(e->above));
    radius = radius + e->w_radius * absolute(e->x_now);
    error += splat(RESET_ERROR) * radius + e->implied_error;
    below = moved - radius;
    above = moved + radius;
    lower = less(e->below + e->below_error, below - error);
    upper = less(above + error, e->above - e->above_error);
    either = larger(error, e->below_error);
    e->below_error = choose(live, choose(lower, error, either), e->below_error);
    either = larger(error, e->above_error);
    e->above_error = choose(live, choose(upper, error, either), e->above_error);
    e->below = choose(live, larger(below, e->below), e->below);
    e->above = choose(live, smaller(above, e->above), e->above);
    *decided &= not(live) | at_most(e->below + e->below_error, e->above - e->above_error);
}

INLINE void reset(batch *b, const inverse_shrink *v)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_size *size = b->size;
    const V nu = splat(size->norm), u = splat(f->u), quotient = splat((SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * f->u);
    const V least = narrowest(b, splat(0x1p-6)), most = widest(b, splat(0x1p-6));
    X exact_norm = value_root(value_settled(v->squares)), exact_whole = value_add(exact_norm, value_number(&size->threshold));
    V norm = enclosing(exact_norm), whole = enclosing(exact_whole), inverse = splat(1) / norm, dead = v->dead * inverse, share, smear, radius;
    M learns = v->live & at_most(v->p, least) & at_most(dead, least);

    b->decided &= not(v->live) | learns | less(most, v->p) | less(most, dead);
    if (IN_PAIRS)
        b->decided &= not(learns) | in_range(norm);
    if (!any(learns) || !(size->norm <= 0x1p-6))
        return;
    share = v->p + nu + dead + quotient;
    smear = splat(8) * share + splat(1);
    radius = (norm * (share + u) + splat(size->threshold.ends[1]) * quotient + splat(size->threshold_radius)) * smear;
    radius = radius + whole * (splat(2) * v->p + nu + dead) * smear;
    for (size_t i = 0; i < size->d; i++)
        narrow(b->entries + i, f, value_quotient(exact_whole, exact_norm, inverse), inverse * radius, v->p, learns, f->hyper.lambda21 == 0,
               &b->decided);
}

#endif
