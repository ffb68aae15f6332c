/* Reads golden vectors as a stranger would, without making them anew: keys and sizes, ids once, flags known, explained and true, every
 * number finite and of its dtype, x inside its interval and the zero pattern, the manifest. */
#include "judge/file.h"
#include "judge/trace_json.h"
#include "sha256.h"
#include "vectors.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct linter {
    const char *file, *id;
    size_t slips;
    json_t *ids; /* every id seen */
} linter;

static bool slip(linter *l, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s: %s: ", l->file, l->id);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    l->slips++;
    return false;
}

static double number(const json_t *v)
{
    const char *text = json_string_value(v);
    char *end;
    double value = text != NULL ? strtod(text, &end) : NAN;

    return text == NULL || *text == '\0' || *end != '\0' || strstr(text, "0x") == NULL ? NAN : value;
}

/* A list of n "%a" strings, of float32 numbers if narrow. */
static bool vector(linter *l, const json_t *v, const char *key, size_t n, bool narrow)
{
    if (json_array_size(v) != n || !json_is_array(v))
        return slip(l, "%s: a list of %zu numbers is expected", key, n);
    for (size_t i = 0; i < n; i++) {
        double value = number(json_array_get(v, i));

        if (!isfinite(value) || (narrow && value != (double)(float)value))
            return slip(l, "%s[%zu]: a finite \"%%a\" string%s is expected", key, i, narrow ? " of a float32 number" : "");
    }
    return true;
}

static bool matrix(linter *l, const json_t *v, const char *key, size_t steps, size_t n, bool narrow)
{
    if (!json_is_array(v) || json_array_size(v) != steps)
        return slip(l, "%s: %zu steps are expected", key, steps);
    for (size_t t = 0; t < steps; t++)
        if (!vector(l, json_array_get(v, t), key, n, narrow))
            return false;
    return true;
}

static double at(const json_t *run, const char *key, size_t t, size_t i)
{
    return number(json_array_get(json_array_get(json_object_get(run, key), t), i));
}

static bool entry(linter *l, const json_t *run, const char *dtype, size_t t, size_t i, char zero)
{
    double x = at(run, "x", t, i), low = at(run, "low", t, i), high = at(run, "high", t, i);

    if (!(low <= high))
        return slip(l, "%s: step %zu, entry %zu: low is above high", dtype, t + 1, i);
    if (zero != '0' && zero != 'x' && zero != '?')
        return slip(l, "%s: step %zu, entry %zu: zero is 0, x or ?", dtype, t + 1, i);
    if (zero == '0' ? x != 0 || low != 0 || high != 0 : !(low <= x && x <= high) && !(zero == '?' && x == 0))
        return slip(l, "%s: step %zu, entry %zu: x is not where it may be", dtype, t + 1, i);
    return true;
}

static bool expected(linter *l, const json_t *c, const char *dtype, size_t steps, size_t n)
{
    const json_t *run = json_object_get(c, dtype), *zero = json_object_get(run, "zero");

    if (!matrix(l, json_object_get(run, "x"), "x", steps, n, dtype[5] == '3') ||
        !matrix(l, json_object_get(run, "low"), "low", steps, n, false) ||
        !matrix(l, json_object_get(run, "high"), "high", steps, n, false))
        return false;
    if (json_array_size(zero) != steps)
        return slip(l, "%s: zero: %zu steps are expected", dtype, steps);
    for (size_t t = 0; t < steps; t++) {
        const char *row = json_string_value(json_array_get(zero, t));

        if (row == NULL || strlen(row) != n)
            return slip(l, "%s: zero: %zu characters a step are expected", dtype, n);
        for (size_t i = 0; i < n; i++)
            if (!entry(l, run, dtype, t, i, row[i]))
                return false;
    }
    return true;
}

static bool has_flag(const json_t *c, vector_flag flag)
{
    const json_t *flags = json_object_get(c, "flags");

    for (size_t k = 0; k < json_array_size(flags); k++) {
        const char *name = json_string_value(json_array_get(flags, k));

        if (name != NULL && strcmp(name, vectors_flags[flag].name) == 0)
            return true;
    }
    return false;
}

/* What a flag promises, as far as the numbers show it. */
static bool promises(linter *l, const json_t *c)
{
    const json_t *hyper = json_object_get(c, "hyperparameters");
    double lambda1 = number(json_object_get(hyper, "lambda1")), lambda21 = number(json_object_get(hyper, "lambda21"));
    double lambda2 = number(json_object_get(hyper, "lambda2"));

    if (has_flag(c, VECTOR_SEPARATES) != (json_array_size(json_object_get(c, "separates")) > 0))
        return slip(l, "flag Separates, and separates, belong together");
    if (has_flag(c, VECTOR_SCHEDULE) != (json_object_get(c, "alpha") != NULL))
        return slip(l, "flag Schedule, and alpha, belong together");
    if (has_flag(c, VECTOR_ROWS) != (json_object_get(c, "rows") != NULL))
        return slip(l, "flag Rows, and rows, belong together");
    if (has_flag(c, VECTOR_SEPARATES))
        return true;
    if (has_flag(c, VECTOR_LAMBDA1) != (lambda1 > 0) || has_flag(c, VECTOR_LAMBDA21) != (lambda21 > 0) ||
        has_flag(c, VECTOR_LAMBDA2) != (lambda2 > 0) || has_flag(c, VECTOR_NO_LAMBDA) != (lambda1 + lambda21 + lambda2 == 0))
        return slip(l, "flags of the lambdas: one for each that is positive, or NoLambda");
    return true;
}

static bool known_flags(linter *l, const json_t *c, const json_t *notes)
{
    const json_t *flags = json_object_get(c, "flags");

    if (json_array_size(flags) == 0)
        return slip(l, "flags: at least one is expected");
    for (size_t k = 0; k < json_array_size(flags); k++) {
        const char *name = json_string_value(json_array_get(flags, k));
        const json_t *note = name != NULL ? json_object_get(notes, name) : NULL;

        if (json_string_length(json_object_get(note, "hunts")) == 0 || json_string_length(json_object_get(note, "effect")) == 0)
            return slip(l, "flag %s: notes must say what it hunts and its effect", name != NULL ? name : "?");
    }
    return promises(l, c);
}

static bool layout(linter *l, const json_t *groups, size_t n)
{
    size_t count = json_array_size(groups);
    json_int_t last = 0;

    if (count < 2 || json_integer_value(json_array_get(groups, 0)) != 0)
        return slip(l, "groups: offsets from 0 to size are expected");
    for (size_t k = 1; k < count; k++) {
        json_int_t next = json_integer_value(json_array_get(groups, k));

        if (next <= last)
            return slip(l, "groups: offsets must increase");
        last = next;
    }
    return (size_t)last == n || slip(l, "groups: the last offset must be size");
}

static bool hyperparameters(linter *l, const json_t *c, sgl_optimizer optimizer)
{
    const json_t *hyper = json_object_get(c, "hyperparameters");
    size_t known = 0;

    for (int h = 0; h < SGL_HYPERS; h++) {
        if ((sgl_trace_keys[h].known & 1u << optimizer) == 0)
            continue;
        known++;
        if (!isfinite(number(json_object_get(hyper, sgl_trace_keys[h].name))))
            return slip(l, "hyperparameters: %s: a finite \"%%a\" string is expected", sgl_trace_keys[h].name);
    }
    return json_object_size(hyper) == known || slip(l, "hyperparameters: %zu are expected", known);
}

static void one_case(linter *l, const json_t *c, const json_t *notes, const char *variant, sgl_optimizer optimizer)
{
    const char *id = json_string_value(json_object_get(c, "id"));
    size_t steps = (size_t)json_integer_value(json_object_get(c, "steps")), n = (size_t)json_integer_value(json_object_get(c, "size"));
    size_t prefix = strlen(variant);

    l->id = id != NULL ? id : "a case without id";
    if (id == NULL || strncmp(id, variant, prefix) != 0 || id[prefix] != '/') {
        slip(l, "id: %s/... is expected", variant);
        return;
    }
    if (json_object_get(l->ids, id) != NULL) {
        slip(l, "id: it is there twice");
        return;
    }
    json_object_set_new(l->ids, id, json_true());
    if (json_string_length(json_object_get(c, "comment")) == 0)
        slip(l, "comment: a text is expected");
    else if (steps < 1 || n < 1 || steps > 1000 || n > 1000)
        slip(l, "steps, size: from 1 to 1000");
    else if (layout(l, json_object_get(c, "groups"), n) && hyperparameters(l, c, optimizer) && known_flags(l, c, notes) &&
             vector(l, json_object_get(c, "x1"), "x1", n, true) && matrix(l, json_object_get(c, "grads"), "grads", steps, n, true) &&
             (optimizer != SGL_ADAHESSIAN || matrix(l, json_object_get(c, "hessian_diag"), "hessian_diag", steps, n, true)) &&
             expected(l, c, "float32", steps, n))
        (void)expected(l, c, "float64", steps, n);
}

static size_t document(linter *l, const json_t *o, sgl_optimizer optimizer)
{
    const json_t *groups = json_object_get(o, "groups"), *format = json_object_get(o, "format");
    size_t cases = 0;

    l->id = "the file";
    if (json_string_value(format) == NULL || strcmp(json_string_value(format), "sgl-vectors/1") != 0)
        slip(l, "format: \"sgl-vectors/1\" is expected");
    for (size_t g = 0; g < json_array_size(groups); g++) {
        const json_t *group = json_array_get(groups, g), *list = json_object_get(group, "cases");
        const char *name = json_string_value(json_object_get(group, "variant"));
        const sgl_named_variant *v = name != NULL ? sgl_variant_find(name) : NULL;

        if (v == NULL || v->variant.optimizer != optimizer) {
            slip(l, "groups[%zu].variant: a variant of %s is expected", g, sgl_optimizer_name(optimizer));
            continue;
        }
        for (size_t k = 0; k < json_array_size(list); k++)
            one_case(l, json_array_get(list, k), json_object_get(o, "notes"), v->name, optimizer);
        cases += json_array_size(list);
    }
    l->id = "the file";
    if (cases == 0 || (json_int_t)cases != json_integer_value(json_object_get(o, "cases")))
        slip(l, "cases: %zu were found", cases);
    return cases;
}

/* The whole text of a file, with a 0 after it; NULL, and a line on stderr, when it cannot be read. */
static char *read_text(linter *l, const char *path, size_t *size)
{
    void *bytes;
    char *text = NULL;
    sgl_error error;

    if (sgl_file_map(&bytes, size, path, &error) != SGL_OK) {
        fprintf(stderr, "%s\n", error.text);
        l->slips++;
        return NULL;
    }
    text = malloc(*size + 1);
    if (text != NULL) {
        memcpy(text, bytes != NULL ? bytes : "", *size);
        text[*size] = '\0';
    }
    sgl_file_unmap(bytes, *size);
    return text;
}

static size_t one_file(linter *l, const char *folder, const char *manifest, sgl_optimizer optimizer)
{
    char path[4096], line[256], hash[65], *text;
    size_t size, cases = 0;
    json_error_t error;
    json_t *o;

    snprintf(path, sizeof path, "%s/%s.json", folder, sgl_optimizer_name(optimizer));
    l->file = path;
    l->id = "the file";
    text = read_text(l, path, &size);
    if (text == NULL)
        return 0;
    sha256(hash, text, size);
    snprintf(line, sizeof line, "%s  %s.json\n", hash, sgl_optimizer_name(optimizer));
    if (manifest == NULL || strstr(manifest, line) == NULL)
        slip(l, "SHA256SUMS has another hash for it, or none");
    o = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    if (o == NULL)
        slip(l, "line %d, column %d: %s", error.line, error.column, error.text);
    else
        cases = document(l, o, optimizer);
    json_decref(o);
    free(text);
    return cases;
}

size_t vectors_lint(const char *folder, size_t *cases)
{
    char path[4096], *manifest;
    linter l = {.ids = json_object()};
    size_t size;

    *cases = 0;
    snprintf(path, sizeof path, "%s/SHA256SUMS", folder);
    manifest = read_text(&l, path, &size);
    for (int o = 0; o < SGL_OPTIMIZERS; o++)
        *cases += one_file(&l, folder, manifest, (sgl_optimizer)o);
    free(manifest);
    json_decref(l.ids);
    return l.slips;
}
