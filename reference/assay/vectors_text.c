/* The JSON of one optimizer's cases, written by hand so that the same numbers give the same bytes whatever library is installed. Texts
 * hold no character that JSON would escape. */
#include "judge/trace_json.h"
#include "vectors.h"

#include <stdlib.h>

static void numbers(FILE *out, const double *v, size_t n)
{
    fputc('[', out);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s\"%a\"", i > 0 ? "," : "", v[i]);
    fputc(']', out);
}

static void rows(FILE *out, const char *key, const double *v, size_t steps, size_t n)
{
    fprintf(out, "\"%s\":[", key);
    for (size_t t = 0; t < steps; t++) {
        fputs(t > 0 ? ",\n      " : "", out);
        numbers(out, v + t * n, n);
    }
    fputc(']', out);
}

/* A character an entry: 0 zero, x not, ? either. */
static void pattern(FILE *out, const int *zero, size_t steps, size_t n)
{
    fputs("\"zero\":[", out);
    for (size_t t = 0; t < steps; t++) {
        fputs(t > 0 ? ",\"" : "\"", out);
        for (size_t i = 0; i < n; i++)
            fputc(zero[t * n + i] > 0 ? '0' : zero[t * n + i] < 0 ? 'x' : '?', out);
        fputc('"', out);
    }
    fputc(']', out);
}

static void expected(FILE *out, const char *key, const vector_case *c, sgl_dtype dtype)
{
    const sgl_example_run *run = &c->run[dtype];
    size_t steps = c->example.steps, n = c->example.layout.size;

    fprintf(out, "    \"%s\":{", key);
    rows(out, "x", run->x, steps, n);
    fputs(",\n     ", out);
    rows(out, "low", run->low, steps, n);
    fputs(",\n     ", out);
    rows(out, "high", run->high, steps, n);
    fputs(",\n     ", out);
    pattern(out, run->zero, steps, n);
    fputc('}', out);
}

static void hyperparameters(FILE *out, const vector_case *c)
{
    const char *comma = "";

    fputs("    \"hyperparameters\":{", out);
    for (int h = 0; h < SGL_HYPERS; h++) {
        const sgl_trace_key *key = &sgl_trace_keys[h];

        if ((key->known & 1u << c->variant->variant.optimizer) == 0)
            continue;
        fprintf(out, "%s\"%s\":\"%a\"", comma, key->name, *(const double *)((const char *)&c->example.hyper + key->offset));
        comma = ",";
    }
    fputs("},\n", out);
}

static void flags(FILE *out, const vector_case *c)
{
    const char *comma = "";

    fputs("    \"flags\":[", out);
    for (int k = 0; k < VECTOR_FLAGS; k++) {
        if ((c->flags & 1u << k) == 0)
            continue;
        fprintf(out, "%s\"%s\"", comma, vectors_flags[k].name);
        comma = ",";
    }
    fputs("],\n", out);
}

static void layout(FILE *out, const vector_case *c)
{
    const sgl_layout *g = &c->example.layout;

    fprintf(out, "    \"steps\":%zu,\"size\":%zu,\"groups\":[0", c->example.steps, g->size);
    for (size_t k = 0; k < g->groups; k++) {
        size_t first, end;

        sgl_ref_group(g, k, &first, &end);
        fprintf(out, ",%zu", end);
    }
    fputs("],\n", out);
}

static void touched(FILE *out, const vector_case *c)
{
    size_t groups = c->example.layout.groups;

    fputs("    \"rows\":[", out);
    for (size_t t = 0; t < c->example.steps; t++) {
        const char *comma = "";

        fputs(t > 0 ? ",[" : "[", out);
        for (size_t k = 0; k < groups; k++) {
            if (!c->touched[t * groups + k])
                continue;
            fprintf(out, "%s%zu", comma, k);
            comma = ",";
        }
        fputc(']', out);
    }
    fputs("],\n", out);
}

static void one_case(FILE *out, const vector_case *c)
{
    size_t steps = c->example.steps, n = c->example.layout.size;

    fprintf(out, "   {\"id\":\"%s\",\n    \"comment\":\"%s\",\n", c->id, c->comment);
    flags(out, c);
    if (c->separates_count > 0) {
        fputs("    \"separates\":[", out);
        for (size_t k = 0; k < c->separates_count; k++)
            fprintf(out, "%s\"%s\"", k > 0 ? "," : "", c->separates[k]);
        fputs("],\n", out);
    }
    layout(out, c);
    hyperparameters(out, c);
    if (c->has_alpha) {
        fputs("    \"alpha\":", out);
        numbers(out, c->alpha, steps);
        fputs(",\n", out);
    }
    if (c->has_touched)
        touched(out, c);
    fputs("    \"x1\":", out);
    numbers(out, c->x1, n);
    fputs(",\n    ", out);
    rows(out, "grads", c->grads, steps, n);
    fputs(",\n", out);
    if (c->has_hessian) {
        fputs("    ", out);
        rows(out, "hessian_diag", c->hessian, steps, n);
        fputs(",\n", out);
    }
    expected(out, "float32", c, SGL_FLOAT32);
    fputs(",\n", out);
    expected(out, "float64", c, SGL_FLOAT64);
    fputc('}', out);
}

static void notes(FILE *out, const vector_list *list)
{
    unsigned used = 0;
    const char *comma = "";

    for (size_t k = 0; k < list->count; k++)
        used |= list->cases[k].flags;
    fputs(" \"notes\":{\n", out);
    for (int k = 0; k < VECTOR_FLAGS; k++) {
        if ((used & 1u << k) == 0)
            continue;
        fprintf(out, "%s  \"%s\":{\"hunts\":\"%s\",\n   \"effect\":\"%s\"}", comma, vectors_flags[k].name, vectors_flags[k].hunts,
                vectors_flags[k].effect);
        comma = ",\n";
    }
    fputs("},\n", out);
}

/* The cases of one variant, in the order in which they were made. */
static bool group(FILE *out, const vector_list *list, const sgl_named_variant *v, bool first)
{
    bool any = false;

    for (size_t k = 0; k < list->count; k++) {
        if (list->cases[k].variant != v)
            continue;
        if (any)
            fputs(",\n", out);
        else
            fprintf(out, "%s  {\"variant\":\"%s\",\n   \"conforming\":%s,\n   \"formula\":\"%s\",\n   \"cases\":[\n", first ? "" : ",\n", v->name,
                    v->conforming ? "true" : "false", v->formula);
        one_case(out, &list->cases[k]);
        any = true;
    }
    if (any)
        fputs("]}", out);
    return any;
}

sgl_status vectors_text(char **text, size_t *size, const vector_list *list, sgl_optimizer optimizer)
{
    size_t count;
    const sgl_named_variant *all = sgl_variants(&count);
    FILE *out = open_memstream(text, size);
    bool first = true;

    if (out == NULL)
        return SGL_ENOMEM;
    fprintf(out, "{\"format\":\"sgl-vectors/1\",\n \"optimizer\":\"%s\",\n \"cases\":%zu,\n", sgl_optimizer_name(optimizer), list->count);
    notes(out, list);
    fputs(" \"groups\":[\n", out);
    for (size_t k = 0; k < count; k++)
        if (all[k].variant.optimizer == optimizer)
            first = !group(out, list, &all[k], first) && first;
    fputs("]}\n", out);
    return fclose(out) == 0 ? SGL_OK : SGL_ENOMEM;
}
