/* adagrad and ftrl: n_t = n_{t-1} + g_t^2, W_t = n_t^power/alpha. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

/* Radius of n^p for n within r: relative p r/low, and a pow or exp-log of the same budget as a root. */
static double power_radius(const sgl_envelope *e, mpfi_srcptr n, double root, double r, double p)
{
    double low = fmax(sub_down(mignitude(n), r), 0);

    if (p == 0.5)
        return sgl_envelope_sqrt(e, n, r);
    return root * (relative(fmax(p, 1) * r, low) + SGL_BUDGET_SQRT * e->u);
}

static double root_radius(const sgl_envelope *e, const sgl_ref_run *run, size_t i, double r)
{
    double epsilon = run->hyper.epsilon, root = magnitude(run->root + i), radius;
    mpfi_srcptr n = run->second + i;

    if (run->variant.epsilon == SGL_EPSILON_INSIDE) {
        mpfi_t sum;

        mpfi_init2(sum, mpfi_get_prec(n));
        mpfi_add_d(sum, n, epsilon);
        radius = power_radius(e, sum, root, r + e->u * (magnitude(sum) + epsilon), run->variant.power);
        mpfi_clear(sum);
        return radius;
    }
    radius = power_radius(e, n, root, r, run->variant.power);
    if (run->variant.epsilon == SGL_EPSILON_OUTSIDE)
        radius += e->u * (root + radius + epsilon);
    return radius;
}

void sgl_envelope_ftrl(sgl_envelope *e, const sgl_ref_run *run, const double *g, size_t i)
{
    double u = e->u, square = g[i] * g[i], alpha = mignitude(run->scalars.alpha);
    double times = run->variant.accumulate_times, before = e->second[i];

    e->m[i] = 0; /* g itself */
    e->second[i] += u * (magnitude(run->second + i) * fmax(times, 1) + times * square) + (square > 0 ? e->eta : 0);
    e->epsilon_dual = 0;
    /* beta, or minus the root of n_0, added to the root in the denominator: one rounding of it and of the sum. */
    e->epsilon_denominator = run->hyper.beta > 0 ? 2 * u * run->hyper.beta : 0;
    if (run->variant.start == SGL_START_DENOMINATOR)
        e->epsilon_denominator += alpha * e->w_dual[i] + u * magnitude(run->root + i);
    e->root[i] = root_radius(e, run, i, e->second[i]);
    if (run->variant.accumulate_times != 1) { /* the root subtracted was taken anew, of n_{t-1} */
        double root = alpha * magnitude(run->w_previous + i);

        e->w_dual[i] = (power_radius(e, run->second + i, root, before, run->variant.power)) / alpha +
                       (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * u * magnitude(run->w_previous + i);
    }
    sgl_envelope_w(e, run, i);
    e->w_denominator[i] += run->hyper.beta > 0 ? u * magnitude(run->w_denominator + i) : 0;
}
