/* The argmin of Eq. (6) against another minimiser: GSL's Brent (d = 1) and Nelder-Mead (d > 1) on F in plain float64,
 * for random groups with Theorem 1's A and with others, where no closed form exists. */
#include "group_case.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multimin.h>

enum { MOST = 4 };

/* F in float64, straight from the history; the second witness shares nothing with the library. */
static double value_f64(const group_case *g, const double *x)
{
    double sum = 0, square = 0;

    for (size_t i = 0; i < g->d; i++) {
        double w = 0;

        for (size_t s = 0; s < g->terms; s++) {
            size_t k = s * g->d + i;

            sum += g->m[k] * x[i] + g->q[k] * (x[i] - g->x[k]) * (x[i] - g->x[k]) / 2;
            w += g->q[k];
        }
        sum += g->lambda1 * fabs(x[i]) + g->lambda2 * x[i] * x[i];
        square += (g->a != NULL ? g->a[i] : w / 2 + g->lambda2) * x[i] * x[i];
    }
    return sum + g->lambda21 * sqrt((double)g->d) * sqrt(square);
}

static double value_gsl_1(double x, void *g)
{
    return value_f64(g, &x);
}

static double value_gsl(const gsl_vector *x, void *g)
{
    return value_f64(g, x->data);
}

/* Brent's method between -R and R, R the minimiser's own bound |z|/D. */
static void gsl_minimum_1(double *x, group_case *g, double radius)
{
    gsl_min_fminimizer *m = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    gsl_function f = {value_gsl_1, g};
    double guess = 0;

    for (int k = 1; k < 400 && !(value_f64(g, &guess) < value_gsl_1(-radius, g) &&
                                 value_f64(g, &guess) < value_gsl_1(radius, g));
         k++)
        guess = radius * (k / 200.0 - 1);
    if (gsl_min_fminimizer_set(m, &f, guess, -radius, radius) == GSL_SUCCESS)
        for (int k = 0; k < 200 && gsl_min_fminimizer_iterate(m) == GSL_SUCCESS; k++)
            ;
    *x = gsl_min_fminimizer_x_minimum(m);
    gsl_min_fminimizer_free(m);
}

/* Nelder and Mead's simplex, started anew from where it stopped. */
static void gsl_minimum(double *x, group_case *g, double radius)
{
    gsl_multimin_fminimizer *m =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, g->d);
    gsl_multimin_function f = {value_gsl, g->d, g};
    gsl_vector *start = gsl_vector_calloc(g->d), *step = gsl_vector_alloc(g->d);

    for (int round = 0; round < 4; round++) {
        gsl_vector_set_all(step, ldexp(radius, -4 * round));
        (void)gsl_multimin_fminimizer_set(m, &f, start, step);
        for (int k = 0; k < 400 && gsl_multimin_fminimizer_iterate(m) == GSL_SUCCESS; k++)
            ;
        gsl_vector_memcpy(start, m->x);
    }
    memcpy(x, start->data, g->d * sizeof *x);
    gsl_vector_free(start);
    gsl_vector_free(step);
    gsl_multimin_fminimizer_free(m);
}

/* F(y) - F(x*) >= |y - x*|_D^2/2 for every y, by strong convexity: at GSL's y this fails for any x but the argmin
 * as soon as y is nearer to the minimum than x is. */
static bool strongly_convex_at(const group_case *g, const sgl_ref_objective *objective,
                               mpfi_srcptr x, const double *y, double *gap)
{
    mpfi_ptr at = vector_of(y, g->d, 256);
    mpfi_t f_y, f_x, t;
    mpq_t z, w;
    bool holds;

    mpq_inits(z, w, NULL);
    mpfi_init2(f_y, 256);
    mpfi_init2(f_x, 256);
    mpfi_init2(t, 256);
    if (sgl_ref_objective_value(f_y, objective, at) != SGL_OK ||
        sgl_ref_objective_value(f_x, objective, x) != SGL_OK)
        bail_out("no value");
    mpfi_sub(f_y, f_y, f_x);
    *gap = mpfi_get_d(f_y);
    for (size_t i = 0; i < g->d; i++) { /* f_y -= D_i (y_i - x_i)^2/2 */
        group_case_sums(z, w, g, i);
        mpfi_sub(t, at + i, x + i);
        mpfi_sqr(t, t);
        mpfi_set_q(f_x, w);
        mpfi_div_2ui(f_x, f_x, 1);
        mpfi_add_d(f_x, f_x, g->lambda2);
        mpfi_mul(t, t, f_x);
        mpfi_sub(f_y, f_y, t);
    }
    holds = mpfr_sgn(&f_y->right) >= 0;
    mpq_clears(z, w, NULL);
    mpfi_clear(f_y);
    mpfi_clear(f_x);
    mpfi_clear(t);
    sgl_ref_vector_free(at, g->d);
    return holds;
}

static void test_gsl(size_t d, size_t n)
{
    size_t bad = 0, near = 0, zeros = 0;

    for (size_t k = 0; k < n; k++) {
        group_case g;
        sgl_ref_objective *objective;
        mpfi_ptr x = sgl_ref_vector_new(d, 256);
        double y[MOST], gap, radius = 0, scale;
        bool zero;
        mpq_t z, w;

        group_case_random(&g, test_below(3) == 0 ? NO_LAMBDA : GENERIC, d);
        if (test_below(2)) {
            g.a = numbers(d);
            for (size_t i = 0; i < d; i++)
                g.a[i] = fabs(test_log_uniform(-4, 4));
        }
        objective = group_case_objective(&g, 256);
        if (sgl_ref_argmin(x, &zero, objective, 4096) != SGL_OK)
            bail_out("no argmin");
        mpq_inits(z, w, NULL);
        for (size_t i = 0; i < d; i++) { /* |x_i| <= |z_i|/D_i <= |z_i|/w_i */
            group_case_sums(z, w, &g, i);
            radius = fmax(radius, fabs(mpq_get_d(z)) / mpq_get_d(w));
        }
        mpq_clears(z, w, NULL);
        if (d == 1)
            gsl_minimum_1(y, &g, 1.5 * radius + 1);
        else
            gsl_minimum(y, &g, radius + 1);
        bad += !strongly_convex_at(&g, objective, x, y, &gap);
        scale = fabs(value_f64(&g, y)) + 1;
        near += gap < 1e-6 * scale;
        zeros += zero;
        sgl_ref_vector_free(x, d);
        sgl_ref_objective_free(objective);
        group_case_free(&g);
    }
    ok(bad == 0 && near > n / 2,
       "d = %zu: GSL finds no lower point in %zu groups, and comes near in %zu (%zu zero)", d, n,
       near, zeros);
}

int main(void)
{
    plan(4);
    (void)gsl_set_error_handler_off();
    test_gsl(1, test_cases(200));
    test_gsl(2, test_cases(100));
    test_gsl(3, test_cases(60));
    test_gsl(4, test_cases(40));
    return tap_status();
}
