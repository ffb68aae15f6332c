#include "sgl_check.h"
#include "judge/choose.h"
#include "judge/variant_axes.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An array that grows. */
struct growing {
    void *data;
    size_t room; /* entries */
};

struct sgl_check {
    sgl_trace_record record; /* arrays point to those below */
    sgl_written_variant written;
    const sgl_named_variant *named; /* or NULL: any */
    size_t *offsets;
    size_t width; /* bytes of a vector */
    unsigned char *x1;
    struct growing grads, hessian, x, alpha;
    double rate;      /* of the next step                               */
    bool scheduled;   /* alpha is not hyper.alpha throughout            */
    bool sparse;      /* some step was of some groups: the next two are */
    struct growing row_ptr, rows;
};

void sgl_check_free(sgl_check *check)
{
    if (check == NULL)
        return;
    free(check->offsets);
    free(check->x1);
    free(check->grads.data);
    free(check->hessian.data);
    free(check->x.data);
    free(check->alpha.data);
    free(check->row_ptr.data);
    free(check->rows.data);
    free(check);
}

static sgl_status find_variant(sgl_check *c, const char *name)
{
    if (name == NULL)
        return SGL_OK;
    if (strcmp(name, "paper") == 0) {
        c->named = sgl_variant_paper(c->record.optimizer);
        return SGL_OK;
    }
    if (sgl_variant_read(&c->written, name, NULL) != SGL_OK || c->written.named.variant.optimizer != c->record.optimizer)
        return SGL_EFORMAT;
    c->named = &c->written.named;
    return SGL_OK;
}

sgl_status sgl_check_new(sgl_check **check, const sgl_check_problem *p)
{
    const sgl_layout *layout = &p->layout;
    size_t width = p->dtype == SGL_FLOAT32 ? sizeof(float) : sizeof(double);
    sgl_check *c;
    sgl_status status;

    *check = NULL;
    if (layout->size == 0 || layout->groups == 0 || p->x1 == NULL || layout->size > SIZE_MAX / width ||
        (layout->offsets == NULL && (layout->group_size == 0 || layout->size % layout->group_size != 0 || layout->size / layout->group_size != layout->groups)))
        return SGL_EDIM;
    c = calloc(1, sizeof *c);
    if (c == NULL)
        return SGL_ENOMEM;
    c->width = layout->size * width;
    c->rate = p->hyper.alpha;
    c->record = (sgl_trace_record){.source = "sgl_check", .dtype = p->dtype, .layout = *layout, .optimizer = p->optimizer, .hyper = p->hyper};
    c->x1 = malloc(c->width);
    c->offsets = layout->offsets != NULL ? malloc((layout->groups + 1) * sizeof *c->offsets) : NULL;
    status = c->x1 == NULL || (layout->offsets != NULL && c->offsets == NULL) ? SGL_ENOMEM : find_variant(c, p->variant);
    if (status != SGL_OK) {
        sgl_check_free(c);
        return status;
    }
    memcpy(c->x1, p->x1, c->width);
    if (c->offsets != NULL)
        memcpy(c->offsets, layout->offsets, (layout->groups + 1) * sizeof *c->offsets);
    c->record.layout.offsets = c->offsets;
    *check = c;
    return SGL_OK;
}

/* Room for count entries of width bytes. */
static bool reserve(struct growing *array, size_t width, size_t count)
{
    size_t room = count <= SIZE_MAX / 4 ? 2 * count + 16 : count;
    void *larger;

    if (array->data != NULL && count <= array->room)
        return true;
    larger = room > SIZE_MAX / width ? NULL : realloc(array->data, room * width);
    if (larger == NULL)
        return false;
    *array = (struct growing){larger, room};
    return true;
}

static void put(struct growing *array, const void *entry, size_t width, size_t t)
{
    memcpy((unsigned char *)array->data + t * width, entry, width);
}

/* The groups of step t, from 0: rows, or all where it is NULL. They count once the step does. */
static bool put_rows(sgl_check *c, size_t t, const size_t *rows, size_t count)
{
    size_t *pointer, *to, used;

    if (!reserve(&c->row_ptr, sizeof *pointer, t + 2))
        return false;
    pointer = c->row_ptr.data;
    used = t > 0 ? pointer[t] : (pointer[0] = 0);
    if (count > SIZE_MAX - used || !reserve(&c->rows, sizeof *to, used + count))
        return false;
    to = (size_t *)c->rows.data + used;
    for (size_t k = 0; k < count; k++)
        to[k] = rows != NULL ? rows[k] : k;
    pointer[t + 1] = used + count;
    return true;
}

/* rows: NULL for all groups. */
static sgl_status step(sgl_check *c, const void *g, const void *hessian, const void *x, const size_t *rows, size_t count)
{
    size_t t = c->record.steps, groups = c->record.layout.groups;
    bool curved = c->record.optimizer == SGL_ADAHESSIAN;

    if (g == NULL || x == NULL || (curved && hessian == NULL))
        return SGL_EDIM;
    if (!reserve(&c->grads, c->width, t + 1) || !reserve(&c->x, c->width, t + 1) || (curved && !reserve(&c->hessian, c->width, t + 1)) ||
        !reserve(&c->alpha, sizeof c->rate, t + 1))
        return SGL_ENOMEM;
    for (size_t before = 0; rows != NULL && !c->sparse && before < t; before++)
#if SGL_MUTANT == 530
        if (!put_rows(c, before, NULL, 0))
#else
        if (!put_rows(c, before, NULL, groups)) /* the steps so far were of all groups */
#endif
            return SGL_ENOMEM;
    if ((rows != NULL || c->sparse) && !put_rows(c, t, rows, rows != NULL ? count : groups))
        return SGL_ENOMEM;
    c->sparse = c->sparse || rows != NULL;
    put(&c->grads, g, c->width, t);
#if SGL_MUTANT == 407
    put(&c->x, t > 0 ? (const unsigned char *)c->x.data + (t - 1) * c->width : x, c->width, t);
#else
    put(&c->x, x, c->width, t);
#endif
    if (curved)
        put(&c->hessian, hessian, c->width, t);
#if SGL_MUTANT == 531
    put(&c->alpha, t > 0 ? &((double *)c->alpha.data)[t - 1] : &c->rate, sizeof c->rate, t);
#else
    put(&c->alpha, &c->rate, sizeof c->rate, t);
#endif
    c->record.steps++;
    return SGL_OK;
}

sgl_status sgl_check_step(sgl_check *c, const void *g, const void *hessian, const void *x)
{
    return step(c, g, hessian, x, NULL, 0);
}

sgl_status sgl_check_step_rows(sgl_check *c, const void *g, const void *hessian, const void *x, const size_t *rows, size_t count)
{
    static const size_t none[1];

    if (rows == NULL && count > 0)
        return SGL_EDIM;
    for (size_t k = 0; k < count; k++)
        if (rows[k] >= c->record.layout.groups || (k > 0 && rows[k] <= rows[k - 1]))
            return SGL_EDIM;
    return step(c, g, hessian, x, count > 0 ? rows : none, count);
}

sgl_status sgl_check_rate(sgl_check *c, double alpha)
{
    if (!(alpha > 0) || !isfinite(alpha))
        return SGL_EDOM;
    c->rate = alpha;
    c->scheduled = true;
    return SGL_OK;
}

static sgl_status judge(sgl_judgement *j, const sgl_named_variant **named, const sgl_check *c, const sgl_trace *trace)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 4096};
    size_t all, count;
    sgl_candidate *candidates;
    sgl_status status;

    *named = c->named;
    if (c->named != NULL)
        return sgl_judge_variant(j, trace, &c->named->variant, &options);
    sgl_variants(&all);
    candidates = calloc(all, sizeof *candidates);
    if (candidates == NULL)
        return SGL_ENOMEM;
    status = sgl_judge_auto(candidates, &count, trace, false, &options);
    if (status == SGL_OK) {
        *named = candidates[0].named;
        *j = candidates[0].judgement;
        status = candidates[0].status;
    }
    free(candidates);
    return status;
}

static void fill(sgl_check_result *result, const sgl_judgement *j, const sgl_named_variant *named)
{
    static const char *const verdicts[] = {"conforms", "deviates", "inconclusive"};
    int used;

    result->verdict = j->verdict == SGL_CONFORMS ? SGL_CHECK_CONFORMS : j->verdict == SGL_DEVIATES ? SGL_CHECK_DEVIATES : SGL_CHECK_INCONCLUSIVE;
    snprintf(result->variant, sizeof result->variant, "%s", named->name);
    result->max_ratio = j->max_ratio;
    result->wrongly_kept = j->wrongly_kept;
    result->wrongly_dropped = j->wrongly_dropped;
    result->undecided = j->undecided;
    used = snprintf(result->text, sizeof result->text, "%s, %s: worst ratio %.3g of 1 allowed", verdicts[result->verdict], named->name, j->max_ratio);
    if (!j->diverges)
        return;
    result->step = j->first.at.step;
    result->group = j->first.at.group;
    result->element = j->first.at.element;
    result->got = j->first.got;
    result->low = j->first.low;
    result->high = j->first.high;
    snprintf(result->text + used, sizeof result->text - (size_t)used,
             "; first divergence: step %zu, group %zu, element %zu: got %.9g (%a), allowed [%.9g, %.9g]", result->step, result->group,
             result->element, result->got, result->got, result->low, result->high);
}

sgl_status sgl_check_finish(sgl_check_result *result, const sgl_check *c)
{
    sgl_trace_record record = c->record;
    const sgl_named_variant *named;
    sgl_judgement j;
    sgl_trace *trace;
    sgl_error error;
    sgl_status status;

    memset(result, 0, sizeof *result);
    result->verdict = SGL_CHECK_INCONCLUSIVE;
    record.x1 = c->x1;
    record.grads = c->grads.data;
    record.hessian = c->hessian.data;
    record.x = c->x.data;
    record.alpha = c->scheduled ? c->alpha.data : NULL;
    record.row_ptr = c->sparse ? c->row_ptr.data : NULL;
    record.rows = c->sparse ? c->rows.data : NULL;
    if (record.steps == 0) {
        snprintf(result->text, sizeof result->text, "no step; expected at least one");
        return SGL_EDIM;
    }
    status = sgl_trace_of_record(&trace, "sgl_check", &record, &error);
    if (status != SGL_OK) {
        snprintf(result->text, sizeof result->text, "%s", error.text);
        return status;
    }
    status = judge(&j, &named, c, trace);
    if (status == SGL_OK)
        fill(result, &j, named);
    else
        snprintf(result->text, sizeof result->text, "%s",
                 status == SGL_EDOM ? "the variant cannot run with these hyper-parameters" : "out of memory");
    sgl_trace_close(trace);
    return status;
}
