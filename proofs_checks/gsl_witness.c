#include "gsl_witness.h"

#include "sgl_ref.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

struct group {
    const double *s, *a;
    size_t d;
    double c;
};

static double objective(const struct group *g, const double *x)
{
    double square = 0, linear = 0;

    for (size_t i = 0; i < g->d; i++) {
        square += g->a[i] * x[i] * x[i];
        linear += g->s[i] * x[i];
    }
    return square - linear + g->c * sqrt(square);
}

static double objective1(double x, void *g)
{
    return objective(g, &x);
}

static double objective2(const gsl_vector *v, void *g)
{
    const double x[2] = {gsl_vector_get(v, 0), gsl_vector_get(v, 1)};

    return objective(g, x);
}

/* Brent needs a bracket: the best point of a coarse grid between its neighbours. */
static double brent(struct group *g)
{
    gsl_function f = {objective1, g};
    gsl_min_fminimizer *m = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    double best = -16, value;

    for (double x = -16; x <= 16; x += 0.5)
        best = objective1(x, g) < objective1(best, g) ? x : best;
    value = objective1(best, g);
    if (gsl_min_fminimizer_set(m, &f, best, best - 0.5, best + 0.5) == GSL_SUCCESS)
        for (int k = 0; k < 100 && gsl_min_fminimizer_iterate(m) == GSL_SUCCESS; k++)
            value = fmin(value, gsl_min_fminimizer_f_minimum(m));
    gsl_min_fminimizer_free(m);
    return value;
}

/* From two starts: the simplex can shrink on the kink at 0. */
static double simplex(struct group *g)
{
    gsl_multimin_function f = {objective2, 2, g};
    gsl_multimin_fminimizer *m =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, 2);
    gsl_vector *x = gsl_vector_alloc(2), *step = gsl_vector_alloc(2);
    double value = 0; /* at x = 0 */

    for (int start = -1; start <= 1; start += 2) {
        gsl_vector_set_all(x, start);
        gsl_vector_set_all(step, 0.5);
        gsl_multimin_fminimizer_set(m, &f, x, step);
        for (int k = 0; k < 300 && gsl_multimin_fminimizer_iterate(m) == GSL_SUCCESS; k++)
            if (gsl_multimin_fminimizer_size(m) < 1e-10)
                break;
        value = fmin(value, gsl_multimin_fminimizer_minimum(m));
    }
    gsl_multimin_fminimizer_free(m);
    gsl_vector_free(x);
    gsl_vector_free(step);
    return value;
}

double gsl_gap(const double *s, const double *a, size_t d, double c, sgl_norm norm)
{
    struct group g = {s, a, d, c};
    mpfi_ptr v = sgl_ref_vector_new(6, 128);
    double x[2];

    gsl_set_error_handler_off(); /* a bracket that is none is answered, not fatal */
    for (size_t i = 0; i < d; i++) {
        mpfi_set_d(v + i, -s[i]);
        mpfi_set_d(v + 2 + i, 2 * a[i]);
    }
    if (sgl_ref_closed_form(v + 4, NULL, v, v + 2, d, 0, c / sqrt((double)d), 0, norm) != SGL_OK)
        bail_out("gsl_gap: the reference refuses the group");
    for (size_t i = 0; i < d; i++)
        x[i] = mpfi_get_d(v + 4 + i);
    sgl_ref_vector_free(v, 6);
    return (d == 1 ? brent(&g) : simplex(&g)) - objective(&g, x);
}
