/* The rounding envelope against the true error: runs of Group Adam by the float32 kernels of fast/, judged step by step from
 * the implied state. For every step over all live weights: |x - x*|/E, and E and |x - x*| themselves relative to |x*|.
 * Table: envelope. */
#include "experiment.h"
#include "judge/envelope.h"
#include "rng.h"
#include "sgl_fast.h"

#include <fenv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 160 };

typedef struct subject {
    size_t n;
    sgl_layout layout;
    sgl_step step;
    sgl_arrays_f32 arrays;
    float *g;
    double *x, *x_next, *g64, *ratio, *width, *error;
    sgl_ref_run *run;
    sgl_envelope envelope;
    mpfi_ptr exact;
} subject;

static bool subject_new(subject *s, const sgl_hyperparameters *hyper, size_t n, size_t d, rng *r)
{
    sgl_variant variant = {
        .optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE, .accumulate_times = 1, .power = 0.5};
    float *f = calloc(5 * n, sizeof *f);
    double *v = calloc(6 * n, sizeof *v);

    memset(s, 0, sizeof *s);
    s->n = n;
    s->layout = (sgl_layout){.size = n, .groups = n / d, .group_size = d};
    s->exact = sgl_ref_vector_new(n, BITS);
    s->arrays.x = f;
    s->x = v;
    if (!f || !v || !s->exact)
        return false;
    s->arrays = (sgl_arrays_f32){.x = f, .m = f + n, .v = f + 2 * n, .y = f + 3 * n};
    s->g = f + 4 * n;
    s->x_next = v + n;
    s->g64 = v + 2 * n;
    s->ratio = v + 3 * n;
    s->width = v + 4 * n;
    s->error = v + 5 * n;
    for (size_t i = 0; i < n; i++)
        f[i] = (float)(0.01 * rng_normal(r));
    return sgl_step_begin(&s->step, &variant, hyper) == SGL_OK &&
           sgl_dense_start_f32(&s->arrays, n, &s->step) == SGL_OK &&
           sgl_ref_run_new(&s->run, &variant, hyper, &s->layout, BITS) == SGL_OK &&
           sgl_envelope_new(&s->envelope, s->run, SGL_FLOAT32, SGL_POWERS_EXACT) == SGL_OK;
}

static void subject_free(subject *s)
{
    if (s->run)
        sgl_envelope_free(&s->envelope);
    sgl_ref_run_free(s->run);
    sgl_ref_vector_free(s->exact, s->n);
    free(s->arrays.x);
    free(s->x);
}

/* The kernel makes step t; the reference and the envelope follow from the weights that it had. The envelope wants the rounding
 * mode upward, the kernel to nearest. */
static bool advance(subject *s, rng *r, double alpha)
{
    sgl_ref_powers powers;

    for (size_t i = 0; i < s->n; i++) {
        s->x[i] = s->arrays.x[i];
        s->g64[i] = s->g[i] = (float)(rng_normal(r) * exp(rng_normal(r)));
    }
    if (sgl_step_next(&s->step, alpha) != SGL_OK ||
        sgl_dense_f32(&s->arrays, s->g, NULL, &s->layout, &s->step) != SGL_OK)
        return false;
    for (size_t i = 0; i < s->n; i++)
        s->x_next[i] = s->arrays.x[i];
    fesetround(FE_UPWARD);
    bool done = sgl_ref_rule(s->run, s->g64, NULL, alpha, NULL,
                             sgl_envelope_powers(&s->envelope, s->run, &powers)) == SGL_OK;
    if (done) {
        sgl_envelope_rule(&s->envelope, s->run, s->g64, NULL);
        done = sgl_ref_vector_set(s->exact, s->x, s->n) == SGL_OK &&
               sgl_ref_run_dual(s->run, s->exact) == SGL_OK;
    }
    if (done) {
        sgl_envelope_dual(&s->envelope, s->run, s->x);
        done = sgl_ref_run_shrink(s->exact, s->run) == SGL_OK;
    }
    if (done)
        sgl_envelope_shrink(&s->envelope, s->run, s->exact);
    fesetround(FE_TONEAREST);
    return done;
}

/* Live weights: what they are from the exact step, in the measures of the table. Returns how many. */
static size_t measure(subject *s)
{
    size_t live = 0;

    for (size_t i = 0; i < s->n; i++) {
        double exact = mpfi_get_d(s->exact + i), E = s->envelope.x[i],
               off = fabs(s->x_next[i] - exact);
        if (exact == 0 || s->x_next[i] == 0 || E == 0)
            continue;
        s->ratio[live] = off / E;
        s->width[live] = E / fabs(exact);
        s->error[live++] = off / fabs(exact);
    }
    return live;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double quantile(double *v, size_t n, double q)
{
    qsort(v, n, sizeof *v, ascending);
    return v[(size_t)(q * (double)(n - 1))];
}

int main(int argc, char **argv)
{
    experiment e;
    table t;
    subject s;
    rng r;
    double at[CONF_LIST];
    int status = experiment_begin(&e, argc, argv, "envelope");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    sgl_hyperparameters hyper = {.alpha = conf_number(&e.conf, "alpha"),
                                 .beta1 = 0.9,
                                 .beta2 = 0.999,
                                 .epsilon = 1e-8,
                                 .lambda1 = conf_number(&e.conf, "lambda1"),
                                 .lambda21 = conf_number(&e.conf, "lambda21"),
                                 .lambda2 = conf_number(&e.conf, "lambda2")};
    size_t n = conf_count(&e.conf, "weights"), d = conf_count(&e.conf, "group_size");
    size_t steps = conf_list(&e.conf, "steps", at), seed = conf_count(&e.conf, "seed");
    if (experiment_misconfigured(&e))
        return 4;
    if (n < 1 || d < 1 || n % d) {
        fprintf(stderr, "%s: expected weights to be a multiple of group_size\n", e.conf.file);
        return 4;
    }
    rng_seed(&r, seed);
    bool done =
        subject_new(&s, &hyper, n, d, &r) &&
        table_open(&t, &e, "envelope",
                   "t\tlive\tratio_median\tratio_99\tratio_max\twidth_median\terror_median");
    for (size_t step = 1, k = 0; done && k < steps; step++) {
        done = advance(&s, &r, hyper.alpha);
        if (done && (double)step >= at[k]) {
            size_t live = measure(&s);
            if (live > 0)
                table_row(&t, "%zu\t%zu\t%.6g\t%.6g\t%.6g\t%.6g\t%.6g", step, live,
                          quantile(s.ratio, live, 0.5), quantile(s.ratio, live, 0.99),
                          quantile(s.ratio, live, 1), quantile(s.width, live, 0.5),
                          quantile(s.error, live, 0.5));
            k++;
        }
        fesetround(FE_UPWARD);
        if (done)
            sgl_envelope_reset(&s.envelope, s.run, s.x_next, s.x);
        fesetround(FE_TONEAREST);
    }
    if (!done)
        fprintf(stderr, "%s: a step was refused\n", e.conf.file);
    done = done && table_close(&t);
    subject_free(&s);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
