/* Which groups go together, and on which path. */
#include "judge/filter.h"

#include <fenv.h>

static size_t size_of(const sgl_layout *layout, size_t k)
{
    size_t begin, end;

    sgl_ref_group(layout, k, &begin, &end);
    return end - begin;
}

size_t sgl_filter_batch(const sgl_filter *filter, size_t first)
{
    const sgl_layout *layout = &filter->trace->layout;
    size_t count = 1;

    while (count < SGL_FILTER_LANES && first + count < layout->groups &&
           size_of(layout, first + count) == size_of(layout, first))
        count++;
    return count;
}

/* The paths of a rung, the fastest first. The last one is always there. */
enum { PATHS = 3 };
typedef sgl_filter_path *const paths[PATHS];

static paths intervals = {sgl_filter_groups_avx512, sgl_filter_groups_avx2, sgl_filter_groups_portable};
static paths pairs = {sgl_filter_pairs_avx512, sgl_filter_pairs_avx2, sgl_filter_pairs_portable};
static paths estimates = {sgl_filter_estimates_avx512, sgl_filter_estimates_avx2, sgl_filter_estimates_portable};
static paths estimate_pairs = {sgl_filter_estimate_pairs_avx512, sgl_filter_estimate_pairs_avx2, sgl_filter_estimate_pairs_portable};

/* On the fastest path. One group or two would leave most of its lanes to repeat them: half the time and memory where they are large. */
static sgl_status walk(paths rung, sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count)
{
    sgl_status status = SGL_EDOM;

    for (size_t k = count > 2 ? 0 : PATHS - 1; k < PATHS && status == SGL_EDOM; k++)
        status = rung[k](out, filter, first, count, NULL);
    return status;
}

static bool goes_on(const sgl_filter_group *group)
{
    return !group->decided && !group->deviates;
}

/* Whether a group may hold the largest of some value. */
static bool may_hold(const sgl_filter_group *group, const double *found)
{
    return group->ratio.high >= found[0] || group->late.high >= found[1] || group->ulp.high >= found[2];
}

/* By intervals, the groups that estimates leave undecided or may hold a largest value. What estimates decided stays decided. */
static sgl_status walk_closer(sgl_filter_group *out, const sgl_filter *filter, const double *found, size_t first, size_t count)
{
    sgl_filter_group closer[SGL_FILTER_LANES];
    bool wanted = false;
    sgl_status status = SGL_OK;

    for (size_t k = 0; k < count; k++)
        wanted |= !out[k].decided || may_hold(&out[k], found);
    if (wanted)
        status = walk(filter->trace->dtype == SGL_FLOAT64 ? pairs : intervals, closer, filter, first, count);
    for (size_t k = 0; k < count && wanted && status == SGL_OK; k++)
        if (closer[k].decided || !out[k].decided)
            out[k] = closer[k];
    return status;
}

static sgl_status climb(sgl_filter_group *out, const sgl_filter *filter, const double *found, size_t first, size_t count)
{
    sgl_status status = SGL_OK;

    for (size_t k = 0; k < count; k++)
        out[k] = (sgl_filter_group){.decided = false};
    if (filter->has_estimates)
        status = walk(filter->trace->dtype == SGL_FLOAT64 ? estimate_pairs : estimates, out, filter, first, count);
    if (status == SGL_OK)
        status = walk_closer(out, filter, found, first, count);
    if (filter->trace->dtype == SGL_FLOAT64)
        return status;
    for (size_t k = 0, end; k < count && status == SGL_OK && filter->has_pairs; k = end + 1) {
        for (end = k; end < count && goes_on(&out[end]); end++)
            ;
        if (end > k) /* a run of groups that they left undecided */
            status = walk(pairs, out + k, filter, first + k, end - k);
    }
    return status;
}

sgl_status sgl_filter_groups(sgl_filter_group *out, const sgl_filter *filter, const double *found, size_t first, size_t count)
{
    int rounding = fegetround();
    sgl_status status;

    fesetround(FE_UPWARD);
    status = climb(out, filter, found, first, count);
    fesetround(rounding);
    return status;
}
