/* The argmin of Eq. (6) for one group and any diagonal A > 0.
 *
 * With g the gradient at 0 of the smooth part, D its second derivative, s = -sign(g) max(|g| - lambda1, 0) and
 * c = lambda21 sqrt(d), x is the argmin iff 0 is in the subdifferential at x:
 *   x = 0     some |v| <= 1 has c A^{1/2} v = s, that is |A^{-1/2} s| <= c;
 *   x != 0    D_i x_i + c A_i x_i/nu = s_i with nu = |A^{1/2} x|, so x_i = s_i/(D_i + c A_i/nu) and, from the
 *             definition of nu,  phi(nu) = sum_i w_i/(nu + k_i)^2 = 1,  w_i = A_i s_i^2/D_i^2, k_i = c A_i/D_i.
 * phi falls strictly, and phi(0) = |A^{-1/2} s|^2/c^2 > 1: there is one root.
 *
 * The root is guessed by Newton's iteration in plain MPFR, about which nothing is claimed, and then caught
 * between two numbers at which interval arithmetic shows phi >= 1 and phi <= 1. */
#include "objective.h"

#include <math.h>

/* Everything at one working precision. */
typedef struct workspace {
    size_t d;
    mpfi_ptr s, curvature, a, w, k; /* [d] each */
    mpfi_t c, c2, norm2;            /* c, c^2, |A^{-1/2} s|^2 */
    mpfi_t phi, t, u;
    mpfr_t low, high, guess, step; /* of nu */
} workspace;

typedef enum decision { ZERO, NONZERO, OPEN } decision;

static void workspace_free(workspace *work)
{
    sgl_ref_vector_free(work->s, work->d);
    sgl_ref_vector_free(work->curvature, work->d);
    sgl_ref_vector_free(work->a, work->d);
    sgl_ref_vector_free(work->w, work->d);
    sgl_ref_vector_free(work->k, work->d);
    mpfi_clear(work->c);
    mpfi_clear(work->c2);
    mpfi_clear(work->norm2);
    mpfi_clear(work->phi);
    mpfi_clear(work->t);
    mpfi_clear(work->u);
    mpfr_clears(work->low, work->high, work->guess, work->step, (mpfr_ptr)NULL);
}

static sgl_status workspace_new(workspace *work, size_t d, mpfr_prec_t bits)
{
    work->d = d;
    work->s = sgl_ref_vector_new(d, bits);
    work->curvature = sgl_ref_vector_new(d, bits);
    work->a = sgl_ref_vector_new(d, bits);
    work->w = sgl_ref_vector_new(d, bits);
    work->k = sgl_ref_vector_new(d, bits);
    mpfi_init2(work->c, bits);
    mpfi_init2(work->c2, bits);
    mpfi_init2(work->norm2, bits);
    mpfi_init2(work->phi, bits);
    mpfi_init2(work->t, bits);
    mpfi_init2(work->u, bits);
    mpfr_inits2(bits, work->low, work->high, work->guess, work->step, (mpfr_ptr)NULL);
    if (work->s && work->curvature && work->a && work->w && work->k)
        return SGL_OK;
    workspace_free(work);
    return SGL_ENOMEM;
}

/* -sign(g) max(|g| - lambda1, 0) of one number, rounded as told. */
static void threshold_end(mpfr_ptr s, mpfr_srcptr g, double lambda1, mpfr_rnd_t round)
{
    if (mpfr_cmp_d(g, lambda1) > 0)
        mpfr_d_sub(s, lambda1, g, round);
    else if (mpfr_cmp_d(g, -lambda1) < 0)
        mpfr_d_sub(s, -lambda1, g, round);
    else
        mpfr_set_zero(s, +1);
}

static bool is_point_zero(mpfi_srcptr v)
{
    return mpfr_zero_p(&v->left) && mpfr_zero_p(&v->right);
}

/* s, D, A and what follows from them. SGL_EDOM when a D or A is <= 0, SGL_EUNSURE when it may be. */
static sgl_status prepare(workspace *work, const sgl_ref_objective *objective)
{
    mpfi_ptr g = work->w;

    sgl_ref_objective_curvature(work->curvature, objective);
    sgl_ref_objective_get_a(work->a, objective);
    sgl_ref_objective_gradient(g, objective, NULL);
    sgl_ref_objective_threshold(work->c, objective);
    mpfi_set_d(work->c2, objective->lambda21);
    mpfi_sqr(work->c2, work->c2); /* not c*c: sqrt(d) is not rounded here */
    mpfi_mul_ui(work->c2, work->c2, objective->d);
    mpfi_set_ui(work->norm2, 0);
    for (size_t i = 0; i < work->d; i++) {
        mpfi_ptr s = work->s + i, D = work->curvature + i, a = work->a + i;

        if (mpfr_sgn(&D->left) <= 0 || mpfr_sgn(&a->left) <= 0)
            return mpfr_sgn(&D->right) <= 0 || mpfr_sgn(&a->right) <= 0 ? SGL_EDOM : SGL_EUNSURE;
        /* s falls with g, so the ends change places; each is rounded away from the interval. */
        threshold_end(&s->left, &g[i].right, objective->lambda1, MPFR_RNDD);
        threshold_end(&s->right, &g[i].left, objective->lambda1, MPFR_RNDU);
        mpfi_sqr(work->t, s);
        mpfi_div(work->t, work->t, a);
        mpfi_add(work->norm2, work->norm2, work->t); /* s_i^2/A_i, 3 ulp; d of them: d + 2 */
        mpfi_mul(work->k + i, work->c, a);
        mpfi_div(work->k + i, work->k + i, D);
        mpfi_div(work->w + i, s, D); /* g[i] is spent */
        mpfi_sqr(work->w + i, work->w + i);
        mpfi_mul(work->w + i, work->w + i, a);
    }
    return SGL_OK;
}

static decision decide(const workspace *work)
{
    if (mpfr_lessequal_p(&work->norm2->right, &work->c2->left))
        return ZERO;
    if (mpfr_greater_p(&work->norm2->left, &work->c2->right))
        return NONZERO;
    return OPEN;
}

/* phi(nu) as an enclosure: d + 5 ulp of rounding on top of what w and k bring. */
static void phi_at(workspace *work, mpfr_srcptr nu)
{
    mpfi_set_ui(work->phi, 0);
    for (size_t i = 0; i < work->d; i++) {
        if (is_point_zero(work->w + i))
            continue;
        mpfi_add_fr(work->t, work->k + i, nu); /* > 0 */
        mpfi_sqr(work->t, work->t);
        mpfi_div(work->t, work->w + i, work->t);
        mpfi_add(work->phi, work->phi, work->t);
    }
}

/* One step of Newton's iteration on 1 - phi^{-1/2}, at the precision of step; w and k are read at their left
 * ends. The function is concave in nu (a power mean of exponent -2 of affine functions), so from below the root
 * the iterates climb to it without overshooting; with Theorem 1's A all k_i are equal, it is affine, and one
 * step lands on the root. step = phi (phi^{1/2} - 1)/sum w/(nu + k)^3. */
static void newton_step(mpfr_ptr step, mpfr_ptr slope, const workspace *work, mpfr_srcptr nu)
{
    mpfr_prec_t bits = mpfr_get_prec(step);
    mpfr_t phi, t, u;

    mpfr_inits2(bits, phi, t, u, (mpfr_ptr)NULL);
    mpfr_set_zero(phi, +1);
    mpfr_set_zero(slope, +1);
    for (size_t i = 0; i < work->d; i++) {
        mpfr_add(t, nu, &work->k[i].left, MPFR_RNDN);
        mpfr_sqr(u, t, MPFR_RNDN);
        mpfr_div(u, &work->w[i].left, u, MPFR_RNDN);
        mpfr_add(phi, phi, u, MPFR_RNDN);
        mpfr_div(u, u, t, MPFR_RNDN);
        mpfr_add(slope, slope, u, MPFR_RNDN);
    }
    mpfr_sqrt(t, phi, MPFR_RNDN);
    mpfr_sub_ui(t, t, 1, MPFR_RNDN);
    mpfr_mul(t, t, phi, MPFR_RNDN);
    mpfr_div(step, t, slope, MPFR_RNDN);
    mpfr_clears(phi, t, u, (mpfr_ptr)NULL);
}

/* Newton at one precision: up to where a step no longer matters to the next precision, or is rounding only. */
static void climb(workspace *work, mpfr_prec_t bits)
{
    mpfr_t step, slope;

    mpfr_inits2(bits, step, slope, (mpfr_ptr)NULL);
    for (int n = 0; n < 100; n++) {
        newton_step(step, slope, work, work->guess);
        if (!mpfr_regular_p(step))
            break;
        mpfr_add(work->guess, work->guess, step, MPFR_RNDN);
        if (mpfr_sgn(work->guess) <= 0) {
            mpfr_set_zero(work->guess, +1);
            break;
        }
        if (mpfr_sgn(step) < 0 || mpfr_get_exp(step) < mpfr_get_exp(work->guess) - bits / 2)
            break;
    }
    mpfr_clears(step, slope, (mpfr_ptr)NULL);
}

/* guess = the root, most likely: each precision doubles the last but for 8 bits, as a Newton step does. */
static void guess_root(workspace *work)
{
    mpfr_prec_t ladder[64];
    int rungs = 0;

    for (mpfr_prec_t bits = mpfr_get_prec(work->guess);; bits = bits / 2 + 8) {
        ladder[rungs++] = bits;
        if (bits <= 80)
            break;
    }
    mpfr_set_zero(work->guess, +1);
    while (rungs > 0)
        climb(work, ladder[--rungs]);
}

/* low <= root <= high for every s, D and A in their intervals, from the guess. With bounded below = false the
 * group may be zero (then low = 0). Every end that is kept has been shown by phi_at; the rest is search. */
static void catch_root(workspace *work, bool bounded_below)
{
    mpfr_t slope, t;

    mpfr_inits2(64, slope, t, (mpfr_ptr)NULL);
    newton_step(t, slope, work, work->guess); /* slope = -phi'/2 */
    phi_at(work, work->guess);
    /* |phi - 1| over the enclosure at the guess, divided by |phi'|, and as much again. */
    mpfr_sub_ui(work->step, &work->phi->right, 1, MPFR_RNDU);
    mpfr_ui_sub(t, 1, &work->phi->left, MPFR_RNDU);
    if (mpfr_greater_p(t, work->step))
        mpfr_set(work->step, t, MPFR_RNDU);
    mpfr_div(work->step, work->step, slope, MPFR_RNDU);

    mpfr_set_zero(work->low, +1);
    mpfr_set(t, work->step, MPFR_RNDU);
    while (bounded_below && mpfr_less_p(t, work->guess)) {
        mpfr_sub(work->low, work->guess, t, MPFR_RNDD);
        phi_at(work, work->low);
        if (mpfr_cmp_ui(&work->phi->left, 1) >= 0)
            break; /* phi(low) >= 1 = phi(root) and phi falls: low <= root */
        mpfr_set_zero(work->low, +1);
        mpfr_mul_2ui(t, t, 3, MPFR_RNDU);
    }
    mpfr_set(t, work->step, MPFR_RNDU);
    for (int n = 0; n < 64 && mpfr_number_p(t); n++) {
        mpfr_add(work->high, work->guess, t, MPFR_RNDU);
        phi_at(work, work->high);
        if (mpfr_regular_p(work->high) && mpfr_cmp_ui(&work->phi->right, 1) <= 0)
            goto done; /* phi(high) <= 1: root <= high */
        mpfr_mul_2ui(t, t, 3, MPFR_RNDU);
    }
    /* phi(nu) <= sum w/nu^2, so (sum w)^{1/2} rounded up is never below the root. */
    mpfi_set_ui(work->t, 0);
    for (size_t i = 0; i < work->d; i++)
        mpfi_add(work->t, work->t, work->w + i);
    mpfr_sqrt(work->high, &work->t->right, MPFR_RNDU);
done:
    mpfr_clears(slope, t, (mpfr_ptr)NULL);
}

/* x_i = s_i/(D_i + c A_i/nu) for nu in [low, high]. nu stands once, so its width enters once. */
static void solution(mpfi_ptr x, workspace *work, bool may_be_zero)
{
    bool from_zero = mpfr_zero_p(work->low);
    bool shrinks = mpfr_sgn(&work->c->right) > 0;

    for (size_t i = 0; i < work->d; i++) {
        mpfi_set(work->u, work->curvature + i);
        if (shrinks) {
            mpfi_mul(work->t, work->c, work->a + i);
            if (from_zero)
                mpfi_set_fr(work->phi, work->high);
            else
                mpfi_interv_fr(work->phi, work->low, work->high);
            mpfi_div(work->t, work->t, work->phi);
#if SGL_MUTANT != 104
            mpfi_add(work->u, work->u, work->t);
#endif
        }
        mpfi_div(work->u, work->s + i, work->u);
        if (may_be_zero || (shrinks && from_zero))
            mpfi_put_ui(work->u, 0); /* nu -> 0 gives x -> 0: the hull */
        mpfi_set(x + i, work->u);
    }
}

/* Every x_i is 0 or has a relative width below 2^-bits. */
static bool narrow(mpfi_srcptr x, size_t d, mpfr_prec_t bits)
{
    mpfr_t width, least;
    bool result = true;

    mpfr_inits2(64, width, least, (mpfr_ptr)NULL);
    for (size_t i = 0; i < d && result; i++) {
        if (is_point_zero(x + i))
            continue;
        mpfi_diam_abs(width, x + i);
        mpfi_mig(least, x + i);
        mpfr_mul_2si(width, width, bits, MPFR_RNDU);
        result = mpfr_sgn(least) > 0 && mpfr_lessequal_p(width, least);
    }
    mpfr_clears(width, least, (mpfr_ptr)NULL);
    return result;
}

/* One round of Ziv's strategy, at one precision. */
static sgl_status attempt(mpfi_ptr x, decision *answer, const sgl_ref_objective *objective,
                          mpfr_prec_t bits)
{
    decision known = *answer;
    workspace work;
    sgl_status status = workspace_new(&work, objective->d, bits);

    if (status != SGL_OK)
        return status;
    status = prepare(&work, objective);
    if (status != SGL_OK)
        goto done;
    if (known == OPEN)
        known = decide(&work);
    if (known == OPEN) {
        int sign;

        if (sgl_ref_objective_tie(&sign, objective) == SGL_OK)
            known = sign > 0 ? NONZERO : ZERO;
    }
    if (known == ZERO) {
        for (size_t i = 0; i < work.d; i++)
            mpfi_set_ui(x + i, 0);
    } else {
        mpfr_set_zero(work.low, +1);
        mpfr_set_zero(work.high, +1);
        if (mpfr_sgn(&work.c->right) > 0) {
            guess_root(&work);
            catch_root(&work, known == NONZERO);
        }
        solution(x, &work, known == OPEN);
    }
    *answer = known;
done:
    workspace_free(&work);
    return status;
}

sgl_status sgl_ref_argmin(mpfi_ptr x, bool *zero, const sgl_ref_objective *objective,
                          mpfr_prec_t max_bits)
{
    decision answer = OPEN;
    mpfr_prec_t goal = mpfi_get_prec(x), guard = 16;
    sgl_status status;

    goal = (goal < max_bits ? goal : max_bits) - 6;
    for (size_t d = objective->d; d > 0; d /= 2)
        guard++; /* the sums have d terms */
    for (mpfr_prec_t bits = objective->bits;; bits *= 2) {
        status = attempt(x, &answer, objective, bits + guard);
        if (status == SGL_ENOMEM || status == SGL_EDOM || bits > max_bits / 2)
            break;
        if (status == SGL_OK && answer != OPEN &&
            (!objective->points || narrow(x, objective->d, goal)))
            break;
    }
    if (status != SGL_OK) /* D > 0 and A > 0 could not be shown */
        return status == SGL_EUNSURE ? SGL_EDOM : status;
    if (answer == OPEN)
        return SGL_EUNSURE;
    *zero = answer == ZERO;
    return SGL_OK;
}
