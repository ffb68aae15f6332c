#include "judge/trace_json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const sgl_trace_optimizer_names[SGL_OPTIMIZERS] = {
    "sgd", "momentum", "adagrad", "adam", "amsgrad", "adahessian", "ftrl"};
const char *const sgl_trace_dtype_names[2] = {"float32", "float64"};

enum {
    SGD = 1u << SGL_SGD,
    MOMENTUM = 1u << SGL_MOMENTUM,
    ADAGRAD = 1u << SGL_ADAGRAD,
    ADAMS = 1u << SGL_ADAM | 1u << SGL_AMSGRAD | 1u << SGL_ADAHESSIAN,
    FTRL = 1u << SGL_FTRL,
    ALL = SGD | MOMENTUM | ADAGRAD | ADAMS | FTRL
};

#define AT(field) offsetof(sgl_hyperparameters, field)

/* The aliases are the names under which PyTorch, Keras, TensorFlow and tfplus take them.
 * weight_decay is none of lambda2: it enters the gradient. */
const sgl_trace_key sgl_trace_keys[SGL_HYPERS] = {
    [SGL_HYPER_ALPHA] = {"alpha", AT(alpha), 0, ALL, SGL_POSITIVE, {"lr", "learning_rate"}},
    [SGL_HYPER_BETA1] = {"beta1", AT(beta1), ADAMS, ADAMS, SGL_FRACTION, {"beta_1"}},
    [SGL_HYPER_BETA2] = {"beta2", AT(beta2), ADAMS, ADAMS, SGL_FRACTION, {"beta_2"}},
    [SGL_HYPER_GAMMA] = {"gamma", AT(gamma), MOMENTUM, MOMENTUM, SGL_FRACTION, {"momentum"}},
    [SGL_HYPER_EPSILON] = {"epsilon", AT(epsilon), ADAGRAD | ADAMS, ALL, SGL_NONNEGATIVE, {"eps"}},
    [SGL_HYPER_INITIAL_ACCUMULATOR] = {"initial_accumulator",
                                       AT(initial_accumulator),
                                       FTRL,
                                       FTRL,
                                       SGL_NONNEGATIVE,
                                       {"initial_accumulator_value"}},
    [SGL_HYPER_BETA] = {"beta", AT(beta), 0, FTRL, SGL_NONNEGATIVE, {NULL}},
    [SGL_HYPER_LAMBDA1] =
        {"lambda1", AT(lambda1), 0, ALL, SGL_NONNEGATIVE, {"l1", "l1_regularization_strength"}},
    [SGL_HYPER_LAMBDA21] =
        {"lambda21", AT(lambda21), 0, ALL, SGL_NONNEGATIVE, {"l21", "l21_regularization_strength"}},
    [SGL_HYPER_LAMBDA2] =
        {"lambda2", AT(lambda2), 0, ALL, SGL_NONNEGATIVE, {"l2", "l2_regularization_strength"}},
};

struct reader {
    sgl_trace *trace;
    const char *path;
    sgl_error *error;
};

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
        return "true";
    case JSON_FALSE:
        return "false";
    default:
        return "null";
    }
}

/* *text is NULL when the key is absent and not required. */
static sgl_status text_of(const struct reader *r, const char **text, const char *key, bool required,
                          const char *expected)
{
    const json_t *value = json_object_get(r->trace->document, key);

    *text = NULL;
    if (value == NULL && !required)
        return SGL_OK;
    if (!json_is_string(value))
        return sgl_error_set(r->error, SGL_EFORMAT, r->path, "%s: %s; expected %s", key,
                             value == NULL ? "missing" : type_name(value), expected);
    *text = json_string_value(value);
    return SGL_OK;
}

static sgl_status choice_of(const struct reader *r, int *choice, const char *key,
                            const char *const *names, int count, const char *expected)
{
    const char *text;
    sgl_status status = text_of(r, &text, key, true, expected);

    if (status != SGL_OK)
        return status;
    for (*choice = 0; *choice < count; ++*choice)
        if (strcmp(text, names[*choice]) == 0)
            return SGL_OK;
    return sgl_error_set(r->error, SGL_EFORMAT, r->path, "%s: \"%.80s\"; expected %s", key, text,
                         expected);
}

/* A size is a whole number from 1; a JSON number is exact up to 2^53, and no array is longer. */
static sgl_status size_of(const struct reader *r, size_t *size, const char *key)
{
    const json_t *value = json_object_get(r->trace->document, key);
    double number = value == NULL ? 0 : json_number_value(value);

    if (!json_is_number(value))
        return sgl_error_set(r->error, SGL_EFORMAT, r->path, "%s: %s; expected a whole number >= 1",
                             key, value == NULL ? "missing" : type_name(value));
    if (!(number >= 1) || number > 0x1p53 || number > (double)(SIZE_MAX / 8) ||
        number != floor(number))
        return sgl_error_set(r->error, SGL_EDIM, r->path,
                             "%s: %.17g; expected a whole number from 1 to 2^53", key, number);
    *size = (size_t)number;
    return SGL_OK;
}

/* A number, or a string that strtod takes whole: C's "%a". */
static bool number_of(double *number, const json_t *value)
{
    const char *text = json_string_value(value);
    char *end;

    if (json_is_number(value)) {
        *number = json_number_value(value);
        return true;
    }
    if (text == NULL || strchr("+-.0123456789niNI", *text) == NULL || *text == '\0')
        return false;
    *number = strtod(text, &end);
#if SGL_MUTANT == 169
    return end != text;
#else
    return *end == '\0';
#endif
}

static bool in_range(const sgl_trace_key *key, double value)
{
    if (!isfinite(value))
        return false;
    switch (key->range) {
    case SGL_POSITIVE:
#if SGL_MUTANT == 155
        return value >= 0;
#else
        return value > 0;
#endif
    case SGL_FRACTION:
#if SGL_MUTANT == 156
        return value >= 0 && value <= 1;
#else
        return value >= 0 && value < 1;
#endif
    default:
#if SGL_MUTANT == 157
        return true;
#else
        return value >= 0;
#endif
    }
}

static sgl_status hyper_of(const struct reader *r, const json_t *object, sgl_hyper h)
{
    static const char *const ranges[] = {"a finite number > 0", "a number in [0, 1)",
                                         "a finite number >= 0"};
    const sgl_trace_key *key = sgl_trace_keys + h;
    const char *found = NULL;
    double *field = (double *)((char *)&r->trace->hyper + key->offset);

    for (int a = -1; a < 4 && (a < 0 || key->aliases[a] != NULL); a++) {
        const char *name = a < 0 ? key->name : key->aliases[a];
        const json_t *value = json_object_get(object, name);
        double number;

        if (value == NULL)
            continue;
        if (!number_of(&number, value))
            return sgl_error_set(r->error, SGL_EFORMAT, r->path,
                                 "hyperparameters.%s: %s%.60s; expected %s", name, type_name(value),
                                 json_is_string(value) ? " that is no number" : "",
                                 ranges[key->range]);
        if (!in_range(key, number))
            return sgl_error_set(r->error, SGL_EDOM, r->path,
                                 "hyperparameters.%s: %.17g; expected %s", name, number,
                                 ranges[key->range]);
#if SGL_MUTANT != 158
        if (found != NULL && number != *field)
            return sgl_error_set(
                r->error, SGL_EFORMAT, r->path,
                "hyperparameters.%s: %.17g, but %s is %.17g; expected one value for %s", name,
                number, found, *field, key->name);
#endif
        *field = number;
        found = name;
        r->trace->given |= 1u << h;
    }
#if SGL_MUTANT != 159
    if (found == NULL && (key->needed & 1u << r->trace->optimizer) != 0)
        return sgl_trace_json_missing(r->trace, h, r->path, r->error);
#endif
    return SGL_OK;
}

sgl_status sgl_trace_json_missing(const sgl_trace *trace, sgl_hyper key, const char *path,
                                  sgl_error *error)
{
    const char *const *alias = sgl_trace_keys[key].aliases;

    return sgl_error_set(
        error, SGL_EFORMAT, path, "hyperparameters.%s: missing; expected it%s%s%s for %s",
        sgl_trace_keys[key].name, alias[0] != NULL ? " (or " : "", alias[0] != NULL ? alias[0] : "",
        alias[0] != NULL ? ")" : "", sgl_trace_optimizer_names[trace->optimizer]);
}

/* Algorithm 3 starts from epsilon; a reading with an accumulator and an epsilon beside it is not among ours, and must
 * not be judged as one without. */
static sgl_status adagrad_start(const struct reader *r, const json_t *object)
{
    const sgl_hyperparameters *h = &r->trace->hyper;
    sgl_status status = hyper_of(r, object, SGL_HYPER_INITIAL_ACCUMULATOR);

    if (status != SGL_OK || h->initial_accumulator == 0 || h->initial_accumulator == h->epsilon)
        return status;
    return sgl_error_set(r->error, SGL_EFORMAT, r->path,
                         "hyperparameters.initial_accumulator: %.17g; expected 0 or none for "
                         "adagrad, whose squares start from its epsilon",
                         h->initial_accumulator);
}

static sgl_status layout_of(const struct reader *r, bool *groups)
{
    sgl_layout *layout = &r->trace->layout;
    const char *file;
    sgl_status status = text_of(r, &file, "groups", false, "\"groups.npy\"");

    if (status != SGL_OK)
        return status;
    *groups = file != NULL;
    if (file != NULL && strcmp(file, "groups.npy") != 0)
        return sgl_error_set(r->error, SGL_EFORMAT, r->path,
                             "groups: \"%.80s\"; expected \"groups.npy\"", file);
    if (file != NULL && json_object_get(r->trace->document, "group_size") != NULL)
        return sgl_error_set(r->error, SGL_EFORMAT, r->path,
                             "groups: group_size is given too; expected one of them");
    if (file != NULL)
        return SGL_OK;
    status = size_of(r, &layout->group_size, "group_size");
    if (status != SGL_OK)
        return status;
    if (layout->size % layout->group_size != 0)
        return sgl_error_set(
            r->error, SGL_EDIM, r->path,
            "group_size: %zu does not divide size %zu; expected groups that cover it",
            layout->group_size, layout->size);
    layout->groups = layout->size / layout->group_size;
    return SGL_OK;
}

/* jansson 2.14 drops characters when it cannot grow a token's buffer, so that a number would lose digits unseen: make sure
 * of the memory first. No text needs as much. Volatile, or the compiler would spare itself both calls. */
static bool memory_for(size_t size)
{
    void *volatile probe = malloc(64 * size + 65536);
    bool enough = probe != NULL;

    free(probe);
    return enough;
}

sgl_status sgl_trace_json_parse(sgl_trace *trace, bool *groups, const char *text, size_t size,
                                const char *path, sgl_error *error)
{
    const struct reader r = {trace, path, error};
#if SGL_MUTANT == 154
    const size_t flags = JSON_DECODE_INT_AS_REAL;
#else
    const size_t flags = JSON_DECODE_INT_AS_REAL | JSON_REJECT_DUPLICATES;
#endif
    json_error_t at;
    const json_t *object;
    const char *format;
    int choice;
    sgl_status status;

    if (!memory_for(size))
        return sgl_error_set(error, SGL_ENOMEM, path, "out of memory for %zu bytes of JSON", size);
    trace->document = json_loadb(text != NULL ? text : "", size, flags, &at);
    if (trace->document == NULL && at.text[0] == '\0')
        return sgl_error_set(error, SGL_ENOMEM, path, "out of memory for %zu bytes of JSON", size);
    if (trace->document == NULL)
        return sgl_error_set(error, SGL_EFORMAT, path,
                             "line %d column %d: %s; expected a JSON object", at.line, at.column,
                             at.text);
    if (!json_is_object(trace->document))
        return sgl_error_set(error, SGL_EFORMAT, path, "line 1: %s; expected a JSON object",
                             type_name(trace->document));
    if ((status = text_of(&r, &format, "format", true, "\"sgl-trace/1\"")) != SGL_OK)
        return status;
    if (strcmp(format, "sgl-trace/1") != 0)
        return sgl_error_set(error, SGL_EFORMAT, path,
                             "format: \"%.80s\"; expected \"sgl-trace/1\"", format);
    if ((status = text_of(&r, &trace->source, "source", false, "text")) != SGL_OK ||
        (status = text_of(&r, &trace->declared, "variant", false, "the name of a variant")) !=
            SGL_OK ||
        (status = choice_of(&r, &choice, "dtype", sgl_trace_dtype_names, 2,
                            "\"float32\" or \"float64\"")) != SGL_OK)
        return status;
    trace->source = trace->source != NULL ? trace->source : "";
    trace->dtype = (sgl_dtype)choice;
    if ((status = choice_of(&r, &choice, "optimizer", sgl_trace_optimizer_names, SGL_OPTIMIZERS,
                            "sgd, momentum, adagrad, adam, amsgrad, adahessian or ftrl")) != SGL_OK)
        return status;
    trace->optimizer = (sgl_optimizer)choice;
    if ((status = size_of(&r, &trace->steps, "steps")) != SGL_OK ||
        (status = size_of(&r, &trace->layout.size, "size")) != SGL_OK ||
        (status = layout_of(&r, groups)) != SGL_OK)
        return status;
    object = json_object_get(trace->document, "hyperparameters");
    if (!json_is_object(object))
        return sgl_error_set(error, SGL_EFORMAT, path, "hyperparameters: %s; expected an object",
                             object == NULL ? "missing" : type_name(object));
    for (int h = 0; h < SGL_HYPERS; h++)
        if ((sgl_trace_keys[h].known & 1u << trace->optimizer) != 0 &&
            (status = hyper_of(&r, object, (sgl_hyper)h)) != SGL_OK)
            return status;
    return trace->optimizer == SGL_ADAGRAD ? adagrad_start(&r, object) : SGL_OK;
}
