/* The numbers of step t that all coordinates share: powers of the betas, bias corrections, the factors of
 * the variant's scaling, the two epsilons.
 *
 * With b1 = 1 - beta1^t, b2 = 1 - beta2^t, and k_t the factor by which a scaling multiplies both m_t and W_t of
 * Algorithm 2 (which leaves Eq. (1) alone, and changes Algorithm 1 once a lambda is positive):
 *     Algorithm 2  k = 1          m = m^/b1            root = sqrt(v^)/sqrt(b2)
 *     Table 1      k = b1         m = m^               root = b1 sqrt(v^)/sqrt(b2)
 *     folded       k = sqrt(b2)   m = sqrt(b2) m^/b1   root = sqrt(v^)                       */
#include "rules.h"

static void set_bias(sgl_ref_run *run)
{
    sgl_ref_scalars *s = &run->scalars;
    sgl_bias bias = run->variant.bias;

    if (bias == SGL_BIAS_BOTH || bias == SGL_BIAS_M)
        mpfi_ui_sub(s->bias1, 1, s->power1);
    else
        mpfi_set_ui(s->bias1, 1);
    if (bias == SGL_BIAS_BOTH || bias == SGL_BIAS_V)
        mpfi_ui_sub(s->bias2, 1, s->power2);
    else
        mpfi_set_ui(s->bias2, 1);
}

static void set_scaling(sgl_ref_run *run, mpfi_ptr k, mpfi_ptr root2)
{
    sgl_ref_scalars *s = &run->scalars;

    mpfi_sqrt(root2, s->bias2);
    switch (run->variant.scaling) {
    case SGL_SCALING_TABLE1:
        mpfi_set(k, s->bias1);
        mpfi_set_ui(s->m_factor, 1);
        mpfi_div(s->root_factor, s->bias1, root2);
        break;
    case SGL_SCALING_FOLDED:
        mpfi_set(k, root2);
        mpfi_div(s->m_factor, root2, s->bias1);
        mpfi_set_ui(s->root_factor, 1);
        break;
    default:
        mpfi_set_ui(k, 1);
        mpfi_ui_div(s->m_factor, 1, s->bias1);
        mpfi_ui_div(s->root_factor, 1, root2);
    }
    if (run->variant.maximum == SGL_MAXIMUM_CORRECTED) /* the maximum is of v^/b2 already */
        mpfi_set(s->root_factor, k);
}

/* hat = k eps^_t = k epsilon/sqrt(b2); outside = k epsilon. */
static void set_epsilon(sgl_ref_run *run, mpfi_srcptr k, mpfi_srcptr root2, mpfi_ptr hat, mpfi_ptr outside)
{
    sgl_ref_scalars *s = &run->scalars;

    mpfi_mul_d(outside, k, run->hyper.epsilon);
    mpfi_div(hat, outside, root2);
    mpfi_div(s->compounded, s->compounded, root2);
    switch (run->variant.epsilon) {
    case SGL_EPSILON_ALGORITHM2: /* Q_1 alone receives eps^_1, the denominator eps^_t */
        if (run->t == 1)
            mpfi_set(s->epsilon_dual, hat);
        mpfi_set(s->epsilon_denominator, hat);
        break;
    case SGL_EPSILON_COMPOUNDING: /* eps_t = eps_{t-1}/sqrt(1 - beta2^t) */
        if (run->t == 1)
            mpfi_set(s->epsilon_dual, hat);
        mpfi_mul(s->epsilon_denominator, outside, s->compounded);
        break;
    case SGL_EPSILON_HAT:
        mpfi_set(s->epsilon_dual, hat);
        mpfi_set(s->epsilon_denominator, hat);
        break;
    case SGL_EPSILON_OUTSIDE:
        mpfi_set(s->epsilon_dual, outside);
        mpfi_set(s->epsilon_denominator, outside);
        break;
    case SGL_EPSILON_DENOMINATOR:
        mpfi_set(s->epsilon_denominator, outside);
        break;
    case SGL_EPSILON_DENOMINATOR_HAT:
        mpfi_set(s->epsilon_denominator, hat);
        break;
    case SGL_EPSILON_DUAL:
        if (run->t == 1)
            mpfi_set(s->epsilon_dual, hat);
        break;
    case SGL_EPSILON_EVERY_STEP:
        mpfi_add(s->epsilon_dual, s->epsilon_dual, hat);
        mpfi_set(s->epsilon_denominator, hat);
        break;
    default: /* inside the root, in V_1, or none: nothing is added to the root */
        break;
    }
}

void sgl_rule_scalars(sgl_ref_run *run, double alpha, const sgl_ref_powers *powers)
{
    sgl_ref_scalars *s = &run->scalars;
    mpfi_t k, root2, hat, outside;

    mpfi_set_d(s->alpha, alpha);
    if (run->variant.optimizer != SGL_ADAM && run->variant.optimizer != SGL_AMSGRAD &&
        run->variant.optimizer != SGL_ADAHESSIAN)
        return;
    mpfi_mul_d(s->power1, s->power1, run->hyper.beta1);
    mpfi_mul_d(s->power2, s->power2, run->hyper.beta2);
    if (powers != NULL) {
        mpfi_set_d(s->power1, powers->power1);
        mpfi_set_d(s->power2, powers->power2);
    }
    mpfi_init2(k, run->bits);
    mpfi_init2(root2, run->bits);
    mpfi_init2(hat, run->bits);
    mpfi_init2(outside, run->bits);
    set_bias(run);
    set_scaling(run, k, root2);
    set_epsilon(run, k, root2, hat, outside);
    mpfi_clear(k);
    mpfi_clear(root2);
    mpfi_clear(hat);
    mpfi_clear(outside);
}
