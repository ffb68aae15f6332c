/* What one would write with MPFR alone: Group Adam (Algorithm 2) from the recorded weights, no intervals, all variables made beforehand. For
 * comparison with the judge's filter. */
#ifndef BENCH_MPFR_H
#define BENCH_MPFR_H

#include "judge/trace.h"

#include <math.h>
#include <mpfr.h>

enum { BENCH_D = 16 };

typedef struct bench_mpfr {
    mpfr_t m[BENCH_D], v[BENCH_D], z[BENCH_D], held[BENCH_D], s[BENCH_D], w[BENCH_D];
    mpfr_t b1, b2, b1_rest, b2_rest, b1_power, b2_power, c1, root2, hat, first, alpha, l1, c, l2, norm, f, t;
} bench_mpfr;

static inline void bench_mpfr_init(bench_mpfr *b, mpfr_prec_t bits)
{
    for (mpfr_t *p = b->m; p <= &b->t; p++)
        mpfr_init2(*p, bits);
}

static inline void bench_mpfr_clear(bench_mpfr *b)
{
    for (mpfr_t *p = b->m; p <= &b->t; p++)
        mpfr_clear(*p);
}

/* What all weights of a step share. */
static inline void bench_mpfr_scalars(bench_mpfr *b, size_t t, double epsilon)
{
    mpfr_mul(b->b1_power, b->b1_power, b->b1, MPFR_RNDN);
    mpfr_mul(b->b2_power, b->b2_power, b->b2, MPFR_RNDN);
    mpfr_ui_sub(b->c1, 1, b->b1_power, MPFR_RNDN);
    mpfr_ui_sub(b->root2, 1, b->b2_power, MPFR_RNDN);
    mpfr_sqrt(b->root2, b->root2, MPFR_RNDN);
    mpfr_d_div(b->hat, epsilon, b->root2, MPFR_RNDN);
    if (t == 1)
        mpfr_set(b->first, b->hat, MPFR_RNDN);
}

/* (sqrt(v)/root2 + epsilon)/alpha */
static inline void bench_mpfr_w(mpfr_ptr w, bench_mpfr *b, size_t i, mpfr_srcptr epsilon)
{
    mpfr_sqrt(w, b->v[i], MPFR_RNDN);
    mpfr_div(w, w, b->root2, MPFR_RNDN);
    mpfr_add(w, w, epsilon, MPFR_RNDN);
    mpfr_div(w, w, b->alpha, MPFR_RNDN);
}

static inline void bench_mpfr_weight(bench_mpfr *b, size_t i, double x, double g)
{
    mpfr_mul(b->m[i], b->m[i], b->b1, MPFR_RNDN);
    mpfr_mul_d(b->t, b->b1_rest, g, MPFR_RNDN);
    mpfr_add(b->m[i], b->m[i], b->t, MPFR_RNDN);
    mpfr_mul(b->v[i], b->v[i], b->b2, MPFR_RNDN);
    mpfr_mul_d(b->t, b->b2_rest, g * g, MPFR_RNDN);
    mpfr_add(b->v[i], b->v[i], b->t, MPFR_RNDN);
    bench_mpfr_w(b->w[i], b, i, b->first);
    mpfr_div(b->t, b->m[i], b->c1, MPFR_RNDN);
    mpfr_add(b->z[i], b->z[i], b->t, MPFR_RNDN);
    mpfr_sub(b->t, b->w[i], b->held[i], MPFR_RNDN);
    mpfr_mul_d(b->t, b->t, x, MPFR_RNDN);
    mpfr_sub(b->z[i], b->z[i], b->t, MPFR_RNDN);
    mpfr_swap(b->held[i], b->w[i]);
    mpfr_abs(b->s[i], b->z[i], MPFR_RNDN);
    mpfr_sub(b->s[i], b->s[i], b->l1, MPFR_RNDN);
    if (mpfr_sgn(b->s[i]) < 0)
        mpfr_set_zero(b->s[i], +1);
    else if (mpfr_sgn(b->z[i]) > 0)
        mpfr_neg(b->s[i], b->s[i], MPFR_RNDN);
    mpfr_sqr(b->t, b->s[i], MPFR_RNDN);
    mpfr_add(b->norm, b->norm, b->t, MPFR_RNDN);
}

/* One group of BENCH_D weights through all steps. Returns the largest |x - x*|, so that nothing is left out. */
static inline double bench_mpfr_group(bench_mpfr *b, const sgl_trace *trace, size_t group)
{
    const sgl_hyperparameters *h = &trace->hyper;
    double x[BENCH_D], g[BENCH_D], next[BENCH_D], largest = 0;

    for (size_t i = 0; i < BENCH_D; i++) {
        mpfr_set_zero(b->m[i], +1);
        mpfr_set_zero(b->v[i], +1);
        mpfr_set_zero(b->z[i], +1);
        mpfr_set_zero(b->held[i], +1);
    }
    mpfr_set_d(b->b1, h->beta1, MPFR_RNDN);
    mpfr_set_d(b->b2, h->beta2, MPFR_RNDN);
    mpfr_ui_sub(b->b1_rest, 1, b->b1, MPFR_RNDN);
    mpfr_ui_sub(b->b2_rest, 1, b->b2, MPFR_RNDN);
    mpfr_set_ui(b->b1_power, 1, MPFR_RNDN);
    mpfr_set_ui(b->b2_power, 1, MPFR_RNDN);
    mpfr_set_d(b->alpha, h->alpha, MPFR_RNDN);
    mpfr_set_d(b->l1, h->lambda1, MPFR_RNDN);
    mpfr_set_d(b->l2, 2 * h->lambda2, MPFR_RNDN);
    mpfr_sqrt_ui(b->c, BENCH_D, MPFR_RNDN);
    mpfr_mul_d(b->c, b->c, h->lambda21, MPFR_RNDN);
    sgl_trace_x(next, trace, 1, group * BENCH_D, (group + 1) * BENCH_D);
    for (size_t t = 1; t <= trace->steps; t++) {
        for (size_t i = 0; i < BENCH_D; i++)
            x[i] = next[i];
        sgl_trace_g(g, trace, t, group * BENCH_D, (group + 1) * BENCH_D);
        sgl_trace_x(next, trace, t + 1, group * BENCH_D, (group + 1) * BENCH_D);
        bench_mpfr_scalars(b, t, h->epsilon);
        mpfr_set_zero(b->norm, +1);
        for (size_t i = 0; i < BENCH_D; i++)
            bench_mpfr_weight(b, i, x[i], g[i]);
        mpfr_sqrt(b->norm, b->norm, MPFR_RNDN);
        mpfr_set_zero(b->f, +1);
        if (mpfr_greater_p(b->norm, b->c)) {
            mpfr_div(b->f, b->c, b->norm, MPFR_RNDN);
            mpfr_ui_sub(b->f, 1, b->f, MPFR_RNDN);
        }
        for (size_t i = 0; i < BENCH_D; i++) {
            bench_mpfr_w(b->t, b, i, b->hat);
            mpfr_add(b->t, b->t, b->l2, MPFR_RNDN);
            mpfr_mul(b->s[i], b->s[i], b->f, MPFR_RNDN);
            mpfr_div(b->s[i], b->s[i], b->t, MPFR_RNDN);
            mpfr_sub_d(b->t, b->s[i], next[i], MPFR_RNDN);
            largest = fmax(largest, fabs(mpfr_get_d(b->t, MPFR_RNDN)));
        }
    }
    return largest;
}

#endif
