/* Theorem 1 along whole runs. With the exact norm each step of Algorithm 1 is the argmin of Eq. (6): x_{t+1} from the
 * recursion (z in its stable form, W) meets the argmin of the objective that was kept as m_s, Q_s/alpha_s = W_s -
 * W_{s-1} and x_s, for every rule, Q_s of either sign included. With the norm of Algorithm 1 it is not. */
#include "sgl_ref.h"
#include "tap.h"

enum { STEPS = 24, GROUPS = 5, D = 3, N = GROUPS * D, BITS = 256 };

static const struct {
    const char *why;
    sgl_variant variant;
    double epsilon, initial_accumulator, gamma;
    bool may_fall; /* some Q_s have negative entries */
} rules[] = {
    {"SGD, 1/sqrt(t)", {.optimizer = SGL_SGD, .rate = SGL_RATE_SQRT}, 0, 0, 0, false},
    {"momentum: Q_t = 0 for t > 1", {.optimizer = SGL_MOMENTUM}, 0, 0, 0.75, false},
    {"Adagrad", {.optimizer = SGL_ADAGRAD}, 0x1p-10, 0x1p-10, 0, false},
    {"Adam, consistent epsilon",
     {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE},
     0x1p-20,
     0,
     0,
     true},
    {"Adam, Table 1",
     {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_NONE},
     0,
     0,
     0,
     true},
    {"AMSGrad",
     {.optimizer = SGL_AMSGRAD, .epsilon = SGL_EPSILON_OUTSIDE, .maximum = SGL_MAXIMUM_SEPARATE},
     0x1p-20,
     0,
     0,
     true},
    {"AdaHessian",
     {.optimizer = SGL_ADAHESSIAN, .epsilon = SGL_EPSILON_OUTSIDE, .second = SGL_SECOND_HESSIAN},
     0x1p-20,
     0,
     0,
     true},
};

typedef struct counts {
    size_t steps, meets, wide, zero, kept, falls;
} counts;

static sgl_ref_run *new_run(size_t k, sgl_norm norm)
{
    const sgl_hyperparameters hyper = {.alpha = 0.125,
                                       .beta1 = 0.5,
                                       .beta2 = 0.75,
                                       .gamma = rules[k].gamma,
                                       .epsilon = rules[k].epsilon,
                                       .initial_accumulator = rules[k].initial_accumulator,
                                       .lambda1 = 0.25,
                                       .lambda21 = 0.75,
                                       .lambda2 = 0.125};
    const sgl_layout layout = {.size = N, .groups = GROUPS, .group_size = D};
    sgl_variant variant = rules[k].variant;
    sgl_ref_run *run;

    variant.norm = norm;
    variant.accumulate_times = 1;
    variant.power = 0.5;
    if (sgl_ref_run_new(&run, &variant, &hyper, &layout, BITS) != SGL_OK)
        bail_out("no run of %s", rules[k].why);
    return run;
}

/* The history of group j gets this step's term. */
static void remember(sgl_ref_objective **histories, const sgl_ref_run *run, mpfi_srcptr x,
                     counts *tally)
{
    mpfi_ptr q = sgl_ref_vector_new(N, BITS);

    for (size_t i = 0; i < N; i++) {
        mpfi_sub(q + i, run->w_dual + i, run->w_previous + i);
        tally->falls += mpfi_is_strictly_neg(q + i);
    }
    for (size_t j = 0; j < GROUPS; j++)
        if (sgl_ref_objective_add(histories[j], run->m + j * D, q + j * D, x + j * D) != SGL_OK)
            bail_out("no term");
    sgl_ref_vector_free(q, N);
}

static void compare(counts *tally, sgl_ref_objective **histories, mpfi_srcptr x)
{
    mpfi_ptr argmin = sgl_ref_vector_new(D, BITS);
    mpfr_t width;

    mpfr_init2(width, 53);
    for (size_t j = 0; j < GROUPS; j++) {
        bool zero, meets = true;

        if (sgl_ref_argmin(argmin, &zero, histories[j], 4 * BITS) != SGL_OK)
            bail_out("no argmin");
        for (size_t i = 0; i < D; i++) {
            meets = meets && mpfi_cmp(argmin + i, x + j * D + i) == 0; /* they overlap */
            mpfi_diam_abs(width, argmin + i);
            tally->wide += mpfr_cmp_d(width, 0x1p-200) > 0;
            mpfi_diam_abs(width, x + j * D + i);
            tally->wide += mpfr_cmp_d(width, 0x1p-200) > 0;
        }
        tally->meets += meets;
        tally->zero += zero;
        tally->kept += !zero;
        tally->steps++;
    }
    mpfr_clear(width);
    sgl_ref_vector_free(argmin, D);
}

static counts run_rule(size_t k, sgl_norm norm)
{
    sgl_ref_run *run = new_run(k, norm);
    sgl_ref_objective *histories[GROUPS];
    mpfi_ptr x = sgl_ref_vector_new(N, BITS), before = sgl_ref_vector_new(N, BITS);
    double g[N], hessian[N], x_1[N];
    counts tally = {0};

    for (size_t i = 0; i < N; i++)
        x_1[i] = test_uniform() < 0.3 ? 0 : test_uniform() - 0.5;
    if (sgl_ref_vector_set(x, x_1, N) != SGL_OK)
        bail_out("no x_1");
    for (size_t j = 0; j < GROUPS; j++)
        if (sgl_ref_objective_new(&histories[j], D, run->hyper.lambda1, run->hyper.lambda21,
                                  run->hyper.lambda2, BITS) != SGL_OK)
            bail_out("no objective");
    for (size_t t = 0; t < STEPS; t++) {
        for (size_t i = 0; i < N; i++) { /* some groups pull harder: some stay zero */
            g[i] = (double)(1 + i / D) * (test_uniform() - 0.375);
            hessian[i] = 4 * test_uniform() + 0.25;
            mpfi_set(before + i, x + i);
        }
        if (sgl_ref_rule(run, g, hessian, run->hyper.alpha, NULL, NULL) != SGL_OK ||
            sgl_ref_run_dual(run, x) != SGL_OK || sgl_ref_run_shrink(x, run) != SGL_OK)
            bail_out("no step of %s", rules[k].why);
        remember(histories, run, before, &tally);
        compare(&tally, histories, x);
    }
    for (size_t j = 0; j < GROUPS; j++)
        sgl_ref_objective_free(histories[j]);
    sgl_ref_vector_free(x, N);
    sgl_ref_vector_free(before, N);
    sgl_ref_run_free(run);
    return tally;
}

int main(void)
{
    plan(2 * ARRAY_SIZE(rules));
    for (size_t k = 0; k < ARRAY_SIZE(rules); k++) {
        counts exact = run_rule(k, SGL_NORM_EXACT), algorithm1 = run_rule(k, SGL_NORM_ALGORITHM1);

        if (!ok(exact.meets == exact.steps && exact.wide == 0 && exact.zero > 0 && exact.kept > 0 &&
                    (exact.falls > 0) == rules[k].may_fall,
                "%s: every step is the argmin, %zu group steps, %zu zero, %zu entries of Q_s below "
                "0",
                rules[k].why, exact.steps, exact.zero, exact.falls))
            diag("%zu meet, %zu wide", exact.meets, exact.wide);
        ok(algorithm1.meets < algorithm1.steps && algorithm1.wide == 0,
           "%s: the norm of Algorithm 1 is not, in %zu of %zu group steps", rules[k].why,
           algorithm1.steps - algorithm1.meets, algorithm1.steps);
    }
    return tap_status();
}
