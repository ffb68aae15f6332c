#include "live_explain.h"

#include <stdio.h>
#include <string.h>

/* Whether v deviates on none and conforms on one; *bad is the recording that it failed on, and tried first next time. */
static sgl_status explains(bool *yes, size_t *bad, sgl_trace *const *traces, size_t count, const sgl_variant *v,
                           const sgl_judge_options *options)
{
    bool conforms = false;

    *yes = false;
    for (size_t i = 0; i < count; i++) {
        size_t k = (i + *bad) % count;
        sgl_judgement j;
        sgl_status status = sgl_judge_variant(&j, traces[k], v, options);

        if (status != SGL_OK && status != SGL_EDOM)
            return status;
        if (status == SGL_EDOM || j.verdict == SGL_DEVIATES) {
            *bad = k;
            return SGL_OK;
        }
        conforms |= j.verdict == SGL_CONFORMS;
    }
    *yes = conforms;
    return SGL_OK;
}

static void add(live_explanation *result, const char *name, bool documented, const char *advice)
{
    if (result->count == 0) {
        result->documented = documented;
        snprintf(result->advice, sizeof result->advice, "%s", advice);
    }
    if (result->count < LIVE_MOST_EXPLANATIONS)
        snprintf(result->names[result->count++], SGL_VARIANT_TEXT, "%s", name);
}

static sgl_status among_named(live_explanation *result, bool documented, sgl_trace *const *traces, size_t count,
                              const sgl_judge_options *options)
{
    size_t all, bad = count - 1;
    const sgl_named_variant *variants = sgl_variants(&all);

    for (size_t k = 0; k < all; k++) {
        bool yes;
        sgl_status status;

        if (variants[k].conforming != documented || variants[k].variant.optimizer != traces[0]->optimizer)
            continue;
        status = explains(&yes, &bad, traces, count, &variants[k].variant, options);
        if (status != SGL_OK)
            return status;
        if (yes)
            add(result, variants[k].name, documented, variants[k].advice);
    }
    return SGL_OK;
}

/* The points that explain the last recording, the one with the most penalties, tried on the others. */
static sgl_status among_points(live_explanation *result, sgl_trace *const *traces, size_t count, const sgl_judge_options *options)
{
    sgl_identification found;
    sgl_status status = sgl_identify(&found, traces[count - 1], false, options);
    size_t bad = 0;

    for (size_t k = 0; status == SGL_OK && k < found.explains; k++) {
        const sgl_variant *v = &found.points[k].variant;
        sgl_written_variant written;
        char name[SGL_VARIANT_TEXT];
        bool yes;

        status = explains(&yes, &bad, traces, count, v, options);
        sgl_variant_write(name, v);
        if (status == SGL_OK && yes && sgl_variant_read(&written, name, NULL) == SGL_OK)
            add(result, name, false, written.named.advice);
    }
    sgl_identification_free(&found);
    return status == SGL_EDOM ? SGL_OK : status;
}

sgl_status live_explain(live_explanation *result, sgl_trace *const *traces, size_t count, const sgl_judge_options *options)
{
    sgl_judge_options quick = *options;
    sgl_status status;

    memset(result, 0, sizeof *result);
    if (count == 0)
        return SGL_OK;
    quick.stop_at_divergence = true;
    quick.progress = NULL;
    status = among_named(result, true, traces, count, &quick);
    if (status == SGL_OK && result->count == 0)
        status = among_named(result, false, traces, count, &quick);
    if (status == SGL_OK && result->count == 0)
        status = among_points(result, traces, count, &quick);
    return status;
}
