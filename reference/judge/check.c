#include "sgl_check.h"
#include "judge/choose.h"
#include "judge/variant_axes.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sgl_check {
    sgl_trace_record record; /* arrays point to those below */
    sgl_written_variant written;
    const sgl_named_variant *named; /* or NULL: any */
    size_t *offsets;
    size_t width, room; /* bytes of a vector; steps that there is room for */
    unsigned char *x1, *grads, *hessian, *x;
};

void sgl_check_free(sgl_check *check)
{
    if (check == NULL)
        return;
    free(check->offsets);
    free(check->x1);
    free(check->grads);
    free(check->hessian);
    free(check->x);
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
        (layout->offsets == NULL && (layout->group_size == 0 || layout->size % layout->group_size != 0)))
        return SGL_EDIM;
    c = calloc(1, sizeof *c);
    if (c == NULL)
        return SGL_ENOMEM;
    c->width = layout->size * width;
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

/* Room for steps vectors. */
static bool grow(unsigned char **array, size_t width, size_t steps)
{
    unsigned char *larger = steps > SIZE_MAX / width ? NULL : realloc(*array, steps * width);

    if (larger != NULL)
        *array = larger;
    return larger != NULL;
}

sgl_status sgl_check_step(sgl_check *c, const void *g, const void *hessian, const void *x)
{
    size_t t = c->record.steps, room = 2 * c->room + 16;
    bool curved = c->record.optimizer == SGL_ADAHESSIAN;

    if (g == NULL || x == NULL || (curved && hessian == NULL))
        return SGL_EDIM;
    if (t == c->room) {
        if (!grow(&c->grads, c->width, room) || !grow(&c->x, c->width, room) || (curved && !grow(&c->hessian, c->width, room)))
            return SGL_ENOMEM;
        c->room = room;
    }
    memcpy(c->grads + t * c->width, g, c->width);
#if SGL_MUTANT == 407
    memcpy(c->x + t * c->width, t > 0 ? c->x + (t - 1) * c->width : x, c->width);
#else
    memcpy(c->x + t * c->width, x, c->width);
#endif
    if (curved)
        memcpy(c->hessian + t * c->width, hessian, c->width);
    c->record.steps++;
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
    record.grads = c->grads;
    record.hessian = c->hessian;
    record.x = c->x;
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
