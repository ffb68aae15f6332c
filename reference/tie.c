/* Is |A^{-1/2} s| <= lambda21 sqrt(d)? Where every input is a point the question is one of rationals,
 *
 *     sum_i s_i^2 / A_i   against   lambda21^2 d,
 *
 * and is answered without rounding: no precision is large enough to see a tie in intervals. */
#include "objective.h"

#include <gmp.h>

/* 2^EXPONENT is as far as a rational may reach: 8 kB a number. */
enum { EXPONENT = 65536 };

static bool moderate(mpfi_srcptr v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (mpfr_regular_p(&v[i].left) &&
            (mpfr_get_exp(&v[i].left) > EXPONENT || mpfr_get_exp(&v[i].left) < -EXPONENT))
            return false;
    return true;
}

/* s = max(|g| - lambda1, 0), g = sum_s (m_s - q_s x_s) entry i; its sign does not matter in s^2. Exact. */
static void soft_threshold(mpq_t s, mpq_t t, mpq_t u, const sgl_ref_objective *objective, size_t i)
{
    mpq_set_ui(s, 0, 1);
    for (size_t k = 0; k < objective->terms; k++) {
        mpfi_srcptr m = objective->history[k] + i, q = m + objective->d, x_s = q + objective->d;

        mpfr_get_q(t, &q->left);
        mpfr_get_q(u, &x_s->left);
        mpq_mul(t, t, u);
        mpq_sub(s, s, t);
        mpfr_get_q(t, &m->left);
        mpq_add(s, s, t);
    }
    mpq_abs(s, s);
    mpq_set_d(t, objective->lambda1);
#if SGL_MUTANT != 116
    mpq_sub(s, s, t);
#endif
    if (mpq_sgn(s) < 0)
        mpq_set_ui(s, 0, 1);
}

/* a = A_i, as set or sum_s q_s/2 + lambda2. Exact. */
static void get_a(mpq_t a, mpq_t t, const sgl_ref_objective *objective, size_t i)
{
    if (objective->a != NULL) {
        mpfr_get_q(a, &objective->a[i].left);
        return;
    }
    mpq_set_ui(a, 0, 1);
    for (size_t k = 0; k < objective->terms; k++) {
        mpfr_get_q(t, &objective->history[k][objective->d + i].left);
        mpq_add(a, a, t);
    }
    mpq_div_2exp(a, a, 1);
    mpq_set_d(t, objective->lambda2);
    mpq_add(a, a, t);
}

/* sum = sum of s_i^2/A_i over begin <= i < end. By halves: the denominators multiply, and so the long
 * numbers meet only at the top, where one by one would carry them through all d. False unless every A_i > 0. */
static bool sum_ratios(mpq_t sum, const sgl_ref_objective *objective, size_t begin, size_t end)
{
    bool positive = true;
    mpq_t t, u;

    mpq_inits(t, u, NULL);
    if (end - begin == 1) {
        soft_threshold(sum, t, u, objective, begin);
        mpq_mul(sum, sum, sum);
        get_a(t, u, objective, begin);
        positive = mpq_sgn(t) > 0;
        if (positive)
            mpq_div(sum, sum, t);
    } else {
        size_t middle = begin + (end - begin) / 2;

        positive =
            sum_ratios(sum, objective, begin, middle) && sum_ratios(t, objective, middle, end);
        mpq_add(sum, sum, t);
    }
    mpq_clears(t, u, NULL);
    return positive;
}

sgl_status sgl_ref_objective_tie(int *sign, const sgl_ref_objective *objective)
{
    size_t d = objective->d;
    sgl_status status = SGL_OK;
    mpq_t sum, c2;

    if (!objective->points)
        return SGL_EUNSURE;
    for (size_t k = 0; k < objective->terms; k++)
        if (!moderate(objective->history[k], 3 * d))
            return SGL_EUNSURE;
    if (objective->a != NULL && !moderate(objective->a, d))
        return SGL_EUNSURE;
    mpq_inits(sum, c2, NULL);
    if (sum_ratios(sum, objective, 0, d)) {
        mpq_set_d(c2, objective->lambda21);
        mpq_mul(c2, c2, c2);
        mpz_mul_ui(mpq_numref(c2), mpq_numref(c2), d);
        mpq_canonicalize(c2);
        *sign = mpq_cmp(sum, c2);
#if SGL_MUTANT == 103
        *sign = *sign == 0 ? 1 : *sign;
#endif
    } else {
        status = SGL_EDOM;
    }
    mpq_clears(sum, c2, NULL);
    return status;
}
