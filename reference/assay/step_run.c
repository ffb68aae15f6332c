#include "step_run.h"

#include "judge/trace_json.h"

#include <stdlib.h>
#include <string.h>

/* The numbers of a list into v [n]; false with a message where it is anything else. */
static bool read_numbers(double *v, size_t n, const json_t *list, const char *key, const char *where, sgl_error *error)
{
    if (json_array_size(list) != n) {
        sgl_error_set(error, SGL_EFORMAT, where, "%s: %zu numbers; expected %zu", key, json_array_size(list), n);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *value = json_array_get(list, i);
        const char *text = json_string_value(value);
        char *end = NULL;

        v[i] = text != NULL ? strtod(text, &end) : json_number_value(value);
        if (!(json_is_number(value) || (text != NULL && *text != '\0' && *end == '\0')) || !(v[i] - v[i] == 0)) {
            sgl_error_set(error, SGL_EFORMAT, where, "%s[%zu]: expected a finite number or a \"%%a\" string", key, i);
            return false;
        }
    }
    return true;
}

/* What trace.json would say of the run, so that one reader checks all hyper-parameters and their other names. */
static bool read_header(step_run *s, const json_t *run, const char *where, sgl_error *error)
{
    json_t *document;
    char *text;
    bool groups;
    sgl_status status;
    size_t n, t;

    s->x = json_object_get(run, "x");
    s->g = json_object_get(run, "g");
    s->hessian = json_object_get(run, "hessian");
    t = json_array_size(s->g);
    s->recorded = json_is_array(json_array_get(s->x, 0));
    n = json_array_size(s->recorded ? json_array_get(s->x, 0) : s->x);
    if (t == 0 || n == 0) {
        sgl_error_set(error, SGL_EFORMAT, where, "%s: expected a list that is not empty", n == 0 ? "x" : "g");
        return false;
    }
    if (s->recorded && json_array_size(s->x) != t) {
        sgl_error_set(error, SGL_EFORMAT, where, "x: %zu vectors; expected as many as g has, %zu", json_array_size(s->x), t);
        return false;
    }
    document = json_copy((json_t *)run);
    json_object_del(document, "x");
    json_object_del(document, "g");
    json_object_del(document, "hessian");
    json_object_set_new(document, "format", json_string("sgl-trace/1"));
    json_object_set_new(document, "dtype", json_string("float64"));
    json_object_set_new(document, "steps", json_integer((json_int_t)t));
    json_object_set_new(document, "size", json_integer((json_int_t)n));
    if (json_object_get(document, "group_size") == NULL)
        json_object_set_new(document, "group_size", json_integer((json_int_t)n));
    text = json_dumps(document, 0);
    json_decref(document);
    if (text == NULL) {
        sgl_error_set(error, SGL_ENOMEM, where, "out of memory");
        return false;
    }
    status = sgl_trace_json_parse(&s->trace, &groups, text, strlen(text), where, error);
    free(text);
    if (status == SGL_OK && !(s->trace.given & 1u << SGL_HYPER_ALPHA))
        status = sgl_trace_json_missing(&s->trace, SGL_HYPER_ALPHA, where, error);
    if (status == SGL_OK && groups) {
        sgl_error_set(error, SGL_EFORMAT, where, "groups: expected group_size");
        status = SGL_EFORMAT;
    }
    return status == SGL_OK;
}

static bool find_variant(step_run *s, const char *where, sgl_error *error)
{
    s->named = s->trace.declared == NULL || strcmp(s->trace.declared, "paper") == 0
                   ? sgl_variant_paper(s->trace.optimizer)
                   : sgl_variant_find(s->trace.declared);
    if (s->named == NULL || s->named->variant.optimizer != s->trace.optimizer) {
        sgl_error_set(error, SGL_EFORMAT, where, "variant: no \"%s\" for %s; assay variants lists them", s->trace.declared,
                      sgl_optimizer_name(s->trace.optimizer));
        return false;
    }
    return true;
}

bool step_run_read(step_run *s, const json_t *run, const char *where, sgl_error *error)
{
    memset(s, 0, sizeof *s);
    return read_header(s, run, where, error) && find_variant(s, where, error);
}

void step_run_clear(step_run *s)
{
    json_decref(s->trace.document);
}

bool step_run_make(mpfi_ptr x, sgl_ref_run *run, const step_run *s, const char *where, sgl_error *error)
{
    size_t n = s->trace.layout.size;
    double *numbers = calloc(3 * n, sizeof *numbers), *g = numbers + n, *hessian = g + n;
    bool good = numbers != NULL;

    for (size_t t = 0; good && t < json_array_size(s->g); t++) {
        sgl_status status;

        good = read_numbers(g, n, json_array_get(s->g, t), "g", where, error);
        if (good && run->variant.second != SGL_SECOND_GRADIENT)
            good = read_numbers(hessian, n, json_array_get(s->hessian, t), "hessian", where, error);
        if (good && (s->recorded || t == 0)) {
            good = read_numbers(numbers, n, s->recorded ? json_array_get(s->x, t) : s->x, "x", where, error);
            if (good && sgl_ref_vector_set(x, numbers, n) != SGL_OK)
                good = false;
        }
        if (!good)
            break;
        status = sgl_ref_step(x, run, g, hessian, run->hyper.alpha);
        if (status != SGL_OK) {
            sgl_error_set(error, status, where, "step %zu divides by W_t + 2 lambda2 = 0: expected a positive one", t + 1);
            good = false;
        }
    }
    free(numbers);
    return good;
}
