/* A step of the walk by estimates, and what it starts from. */
#ifndef SGL_FILTER_ESTIMATE_STEP_H
#define SGL_FILTER_ESTIMATE_STEP_H

#include "judge/filter_estimate_judged.h"
#include "judge/filter_estimate_reset.h"
#include "judge/filter_rule.h"

/* Recorded numbers are 0 or normal (of float64 much more), so that nothing that is divided by them overflows. What a first moment decays to,
 * g beta1^t, may come near to where doubles underflow; but each step that leaves it other than 0 grants it three times the lesser of itself and
 * eta, so that of float32 no radius of it is near. W and what becomes of it is kept from there by sqrt_radius. */
INLINE M out_of_range(const sgl_filter *f, const entry *e)
{
    const V zero = splat(0);
    V x = absolute(e->x_next);
    M small = less(zero, x) & less(x, splat(IN_PAIRS ? 0x1p-400 : f->eta));

#if SGL_MUTANT == 462
    if (false)
#else
    if (IN_PAIRS)
#endif
        small |= less(zero, e->first_radius) & less(e->first_radius, splat(0x1p-800));
    return small;
}

/* All of it in variables of its own, so that the compiler knows that no store changes them. */
INLINE void step(batch *shared, size_t t)
{
    const sgl_filter filter = *shared->filter, *f = &filter;
    const sgl_filter_scalars scalars = f->steps[t], *s = &scalars;
    const V zero = splat(0);
    X squares = value_point(zero);
    V radii = zero;
    inverse_shrink v = {value_point(zero), zero, zero, none()};
    batch own = *shared, *b = &own;
    factor k;

    b->filter = f;
    expect(&f->trace->x, b, t + 1);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        e->x_now = e->x_next;
        e->x_next = load(&f->trace->x, b, t - 1, i);
        e->w_before = e->w;
        e->w_radius_before = e->w_radius;
        rule(b, e, s, t, i);
        b->decided &= not(out_of_range(f, e));
    }
    for (size_t i = 0; i < b->size->d; i++)
        dual(b, b->entries + i, s);
    set_margins(b);
    expect(&f->trace->grads, b, t + 1);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        soft_threshold(b, e, s);
        denominator(b, e, s);
        squares = value_add(squares, value_square(e->s));
        radii += e->s_radius * e->s_radius;
    }
    k = group_factor(b, value_root(value_settled(squares)), root_up(radii));
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        entry_step(b, e, s, &k);
        judge_entry(b, e, &k, t);
        see_inverse(&v, e, f, s);
    }
    if (f->pattern)
        b->undecided += splat((double)b->size->d) - (b->agree - shared->agree);
    reset(b, &v);
    b->filter = shared->filter;
    *shared = own;
}

static void begin_walk(batch *b)
{
    const sgl_filter *f = b->filter;
    const V zero = splat(0);

    b->decided = not(none());
    b->deviates = b->without = none();
    b->slack = splat(LEAST_SLACK);
    b->ratio = b->late = b->ulp = (largest){zero, zero};
    b->agree = b->undecided = b->vacuous = zero;
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        memset(e, 0, sizeof *e);
        e->second = value_number(&f->second);
        e->second_radius = splat(f->second_radius);
        e->w = value_number(&f->w_dual);
        e->w_radius = splat(f->w_dual_radius);
        e->x_next = load(&f->trace->x1, b, 0, i);
        b->decided &= not(out_of_range(f, e));
    }
}

/* far is within 4 D E, E within 16 D of itself: ratios are at most that. D is the largest of all steps. */
INLINE void end_walk(batch *b)
{
    const V part = b->wide, rest = splat(8) * b->slack;

    b->ratio.high = b->ratio.high * part + rest;
    b->late.high = b->late.high * part + rest;
}

static sgl_filter_seen_value show_value(X value, V error, int k)
{
    V rest = value_rest(value);

    return (sgl_filter_seen_value){enclosing(value)[k], error[k] - rest[k], error[k] + rest[k]};
}

static void show(sgl_filter_pair out, V value, V error, int k)
{
    out[0] = value[k] - error[k];
    out[1] = value[k] + error[k];
}

/* What is claimed. */
static void see(const batch *b, size_t t)
{
    const V value = splat(VALUE_ERROR), radius = splat(RADIUS_ERROR);

    for (size_t i = 0; i < b->size->d; i++) {
        const entry *e = b->entries + i;

        for (int k = 0; k < (int)b->count; k++) {
            sgl_filter_seen s;

            if (!lane(b->decided, k) || !lane(b->touched, k))
                continue;
            s.first = show_value(e->first, value * e->first_radius, k);
            s.second = show_value(e->second, value * e->second_radius, k);
            s.m = show_value(e->m, value * e->m_radius, k);
            s.w_dual = show_value(e->w, value * e->w_radius, k);
            s.w_denominator = show_value(e->w_denominator, value * e->w_denominator_radius, k);
            s.zeta = show_value(e->zeta, e->zeta_error, k);
            s.z = show_value(e->z, e->z_error, k);
            s.s = show_value(e->s, b->slack * e->s_radius, k);
            s.x = show_value(e->x, splat(4) * b->slack * e->E, k);
            show(s.first_radius, e->first_radius, radius * e->first_radius, k);
            show(s.second_radius, e->second_radius, radius * e->second_radius, k);
            show(s.w_dual_radius, e->w_radius, radius * e->w_radius, k);
            show(s.z_radius, e->z_radius, splat(2) * b->slack * e->z_radius, k);
            show(s.E, e->E, splat(16) * b->slack * e->E, k);
            show(s.below, e->below, e->below_error, k);
            show(s.above, e->above, e->above_error, k);
            b->probe->see(b->probe->context, t, b->first + (size_t)k, i, &s);
        }
    }
}

#endif
