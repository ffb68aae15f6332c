/* What the reference refuses, as its contracts say: empty groups, hyper-parameters outside their domain, numbers that are none; and that
 * what was to be written is untouched then. */
#include "sgl_ref.h"
#include "tap.h"

#include <math.h>
#include <stdint.h>

enum { N = 4, BITS = 96 };

/* One change of a good call of sgl_ref_run_new. */
static const struct {
    const char *why;
    sgl_optimizer optimizer;
    sgl_layout layout;
    sgl_hyperparameters hyper;
    sgl_status want;
} runs[] = {
    {"nothing wrong", SGL_ADAM, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1}, SGL_OK},
    {"no weights", SGL_ADAM, {.size = 0, .groups = 2, .group_size = 2}, {.alpha = 1}, SGL_EDIM},
    {"no groups", SGL_ADAM, {.size = N, .groups = 0, .group_size = 2}, {.alpha = 1}, SGL_EDIM},
    {"d = 0", SGL_ADAM, {.size = N, .groups = 2}, {.alpha = 1}, SGL_EDIM},
    {"d does not divide n", SGL_ADAM, {.size = N, .groups = 1, .group_size = 3}, {.alpha = 1}, SGL_EDIM},
    {"too few groups", SGL_ADAM, {.size = N, .groups = 1, .group_size = 2}, {.alpha = 1}, SGL_EDIM},
    {"an empty group", SGL_ADAM, {.size = N, .groups = 2, .offsets = (const size_t[]){0, 0, N}}, {.alpha = 1}, SGL_EDIM},
    {"not from 0", SGL_ADAM, {.size = N, .groups = 2, .offsets = (const size_t[]){1, 2, N}}, {.alpha = 1}, SGL_EDIM},
    {"not to n", SGL_ADAM, {.size = N, .groups = 2, .offsets = (const size_t[]){0, 2, 3}}, {.alpha = 1}, SGL_EDIM},
    {"alpha = 0", SGL_SGD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 0}, SGL_EDOM},
    {"alpha infinite", SGL_SGD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = INFINITY}, SGL_EDOM},
    {"alpha NaN", SGL_SGD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = NAN}, SGL_EDOM},
    {"lambda1 < 0", SGL_SGD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .lambda1 = -1}, SGL_EDOM},
    {"lambda21 NaN", SGL_SGD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .lambda21 = NAN}, SGL_EDOM},
    {"lambda2 infinite", SGL_SGD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .lambda2 = INFINITY}, SGL_EDOM},
    {"gamma = 1", SGL_MOMENTUM, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .gamma = 1}, SGL_EDOM},
    {"epsilon < 0", SGL_ADAGRAD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .epsilon = -1}, SGL_EDOM},
    {"initial accumulator < 0", SGL_FTRL, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .initial_accumulator = -1}, SGL_EDOM},
    {"beta NaN", SGL_FTRL, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .beta = NAN}, SGL_EDOM},
    {"beta1 = 1", SGL_ADAM, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .beta1 = 1}, SGL_EDOM},
    {"beta2 < 0", SGL_AMSGRAD, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .beta2 = -0.5}, SGL_EDOM},
    {"epsilon infinite", SGL_ADAHESSIAN, {.size = N, .groups = 2, .group_size = 2}, {.alpha = 1, .epsilon = INFINITY}, SGL_EDOM},
};

static void test_runs(void)
{
    for (size_t k = 0; k < ARRAY_SIZE(runs); k++) {
        const sgl_variant v = {.optimizer = runs[k].optimizer, .accumulate_times = 1, .power = 0.5};
        sgl_ref_run *run = (sgl_ref_run *)&run;
        sgl_status status = sgl_ref_run_new(&run, &v, &runs[k].hyper, &runs[k].layout, BITS);

        ok(status == runs[k].want && (run != NULL) == (status == SGL_OK), "a run: %s", runs[k].why);
        sgl_ref_run_free(run);
    }
}

static void test_precision(void)
{
    const sgl_variant v = {.optimizer = SGL_SGD, .accumulate_times = 1, .power = 0.5};
    const sgl_hyperparameters h = {.alpha = 1};
    const sgl_layout layout = {.size = N, .groups = N, .group_size = 1};
    sgl_ref_run *run;

    ok(sgl_ref_run_new(&run, &v, &h, &layout, 52) == SGL_EDIM && run == NULL, "52 bits, less than a double has");
}

/* A refused gradient leaves the run as it was: the next step is its first. */
static void test_rule(void)
{
    const sgl_variant v = {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_HESSIAN, .accumulate_times = 1, .power = 0.5};
    const sgl_hyperparameters h = {.alpha = 1, .beta1 = 0.5, .beta2 = 0.5, .epsilon = 1};
    const sgl_layout layout = {.size = N, .groups = 2, .group_size = 2};
    const double good[N] = {1, 2, 3, 4}, bad[N] = {1, 2, NAN, 4}, worse[N] = {1, INFINITY, 3, 4};
    sgl_ref_run *run;

    if (sgl_ref_run_new(&run, &v, &h, &layout, BITS) != SGL_OK)
        bail_out("no run");
    ok(sgl_ref_rule(run, bad, good, 1, NULL, NULL) == SGL_EDOM && run->t == 0, "a NaN gradient");
    ok(sgl_ref_rule(run, good, worse, 1, NULL, NULL) == SGL_EDOM && run->t == 0, "an infinite Hessian");
    ok(sgl_ref_rule(run, good, good, 0, NULL, NULL) == SGL_EDOM && run->t == 0, "alpha_t = 0");
    ok(sgl_ref_rule(run, good, good, NAN, NULL, NULL) == SGL_EDOM && run->t == 0, "alpha_t NaN");
    ok(sgl_ref_rule(run, good, good, 1, NULL, NULL) == SGL_OK && run->t == 1, "and then a good one");
    sgl_ref_run_free(run);
}

static void test_vectors(void)
{
    const double good[N] = {1, 2, 3, 4}, bad[N] = {5, 6, 7, INFINITY};
    mpfi_ptr v = sgl_ref_vector_new(N, BITS);

    ok(sgl_ref_vector_new(0, BITS) == NULL, "no entries");
    ok(sgl_ref_vector_new(SIZE_MAX / 2, BITS) == NULL, "more entries than memory could have");
    sgl_ref_vector_free(NULL, N);
    if (v == NULL || sgl_ref_vector_set(v, good, N) != SGL_OK)
        bail_out("out of memory");
    ok(sgl_ref_vector_set(v, bad, N) == SGL_EDOM && mpfi_cmp_d(v, 1) == 0, "an infinite entry: none is set");
    sgl_ref_vector_free(v, N);
}

static void test_steps(void)
{
    const double three[N] = {3, 3, 3, 3}, zero[N] = {1, 0, 1, 1};
    mpfi_ptr v[4];
    mpfi_t r, threshold;
    int decided = 7;
    double out64 = 7;
    float out32 = 7;

    for (size_t k = 0; k < 4; k++)
        if ((v[k] = sgl_ref_vector_new(N, BITS)) == NULL || sgl_ref_vector_set(v[k], k == 2 ? zero : three, N) != SGL_OK)
            bail_out("out of memory");
    mpfi_init_set_d(r, 6);
    mpfi_init_set_d(threshold, 1);
    ok(sgl_ref_dual(v[0], v[1], v[3], v[3], v[3], v[3], v[3], 0) == SGL_EDIM && mpfi_cmp_d(v[0], 3) == 0, "dual: no entries");
    ok(sgl_ref_shrink(v[0], &decided, v[1], v[3], 0, r, threshold) == SGL_EDIM && decided == 7, "shrink: no entries");
    ok(sgl_ref_shrink(v[0], &decided, v[1], v[2], N, r, threshold) == SGL_EDOM && decided == 7 && mpfi_cmp_d(v[0], 3) == 0,
       "shrink: s_2 not 0 over 0");
    mpfr_set_nan(&r->left);
    ok(sgl_ref_round_f64(&out64, r) == SGL_EDOM && out64 == 7, "NaN has no float64");
    ok(sgl_ref_round_f32(&out32, r) == SGL_EDOM && out32 == 7, "nor a float32");
    mpfi_clear(r);
    mpfi_clear(threshold);
    for (size_t k = 0; k < 4; k++)
        sgl_ref_vector_free(v[k], N);
}

/* A tie is decided in rationals where they fit in memory and A > 0; elsewhere it is left open or refused. */
static void test_ties(void)
{
    sgl_ref_objective *f;
    mpfi_ptr m = sgl_ref_vector_new(3, BITS), q = sgl_ref_vector_new(3, BITS), x = sgl_ref_vector_new(3, BITS), a = sgl_ref_vector_new(3, BITS);
    const double gradients[] = {-2, 9, 0.5}, curvature[] = {2, 2, 2}, nothing[] = {0, 0, 0}, thirds[] = {3, 24, 2};
    bool zero = false;

    /* lambda1 = 1: |s| = (1, 8, 0), sum s^2/A = 1/3 + 64/24 = 3 = lambda21^2 d. */
    if (sgl_ref_objective_new(&f, 3, 1, 1, 0, BITS) != SGL_OK || sgl_ref_vector_set(m, gradients, 3) != SGL_OK ||
        sgl_ref_vector_set(q, curvature, 3) != SGL_OK || sgl_ref_vector_set(x, nothing, 3) != SGL_OK || sgl_ref_vector_set(a, thirds, 3) != SGL_OK ||
        sgl_ref_objective_add(f, m, q, x) != SGL_OK || sgl_ref_objective_set_a(f, a) != SGL_OK)
        bail_out("no objective");
    ok(sgl_ref_argmin(x, &zero, f, 1024) == SGL_OK && zero, "a tie with A given and an entry in its dead zone is zero");
    /* Still a tie, but one of the numbers is 2^-200000: no rational of that size is made. */
    mpfi_set_prec(q, 64);
    mpfr_set_ui_2exp(&q->left, 1, -200000, MPFR_RNDN);
    mpfr_set(&q->right, &q->left, MPFR_RNDN);
    for (size_t i = 0; i < 3; i++) {
        mpfi_set_ui(m + i, 0);
        mpfi_set_ui(x + i, 0);
    }
    ok(sgl_ref_objective_add(f, m, q, x) == SGL_OK && sgl_ref_argmin(x, &zero, f, 1024) == SGL_EUNSURE && mpfi_has_zero(x),
       "a tie of numbers far apart stays open, and 0 is among what is enclosed");
    sgl_ref_objective_free(f);
    sgl_ref_vector_free(m, 3);
    sgl_ref_vector_free(q, 3);
    sgl_ref_vector_free(x, 3);
    sgl_ref_vector_free(a, 3);
}

int main(void)
{
    plan(ARRAY_SIZE(runs) + 1 + 5 + 3 + 5 + 2);
    test_runs();
    test_precision();
    test_rule();
    test_vectors();
    test_steps();
    test_ties();
    return tap_status();
}
