/* The walk of one batch of groups through all steps, a group a lane. Included by filter_{portable,avx512}.c and, with SGL_FILTER_PAIRS,
 * filter_pairs_{portable,avx512}.c. */
#ifndef SGL_FILTER_WALK_H
#define SGL_FILTER_WALK_H

#include "judge/columns.h"
#include "judge/filter_judged.h"
#include "judge/filter_reset.h"
#include "judge/filter_rule.h"
#include "judge/filter_shrink.h"

#include <stdlib.h>

#ifdef SGL_FILTER_PAIRS
#define BY_PAIRS true
#else
#define BY_PAIRS false
#endif

INLINE V load(const sgl_npy *npy, const batch *b, size_t row, size_t i)
{
    const size_t base = (row - b->from) * b->filter->trace->layout.size + i;

    return npy->type == SGL_NPY_F4 ? gather_f4(npy->data + 4 * base, b->begin) : gather_f8(npy->data + 8 * base, b->begin);
}

static void see(const batch *b, size_t t);

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

    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;
        V g = load(&trace->grads, b, t - 1, i);

        e->x_now = e->x_next;
        e->x_next = load(&trace->x, b, t - 1, i);
        e->w_before = e->w;
        e->w_radius_before = e->w_radius;
        switch (f->variant.optimizer) {
        case SGL_SGD:
        case SGL_MOMENTUM:
            rule_momentum(e, f, s, g);
            break;
        case SGL_ADAGRAD:
        case SGL_FTRL:
            rule_ftrl(e, f, s, g, &b->bad);
            break;
        default:
            rule_adam(e, f, s, g, trace->has_hessian ? load(&trace->hessian, b, t - 1, i) : splat(0), &b->bad);
        }
    }
    for (size_t i = 0; i < b->size->d; i++)
        if (f->variant.form == SGL_FORM_PROX)
            prox(b->entries + i, f, s, &b->bad);
        else
            dual(b->entries + i, f, s, t == 1);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;
        X value;
        I radius;

        soft_threshold(e, f, s, &b->bad);
        denominator(e, f, &b->bad);
        weighted(&value, &radius, e, f, &b->bad);
        squares = value_add(squares, value_square(value));
        radii = add(radii, times(radius, radius));
    }
    b->bad |= not(less(enclosing(squares).h, splat(HUGE_ENOUGH)) & less(radii.h, splat(HUGE_ENOUGH)));
    k = group_factor(b, value_root(squares), root(radii), &b->bad);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        entry_step(e, f, s, &k, &b->bad);
        judge_entry(b, e, t);
    }
    if (f->resets) {
        for (size_t i = 0; i < b->size->d; i++)
            see_inverse(&v, b->entries + i, f, s, &b->bad);
        reset(b, &v);
    }
    if (b->probe != NULL)
        see(b, t);
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
    b->bad = b->deviates = none();
    b->ratio = b->late = b->ulp = (largest){splat(0), splat(0)};
    b->agree = b->undecided = b->vacuous = splat(0);
}

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

            if (lane(b->bad, k))
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

static sgl_filter_largest largest_of(const largest *v, int k)
{
    return (sgl_filter_largest){v->low[k], v->high[k]};
}

static sgl_status walk_lanes(sgl_filter_group *out, const sgl_filter *f, size_t first, size_t count, const sgl_filter_probe *probe)
{
    batch b = {.filter = f, .probe = probe, .first = first, .count = count};
    size_t begin = 0, end = 0;

    for (int k = 0; k < LANES; k++) { /* lanes to spare repeat the last group */
        size_t group = first + ((size_t)k < count ? (size_t)k : count - 1);

        sgl_ref_group(&f->trace->layout, group, &begin, &end);
        b.begin[k] = (long long)begin;
    }
    b.size = f->sizes;
    while (b.size->d != end - begin)
        b.size++;
    b.entries = aligned_alloc(64, (b.size->d * sizeof *b.entries + 63) / 64 * 64);
    if (b.entries == NULL)
        return SGL_ENOMEM;
    begin_walk(&b);
    for (size_t t = 1; t <= f->trace->steps; t++) {
        if (f->columns != NULL) {
            sgl_status status = sgl_columns_step(f->columns, t);

            if (status != SGL_OK) {
                free(b.entries);
                return status;
            }
            b.from = f->columns->from;
        }
        step(&b, t);
        if (!any(not(b.bad)))
            break; /* no lane is left to decide */
    }
    for (int k = 0; k < (int)count; k++)
        out[k] = (sgl_filter_group){.decided = !lane(b.bad, k),
                                    .by_pairs = BY_PAIRS,
                                    .deviates = lane(b.deviates, k),
                                    .ratio = largest_of(&b.ratio, k),
                                    .late = largest_of(&b.late, k),
                                    .ulp = largest_of(&b.ulp, k),
                                    .zero_agree = b.agree[k],
                                    .undecided = b.undecided[k],
                                    .vacuous = b.vacuous[k]};
    free(b.entries);
    return SGL_OK;
}

/* All groups of a call, as many at a time as there are lanes. */
static sgl_status walk_groups(sgl_filter_group *out, const sgl_filter *f, size_t first, size_t count, const sgl_filter_probe *probe)
{
    for (size_t done = 0; done < count; done += LANES) {
        size_t some = count - done < LANES ? count - done : LANES;
        sgl_status status = walk_lanes(out + done, f, first + done, some, probe);

        if (status != SGL_OK)
            return status;
    }
    return SGL_OK;
}

#endif
