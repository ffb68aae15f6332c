/* What the rules share: the radius of an average, and W. envelope.c and rules/, operation by operation. */
#ifndef SGL_FILTER_MOMENT_H
#define SGL_FILTER_MOMENT_H

#include "judge/budget.h"
#include "judge/filter_entry.h"
#include "judge/filter_radius.h"

#include <float.h>

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

/* The average itself: (1 - beta) q + beta average. */
INLINE X average_of(const sgl_filter_average *a, X average, X q)
{
    return value_settled(value_add(value_times(q, value_number(&a->complement)), value_scale(average, splat(a->beta))));
}

/* a + epsilon; 0 is not added. */
INLINE X plus_epsilon(X a, const sgl_filter_number *epsilon)
{
    return epsilon->ends[1] == 0 ? a : value_add(a, value_number(epsilon));
}

/* W = (root + epsilon)/alpha and its radius, sgl_rule_set_w and sgl_envelope_w; sum is root + epsilon. */
INLINE void set_w(X *w, I *w_radius, const sgl_filter *f, const sgl_filter_scalars *s, X sum, I root_radius, double epsilon_radius)
{
    *w = value_times_positive(sum, value_number(&s->inverse_alpha));
    *w_radius = times(add_point(root_radius, splat(epsilon_radius)), pair(s->inverse_alpha.ends));
    *w_radius = add(*w_radius, scale(add(enclosing(*w), *w_radius), splat(s->w_roundings * f->u)));
}

#endif
