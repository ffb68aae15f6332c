/* Rounding to nearest never falls (u <= v gives float(u) <= float(v)), so where both ends of an interval round to
 * one float, every point between them does. The ends are MPFR numbers, which mpfr_get_flt and mpfr_get_d round
 * once, subnormals and overflow included. */
#include "sgl_ref.h"

#include <string.h>

/* Zero itself is +0, whichever sign MPFI gives the zero at an end of an interval. */
static float end_f32(mpfr_srcptr end)
{
#if SGL_MUTANT == 107
    return mpfr_get_flt(end, MPFR_RNDN);
#elif SGL_MUTANT == 108
    return mpfr_zero_p(end) ? 0.0f : (float)mpfr_get_d(end, MPFR_RNDN);
#else
    return mpfr_zero_p(end) ? 0.0f : mpfr_get_flt(end, MPFR_RNDN);
#endif
}

static double end_f64(mpfr_srcptr end)
{
    return mpfr_zero_p(end) ? 0.0 : mpfr_get_d(end, MPFR_RNDN);
}

sgl_status sgl_ref_round_f32(float *out, mpfi_srcptr v)
{
    float left = end_f32(&v->left), right = end_f32(&v->right);

    if (mpfi_nan_p(v))
        return SGL_EDOM;
    if (memcmp(&left, &right, sizeof left) != 0) /* bits: -0 is not 0 */
        return SGL_EUNSURE;
    *out = left;
    return SGL_OK;
}

sgl_status sgl_ref_round_f64(double *out, mpfi_srcptr v)
{
#if SGL_MUTANT == 109
    double left = end_f64(&v->left), right = left;
#else
    double left = end_f64(&v->left), right = end_f64(&v->right);
#endif

    if (mpfi_nan_p(v))
        return SGL_EDOM;
    if (memcmp(&left, &right, sizeof left) != 0)
        return SGL_EUNSURE;
    *out = left;
    return SGL_OK;
}
