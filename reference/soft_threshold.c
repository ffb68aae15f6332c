/* s = -sign(z) max(|z| - lambda1, 0), Eq. (9), written as max(-z - lambda1, 0) - max(z - lambda1, 0): at most
 * one of the two is positive at a point, so over an interval their difference is the exact range. */
#include "interval.h"
#include "sgl_ref.h"

sgl_status sgl_ref_soft_threshold(mpfi_ptr s, mpfi_srcptr z, size_t n, mpfi_srcptr lambda1)
{
    mpfi_t below, above;

    if (n == 0)
        return SGL_EDIM;
    if (mpfr_sgn(&lambda1->left) < 0)
        return SGL_EDOM;
    mpfi_init2(below, mpfi_get_prec(s));
    mpfi_init2(above, mpfi_get_prec(s));
    for (size_t i = 0; i < n; i++) {
        mpfi_add(below, z + i, lambda1);
        mpfi_neg(below, below);
        sgl_interval_positive_part(below);
#if SGL_MUTANT == 2
        mpfi_add(above, z + i, lambda1);
#else
        mpfi_sub(above, z + i, lambda1);
#endif
        sgl_interval_positive_part(above);
        mpfi_sub(s + i, below, above);
    }
    mpfi_clear(below);
    mpfi_clear(above);
    return SGL_OK;
}
