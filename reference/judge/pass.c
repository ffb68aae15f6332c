/* Groups are judged in rounds, a round in slabs of neighbouring groups. Threads take slabs as they come; of several processes each has
 * every size-th slab. After a round all know what was found so far, and the journal is written. Only what is found depends on
 * groups; rounds and slabs are a matter of time. */
#include "judge/pass.h"
#include "judge/columns.h"
#include "judge/journal.h"
#include "judge/memory.h"
#include "judge/tally.h"
#include "judge/walk.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef _OPENMP
#include <omp.h>
#endif

typedef struct pass {
    const sgl_trace *trace;
    const sgl_judge_options *options;
    sgl_judgement empty;
    sgl_filter *filter; /* or NULL */
    sgl_tally whole, part;
    size_t begin, groups, share, done; /* of this round: the first group, how many, of this process, and of these judged */
} pass;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static size_t members(const pass *p)
{
    return p->options->team != NULL ? p->options->team->size : 1;
}

static size_t rank(const pass *p)
{
    return p->options->team != NULL ? p->options->team->rank : 0;
}

size_t sgl_judge_window(const sgl_judge_options *options)
{
    return options->window > 0 ? options->window : (size_t)1 << 24;
}

static void failed(pass *p, sgl_status status)
{
#pragma omp critical(sgl_judge)
    if (status != SGL_OK)
        p->part.status = status;
}

/* Of the other processes it is known only that their shares are as large. */
static void progress(const pass *p)
{
    size_t others = p->share > 0 ? (size_t)((double)p->done / (double)p->share * (double)p->groups) : 0;

    if (p->options->progress != NULL)
        p->options->progress(p->options->context, p->begin + (p->done == p->share ? p->groups : others), p->trace->layout.groups);
}

/* A group in MPFI. What it adds: everything, or of a group that the filter counted only the largest values. */
static void walk_exactly(pass *p, size_t group, bool counted)
{
    sgl_judgement one = p->empty, largest = p->empty;
    sgl_status status = sgl_walk_group(&one, p->trace, group, p->part.over, p->options);

    mpfr_free_cache();
    largest.max_ratio = one.max_ratio;
    largest.max_at = one.max_at;
    largest.late_ratio = one.late_ratio;
    largest.step_ulp_max = one.step_ulp_max;
#pragma omp critical(sgl_judge)
    sgl_tally_merge(&p->part.found, counted ? &largest : &one);
    failed(p, status);
}

/* Groups first .. first + count - 1, of one size: by the filter, whose first group is `before` groups into the recording, and in
 * MPFI where it does not decide. */
static void walk_batch(pass *p, const sgl_filter *filter, size_t before, size_t first, size_t count)
{
    sgl_filter_group seen[SGL_FILTER_LANES] = {{0}};
    double found[SGL_FILTER_LARGEST];
    sgl_status status = SGL_OK;

#pragma omp critical(sgl_judge)
    memcpy(found, p->part.filtered.low, sizeof found);
    if (filter != NULL)
        status = sgl_filter_groups(seen, filter, found, first - before, count);
    for (size_t k = 0; k < count && status == SGL_OK; k++) {
        if (!seen[k].decided) {
            walk_exactly(p, first + k, false);
            continue;
        }
#pragma omp critical(sgl_judge)
        status = sgl_filter_pass_add(&p->part.filtered, &p->part.found, p->trace, first + k, &seen[k]);
    }
    failed(p, status);
#pragma omp critical(sgl_judge)
    {
        p->done += count;
        progress(p);
    }
}

/* Groups first .. first + count - 1, out of memory or by columns. */
static void walk_slab(pass *p, sgl_columns *columns, size_t first, size_t count)
{
    size_t before = 0, some;
    sgl_filter filter;
    sgl_status status = SGL_OK;

    if (p->filter != NULL)
        filter = *p->filter;
    if (p->filter != NULL && sgl_columns_wanted(p->trace)) {
        status = sgl_columns_take(columns, p->trace, sgl_judge_window(p->options), first, count);
        filter.trace = &columns->view;
        filter.columns = columns;
        before = first;
    }
    failed(p, status);
    for (size_t k = 0; k < count && status == SGL_OK; k += some) {
        some = p->filter != NULL ? sgl_filter_batch(&filter, first - before + k) : 1;
        some = some < count - k ? some : count - k;
        walk_batch(p, p->filter != NULL ? &filter : NULL, before, first + k, some);
    }
}

static size_t threads(void)
{
#ifdef _OPENMP
    return (size_t)omp_get_max_threads();
#else
    return 1;
#endif
}

/* How many groups a slab of a round has: enough slabs that nobody waits for the last one; of columns no more than fit. */
static size_t slab_of(const pass *p, size_t groups)
{
    enum { SLABS = 16 }; /* of a thread and round */
    size_t slab = groups / (members(p) * threads() * SLABS) / SGL_FILTER_LANES * SGL_FILTER_LANES, fit;

    if (p->filter == NULL)
        return 1;
    if (slab < SGL_FILTER_LANES || !sgl_columns_wanted(p->trace))
        return SGL_FILTER_LANES;
    fit = sgl_columns_groups(p->trace, sgl_judge_window(p->options), SGL_FILTER_LANES);
    return slab < fit ? slab : fit;
}

/* Threads that have next to nothing to do cost more than they give. */
static bool worth_threads(const pass *p, size_t groups)
{
    return p->filter == NULL || (double)groups / (double)p->trace->layout.groups * (double)p->trace->layout.size * (double)p->trace->steps > 1 << 14;
}

/* Groups begin .. end-1, counted from the first to be walked. */
static void walk_share(pass *p, size_t begin, size_t end)
{
    size_t groups = p->trace->layout.groups, slab = slab_of(p, end - begin), stride = members(p) * slab, own = begin + rank(p) * slab;

    p->begin = begin;
    p->groups = end - begin;
    p->share = p->done = 0;
    for (size_t at = own; at < end; at += stride)
        p->share += end - at < slab ? end - at : slab;
#pragma omp parallel if (worth_threads(p, end - begin))
    {
        sgl_columns columns = {0};

#pragma omp for schedule(dynamic)
        for (size_t at = own; at < end; at += stride) {
            size_t count = end - at < slab ? end - at : slab, first = (p->options->first_group + at) % groups;
            size_t left = count < groups - first ? count : groups - first; /* before the last group is behind */

            walk_slab(p, &columns, first, left);
            if (left < count)
                walk_slab(p, &columns, 0, count - left);
        }
        sgl_columns_free(&columns);
    }
}

/* The largest values of groups that only the filter has seen. */
static void walk_candidates(pass *p)
{
    const sgl_filter_pass *f = &p->whole.filtered;

#pragma omp parallel for schedule(dynamic)
#if SGL_MUTANT == 292
    for (size_t k = rank(p); k < f->count / members(p); k += members(p))
#else
    for (size_t k = rank(p); k < f->count; k += members(p))
#endif
        walk_exactly(p, f->candidates[k].group, true);
}

static void begin_part(pass *p)
{
    p->part = (sgl_tally){.found = p->empty, .over = p->whole.over, .seconds = now()};
    memcpy(p->part.filtered.low, p->whole.filtered.low, sizeof p->part.filtered.low);
}

static void end_part(pass *p)
{
    p->part.seconds = now() - p->part.seconds;
    p->whole.status = sgl_tally_together(&p->whole, &p->part, p->trace->steps, p->options->team);
}

/* Whether max_ratio is as large as one asks, for certain: of the groups in MPFI, or by the least that the filter's can be. Unsure entries
 * lead to another pass, which is to decide. */
static bool enough(const pass *p)
{
    double least = fmax(p->whole.found.max_ratio, p->whole.filtered.low[0]);

    return p->options->enough_ratio > 0 && least >= p->options->enough_ratio && p->whole.found.unsure == 0;
}

/* The rounds that are left. Where the first divergence is enough, or a ratio, there are stops after FIRST_STOP groups, twice as many, and so
 * on, and the pass ends at the first stop behind it: what is seen does not depend on how many look. */
static void walk_rounds(pass *p, sgl_journal_pass *at, sgl_journal *journal)
{
    enum { FIRST_STOP = 4 };
    size_t groups = p->trace->layout.groups, end;

    while (at->begin < groups && p->whole.status == SGL_OK) {
        if (p->options->stop_at_divergence && at->begin == at->stop_at) {
            if (p->whole.found.diverges || enough(p))
                break;
            at->stop_at += at->begin + FIRST_STOP;
        }
        end = p->options->stop_at_divergence && at->stop_at < groups ? at->stop_at : groups;
        if (end - at->begin > at->block)
            end = at->begin + at->block;
        begin_part(p);
        walk_share(p, at->begin, end);
        end_part(p);
        at->begin = end;
        if (journal != NULL && p->whole.status == SGL_OK) {
            at->block = sgl_journal_block(journal, at->block, p->whole.seconds);
            at->result = p->whole.found;
            at->filtered = p->whole.filtered;
            p->whole.status = sgl_journal_save(journal);
        }
    }
}

size_t sgl_pass_memory(const sgl_trace *trace, bool exact)
{
    /* Of a run and its envelope at 128 bits; of the filter's entry in eight lanes, and in the two that one group or two are walked in. */
    enum { MPFI_WEIGHT = 2048, LANES_WEIGHT = 4096, FEW_WEIGHT = 1536 };
    const sgl_layout *layout = &trace->layout;
    size_t most = layout->group_size, filter = exact ? 0 : layout->groups > 2 ? LANES_WEIGHT : FEW_WEIGHT, bytes;

    for (size_t k = 0; k < layout->groups && layout->offsets != NULL; k++)
        if (k == 0 || layout->offsets[k + 1] - layout->offsets[k] > most)
            most = layout->offsets[k + 1] - layout->offsets[k];
    return __builtin_mul_overflow(most, MPFI_WEIGHT + filter, &bytes) ? SIZE_MAX : bytes;
}

sgl_status sgl_pass(sgl_judgement *result, const sgl_trace *trace, unsigned char *over, const sgl_judge_options *options)
{
    pass p = {.trace = trace, .options = options, .empty = *result, .whole = {.found = *result, .over = over}};
    sgl_journal_pass alone = {.block = trace->layout.groups}, *at = &alone;

    if (sgl_pass_memory(trace, options->exact) > sgl_memory_here())
        return SGL_ENOMEM;
    if (options->journal != NULL) {
        p.whole.status = sgl_journal_next(&at, options->journal, result, options);
        if (p.whole.status != SGL_OK)
            return p.whole.status;
        p.whole.found = at->result;
        p.whole.over = at->over;
        p.whole.filtered = at->filtered;
    }
    if (!at->finished) {
        p.begin = at->begin;
        progress(&p);
        if (!options->exact)
            p.whole.status = sgl_filter_new(&p.filter, trace, &result->variant, result->powers, result->bits);
        walk_rounds(&p, at, options->journal);
        if (p.whole.status == SGL_OK && enough(&p)) {
#if SGL_MUTANT != 519
            p.whole.found.max_ratio = fmax(p.whole.found.max_ratio, p.whole.filtered.low[0]);
#endif
            p.whole.found.stopped = true;
        } else if (p.whole.status == SGL_OK) {
            sgl_filter_pass_settle(&p.whole.filtered, &p.whole.found);
            begin_part(&p);
            walk_candidates(&p);
            end_part(&p);
        }
        sgl_filter_pass_end(&p.whole.filtered);
        at->filtered = p.whole.filtered; /* nothing any more */
        sgl_filter_free(p.filter);
        if (options->journal != NULL && p.whole.status == SGL_OK) {
            at->finished = true;
            at->result = p.whole.found;
            p.whole.status = sgl_journal_save(options->journal);
        }
    }
    *result = p.whole.found;
    if (options->journal != NULL)
        memcpy(over, at->over, trace->steps + 1);
    return p.whole.status;
}
