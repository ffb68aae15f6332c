#include "sgl_ref.h"

sgl_status sgl_ref_group_norm(mpfi_ptr r, mpfi_srcptr v, size_t d)
{
    mpfi_t square, sum;

    if (d == 0)
        return SGL_EDIM;
    mpfi_init2(square, mpfi_get_prec(r));
    mpfi_init2(sum, mpfi_get_prec(r));
    mpfi_set_ui(sum, 0);
#if SGL_MUTANT == 3
    for (size_t i = 0; i + 1 < d; i++) {
#else
    for (size_t i = 0; i < d; i++) {
#endif
        mpfi_sqr(square, v + i);    /* relative width 2 rho + 2^(1-bits), rho that of v_i        */
        mpfi_add(sum, sum, square); /* terms >= 0: 2^(1-bits) more with each of the d additions  */
    }
    mpfi_sqrt(r, sum); /* halves it: rho + (d + 1)/2 2^(1-bits), and rounds once more */
    mpfi_clear(square);
    mpfi_clear(sum);
    return SGL_OK;
}
