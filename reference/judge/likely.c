#include "judge/likely.h"
#include "judge/columns.h"
#include "judge/filter.h"

#include <math.h>

/* Of few groups the largest ratio alone says little: the ways differ by less than the groups do. */
enum { FEW = 128, MANY = 64 * FEW };

/* Infinite where a group is not decided. */
static double sum_of_ratios(const sgl_filter *filter)
{
    static const double no_closer[SGL_FILTER_LARGEST] = {INFINITY, INFINITY, INFINITY};
    double sum = 0;

    for (size_t first = 0, count; first < FEW; first += count) {
        sgl_filter_group found[SGL_FILTER_LANES] = {{0}};

        count = sgl_filter_batch(filter, first);
        if (sgl_filter_groups(found, filter, no_closer, first, count) != SGL_OK)
            return INFINITY;
        for (size_t k = 0; k < count; k++)
            sum += found[k].decided ? found[k].ratio.high : INFINITY;
    }
    return sum;
}

double sgl_likely_ratios(const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers, const sgl_judge_options *options)
{
    sgl_columns columns = {0};
    sgl_filter *filter;
    double sum = INFINITY;

    if (trace->layout.groups < MANY || sgl_filter_new(&filter, trace, variant, powers, options->bits) != SGL_OK || filter == NULL)
        return INFINITY;
    if (!sgl_columns_wanted(trace)) {
        sum = sum_of_ratios(filter);
    } else if (sgl_columns_take(&columns, trace, sgl_judge_window(options), 0, FEW) == SGL_OK) {
        filter->trace = &columns.view;
        filter->columns = &columns;
        sum = sum_of_ratios(filter);
    }
    sgl_columns_free(&columns);
    sgl_filter_free(filter);
    return sum;
}
