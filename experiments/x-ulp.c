/* One step of Group Adam by the float32 kernels of fast/ against the reference: histogram of the error of x in units in
 * the last place of (|m| + W |x_1| + lambda1)/(2A), the terms before they cancel. Table: ulp. */
#include "experiment.h"
#include "rng.h"
#include "sgl_fast.h"
#include "sgl_ref.h"

#include <math.h>
#include <stdlib.h>

enum { BINS = 61 }; /* -3 .. 3 in steps of 0.1, the ends hold the rest */

/* Unit in the last place of the terms of z before they cancel, as they stand in x. */
static double unit_of(const sgl_ref_run *run, size_t i, double start)
{
    double terms = fabs(mpfi_get_d(run->m + i)) + mpfi_get_d(run->w_dual + i) * fabs(start) +
                   run->hyper.lambda1;
    int e;

    frexp(terms / mpfi_get_d(run->denominator + i), &e);
    return ldexp(1, (e < -125 ? -125 : e) - 24);
}

static bool compare(size_t count[BINS], size_t *zeros, size_t *wrong, sgl_norm norm,
                    const sgl_hyperparameters *hyper, size_t n, size_t d, uint64_t seed)
{
    sgl_variant variant = {.optimizer = SGL_ADAM,
                           .epsilon = SGL_EPSILON_OUTSIDE,
                           .norm = norm,
                           .accumulate_times = 1,
                           .power = 0.5};
    sgl_layout layout = {.size = n, .groups = n / d, .group_size = d};
    float *f = calloc(5 * n, sizeof *f);
    double *start = calloc(2 * n, sizeof *start), *g;
    mpfi_ptr x = sgl_ref_vector_new(n, 160);
    sgl_ref_run *run = NULL;
    sgl_step step;
    rng r;

    if (!f || !start || !x)
        return false;
    g = start + n;
    sgl_arrays_f32 arrays = {.x = f, .m = f + n, .v = f + 2 * n, .y = f + 3 * n};
    rng_seed(&r, seed);
    for (size_t i = 0; i < n; i++) {
        start[i] = f[i] = (float)(0.01 * rng_normal(&r));
        g[i] = f[4 * n + i] = (float)(rng_normal(&r) * exp(2 * rng_normal(&r)));
    }
    bool done = sgl_step_begin(&step, &variant, hyper) == SGL_OK &&
                sgl_dense_start_f32(&arrays, n, &step) == SGL_OK &&
                sgl_step_next(&step, hyper->alpha) == SGL_OK &&
                sgl_dense_f32(&arrays, f + 4 * n, NULL, &layout, &step) == SGL_OK &&
                sgl_ref_vector_set(x, start, n) == SGL_OK &&
                sgl_ref_run_new(&run, &variant, hyper, &layout, 160) == SGL_OK &&
                sgl_ref_step(x, run, g, NULL, hyper->alpha) == SGL_OK;
    for (size_t i = 0; done && i < n; i++) {
        double exact = mpfi_get_d(x + i);
        *zeros += exact == 0;
        *wrong += (exact == 0) != (f[i] == 0);
        if (exact == 0)
            continue;
        double bin = floor((f[i] - exact) / unit_of(run, i, start[i]) * 10 + 0.5) + BINS / 2;
        count[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : (size_t)bin]++;
    }
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, n);
    free(f);
    free(start);
    return done;
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"s", "exact"};
    experiment e;
    table t;
    double lambda21[CONF_LIST];
    int status = experiment_begin(&e, argc, argv, "ulp");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    sgl_hyperparameters hyper = {.alpha = conf_number(&e.conf, "alpha"),
                                 .beta1 = 0.9,
                                 .beta2 = 0.999,
                                 .epsilon = 1e-8,
                                 .lambda1 = conf_number(&e.conf, "lambda1"),
                                 .lambda2 = conf_number(&e.conf, "lambda2")};
    size_t n = conf_count(&e.conf, "weights"), d = conf_count(&e.conf, "group_size"),
           seed = conf_count(&e.conf, "seed");
    size_t lambdas = conf_list(&e.conf, "lambda21", lambda21);
    if (experiment_misconfigured(&e) || d < 1 || n % d || n < 1)
        return 4;
    if (!table_open(&t, &e, "ulp", "norm\tlambda21\tunit\tshare\tzeros\twrong_zeros"))
        return EXIT_FAILURE;
    bool done = true;
    for (size_t k = 0; k < 2 && done; k++)
        for (size_t j = 0; j < lambdas && done; j++) {
            size_t count[BINS] = {0}, zeros = 0, wrong = 0;
            hyper.lambda21 = lambda21[j];
            done = compare(count, &zeros, &wrong, k ? SGL_NORM_EXACT : SGL_NORM_ALGORITHM1, &hyper,
                           n, d, seed);
            for (size_t b = 0; b < BINS && done; b++)
                table_row(&t, "%s\t%g\t%.1f\t%.8g\t%zu\t%zu", names[k], lambda21[j],
                          ((double)b - BINS / 2) / 10, (double)count[b] / (double)(n - zeros),
                          zeros, wrong);
        }
    if (!done)
        fprintf(stderr, "%s: a step was refused\n", e.conf.file);
    return table_close(&t) && done ? EXIT_SUCCESS : EXIT_FAILURE;
}
