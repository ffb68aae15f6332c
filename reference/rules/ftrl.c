/* FTRL-Proximal (McMahan et al. 2013): n_t = n_{t-1} + g_t^2, sigma_t = (sqrt(n_t) - sqrt(n_{t-1}))/alpha goes into z,
 * (beta + sqrt(n_t))/alpha into the denominator. */
#include "interval.h"
#include "rules.h"

double sgl_rule_initial_accumulator(const sgl_variant *variant, const sgl_hyperparameters *hyper)
{
    if (variant->optimizer == SGL_FTRL)
        return hyper->initial_accumulator;
    return variant->epsilon == SGL_EPSILON_INITIAL ? hyper->epsilon : 0;
}

void sgl_rule_ftrl_root(mpfi_ptr root, const sgl_ref_run *run, mpfi_srcptr n)
{
    mpfi_set(root, n);
    if (run->variant.epsilon == SGL_EPSILON_INSIDE)
        mpfi_add_d(root, root, run->hyper.epsilon);
    sgl_interval_power(root, root, run->variant.power);
    if (run->variant.epsilon == SGL_EPSILON_OUTSIDE)
        mpfi_add_d(root, root, run->hyper.epsilon);
}

/* What the denominator has besides the root: beta; with SGL_START_DENOMINATOR also minus the root of n_0. */
static void denominator_offset(mpfi_ptr offset, const sgl_ref_run *run)
{
    mpfi_set_ui(offset, 0);
    if (run->variant.start == SGL_START_DENOMINATOR) {
        mpfi_set_d(offset, sgl_rule_initial_accumulator(&run->variant, &run->hyper));
        sgl_rule_ftrl_root(offset, run, offset);
        mpfi_neg(offset, offset);
    }
    if (run->variant.optimizer == SGL_FTRL)
        mpfi_add_d(offset, offset, run->hyper.beta);
}

void sgl_rule_ftrl(sgl_ref_run *run, const double *g, size_t begin, size_t end)
{
    mpfi_ptr square = run->scratch, offset = run->scratch + 1;
    int times = run->variant.accumulate_times;

    denominator_offset(offset, run);
    for (size_t i = begin; i < end; i++) {
        mpfi_set_d(run->m + i, g[i]);
        mpfi_sqr(square, run->m + i);
        /* A program that adds g^2 more than once uses sqrt(n + g^2) - sqrt(n) and then keeps n + times g^2: what
         * it subtracts from is not what it held, and nothing telescopes. */
        if (times != 1 && run->t > 1) {
            sgl_rule_ftrl_root(run->root + i, run, run->second + i);
            mpfi_div(run->w_dual + i, run->root + i, run->scalars.alpha);
        }
        mpfi_add(run->second + i, run->second + i, square);
        sgl_rule_ftrl_root(run->root + i, run, run->second + i);
        sgl_rule_set_w(run, i, run->zero, offset);
        for (int again = 1; again < times; again++)
            mpfi_add(run->second + i, run->second + i, square);
    }
}
