/* Where the recorded x_{t+1} is: judge_entry of walk.c, in intervals. */
#ifndef SGL_FILTER_JUDGED_H
#define SGL_FILTER_JUDGED_H

#include "judge/filter_batch.h"

/* The largest numerator/denominator so far, 0 where the numerator is 0. */
INLINE void note_largest(largest *so_far, I numerator, I divisor)
{
    V bound = so_far->high * divisor.n; /* -(high lo) */
    M more = not(at_most(numerator.h, -bound)) & unequal(numerator.h, splat(0));

    if (!any(more))
        return;
    so_far->high = choose(more, larger(so_far->high, numerator.h / low(divisor)), so_far->high);
    so_far->low = choose(more & less(splat(0), divisor.h), larger(so_far->low, -(numerator.n / divisor.h)), so_far->low);
}

/* far/ulp of the dtype at a magnitude: a power of two, as walk.c's ulp; at 0, which the magnitude may be where its lower end is, it is that
 * of 1/2. */
INLINE void note_ulp(largest *so_far, const sgl_filter *f, I far, I magnitude)
{
    V smallest = splat(f->eta), half = splat(0.5), ulps = splat(0.5 / f->u); /* 1/ulp(1) */
    V few = choose(equal(magnitude.h, splat(0)), half, larger(low(magnitude), smallest));
#if SGL_MUTANT == 447
    V many = choose(equal(magnitude.h, splat(0)), half, larger(magnitude.h, smallest));
#else
    V many = larger(magnitude.h, choose(equal(low(magnitude), splat(0)), half, smallest));
#endif

    so_far->high = larger(so_far->high, far.h * inverse_power(few) * ulps);
    so_far->low = larger(so_far->low, -(far.n * inverse_power(many)) * ulps);
}

INLINE void judge_entry(batch *b, entry *e, size_t t)
{
    const sgl_filter *f = b->filter;
    V one = splat(1), zero = splat(0);
    I far = magnitudes(enclosing(value_add_point(e->x, -e->x_next))), magnitude = magnitudes(enclosing(e->x));
    M kept = unequal(e->x_next, zero), within, sure = e->zero | e->live;
    M is_vacuous, not_vacuous;

    if (f->plain) { /* x_t - m_t/W_t is x_{t+1}. Where nothing is computed x_t is x*, which the exact path counts as inside. */
        M same = e->stays & equal(e->x_next, e->x_now);

        e->E = e->prox_radius;
        within = at_most(far.h, low(e->E)) | same;
        note_largest(&b->ratio, when(same, point(zero), far), e->E);
        if (t > f->trace->steps - (f->trace->steps + 9) / 10)
            note_largest(&b->late, when(same, point(zero), far), e->E);
    } else {
        within = at_most(far.h, low(e->E));
        note_largest(&b->ratio, far, e->E);
        if (t > f->trace->steps - (f->trace->steps + 9) / 10)
            note_largest(&b->late, far, e->E);
    }
    is_vacuous = at_most(magnitude.h, low(e->E));
    not_vacuous = less(e->E.h, low(magnitude));

#if SGL_MUTANT == 273
    within = not(none());
#endif
    b->deviates |= b->decided & less(e->E.h, low(far));
    b->decided &= within;
    b->decided &= less(e->E.h, splat(HUGE_ENOUGH));
    b->decided &= less(magnitudes(enclosing(e->z)).h, splat(HUGE_ENOUGH));
    b->decided &= less(magnitude.h, splat(HUGE_ENOUGH));
    if (f->pattern) {
        b->deviates |= b->decided & e->zero & kept;
        b->decided &= not(e->zero & kept);
        b->decided &= not(e->live) | kept | is_vacuous;
        b->agree += choose(sure, one, zero);
        b->undecided += choose(sure, zero, one);
    }
    b->decided &= not(kept) | is_vacuous | not_vacuous;
    b->vacuous += choose(kept & is_vacuous, one, zero);
    note_ulp(&b->ulp, f, far, magnitude);
}

#endif
