/* epsilon of Algorithm 2 in its readings, by the reference: epsilon over t, and what a weight that never gets a gradient
 * does. Tables: epsilon, untouched. */
#include "experiment.h"
#include "sgl_ref.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *name;
    sgl_epsilon reading;
} readings[] = {
    {"compounding", SGL_EPSILON_COMPOUNDING}, /* line 8 as an assignment                   */
    {"algorithm_2", SGL_EPSILON_ALGORITHM2},  /* eps/sqrt(1 - beta2^t), only eps_1 in z     */
    {"consistent", SGL_EPSILON_HAT},          /* eps_t - eps_{t-1} in Q_t as well           */
    {"constant", SGL_EPSILON_OUTSIDE}};       /* Kingma and Ba: line 8 deleted              */

/* The enclosure is a point to the digits shown: x is of the order of 1 to 32, or falls to 0. */
static bool tight(mpfi_srcptr x)
{
    mpfr_t width;

    mpfr_init2(width, 53);
    mpfi_diam_abs(width, x);
    bool narrow = mpfr_cmp_d(width, 1e-15) < 0;
    mpfr_clear(width);
    return narrow;
}

static bool follow(table *epsilon, table *untouched, size_t reading,
                   const sgl_hyperparameters *hyper, const double *at, size_t n)
{
    sgl_variant variant = {.optimizer = SGL_ADAM,
                           .epsilon = readings[reading].reading,
                           .accumulate_times = 1,
                           .power = 0.5};
    sgl_layout layout = {.size = 1, .groups = 1, .group_size = 1};
    sgl_ref_run *run = NULL;
    /* The run feeds on its own enclosures, which then widen up to 40-fold a step. */
    mpfr_prec_t bits = 128 + 6 * (mpfr_prec_t)at[n - 1];
    mpfi_ptr x = sgl_ref_vector_new(1, bits);
    double one = 1, zero = 0;
    bool done = x && sgl_ref_vector_set(x, &one, 1) == SGL_OK &&
                sgl_ref_run_new(&run, &variant, hyper, &layout, bits) == SGL_OK;

    for (size_t t = 1, k = 0; done && k < n; t++) {
        done = sgl_ref_step(x, run, &zero, NULL, hyper->alpha) == SGL_OK;
        if (!done || (double)t < at[k])
            continue;
        done = tight(x);
        double size = mpfi_get_d(run->scalars.epsilon_denominator) / hyper->epsilon;
        if (isfinite(size) && size < 1e300)
            table_row(epsilon, "%s\t%zu\t%.12g", readings[reading].name, t, size);
        table_row(untouched, "%s\t%zu\t%.12g", readings[reading].name, t, fabs(mpfi_get_d(x)));
        k++;
    }
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, 1);
    return done;
}

int main(int argc, char **argv)
{
    experiment e;
    table epsilon, untouched;
    double at[CONF_LIST];
    int status = experiment_begin(&e, argc, argv, "epsilon");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    sgl_hyperparameters hyper = {.alpha = conf_number(&e.conf, "alpha"),
                                 .beta1 = conf_number(&e.conf, "beta1"),
                                 .beta2 = conf_number(&e.conf, "beta2"),
                                 .epsilon = conf_number(&e.conf, "epsilon")};
    size_t n = conf_list(&e.conf, "steps", at);
    if (experiment_misconfigured(&e))
        return 4;
    if (!table_open(&epsilon, &e, "epsilon", "reading\tt\tepsilon") ||
        !table_open(&untouched, &e, "untouched", "reading\tt\tx"))
        return EXIT_FAILURE;
    bool done = true;
    for (size_t r = 0; r < sizeof readings / sizeof *readings; r++)
        done = done && follow(&epsilon, &untouched, r, &hyper, at, n);
    if (!done)
        fprintf(stderr, "%s: the reference refused a step, or an enclosure is too wide\n",
                e.conf.file);
    bool closed = table_close(&epsilon);
    return table_close(&untouched) && closed && done ? EXIT_SUCCESS : EXIT_FAILURE;
}
