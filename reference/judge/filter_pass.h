/* What the filter said of all groups, gathered: counts, and which groups may hold one of the largest values.
 *
 * A largest value of the judgement (max_ratio, late_ratio, step_ulp_max) is reported as the exact path gives it. The filter knows each group's
 * only as an interval, so every group whose upper end reaches the largest lower end is walked by the exact path too; the others
 * cannot hold it. Which groups these are may depend on what was known when each was looked at (sgl_filter_groups); the values do not. */
#ifndef SGL_FILTER_PASS_H
#define SGL_FILTER_PASS_H

#include "judge/filter.h"

typedef struct sgl_filter_candidate {
    size_t group;
    double high[SGL_FILTER_LARGEST];
} sgl_filter_candidate;

typedef struct sgl_filter_pass {
    sgl_filter_candidate *candidates;
    size_t count, room;
    double low[SGL_FILTER_LARGEST]; /* the largest lower end so far */
} sgl_filter_pass;

/** A pass begins zeroed. */
void sgl_filter_pass_end(sgl_filter_pass *pass);

/** Add a decided group to the counts of result, and to the candidates. One thread at a time.
 *  Returns SGL_OK or SGL_ENOMEM. */
SGL_NODISCARD sgl_status sgl_filter_pass_add(sgl_filter_pass *pass, sgl_judgement *result, const sgl_trace *trace, size_t group,
                                             const sgl_filter_group *decided);

/** Leave the candidates that may hold a largest value, given those of the groups that the exact path walked (in result). */
void sgl_filter_pass_settle(sgl_filter_pass *pass, const sgl_judgement *result);

#endif
