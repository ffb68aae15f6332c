#include "live_case.h"
#include "judge/trace_json.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One kind of problem. Every number given to a program is a float32, and 1 - beta is one too, so that it does not matter where
 * a program rounds its hyper-parameters. */
typedef struct problem {
    const char *name, *why;
    size_t groups, d, steps;
    float beta1, beta2, epsilon;
    float lambda1, lambda21, lambda2; /* all are needed by the problem */
    int scale;                        /* gradients of group k are of magnitude 2^(scale - k) */
    int quiet;                        /* so many groups have no gradient before step 4       */
    int fades;                        /* after a third of the steps gradients are 2^-fades of that */
    unsigned inputs;                  /* LIVE_ALPHA ..., all needed; with LIVE_GROUPS d says nothing */
} problem;

static const problem problems[] = {
    {"plain", "the rule itself: averages, bias corrections, the root", 6, 1, 16, 0.9f, 0.99f, 0x1p-10f, 0, 0, 0, 0, 0, 0, 0},
    {"small", "gradients as small as epsilon: where it is added", 8, 1, 16, 0.9f, 0.99f, 0x1p-8f, 0, 0, 0, -4, 0, 0, 0},
    {"quiet", "weights whose first gradients are 0", 6, 1, 16, 0.9f, 0.99f, 0x1p-10f, 0, 0, 0, 0, 3, 0, 0},
    {"memoryless", "beta1 = 0: no momentum", 4, 1, 12, 0, 0.99f, 0x1p-10f, 0, 0, 0, 0, 0, 0, 0},
    {"fading", "gradients that fall: the maximum of AMSGrad, and how fast averages forget", 6, 1, 30, 0.5f, 0.875f, 0x1p-10f, 0, 0, 0, 2, 0, 6, 0},
    {"long", "bias corrections that have died away", 2, 1, 200, 0.9f, 0.99f, 0x1p-10f, 0, 0, 0, 0, 0, 0, 0},
    {"l1", "the soft threshold", 8, 1, 24, 0.9f, 0.99f, 0x1p-10f, 0.5f, 0, 0, 1, 0, 0, 0},
    {"l2", "the ridge: 2 lambda2 in the denominator", 6, 1, 16, 0.9f, 0.99f, 0x1p-10f, 0, 0, 2.0f, 0, 0, 0, 0},
    {"l21", "groups of 3: the threshold lambda21 sqrt(d)", 8, 3, 24, 0.9f, 0.99f, 0x1p-10f, 0, 1.0f, 0, 1, 0, 0, 0},
    {"l21-wide", "groups of 16", 6, 16, 16, 0.9f, 0.99f, 0x1p-10f, 0, 0.75f, 0, 1, 0, 0, 0},
    {"schedule", "a rate that falls and rises again", 6, 1, 24, 0.9f, 0.99f, 0x1p-10f, 0, 0, 0, 0, 0, 0, LIVE_ALPHA},
    {"groups", "groups of 1, 2, 3 and 5: sqrt(d) of each", 8, 0, 24, 0.9f, 0.99f, 0x1p-10f, 0, 1.0f, 0, 1, 0, 0, LIVE_GROUPS},
    {"rows", "steps that touch some groups, one first at step 5: the others keep x and their averages, beta^t goes on", 6, 2, 24, 0.9f,
     0.99f, 0x1p-8f, 0, 0, 0, -2, 0, 0, LIVE_ROWS},
    {"rows-all", "the same with all three penalties", 6, 4, 32, 0.9f, 0.99f, 0x1p-8f, 0.125f, 0.5f, 0.5f, 1, 0, 0, LIVE_ROWS},
    {"table", "a rate that changes, groups of several sizes and some of them touched, with all three penalties", 8, 0, 32, 0.9f, 0.99f,
     0x1p-8f, 0.125f, 0.5f, 0.5f, 1, 0, 0, LIVE_ALPHA | LIVE_GROUPS | LIVE_ROWS},
    {"all", "all three penalties, groups that die and revive", 8, 4, 40, 0.9f, 0.99f, 0x1p-8f, 0.125f, 0.75f, 0.5f, 1, 1, 0, 0},
    {"all-memoryless", "all three penalties, beta1 = 0", 6, 4, 16, 0, 0.99f, 0x1p-10f, 0.125f, 0.75f, 0.5f, 1, 1, 0, 0},
};

static const problem tiny = {"tiny", "two steps of two weights", 2, 1, 2, 0.9f, 0.99f, 0x1p-10f, 0, 0, 0, 0, 0, 0, 0};

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* A multiple of 2^-8 in [-1, 1), never 0. */
static double small_number(uint64_t *state)
{
    double v = ((double)(next(state) >> 55) - 256) / 256;

    return v == 0 ? 1.0 / 256 : v;
}

static void put(const live_case *c, void *array, size_t i, double v)
{
    if (c->record.dtype == SGL_FLOAT32)
        ((float *)array)[i] = (float)v;
    else
        ((double *)array)[i] = v;
}

static size_t group_size(const problem *p, size_t k)
{
    static const size_t sizes[] = {1, 2, 3, 5};

    return (p->inputs & LIVE_GROUPS) != 0 ? sizes[k % 4] : p->d;
}

static size_t weights(const problem *p)
{
    size_t n = 0;

    for (size_t k = 0; k < p->groups; k++)
        n += group_size(p, k);
    return n;
}

/* Two steps of three, later in the next group; step 8 touches none, the last group is first met at step 5. */
static bool touches(const problem *p, size_t t, size_t k)
{
    return (p->inputs & LIVE_ROWS) == 0 || ((t + k) % 3 != 0 && t != 8 && (k + 1 < p->groups || t >= 5));
}

/* g = a_k (drift + noise): the drift's sign holds for some steps and turns, sooner in some groups, so that sums of gradients
 * cross the thresholds in both directions. */
static void fill_group(live_case *c, const problem *p, uint64_t *state, size_t t, size_t k, size_t begin)
{
    size_t period = 4 + 2 * k, row = (t - 1) * c->record.layout.size;
    bool rests = !touches(p, t, k) || (t < 4 && k >= p->groups - (size_t)p->quiet);

    for (size_t i = begin; i < begin + group_size(p, k); i++) {
        double amplitude = ldexp(1, p->scale - (int)k), drift = (t / period + i) % 2 == 0 ? 0.5 : -0.5;
        double g = amplitude * (drift + 0.5 * small_number(state));

        if (t > p->steps / 3)
            g = ldexp(g, -p->fades);
        if (rests)
            g = 0;
        put(c, c->grads, row + i, g);
        if (c->hessian != NULL)
            put(c, c->hessian, row + i, g == 0 ? 0 : amplitude * small_number(state));
    }
}

static void fill(live_case *c, const problem *p)
{
    uint64_t state = 20210913;

    for (size_t i = 0; i < c->record.layout.size; i++)
        put(c, c->x1, i, small_number(&state) / 2);
    for (size_t t = 1; t <= p->steps; t++) {
        for (size_t k = 0, begin = 0; k < p->groups; k++) {
            fill_group(c, p, &state, t, k, begin);
            begin += group_size(p, k);
        }
    }
}

/* The rate of each step, the offsets, the groups of each step: what the problem has of them. False when memory is short. */
static bool fill_inputs(live_case *c, const problem *p)
{
    size_t count = 0;

    if ((p->inputs & LIVE_ALPHA) != 0) {
        c->record.alpha = c->alpha = calloc(p->steps, sizeof *c->alpha);
        for (size_t t = 0; t < p->steps && c->alpha != NULL; t++)
            c->alpha[t] = ldexp(c->record.hyper.alpha, -(int)(t / 4 % 3));
    }
    if ((p->inputs & LIVE_GROUPS) != 0) {
        c->record.layout.offsets = c->offsets = calloc(p->groups + 1, sizeof *c->offsets);
        for (size_t k = 0; k < p->groups && c->offsets != NULL; k++)
            c->offsets[k + 1] = c->offsets[k] + group_size(p, k);
    }
    if ((p->inputs & LIVE_ROWS) != 0) {
        c->record.row_ptr = c->row_ptr = calloc(p->steps + 1, sizeof *c->row_ptr);
        c->record.rows = c->rows = calloc(p->steps * p->groups, sizeof *c->rows);
        for (size_t t = 1; t <= p->steps && c->row_ptr != NULL && c->rows != NULL; t++) {
            for (size_t k = 0; k < p->groups; k++)
                if (touches(p, t, k))
                    c->rows[count++] = k;
            c->row_ptr[t] = count;
        }
    }
    return ((p->inputs & LIVE_ALPHA) == 0 || c->alpha != NULL) && ((p->inputs & LIVE_GROUPS) == 0 || c->offsets != NULL) &&
           ((p->inputs & LIVE_ROWS) == 0 || (c->row_ptr != NULL && c->rows != NULL));
}

static bool make(live_case *c, const problem *p, sgl_optimizer optimizer, sgl_dtype dtype)
{
    size_t n = weights(p), width = dtype == SGL_FLOAT32 ? sizeof(float) : sizeof(double);

    c->why = p->why;
    snprintf(c->id, sizeof c->id, "%s-%s-%s", sgl_trace_optimizer_names[optimizer], sgl_trace_dtype_names[dtype], p->name);
    c->record = (sgl_trace_record){.dtype = dtype, .steps = p->steps, .optimizer = optimizer};
    c->record.layout = (sgl_layout){.size = n, .groups = p->groups, .group_size = p->d};
    c->record.hyper = (sgl_hyperparameters){
        .alpha = 0.1f, .beta1 = p->beta1, .beta2 = p->beta2, .gamma = p->beta1, .epsilon = p->epsilon, .initial_accumulator = 0.125,
        .lambda1 = p->lambda1, .lambda21 = p->lambda21, .lambda2 = p->lambda2};
    if (optimizer == SGL_FTRL)
        c->record.hyper.epsilon = 0;
    else
        c->record.hyper.initial_accumulator = 0;
    c->x1 = calloc(n, width);
    c->grads = calloc(p->steps * n, width);
    c->x = calloc(p->steps * n, width);
    c->hessian = optimizer == SGL_ADAHESSIAN ? calloc(p->steps * n, width) : NULL;
    if (c->x1 == NULL || c->grads == NULL || c->x == NULL || (optimizer == SGL_ADAHESSIAN && c->hessian == NULL) || !fill_inputs(c, p))
        return false;
    fill(c, p);
    c->record.x1 = c->x1;
    c->record.grads = c->grads;
    c->record.x = c->x;
    c->record.hessian = c->hessian;
    return true;
}

static unsigned needs(const problem *p)
{
    return (p->lambda1 != 0 ? LIVE_LAMBDA1 : 0u) | (p->lambda21 != 0 ? LIVE_LAMBDA21 : 0u) |
           (p->lambda2 != 0 ? LIVE_LAMBDA2 : 0u);
}

/* Problems that differ only in what the optimizer does not have. */
static bool means_something(const problem *p, sgl_optimizer optimizer)
{
    bool remembers = optimizer != SGL_SGD && optimizer != SGL_ADAGRAD && optimizer != SGL_FTRL;
    bool has_epsilon = optimizer != SGL_SGD && optimizer != SGL_MOMENTUM && optimizer != SGL_FTRL;

    return (p->beta1 != 0 || remembers) && (strcmp(p->name, "small") != 0 || has_epsilon);
}

static live_case *cases_of(size_t *count, const live_abilities *a, const problem *list, size_t problem_count, size_t most)
{
    live_case *cases = calloc((size_t)SGL_OPTIMIZERS * 2 * problem_count, sizeof *cases);

    *count = 0;
    for (int o = 0; o < SGL_OPTIMIZERS && cases != NULL; o++) {
        for (int d = SGL_FLOAT32; d <= SGL_FLOAT64; d++) {
            for (size_t k = 0; k < problem_count && *count < most; k++) {
                const problem *p = &list[k];

                if ((a->optimizers & 1u << o) == 0 || (a->dtypes & 1u << d) == 0 || (needs(p) & ~a->lambdas) != 0 ||
                    (p->inputs & ~a->inputs) != 0 || !means_something(p, (sgl_optimizer)o))
                    continue;
                if (!make(&cases[(*count)++], p, (sgl_optimizer)o, (sgl_dtype)d)) {
                    live_cases_free(cases, *count);
                    return NULL;
                }
            }
        }
    }
    return cases;
}

live_case *live_cases(size_t *count, const live_abilities *abilities)
{
    return cases_of(count, abilities, problems, sizeof problems / sizeof *problems, SIZE_MAX);
}

live_case *live_tiny_case(size_t *count, const live_abilities *abilities)
{
    return cases_of(count, abilities, &tiny, 1, 1);
}

void live_cases_free(live_case *cases, size_t count)
{
    for (size_t k = 0; k < count && cases != NULL; k++) {
        free(cases[k].x1);
        free(cases[k].grads);
        free(cases[k].hessian);
        free(cases[k].x);
        free(cases[k].alpha);
        free(cases[k].offsets);
        free(cases[k].row_ptr);
        free(cases[k].rows);
    }
    free(cases);
}
