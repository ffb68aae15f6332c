/* Algorithm 2, Group Adam, and Table 1's ADAM row; with amsgrad.c AMSGRAD, with adahessian.c ADAHESSIAN:
 *     m^_t = beta1 m^_{t-1} + (1 - beta1) g_t        v^_t = beta2 v^_{t-1} + (1 - beta2) q_t,  q = g^2 or D^2
 *     m_t = m_factor m^_t                            root_t = root_factor sqrt(v^_t)
 * the factors as scalars.c has them. */
#include "rules.h"

/* What the square root is taken of. */
static void radicand(mpfi_ptr v, const sgl_ref_run *run, size_t i)
{
    sgl_epsilon epsilon = run->variant.epsilon;
    bool corrected = run->variant.maximum == SGL_MAXIMUM_CORRECTED;

    mpfi_set(v, run->variant.maximum == SGL_MAXIMUM_NONE ? run->second + i : run->maximum + i);
    if (epsilon == SGL_EPSILON_INSIDE && !corrected) { /* v^/b2 + epsilon = (v^ + b2 epsilon)/b2 */
        mpfi_ptr term = run->scratch + 1;

        mpfi_mul_d(term, run->scalars.bias2, run->hyper.epsilon);
        mpfi_add(v, v, term);
    } else if (epsilon == SGL_EPSILON_INSIDE || epsilon == SGL_EPSILON_INSIDE_RAW) {
        mpfi_add_d(v, v, run->hyper.epsilon);
    }
}

void sgl_rule_adam(sgl_ref_run *run, const double *g, const double *hessian, size_t begin, size_t end,
                   bool epsilon_in_dual)
{
    const sgl_ref_scalars *s = &run->scalars;
    mpfi_ptr value = run->scratch, temporary = run->scratch + 1;

    for (size_t i = begin; i < end; i++) {
        mpfi_set_d(value, g[i]);
        sgl_rule_average(run->first + i, value, run->hyper.beta1, temporary);
        if (run->variant.second == SGL_SECOND_GRADIENT)
            mpfi_sqr(value, value);
        else
            sgl_rule_adahessian(value, run, hessian[i]);
        sgl_rule_average(run->second + i, value, run->hyper.beta2, temporary);
        if (run->variant.epsilon == SGL_EPSILON_INITIAL && run->t == 1)
            mpfi_add_d(run->second + i, run->second + i, run->hyper.epsilon);
        if (run->variant.maximum != SGL_MAXIMUM_NONE)
            sgl_rule_amsgrad(run, i);
#if SGL_MUTANT == 11
        mpfi_set(run->m + i, run->first + i);
#else
        mpfi_mul(run->m + i, run->first + i, s->m_factor);
#endif
        radicand(value, run, i);
        mpfi_sqrt(run->root + i, value);
        mpfi_mul(run->root + i, run->root + i, s->root_factor);
        sgl_rule_set_w(run, i, epsilon_in_dual ? s->epsilon_dual : run->zero, s->epsilon_denominator);
    }
}
