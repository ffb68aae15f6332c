#include "interval.h"

void sgl_interval_positive_part(mpfi_ptr v)
{
    if (mpfr_sgn(&v->left) < 0)
        mpfr_set_zero(&v->left, +1);
    if (mpfr_sgn(&v->right) < 0)
        mpfr_set_zero(&v->right, +1);
}

void sgl_interval_power(mpfi_ptr out, mpfi_srcptr v, double p)
{
    mpfr_t exponent;

    mpfi_set(out, v);
    sgl_interval_positive_part(out);
    if (p == 0.5) {
        mpfi_sqrt(out, out);
        return;
    }
    /* v^p is increasing in v: an end rounded outward stays an end. */
    mpfr_init2(exponent, 53);
    mpfr_set_d(exponent, p, MPFR_RNDN);
    mpfr_pow(&out->left, &out->left, exponent, MPFR_RNDD);
    mpfr_pow(&out->right, &out->right, exponent, MPFR_RNDU);
    mpfr_clear(exponent);
}

void sgl_interval_max(mpfi_ptr out, mpfi_srcptr a, mpfi_srcptr b)
{
    /* max is increasing in both arguments, so the ends are the maxima of the ends. */
    mpfr_max(&out->left, &a->left, &b->left, MPFR_RNDD);
    mpfr_max(&out->right, &a->right, &b->right, MPFR_RNDU);
}

bool sgl_interval_is_zero(mpfi_srcptr v)
{
    return mpfr_zero_p(&v->left) && mpfr_zero_p(&v->right);
}
