/* A step for all groups of a batch, or for those that it touches: the rest keep what they hold, and their x must not move
 * (judge_untouched of walk.c). */
#ifndef SGL_FILTER_ROWS_H
#define SGL_FILTER_ROWS_H

#include "judge/columns.h"

#include <stddef.h>

#ifdef SGL_FILTER_ESTIMATES
#include "judge/filter_estimate_step.h"
#else
#include "judge/filter_interval_step.h"
#endif

/* Groups that the recording lists, where it lists some, and whose gradient is not all 0, where rows are lazy. */
INLINE M touched_by(const batch *b, size_t t)
{
    const sgl_filter *f = b->filter;
    const sgl_trace *trace = f->columns != NULL ? f->columns->source : f->trace;
    const size_t first = b->first + (f->columns != NULL ? f->columns->first : 0);
    const V zero = splat(0);
    V listed = splat(1);
    M some = none();

    for (size_t k = 0; k < LANES; k++)
        listed[k] = sgl_trace_touches(trace, t, first + (k < b->count ? k : b->count - 1));
    if (f->variant.rows == SGL_ROWS_DENSE)
        return unequal(listed, zero);
    for (size_t i = 0; i < b->size->d; i++)
        some |= unequal(load(&f->trace->grads, b, t - 1, i), zero);
    return some & unequal(listed, zero);
}

INLINE void choose_largest(largest *to, M keep, const largest *before)
{
    to->low = choose(keep, before->low, to->low);
    to->high = choose(keep, before->high, to->high);
}

/* What the groups of keep held. Entries are vectors up to their masks, which are a step's own. */
INLINE void restore(batch *b, const batch *before, const entry *kept, M keep)
{
    enum { VECTORS = offsetof(entry, zero) / sizeof(V) };

    for (size_t i = 0; i < b->size->d; i++) {
        V *now = (V *)(b->entries + i);
        const V *then = (const V *)(kept + i);

        for (size_t k = 0; k < VECTORS; k++)
            now[k] = choose(keep, then[k], now[k]);
    }
    b->decided = (b->decided & not(keep)) | (before->decided & keep);
    b->deviates = (b->deviates & not(keep)) | (before->deviates & keep);
    choose_largest(&b->ratio, keep, &before->ratio);
    choose_largest(&b->late, keep, &before->late);
    choose_largest(&b->ulp, keep, &before->ulp);
#if SGL_MUTANT != 458
    b->agree = choose(keep, before->agree, b->agree);
#endif
    b->undecided = choose(keep, before->undecided, b->undecided);
    b->vacuous = choose(keep, before->vacuous, b->vacuous);
    b->slack = choose(keep, before->slack, b->slack);
    b->wide = choose(keep, before->wide, b->wide);
    b->narrow = choose(keep, before->narrow, b->narrow);
}

static void step_of_all(batch *b, size_t t)
{
    b->touched = not(none());
    step(b, t);
}

/* kept [d] is room for the entries. */
static void step_of_some(batch *b, entry *kept, size_t t)
{
    batch before;
    M moved = none(), rest;

    b->touched = touched_by(b, t);
    rest = not(b->touched);
#if SGL_MUTANT != 456
    if (t == 1 && b->filter->variant.first == SGL_FIRST_GLOBAL)
        b->without = rest;
#endif
    for (size_t i = 0; i < b->size->d; i++)
        moved |= unequal(load(&b->filter->trace->x, b, t - 1, i), b->entries[i].x_next);
#if SGL_MUTANT != 457
    b->decided &= not(moved & rest);
#endif
    if (!any(b->touched))
        return;
    before = *b;
    memcpy(kept, b->entries, b->size->d * sizeof *kept);
    step(b, t);
    restore(b, &before, kept, rest);
}

#endif
