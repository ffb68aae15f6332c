/* One group walked through all steps, and the merge of groups into a judgement. */
#include "judge/journal.h"
#include "judge/radius.h"

#include <fenv.h>
#include <stdlib.h>
#include <string.h>

/* What one group needs: the exact run, the radii, a step of the recording. */
typedef struct walk {
    const sgl_trace *trace;
    size_t group, begin, d;
    sgl_ref_run *run;
    sgl_envelope envelope;
    mpfi_ptr exact;                   /* x_t before the shrink, the exact x_{t+1} after */
    mpfi_t distance;
    double *g, *hessian, *x, *x_next; /* [d] each */
    const sgl_judge_options *options;
    unsigned char *over;              /* [T + 1] the step diverges, shared by all groups of a thread */
} walk;

static void walk_close(walk *w)
{
    if (w->exact != NULL)
        mpfi_clear(w->distance);
    sgl_ref_vector_free(w->exact, w->d);
    sgl_envelope_free(&w->envelope);
    sgl_ref_run_free(w->run);
    free(w->g);
}

static sgl_status walk_open(walk *w, const sgl_trace *trace, const sgl_judgement *j, size_t group, mpfr_prec_t bits)
{
    sgl_layout layout = {.groups = 1};
    size_t end;
    sgl_status status;

    memset(w, 0, sizeof *w);
    w->trace = trace;
    w->group = group;
    sgl_ref_group(&trace->layout, group, &w->begin, &end);
    w->d = layout.size = layout.group_size = end - w->begin;
    status = sgl_ref_run_new(&w->run, &j->variant, &trace->hyper, &layout, bits);
    if (status != SGL_OK)
        return status;
    w->exact = sgl_ref_vector_new(w->d, bits);
    w->g = malloc(4 * w->d * sizeof *w->g);
    if (w->exact != NULL)
        mpfi_init2(w->distance, bits);
    if (w->exact == NULL || w->g == NULL ||
        sgl_envelope_new(&w->envelope, w->run, trace->dtype, j->powers) != SGL_OK) {
        walk_close(w);
        return SGL_ENOMEM;
    }
    w->hessian = w->g + w->d;
    w->x = w->hessian + w->d;
    w->x_next = w->x + w->d;
    return SGL_OK;
}

static void read_step(walk *w, size_t t)
{
    size_t end = w->begin + w->d;

    sgl_trace_g(w->g, w->trace, t, w->begin, end);
    if (w->trace->has_hessian)
        sgl_trace_hessian(w->hessian, w->trace, t, w->begin, end);
    sgl_trace_x(w->x, w->trace, t, w->begin, end);
    sgl_trace_x(w->x_next, w->trace, t + 1, w->begin, end);
}

static bool touched(const walk *w, size_t t)
{
    if (!sgl_trace_touches(w->trace, t, w->group))
        return false;
    if (w->run->variant.rows == SGL_ROWS_DENSE)
        return true;
    for (size_t i = 0; i < w->d; i++)
        if (w->g[i] != 0)
            return true;
    return false;
}

static void diverge(sgl_judgement *j, const walk *w, size_t t, size_t i, sgl_divergence_kind kind, double low, double high)
{
#pragma omp atomic write
    w->over[t] = 1; /* groups of several threads may diverge at one step */
    if (j->diverges)
        return; /* a group is walked in order of step and element: the first is the first */
    j->diverges = true;
    j->first = (sgl_divergence){{t, w->group, i}, kind, w->x_next[i], low, high};
}

/* ulp of the dtype at |v|: the distance of neighbours there. */
static double ulp(sgl_dtype dtype, double v)
{
    int e;

    frexp(v, &e);
    if (dtype == SGL_FLOAT32)
        return ldexp(1, (e < -125 ? -125 : e) - 24);
    return ldexp(1, (e < -1021 ? -1021 : e) - 53);
}

static void note_ratio(sgl_judgement *j, const walk *w, size_t t, size_t i, double ratio)
{
    if (ratio > j->max_ratio) {
        j->max_ratio = ratio;
        j->max_at = (sgl_place){t, w->group, i};
    }
    if (t > w->trace->steps - (w->trace->steps + 9) / 10 && ratio > j->late_ratio)
        j->late_ratio = ratio;
}

/* Whether x = 0 where it should be and only there. False when that alone is a violation. */
static bool zero_pattern(sgl_judgement *j, const walk *w, size_t t, size_t i, double low, double high)
{
    int sure = w->envelope.sure[i];
    double x = w->x_next[i], E = w->envelope.x[i];

    if (!sgl_envelope_has_pattern(w->run))
        return true;
#if SGL_MUTANT == 52
    if (sure == +1 && x != 0 && w == NULL) {
#else
    if (sure == +1 && x != 0) {
#endif
        j->wrongly_kept++;
        diverge(j, w, t, i, SGL_WRONGLY_KEPT, 0, 0);
        return false;
    }
    if (sure == -1 && x == 0 && mignitude(w->exact + i) > E) {
        j->wrongly_dropped++;
        diverge(j, w, t, i, SGL_WRONGLY_DROPPED, low, high);
        return false;
    }
    if (sure == 0)
        j->undecided++;
    else
        j->zero_agree++;
    return true;
}

/* Tell the observer of an entry. */
static void observe(const walk *w, size_t t, size_t i, bool violation, double ratio, bool diverges)
{
    const sgl_judge_options *o = w->options;
    double error = mpfr_sgn(&w->distance->left) > 0 ? -ratio : ratio; /* distance = x* - x */

    if (o->observe != NULL)
        o->observe(o->observer, &(sgl_observation){{t, w->group, i}, w->x_next[i], violation ? NAN : error,
                                                   sgl_envelope_has_pattern(w->run) ? w->envelope.sure[i] : -1, diverges});
}

static void judge_entry(sgl_judgement *j, walk *w, size_t t, size_t i)
{
    mpfi_srcptr exact = w->exact + i;
    double E = w->envelope.x[i], x = w->x_next[i], far, near, ratio;
    double low = sub_down(mpfr_get_d(&exact->left, MPFR_RNDD), E), high = mpfr_get_d(&exact->right, MPFR_RNDU) + E;

    j->entries++;
    if (!zero_pattern(j, w, t, i, low, high)) {
        observe(w, t, i, true, 0, true);
        return;
    }
    mpfi_sub_d(w->distance, exact, x);
    far = magnitude(w->distance);
    near = mignitude(w->distance);
    ratio = far == 0 ? 0 : E > 0 ? far / E : INFINITY;
#if SGL_MUTANT == 51
    if (E == 0 && near == 0 && w == NULL) { /* no operation is made, so the exact value is a number of the dtype; x is the one in reach of it */
#else
    if (E == 0 && near == 0) { /* no operation is made, so the exact value is a number of the dtype; x is the one in reach of it */
#endif
        ratio = 0;
    } else if (far > E && near <= E) { /* the precision is at fault, not the program */
        j->unsure++;
        ratio = near == 0 ? 0 : near / E;
    } else if (far > E) {
        diverge(j, w, t, i, SGL_OUTSIDE, low, high);
    }
    observe(w, t, i, false, ratio, far > E && ratio > 1);
    note_ratio(j, w, t, i, ratio);
    if (far > 0)
        j->step_ulp_max = fmax(j->step_ulp_max, far / ulp(w->trace->dtype, magnitude(exact)));
    if (x != 0 && E >= magnitude(exact))
        j->vacuous++;
}

static void judge_untouched(sgl_judgement *j, const walk *w, size_t t)
{
    for (size_t i = 0; i < w->d; i++) {
        j->entries++;
        if (w->x_next[i] != w->x[i]) {
            diverge(j, w, t, i, SGL_MOVED, w->x[i], w->x[i]);
            note_ratio(j, w, t, i, INFINITY);
        }
    }
}

static sgl_status judge_step(sgl_judgement *j, walk *w, size_t t)
{
    unsigned char touch;
    sgl_ref_powers powers;
    sgl_status status;

    read_step(w, t);
    touch = touched(w, t);
    status = sgl_ref_rule(w->run, w->g, w->hessian, sgl_trace_alpha(w->trace, t), &touch,
                          sgl_envelope_powers(&w->envelope, w->run, &powers));
    if (status != SGL_OK)
        return status;
    if (!touch) {
        sgl_envelope_scalars(&w->envelope, w->run);
        judge_untouched(j, w, t);
        return SGL_OK;
    }
    sgl_envelope_rule(&w->envelope, w->run, w->g, w->hessian);
    status = sgl_ref_vector_set(w->exact, w->x, w->d);
    if (status == SGL_OK)
        status = sgl_ref_run_dual(w->run, w->exact);
    if (status != SGL_OK)
        return status;
    sgl_envelope_dual(&w->envelope, w->run, w->x);
    status = sgl_ref_run_shrink(w->exact, w->run);
    if (status != SGL_OK)
        return status;
    sgl_envelope_shrink(&w->envelope, w->run, w->exact);
    for (size_t i = 0; i < w->d; i++)
        judge_entry(j, w, t, i);
    sgl_envelope_reset(&w->envelope, w->run, w->x_next, w->x);
    return SGL_OK;
}

/* All steps of one group. A division by 0 in the exact recursion ends the group: what follows is undefined. */
static sgl_status judge_group(sgl_judgement *j, const sgl_trace *trace, size_t group, unsigned char *over,
                              const sgl_judge_options *options)
{
    int rounding = fegetround();
    walk w;
    sgl_status status;

    fesetround(FE_UPWARD);
    status = walk_open(&w, trace, j, group, j->bits);
    if (status != SGL_OK) {
        fesetround(rounding);
        return status;
    }
    w.over = over;
    w.options = options;
    for (size_t t = 1; t <= trace->steps; t++) {
        status = judge_step(j, &w, t);
        if (status == SGL_EDOM) {
            j->undefined += w.d * (trace->steps - t + 1);
            j->entries += w.d * (trace->steps - t + 1);
            status = SGL_OK;
            break;
        }
        if (status != SGL_OK)
            break;
        if (options->stop_at_divergence && j->diverges) {
            j->stopped = true;
            break;
        }
    }
#if SGL_MUTANT == 54
    walk_close(&w);
#else
    fesetround(rounding);
    walk_close(&w);
#endif
    return status;
}

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
    sgl_status status = judge_group(&one, p->trace, group, p->over, p->options);

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
