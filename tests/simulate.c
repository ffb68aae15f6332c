#include "simulate.h"
#include "judge/budget.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

unsigned long long simulate_random(unsigned long long *state)
{
    unsigned long long v = *state += 0x9e3779b97f4a7c15u;

    v = (v ^ (v >> 30)) * 0xbf58476d1ce4e5b9u;
    v = (v ^ (v >> 27)) * 0x94d049bb133111ebu;
    return v ^ (v >> 31);
}

double simulate_uniform(unsigned long long *state)
{
    return (double)(simulate_random(state) >> 11) * 0x1p-53;
}

double simulate_round(sgl_dtype dtype, double v)
{
    return dtype == SGL_FLOAT32 ? (double)(float)v : v;
}

static bool touches(const simulate_run *run, size_t t, size_t group, size_t begin, size_t end)
{
    bool any = run->variant.rows == SGL_ROWS_DENSE;

    for (size_t i = begin; i < end; i++)
        any |= run->g[(t - 1) * run->layout.size + i] != 0;
    if (run->row_ptr == NULL)
        return any;
    for (size_t r = run->row_ptr[t - 1]; r < run->row_ptr[t]; r++)
        if (run->rows[r] == group)
            return any;
    return false;
}

/* The program thrice: in float, in double, and in double with errors of the budget of float added. */
#define REAL float
#define NAME(f) f##_f32
#define SMALLEST FLT_MIN
#define ROUNDED(site, budget, v) flushed_f32(p, v)
static float flushed_f32(const simulate_run *p, float v)
{
    return p->style.flushes && fabsf(v) < FLT_MIN ? 0 * v : v;
}
#define SQRT sqrtf
#define FMA fmaf
#define POW powf
#include "simulate_program.h"
#undef REAL
#undef NAME
#undef SMALLEST
#undef ROUNDED
#undef SQRT
#undef FMA
#undef POW

#define REAL double
#define NAME(f) f##_f64
#define SMALLEST DBL_MIN
#define ROUNDED(site, budget, v) flushed_f64(p, v)
static double flushed_f64(const simulate_run *p, double v)
{
    return p->style.flushes && fabs(v) < DBL_MIN ? 0 * v : v;
}
#define SQRT sqrt
#define FMA fma
#define POW pow
#include "simulate_program.h"
#undef NAME
#undef SMALLEST
#undef ROUNDED

#define NAME(f) f##_noisy
#define SMALLEST FLT_MIN
#define ROUNDED(site, budget, v) noisy(p, site, budget, v)
#define NOISY
static double noisy(simulate_run *p, int site, double budget, double v)
{
    unsigned long long fixed = p->seed + (unsigned long long)site * 1000003u;
    double theta = 1 - 0x1p-20; /* the carrier, double, rounds too */

    switch (p->noise) {
    case NOISE_UNIFORM:
        theta *= 2 * simulate_uniform(&p->seed) - 1;
        break;
    case NOISE_EXTREME:
        theta *= simulate_random(&p->seed) & 1 ? 1 : -1;
        break;
    default:
        theta *= simulate_random(&fixed) & 1 ? 1 : -1;
    }
    return v * (1 + theta * budget * (FLT_EPSILON / 2));
}
#include "simulate_program.h"

void simulate(simulate_run *run)
{
    if (run->noise != NOISE_NONE)
        program_noisy(run);
    else if (run->dtype == SGL_FLOAT32)
        program_f32(run);
    else
        program_f64(run);
}

static void array(sgl_npy *npy, const double *data, size_t rows, size_t columns)
{
    npy->type = SGL_NPY_F8;
    npy->dimensions = columns > 0 ? 2 : 1;
    npy->shape[0] = rows;
    npy->shape[1] = columns > 0 ? columns : 1;
    npy->count = npy->shape[0] * npy->shape[1];
    npy->data = (const unsigned char *)data;
}

void simulate_trace(sgl_trace *trace, const simulate_run *run)
{
    size_t n = run->layout.size, T = run->steps;

    memset(trace, 0, sizeof *trace);
    trace->folder = trace->name = (char *)"simulated";
    trace->source = "";
    trace->dtype = run->dtype;
    trace->steps = T;
    trace->layout = run->layout;
    trace->optimizer = run->variant.optimizer;
    trace->hyper = run->hyper;
    trace->has_schedule = run->schedule != NULL;
    trace->has_hessian = run->hessian != NULL;
    trace->has_rows = run->row_ptr != NULL;
    trace->row_ptr = run->row_ptr;
    trace->rows = run->rows;
    array(&trace->x1, run->x, n, 0);
    array(&trace->grads, run->g, T, n);
    array(&trace->x, run->x + n, T, n);
    if (run->hessian != NULL)
        array(&trace->hessian, run->hessian, T, n);
    if (run->schedule != NULL)
        array(&trace->alpha, run->schedule, T, 0);
}
