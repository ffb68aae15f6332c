#include "problem.h"

#include "rng.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

const char *problem_title(problem_kind kind)
{
    static const char *const titles[PROBLEMS] = {"logistic", "squares", "absolute", "hinge",
                                                 "period_3"};

    return titles[kind];
}

void problem_new(problem *p, problem_kind kind, size_t n, size_t group_size, uint64_t seed)
{
    rng r;

    *p = (problem){.kind = kind, .n = n, .group_size = group_size, .seed = seed};
    if (kind == PROBLEM_PERIOD_3) {
        p->n = p->group_size = 1;
        p->truth[0] = -1;
        return;
    }
    p->mu = kind == PROBLEM_LOGISTIC || kind == PROBLEM_SQUARES ? 0.01 : 0;
    rng_seed(&r, seed);
    for (size_t i = 0; i < n; i++) {
        double draw = rng_uniform(&r);
        p->truth[i] = i / group_size % 2 ? 0 : (draw < 0.5 ? -1 : 1) * (0.5 + rng_uniform(&r));
    }
}

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* The row a [n] and target y of round t: entries uniform on [-1, 1], margin 1 for the hinge. */
static double draw_row(const problem *p, size_t t, double *a)
{
    rng r;
    double clean;

    rng_seed(&r, p->seed ^ t * 0x9e3779b97f4a7c15u);
    do {
        for (size_t i = 0; i < p->n; i++)
            a[i] = 2 * rng_uniform(&r) - 1;
        clean = dot(a, p->truth, p->n);
    } while (p->kind == PROBLEM_HINGE && fabs(clean) < 1);
    if (p->kind == PROBLEM_LOGISTIC)
        return rng_uniform(&r) < 1 / (1 + exp(-2 * clean)) ? 1 : -1;
    if (p->kind == PROBLEM_SQUARES)
        return clean + 0.5 * (2 * rng_uniform(&r) - 1);
    return p->kind == PROBLEM_HINGE ? copysign(1, clean) : clean;
}

/* The loss as a function of the score a.x: value, first and second derivative. */
static double link(problem_kind kind, double score, double y, double *first, double *second)
{
    double e;

    *second = 0;
    switch (kind) {
    case PROBLEM_LOGISTIC:
        e = exp(-fabs(score));
        *first = -y * (y * score > 0 ? e : 1) / (1 + e);
        *second = e / ((1 + e) * (1 + e));
        return log1p(e) + (y * score > 0 ? 0 : fabs(score));
    case PROBLEM_SQUARES:
        *first = score - y;
        *second = 1;
        return (score - y) * (score - y) / 2;
    case PROBLEM_ABSOLUTE:
        *first = score == y ? 0 : copysign(1, score - y);
        return fabs(score - y);
    default:
        *first = y * score < 1 ? -y : 0;
        return fmax(0, 1 - y * score);
    }
}

static double period_3(size_t t, double x, double *g)
{
    bool heavy = t % 3 == 1;

    if (g)
        *g = heavy ? (x > -1 ? 4 : 0) : (x < 1 ? -1 : 0);
    return heavy ? 4 * (fmax(x + 1, 0) - 1) : fmax(1 - x, 0) - 1;
}

double problem_loss(const problem *p, size_t t, const double *x, double *g, double *hessian)
{
    double a[ONLINE_MAX], first, second, value, y;

    if (p->kind == PROBLEM_PERIOD_3) {
        if (hessian)
            *hessian = 0;
        return period_3(t, x[0], g);
    }
    y = draw_row(p, t, a);
    value = link(p->kind, dot(a, x, p->n), y, &first, &second);
    for (size_t i = 0; i < p->n; i++) {
        if (g)
            g[i] = first * a[i] + p->mu * x[i];
        if (hessian)
            hessian[i] = second * a[i] * a[i] + p->mu;
    }
    return value + p->mu * dot(x, x, p->n) / 2;
}

/* Value, gradient and (lower) Hessian of the sum at x. */
static double accumulate(const problem *p, size_t T, const double *x, double *gradient,
                         gsl_matrix *hessian)
{
    double sum = 0, a[ONLINE_MAX], first, second;

    gsl_matrix_set_zero(hessian);
    memset(gradient, 0, p->n * sizeof *gradient);
    for (size_t t = 1; t <= T; t++) {
        double y = draw_row(p, t, a);
        sum += link(p->kind, dot(a, x, p->n), y, &first, &second) + p->mu * dot(x, x, p->n) / 2;
        for (size_t i = 0; i < p->n; i++) {
            double *row = gsl_matrix_ptr(hessian, i, 0);
            gradient[i] += first * a[i] + p->mu * x[i];
            for (size_t j = 0; j <= i; j++)
                row[j] += second * a[i] * a[j];
            row[i] += p->mu;
        }
    }
    return sum;
}

double problem_minimise(const problem *p, size_t T, double *x, double *sum)
{
    double gradient[ONLINE_MAX], gap = 0;

    if (p->mu == 0) {
        memcpy(x, p->truth, p->n * sizeof *x);
        *sum = 0;
        for (size_t t = 1; p->kind == PROBLEM_PERIOD_3 && t <= T; t++)
            *sum += period_3(t, x[0], NULL);
        return 0;
    }
    gsl_matrix *hessian = gsl_matrix_alloc(p->n, p->n);
    for (int round = 0; round < 50;
         round++) { /* Newton: the losses are smooth and strongly convex */
        *sum = accumulate(p, T, x, gradient, hessian);
        gap = dot(gradient, gradient, p->n) / (2 * p->mu * (double)T);
        if (gap <= 1e-12 * (1 + fabs(*sum)))
            break;
        gsl_vector_view g = gsl_vector_view_array(gradient, p->n);
        gsl_linalg_cholesky_decomp1(hessian);
        gsl_linalg_cholesky_svx(hessian, &g.vector);
        for (size_t i = 0; i < p->n; i++)
            x[i] -= gradient[i];
    }
    gsl_matrix_free(hessian);
    return gap;
}
