/* Golden vectors as a test sees them: doubles, read with strtod, from TESTS/vectors. */
#ifndef VECTORS_READ_H
#define VECTORS_READ_H

#include "judge/variants.h"
#include "tap.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { READ_N = 8, READ_T = 6, READ_G = 4 };

typedef struct read_case {
    const char *id;
    const sgl_named_variant *named;
    const json_t *separates; /* names of variants, or NULL */
    size_t steps, n, groups, offsets[READ_G + 1];
    sgl_hyperparameters h;
    double x1[READ_N], g[READ_T][READ_N], hessian[READ_T][READ_N], alpha[READ_T];
    int touched[READ_T][READ_G];
    struct {
        double x[READ_T][READ_N], low[READ_T][READ_N], high[READ_T][READ_N];
        const char *zero[READ_T];
    } want[2]; /* by sgl_dtype */
} read_case;

static double read_number(const json_t *v)
{
    return json_is_string(v) ? strtod(json_string_value(v), NULL) : 0;
}

static void read_row(double *out, const json_t *v)
{
    for (size_t i = 0; i < json_array_size(v) && i < READ_N; i++)
        out[i] = read_number(json_array_get(v, i));
}

static void read_rows(double out[READ_T][READ_N], const json_t *v)
{
    for (size_t t = 0; t < json_array_size(v) && t < READ_T; t++)
        read_row(out[t], json_array_get(v, t));
}

static void read_one(read_case *c, const json_t *o, const sgl_named_variant *named)
{
    const json_t *h = json_object_get(o, "hyperparameters"), *offsets = json_object_get(o, "groups");
    const json_t *rows = json_object_get(o, "rows"), *alpha = json_object_get(o, "alpha");

    memset(c, 0, sizeof *c);
    c->id = json_string_value(json_object_get(o, "id"));
    c->named = named;
    c->separates = json_object_get(o, "separates");
    c->steps = (size_t)json_integer_value(json_object_get(o, "steps"));
    c->n = (size_t)json_integer_value(json_object_get(o, "size"));
    c->groups = json_array_size(offsets) - 1;
    if (c->n > READ_N || c->steps > READ_T || c->groups > READ_G)
        bail_out("%s is larger than this test", c->id);
    for (size_t k = 0; k <= c->groups; k++)
        c->offsets[k] = (size_t)json_integer_value(json_array_get(offsets, k));
    c->h = (sgl_hyperparameters){
        read_number(json_object_get(h, "alpha")), read_number(json_object_get(h, "beta1")), read_number(json_object_get(h, "beta2")),
        read_number(json_object_get(h, "gamma")), read_number(json_object_get(h, "epsilon")),
        read_number(json_object_get(h, "initial_accumulator")), read_number(json_object_get(h, "beta")),
        read_number(json_object_get(h, "lambda1")), read_number(json_object_get(h, "lambda21")), read_number(json_object_get(h, "lambda2"))};
    read_row(c->x1, json_object_get(o, "x1"));
    read_rows(c->g, json_object_get(o, "grads"));
    read_rows(c->hessian, json_object_get(o, "hessian_diag"));
    for (size_t t = 0; t < c->steps; t++) {
        c->alpha[t] = alpha != NULL ? read_number(json_array_get(alpha, t)) : c->h.alpha;
        for (size_t k = 0; k < c->groups; k++)
            c->touched[t][k] = rows == NULL;
        for (size_t k = 0; k < json_array_size(json_array_get(rows, t)); k++)
            c->touched[t][json_integer_value(json_array_get(json_array_get(rows, t), k))] = 1;
    }
    for (int d = 0; d < 2; d++) {
        const json_t *want = json_object_get(o, d == 0 ? "float32" : "float64");

        read_rows(c->want[d].x, json_object_get(want, "x"));
        read_rows(c->want[d].low, json_object_get(want, "low"));
        read_rows(c->want[d].high, json_object_get(want, "high"));
        for (size_t t = 0; t < c->steps; t++)
            c->want[d].zero[t] = json_string_value(json_array_get(json_object_get(want, "zero"), t));
    }
}

/* Calls each with every case of one optimizer's file; the number of cases. */
static inline size_t read_vectors(sgl_optimizer optimizer, void (*each)(const read_case *))
{
    const char *folder = getenv("VECTORS") != NULL ? getenv("VECTORS") : "tests/vectors";
    char path[512];
    json_error_t error;
    json_t *o;
    size_t count = 0;

    snprintf(path, sizeof path, "%s/%s.json", folder, sgl_optimizer_name(optimizer));
    o = json_load_file(path, 0, &error);
    if (o == NULL)
        bail_out("%s: line %d: %s", path, error.line, error.text);
    for (size_t g = 0; g < json_array_size(json_object_get(o, "groups")); g++) {
        const json_t *group = json_array_get(json_object_get(o, "groups"), g), *cases = json_object_get(group, "cases");
        const sgl_named_variant *named = sgl_variant_find(json_string_value(json_object_get(group, "variant")));

        for (size_t k = 0; k < json_array_size(cases); k++) {
            static read_case c;

            read_one(&c, json_array_get(cases, k), named);
            each(&c);
            count++;
        }
    }
    json_decref(o);
    return count;
}

#endif
