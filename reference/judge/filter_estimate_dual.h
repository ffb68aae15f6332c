/* z_t and how far the program's can be from it: dual.c and envelope_dual.c, as estimates. Here values cancel, and bounds are replaced by
 * what x_{t+1} says, so neither has a relative error of its own: errors are computed, and compared with the radius of z: from here on a
 * group's D bounds their ratio. It begins at LEAST_SLACK and is doubled, for all its entries and all steps to come, where it does not; groups
 * that need more than MOST_SLACK are given up. */
#ifndef SGL_FILTER_ESTIMATE_DUAL_H
#define SGL_FILTER_ESTIMATE_DUAL_H

#include "judge/filter_estimate_entry.h"

#include "judge/budget.h"
#include "judge/filter_batch.h"

/* D: z is within D of its radius, the radius within 2 D of itself. */
#define LEAST_SLACK 0x1p-16
#define MOST_SLACK 0x1p-9

INLINE V size_of(X a) { return absolute(enclosing(a)); }

/* zeta_t = zeta_{t-1} + m_t + (x_t - x_{t-1}) W_{t-1} and z = zeta - W x, zeta_0 and x_0 being 0. Four operations err by less
 * than 4 ROUNDING of all that is added; m and W by (V). */
INLINE void dual_value(entry *e, V moved)
{
    const V value_error = splat(VALUE_ERROR), rounding = splat(4 * ROUNDING);
    V x = absolute(e->x_now);
    X step, taken;

    step = value_times(value_difference(e->x_now, e->x_before), e->w_before);
    e->zeta = value_settled(value_add(value_add(e->zeta, e->m), step));
#if SGL_MUTANT != 450
    e->zeta_error += value_error * (e->m_radius + e->w_radius_before * moved) + rounding * (size_of(e->zeta) + size_of(e->m) + size_of(step));
#endif
    taken = value_times_point(e->w, e->x_now);
    e->implied = value_subtract(e->zeta, taken);
    e->implied_error = e->zeta_error + value_error * e->w_radius * x + rounding * (size_of(e->zeta) + size_of(taken));
}

/* What a step adds to both bounds of z, and the error of that.
 *
 * local is >= u of every number in it, and is made of numbers that are within RADIUS_ERROR of themselves, or |W_t - W_{t-1}| within that of
 * the radii it is added to; but for: |z| and the bounds, of which it has u; z_before, of which it has u too, within 4 D of the radius that z
 * had; and tiny, at least what underflow may take, all of which counts as error. Rounding the bounds
 * takes 2^-52 of them: local has u of them, and where that is no more, it counts as error. */
INLINE V dual_local(const entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, V slack, V moved, V *error)
{
    const V u = splat(f->u), division = splat((SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * f->u);
    V x = absolute(e->x_now), m = size_of(e->m), z = size_of(e->implied), w = enclosing(e->w), q = absolute(w - enclosing(e->w_before)) * x;
    V open = (e->w_radius + e->w_radius_before) * x, held = m + e->m_radius, sum = q + open;
    V pair = larger(larger(e->z_before + held, e->z_before + sum), held + sum); /* the largest of the three inner sums */
    V tiny = choose(less(splat(0), pair), fused(splat(f->eta), x, splat(5 * scalars->eta_rates)), splat(0));
    V local = e->m_radius + held * u + sum * division + tiny;

    local += u * (pair + z + local + open + larger(-e->below, e->above));
#if SGL_MUTANT == 451
    local += u * w * x;
#else
    local += u * w * x + e->w_radius_before * moved;
#endif
    *error = splat(RADIUS_ERROR) * local + u * (e->implied_error + e->below_error + e->above_error + splat(4) * slack * e->z_radius) + tiny;
    if (IN_PAIRS)
        *error += splat(0x1p-51) * (larger(-e->below, e->above) + local);
    return local;
}

/* z, its radius and its error. */
INLINE void dual(batch *b, entry *e, const sgl_filter_scalars *scalars)
{
    const sgl_filter *f = b->filter;
    const V half = splat(0.5), rounding = splat(8 * ROUNDING), rounding_of_bounds = splat(0x1p-49);
    V x = absolute(e->x_now), moved = absolute(e->x_now - e->x_before), local, error, shift, width;

    dual_value(e, moved);
    local = dual_local(e, f, scalars, b->slack, moved, &error);
    e->below -= local;
    e->above += local;
    e->below_error += error;
    e->above_error += error;
    shift = (e->below + e->above) * half;
    width = (e->above - e->below) * half;
    e->z = value_settled(value_add_point(e->implied, shift));
    e->z_radius = width + e->w_radius * x;
    e->z_error = e->implied_error + e->below_error + e->above_error + rounding * size_of(e->z) + rounding_of_bounds * (absolute(shift) + width);
    e->x_before = e->x_now;
    e->z_before = size_of(e->z) + e->z_radius;
    b->decided &= less(e->z_before, splat(HUGE_ENOUGH));
    b->decided &= at_most(e->z_error, splat(MOST_SLACK) * e->z_radius);
    for (M more; any(more = b->decided & less(b->slack * e->z_radius, e->z_error));)
        b->slack = choose(more, b->slack + b->slack, b->slack);
}

/* What becomes of D where all entries of a step have been seen. */
INLINE void set_margins(batch *b)
{
    b->wide = splat(1) + splat(32) * b->slack;
    b->narrow = splat(1) - splat(32) * b->slack;
}

#endif
