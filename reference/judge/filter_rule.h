/* The rules and their radii in intervals: rules/ and envelope_{momentum,ftrl,adam}.c, operation by operation. Included by
 * filter_walk.h only. */
#ifndef SGL_FILTER_RULE_H
#define SGL_FILTER_RULE_H

#include "judge/budget.h"
#include "judge/filter.h"
#include "judge/filter_interval.h"

#include <float.h>

/* One entry of as many groups as there are lanes. */
typedef struct entry {
    I first, second, zeta; /* of the run                      */
    I w, w_before;         /* W^z_t and the one before it     */
    I first_radius, second_radius, w_radius, w_radius_before;
    I z_before, below, above; /* z_before, low, high of the envelope */
    V x_before;
    /* of this step */
    I m, m_radius, w_denominator, w_denominator_radius;
    I implied, z, shift, z_radius, s, s_radius, denominator, denominator_radius, y, y_inverse, x, E;
    V x_now, x_next;
    I prox_radius; /* of x_t - m/W */
    M zero, live;  /* sure +1, sure -1 */
    M stays;       /* m is 0 for certain */
} entry;

/* sgl_envelope_underflow and sgl_envelope_operand. */
INLINE I underflow(const sgl_filter *f, I magnitude)
{
    return lesser(magnitude, point(splat(f->eta)));
}

INLINE V operand(const sgl_filter *f, V v)
{
    return choose(less(absolute(v), splat(f->eta)), absolute(v), splat(0));
}

/* sgl_envelope_average. */
INLINE I average_radius(const sgl_filter *f, const sgl_filter_average *a, I r, I center, V q, V q_radius, bool rounded, I result)
{
    double u = f->u, complement = a->complement_up;
    V value = absolute(q) + q_radius, square = rounded ? splat(u * complement) * value : splat(0);
    I magnitude = magnitudes(center), y = add(magnitude, r), local;
    I difference = add(add(magnitudes(subtract(point(q), center)), scale(magnitude, splat(DBL_EPSILON))), r);
    I propagated = add_point(scale(r, splat(a->beta)), splat(complement) * q_radius);
    I products = add_point(scale(y, splat(a->beta)), splat(complement) * value * splat(1 + u));
    I increment;

    difference = add_point(difference, q_radius);
    products = add_point(scale(products, splat(u)), square);
    increment = scale(scale(add_point(difference, splat(u) * value), splat(2 * u * complement)), splat(1 + u));
    local = greater(products, add_point(increment, square));
    if (a->beta_rounded)
        local = add(local, scale(scale(y, splat(a->beta)), splat(u)));
    if (a->complement_rounded)
        local = add(local, scale(greater(point(value), difference), splat(u * complement)));
    local = add(local, scale(underflow(f, add_point(y, value)), splat(4)));
    local = add(local, propagated);
    return add(local, scale(add(result, local), splat(u)));
}

/* The average itself: (1 - beta) value + beta average. */
INLINE I average_of(const sgl_filter_average *a, I average, I value)
{
    return add(times_signed(value, pair(a->complement)), scale(average, splat(a->beta)));
}

/* sgl_envelope_sqrt of v within r; root_v = root(v). Where it is not certain whether the root may be flushed, lanes go into bad.
 *
 * Not flushed, the exact path has r/(sqrt v + sqrt(v - r)), its roots up to 2^-52 of themselves too small, its sum and quotient rounded up.
 * With e = r/v <= 1: sqrt(1 - e) lies in [1 - e/2 - e^2/2, 1 - e/2] (squared, 1 - e - 3e^2/4 + e^3/2 + e^4/4 <= 1 - e), so the denominator
 * in 2 sqrt v [1 - a, 1 - e/4], a = (e + e^2)/4 <= 1/2; 1/(1 - e/4) >= 1 + e/4, and 1/(1 - a) <= 1 + a + 2a^2 <= 1 + e/4 + e^2/4 + e^2/2. The
 * roundings stay within 2^-50 relative. No root of v - r is needed. */
INLINE I sqrt_radius(const sgl_filter *f, I v, I root_v, I r, M *bad)
{
    I least = positive(subtract(v, r)), inverse_root = inverse(root_v), half = scale(times(r, inverse_root), splat(0.5)), radius;
    I e = times(times(r, inverse_root), inverse_root);
    M normal = at_most(splat(f->eta), low(least)), flushed = less(least.h, splat(f->eta));

    radius = times(half, (I){e.n * splat(0.25) - splat(1 - 0x1p-48), splat(1 + 0x1p-48) + e.h * splat(0.25) + e.h * e.h});
    if (any(flushed)) {
        M zero = equal(v.h, splat(0)), above = is_positive(v);
        I whole = greater(root_v, subtract(root(add(v, r)), root_v));

        *bad |= flushed & not(zero | above);
        radius = when(flushed, when(zero, root(r), positive(whole)), radius);
    }
    *bad |= not(normal | flushed);
    return add(radius, scale(add(root_v, radius), splat(SGL_BUDGET_SQRT * f->u)));
}

/* W = (root + epsilon)/alpha and its radius, sgl_rule_set_w and sgl_envelope_w. */
INLINE void set_w(I *w, I *w_radius, const sgl_filter *f, const sgl_filter_scalars *s, I root_v, I root_radius, I epsilon,
                  double epsilon_radius)
{
    I inverse_alpha = pair(s->inverse_alpha);

    *w = times(add(root_v, epsilon), inverse_alpha);
    *w_radius = times(add_point(root_radius, splat(epsilon_radius)), inverse_alpha);
    *w_radius = add(*w_radius, scale(add(*w, *w_radius), splat(s->w_roundings * f->u)));
}

INLINE void rule_adam(entry *e, const sgl_filter *f, const sgl_filter_scalars *s, V g, V hessian, M *bad)
{
    double apply = (SGL_BUDGET_ROUNDING + SGL_BUDGET_DIVISION) * f->u;
    bool absolute_value = f->variant.second == SGL_SECOND_ABS;
    V source = f->variant.second == SGL_SECOND_GRADIENT ? g : hessian;
    V q = absolute_value ? absolute(source) : source * source;
    I square = absolute_value ? point(q) : (I){-source * source, source * source};
    I before = e->first, held, r, v;

    e->first = average_of(&f->first_average, before, point(g));
    e->first_radius = average_radius(f, &f->first_average, e->first_radius, before, g, operand(f, g), false, magnitudes(e->first));
    e->m = times_signed(e->first, pair(s->m_factor));
    r = scale(scale(e->first_radius, splat(s->m_magnitude)), splat(1 + s->m_factor_radius));
    if (s->m_scaled)
        r = add(r, scale(add(magnitudes(e->m), r), splat(s->m_factor_radius + apply)));
#if SGL_MUTANT == 275
    e->m_radius = r;
#else
    e->m_radius = add(r, underflow(f, add(magnitudes(e->m), r)));
#endif

    before = e->second;
    e->second = average_of(&f->second_average, before, square);
    if (f->variant.epsilon == SGL_EPSILON_INITIAL && s == f->steps + 1)
        e->second = add_point(e->second, splat(f->hyper.epsilon));
    if (f->variant.maximum == SGL_MAXIMUM_FED_BACK) /* what was before is both the average and the maximum */
        e->second = greater(e->second, before);
    held = e->second_radius;
    e->second_radius = average_radius(f, &f->second_average, held, before, q, splat(0), !absolute_value, e->second);
    if (f->variant.epsilon == SGL_EPSILON_INITIAL && s == f->steps + 1)
        e->second_radius = add(e->second_radius, scale(add_point(e->second, splat(f->hyper.epsilon)), splat(f->u)));
    if (f->variant.maximum == SGL_MAXIMUM_FED_BACK)
        e->second_radius = greater(e->second_radius, held);
    v = root(e->second);
    r = sqrt_radius(f, e->second, v, e->second_radius, bad);
    r = scale(scale(r, splat(s->root_magnitude)), splat(1 + s->root_factor_radius));
    v = times(v, pair(s->root_factor));
    if (s->root_scaled)
        r = add(r, scale(add(v, r), splat(s->root_factor_radius + apply)));
    set_w(&e->w, &e->w_radius, f, s, v, r, pair(s->epsilon_dual), s->epsilon_dual_radius);
    set_w(&e->w_denominator, &e->w_denominator_radius, f, s, v, r, pair(s->epsilon_denominator), s->epsilon_denominator_radius);
}

INLINE void rule_ftrl(entry *e, const sgl_filter *f, const sgl_filter_scalars *s, V g, M *bad)
{
    V square = g * g, u = splat(f->u), epsilon = splat(f->hyper.epsilon);
    I n, r, v, taken = add_point(scale(underflow(f, point(square)), splat(2)), u * square);

    e->m = point(g);
    e->m_radius = point(operand(f, g));
    e->second = add(e->second, (I){-g * g, square});
    r = add(e->second_radius, taken);
    e->second_radius = add(r, scale(add(e->second, r), u));
    n = e->second;
    r = e->second_radius;
    if (f->variant.epsilon == SGL_EPSILON_INSIDE) {
        n = add_point(n, epsilon);
        r = add(r, scale(add_point(add(n, r), splat(2 * f->hyper.epsilon)), u));
    }
    v = root(n);
    r = sqrt_radius(f, n, v, r, bad);
    if (f->variant.epsilon == SGL_EPSILON_OUTSIDE) {
        v = add_point(v, epsilon);
        r = add(r, scale(add_point(add(v, r), splat(2 * f->hyper.epsilon)), u));
    }
    set_w(&e->w, &e->w_radius, f, s, v, r, point(splat(0)), 0);
    set_w(&e->w_denominator, &e->w_denominator_radius, f, s, v, r, pair(f->offset), s->epsilon_denominator_radius);
    if (f->hyper.beta > 0)
        e->w_denominator_radius = add(e->w_denominator_radius, scale(add(e->w_denominator, e->w_denominator_radius), u));
}

/* gamma m + g. */
INLINE I sum_radius(const sgl_filter *f, I r, I before, V g, I after)
{
    V u = splat(f->u);
    I held = add(before, r), local = scale(add_point(scale(held, splat(f->hyper.gamma)), splat(2) * absolute(g)), u);

    if (f->gamma_rounded)
        local = add(local, scale(held, splat(f->u * f->hyper.gamma)));
    local = add(local, add_point(scale(underflow(f, add_point(held, absolute(g))), splat(3)), operand(f, g)));
    local = add(local, scale(r, splat(f->hyper.gamma)));
    return add(local, scale(add(after, local), u));
}

INLINE void rule_momentum(entry *e, const sgl_filter *f, const sgl_filter_scalars *s, V g)
{
    sgl_momentum_kind kind = f->variant.momentum;
    V gamma = splat(f->hyper.gamma);
    I before = e->first;

    e->w = pair(s->w_dual);
    e->w_denominator = pair(s->w_denominator);
    e->w_radius = point(splat(s->w_dual_radius));
    e->w_denominator_radius = point(splat(s->w_denominator_radius));
    if (f->variant.optimizer == SGL_SGD) {
        e->m = point(g);
        e->m_radius = point(splat(2 * f->u) * absolute(g) + operand(f, g));
        return;
    }
    if (kind == SGL_MOMENTUM_AVERAGE) {
        e->m = e->first = average_of(&f->first_average, before, point(g));
        e->m_radius = e->first_radius =
            average_radius(f, &f->first_average, e->first_radius, before, g, operand(f, g), false, magnitudes(e->first));
        return;
    }
    e->first = add_point(scale(before, gamma), g);
    if (kind == SGL_MOMENTUM_OVERWRITE) {
        I held = add_point(scale(magnitudes(before), gamma), absolute(g));
        I inner = sum_radius(f, e->first_radius, magnitudes(before), g, held);

        e->m = e->first = add_point(scale(e->first, gamma), g);
        e->m_radius = e->first_radius = sum_radius(f, inner, held, g, magnitudes(e->first));
        return;
    }
    e->m = e->first;
    e->m_radius = e->first_radius = sum_radius(f, e->first_radius, magnitudes(before), g, magnitudes(e->first));
    if (kind == SGL_MOMENTUM_NESTEROV) {
        e->m = add_point(scale(e->first, gamma), g);
        e->m_radius = sum_radius(f, e->first_radius, magnitudes(e->first), g, magnitudes(e->m));
    }
}

#endif
