/* Groups spread over threads, by the filter or walked exactly, and their merge into a judgement. */
#include "judge/journal.h"
#include "judge/walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool before(sgl_place a, sgl_place b)
{
    if (a.step != b.step)
        return a.step < b.step;
    return a.group != b.group ? a.group < b.group : a.element < b.element;
}

/* Groups come in any order: every rule here is symmetric, ties are broken by place. */
static void merge(sgl_judgement *into, const sgl_judgement *group)
{
    if (group->max_ratio > into->max_ratio ||
        (group->max_ratio == into->max_ratio && group->max_ratio > 0 && before(group->max_at, into->max_at))) {
        into->max_ratio = group->max_ratio;
        into->max_at = group->max_at;
    }
    into->late_ratio = fmax(into->late_ratio, group->late_ratio);
    into->step_ulp_max = fmax(into->step_ulp_max, group->step_ulp_max);
    if (group->diverges && (!into->diverges || before(group->first.at, into->first.at))) {
        into->diverges = true;
        into->first = group->first;
    }
    into->entries += group->entries;
    into->zero_agree += group->zero_agree;
    into->wrongly_kept += group->wrongly_kept;
    into->wrongly_dropped += group->wrongly_dropped;
    into->undecided += group->undecided;
    into->vacuous += group->vacuous;
    into->undefined += group->undefined;
    into->unsure += group->unsure;
    into->stopped |= group->stopped;
}

/* One pass over all groups at one precision. */
typedef struct pass {
    const sgl_trace *trace;
    const sgl_judge_options *options;
    sgl_judgement empty, *result;
    unsigned char *over;
    sgl_filter *filter; /* or NULL */
    sgl_filter_pass filtered;
    sgl_status status;
    size_t done;
} pass;

/* A group in MPFI. What it adds: everything, or of a group that the filter counted only the largest values. */
static void walk_exactly(pass *p, size_t group, bool counted)
{
    sgl_judgement one = p->empty, largest = p->empty;
    sgl_status status = sgl_walk_group(&one, p->trace, group, p->over, p->options);

    mpfr_free_cache();
    largest.max_ratio = one.max_ratio;
    largest.max_at = one.max_at;
    largest.late_ratio = one.late_ratio;
    largest.step_ulp_max = one.step_ulp_max;
#pragma omp critical(sgl_judge)
    {
        merge(p->result, counted ? &largest : &one);
        if (status != SGL_OK)
            p->status = status;
    }
}

/* Groups first .. first + count - 1, of one size: by the filter, and in MPFI where it does not decide. */
static void walk_batch(pass *p, size_t first, size_t count)
{
    sgl_filter_group seen[SGL_FILTER_LANES] = {{0}};
    sgl_status status = SGL_OK;

    if (p->filter != NULL)
        status = sgl_filter_groups(seen, p->filter, first, count);
    for (size_t k = 0; k < count && status == SGL_OK; k++) {
        if (!seen[k].decided) {
            walk_exactly(p, first + k, false);
            continue;
        }
#pragma omp critical(sgl_judge)
        status = sgl_filter_pass_add(&p->filtered, p->result, p->trace, first + k, &seen[k]);
    }
#pragma omp critical(sgl_judge)
    {
        if (status != SGL_OK)
            p->status = status;
        p->done += count;
        if (p->options->progress != NULL)
            p->options->progress(p->options->context, p->done, p->trace->layout.groups);
    }
}

/* Groups begin .. end-1, counted from the first to be walked. */
static void judge_groups(pass *p, size_t begin, size_t end)
{
    size_t groups = p->trace->layout.groups, lanes = p->filter != NULL ? SGL_FILTER_LANES : 1;

#pragma omp parallel for schedule(dynamic)
    for (size_t batch = begin; batch < end; batch += lanes) {
        size_t stop = end - batch < lanes ? end : batch + lanes, count;

        for (size_t k = batch; k < stop; k += count) {
            size_t first = (p->options->first_group + k) % groups;

            count = p->filter != NULL ? sgl_filter_batch(p->filter, first) : 1;
            count = count < stop - k ? count : stop - k;
            walk_batch(p, first, count);
        }
    }
}

/* Where the first divergence is enough, groups are walked in blocks, the first of FIRST_BLOCK and each twice the one before, and
 * none after the block that has it: what is seen does not depend on how many threads look. */
static sgl_status judge_at(sgl_judgement *result, const sgl_trace *trace, unsigned char *over,
                           const sgl_judge_options *options)
{
    enum { FIRST_BLOCK = 4 };
    pass p = {.trace = trace, .options = options, .empty = *result, .result = result, .over = over};
    size_t groups = trace->layout.groups, begin = 0, block = options->stop_at_divergence ? FIRST_BLOCK : groups;
    sgl_journal_pass *noted = NULL;

    if (options->journal != NULL) {
        block = options->stop_at_divergence || groups < SGL_JOURNAL_BLOCK ? block : SGL_JOURNAL_BLOCK;
        p.status = sgl_journal_next(&noted, options->journal, result, options, block);
        if (p.status == SGL_OK) {
            *result = noted->result;
            p.result = &noted->result;
            p.over = noted->over;
            begin = noted->begin;
            block = noted->block;
            p.filtered = noted->filtered;
        }
    }
    if (p.status == SGL_OK && !options->exact && (noted == NULL || !noted->finished))
        p.status = sgl_filter_new(&p.filter, trace, &result->variant, result->powers, result->bits);
    p.done = begin;
    while (begin < groups && p.status == SGL_OK && !(options->stop_at_divergence && p.result->diverges)) {
        size_t end = groups - begin < block ? groups : begin + block;

        judge_groups(&p, begin, end);
        begin = end;
        block *= options->stop_at_divergence ? 2 : 1;
        if (noted != NULL) {
            noted->begin = begin;
            noted->block = block;
            noted->filtered = p.filtered;
            if (p.status == SGL_OK)
                p.status = sgl_journal_save(options->journal);
        }
    }
    if (p.status == SGL_OK && (noted == NULL || !noted->finished)) {
        sgl_filter_pass_settle(&p.filtered, p.result);
#pragma omp parallel for schedule(dynamic)
        for (size_t k = 0; k < p.filtered.count; k++)
            walk_exactly(&p, p.filtered.candidates[k].group, true);
    }
    sgl_filter_pass_end(&p.filtered);
    sgl_filter_free(p.filter);
    if (noted != NULL) {
        noted->filtered = p.filtered; /* nothing any more */
        if (p.status == SGL_OK && !noted->finished) {
            noted->finished = true;
            p.status = sgl_journal_save(options->journal);
        }
        *result = noted->result;
        memcpy(over, noted->over, trace->steps + 1);
    }
    return p.status;
}

static sgl_verdict verdict(const sgl_judgement *j)
{
    if (j->diverges)
        return SGL_DEVIATES;
    return j->entries > j->undefined + j->unsure && j->entries > j->undecided + j->vacuous ? SGL_CONFORMS
                                                                                            : SGL_INCONCLUSIVE;
}

sgl_status sgl_judge(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers,
                     const sgl_judge_options *options)
{
    const sgl_variant judged = *variant; /* which may be result's own */
    mpfr_prec_t bits = options->bits;
    unsigned char *over;
    sgl_status status;

    if (judged.second != SGL_SECOND_GRADIENT && !trace->has_hessian)
        return SGL_EDOM;
    over = malloc(trace->steps + 1);
    if (over == NULL)
        return SGL_ENOMEM;
    for (;;) {
        memset(over, 0, trace->steps + 1);
        memset(result, 0, sizeof *result);
#if SGL_MUTANT == 27
        result->variant = *variant;
#else
        result->variant = judged;
#endif
        result->powers = powers;
        result->bits = bits;
        result->trajectory_ulp_max = NAN;
        status = judge_at(result, trace, over, options);
        if (status != SGL_OK || result->unsure == 0 || 2 * bits > options->max_bits)
            break;
        bits *= 2;
    }
    for (size_t t = 1; t <= trace->steps; t++)
        result->steps_over += over[t];
    result->verdict = verdict(result);
    free(over);
    return status;
}
