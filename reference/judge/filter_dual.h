/* z_t and how far the program's can be from it, in the dual form and where the program keeps x: dual.c and envelope_dual.c, operation by
 * operation. */
#ifndef SGL_FILTER_DUAL_H
#define SGL_FILTER_DUAL_H

#include "judge/budget.h"
#include "judge/filter_entry.h"

/* 1/(a - r), a - r rounded down, from 1/a: with q = r/a <= 1/2, 1/(1 - q) lies in [1 + q, 1 + q + 2 q^2]; rounding a - r down makes it up to
 * 2^-51 larger. least = a - r, for lanes where q is more. */
INLINE I inverse_less(I inverse_a, I r, I least)
{
    I q = times(r, inverse_a);

    if (any(not(at_most(q.h, splat(0.5)))))
        return inverse(least);
    return times(inverse_a, (I){q.n - splat(1), splat(1 + 0x1p-48) + q.h + splat(2) * q.h * q.h});
}

/* eta x. Of float64 anything from 0 on: results below the least normal number would take the machine longer than the rest of the step. */
INLINE I underflow_of(const sgl_filter *f, V x)
{
    return f->eta < 0x1p-1000 ? (I){splat(0), splat(f->eta) * larger(x, splat(1))} : point(splat(f->eta) * x);
}

INLINE void dual(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars)
{
    V u = splat(f->u), x = absolute(e->x_now), moved;
    I m = magnitudes(enclosing(e->m)), z, change, q, local, held, open, sum, least;

    e->zeta = value_add(e->zeta, e->m);
    e->zeta = value_settled(value_add(e->zeta, value_times(value_difference(e->x_now, e->x_before), e->w_before)));
    e->implied = e->z = value_subtract(e->zeta, value_times_point(e->w, e->x_now));

    z = magnitudes(enclosing(e->z));
    change = magnitudes(subtract(enclosing(e->w), enclosing(e->w_before))); /* of two doubles, as the envelope has it */
    q = scale(change, x);
    open = scale(add(e->w_radius, e->w_radius_before), x);
    held = add(m, e->m_radius);
    sum = add(q, open);
    local = add(add(e->m_radius, scale(held, u)), scale(sum, splat((SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * f->u)));
    least = lesser(point(splat(5 * scalars->eta_rates)), add(add(add(m, scale(q, splat(2))), z), e->z_before));
    least = add(add(least, lesser(q, underflow_of(f, x))), scale(change, operand(f, x)));
    local = add(local, least);
    least = lesser(e->z_before, lesser(held, sum));
    least = subtract(add(add(e->z_before, held), sum), least); /* the largest of the three inner sums */
    least = add(add(add(add(least, z), local), open), greater(negative(e->below), e->above));
    local = add(local, scale(least, u));
    local = add(local, scale(scale(enclosing(e->w), u), x));

    moved = larger(e->x_now - e->x_before, e->x_before - e->x_now);
    local = add(local, scale(e->w_radius_before, moved));
    e->below = subtract(e->below, local);
    e->above = add(e->above, local);
    e->shift = scale(add(e->below, e->above), splat(0.5));
    e->z_radius = greater(subtract(e->above, e->shift), subtract(e->shift, e->below));
    e->z_radius = add(e->z_radius, scale(e->w_radius, x));
    e->z = value_shift(e->implied, e->shift);
    e->x_before = e->x_now;
    e->z_before = add(magnitudes(enclosing(e->z)), e->z_radius);
}

/* x_t - m/W: z, its radius, and in E the radius of the step. stays: m is 0 and nothing is computed. */
INLINE void prox(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, M *decided)
{
    V u = splat(f->u), zero = splat(0);
    I m = magnitudes(enclosing(e->m)), w = enclosing(e->w_denominator), r = e->w_denominator_radius, least = subtract(w, r), inverse_w = inverse(w), z;
    I move, radius, size, inverse_least = inverse_less(inverse_w, r, least);
    M moves = is_positive(m) | is_positive(e->m_radius);

    e->z = e->implied = value_subtract(e->m, value_times_point(e->w_denominator, e->x_now));
    e->shift = point(zero);
    z = magnitudes(enclosing(e->z));
    e->stays = equal(m.h, zero) & equal(e->m_radius.h, zero);
    *decided &= e->stays | moves;
    *decided &= is_positive(least);
    move = times(m, inverse_w);
    radius = times(add(e->m_radius, times(move, r)), inverse_least);
    radius = add(radius, scale(add(move, radius), splat((SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * f->u)));
    radius = add(radius, lesser(add(move, radius), scale(add_point(inverse_least, splat(1)), splat(scalars->eta_rates))));
    size = add(times(z, inverse_w), radius);
    radius = add(add(radius, scale(size, u)), underflow(f, size));
    e->prox_radius = when(e->stays, point(zero), radius);
    e->z_radius = add(times(add(w, r), e->prox_radius), times(times(r, inverse_w), z));
    e->z_radius = add(e->z_radius, scale(z, splat(3 * f->u)));
}

#endif
