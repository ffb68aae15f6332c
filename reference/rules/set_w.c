#include "rules.h"

void sgl_rule_set_w(sgl_ref_run *run, size_t i, mpfi_srcptr dual, mpfi_srcptr denominator)
{
    mpfi_swap(run->w_previous + i, run->w_dual + i);
    mpfi_add(run->w_dual + i, run->root + i, dual);
    mpfi_div(run->w_dual + i, run->w_dual + i, run->scalars.alpha);
    mpfi_add(run->w_denominator + i, run->root + i, denominator);
    mpfi_div(run->w_denominator + i, run->w_denominator + i, run->scalars.alpha);
}
