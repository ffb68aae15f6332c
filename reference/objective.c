/* Eq. (6) for one group, from the raw history:
 *
 *   F(x) = sum_s ( m_s.x + 1/2 sum_i q_{s,i} (x_i - x_{s,i})^2 )
 *          + lambda1 |x|_1 + lambda21 sqrt(d) (sum_i A_i x_i^2)^{1/2} + lambda2 |x|_2^2,   q_s = Q_s/alpha_s.
 *
 * Every operation below is MPFI's, whose result encloses the operation on all points of its operands; so each
 * quantity encloses the exact one, and its error is its width. */
#include "objective.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static bool is_weight(double lambda)
{
    return isfinite(lambda) && lambda >= 0;
}

sgl_status sgl_ref_objective_new(sgl_ref_objective **objective, size_t d, double lambda1,
                                 double lambda21, double lambda2, mpfr_prec_t bits)
{
    sgl_ref_objective *o;

    *objective = NULL;
    if (d == 0 || d > SIZE_MAX / 3 || bits < MPFR_PREC_MIN || bits > MPFR_PREC_MAX)
        return SGL_EDIM;
    if (!is_weight(lambda1) || !is_weight(lambda21) || !is_weight(lambda2))
        return SGL_EDOM;
    o = calloc(1, sizeof *o);
    if (o == NULL)
        return SGL_ENOMEM;
    *o = (sgl_ref_objective){.d = d,
                             .bits = bits,
                             .lambda1 = lambda1,
                             .lambda21 = lambda21,
                             .lambda2 = lambda2,
                             .points = true};
    *objective = o;
    return SGL_OK;
}

void sgl_ref_objective_free(sgl_ref_objective *objective)
{
    if (objective == NULL)
        return;
    for (size_t s = 0; s < objective->terms; s++)
        sgl_ref_vector_free(objective->history[s], 3 * objective->d);
    sgl_ref_vector_free(objective->a, objective->d);
    free(objective->history);
    free(objective);
}

/* The widest precision in v: a copy at that precision is exact. */
static mpfr_prec_t precision(mpfi_srcptr v, size_t n, mpfr_prec_t least)
{
    for (size_t i = 0; i < n; i++) {
        mpfr_prec_t left = mpfr_get_prec(&v[i].left), right = mpfr_get_prec(&v[i].right);

        least = left > least ? left : least;
        least = right > least ? right : least;
    }
    return least;
}

static bool bounded(mpfi_srcptr v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!mpfr_number_p(&v[i].left) || !mpfr_number_p(&v[i].right))
            return false;
    return true;
}

static void copy(sgl_ref_objective *objective, mpfi_ptr out, mpfi_srcptr v)
{
    for (size_t i = 0; i < objective->d; i++) {
        mpfi_set(out + i, v + i);
        objective->points = objective->points && mpfr_equal_p(&v[i].left, &v[i].right);
    }
}

sgl_status sgl_ref_objective_add(sgl_ref_objective *objective, mpfi_srcptr m, mpfi_srcptr q,
                                 mpfi_srcptr x_s)
{
    size_t d = objective->d;
    mpfr_prec_t bits;
    mpfi_ptr term;

    if (!bounded(m, d) || !bounded(q, d) || !bounded(x_s, d))
        return SGL_EDOM;
    if (objective->terms == objective->room) {
        size_t room = objective->room ? 2 * objective->room : 4;
        mpfi_ptr *more = realloc(objective->history, room * sizeof *more);

        if (more == NULL)
            return SGL_ENOMEM;
        objective->history = more;
        objective->room = room;
    }
    bits = precision(m, d, precision(q, d, precision(x_s, d, MPFR_PREC_MIN)));
    term = sgl_ref_vector_new(3 * d, bits);
    if (term == NULL)
        return SGL_ENOMEM;
    copy(objective, term, m);
    copy(objective, term + d, q);
    copy(objective, term + 2 * d, x_s);
    objective->history[objective->terms++] = term;
    return SGL_OK;
}

sgl_status sgl_ref_objective_set_a(sgl_ref_objective *objective, mpfi_srcptr a)
{
    mpfi_ptr own = NULL;

    if (a != NULL) {
        if (!bounded(a, objective->d))
            return SGL_EDOM;
        own = sgl_ref_vector_new(objective->d, precision(a, objective->d, MPFR_PREC_MIN));
        if (own == NULL)
            return SGL_ENOMEM;
        copy(objective, own, a);
    }
    sgl_ref_vector_free(objective->a, objective->d);
    objective->a = own;
    return SGL_OK;
}

void sgl_ref_objective_threshold(mpfi_ptr c, const sgl_ref_objective *objective)
{
    mpfi_set_ui(c, objective->d);
    mpfi_sqrt(c, c);                       /* sqrt(d), 1 ulp an end    */
    mpfi_mul_d(c, c, objective->lambda21); /* 1 ulp more, 2 below 53 bits */
}

void sgl_ref_objective_curvature(mpfi_ptr curvature, const sgl_ref_objective *objective)
{
    for (size_t i = 0; i < objective->d; i++) {
        mpfi_ptr sum = curvature + i;

        mpfi_set_d(sum, objective->lambda2); /* exact from 53 bits on, outward below */
        mpfi_mul_2ui(sum, sum, 1);
        for (size_t s = 0; s < objective->terms; s++) {
#if SGL_MUTANT == 118
            if (mpfi_is_neg(objective->history[s] + objective->d + i))
                continue;
#endif
            mpfi_add(sum, sum, objective->history[s] + objective->d + i);
        }
    }
}

void sgl_ref_objective_get_a(mpfi_ptr a, const sgl_ref_objective *objective)
{
    if (objective->a == NULL) {
        sgl_ref_objective_curvature(a, objective);
#if SGL_MUTANT != 100
        for (size_t i = 0; i < objective->d; i++)
            mpfi_div_2ui(a + i, a + i, 1); /* halving is exact */
#endif
    } else {
        for (size_t i = 0; i < objective->d; i++)
            mpfi_set(a + i, objective->a + i);
    }
}

void sgl_ref_objective_gradient(mpfi_ptr gradient, const sgl_ref_objective *objective,
                                mpfi_srcptr x)
{
    size_t d = objective->d;
    mpfi_t t;

    mpfi_init2(t, mpfi_get_prec(gradient));
    for (size_t i = 0; i < d; i++) {
        mpfi_set_ui(gradient + i, 0);
        if (x != NULL) {
            mpfi_mul_d(gradient + i, x + i, objective->lambda2);
            mpfi_mul_2ui(gradient + i, gradient + i, 1);
        }
        for (size_t s = 0; s < objective->terms; s++) {
            mpfi_srcptr m = objective->history[s] + i, q = m + d, x_s = q + d;

            mpfi_neg(t, x_s); /* rounds outward where x_s has more bits */
            if (x != NULL)
                mpfi_add(t, t, x + i);
            mpfi_mul(t, t, q);
            mpfi_add(gradient + i, gradient + i, t);
#if SGL_MUTANT != 101
            mpfi_add(gradient + i, gradient + i, m);
#endif
        }
    }
    mpfi_clear(t);
}

/* sum += m_s.x + 1/2 q_s.(x - x_s)^2 of one term, entry i: 4 roundings of an ulp, and 2 in the sums. x stands three
 * times, so over a wide x this is an enclosure but not the range. */
static void add_term(mpfi_ptr sum, mpfi_ptr t, mpfi_srcptr m, mpfi_srcptr q, mpfi_srcptr x_s,
                     mpfi_srcptr x)
{
    mpfi_mul(t, m, x);
    mpfi_add(sum, sum, t);
    mpfi_sub(t, x, x_s);
    mpfi_sqr(t, t); /* never below 0, where x - x_s straddles it */
    mpfi_mul(t, t, q);
#if SGL_MUTANT != 102
    mpfi_div_2ui(t, t, 1);
#endif
    mpfi_add(sum, sum, t);
}

/* sum += lambda1 |x| + lambda2 x^2; square += A x^2: entry i of Psi_t, Eq. (5) */
static void add_penalty(mpfi_ptr sum, mpfi_ptr square, mpfi_ptr t,
                        const sgl_ref_objective *objective, mpfi_srcptr a, mpfi_srcptr x)
{
    mpfi_abs(t, x);
    mpfi_mul_d(t, t, objective->lambda1);
    mpfi_add(sum, sum, t);
    mpfi_sqr(t, x);
    mpfi_mul_d(t, t, objective->lambda2);
    mpfi_add(sum, sum, t);
    mpfi_sqr(t, x);
    mpfi_mul(t, t, a);
    mpfi_add(square, square, t);
}

sgl_status sgl_ref_objective_value(mpfi_ptr value, const sgl_ref_objective *objective,
                                   mpfi_srcptr x)
{
    size_t d = objective->d;
    mpfr_prec_t bits = mpfi_get_prec(value);
    mpfi_ptr a = sgl_ref_vector_new(d, bits);
    mpfi_t sum, square, t;
    sgl_status status = SGL_EDOM;

    if (a == NULL)
        return SGL_ENOMEM;
    mpfi_init2(sum, bits);
    mpfi_init2(square, bits);
    mpfi_init2(t, bits);
    mpfi_set_ui(sum, 0);
    mpfi_set_ui(square, 0);
    sgl_ref_objective_get_a(a, objective);
    for (size_t i = 0; i < d; i++) {
        if (mpfr_sgn(&a[i].left) < 0)
            goto done; /* A^{1/2} is not defined */
        for (size_t s = 0; s < objective->terms; s++) {
            mpfi_srcptr m = objective->history[s] + i;

            add_term(sum, t, m, m + d, m + 2 * d, x + i);
        }
        add_penalty(sum, square, t, objective, a + i, x + i);
    }
    mpfi_sqrt(square, square); /* |A^{1/2} x| */
    sgl_ref_objective_threshold(t, objective);
    mpfi_mul(t, t, square);
    mpfi_add(value, sum, t);
    status = SGL_OK;
done:
    sgl_ref_vector_free(a, d);
    mpfi_clear(sum);
    mpfi_clear(square);
    mpfi_clear(t);
    return status;
}
