/* Table 1, SGD: m_t = g_t, V_t = I, alpha_t = alpha/sqrt(t) (or the variant's rate): W_t = sqrt(t)/alpha. */
#include "rules.h"

void sgl_rule_sgd(sgl_ref_run *run, const double *g, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        mpfi_set_d(run->m + i, g[i]);
        mpfi_set_ui(run->root + i, run->variant.rate == SGL_RATE_CONSTANT ? 1 : run->t);
        if (run->variant.rate == SGL_RATE_SQRT)
            mpfi_sqrt(run->root + i, run->root + i);
        sgl_rule_set_w(run, i, run->zero, run->zero);
    }
}
