/* What Adam's root is taken of: the average, AMSGrad's maximum, epsilon inside. rules/adam.c, rules/amsgrad.c and envelope_adam.c, operation by
 * operation. */
#ifndef SGL_FILTER_RADICAND_H
#define SGL_FILTER_RADICAND_H

#include "judge/filter_moment.h"

/* The maximum of the average, or of the average over 1 - beta2^t, kept apart from it. */
INLINE void separate_maximum(entry *e, const sgl_filter *f, const sgl_filter_scalars *s, M *decided)
{
    X average = e->second;
    I b = enclosing(average), r = e->second_radius;

    if (f->variant.maximum == SGL_MAXIMUM_CORRECTED) {
        I bias2 = point(splat(s->bias2_least));

        average = value_times_positive(average, value_number(&s->inverse_bias2));
        b = divide(b, bias2);
        r = divide(r, bias2);
        r = add(r, scale(scale(add(b, r), splat(s->correction_radius)), splat(1 + f->u)));
    }
    e->maximum = value_greater(e->maximum, average);
    e->maximum_radius = maximum_radius(enclosing(e->maximum), e->maximum_radius, b, r, decided);
}

/* v and its radius. */
INLINE void radicand(X *v, I *r, entry *e, const sgl_filter *f, const sgl_filter_scalars *s, M *decided)
{
    *v = e->second;
    *r = e->second_radius;
    if (f->variant.maximum == SGL_MAXIMUM_SEPARATE || f->variant.maximum == SGL_MAXIMUM_CORRECTED) {
        separate_maximum(e, f, s, decided);
        *v = e->maximum;
        *r = e->maximum_radius;
    }
    if (f->variant.epsilon != SGL_EPSILON_INSIDE && f->variant.epsilon != SGL_EPSILON_INSIDE_RAW)
        return;
    *v = value_add(*v, value_number(&s->epsilon_inside));
#if SGL_MUTANT != 446
    *r = add(*r, scale(add_point(add(enclosing(*v), *r), splat(2 * f->hyper.epsilon)), splat(f->u)));
#endif
    *r = add_point(*r, splat(s->epsilon_inside_radius));
}

#endif
