/* Radii of the scalars of step t, as scalars.c computes them. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

/* The product in the dtype, rounded to nearest whatever the mode is: a double product of two floats is exact. */
static double next_product(const sgl_envelope *e, double power, double beta)
{
    mpfr_t product;
    double next;

    mpfr_init2(product, e->dtype == SGL_FLOAT32 ? 24 : 53);
    mpfr_set_d(product, beta, MPFR_RNDN);
    mpfr_mul_d(product, product, power, MPFR_RNDN);
    next = mpfr_get_d(product, MPFR_RNDN);
    mpfr_clear(product);
    return next;
}

const sgl_ref_powers *sgl_envelope_powers(sgl_envelope *e, const sgl_ref_run *run, sgl_ref_powers *powers)
{
    if (e->powers != SGL_POWERS_PRODUCT)
        return NULL;
    powers->power1 = e->power1 = next_product(e, e->power1, run->hyper.beta1);
    powers->power2 = e->power2 = next_product(e, e->power2, run->hyper.beta2);
    return powers;
}

/* Relative radius of 1 - beta^t: the difference is rounded, and so was the power unless it is exact or the product that
 * the exact value was made from. In float64 a power computed in double is itself rounded. */
static double bias_radius(const sgl_envelope *e, mpfi_srcptr bias, mpfi_srcptr power, size_t t)
{
    double r = SGL_BUDGET_ROUNDING * e->u;
    bool rounded = e->powers == SGL_POWERS_POW || (e->powers == SGL_POWERS_EXACT && e->dtype == SGL_FLOAT64);

#if SGL_MUTANT == 35
    if (rounded && t > 1 && e->u == 0)
#else
    if (rounded && t > 1)
#endif
        r += relative(SGL_BUDGET_POWER * e->u * magnitude(power), mignitude(bias)) * (1 + e->u);
    return r;
}

void sgl_envelope_scalars(sgl_envelope *e, const sgl_ref_run *run)
{
    const sgl_ref_scalars *s = &run->scalars;
    const double u = e->u, divide = SGL_BUDGET_DIVISION * u, multiply = SGL_BUDGET_ROUNDING * u;
    sgl_scaling scaling = run->variant.scaling;
    bool maximum = run->variant.maximum == SGL_MAXIMUM_CORRECTED;
    double root2, factor;

    if (run->variant.optimizer != SGL_ADAM && run->variant.optimizer != SGL_AMSGRAD &&
        run->variant.optimizer != SGL_ADAHESSIAN)
        return;
    e->bias1 = run->variant.bias == SGL_BIAS_BOTH || run->variant.bias == SGL_BIAS_M
                   ? bias_radius(e, s->bias1, s->power1, run->t) : 0;
    e->bias2 = run->variant.bias == SGL_BIAS_BOTH || run->variant.bias == SGL_BIAS_V
                   ? bias_radius(e, s->bias2, s->power2, run->t) : 0;
    /* sqrt(b (1 - r)) is within r/2 (1 + r), and 1/b is off by more than b: what is divided by is taken as of_inverse. */
    root2 = e->bias2 > 0 ? e->bias2 / 2 * (1 + e->bias2) + SGL_BUDGET_SQRT * u * (1 + e->bias2) : 0;

    if (scaling == SGL_SCALING_TABLE1) {
        e->m_factor = 0;
        e->root_factor = e->bias1 + of_inverse(root2) + divide;
        factor = e->bias1; /* of k_t, for epsilon */
    } else if (scaling == SGL_SCALING_FOLDED) {
        e->m_factor = root2 + of_inverse(e->bias1) + divide;
        e->root_factor = 0;
        factor = root2;
    } else {
#if SGL_MUTANT == 57
        e->m_factor = 0;
#else
        e->m_factor = of_inverse(e->bias1);
#endif
        e->root_factor = of_inverse(root2);
        factor = 0;
    }
    e->m_scaled = e->m_factor > 0;
    e->root_scaled = e->root_factor > 0;
    if (maximum) {
        e->root_factor = factor;
        e->root_scaled = factor > 0;
    }
    /* epsilon k_t, epsilon k_t/sqrt(b2), and the compounded product: one more factor a step. */
    root2 = of_inverse(root2);
    e->compounded += root2 + divide + multiply;
    if (run->variant.epsilon == SGL_EPSILON_COMPOUNDING) {
        if (run->t == 1)
            e->epsilon_dual = magnitude(s->epsilon_dual) * (factor + root2 + divide + multiply);
        e->epsilon_denominator = magnitude(s->epsilon_denominator) * (factor + e->compounded + multiply);
        return;
    }
    factor += root2 + divide + 2 * multiply;
    e->epsilon_denominator = magnitude(s->epsilon_denominator) * factor;
    if (run->variant.epsilon == SGL_EPSILON_EVERY_STEP) { /* the sum of the terms, and of what each is off */
        e->epsilon_dual += e->epsilon_denominator;
        e->epsilon_dual += multiply * (magnitude(s->epsilon_dual) + e->epsilon_dual);
    } else if (run->t == 1 || (run->variant.epsilon != SGL_EPSILON_ALGORITHM2 && run->variant.epsilon != SGL_EPSILON_DUAL))
        e->epsilon_dual = magnitude(s->epsilon_dual) * factor;
}
