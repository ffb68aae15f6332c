/* How far is x from the argmin of Eq. (6)? F is strongly convex with F'' >= D = sum Q_s/alpha_s + 2 lambda2 in
 * its smooth part, so for u in the subdifferential at x and 0 in that at x*,
 *
 *     |x - x*|_D^2 <= u.(x - x*) <= |u|_{D^{-1}} |x - x*|_D,     hence  |x - x*|_D <= |u|_{D^{-1}}.
 *
 * Any u will do; the smaller the better. Per entry, G the gradient of the smooth part, r = |A^{1/2} x|:
 *   x != 0   u_i = G_i + c A_i x_i/r + lambda1 sign(x_i), and where x_i = 0 the least of G_i + lambda1 [-1, 1];
 *   x = 0    u = s - c A^{1/2} v (up to sign) with s the least of G + lambda1 [-1, 1]^d and any |v| <= 1: 0 where
 *            |A^{-1/2} s| <= c; otherwise the least has v_i = c A_i^{1/2} s_i/(D_i mu + c^2 A_i), mu >= 0 such that
 *            |v| = 1. A poor mu costs sharpness only: v is divided by max(1, |v|), and so the solver of argmin.c,
 *            from which mu comes, is not trusted.
 * An interval x stands for all its points: each u_i below encloses one subgradient for each of them. */
#include "objective.h"

static bool is_point_zero(mpfi_srcptr v)
{
    return mpfr_zero_p(&v->left) && mpfr_zero_p(&v->right);
}

/* u = the distance from 0 of u + lambda1 [-1, 1]: max(|u| - lambda1, 0), both ends monotone in |u|. */
static void absorb_lambda1(mpfi_ptr u, double lambda1)
{
    mpfi_abs(u, u);
    mpfi_sub_d(u, u, lambda1);
    if (mpfr_sgn(&u->left) < 0)
        mpfr_set_zero(&u->left, +1);
    if (mpfr_sgn(&u->right) < 0)
        mpfr_set_zero(&u->right, -1); /* MPFI's zero at a right end is -0 */
}

/* u: s -> s - c A^{1/2} v. With w = c^2 A s^2/D^2 and k = c^2 A/D: |v|^2 = sum w/(mu + k)^2, and c A^{1/2} v = s k/(k + mu). */
static sgl_status absorb_group(mpfi_ptr u, mpfi_srcptr a, mpfi_srcptr curvature, size_t d,
                               mpfi_srcptr c)
{
    mpfr_prec_t bits = mpfi_get_prec(u);
    mpfi_ptr w = sgl_ref_vector_new(d, bits), k = sgl_ref_vector_new(d, bits);
    mpfi_t length, t;
    mpfr_t low, mu;
    sgl_status status = SGL_ENOMEM;

    mpfi_init2(length, bits);
    mpfi_init2(t, bits);
    mpfr_inits2(bits, low, mu, (mpfr_ptr)NULL);
    if (w == NULL || k == NULL)
        goto done;
    for (size_t i = 0; i < d; i++) {
        mpfi_sqr(k + i, c);
        mpfi_mul(k + i, k + i, a + i);
        mpfi_div(k + i, k + i, curvature + i);
        mpfi_sqr(w + i, u + i);
        mpfi_mul(w + i, w + i, k + i);
        mpfi_div(w + i, w + i, curvature + i);
    }
    sgl_ref_secular_root(low, mu, w, k, d, false);
#if SGL_MUTANT == 124 || SGL_MUTANT == 125
    mpfr_set_zero(mu, +1);
#endif
    mpfi_set_ui(length, 0);
    for (size_t i = 0; i < d; i++) {
        mpfi_add_fr(t, k + i, mu);
        mpfi_sqr(t, t);
        mpfi_div(t, w + i, t);
        mpfi_add(length, length, t);
    }
    mpfi_sqrt(length, length);
    if (mpfr_cmp_ui(&length->left, 1) < 0)
        mpfr_set_ui(&length->left, 1, MPFR_RNDD);
    if (mpfr_cmp_ui(&length->right, 1) < 0)
        mpfr_set_ui(&length->right, 1, MPFR_RNDU);
    for (size_t i = 0; i < d; i++) {
        mpfi_add_fr(t, k + i, mu);
#if SGL_MUTANT != 125
        mpfi_mul(t, t, length);
#endif
        mpfi_div(t, k + i, t);
        mpfi_ui_sub(t, 1, t);
        mpfi_mul(u + i, u + i, t); /* s_i (1 - k_i/((k_i + mu) max(1, |v|))) */
    }
    status = SGL_OK;
done:
    sgl_ref_vector_free(w, d);
    sgl_ref_vector_free(k, d);
    mpfi_clear(length);
    mpfi_clear(t);
    mpfr_clears(low, mu, (mpfr_ptr)NULL);
    return status;
}

/* u: G -> a subgradient (up to the signs of its entries), x the point 0. */
static sgl_status subgradient_at_zero(mpfi_ptr u, mpfi_srcptr a, mpfi_srcptr curvature,
                                      const sgl_ref_objective *objective, mpfi_srcptr c)
{
    mpfi_t norm, t;
    bool inside;

    mpfi_init2(norm, mpfi_get_prec(u));
    mpfi_init2(t, mpfi_get_prec(u));
    mpfi_set_ui(norm, 0);
    for (size_t i = 0; i < objective->d; i++) {
        absorb_lambda1(u + i, objective->lambda1);
        mpfi_sqr(t, u + i);
        mpfi_div(t, t, a + i);
        mpfi_add(norm, norm, t);
    }
    mpfi_sqrt(norm, norm);
    inside =
        mpfr_lessequal_p(&norm->right, &c->left); /* |A^{-1/2} s| <= c: v may take all of s away */
    mpfi_clear(norm);
    mpfi_clear(t);
    for (size_t i = 0; i < objective->d && inside; i++)
        mpfi_set_ui(u + i, 0);
    if (inside || mpfr_zero_p(&c->right))
        return SGL_OK;
    return absorb_group(u, a, curvature, objective->d, c);
}

/* t = c A x/r, entry i, r the norm of all. |A^{1/2} x/r| <= 1 whatever r, so t is in c A^{1/2} [-1, 1], which is all
 * that is known when r may be 0, and cuts off the excess when r is wide. */
static void group_term(mpfi_ptr t, mpfi_ptr cap, mpfi_srcptr a, mpfi_srcptr x, mpfi_srcptr r,
                       mpfi_srcptr c)
{
    mpfi_sqrt(cap, a);
    mpfi_mul(cap, cap, c);
    mpfr_neg(&cap->left, &cap->right, MPFR_RNDD);
    if (mpfr_sgn(&r->left) > 0) {
        mpfi_mul(t, a, x);
        mpfi_div(t, t, r);
        mpfi_mul(t, t, c);
        mpfi_intersect(t, t, cap);
    } else {
        mpfi_set(t, cap);
    }
}

/* u: G -> a subgradient, x not the point 0. */
static void subgradient(mpfi_ptr u, mpfi_srcptr a, const sgl_ref_objective *objective,
                        mpfi_srcptr c, mpfi_srcptr x)
{
    mpfr_prec_t bits = mpfi_get_prec(u);
    mpfi_t r, t, cap;

    mpfi_init2(r, bits);
    mpfi_init2(t, bits);
    mpfi_init2(cap, bits);
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < objective->d; i++) {
        mpfi_sqr(t, x + i);
        mpfi_mul(t, t, a + i);
        mpfi_add(r, r, t);
    }
    mpfi_sqrt(r, r);
    for (size_t i = 0; i < objective->d; i++) {
#if SGL_MUTANT != 113
        if (is_point_zero(x + i)) {
            absorb_lambda1(u + i, objective->lambda1);
            continue;
        }
#endif
#if SGL_MUTANT != 105
        group_term(t, cap, a + i, x + i, r, c);
        mpfi_add(u + i, u + i, t);
#endif
        /* sign(x_i): what is open is worth [-1, 1] */
#if SGL_MUTANT == 114
        mpfi_set_si(t, mpfr_sgn(&x[i].right) < 0 ? -1 : 1);
#else
        mpfi_interv_si(t, mpfr_sgn(&x[i].left) > 0 ? 1 : -1, mpfr_sgn(&x[i].right) < 0 ? -1 : 1);
#endif
        mpfi_mul_d(t, t, objective->lambda1);
        mpfi_add(u + i, u + i, t);
    }
    mpfi_clear(r);
    mpfi_clear(t);
    mpfi_clear(cap);
}

/* The upper end of |u|_{D^{-1}}. */
static void dual_norm(mpfr_ptr distance, mpfi_srcptr u, mpfi_srcptr curvature, size_t d)
{
    mpfr_prec_t bits = mpfi_get_prec(u);
    mpfi_t sum, t;

    mpfi_init2(sum, bits);
    mpfi_init2(t, bits);
    mpfi_set_ui(sum, 0);
    for (size_t i = 0; i < d; i++) {
        mpfi_sqr(t, u + i);
#if SGL_MUTANT == 115
        mpfi_mul(t, t, curvature + i);
#else
        mpfi_div(t, t, curvature + i);
#endif
        mpfi_add(sum, sum, t);
    }
    mpfi_sqrt(sum, sum);
    mpfr_abs(distance, &sum->right, MPFR_RNDU); /* MPFI's zero at a right end is -0 */
    mpfi_clear(sum);
    mpfi_clear(t);
}

sgl_status sgl_ref_certificate(mpfr_ptr distance, const sgl_ref_objective *objective, mpfi_srcptr x)
{
    size_t d = objective->d;
    mpfr_prec_t bits = objective->bits > mpfi_get_prec(x) ? objective->bits : mpfi_get_prec(x);
    mpfi_ptr u, a, curvature;
    mpfi_t c;
    bool at_zero = true;
    sgl_status status = SGL_OK;

    bits += 32; /* so that the rounding here is well below that of x */
    u = sgl_ref_vector_new(d, bits);
    a = sgl_ref_vector_new(d, bits);
    curvature = sgl_ref_vector_new(d, bits);
    mpfi_init2(c, bits);
    if (u == NULL || a == NULL || curvature == NULL) {
        status = SGL_ENOMEM;
        goto done;
    }
    sgl_ref_objective_curvature(curvature, objective);
    sgl_ref_objective_get_a(a, objective);
    sgl_ref_objective_threshold(c, objective);
    for (size_t i = 0; i < d; i++) {
        at_zero = at_zero && is_point_zero(x + i);
        if (mpfr_sgn(&curvature[i].left) <= 0 || mpfr_sgn(&a[i].left) <= 0 ||
            !mpfi_bounded_p(x + i))
            status = SGL_EDOM;
    }
    if (status != SGL_OK)
        goto done;
    sgl_ref_objective_gradient(u, objective, x);
    if (at_zero)
        status = subgradient_at_zero(u, a, curvature, objective, c);
    else
        subgradient(u, a, objective, c, x);
    if (status == SGL_OK)
        dual_norm(distance, u, curvature, d);
done:
    sgl_ref_vector_free(u, d);
    sgl_ref_vector_free(a, d);
    sgl_ref_vector_free(curvature, d);
    mpfi_clear(c);
    return status;
}
