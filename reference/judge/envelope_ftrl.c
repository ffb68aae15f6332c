/* adagrad and ftrl: n_t = n_{t-1} + g_t^2, W_t = n_t^power/alpha. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

/* Radius of n^p for n within r: relative p r/low, and a pow of the same budget as a root. */
static double power_radius(const sgl_envelope *e, mpfi_srcptr n, double root, double r, double p)
{
    double low = fmax(sub_down(mignitude(n), r), 0);

    double change;

    if (p == 0.5)
        return sgl_envelope_sqrt(e, n, r);
    /* |n~^p - n^p| <= p r/low n^p for p <= 1, r < low; and never more than what n + r can give, (1 + r/n)^p <= 1 + r/n. */
    change = fmin(relative(fmax(p, 1) * r, low), 1 + relative(r, mignitude(n)));
    return times(root, change + SGL_BUDGET_SQRT * e->u * (1 + change));
}

/* Radius of the root of n, n within r. */
static double root_radius(const sgl_envelope *e, const sgl_ref_run *run, mpfi_srcptr n, double root, double r)
{
    double epsilon = run->hyper.epsilon, radius;

    if (run->variant.epsilon == SGL_EPSILON_INSIDE) {
        mpfi_t sum;

        mpfi_init2(sum, mpfi_get_prec(n));
        mpfi_add_d(sum, n, epsilon);
        radius = power_radius(e, sum, root, r + e->u * (magnitude(sum) + r + 2 * epsilon), run->variant.power);
        mpfi_clear(sum);
        return radius;
    }
    radius = power_radius(e, n, root, r, run->variant.power);
    if (run->variant.epsilon == SGL_EPSILON_OUTSIDE)
        radius += e->u * (root + radius + 2 * epsilon);
    return radius;
}

/* n + g^2: two roundings, and what underflow takes of either. */
static double accumulated(const sgl_envelope *e, double after, double r, double square)
{
    r += e->u * square + 2 * sgl_envelope_underflow(e, square);
#if SGL_MUTANT == 49
    return e->u * (after + r);
#else
    return r + e->u * (after + r);
#endif
}

/* A program that adds g^2 more than once takes the root of n_{t-1} + g^2, subtracts from it a root of n_{t-1} taken anew, and
 * then keeps n_{t-1} + times g^2. */
static void several_times(sgl_envelope *e, const sgl_ref_run *run, double square, size_t i)
{
    double alpha = mignitude(run->scalars.alpha), w = magnitude(run->w_previous + i);
    double after = magnitude(run->second + i);
    int times = run->variant.accumulate_times;
    mpfi_t n, once;

    mpfi_init2(n, run->bits);
    mpfi_init2(once, run->bits);
    mpfi_sqr(once, run->m + i); /* m = g */
    mpfi_mul_ui(n, once, (unsigned long)times);
    mpfi_sub(n, run->second + i, n); /* n_{t-1} */
    e->w_dual[i] = root_radius(e, run, n, alpha * w, e->second[i]) / alpha;
    e->w_dual[i] += (SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * e->u * (w + e->w_dual[i]);
    mpfi_add(n, n, once);
    e->root[i] = root_radius(e, run, n, magnitude(run->root + i), accumulated(e, after, e->second[i], square));
    for (int again = 0; again < times; again++)
        e->second[i] = accumulated(e, after, e->second[i], square);
    mpfi_clear(n);
    mpfi_clear(once);
}

void sgl_envelope_ftrl(sgl_envelope *e, const sgl_ref_run *run, const double *g, size_t i)
{
    double u = e->u, square = g[i] * g[i], alpha = mignitude(run->scalars.alpha);

    e->m[i] = sgl_envelope_operand(e, g[i]); /* g itself */
    e->epsilon_dual = 0;
    /* beta, or minus the root of n_0, added to the root in the denominator: one rounding of it and of the sum. */
    e->epsilon_denominator = run->hyper.beta > 0 ? 2 * u * run->hyper.beta : 0;
    if (run->variant.start == SGL_START_DENOMINATOR) /* W_0's radius, or that of a later root, which is larger */
        e->epsilon_denominator += alpha * e->w_dual[i] + u * magnitude(run->root + i);
    if (run->variant.accumulate_times != 1) {
        several_times(e, run, square, i);
    } else {
        e->second[i] = accumulated(e, magnitude(run->second + i), e->second[i], square);
        e->root[i] = root_radius(e, run, run->second + i, magnitude(run->root + i), e->second[i]);
    }
    sgl_envelope_w(e, run, i);
    e->w_denominator[i] += run->hyper.beta > 0 ? u * (magnitude(run->w_denominator + i) + e->w_denominator[i]) : 0;
}
