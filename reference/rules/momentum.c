/* Table 1, MOMENTUM: m_t = gamma m_{t-1} + g_t, V_t = I, alpha_t = alpha; W_t = 1/alpha from t = 1 on, so
 * Q_1 = I and Q_t = 0 after: z_t = z_{t-1} + m_t. */
#include "rules.h"

void sgl_rule_momentum(sgl_ref_run *run, const double *g, size_t begin, size_t end)
{
    double gamma = run->hyper.gamma;
    mpfi_ptr gradient = run->scratch;

    sgl_rule_sgd(run, g, begin, end); /* W_t, and m_t = g_t to be replaced */
    for (size_t i = begin; i < end; i++) {
        mpfi_ptr first = run->first + i;

        mpfi_set_d(gradient, g[i]);
        if (run->variant.momentum == SGL_MOMENTUM_AVERAGE) {
            sgl_rule_average(first, gradient, gamma, run->scratch + 1);
        } else {
#if SGL_MUTANT == 10
            mpfi_add(first, first, gradient);
            mpfi_mul_d(first, first, gamma);
#else
            mpfi_mul_d(first, first, gamma);
            mpfi_add(first, first, gradient);
#endif
        }
        mpfi_set(run->m + i, first);
        if (run->variant.momentum == SGL_MOMENTUM_NESTEROV || run->variant.momentum == SGL_MOMENTUM_OVERWRITE) {
            mpfi_mul_d(run->m + i, first, gamma);
            mpfi_add(run->m + i, run->m + i, gradient);
        }
        if (run->variant.momentum == SGL_MOMENTUM_OVERWRITE)
            mpfi_set(first, run->m + i);
    }
}
