/* Answers of a program: nothing that it writes is trusted. */
#include "json_place.h"
#include "judge/trace_json.h"
#include "protocol.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An answer being read. */
typedef struct reader {
    json_t *root;
    const char *text;
    size_t size, line;
    const char *want; /* the whole answer that was expected */
    sgl_error *error;
} reader;

/* "line 3, column 17: ..." of the value at key, [i], [j]. */
__attribute__((format(printf, 5, 6))) static sgl_status wrong(const reader *r, const char *key, size_t i, size_t j,
                                                              const char *format, ...)
{
    char what[320];
    va_list list;

    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    return sgl_error_set(r->error, SGL_EFORMAT, NULL, "line %zu, column %zu: %s", r->line,
                         json_place(r->text, r->size, key, i, j), what);
}

static const char *kind(const json_t *value)
{
    static const char *const names[] = {"an object", "an array", "a string", "an integer", "a number", "true", "false", "null"};

    return value == NULL ? "nothing" : names[json_typeof(value)];
}

/* The printable beginning of a text, which need not be UTF-8, for messages. */
static void quote(char *out, size_t room, const char *text, size_t size)
{
    size_t k;

    for (k = 0; k < size && k + 1 < room; k++)
        out[k] = text[k] < ' ' || text[k] > '~' ? '?' : text[k];
    out[k] = '\0';
}

static sgl_status open_answer(reader *r)
{
    json_error_t e;
    char start[49];

    r->root = json_loadb(r->text, r->size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
    if (r->root == NULL) {
        size_t at = e.position > 0 ? (size_t)e.position : 1;
        const char *nan = r->size >= at && at >= 3 && memcmp(r->text + at - 3, "NaN", 3) == 0
                              ? "; a number that is not finite is written as a string, \"nan\""
                              : "";

        quote(start, sizeof start, r->text, r->size);
        return sgl_error_set(r->error, SGL_EFORMAT, NULL, "line %zu, column %zu: %.60s%s; expected %s; the line begins: %s", r->line, at,
                             e.text, nan, r->want, start);
    }
    if (!json_is_object(r->root))
        return wrong(r, NULL, 0, 0, "%s; expected %s", kind(r->root), r->want);
    return SGL_OK;
}

static sgl_status version(const reader *r)
{
    const json_t *value = json_object_get(r->root, "assay");

#if SGL_MUTANT == 401
    if (value == NULL || json_is_integer(value))
#else
    if (json_is_integer(value) && json_integer_value(value) == PROTOCOL_VERSION)
#endif
        return SGL_OK;
    if (json_is_integer(value))
        return wrong(r, "assay", SIZE_MAX, SIZE_MAX, "assay: version %" JSON_INTEGER_FORMAT "; expected %d", json_integer_value(value),
                     PROTOCOL_VERSION);
    return wrong(r, "assay", SIZE_MAX, SIZE_MAX, "assay: %s; expected the version, %d, in %s", kind(value), PROTOCOL_VERSION, r->want);
}

/* A list of names into bits; absent is `absent`. */
static sgl_status names(const reader *r, unsigned *bits, const char *key, const char *const *known, size_t count, const char *choices)
{
    const json_t *list = json_object_get(r->root, key);

    *bits = 0;
    if (!json_is_array(list))
        return wrong(r, key, SIZE_MAX, SIZE_MAX, "%s: %s; expected an array of %s", key, kind(list), choices);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));
        size_t k = 0;

        while (k < count && (name == NULL || strcmp(name, known[k]) != 0))
            k++;
        if (k == count)
            return wrong(r, key, i, SIZE_MAX, "%s[%zu]: \"%.40s\"; expected one of %s", key, i, name != NULL ? name : kind(json_array_get(list, i)),
                         choices);
        *bits |= 1u << k;
    }
    return SGL_OK;
}

static sgl_status variants(const reader *r, protocol_hello *hello)
{
    const json_t *map = json_object_get(r->root, "variants");

    for (int o = 0; o < SGL_OPTIMIZERS; o++)
        hello->variants[o][0] = '\0';
    if (map == NULL)
        return SGL_OK;
    if (!json_is_object(map))
        return wrong(r, "variants", SIZE_MAX, SIZE_MAX, "variants: %s; expected {\"adam\":\"adam-kingma-ba\"}", kind(map));
    for (int o = 0; o < SGL_OPTIMIZERS; o++) {
        const json_t *name = json_object_get(map, sgl_trace_optimizer_names[o]);

        if (name != NULL && (!json_is_string(name) || json_string_length(name) >= PROTOCOL_TEXT))
            return wrong(r, "variants", SIZE_MAX, SIZE_MAX, "variants: %s: expected the name of a variant", sgl_trace_optimizer_names[o]);
        if (name != NULL)
            quote(hello->variants[o], PROTOCOL_TEXT, json_string_value(name), json_string_length(name));
    }
    return SGL_OK;
}

static sgl_status hello_of(const reader *r, protocol_hello *hello)
{
    static const char *const penalties[] = {"lambda1", "lambda21", "lambda2"}, *const inputs[] = {"alpha", "groups", "rows"};
    const json_t *name = json_object_get(r->root, "name"), *arrays = json_object_get(r->root, "arrays");
    live_abilities *a = &hello->abilities;
    sgl_status status = version(r);

    if (status != SGL_OK)
        return status;
    if (!json_is_string(name))
        return wrong(r, "name", SIZE_MAX, SIZE_MAX, "name: %s; expected a string in %s", kind(name), r->want);
    quote(hello->name, sizeof hello->name, json_string_value(name), json_string_length(name));
    if ((status = names(r, &a->optimizers, "optimizers", sgl_trace_optimizer_names, SGL_OPTIMIZERS,
                        "sgd, momentum, adagrad, adam, amsgrad, adahessian, ftrl")) != SGL_OK ||
        (status = names(r, &a->dtypes, "dtypes", sgl_trace_dtype_names, 2, "float32, float64")) != SGL_OK)
        return status;
    a->lambdas = 0;
    if (json_object_get(r->root, "lambdas") != NULL &&
        (status = names(r, &a->lambdas, "lambdas", penalties, 3, "lambda1, lambda21, lambda2")) != SGL_OK)
        return status;
    a->inputs = 0;
    if (json_object_get(r->root, "inputs") != NULL &&
        (status = names(r, &a->inputs, "inputs", inputs, 3, "alpha, groups, rows")) != SGL_OK)
        return status;
    if (arrays != NULL && (!json_is_string(arrays) || (strcmp(json_string_value(arrays), "npy") != 0 &&
                                                       strcmp(json_string_value(arrays), "inline") != 0)))
        return wrong(r, "arrays", SIZE_MAX, SIZE_MAX, "arrays: expected \"inline\" or \"npy\"");
    hello->npy = arrays != NULL && strcmp(json_string_value(arrays), "npy") == 0;
    return variants(r, hello);
}

sgl_status protocol_read_hello(protocol_hello *hello, const char *text, size_t size, size_t line, sgl_error *error)
{
    reader r = {.text = text, .size = size, .line = line, .error = error,
                .want = "{\"assay\":1,\"name\":..,\"optimizers\":[..],\"dtypes\":[..]}"};
    sgl_status status;

    memset(hello, 0, sizeof *hello);
    status = open_answer(&r);
    if (status == SGL_OK)
        status = hello_of(&r, hello);
    json_decref(r.root);
    return status;
}

/* A JSON number, or a string that strtod reads whole. */
static bool number(double *v, const json_t *value)
{
    const char *text = json_string_value(value);
    char *end;

    if (json_is_number(value)) {
        *v = json_number_value(value);
        return true;
    }
    if (text == NULL || *text == '\0' || *text == ' ')
        return false;
    *v = strtod(text, &end);
    return *end == '\0' && (size_t)(end - text) == json_string_length(value);
}

/* A float32 printed with 9 digits is within 5e-9 of it, relatively, neighbours are 6e-8 apart: what lies farther off was no
 * float32. */
static bool float32(float *out, double v)
{
    *out = (float)v;
    return !isfinite(v) || (isfinite(*out) && fabs((double)*out - v) <= 1e-8 * fabs(v) + 0x1p-151);
}

static sgl_status put(const reader *r, live_case *c, size_t t, size_t i, double v)
{
    size_t at = t * c->record.layout.size + i;
    float narrow;

    if (c->record.dtype == SGL_FLOAT64) {
        ((double *)c->x)[at] = v;
        return SGL_OK;
    }
    if (!float32(&narrow, v))
        return wrong(r, "x", t, i, "x[%zu][%zu]: %.17g is no float32; expected the numbers of the case's dtype", t, i, v);
    ((float *)c->x)[at] = narrow;
    return SGL_OK;
}

static sgl_status x_inline(const reader *r, live_case *c, const json_t *x)
{
    size_t T = c->record.steps, n = c->record.layout.size;

    if (json_array_size(x) != T)
        return wrong(r, "x", SIZE_MAX, SIZE_MAX, "x: %zu rows; expected %zu, the weights after each step", json_array_size(x), T);
    for (size_t t = 0; t < T; t++) {
        const json_t *row = json_array_get(x, t);

        if (!json_is_array(row) || json_array_size(row) != n)
            return wrong(r, "x", t, SIZE_MAX, "x[%zu]: %s of %zu; expected an array of %zu numbers, the weights after step %zu", t,
                         kind(row), json_array_size(row), n, t + 1);
        for (size_t i = 0; i < n; i++) {
            double v;
            sgl_status status;

            if (!number(&v, json_array_get(row, i)))
                return wrong(r, "x", t, i, "x[%zu][%zu]: %s; expected a number or a string like \"0x1.8p-3\"", t, i,
                             kind(json_array_get(row, i)));
            if ((status = put(r, c, t, i, v)) != SGL_OK)
                return status;
        }
    }
    return SGL_OK;
}

static sgl_status x_file(const reader *r, live_case *c, const char *path)
{
    size_t T = c->record.steps, n = c->record.layout.size;
    sgl_npy npy;
    sgl_error reason;
    sgl_status status = sgl_npy_open(&npy, path, &reason);

    if (status != SGL_OK)
        return wrong(r, "x", SIZE_MAX, SIZE_MAX, "x: %.250s", reason.text);
    if (npy.type == SGL_NPY_I8 || npy.dimensions != 2 || npy.shape[0] != T || npy.shape[1] != n)
        status = wrong(r, "x", SIZE_MAX, SIZE_MAX, "x: %.120s is of shape (%zu, %zu); expected (%zu, %zu) of '<f4' or '<f8'", path, npy.shape[0],
                       npy.shape[1], T, n);
    for (size_t at = 0; status == SGL_OK && at < T * n; at++) {
        double v;

        sgl_npy_doubles(&v, &npy, at, 1);
        status = put(r, c, at / n, at % n, v);
    }
    sgl_npy_close(&npy);
    return status;
}

static sgl_status answer_of(const reader *r, protocol_answer *answer, char *reason, live_case *c)
{
    static const char *const refusals[] = {[PROTOCOL_UNSUPPORTED] = "unsupported", [PROTOCOL_SKIPPED] = "skipped", [PROTOCOL_ERROR] = "error"};
    const json_t *id = json_object_get(r->root, "case"), *x = json_object_get(r->root, "x");
    sgl_status status = version(r);

    if (status != SGL_OK)
        return status;
#if SGL_MUTANT != 400
    if (!json_is_string(id) || strcmp(json_string_value(id), c->id) != 0)
        return wrong(r, "case", SIZE_MAX, SIZE_MAX, json_is_string(id) ? "case: \"%.60s\"; expected \"%s\"" : "case: %s; expected \"%s\"",
                     json_is_string(id) ? json_string_value(id) : kind(id), c->id);
#endif
    for (int k = PROTOCOL_UNSUPPORTED; k <= PROTOCOL_ERROR; k++) {
        const json_t *text = json_object_get(r->root, refusals[k]);

        if (text == NULL)
            continue;
        if (!json_is_string(text) || x != NULL)
            return wrong(r, refusals[k], SIZE_MAX, SIZE_MAX, "%s: %s; expected a reason, and no x beside it", refusals[k], kind(text));
        *answer = (protocol_answer)k;
        quote(reason, PROTOCOL_TEXT, json_string_value(text), json_string_length(text));
        return SGL_OK;
    }
    *answer = PROTOCOL_X;
    if (json_is_array(x))
        return x_inline(r, c, x);
    if (json_is_object(x) && json_is_string(json_object_get(x, "npy")))
        return x_file(r, c, json_string_value(json_object_get(x, "npy")));
    return wrong(r, "x", SIZE_MAX, SIZE_MAX, "x: %s; expected %s", kind(x), r->want);
}

size_t protocol_limit(const live_case *c)
{
    return 65536 + 64 * c->record.steps * c->record.layout.size;
}

sgl_status protocol_read_answer(protocol_answer *answer, char *reason, live_case *c, const char *text, size_t size, size_t line,
                                sgl_error *error)
{
    char want[192];
    reader r = {.text = text, .size = size, .line = line, .error = error, .want = want};
    sgl_status status;

    snprintf(want, sizeof want, "{\"assay\":1,\"case\":\"%s\",\"x\":[%zu rows of %zu numbers]}", c->id, c->record.steps,
             c->record.layout.size);
    reason[0] = '\0';
    status = open_answer(&r);
    if (status == SGL_OK)
        status = answer_of(&r, answer, reason, c);
    json_decref(r.root);
    return status;
}
