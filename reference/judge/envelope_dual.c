/* z from the recorded x: how far the program's z can be from the implied one.
 *
 * The program's W~_s = W_s + w_s, |w_s| <= w_dual, is one number, used at s and at s + 1 (a root taken anew of an accumulator
 * that a fused operation rounds differently differs by one more rounding of W x: the term u |W_t x_t|). So its errors sum by parts:
 *     sum_{s<=t} (w_s - w_{s-1}) x_s = w_t x_t - sum_{s<t} w_s (x_{s+1} - x_s) - w_0 x_1,
 * which is why delta_t = (z~_t + w_t x_t) - z_t grows a step by no more than
 *     local_t + |w_{t-1}| |x_t - x_{t-1}|                                                (delta_0 = 0, |w_0||x_1| at t = 1)
 * with local_t the roundings of one z + m - (W_t - W_{t-1}) x_t: the difference, a division by alpha, the product and one more
 * on q; one on m where the program keeps alpha z; then two additions in any of three associations, and what m itself is off.
 * Roundings are relative to what the program holds, which is the exact value and what it can be off. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

/* The larger of |a + b| over the three pairs: what an inner addition of z + m - q can produce. */
static double inner_sum(double z, double m, double q)
{
    return z + m + q - fmin(z, fmin(m, q));
}

/* local_t. */
static double step_radius(const sgl_envelope *e, const sgl_ref_run *run, size_t i, double x)
{
    double u = e->u, w = magnitude(run->w_dual + i), m = magnitude(run->m + i), z = magnitude(run->z + i);
    double change = fmax(w - mignitude(run->w_previous + i),
                         magnitude(run->w_previous + i) - mignitude(run->w_dual + i));
    double q = change * x;
    double off = times(e->w_dual[i] + e->w_before[i], x); /* of q, and of z~ through w_t x_t */
    double local = e->m[i] + u * (m + e->m[i]) + (SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * u * (q + off);

    /* Underflow of alpha m, the change of W, the product and two sums; an operand x_t. */
    local += fmin(5 * e->eta_rates, m + 2 * q + z + e->z_before[i]) + fmin(q, e->eta * x) + times(change, sgl_envelope_operand(e, x));
#if SGL_MUTANT == 37
    local += 0 * inner_sum(0, 0, 0);
#else
    local += u * (inner_sum(e->z_before[i], m + e->m[i], q + off) + z + local + off + fmax(-e->low[i], e->high[i]));
#endif
    return local + u * w * x;
}

static void dual(sgl_envelope *e, sgl_ref_run *run, size_t i, double x)
{
    bool telescopes = run->variant.accumulate_times == 1;
    double grow = step_radius(e, run, i, fabs(x)), open;

    if (!telescopes)
        grow += times(e->w_dual[i] + e->w_before[i], fabs(x));
    else /* x_0 = 0 */
#if SGL_MUTANT == 36
        grow += 0 * distance_up(x, e->x_before[i]);
#else
        grow += times(e->w_before[i], distance_up(x, e->x_before[i]));
#endif
    e->low[i] = sub_down(e->low[i], grow);
    e->high[i] += grow;
#if SGL_MUTANT == 38
    open = 0;
#else
    open = telescopes ? times(e->w_dual[i], fabs(x)) : 0;
#endif
    e->shift[i] = isfinite(grow) && isfinite(e->low[i]) && isfinite(e->high[i]) ? 0.5 * (e->low[i] + e->high[i]) : 0;
    e->z[i] = fmax(e->high[i] - e->shift[i], e->shift[i] - e->low[i]) + open;
#if SGL_MUTANT != 39
    mpfi_add_d(run->z + i, run->z + i, e->shift[i]);
#endif
    e->x_before[i] = x;
    e->z_before[i] = magnitude(run->z + i) + e->z[i];
}

/* x_t - m/W: a quotient, a product with the rate, a difference. The radius of the step is left in e->x. Where m = 0 nothing
 * is computed. A product alpha m that underflows is divided by the root alpha W. */
static void prox(sgl_envelope *e, const sgl_ref_run *run, size_t i)
{
    double u = e->u, w = mignitude(run->w_denominator + i), m = magnitude(run->m + i);
    double low = sub_down(w, e->w_denominator[i]), z = magnitude(run->z + i);
    double step = relative(m, w), radius;

    if (m == 0 && e->m[i] == 0) {
        e->x[i] = 0;
    } else if (!(low > 0)) {
        e->x[i] = INFINITY;
    } else {
        radius = (e->m[i] + step * e->w_denominator[i]) / low;
        radius += (SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * u * (step + radius);
        radius += fmin(step + radius, e->eta_rates * (1 + 1 / low));
#if SGL_MUTANT == 40
        e->x[i] = radius;
#else
        e->x[i] = radius + u * (relative(z, w) + radius) + sgl_envelope_underflow(e, relative(z, w) + radius);
#endif
    }
    e->z[i] = times(magnitude(run->w_denominator + i) + e->w_denominator[i], e->x[i]) +
              times(relative(e->w_denominator[i], w), z) + 3 * u * z; /* W w: W is itself off */
    if (isinf(e->x[i]))
        e->z[i] = INFINITY;
}

void sgl_envelope_dual(sgl_envelope *e, sgl_ref_run *run, const double *x)
{
    for (size_t k = 0; k < run->layout.groups; k++) {
        size_t i, end;

        if (!run->touched[k])
            continue;
        for (sgl_ref_group(&run->layout, k, &i, &end); i < end; i++) {
            if (run->variant.form == SGL_FORM_PROX)
                prox(e, run, i);
            else
                dual(e, run, i, x[i]);
        }
    }
}
