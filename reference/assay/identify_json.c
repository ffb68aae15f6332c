#include "identify_report.h"

#include <jansson.h>
#include <math.h>

static json_t *point(const sgl_lattice_point *p)
{
    const sgl_judgement *j = &p->judgement;
    char name[SGL_VARIANT_TEXT];
    json_t *first = json_null();

    sgl_variant_write(name, &p->variant);
    if (j->diverges)
        first = json_pack("{s:I, s:I, s:I, s:o, s:o, s:o}", "step", (json_int_t)j->first.at.step, "group", (json_int_t)j->first.at.group,
                          "element", (json_int_t)j->first.at.element, "got", json_sprintf("%a", j->first.got), "lo",
                          json_sprintf("%a", j->first.low), "hi", json_sprintf("%a", j->first.high));
    return json_pack("{s:s, s:o, s:o, s:b, s:b, s:s?, s:I}", "variant", name, "max_ratio",
                     isinf(j->max_ratio) ? json_string("inf") : json_real(j->max_ratio), "first_divergence", first, "conforms",
                     j->verdict == SGL_CONFORMS, "zero_pattern", j->wrongly_kept + j->wrongly_dropped == 0, "same_as",
                     p->same != NULL ? p->same->name : NULL, "undefined", (json_int_t)j->undefined);
}

static void found(json_t *o, const identify_report *r)
{
    json_t *ranking = json_array(), *same = json_array();
    char text[SGL_VARIANT_TEXT > 512 ? SGL_VARIANT_TEXT : 512];

    for (size_t k = 0; k < r->found.count && r->found.points[k].status == SGL_OK && k < r->found.explains + r->top; k++)
        json_array_append_new(ranking, point(&r->found.points[k]));
    for (size_t k = 1; k < r->found.explains; k++) {
        sgl_variant_write(text, &r->found.points[k].variant);
        json_array_append_new(same, json_string(text));
    }
    json_object_set_new(o, "ranking", ranking);
    json_object_set_new(o, "indistinguishable", same);
    if (r->found.explains > 0) {
        sgl_variant_write(text, &r->found.points[0].variant);
        json_object_set_new(o, "variant", json_string(text));
    } else {
        json_object_set_new(o, "variant", json_null());
    }
    json_object_set_new(o, "nearest_named", json_string(r->found.points[0].base->name));
    identify_advice(text, r);
    json_object_set_new(o, "advice", json_string(text));
    identify_sparsity(text, r);
    json_object_set_new(o, "sparsity", json_string(text));
    json_object_set_new(o, "judged", json_integer((json_int_t)r->found.judged));
    json_object_set_new(o, "depth", json_integer((json_int_t)r->found.depth));
}

void identify_json(FILE *out, const identify_report *r)
{
    json_t *o = json_object();

    json_object_set_new(o, "trace", json_string(r->folder));
    json_object_set_new(o, "answer", json_string(identify_answer(r)));
    if (r->found.points != NULL)
        found(o, r);
    json_object_set_new(o, "seconds", json_real(r->seconds));
    json_object_set_new(o, "message", json_string(r->message));
    json_dumpf(o, out, JSON_COMPACT | JSON_PRESERVE_ORDER);
    fputc('\n', out);
    json_decref(o);
}
