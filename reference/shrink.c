/* x = max(1 - threshold/r, 0) s / denominator, Eq. (8) per group. */
#include "interval.h"
#include "sgl_ref.h"

/* factor = max(1 - c/r, 0) for c, r >= 0: increasing in r, decreasing in c, and 1 when c = 0. */
static void shrink_factor(mpfi_ptr factor, mpfi_srcptr r, mpfi_srcptr c)
{
    if (sgl_interval_is_zero(c)) {
        mpfi_set_ui(factor, 1);
        return;
    }
    mpfr_set_zero(&factor->left, +1);
    mpfr_set_zero(&factor->right, +1);
    if (mpfr_greater_p(&r->left, &c->right)) {
        mpfr_div(&factor->left, &c->right, &r->left, MPFR_RNDU);
        mpfr_ui_sub(&factor->left, 1, &factor->left, MPFR_RNDD);
    }
    if (mpfr_greater_p(&r->right, &c->left)) {
        mpfr_div(&factor->right, &c->left, &r->right, MPFR_RNDD);
        mpfr_ui_sub(&factor->right, 1, &factor->right, MPFR_RNDU);
    }
    sgl_interval_positive_part(factor);
}

/* +1 zero for certain, -1 not zero for certain, 0 undecided. A tie, r = c in points, is zero. */
static int decide_zero(mpfi_srcptr r, mpfi_srcptr c)
{
#if SGL_MUTANT == 4
    if (mpfr_less_p(&r->right, &c->left))
#else
    if (mpfr_lessequal_p(&r->right, &c->left))
#endif
        return +1;
    return mpfr_greater_p(&r->left, &c->right) ? -1 : 0;
}

sgl_status sgl_ref_shrink(mpfi_ptr x, int *zero, mpfi_srcptr s, mpfi_srcptr denominator, size_t d, mpfi_srcptr r,
                          mpfi_srcptr threshold)
{
    mpfi_t factor;

    if (d == 0)
        return SGL_EDIM;
    for (size_t i = 0; i < d; i++)
        if (!sgl_interval_is_zero(s + i) && mpfr_sgn(&denominator[i].left) <= 0)
            return SGL_EDOM;
    mpfi_init2(factor, mpfi_get_prec(x));
    shrink_factor(factor, r, threshold);
    if (zero != NULL)
        *zero = decide_zero(r, threshold);
    for (size_t i = 0; i < d; i++) {
        if (sgl_interval_is_zero(s + i)) { /* 0 by convention, even over a denominator of 0 */
            mpfi_set_ui(x + i, 0);
            continue;
        }
        mpfi_mul(x + i, s + i, factor);
        mpfi_div(x + i, x + i, denominator + i);
    }
    mpfi_clear(factor);
    return SGL_OK;
}
