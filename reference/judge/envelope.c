/* The envelope's memory, and what its parts share. */
#include "judge/envelope.h"
#include "judge/budget.h"
#include "judge/radius.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

enum { VECTORS = 18 };

sgl_status sgl_envelope_new(sgl_envelope *e, const sgl_ref_run *run, sgl_dtype dtype, sgl_powers powers)
{
    size_t n = run->layout.size;
    double **vectors[VECTORS] = {&e->first,    &e->first_before, &e->second,        &e->second_before, &e->maximum,
                                 &e->m,        &e->root,         &e->w_dual,        &e->w_before,      &e->w_denominator,
                                 &e->x_before, &e->z_before,     &e->low,           &e->high,          &e->z,
                                 &e->x,        &e->shift,        &e->center};

    memset(e, 0, sizeof *e);
    e->dtype = dtype;
    e->powers = powers;
    e->u = dtype == SGL_FLOAT32 ? FLT_EPSILON / 2 : DBL_EPSILON / 2;
    e->eta = e->eta_rates = dtype == SGL_FLOAT32 ? FLT_MIN : DBL_MIN;
    e->largest = dtype == SGL_FLOAT32 ? FLT_MAX : DBL_MAX;
    e->power1 = e->power2 = 1;
    e->memory = calloc((VECTORS + 1) * n, sizeof *e->memory);
    e->sure = calloc(n, sizeof *e->sure);
    if (e->memory == NULL || e->sure == NULL) {
        sgl_envelope_free(e);
        return SGL_ENOMEM;
    }
    for (size_t k = 0; k < VECTORS; k++) /* center, the last, is twice as long */
        *vectors[k] = e->memory + k * n;
    /* The accumulator starts at n_0, rounded to the dtype; W_0 is its root over alpha. */
    for (size_t i = 0; i < n; i++) {
        double initial = magnitude(run->second + i);

        if (!sgl_envelope_holds(e, initial))
            e->second[i] = e->u * initial;
        if (run->variant.start != SGL_START_ZERO) {
            double w = magnitude(run->w_dual + i);

            e->w_dual[i] = relative(sgl_envelope_sqrt(e, run->second + i, e->second[i]),
                                    sqrt_down(mignitude(run->second + i))) * w +
                           (SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * e->u * w;
        }
    }
    return SGL_OK;
}

void sgl_envelope_free(sgl_envelope *e)
{
    free(e->memory);
    free(e->sure);
    e->memory = NULL;
    e->sure = NULL;
}

bool sgl_envelope_holds(const sgl_envelope *e, double v)
{
    return e->dtype == SGL_FLOAT64 || (double)(float)v == v;
}

double sgl_envelope_underflow(const sgl_envelope *e, double magnitude)
{
    return fmin(magnitude, e->eta);
}

double sgl_envelope_operand(const sgl_envelope *e, double v)
{
    return fabs(v) < e->eta ? fabs(v) : 0;
}

double sgl_envelope_sqrt(const sgl_envelope *e, mpfi_srcptr v, double r)
{
    double above = magnitude(v), below = mignitude(v), low = fmax(sub_down(below, r), 0);
    double root = sqrt(above), radius = 0;

#if SGL_MUTANT == 31
    if (low < 0)
#else
    if (low < e->eta)
#endif
        low = 0; /* it may be flushed */
    if (low > 0)
        radius = r / (sqrt_down(below) + sqrt_down(low)); /* sqrt v - sqrt low, without cancellation */
    else if (above > 0)
        radius = fmax(root, sqrt(above + r) - sqrt_down(below));
    else
        radius = sqrt(r);
#if SGL_MUTANT == 30
    return radius;
#else
    return radius + SGL_BUDGET_SQRT * e->u * (root + radius);
#endif
}

double sgl_envelope_average(const sgl_envelope *e, double r, double y_magnitude, double y_center, double beta, double q,
                            double q_radius, bool q_rounded, double result_magnitude)
{
    double u = e->u, complement = 1 - beta;
    double y = y_magnitude + r, value = fabs(q) + q_radius;
    double difference = distance_up(q, y_center) + y_magnitude * DBL_EPSILON + r + q_radius;
#if SGL_MUTANT == 34
    double propagated = complement * q_radius;
#else
    double propagated = times(beta, r) + complement * q_radius;
#endif
    double square = q_rounded ? u * complement * value : 0;
    /* beta y + (1 - beta) q: two products. y + (q - y)(1 - beta): a difference and a product. */
    double products = u * (times(beta, y) + complement * value * (1 + u)) + square;
    double increment = 2 * u * complement * (difference + u * value) * (1 + u) + square;
#if SGL_MUTANT == 32
    double local = products;
#else
    double local = fmax(products, increment);
#endif

    if (!sgl_envelope_holds(e, beta))
        local += u * times(beta, y);
    if (!sgl_envelope_holds(e, beta) || !sgl_envelope_holds(e, complement) || 1 - complement != beta)
        local += u * complement * fmax(value, difference);
    local += 4 * sgl_envelope_underflow(e, y + value); /* the square, two products or a difference and one, the sum */
    local += propagated;
#if SGL_MUTANT == 33
    local += 0 * result_magnitude;
#else
    local += u * (result_magnitude + local);
#endif
    return isnan(local) ? INFINITY : local; /* a square beyond double */
}

void sgl_envelope_w(sgl_envelope *e, const sgl_ref_run *run, size_t i)
{
    double alpha = mignitude(run->scalars.alpha);
    /* root/alpha, or root times 1/alpha; and alpha itself where the dtype does not hold it. */
    double roundings = SGL_BUDGET_DIVISION + (sgl_envelope_holds(e, alpha) ? 1 : 2) * SGL_BUDGET_ROUNDING;
    bool dual = run->variant.optimizer >= SGL_ADAM && run->variant.optimizer <= SGL_ADAHESSIAN;
    double sum = dual ? SGL_BUDGET_ROUNDING : 0; /* root + epsilon */

    e->w_before[i] = e->w_dual[i];
    e->w_dual[i] = (e->root[i] + e->epsilon_dual) / alpha;
    e->w_dual[i] += (roundings + sum) * e->u * (magnitude(run->w_dual + i) + e->w_dual[i]);
    e->w_denominator[i] = (e->root[i] + e->epsilon_denominator) / alpha;
    e->w_denominator[i] += (roundings + sum) * e->u * (magnitude(run->w_denominator + i) + e->w_denominator[i]);
}

void sgl_envelope_rule(sgl_envelope *e, const sgl_ref_run *run, const double *g, const double *hessian)
{
    e->eta_rates = e->eta * (1 + 1 / mignitude(run->scalars.alpha));
    sgl_envelope_scalars(e, run);
    for (size_t k = 0; k < run->layout.groups; k++) {
        size_t i, end;

        if (!run->touched[k])
            continue;
        for (sgl_ref_group(&run->layout, k, &i, &end); i < end; i++) {
            switch (run->variant.optimizer) {
            case SGL_SGD:
            case SGL_MOMENTUM:
                sgl_envelope_momentum(e, run, g, i);
                break;
            case SGL_ADAGRAD:
            case SGL_FTRL:
                sgl_envelope_ftrl(e, run, g, i);
                break;
            default:
                sgl_envelope_adam(e, run, g, hessian, i);
            }
        }
    }
}
