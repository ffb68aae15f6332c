/* A step of the walk in intervals, and what it starts from. */
#ifndef SGL_FILTER_INTERVAL_STEP_H
#define SGL_FILTER_INTERVAL_STEP_H

#include "judge/filter_judged.h"
#include "judge/filter_reset.h"
#include "judge/filter_rule.h"
#include "judge/filter_shrink.h"

INLINE void step(batch *b, size_t t)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_scalars *s = f->steps + t;
    const sgl_trace *trace = f->trace;
    const I zero = point(splat(0));
    X squares = value_point(splat(0));
    inverse_shrink v = {squares, zero, zero, none()};
    I radii = zero;
    factor k;

    expect(&trace->x, b, t + 1);
    expect(&trace->grads, b, t + 1);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        e->x_now = e->x_next;
        e->x_next = load(&trace->x, b, t - 1, i);
        e->w_before = e->w;
        e->w_radius_before = e->w_radius;
        rule(b, e, s, t, i);
    }
    for (size_t i = 0; i < b->size->d; i++)
        if (f->variant.form == SGL_FORM_PROX)
            prox(b->entries + i, f, s, &b->decided);
        else
            dual(b->entries + i, f, s);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;
        X value;
        I radius;

        soft_threshold(e, f, s, &b->decided);
        denominator(e, f, &b->decided);
        weighted(&value, &radius, e, f, &b->decided);
        squares = value_add(squares, value_square(value));
        radii = add(radii, times(radius, radius));
    }
    b->decided &= less(enclosing(squares).h, splat(HUGE_ENOUGH)) & less(radii.h, splat(HUGE_ENOUGH));
    k = group_factor(b, value_root(squares), root(radii), &b->decided);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        entry_step(e, f, s, &k, &b->decided);
        judge_entry(b, e, t);
    }
    if (f->resets) {
        for (size_t i = 0; i < b->size->d; i++)
            see_inverse(&v, b->entries + i, f, s, &b->decided);
        reset(b, &v);
    }
}

static void begin_walk(batch *b)
{
    const sgl_filter *f = b->filter;
    const I zero = point(splat(0));
    const X still = value_point(splat(0));

    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        *e = (entry){.first = still, .second = value_number(&f->second), .zeta = still, .maximum = still, .w = value_number(&f->w_dual), .first_radius = zero, .maximum_radius = zero,
                     .second_radius = point(splat(f->second_radius)), .w_radius = point(splat(f->w_dual_radius)),
                     .z_before = zero, .below = zero, .above = zero, .x_next = load(&f->trace->x1, b, 0, i)};
    }
    b->decided = not(none());
    b->deviates = b->without = none();
    b->ratio = b->late = b->ulp = (largest){splat(0), splat(0)};
    b->agree = b->undecided = b->vacuous = splat(0);
}

/* Nothing is left to do. */
INLINE void end_walk(batch *b) { (void)b; }

static void show(sgl_filter_pair out, I v, int k)
{
    out[0] = low(v)[k];
    out[1] = v.h[k];
}

static sgl_filter_seen_value show_value(X v, int k)
{
#ifdef SGL_FILTER_PAIRS
    return (sgl_filter_seen_value){v.c[k], v.n[k], v.h[k]};
#else
    return (sgl_filter_seen_value){0, v.n[k], v.h[k]};
#endif
}

static void see(const batch *b, size_t t)
{
    for (size_t i = 0; i < b->size->d; i++) {
        const entry *e = b->entries + i;

        for (int k = 0; k < (int)b->count; k++) {
            sgl_filter_seen s;

            if (!lane(b->decided, k) || !lane(b->touched, k))
                continue;
            s.first = show_value(e->first, k);
            s.second = show_value(e->second, k);
            s.m = show_value(e->m, k);
            s.w_dual = show_value(e->w, k);
            s.w_denominator = show_value(e->w_denominator, k);
            s.zeta = show_value(e->zeta, k);
            s.z = show_value(e->z, k);
            s.s = show_value(e->s, k);
            s.x = show_value(e->x, k);
            show(s.first_radius, e->first_radius, k);
            show(s.second_radius, e->second_radius, k);
            show(s.w_dual_radius, e->w_radius, k);
            show(s.z_radius, e->z_radius, k);
            show(s.E, e->E, k);
            show(s.below, e->below, k);
            show(s.above, e->above, k);
            b->probe->see(b->probe->context, t, b->first + (size_t)k, i, &s);
        }
    }
}

#endif
