/* sgd and momentum: m_t = gamma m_{t-1} + g_t, W_t = 1/alpha_t. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

/* gamma m + g: product and sum; a program that folds the rate into its buffer rounds alpha g as well, and divides it out
 * nowhere: two more of |g|. */
static double sum_radius(const sgl_envelope *e, double r, double m_before, double gamma, double g, double m_after)
{
    double u = e->u, held = m_before + r;
    double local = u * (gamma * held + 2 * fabs(g));

    if (!sgl_envelope_holds(e, gamma))
        local += u * gamma * held;
    local += 3 * sgl_envelope_underflow(e, held + fabs(g)) + sgl_envelope_operand(e, g);
#if SGL_MUTANT == 50
    local += 0 * r;
#else
    local += times(gamma, r);
#endif
    return local + u * (m_after + local);
}

void sgl_envelope_momentum(sgl_envelope *e, const sgl_ref_run *run, const double *g, size_t i)
{
    const sgl_variant *v = &run->variant;
    double gamma = run->hyper.gamma, root = magnitude(run->root + i);

    if (v->optimizer == SGL_SGD) {
        e->m[i] = 2 * e->u * fabs(g[i]) + sgl_envelope_operand(e, g[i]);
    } else if (v->momentum == SGL_MOMENTUM_AVERAGE) {
        e->first[i] = e->m[i] = sgl_envelope_average(e, e->first[i], e->first_before[i], e->center[i], gamma, g[i],
                                                     sgl_envelope_operand(e, g[i]), false, magnitude(run->first + i));
    } else if (v->momentum == SGL_MOMENTUM_OVERWRITE) { /* two sums a step, the second kept */
        double inner = sum_radius(e, e->first[i], e->first_before[i], gamma, g[i],
                                  gamma * e->first_before[i] + fabs(g[i]));

        e->first[i] = e->m[i] = sum_radius(e, inner, gamma * e->first_before[i] + fabs(g[i]), gamma, g[i],
                                           magnitude(run->first + i));
    } else {
        e->first[i] = sum_radius(e, e->first[i], e->first_before[i], gamma, g[i], magnitude(run->first + i));
        e->m[i] = e->first[i];
        if (v->momentum == SGL_MOMENTUM_NESTEROV)
            e->m[i] = sum_radius(e, e->first[i], magnitude(run->first + i), gamma, g[i], magnitude(run->m + i));
    }
    e->first_before[i] = magnitude(run->first + i);
    e->center[i] = mpfr_get_d(&run->first[i].left, MPFR_RNDN);
    e->root[i] = v->rate == SGL_RATE_SQRT ? SGL_BUDGET_SQRT * e->u * root : 0;
    sgl_envelope_w(e, run, i);
}
