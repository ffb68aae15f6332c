/* The shrink map of one group under the three norms, from the reference's closed form: for teaching.
 * Tables: shrink_map (arrows from the soft-thresholded point s/(2A) to x), dead_zone (the border of the points that give 0),
 * path (entries of x against lambda21, with the argmin of Eq. (6) by the other road). */
#include "experiment.h"
#include "sgl_ref.h"

#include <math.h>
#include <stdlib.h>

enum { BITS = 256, LARGEST = 8 };

static const char *const norm_names[] = {"s", "exact", "printed"};
static const sgl_norm norms[] = {SGL_NORM_ALGORITHM1, SGL_NORM_EXACT, SGL_NORM_PRINTED};

/* x of one group from z and W, as the double nearest to the reference's enclosure. False on error. */
static bool closed_form(double *x, const double *z, const double *w, size_t d, double lambda1,
                        double lambda21, double lambda2, sgl_norm norm)
{
    mpfi_ptr zi = sgl_ref_vector_new(d, BITS), wi = sgl_ref_vector_new(d, BITS),
             xi = sgl_ref_vector_new(d, BITS);
    bool done =
        zi && wi && xi && sgl_ref_vector_set(zi, z, d) == SGL_OK &&
        sgl_ref_vector_set(wi, w, d) == SGL_OK &&
        sgl_ref_closed_form(xi, NULL, zi, wi, d, lambda1, lambda21, lambda2, norm) == SGL_OK;

    for (size_t i = 0; done && i < d; i++)
        x[i] = mpfi_get_d(xi + i);
    sgl_ref_vector_free(zi, d);
    sgl_ref_vector_free(wi, d);
    sgl_ref_vector_free(xi, d);
    return done;
}

/* The same by the solver for Eq. (6) that knows no closed form: history m = z, q = W at x_s = 0. */
static bool argmin(double *x, const double *z, const double *w, size_t d, double lambda1,
                   double lambda21, double lambda2)
{
    sgl_ref_objective *objective = NULL;
    mpfi_ptr zi = sgl_ref_vector_new(d, BITS), wi = sgl_ref_vector_new(d, BITS),
             xi = sgl_ref_vector_new(d, BITS);
    bool zero, done = zi && wi && xi && sgl_ref_vector_set(zi, z, d) == SGL_OK &&
                      sgl_ref_vector_set(wi, w, d) == SGL_OK;

    done = done &&
           sgl_ref_objective_new(&objective, d, lambda1, lambda21, lambda2, BITS) == SGL_OK &&
           sgl_ref_objective_add(objective, zi, wi, xi) == SGL_OK &&
           sgl_ref_argmin(xi, &zero, objective, 4096) == SGL_OK;
    for (size_t i = 0; done && i < d; i++)
        x[i] = mpfi_get_d(xi + i);
    sgl_ref_objective_free(objective);
    sgl_ref_vector_free(zi, d);
    sgl_ref_vector_free(wi, d);
    sgl_ref_vector_free(xi, d);
    return done;
}

static bool write_map(const experiment *e, const double w[2], double lambda21, size_t grid,
                      double extent)
{
    bool done = true;
    table t;

    if (!table_open(&t, e, "shrink_map", "norm\tu1\tu2\tx1\tx2\tzero"))
        return false;
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < grid && done; i++)
            for (size_t j = 0; j < grid && done; j++) {
                double u[2] = {extent * (2 * (double)i / (double)(grid - 1) - 1),
                               extent * (2 * (double)j / (double)(grid - 1) - 1)};
                double z[2] = {-u[0] * w[0], -u[1] * w[1]}, x[2]; /* u: x without lambda21 */
                done = closed_form(x, z, w, 2, 0, lambda21, 0, norms[k]);
                table_row(&t, "%s\t%.6f\t%.6f\t%.6f\t%.6f\t%d", norm_names[k], u[0], u[1], x[0],
                          x[1], x[0] == 0 && x[1] == 0);
            }
    return table_close(&t) && done;
}

/* The border by bisection along rays: what the map itself says, not a formula for it. */
static bool write_border(const experiment *e, const double w[2], double lambda21, double extent)
{
    bool done = true;
    table t;

    if (!table_open(&t, e, "dead_zone", "norm\tangle\tu1\tu2"))
        return false;
    for (size_t k = 0; k < 3; k++)
        for (int degree = 0; degree <= 360 && done; degree += 3) {
            double angle = degree * 3.14159265358979 / 180, lo = 0, hi = 4 * extent;
            while (done && hi - lo > 1e-6) {
                double mid = (lo + hi) / 2, x[2];
                double z[2] = {-mid * cos(angle) * w[0], -mid * sin(angle) * w[1]};
                done = closed_form(x, z, w, 2, 0, lambda21, 0, norms[k]);
                if (x[0] == 0 && x[1] == 0)
                    lo = mid;
                else
                    hi = mid;
            }
            table_row(&t, "%s\t%d\t%.6f\t%.6f", norm_names[k], degree, lo * cos(angle),
                      lo * sin(angle));
        }
    return table_close(&t) && done;
}

static bool write_path(experiment *e, double lambda1, double lambda2)
{
    double z[CONF_LIST], w[CONF_LIST], lambda[CONF_LIST], x[LARGEST], best[LARGEST];
    size_t d = conf_list(&e->conf, "path_z", z), n = conf_list(&e->conf, "path_lambdas", lambda);
    bool done = conf_list(&e->conf, "path_w", w) == d && d >= 1 && d <= LARGEST;
    table t;

    if (experiment_misconfigured(e) || !done) {
        fprintf(stderr, "%s: expected path_z and path_w of the same 1 to %d numbers\n",
                e->conf.file, LARGEST);
        return false;
    }
    if (!table_open(&t, e, "path", "norm\tentry\tlambda21\tx\targmin"))
        return false;
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < d; i++)
            for (size_t j = 0; j < n && done; j++) {
                done = closed_form(x, z, w, d, lambda1, lambda[j], lambda2, norms[k]) &&
                       argmin(best, z, w, d, lambda1, lambda[j], lambda2);
                table_row(&t, "%s\t%zu\t%g\t%.9g\t%.9g", norm_names[k], i + 1, lambda[j], x[i],
                          best[i]);
            }
    return table_close(&t) && done;
}

int main(int argc, char **argv)
{
    experiment e;
    double w[CONF_LIST] = {0};
    int status = experiment_begin(&e, argc, argv, "shapes");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    size_t entries = conf_list(&e.conf, "w", w), grid = conf_count(&e.conf, "grid");
    double lambda1 = conf_number(&e.conf, "lambda1"), lambda21 = conf_number(&e.conf, "lambda21");
    double lambda2 = conf_number(&e.conf, "lambda2"), extent = conf_number(&e.conf, "extent");
    if (!write_path(&e, lambda1, lambda2))
        return 4;
    if (entries != 2 || grid < 2 || !(extent > 0)) {
        fprintf(stderr, "%s: expected two numbers w, grid >= 2, extent > 0\n", e.conf.file);
        return 4;
    }
    bool done = write_map(&e, w, lambda21, grid, extent) && write_border(&e, w, lambda21, extent);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
