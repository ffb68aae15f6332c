/* Table 1, ADAHESSIAN: the second moment averages D_t^2, D_t the diagonal of the Hessian. */
#include "rules.h"

void sgl_rule_adahessian(mpfi_ptr q, const sgl_ref_run *run, double hessian)
{
    mpfi_set_d(q, hessian);
    if (run->variant.second == SGL_SECOND_ABS)
        mpfi_abs(q, q);
    else
        mpfi_sqr(q, q);
}
