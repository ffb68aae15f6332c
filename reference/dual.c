/* z_t = z_{t-1} + m_t - (W_t - W_{t-1}) x_t, Eq. (23).
 *
 * With zeta_t = z_t + W_t x_t this is zeta_t = zeta_{t-1} - W_{t-1} x_{t-1} + m_t + W_{t-1} x_t: no difference of
 * two roots is formed, and the two terms with W_{t-1} share one factor, so what is uncertain about W_{t-1}
 * is multiplied by the small x_t - x_{t-1}. Where x comes from a recording that difference is of points. */
#include "sgl_ref.h"

sgl_status sgl_ref_dual(mpfi_ptr z, mpfi_ptr zeta, mpfi_srcptr m, mpfi_srcptr w_previous, mpfi_srcptr w,
                        mpfi_srcptr x_previous, mpfi_srcptr x, size_t n)
{
    mpfi_t term;

    if (n == 0)
        return SGL_EDIM;
    mpfi_init2(term, mpfi_get_prec(z));
    for (size_t i = 0; i < n; i++) {
        mpfi_sub(term, x + i, x_previous + i);
#if SGL_MUTANT == 1
        mpfi_mul(term, term, w + i);
#else
        mpfi_mul(term, term, w_previous + i);
#endif
        mpfi_add(zeta + i, zeta + i, m + i);
        mpfi_add(zeta + i, zeta + i, term);
        mpfi_mul(term, w + i, x + i);
        mpfi_sub(z + i, zeta + i, term);
    }
    mpfi_clear(term);
    return SGL_OK;
}
