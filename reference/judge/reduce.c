#include "judge/reduce.h"
#include "judge/example.h"

#include <stdio.h>
#include <stdlib.h>

/* The first steps of a recording, of some of its entries, as an example: [T*n] numbers each. */
typedef struct part {
    sgl_example example;
    double *x1, *grads, *x, *hessian, *alpha;
    unsigned char *touched;
    size_t *offsets;
} part;

static void part_free(part *p)
{
    free(p->x1);
    free(p->grads);
    free(p->x);
    free(p->hessian);
    free(p->alpha);
    free(p->touched);
    free(p->offsets);
}

static bool part_of(part *p, const sgl_trace *trace, size_t first, size_t groups, size_t steps)
{
    size_t begin, end, n;

    *p = (part){.example = {.dtype = trace->dtype, .steps = steps, .hyper = trace->hyper}};
    p->offsets = malloc((groups + 1) * sizeof *p->offsets);
    if (p->offsets == NULL)
        return false;
    begin = sgl_trace_part(&p->example.layout, p->offsets, &trace->layout, first, groups);
    n = p->example.layout.size;
    end = begin + n;
    p->x1 = malloc(n * sizeof *p->x1);
    p->grads = malloc(steps * n * sizeof *p->grads);
    p->x = malloc(steps * n * sizeof *p->x);
    p->hessian = trace->has_hessian ? malloc(steps * n * sizeof *p->hessian) : NULL;
    p->alpha = trace->has_schedule ? malloc(steps * sizeof *p->alpha) : NULL;
    p->touched = trace->has_rows ? malloc(steps * groups) : NULL;
    if (p->x1 == NULL || p->grads == NULL || p->x == NULL || (p->hessian == NULL && trace->has_hessian) ||
        (p->alpha == NULL && trace->has_schedule) || (p->touched == NULL && trace->has_rows))
        return false;
    sgl_trace_x(p->x1, trace, 1, begin, end);
    for (size_t t = 0; t < steps; t++) {
        sgl_trace_g(p->grads + t * n, trace, t + 1, begin, end);
        sgl_trace_x(p->x + t * n, trace, t + 2, begin, end);
        if (p->hessian != NULL)
            sgl_trace_hessian(p->hessian + t * n, trace, t + 1, begin, end);
        if (p->alpha != NULL)
#if SGL_MUTANT == 506
            p->alpha[t] = trace->hyper.alpha;
#else
            p->alpha[t] = sgl_trace_alpha(trace, t + 1);
#endif
        for (size_t k = 0; p->touched != NULL && k < groups; k++)
            p->touched[t * groups + k] = sgl_trace_touches(trace, t + 1, first + k);
    }
    p->example.x1 = p->x1;
    p->example.grads = p->grads;
    p->example.hessian = p->hessian;
    p->example.alpha = p->alpha;
    p->example.touched = p->touched;
    return true;
}

/* Whether the first steps of the recording deviate, as they stand in it: a step more or less is all that changes. */
static sgl_status deviates(bool *bad, sgl_judgement *j, const sgl_trace *trace, size_t steps, const sgl_variant *variant,
                           const sgl_judge_options *options)
{
    sgl_trace beginning = *trace; /* borrows all that trace owns */
    sgl_status status;

    beginning.steps = steps;
    status = sgl_judge_variant(j, &beginning, variant, options);
    *bad = status == SGL_OK && j->verdict == SGL_DEVIATES;
    return status;
}

/* The smallest number of steps that deviates. */
static sgl_status fewest(size_t *steps, const sgl_trace *trace, const sgl_variant *variant, const sgl_judge_options *options)
{
    size_t good = 0, bad = trace->steps;
    sgl_judgement j;
    bool is_bad;
    sgl_status status = deviates(&is_bad, &j, trace, bad, variant, options);

    if (status == SGL_OK && !is_bad)
        return SGL_EDOM;
    while (status == SGL_OK && bad - good > 1) {
        size_t middle = good + (bad - good) / 2;

        status = deviates(&is_bad, &j, trace, middle, variant, options);
        if (is_bad)
            bad = middle;
        else
            good = middle;
    }
#if SGL_MUTANT == 85
    *steps = bad + (bad < trace->steps);
#else
    *steps = bad;
#endif
    return status;
}

static sgl_status write_part(const char *folder, const sgl_trace *trace, size_t first, size_t groups, size_t steps,
                             const char *variant, sgl_error *error)
{
    char source[512];
    part p;
    sgl_status status;

    if (groups == 1)
        snprintf(source, sizeof source, "group %zu of %s, the first %zu of %zu steps; %.300s", first, trace->name, steps, trace->steps,
                 trace->source);
    else
        snprintf(source, sizeof source, "the first %zu of %zu steps of %s; %.300s", steps, trace->steps, trace->name, trace->source);
    if (part_of(&p, trace, first, groups, steps))
        status = sgl_example_write(folder, &p.example, p.x, trace->optimizer, source, variant, error);
    else
        status = sgl_error_set(error, SGL_ENOMEM, folder, "out of memory");
    part_free(&p);
    return status;
}

/* Whether one group deviates alone: a recording of which only that group is walked. Entries keep their places in the arrays. */
static sgl_status fails_alone(bool *bad, const sgl_trace *trace, size_t group, size_t steps, const sgl_variant *variant,
                              const sgl_judge_options *options)
{
    size_t offsets[2], *row_ptr = malloc((2 * steps + 1) * sizeof *row_ptr), *rows;
    sgl_trace alone = *trace;
    sgl_judgement j;
    sgl_status status;

    if (row_ptr == NULL)
        return SGL_ENOMEM;
    rows = row_ptr + steps + 1;
    sgl_ref_group(&trace->layout, group, &offsets[0], &offsets[1]);
    alone.layout.groups = 1;
    alone.layout.offsets = offsets;
    row_ptr[0] = 0;
    for (size_t t = 1; t <= steps; t++) {
        row_ptr[t] = row_ptr[t - 1] + sgl_trace_touches(trace, t, group);
        if (row_ptr[t] > row_ptr[t - 1])
            rows[row_ptr[t - 1]] = 0;
    }
    alone.row_ptr = row_ptr;
    alone.rows = rows;
    status = deviates(bad, &j, &alone, steps, variant, options);
    free(row_ptr);
    return status;
}

sgl_status sgl_reduce(sgl_reduction *reduction, const char *folder, const sgl_trace *trace, const sgl_named_variant *variant,
                      const sgl_judge_options *options, sgl_error *error)
{
    sgl_judge_options quick = *options, whole;
    bool bad, alone = false;
    sgl_judgement j;
    sgl_status status;

    quick.progress = NULL;
    quick.stop_at_divergence = true;
    whole = quick;
    whole.stop_at_divergence = false; /* where a judgement stops depends on the threads, its first divergence does not */
    status = fewest(&reduction->steps, trace, &variant->variant, &quick);
    if (status == SGL_OK)
        status = deviates(&bad, &j, trace, reduction->steps, &variant->variant, &whole);
    if (status == SGL_OK) {
        reduction->group = j.first.at.group;
        status = fails_alone(&alone, trace, reduction->group, reduction->steps, &variant->variant, &quick);
    }
    if (status != SGL_OK)
        return sgl_error_set(error, status, trace->folder, "%s",
                             status == SGL_EDOM ? "nothing to reduce: the recording does not deviate" : "out of memory");
    reduction->all_groups = !alone;
#if SGL_MUTANT == 86
    alone = false;
#endif
    if (alone)
        return write_part(folder, trace, reduction->group, 1, reduction->steps, variant->name, error);
    return write_part(folder, trace, 0, trace->layout.groups, reduction->steps, variant->name, error);
}
