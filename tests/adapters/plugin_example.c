/* A C optimizer as a plugin: Group Momentum (Table 1) in float32 and float64, dual averaging; with a rate for each step, groups of any
 * sizes, and steps that touch some of them.
 *
 *     cc -O2 -shared -fPIC -I PREFIX/include plugin_example.c -lm -o plugin_example.so
 *     assay run --plugin ./plugin_example.so
 *
 * -DDEFECT=1 forgets sqrt(d), -DDEFECT=2 writes to address 0 when gamma = 0, -DDEFECT=3 touches every group at every step. */
#include "sgl_plugin.h"

#include <math.h>
#include <stdlib.h>

#ifndef DEFECT
#define DEFECT 0
#endif

typedef struct group_momentum {
    sgl_plugin_problem p;
    size_t t;              /* steps made                                              */
    double *m, *z, *w;     /* in float32 every stored value is a float; W where it was last used */
} group_momentum;

static void *start(const sgl_plugin_problem *problem, const char **why)
{
    group_momentum *o = calloc(1, sizeof *o);

    if (problem->optimizer != SGL_MOMENTUM) {
        *why = "only momentum";
        free(o);
        return NULL;
    }
    if (o == NULL)
        return NULL;
    o->p = *problem;
    o->m = calloc(3 * problem->weights, sizeof *o->m);
    o->z = o->m + problem->weights;
    o->w = o->z + problem->weights;
    if (o->m != NULL)
        return o;
    *why = "out of memory";
    free(o);
    return NULL;
}

static double rounded(const group_momentum *o, double v)
{
    return o->p.dtype == SGL_FLOAT32 ? (double)(float)v : v;
}

static double get(const group_momentum *o, const void *array, size_t i)
{
    return o->p.dtype == SGL_FLOAT32 ? (double)((const float *)array)[i] : ((const double *)array)[i];
}

static void set(const group_momentum *o, void *array, size_t i, double v)
{
    if (o->p.dtype == SGL_FLOAT32)
        ((float *)array)[i] = (float)v;
    else
        ((double *)array)[i] = v;
}

/* Algorithm 1 on the weights begin .. end - 1, one group, with W = 1/alpha_t. */
static void group(group_momentum *o, void *x, const void *g, size_t begin, size_t end, double w)
{
    const sgl_hyperparameters *h = &o->p.hyper;
    double threshold = h->lambda21 * (DEFECT == 1 ? 1 : sqrt((double)(end - begin))), norm = 0, keep;

    for (size_t i = begin; i < end; i++) {
        double s;

        o->m[i] = rounded(o, rounded(o, h->gamma * o->m[i]) + get(o, g, i));
        o->z[i] = rounded(o, o->z[i] + o->m[i] - rounded(o, (w - o->w[i]) * get(o, x, i)));
        o->w[i] = w;
        s = fmax(fabs(o->z[i]) - h->lambda1, 0);
        norm += s * s;
    }
    norm = sqrt(norm);
    keep = norm > threshold ? 1 - threshold / norm : 0;
    for (size_t i = begin; i < end; i++)
        set(o, x, i, -copysign(fmax(fabs(o->z[i]) - h->lambda1, 0), o->z[i]) * keep / (w + 2 * h->lambda2));
}

static int step(void *optimizer, void *x, const void *g, const void *hessian)
{
    group_momentum *o = optimizer;
    const sgl_plugin_problem *p = &o->p;
    int all = p->row_ptr == NULL || DEFECT == 3;
    size_t first = all ? 0 : p->row_ptr[o->t], last = all ? p->groups : p->row_ptr[o->t + 1];
    double w = rounded(o, 1 / (p->alpha != NULL ? p->alpha[o->t] : p->hyper.alpha));

    (void)hessian;
    if (DEFECT == 2 && p->hyper.gamma == 0)
        *(volatile int *)0 = 1;
    for (size_t j = first; j < last; j++) {
        size_t k = all ? j : p->rows[j];

        group(o, x, g, p->offsets != NULL ? p->offsets[k] : k * p->group_size,
              p->offsets != NULL ? p->offsets[k + 1] : (k + 1) * p->group_size, w);
    }
    o->t++;
    return 0;
}

static void stop(void *optimizer)
{
    group_momentum *o = optimizer;

    free(o->m);
    free(o);
}

const sgl_plugin *sgl_plugin_v1(void)
{
    static const sgl_plugin plugin = {
        .size = sizeof plugin, .version = SGL_PLUGIN_VERSION, .name = "plugin example",
        .optimizers = 1u << SGL_MOMENTUM, .dtypes = 1u << SGL_FLOAT32 | 1u << SGL_FLOAT64,
        .lambdas = SGL_PLUGIN_LAMBDA1 | SGL_PLUGIN_LAMBDA21 | SGL_PLUGIN_LAMBDA2,
        .start = start, .step = step, .stop = stop,
        .inputs = SGL_PLUGIN_ALPHA | SGL_PLUGIN_GROUPS | SGL_PLUGIN_ROWS};

    return &plugin;
}
