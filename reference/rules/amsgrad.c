/* AMSGrad's maximum. Table 1 prints V_t = max(V_{t-1}, beta2 V_{t-1} + (1 - beta2) g_t^2), which feeds the maximum
 * back into the average: V + (1 - beta2) max(0, g^2 - V), never below Reddi et al.'s sequence and equal to it
 * for t <= 2. Their average is kept apart. */
#include "interval.h"
#include "rules.h"

void sgl_rule_amsgrad(sgl_ref_run *run, size_t i)
{
    mpfi_ptr corrected = run->scratch;

    switch (run->variant.maximum) {
    case SGL_MAXIMUM_CORRECTED:
        mpfi_div(corrected, run->second + i, run->scalars.bias2);
        sgl_interval_max(run->maximum + i, run->maximum + i, corrected);
        break;
    case SGL_MAXIMUM_FED_BACK:
        sgl_interval_max(run->maximum + i, run->maximum + i, run->second + i);
#if SGL_MUTANT != 12
        mpfi_set(run->second + i, run->maximum + i);
#endif
        break;
    default:
        sgl_interval_max(run->maximum + i, run->maximum + i, run->second + i);
    }
}
