/* The walk of one batch of groups through all steps, a group a lane. Included, by way of filter_path_*.h, by filter_*.c; with SGL_FILTER_PAIRS
 * by filter_pairs_*.c, with SGL_FILTER_ESTIMATES by filter_estimates_*.c, with both by filter_estimate_pairs_*.c. */
#ifndef SGL_FILTER_WALK_H
#define SGL_FILTER_WALK_H

#include "judge/filter_rows.h"

#include <fenv.h>
#include <stdlib.h>

#ifdef SGL_FILTER_PAIRS
#define BY_PAIRS true
#else
#define BY_PAIRS false
#endif

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
    b.entries = aligned_alloc(64, ((f->lazy ? 2 : 1) * b.size->d * sizeof *b.entries + 63) / 64 * 64);
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
        if (f->lazy)
            step_of_some(&b, b.entries + b.size->d, t);
        else
            step_of_all(&b, t);
        if (probe != NULL)
            see(&b, t);
        if (!any(b.decided))
            break; /* no lane is left to decide */
    }
    end_walk(&b);
    for (int k = 0; k < (int)count; k++)
        out[k] = (sgl_filter_group){.decided = lane(b.decided, k),
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

#ifdef SGL_FILTER_ESTIMATES
/* Of a recording that these numbers are for, to nearest (filter_value_estimate_pair.h). */
static sgl_status walk_path(sgl_filter_group *out, const sgl_filter *f, size_t first, size_t count, const sgl_filter_probe *probe)
{
    fenv_t before;
    sgl_status status;

    if (!f->has_estimates || (f->trace->dtype == SGL_FLOAT64) != IN_PAIRS)
        return SGL_EDOM;
    fegetenv(&before);
    fesetround(FE_TONEAREST);
    if (IN_PAIRS)
        flush_subnormal();
    status = walk_groups(out, f, first, count, probe);
    fesetenv(&before);
    return status;
}
#else
static sgl_status walk_path(sgl_filter_group *out, const sgl_filter *f, size_t first, size_t count, const sgl_filter_probe *probe)
{
    return walk_groups(out, f, first, count, probe);
}
#endif

#endif
