#include "judge/lattice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEAREST = 8 }; /* unnamed points judged to the end when nothing explains a recording */

typedef struct search {
    sgl_identification *found;
    size_t room;
    const sgl_trace *trace;
    const sgl_judge_options *options;
    size_t done; /* points judged, for the progress line */
} search;

/* An earlier point that is the same algorithm on this recording, or NULL. */
static const sgl_lattice_point *same_as(const search *s, const sgl_variant *reduced)
{
    for (size_t k = 0; k < s->found->count; k++)
        if (sgl_variant_equal(&s->found->points[k].reduced, reduced))
            return &s->found->points[k];
    return NULL;
}

static sgl_status add(search *s, const sgl_variant *variant, const sgl_named_variant *named)
{
    sgl_lattice_point *p;
    sgl_variant reduced = sgl_variant_reduce(variant, &s->trace->hyper, &s->trace->layout, s->trace->has_rows);
    const sgl_lattice_point *same;

    same = same_as(s, &reduced);
    if (same != NULL && named == NULL)
        return SGL_OK;
    if (s->found->count == s->room) {
        size_t room = 2 * s->room + 64, earlier = same != NULL ? (size_t)(same - s->found->points) : 0;

        p = realloc(s->found->points, room * sizeof *p);
        if (p == NULL)
            return SGL_ENOMEM;
        s->found->points = p;
        s->room = room;
        same = same != NULL ? p + earlier : NULL;
    }
    p = &s->found->points[s->found->count++];
    memset(p, 0, sizeof *p);
    p->variant = *variant;
    p->reduced = reduced;
    p->base = named;
    if (named == NULL)
        p->base = sgl_variant_nearest(variant, &p->apart);
    p->same = same != NULL ? same->base : NULL;
    return SGL_OK;
}

static sgl_status add_named(search *s)
{
    size_t count;
    const sgl_named_variant *all = sgl_variants(&count);
    sgl_status status = SGL_OK;

    for (size_t k = 0; k < count && status == SGL_OK; k++)
        if (all[k].variant.optimizer == s->trace->optimizer)
            status = add(s, &all[k].variant, &all[k]);
    return status;
}

/* Every other value of every axis from first on, around v; with further changes, around those again. */
static sgl_status add_changes(search *s, const sgl_variant *v, int first, size_t changes)
{
    for (int axis = first; axis < SGL_AXES; axis++) {
        for (size_t value = 0; value < sgl_axis_count((sgl_axis)axis); value++) {
            sgl_variant changed = *v;
            sgl_status status;

            if (value == sgl_axis_get(v, (sgl_axis)axis) || !sgl_axis_applies(v->optimizer, (sgl_axis)axis, value))
                continue;
            sgl_axis_set(&changed, (sgl_axis)axis, value);
            status = changes == 1 ? add(s, &changed, NULL) : add_changes(s, &changed, axis + 1, changes - 1);
            if (status != SGL_OK)
                return status;
        }
    }
    return SGL_OK;
}

static sgl_status add_around_named(search *s, size_t changes)
{
    size_t count;
    const sgl_named_variant *all = sgl_variants(&count);
    sgl_status status = SGL_OK;

    for (size_t k = 0; k < count && status == SGL_OK; k++)
        if (all[k].variant.optimizer == s->trace->optimizer)
            status = add_changes(s, &all[k].variant, 0, changes);
    return status;
}

/* The group with the largest gradients: where a wrong variant shows first. */
static size_t loudest_group(const sgl_trace *trace)
{
    double largest = -1, *g = malloc(trace->layout.size * sizeof *g), *sum = calloc(trace->layout.groups, sizeof *sum);
    size_t loudest = 0;

    for (size_t t = 1; g != NULL && sum != NULL && t <= trace->steps; t++) {
        sgl_trace_g(g, trace, t, 0, trace->layout.size);
        for (size_t k = 0; k < trace->layout.groups; k++) {
            size_t i, end;

            for (sgl_ref_group(&trace->layout, k, &i, &end); i < end; i++)
                sum[k] += fabs(g[i]);
        }
    }
    for (size_t k = 0; sum != NULL && k < trace->layout.groups; k++) {
        if (sum[k] > largest) {
            largest = sum[k];
            loudest = k;
        }
    }
    free(g);
    free(sum);
    return loudest;
}

static void judge_point(search *s, sgl_lattice_point *p, const sgl_judgement *like, bool stop)
{
    sgl_judge_options how = *s->options;

    how.progress = NULL;
    how.stop_at_divergence = stop;
    if (stop) {
        p->status = sgl_judge_variant_like(&p->judgement, s->trace, &p->variant, like, &how);
    } else { /* again, in the way of rounding that got furthest */
        sgl_variant variant = p->judgement.variant;

        p->status = sgl_judge(&p->judgement, s->trace, &variant, p->judgement.powers, &how);
    }
}

static void count_point(search *s, size_t all)
{
#pragma omp critical(sgl_identify)
    {
        s->done++;
        if (s->options->progress != NULL)
            s->options->progress(s->options->context, s->done, all);
    }
}

/* Points are spread over the threads, and each is judged by one of them, group after group: so where a judgement stops at a
 * divergence does not depend on how many threads there are. */
static void judge_points(search *s, size_t begin, const sgl_judgement *like, bool stop, const bool *wanted)
{
    sgl_lattice_point *points = s->found->points;
    size_t end = s->found->count;

#pragma omp parallel for schedule(dynamic)
    for (size_t k = begin; k < end; k++) {
        if (points[k].same == NULL && (wanted == NULL || wanted[k]))
            judge_point(s, &points[k], like, stop);
        count_point(s, end);
    }
    for (size_t k = begin; k < end; k++) {
        if (points[k].same == NULL)
            continue;
        for (size_t j = 0; j < end; j++)
            if (points[j].base == points[k].same && points[j].apart == 0 && points[j].same == NULL) {
                points[k].status = points[j].status;
                points[k].judgement = points[j].judgement;
            }
    }
}

/* Nothing explains the recording: the named variants, and the points that got furthest, to the end. */
static sgl_status judge_nearest(search *s)
{
    sgl_identification *found = s->found;
    bool *wanted = calloc(found->count, sizeof *wanted);
    size_t unnamed = 0;

    if (wanted == NULL)
        return SGL_ENOMEM;
    for (size_t k = 0; k < found->count; k++) {
        const sgl_lattice_point *p = &found->points[k];

        wanted[k] = p->status == SGL_OK && (p->apart == 0 || unnamed < NEAREST);
        unnamed += wanted[k] && p->apart > 0;
    }
    s->done = 0;
    judge_points(s, 0, NULL, false, wanted);
    free(wanted);
    sgl_identification_sort(found);
    return SGL_OK;
}

/* Judge the points from begin on; the status of the worst that is not "cannot run". */
static sgl_status judge_from(search *s, size_t begin, const sgl_judgement *like)
{
    judge_points(s, begin, like, true, NULL);
    for (size_t k = begin; k < s->found->count; k++)
        if (s->found->points[k].status != SGL_OK && s->found->points[k].status != SGL_EDOM)
            return s->found->points[k].status;
    return SGL_OK;
}

sgl_status sgl_identify(sgl_identification *result, const sgl_trace *trace, bool pairs, const sgl_judge_options *options)
{
    sgl_judge_options how = *options;
    search s = {.found = result, .trace = trace, .options = &how};
    sgl_judgement like;
    bool hint;
    sgl_status status;

    how.first_group = loudest_group(trace);
    memset(result, 0, sizeof *result);
    status = add_named(&s);
    if (status == SGL_OK)
        status = judge_from(&s, 0, NULL);
    if (status != SGL_OK)
        return status;
    sgl_identification_sort(result);
    if (result->count == 0 || result->points[0].status != SGL_OK)
        return SGL_EDOM;
    hint = result->explains > 0;
    like = result->points[0].judgement;
    for (result->depth = 1;; result->depth++) {
        size_t begin = result->count;

        status = add_around_named(&s, result->depth);
        if (status == SGL_OK)
            status = judge_from(&s, begin, hint ? &like : NULL);
        if (status != SGL_OK)
            return status;
        sgl_identification_sort(result);
#if SGL_MUTANT == 87
        if (result->depth == 1)
#else
        if (result->depth == 2 || (result->explains > 0 && !pairs))
#endif
            break;
    }
    for (size_t k = 0; k < result->count; k++)
        result->judged += result->points[k].same == NULL;
    return result->explains > 0 ? SGL_OK : judge_nearest(&s);
}

void sgl_identification_free(sgl_identification *result)
{
    free(result->points);
    memset(result, 0, sizeof *result);
}
