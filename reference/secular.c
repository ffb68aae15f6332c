/* Enclosure of the root of the secular equation
 *
 *     phi(nu) = sum_i w_i/(nu + k_i)^2 = 1,   nu > 0,   w_i >= 0, k_i > 0.
 *
 * phi falls strictly, from phi(0) to 0: one root where phi(0) > 1, none otherwise. It is guessed by Newton's
 * iteration in plain MPFR, about which nothing is claimed, and then caught between two numbers at which interval
 * arithmetic shows phi >= 1 and phi <= 1 for all w and k in their intervals. */
#include "objective.h"

typedef struct problem {
    size_t d;
    mpfi_srcptr w, k;
    mpfi_t phi, t;
    mpfr_t guess;
} problem;

/* phi(nu) as an enclosure: d + 3 ulp of rounding on top of the widths of w and k. */
static void phi_at(problem *p, mpfr_srcptr nu)
{
    mpfi_set_ui(p->phi, 0);
    for (size_t i = 0; i < p->d; i++) {
        if (mpfr_zero_p(&p->w[i].right))
            continue;
        mpfi_add_fr(p->t, p->k + i, nu); /* > 0 */
#if SGL_MUTANT != 110
        mpfi_sqr(p->t, p->t);
#endif
        mpfi_div(p->t, p->w + i, p->t);
        mpfi_add(p->phi, p->phi, p->t);
    }
}

/* The lower (w left, k right) and the upper (w right, k left) bound of phi, each with one root: the least and the
 * greatest there is over the intervals. */
typedef enum bound { LOWER, UPPER } bound;

/* One step of Newton's iteration on 1 - phi^{-1/2} at the precision of step. The function is concave in nu (a power
 * mean of exponent -2 of affine functions), so from below the root the iterates climb to it without overshooting;
 * where all k_i are equal (Theorem 1's A) it is affine, and one step lands on the root.
 * step = phi (phi^{1/2} - 1)/slope, slope = sum w/(nu + k)^3 = -phi'/2. */
static void newton_step(mpfr_ptr step, mpfr_ptr slope, const problem *p, bound which,
                        mpfr_srcptr nu)
{
    mpfr_prec_t bits = mpfr_get_prec(step);
    mpfr_t phi, t, u;

    mpfr_inits2(bits, phi, t, u, (mpfr_ptr)NULL);
    mpfr_set_zero(phi, +1);
    mpfr_set_zero(slope, +1);
    for (size_t i = 0; i < p->d; i++) {
        mpfr_srcptr w = which == LOWER ? &p->w[i].left : &p->w[i].right;

        if (mpfr_zero_p(w))
            continue;
        mpfr_add(t, nu, which == LOWER ? &p->k[i].right : &p->k[i].left, MPFR_RNDN);
        mpfr_sqr(u, t, MPFR_RNDN);
        mpfr_div(u, w, u, MPFR_RNDN);
        mpfr_add(phi, phi, u, MPFR_RNDN);
        mpfr_div(u, u, t, MPFR_RNDN);
        mpfr_add(slope, slope, u, MPFR_RNDN);
    }
    mpfr_sqrt(t, phi, MPFR_RNDN);
    mpfr_sub_ui(t, t, 1, MPFR_RNDN);
    mpfr_mul(t, t, phi, MPFR_RNDN);
    mpfr_div(step, t, slope, MPFR_RNDN); /* NaN where all w are 0 */
    mpfr_clears(phi, t, u, (mpfr_ptr)NULL);
}

/* guess climbs at one precision, up to where a step no longer matters to the next precision, or is rounding. */
static void climb(mpfr_ptr guess, const problem *p, bound which, mpfr_prec_t bits)
{
    mpfr_t step, slope;

    mpfr_inits2(bits, step, slope, (mpfr_ptr)NULL);
    for (int n = 0; n < 100; n++) {
        newton_step(step, slope, p, which, guess);
        if (!mpfr_regular_p(step))
            break;
        mpfr_add(guess, guess, step, MPFR_RNDN);
        if (mpfr_sgn(guess) <= 0) {
            mpfr_set_zero(guess, +1);
            break;
        }
        if (mpfr_sgn(step) < 0 || mpfr_get_exp(step) < mpfr_get_exp(guess) - bits / 2)
            break;
    }
    mpfr_clears(step, slope, (mpfr_ptr)NULL);
}

/* guess = the root of a bound, most likely: each precision doubles the last but for 8 bits, as a Newton step does. */
static void guess_root(mpfr_ptr guess, const problem *p, bound which)
{
    mpfr_prec_t ladder[64];
    int rungs = 0;

    for (mpfr_prec_t bits = mpfr_get_prec(guess);; bits = bits / 2 + 8) {
        ladder[rungs++] = bits;
        if (bits <= 80)
            break;
    }
    mpfr_set_zero(guess, +1);
    while (rungs > 0)
        climb(guess, p, which, ladder[--rungs]);
}

/* t = twice the distance to the root that phi at the guess suggests: what is to be stepped at first. */
static void first_step(mpfr_ptr t, problem *p, bound which)
{
    mpfr_t slope;

    mpfr_init2(slope, mpfr_get_prec(t));
    newton_step(t, slope, p, which, p->guess);
    phi_at(p, p->guess);
    if (which == LOWER)
        mpfr_ui_sub(t, 1, &p->phi->left, MPFR_RNDU);
    else
        mpfr_sub_ui(t, &p->phi->right, 1, MPFR_RNDU);
    if (mpfr_sgn(t) < 0)
        mpfr_set_zero(t, +1);
    mpfr_div(t, t, slope, MPFR_RNDU);
    mpfr_clear(slope);
}

/* low <= root for all w and k: phi(low) >= 1 = phi(root), and phi falls. 0 at worst. */
static void catch_low(mpfr_ptr low, problem *p)
{
    mpfr_t t;

    mpfr_init2(t, 64);
    guess_root(p->guess, p, LOWER);
    for (first_step(t, p, LOWER); mpfr_less_p(t, p->guess); mpfr_mul_2ui(t, t, 3, MPFR_RNDU)) {
#if SGL_MUTANT == 111
        mpfr_set(low, p->guess, MPFR_RNDD);
        goto done;
#endif
        mpfr_sub(low, p->guess, t, MPFR_RNDD);
        phi_at(p, low);
        if (mpfr_cmp_ui(&p->phi->left, 1) >= 0)
            goto done;
        if (mpfr_zero_p(t))
            mpfr_set_ui_2exp(t, 1, mpfr_get_exp(p->guess) - mpfr_get_prec(p->guess), MPFR_RNDU);
    }
    mpfr_set_zero(low, +1);
done:
    mpfr_clear(t);
}

/* root <= high likewise: phi(high) <= 1. The guess is that of catch_low, or 0. */
static void catch_high(mpfr_ptr high, problem *p)
{
    mpfr_t t;

    mpfr_init2(t, 64);
    if (mpfr_zero_p(p->guess))
        guess_root(p->guess, p, UPPER);
    else
        climb(p->guess, p, UPPER, mpfr_get_prec(p->guess));
    first_step(t, p, UPPER);
    for (int n = 0; n < 64 && mpfr_number_p(t); n++) {
        mpfr_add(high, p->guess, t, MPFR_RNDU);
        phi_at(p, high);
        if (mpfr_regular_p(high) && mpfr_cmp_ui(&p->phi->right, 1) <= 0)
            goto done;
        if (mpfr_zero_p(p->guess) && mpfr_zero_p(t))
            break;
        if (mpfr_zero_p(t))
            mpfr_set_ui_2exp(t, 1, mpfr_get_exp(p->guess) - mpfr_get_prec(p->guess), MPFR_RNDU);
        mpfr_mul_2ui(t, t, 3, MPFR_RNDU);
    }
    /* phi(nu) <= sum w/nu^2, so (sum w)^{1/2} rounded up is never below the root. */
    mpfi_set_ui(p->t, 0);
    for (size_t i = 0; i < p->d; i++)
        mpfi_add(p->t, p->t, p->w + i);
    mpfr_sqrt(high, &p->t->right, MPFR_RNDU);
done:
    mpfr_clear(t);
}

void sgl_ref_secular_root(mpfr_ptr low, mpfr_ptr high, mpfi_srcptr w, mpfi_srcptr k, size_t d,
                          bool exists)
{
    mpfr_prec_t bits = mpfr_get_prec(low);
    problem p = {.d = d, .w = w, .k = k};

    mpfi_init2(p.phi, bits);
    mpfi_init2(p.t, bits);
    mpfr_init2(p.guess, bits);
    mpfr_set_zero(p.guess, +1);
    mpfr_set_zero(low, +1);
    if (exists)
        catch_low(low, &p);
    catch_high(high, &p);
    mpfi_clear(p.phi);
    mpfi_clear(p.t);
    mpfr_clear(p.guess);
}
