/* The argmin of Eq. (6) for one group and any diagonal A > 0.
 *
 * With g the gradient at 0 of the smooth part, D its second derivative, s = -sign(g) max(|g| - lambda1, 0) and
 * c = lambda21 sqrt(d), x is the argmin iff 0 is in the subdifferential at x:
 *   x = 0     some |v| <= 1 has c A^{1/2} v = s, that is |A^{-1/2} s| <= c;
 *   x != 0    D_i x_i + c A_i x_i/nu = s_i with nu = |A^{1/2} x|, so x_i = s_i/(D_i + c A_i/nu) and, from the
 *             definition of nu,  phi(nu) = sum_i w_i/(nu + k_i)^2 = 1,  w_i = A_i s_i^2/D_i^2, k_i = c A_i/D_i.
 * phi falls strictly, and phi(0) = |A^{-1/2} s|^2/c^2 > 1: there is one root.
 *
 * secular.c encloses it. Every operation is MPFI's or rounds each end away from the interval by hand, so all that
 * is written encloses its exact value; "ulp" below is the relative error that one line adds at an end.
 *
 * Measured at 256 bits over random groups, history of 1 to 4 terms (x86-64, gcc -O2): 0.09 ms at d = 10, 0.7 ms at
 * d = 100, 7 ms at d = 1000, the same for A = I; widest relative width of an x_i 1.8e-77 = 2^-255. */
#include "objective.h"

/* Everything at one working precision. */
typedef struct workspace {
    size_t d;
    mpfi_ptr s, curvature, a, w, k; /* [d] each */
    mpfi_t c, c2, norm2;            /* c, c^2, |A^{-1/2} s|^2 */
    mpfi_t t, u;
    mpfr_t low, high; /* of nu */
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
    mpfi_clear(work->t);
    mpfi_clear(work->u);
    mpfr_clears(work->low, work->high, (mpfr_ptr)NULL);
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
    mpfi_init2(work->t, bits);
    mpfi_init2(work->u, bits);
    mpfr_inits2(bits, work->low, work->high, (mpfr_ptr)NULL);
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

/* s over g: it falls, so the ends change places, and each is rounded away from the interval. 1 ulp, of a difference
 * that may cancel. */
static void threshold(mpfi_ptr s, mpfi_srcptr g, double lambda1)
{
#if SGL_MUTANT == 120
    threshold_end(&s->left, &g->left, lambda1, MPFR_RNDD);
#else
    threshold_end(&s->left, &g->right, lambda1, MPFR_RNDD);
#endif
    threshold_end(&s->right, &g->left, lambda1, MPFR_RNDU);
}

/* s, D, A and what follows from them. SGL_EDOM when a D or A is <= 0, SGL_EUNSURE when it may be. */
static sgl_status prepare(workspace *work, const sgl_ref_objective *objective)
{
    mpfi_ptr g = work->w;

    sgl_ref_objective_curvature(work->curvature,
                                objective); /* sums: these may cancel, and then Ziv raises */
    sgl_ref_objective_get_a(work->a, objective);
    sgl_ref_objective_gradient(g, objective, NULL);
    sgl_ref_objective_threshold(work->c, objective); /* 2 ulp */
    mpfi_set_d(work->c2, objective->lambda21);
    mpfi_sqr(work->c2, work->c2); /* from lambda21, not from c: no sqrt(d) to round */
    mpfi_mul_ui(work->c2, work->c2, objective->d);
    mpfi_set_ui(work->norm2, 0);
    for (size_t i = 0; i < work->d; i++) {
        mpfi_ptr s = work->s + i, D = work->curvature + i, a = work->a + i, w = work->w + i,
                 k = work->k + i;

        if (mpfr_sgn(&D->left) <= 0 || mpfr_sgn(&a->left) <= 0)
            return mpfr_sgn(&D->right) <= 0 || mpfr_sgn(&a->right) <= 0 ? SGL_EDOM : SGL_EUNSURE;
        threshold(s, g + i, objective->lambda1);
        mpfi_sqr(work->t, s);                        /* 2 times that of s, + 1 ulp             */
        mpfi_div(work->t, work->t, a);               /* + that of A, + 1 ulp                   */
        mpfi_add(work->norm2, work->norm2, work->t); /* terms >= 0: + 1 ulp for each of them   */
        mpfi_mul(k, work->c, a);                     /* that of A, + 3 ulp                     */
        mpfi_div(k, k, D);                           /* + that of D, + 1 ulp                   */
        mpfi_div(w, s, D);                           /* (w was g, which is spent)              */
        mpfi_sqr(w, w);                              /* 2 times those of s and D, + 3 ulp      */
        mpfi_mul(w, w, a);                           /* + that of A, + 1 ulp                   */
    }
    return SGL_OK;
}

/* Certain on either side, since both are enclosed; at a tie the group is zero. */
static decision decide(const workspace *work)
{
    if (mpfr_lessequal_p(&work->norm2->right, &work->c2->left))
        return ZERO;
#if SGL_MUTANT == 112
    if (mpfr_greater_p(&work->norm2->right, &work->c2->right))
#else
    if (mpfr_greater_p(&work->norm2->left, &work->c2->right))
#endif
        return NONZERO;
    return OPEN;
}

/* x_i = s_i/(D_i + c A_i/nu) for nu in [low, high]. Every quantity stands once, so what comes out is the exact range
 * but for 4 ulp and 2 of c. */
static void solution(mpfi_ptr x, workspace *work, bool may_be_zero)
{
    bool from_zero = mpfr_zero_p(work->low);
    bool shrinks = mpfr_sgn(&work->c->right) > 0;

    for (size_t i = 0; i < work->d; i++) {
        mpfi_set(work->u, work->curvature + i);
        if (shrinks) {
            mpfi_mul(work->t, work->c, work->a + i);
            /* c A_i/nu falls with nu; at nu = 0 the left end alone is of use, see below */
            mpfr_div(&work->t->left, &work->t->left, work->high, MPFR_RNDD);
            mpfr_div(&work->t->right, &work->t->right, from_zero ? work->high : work->low,
                     MPFR_RNDU);
#if SGL_MUTANT != 104
            mpfi_add(work->u, work->u, work->t);
#endif
        }
        mpfi_div(work->u, work->s + i, work->u);
#if SGL_MUTANT == 119
        if (shrinks && from_zero && !may_be_zero)
#else
        if (may_be_zero || (shrinks && from_zero))
#endif
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
        if (mpfr_sgn(&work.c->right) > 0)
            sgl_ref_secular_root(work.low, work.high, work.w, work.k, work.d, known == NONZERO);
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
#if SGL_MUTANT == 117
        break;
#endif
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
