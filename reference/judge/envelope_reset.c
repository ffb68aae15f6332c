/* What a recorded x_{t+1} says about the z_t that it came from: the shrink, inverted. Each live step gives a fresh interval
 * for z~_t, however long the run; without it the radius grows with every step since the first.
 *
 * In a live group let y_i = x_i Y_i, F the factor that the program computed, N~ the norm that it computed, c~ its threshold:
 *     s~_i F = y_i (1 + p_i)             p_i: the radius of Y, a product, a division, one to spare; underflow relative to x_i
 *     N~ = |s~| (1 + nu)                 nu: sgl_envelope_norm
 *     N~ F = N~ - c~ (1 + 5u) + u N~ F   the quotient, the difference; or (N~ - c~)(1 + 6u) for (N~ - c~)/N~
 * so with p = max |p_i|, to first order (the factor smear covers the rest, p <= 1/64):
 *     N~ = |y| + c  within  |y| (p + nu + 6u) + c 5u + radius(c)
 *     s~_i = y_i N~/|y|  within  |y_i|/|y| (radius(N~) + N~ (nu + 2 p)):
 * nothing is divided by the small F. Entries whose x underflowed add to |s~| F no more than sum eta (Y_i + 1), dead relative to |y|.
 * Then z~_i = -(s~_i + sign(s~_i) lambda1), one rounding and lambda1's. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

typedef struct inverse {
    mpfi_ptr y;             /* [d], in run->weighted: Algorithm 1's norm does not read it any more */
    mpfi_t norm, whole;     /* |y|, |y| + c */
    double p, norm_radius;  /* as above     */
} inverse;

/* y, |y| and p. False where nothing is learned: no live entry, or a radius too large. */
static bool set_y(inverse *v, const sgl_envelope *e, const sgl_ref_run *run, const double *x, size_t begin, size_t end)
{
    double roundings = (SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * e->u;

    v->p = 0;
    for (size_t i = begin; i < end; i++) {
        double y = sgl_envelope_denominator(e, run, i), low = sub_down(mignitude(run->denominator + i), y);

        mpfi_mul_d(v->y + i, run->denominator + i, x[i]);
        if (x[i] == 0)
            continue;
        if (!(low > 0))
            return false;
        if (magnitude(run->denominator + i) >= e->largest)
            return false;
        v->p = fmax(v->p, y / low + roundings + (e->eta + e->eta_rates / low) / fabs(x[i]));
    }
    return v->p > 0 && v->p <= 0x1p-6 && sgl_ref_group_norm(v->norm, v->y + begin, end - begin) == SGL_OK;
}

static void narrow(sgl_envelope *e, const sgl_ref_run *run, const inverse *v, mpfi_ptr z, size_t i, double x)
{
    double lambda = sgl_envelope_lambda1(e, run);
    double radius, low, high;
    bool plain = magnitude(run->lambda21) == 0;

    /* s_i, then -(s_i + sign(s_i) lambda1) - z_i. */
    mpfi_set(z, v->y + i);
    if (plain) {
        radius = magnitude(z) * v->p;
    } else {
        double share = relative(magnitude(z), mignitude(v->norm));

        mpfi_mul(z, z, v->whole);
        mpfi_div(z, z, v->norm);
#if SGL_MUTANT == 46
        radius = 0 * share;
#else
        radius = share * v->norm_radius;
#endif
    }
#if SGL_MUTANT == 58
    radius = 0 * lambda;
#else
    radius += lambda > 0 ? e->u * (magnitude(z) + radius) + lambda : 0;
#endif
    if (mpfi_is_strictly_pos(z))
        mpfi_add(z, z, run->lambda1);
    else
        mpfi_sub(z, z, run->lambda1);
    mpfi_neg(z, z);
    mpfi_sub(z, z, run->z + i);
    if (run->variant.accumulate_times == 1)
        radius += e->w_dual[i] * fabs(x);
    low = sub_down(mpfr_get_d(&z->left, MPFR_RNDD) + e->shift[i], radius);
    high = mpfr_get_d(&z->right, MPFR_RNDU) + e->shift[i] + radius;
    low = fmax(low, e->low[i]);
    high = fmin(high, e->high[i]);
    if (low <= high) { /* otherwise the program did not make this x from that z: the step was judged so */
        e->low[i] = low;
        e->high[i] = high;
    }
}

static void reset_group(sgl_envelope *e, const sgl_ref_run *run, inverse *v, const double *x_next, const double *x, size_t k)
{
    size_t begin, end;
    double c = magnitude(run->threshold + k), quotient = (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * e->u, nu, dead = 0, smear;
    mpfi_t z;

    sgl_ref_group(&run->layout, k, &begin, &end);
    if (!set_y(v, e, run, x_next, begin, end))
        return;
    mpfi_add(v->whole, v->norm, run->threshold + k);
    nu = sgl_envelope_norm(e, end - begin);
    for (size_t i = begin; i < end; i++) /* an entry whose product underflowed to 0 still counts in the norm */
        dead += x_next[i] == 0 ? e->eta * magnitude(run->denominator + i) + e->eta_rates : 0;
    dead = dead / mignitude(v->norm);
    if (!(dead <= 0x1p-6 && nu <= 0x1p-6))
        return;
    smear = 1 + 8 * (v->p + nu + dead + quotient);
    v->norm_radius = (magnitude(v->norm) * (v->p + nu + dead + quotient + e->u) + c * quotient + sgl_envelope_threshold(e, run, k)) * smear;
    v->norm_radius += magnitude(v->whole) * (nu + 2 * v->p + dead) * smear;
    mpfi_init2(z, run->bits);
    for (size_t i = begin; i < end; i++)
        if (x_next[i] != 0)
            narrow(e, run, v, z, i, x[i]);
    mpfi_clear(z);
}

void sgl_envelope_reset(sgl_envelope *e, const sgl_ref_run *run, const double *x_next, const double *x)
{
    inverse v = {.y = run->weighted};

    if (run->variant.form != SGL_FORM_DUAL || run->variant.norm != SGL_NORM_ALGORITHM1 ||
        run->variant.soft == SGL_SOFT_SIGNBIT)
        return;
    mpfi_init2(v.norm, run->bits);
    mpfi_init2(v.whole, run->bits);
    for (size_t k = 0; k < run->layout.groups; k++)
        if (run->touched[k])
#if SGL_MUTANT == 48
            (void)reset_group;
#else
            reset_group(e, run, &v, x_next, x, k);
#endif
    mpfi_clear(v.norm);
    mpfi_clear(v.whole);
}
