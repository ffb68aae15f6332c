/* JSON Lines, one object a recording; numbers that must be exact are "%a" strings. */
#include "report.h"

#include <jansson.h>
#include <math.h>

static json_t *exact(double v)
{
#if SGL_MUTANT == 508
    return json_sprintf("%g", v);
#else
    return json_sprintf("%a", v);
#endif
}

/* JSON has no infinity. */
static json_t *number(double v)
{
    if (isnan(v))
        return json_null();
    return isinf(v) ? json_string("inf") : json_real(v);
}

static json_t *divergence(const sgl_judgement *j)
{
    static const char *const kind[SGL_DIVERGENCE_KINDS] = {"outside", "wrongly_kept", "wrongly_dropped", "moved"};
    const sgl_divergence *d = &j->first;

    if (!j->diverges)
        return json_null();
    return json_pack("{s:I, s:I, s:I, s:s, s:o, s:o, s:o}", "step", (json_int_t)d->at.step, "group",
                     (json_int_t)d->at.group, "element", (json_int_t)d->at.element, "kind", kind[d->kind], "got",
                     exact(d->got), "lo", exact(d->low), "hi", exact(d->high));
}

static json_t *indistinguishable(const report *r)
{
    json_t *list = json_array();

    for (size_t k = 0; k < r->candidate_count; k++)
        if (report_indistinguishable(r, k))
            json_array_append_new(list, json_string(r->candidates[k].named->name));
    return list;
}

/* Every variant tried, the nearest first. */
static json_t *ranking(const report *r)
{
    json_t *list = json_array();

    for (size_t k = 0; k < r->candidate_count; k++) {
        const sgl_candidate *c = &r->candidates[k];

        if (c->status == SGL_OK)
            json_array_append_new(list, json_pack("{s:s, s:o, s:b, s:I, s:I}", "variant", c->named->name, "max_ratio",
                                                  number(c->judgement.max_ratio), "conforms",
                                                  c->judgement.verdict == SGL_CONFORMS, "wrongly_kept",
                                                  (json_int_t)c->judgement.wrongly_kept, "wrongly_dropped",
                                                  (json_int_t)c->judgement.wrongly_dropped));
    }
    return list;
}

static void judged(json_t *o, const report *r)
{
    static const char *const powers[SGL_POWERS_KINDS] = {"exact", "dtype", "pow"};
    const sgl_judgement *j = &r->judgement;
    const sgl_trace *t = r->trace;

    json_object_set_new(o, "dtype", json_string(t->dtype == SGL_FLOAT32 ? "float32" : "float64"));
    json_object_set_new(o, "steps", json_integer((json_int_t)t->steps));
    json_object_set_new(o, "size", json_integer((json_int_t)t->layout.size));
    json_object_set_new(o, "group_size", t->layout.offsets ? json_null() : json_integer((json_int_t)t->layout.group_size));
    json_object_set_new(o, "max_ratio", number(j->max_ratio));
    json_object_set_new(o, "first_divergence", divergence(j));
    json_object_set_new(o, "zero_pattern",
                        json_pack("{s:I, s:I, s:I, s:I}", "agree", (json_int_t)j->zero_agree, "wrongly_kept",
                                  (json_int_t)j->wrongly_kept, "wrongly_dropped", (json_int_t)j->wrongly_dropped,
                                  "undecided", (json_int_t)j->undecided));
    json_object_set_new(o, "trajectory_ulp_max", number(j->trajectory_ulp_max));
    json_object_set_new(o, "step_ulp_max", number(j->step_ulp_max));
    json_object_set_new(o, "decided_by",
                        json_pack("{s:I, s:I, s:I}", "filter", (json_int_t)j->by_filter, "filter_double_double", (json_int_t)j->by_pairs,
                                  "reference", (json_int_t)(j->entries - j->by_filter - j->by_pairs)));
    json_object_set_new(o, "bits", json_integer((json_int_t)j->bits));
    json_object_set_new(o, "late_ratio", number(j->late_ratio));
    json_object_set_new(o, "steps_over", json_integer((json_int_t)j->steps_over));
    json_object_set_new(o, "vacuous", json_integer((json_int_t)j->vacuous));
    json_object_set_new(o, "undefined", json_integer((json_int_t)j->undefined));
    json_object_set_new(o, "unsure", json_integer((json_int_t)j->unsure));
    json_object_set_new(o, "powers", json_string(powers[j->powers]));
    json_object_set_new(o, "form", json_string(j->variant.form == SGL_FORM_DUAL ? "dual" : "prox"));
    json_object_set_new(o, "indistinguishable", indistinguishable(r));
    json_object_set_new(o, "ranking", ranking(r));
}

void report_json(FILE *out, const report *r)
{
    json_t *o = json_object();

    json_object_set_new(o, "trace", json_string(r->folder));
    json_object_set_new(o, "verdict", json_string(report_verdict(r)));
    json_object_set_new(o, "variant", r->named ? json_string(r->named->name) : json_null());
    json_object_set_new(o, "declared_variant",
                        r->trace && r->trace->declared ? json_string(r->trace->declared) : json_null());
    if (r->trace != NULL && r->named != NULL)
        judged(o, r);
    json_object_set_new(o, "seconds", json_real(r->seconds));
    json_object_set_new(o, "message", json_string(r->message));
    if (r->log != NULL) /* any bytes: as text where they are UTF-8 */
        json_object_set_new(o, "log", json_string(r->log));
    if (r->live && r->command != NULL)
        json_object_set_new(o, "command", json_string(r->command));
    json_dumpf(o, out, JSON_COMPACT | JSON_PRESERVE_ORDER);
    fputc('\n', out);
    json_decref(o);
}
