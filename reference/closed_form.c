/* Theorem 1 for one group, from z and W, by the steps of Algorithm 1: soft threshold, norm, shrink.
 */
#include "interval.h"
#include "sgl_ref.h"

#include <math.h>

static bool is_weight(double lambda)
{
    return isfinite(lambda) && lambda >= 0;
}

/* weighted = what the norm is taken of. Each is s_i (or z_i) over a number that is > 0 wherever s_i
 * is not 0: one square root and one division, 2 ulp. */
static void weigh(mpfi_ptr weighted, mpfi_srcptr s, mpfi_srcptr z, mpfi_srcptr denominator,
                  sgl_norm norm)
{
    if (norm == SGL_NORM_DUAL) {
        mpfi_set(weighted, z);
    } else if (norm == SGL_NORM_ALGORITHM1 || sgl_interval_is_zero(s)) {
        mpfi_set(weighted, s);
    } else {
#if SGL_MUTANT == 126
        mpfi_set(weighted, denominator);
#else
        mpfi_div_2ui(weighted, denominator, 1); /* A = (W + 2 lambda2)/2, exact */
#endif
#if SGL_MUTANT == 106
        if (norm == SGL_NORM_PRINTED)
#else
        if (norm == SGL_NORM_EXACT)
#endif
            mpfi_sqrt(weighted, weighted);
        mpfi_div(weighted, s, weighted);
    }
}

sgl_status sgl_ref_closed_form(mpfi_ptr x, int *zero, mpfi_srcptr z, mpfi_srcptr w, size_t d,
                               double lambda1, double lambda21, double lambda2, sgl_norm norm)
{
    mpfr_prec_t bits;
    mpfi_ptr s, denominator, weighted;
    mpfi_t r, c;
    sgl_status status = SGL_ENOMEM;

    if (d == 0)
        return SGL_EDIM;
    if (!is_weight(lambda1) || !is_weight(lambda21) || !is_weight(lambda2))
        return SGL_EDOM;
    bits = mpfi_get_prec(x);
    s = sgl_ref_vector_new(d, bits);
    denominator = sgl_ref_vector_new(d, bits);
    weighted = sgl_ref_vector_new(d, bits);
    mpfi_init2(r, bits);
    mpfi_init2(c, bits);
    if (s == NULL || denominator == NULL || weighted == NULL)
        goto done;
    mpfi_set_d(c, lambda1);
    status = sgl_ref_soft_threshold(s, z, d, c);
    for (size_t i = 0; i < d && status == SGL_OK; i++) {
        mpfi_set_d(denominator + i, lambda2);
        mpfi_mul_2ui(denominator + i, denominator + i, 1);
        mpfi_add(denominator + i, denominator + i, w + i);
        if (!sgl_interval_is_zero(s + i) && mpfr_sgn(&denominator[i].left) <= 0)
            status = SGL_EDOM;
        else
            weigh(weighted + i, s + i, z + i, denominator + i, norm);
    }
    if (status == SGL_OK)
        status = sgl_ref_group_norm(r, weighted, d);
    mpfi_set_ui(c, d);
    mpfi_sqrt(c, c);
    mpfi_mul_d(c, c, lambda21); /* lambda21 sqrt(d), 2 ulp */
    if (status == SGL_OK)
        status = sgl_ref_shrink(x, zero, s, denominator, d, r, c);
done:
    sgl_ref_vector_free(s, d);
    sgl_ref_vector_free(denominator, d);
    sgl_ref_vector_free(weighted, d);
    mpfi_clear(r);
    mpfi_clear(c);
    return status;
}
