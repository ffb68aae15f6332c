/* From z within its radius to x_{t+1}: soft threshold, norm, factor, division; and what is certain of the zero pattern. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

/* Roundings of a lambda: one where the dtype does not hold it, one where the kernel divides or multiplies it, two more for
 * lambda times alpha. */
static double rescaled(const sgl_envelope *e, const sgl_ref_run *run, double lambda)
{
    return SGL_BUDGET_ROUNDING * ((sgl_envelope_holds(e, lambda) ? 1 : 2) + (run->variant.lambda_times_rate ? 2 : 0));
}

double sgl_envelope_lambda1(const sgl_envelope *e, const sgl_ref_run *run)
{
    return rescaled(e, run, run->hyper.lambda1) * e->u * magnitude(run->lambda1);
}

double sgl_envelope_threshold(const sgl_envelope *e, const sgl_ref_run *run, size_t k)
{
    return (SGL_BUDGET_SQRT + SGL_BUDGET_ROUNDING + rescaled(e, run, run->hyper.lambda21)) * e->u * magnitude(run->threshold + k);
}

double sgl_envelope_denominator(const sgl_envelope *e, const sgl_ref_run *run, size_t i)
{
    double r = e->w_denominator[i], twice = magnitude(run->twice_lambda2);

    if (twice == 0)
        return r;
    r += rescaled(e, run, run->hyper.lambda2) * e->u * twice; /* 2 lambda2 is exact */
    return r + e->u * (magnitude(run->denominator + i) + r);
}

double sgl_envelope_norm(const sgl_envelope *e, size_t d)
{
    /* A square and d - 1 additions in any order: (1 + u)^d, halved by the root, whose own budget follows. d u/(1 - d u) covers
     * what is not linear in u. */
    double sum = of_inverse((double)d * e->u) / 2;

    return sum + SGL_BUDGET_SQRT * e->u * (1 + sum);
}

bool sgl_envelope_has_pattern(const sgl_ref_run *run)
{
    return magnitude(run->lambda1) > 0 || magnitude(run->lambda21) > 0;
}

/* The thresholded dual of one entry: its radius, and in sure what is certain of it. */
static double soft_radius(const sgl_envelope *e, const sgl_ref_run *run, size_t i, int *sure)
{
    double lambda = sgl_envelope_lambda1(e, run), reach = e->z[i] + lambda, s = magnitude(run->s + i);

    if (magnitude(run->z + i) - mignitude(run->lambda1) + reach <= 0) {
        *sure = +1;
        return 0;
    }
    *sure = sub_down(mignitude(run->z + i), magnitude(run->lambda1)) > reach ? -1 : 0;
    if (*sure == 0 && run->variant.soft == SGL_SOFT_SIGNBIT) /* not continuous: either side of the jump */
        reach += 2 * magnitude(run->lambda1);
    return lambda > 0 ? reach + e->u * (s + reach) + fmin(s + reach, e->eta_rates) : reach;
}

/* The radius of what the norm is taken of. */
static double weighted_radius(const sgl_envelope *e, const sgl_ref_run *run, size_t i, double s_radius)
{
    sgl_norm norm = run->variant.norm;
    double y = sgl_envelope_denominator(e, run, i), low = sub_down(mignitude(run->denominator + i), y), r, weight;

    if (norm == SGL_NORM_DUAL)
        return e->z[i];
    if (norm == SGL_NORM_ALGORITHM1 || (s_radius == 0 && magnitude(run->s + i) == 0))
        return s_radius;
    if (!(low > 0))
        return INFINITY;
    /* 1/A or 1/sqrt(A), A = Y/2: relative radius r, at most 1/(low/2)^p. */
    r = norm == SGL_NORM_EXACT ? 0.5 * y / low + (SGL_BUDGET_SQRT + SGL_BUDGET_DIVISION) * e->u
                               : y / low + (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * e->u;
    weight = norm == SGL_NORM_EXACT ? 1 / sqrt_down(low / 2) : 2 / low;
    return (s_radius + (magnitude(run->s + i) + s_radius) * r) * weight + e->eta;
}

/* What is known of a group: the factor max(1 - c/N, 0), its radius, and whether it is zero. */
typedef struct factor {
    double value, radius;
    int sure; /* +1 zero, -1 not */
} factor;

static factor group_factor(const sgl_envelope *e, const sgl_ref_run *run, size_t k, double radius, size_t d)
{
    factor f = {1, 0, -1};
    double above = magnitude(run->norm + k), below = mignitude(run->norm + k);
    double c = magnitude(run->threshold + k), c_radius = sgl_envelope_threshold(e, run, k), high, low;
    double quotient = (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * e->u;

    if (c == 0)
        return f;
    if (above > 0 || radius > 0) { /* squares that underflow: sqrt(S) - sqrt(S - d eta) */
        low = fmax(sub_down(below, radius), 0);
        radius += fmin(sqrt((double)d * e->eta), (double)d * e->eta / low);
    }
    radius += (above + radius) * sgl_envelope_norm(e, d);
    high = above + radius;
    low = fmax(sub_down(below, radius), 0);
    f.value = above > 0 ? fmax(1 - div_down(mignitude(run->threshold + k), above), 0) : 0;
    /* Zero for certain: also where c/N is computed too small by all that a quotient may err. */
    if (high <= sub_down(mignitude(run->threshold + k), c_radius + quotient * (c + c_radius))) {
        f.value = 0;
        f.sure = +1;
    } else if (low > c + c_radius) {
        /* c/low - c/N and c/N - c/high without cancellation; the first is the larger. Then the difference, and the quotient c/N or,
         * of a program that computes (N - c)/N, the quotient f. */
        f.radius = c * radius / below / low + c_radius / low;
        f.radius += e->u * (f.value + f.radius) + quotient * fmax((c + c_radius) / low, f.value + f.radius);
    } else { /* anywhere from 0 to its largest */
        double largest = fmax(1 - div_down(sub_down(mignitude(run->threshold + k), c_radius), high), 0);

        f.sure = 0;
        f.radius = fmax(largest, f.value) * (1 + e->u) + quotient;
    }
    return f;
}

static double entry_radius(const sgl_envelope *e, const sgl_ref_run *run, mpfi_srcptr x, size_t i, double s_radius, factor f)
{
    double y = sgl_envelope_denominator(e, run, i), low = sub_down(mignitude(run->denominator + i), y);
    double value = magnitude(x), numerator, r;

    numerator = magnitude(run->s + i) * f.radius + s_radius * (f.value + f.radius);
    if (numerator == 0 && value == 0)
        return 0;
    if (!(low > 0))
        return INFINITY;
#if SGL_MUTANT == 45
    r = numerator / low;
#else
    r = (numerator + value * y) / low;
#endif
    /* s (1 - c/N)/Y in any order: a product, a division, one to spare; each product may underflow. */
    r += (SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * e->u * (value + r);
#if SGL_MUTANT != 44
    if ((magnitude(run->denominator + i) + y) * fmax(1, magnitude(run->scalars.alpha)) >= e->largest)
        return r + value; /* s over infinity */
#endif
    return r + fmin(value + r, e->eta + e->eta_rates / low);
}

void sgl_envelope_shrink(sgl_envelope *e, const sgl_ref_run *run, mpfi_srcptr x_exact)
{
    bool pattern = sgl_envelope_has_pattern(run);
    bool plain_step = run->variant.form == SGL_FORM_PROX && !pattern && magnitude(run->twice_lambda2) == 0;

    for (size_t k = 0; k < run->layout.groups; k++) {
        size_t begin, end;
        double squares = 0;
        factor f;

        if (!run->touched[k] || plain_step) /* x_t - m_t/W_t is x_{t+1}: e->x has its radius */
            continue;
        sgl_ref_group(&run->layout, k, &begin, &end);
        for (size_t i = begin; i < end; i++) {
            double r;

            e->x[i] = soft_radius(e, run, i, &e->sure[i]); /* kept here until f is known */
    #if SGL_MUTANT == 41
        r = 0;
#else
        r = weighted_radius(e, run, i, e->x[i]);
#endif
            squares += r * r;
        }
        f = group_factor(e, run, k, sqrt(squares), end - begin);
        for (size_t i = begin; i < end; i++) {
            if (f.sure == +1 || e->sure[i] == +1) {
                e->sure[i] = +1;
                e->x[i] = 0;
            } else {
                e->x[i] = entry_radius(e, run, x_exact + i, i, e->x[i], f);
                e->sure[i] = f.sure == -1 ? e->sure[i] : 0;
            }
        }
    }
}
