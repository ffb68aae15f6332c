#include "separate_report.h"

#include <jansson.h>
#include <math.h>

typedef struct hyper {
    const char *name;
    double value;
} hyper;

/* The hyper-parameters that the optimizer has, alpha first; the last has no name. */
static void hyper_of(hyper list[11], sgl_optimizer optimizer, const sgl_hyperparameters *h)
{
    bool averages = optimizer == SGL_ADAM || optimizer == SGL_AMSGRAD || optimizer == SGL_ADAHESSIAN;
    const struct {
        hyper one;
        bool has;
    } all[] = {{{"alpha", h->alpha}, true},
               {{"beta1", h->beta1}, averages},
               {{"beta2", h->beta2}, averages},
               {{"gamma", h->gamma}, optimizer == SGL_MOMENTUM},
               {{"epsilon", h->epsilon}, averages || optimizer == SGL_ADAGRAD},
               {{"initial_accumulator", h->initial_accumulator}, optimizer == SGL_FTRL},
               {{"beta", h->beta}, optimizer == SGL_FTRL},
               {{"lambda1", h->lambda1}, true},
               {{"lambda21", h->lambda21}, true},
               {{"lambda2", h->lambda2}, true}};
    size_t n = 0;

    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        if (all[k].has)
            list[n++] = all[k].one;
    list[n].name = NULL;
}

static void vector(FILE *out, const char *name, size_t t, const double *v, size_t n)
{
    fprintf(out, "    %s_%zu = (", name, t);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s%.9g", i > 0 ? ", " : "", v[i]);
    fputs(")\n", out);
}

static void groups_touched(FILE *out, const sgl_example *e, size_t t)
{
    const char *comma = "";

    fprintf(out, "    rows_%zu = (", t);
    for (size_t k = 0; k < e->layout.groups; k++) {
        if (e->touched[(t - 1) * e->layout.groups + k] == 0)
            continue;
        fprintf(out, "%s%zu", comma, k);
        comma = ", ";
    }
    fputs(")\n", out);
}

/* One variant's weights after the step that differs, and where a program can land, from a's weights. */
static bool after(FILE *out, const separate_report *r, const sgl_named_variant *v)
{
    const sgl_separated *s = r->found;
    sgl_example example = s->example;
    size_t n = example.layout.size, at = (s->at.step - 1) * n + s->at.group * example.layout.group_size + s->at.element;
    sgl_example_run run;

    if (sgl_example_new(&run, &example, &v->variant, 192, 4096) != SGL_OK) {
        fprintf(out, "    %-30s divides by 0\n", v->name);
        return true;
    }
    fprintf(out, "    %-30s %.9g (%a)\n", v->name, run.x[at], run.x[at]);
    sgl_example_free(&run);
    return true;
}

static void not_separable(FILE *out, const separate_report *r)
{
    const sgl_separated *s = r->found;

    fprintf(out, "not separable: %s and %s\n", r->a->name, r->b->name);
    if (r->same_when[0] != '\0')
        fprintf(out, "  the same algorithm %s%s\n", r->same_when[0] == 'a' ? "" : "when ", r->same_when);
    if (s->separation == 0)
        fprintf(out, "  the same exact recursion on all of %zu inputs tried, up to %zu weights and %zu steps\n", s->tried, s->largest_size,
                s->largest_steps);
    else
        fprintf(out, "  %zu inputs tried, up to %zu weights and %zu steps; they differ by %.3g of what rounding allows at most\n", s->tried,
                s->largest_size, s->largest_steps, s->separation);
}

bool separate_text(FILE *out, const separate_report *r)
{
    const sgl_separated *s = r->found;
    const sgl_example *e = &s->example;
    hyper list[11];

    if (!s->separable) {
        not_separable(out, r);
        return ferror(out) == 0;
    }
    fprintf(out, "%s and %s differ at step %zu, group %zu, element %zu by %.3g times what rounding to %s allows\n", r->a->name, r->b->name,
            s->at.step, s->at.group, s->at.element, s->separation, e->dtype == SGL_FLOAT32 ? "float32" : "float64");
    fprintf(out, "  %zu weight%s in %zu group%s, %zu step%s\n   ", e->layout.size, e->layout.size > 1 ? "s" : "", e->layout.groups,
            e->layout.groups > 1 ? "s" : "", e->steps, e->steps > 1 ? "s" : "");
    hyper_of(list, r->a->variant.optimizer, &e->hyper);
    for (size_t k = 0; list[k].name != NULL; k++)
        fprintf(out, " %s = %g", list[k].name, list[k].value);
    fputc('\n', out);
    vector(out, "x", 1, e->x1, e->layout.size);
    for (size_t t = 1; t <= e->steps; t++)
        vector(out, "g", t, e->grads + (t - 1) * e->layout.size, e->layout.size);
    for (size_t t = 1; t <= e->steps && r->a->variant.optimizer == SGL_ADAHESSIAN; t++)
        vector(out, "D", t, e->hessian + (t - 1) * e->layout.size, e->layout.size);
    for (size_t t = 1; t <= e->steps && e->touched != NULL; t++)
        groups_touched(out, e, t);
    fprintf(out, "  that entry of x_%zu\n", s->at.step + 1);
    after(out, r, r->a);
    after(out, r, r->b);
    if (r->same_when[0] != '\0')
        fprintf(out, "  the same algorithm when %s\n", r->same_when);
    return ferror(out) == 0;
}

static json_t *exact(const double *v, size_t n)
{
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_sprintf("%a", v[i]));
    return list;
}

static json_t *rows(const double *v, size_t steps, size_t n)
{
    json_t *list = json_array();

    for (size_t t = 0; t < steps; t++)
        json_array_append_new(list, exact(v + t * n, n));
    return list;
}

static json_t *touched(const sgl_example *e)
{
    json_t *list = json_array();

    for (size_t t = 0; t < e->steps; t++) {
        json_t *row = json_array();

        for (size_t k = 0; k < e->layout.groups; k++)
            if (e->touched[t * e->layout.groups + k] != 0)
                json_array_append_new(row, json_integer((json_int_t)k));
        json_array_append_new(list, row);
    }
    return list;
}

static void input(json_t *o, const separate_report *r)
{
    const sgl_separated *s = r->found;
    const sgl_example *e = &s->example;
    json_t *h = json_object();
    hyper list[11];

    hyper_of(list, r->a->variant.optimizer, &e->hyper);
    for (size_t k = 0; list[k].name != NULL; k++)
        json_object_set_new(h, list[k].name, json_sprintf("%a", list[k].value));
    json_object_set_new(o, "at", json_pack("{s:I, s:I, s:I}", "step", (json_int_t)s->at.step, "group", (json_int_t)s->at.group, "element",
                                           (json_int_t)s->at.element));
    json_object_set_new(o, "size", json_integer((json_int_t)e->layout.size));
    json_object_set_new(o, "group_size", json_integer((json_int_t)e->layout.group_size));
    json_object_set_new(o, "steps", json_integer((json_int_t)e->steps));
    json_object_set_new(o, "optimizer", json_string(sgl_optimizer_name(r->a->variant.optimizer)));
    json_object_set_new(o, "hyperparameters", h);
    json_object_set_new(o, "x1", exact(e->x1, e->layout.size));
    json_object_set_new(o, "grads", rows(e->grads, e->steps, e->layout.size));
    if (r->a->variant.optimizer == SGL_ADAHESSIAN)
        json_object_set_new(o, "hessian_diag", rows(e->hessian, e->steps, e->layout.size));
    if (e->touched != NULL)
        json_object_set_new(o, "rows", touched(e));
}

bool separate_json(FILE *out, const separate_report *r)
{
    const sgl_separated *s = r->found;
    json_t *o = json_object();
    bool good;

    json_object_set_new(o, "a", json_string(r->a->name));
    json_object_set_new(o, "b", json_string(r->b->name));
    json_object_set_new(o, "separable", json_boolean(s->separable));
    json_object_set_new(o, "separation", isinf(s->separation) ? json_string("inf") : json_real(s->separation));
    json_object_set_new(o, "tried", json_integer((json_int_t)s->tried));
    json_object_set_new(o, "same_when", json_string(r->same_when));
    if (s->separable)
        input(o, r);
    good = json_dumpf(o, out, JSON_COMPACT | JSON_PRESERVE_ORDER) == 0 && fputc('\n', out) != EOF;
    json_decref(o);
    return good;
}
