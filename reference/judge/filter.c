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

sgl_status sgl_filter_groups(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count)
{
    int rounding = fegetround();
    sgl_status status;

    fesetround(FE_UPWARD);
    status = sgl_filter_groups_avx512(out, filter, first, count, NULL);
    if (status == SGL_EDOM)
        status = sgl_filter_groups_portable(out, filter, first, count, NULL);
    fesetround(rounding);
    return status;
}
