/* The rules and their radii: rules/ and envelope_{momentum,ftrl,adam}.c, operation by operation. */
#ifndef SGL_FILTER_RULE_H
#define SGL_FILTER_RULE_H

#include "judge/filter_batch.h"
#include "judge/filter_radicand.h"

INLINE void rule_adam(entry *e, const sgl_filter *f, const sgl_filter_scalars *s, V g, V hessian, M without, M *decided)
{
    double apply = (SGL_BUDGET_ROUNDING + SGL_BUDGET_DIVISION) * f->u;
    bool absolute_value = f->variant.second == SGL_SECOND_ABS;
    V source = f->variant.second == SGL_SECOND_GRADIENT ? g : hessian;
    V q = absolute_value ? absolute(source) : source * source;
    X square = absolute_value ? value_point(q) : value_square_point(source);
    X before = e->first, n, v, sum;
    I held, r;

    e->first = average_of(&f->first_average, before, value_point(g));
    e->first_radius = average_radius(f, &f->first_average, e->first_radius, enclosing(before), g, operand(f, g), false,
                                     magnitudes(enclosing(e->first)));
    e->m = value_times(e->first, value_number(&s->m_factor));
    r = scale(scale(e->first_radius, splat(s->m_magnitude)), splat(1 + s->m_factor_radius));
    if (s->m_scaled)
        r = add(r, scale(add(magnitudes(enclosing(e->m)), r), splat(s->m_factor_radius + apply)));
#if SGL_MUTANT == 275
    e->m_radius = r;
#else
    e->m_radius = add(r, underflow(f, add(magnitudes(enclosing(e->m)), r)));
#endif

    before = e->second;
    e->second = average_of(&f->second_average, before, square);
    if (f->variant.epsilon == SGL_EPSILON_INITIAL && s == f->steps + 1)
        e->second = value_add_point(e->second, splat(f->hyper.epsilon));
    if (f->variant.maximum == SGL_MAXIMUM_FED_BACK) /* what was before is both the average and the maximum */
        e->second = value_greater(e->second, before);
    held = e->second_radius;
    e->second_radius = average_radius(f, &f->second_average, held, enclosing(before), q, splat(0), !absolute_value, enclosing(e->second));
    if (f->variant.epsilon == SGL_EPSILON_INITIAL && s == f->steps + 1)
        e->second_radius = add(e->second_radius, scale(add_point(enclosing(e->second), splat(f->hyper.epsilon)), splat(f->u)));
    if (f->variant.maximum == SGL_MAXIMUM_FED_BACK)
        e->second_radius = greater(e->second_radius, held);
    radicand(&n, &r, e, f, s, decided);
    *decided &= less(high(enclosing(n)), splat(HUGE_ENOUGH));
    v = value_root(n);
    r = sqrt_radius(f, enclosing(n), value_root_ends(n, v), r, decided);
    r = scale(scale(r, splat(s->root_magnitude)), splat(1 + s->root_factor_radius));
    v = value_times_positive(v, value_number(&s->root_factor));
    if (s->root_scaled)
        r = add(r, scale(add(enclosing(v), r), splat(s->root_factor_radius + apply)));
    sum = plus_epsilon(v, &s->epsilon_dual);
    if (any(without))
        sum = value_when(without, v, sum);
    set_w(&e->w, &e->w_radius, f, s, sum, r, s->epsilon_dual_radius);
    sum = plus_epsilon(v, &s->epsilon_denominator);
    set_w(&e->w_denominator, &e->w_denominator_radius, f, s, sum, r, s->epsilon_denominator_radius);
}

INLINE void rule_ftrl(entry *e, const sgl_filter *f, const sgl_filter_scalars *s, V g, M *decided)
{
    V square = g * g, u = splat(f->u), epsilon = splat(f->hyper.epsilon);
    X n, v;
    I r, ends, taken = add_point(scale(underflow(f, point(square)), splat(2)), u * square);

    e->m = value_point(g);
    e->m_radius = point(operand(f, g));
    e->second = value_settled(value_add(e->second, value_square_point(g)));
    r = add(e->second_radius, taken);
    e->second_radius = add(r, scale(add(enclosing(e->second), r), u));
    n = e->second;
    r = e->second_radius;
    if (f->variant.epsilon == SGL_EPSILON_INSIDE) {
        n = value_add_point(n, epsilon);
        r = add(r, scale(add_point(add(enclosing(n), r), splat(2 * f->hyper.epsilon)), u));
    }
    *decided &= less(high(enclosing(n)), splat(HUGE_ENOUGH));
    v = value_root(n);
    ends = value_root_ends(n, v);
    r = sqrt_radius(f, enclosing(n), ends, r, decided);
    if (f->variant.epsilon == SGL_EPSILON_OUTSIDE) {
        v = value_add_point(v, epsilon);
        r = add(r, scale(add_point(add(enclosing(v), r), splat(2 * f->hyper.epsilon)), u));
    }
    set_w(&e->w, &e->w_radius, f, s, v, r, 0);
    set_w(&e->w_denominator, &e->w_denominator_radius, f, s, plus_epsilon(v, &f->offset), r, s->epsilon_denominator_radius);
    if (f->hyper.beta > 0)
        e->w_denominator_radius = add(e->w_denominator_radius, scale(add(enclosing(e->w_denominator), e->w_denominator_radius), u));
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
    X before = e->first;

    e->w = value_number(&s->w_dual);
    e->w_denominator = value_number(&s->w_denominator);
    e->w_radius = point(splat(s->w_dual_radius));
    e->w_denominator_radius = point(splat(s->w_denominator_radius));
    if (f->variant.optimizer == SGL_SGD) {
        e->m = value_point(g);
        e->m_radius = point(splat(2 * f->u) * absolute(g) + operand(f, g));
        return;
    }
    if (kind == SGL_MOMENTUM_AVERAGE) {
        e->m = e->first = average_of(&f->first_average, before, value_point(g));
        e->m_radius = e->first_radius =
            average_radius(f, &f->first_average, e->first_radius, enclosing(before), g, operand(f, g), false, magnitudes(enclosing(e->first)));
        return;
    }
    e->first = value_settled(value_add_point(value_scale(before, gamma), g));
    if (kind == SGL_MOMENTUM_OVERWRITE) {
        I held = add_point(scale(magnitudes(enclosing(before)), gamma), absolute(g));
        I inner = sum_radius(f, e->first_radius, magnitudes(enclosing(before)), g, held);

        e->m = e->first = value_settled(value_add_point(value_scale(e->first, gamma), g));
        e->m_radius = e->first_radius = sum_radius(f, inner, held, g, magnitudes(enclosing(e->first)));
        return;
    }
    e->m = e->first;
    e->m_radius = e->first_radius = sum_radius(f, e->first_radius, magnitudes(enclosing(before)), g, magnitudes(enclosing(e->first)));
    if (kind == SGL_MOMENTUM_NESTEROV) {
        e->m = value_add_point(value_scale(e->first, gamma), g);
        e->m_radius = sum_radius(f, e->first_radius, magnitudes(enclosing(e->first)), g, magnitudes(enclosing(e->m)));
    }
}

/* Of entry i at step t. */
INLINE void rule(batch *b, entry *e, const sgl_filter_scalars *s, size_t t, size_t i)
{
    const sgl_filter *f = b->filter;
    const sgl_trace *trace = f->trace;
    V g = load(&trace->grads, b, t - 1, i);

    switch (f->variant.optimizer) {
    case SGL_SGD:
    case SGL_MOMENTUM:
        rule_momentum(e, f, s, g);
        break;
    case SGL_ADAGRAD:
    case SGL_FTRL:
        rule_ftrl(e, f, s, g, &b->decided);
        break;
    default:
        rule_adam(e, f, s, g, trace->has_hessian ? load(&trace->hessian, b, t - 1, i) : splat(0), b->without, &b->decided);
    }
}

#endif
