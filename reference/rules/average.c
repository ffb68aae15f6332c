#include "rules.h"

void sgl_rule_average(mpfi_ptr average, mpfi_srcptr value, double beta, mpfi_ptr scratch)
{
    mpfi_set_ui(scratch, 1);
    mpfi_sub_d(scratch, scratch, beta); /* exact from 106 bits on, an enclosure below that */
    mpfi_mul(scratch, scratch, value);
    mpfi_mul_d(average, average, beta);
    mpfi_add(average, average, scratch);
}
