/* adam, amsgrad, adahessian. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"

/* Radius of max(a, b): the larger of the two radii, or that of a alone where b cannot reach it. */
static double maximum_radius(double a, double a_radius, double b, double b_radius)
{
    if (b + b_radius <= sub_down(a, a_radius))
        return a_radius;
    if (a + a_radius <= sub_down(b, b_radius))
        return b_radius;
    return fmax(a_radius, b_radius);
}

/* The second moment, and AMSGrad's maximum. Returns the radius of what the root is taken of, without epsilon. */
static double second_moment(sgl_envelope *e, const sgl_ref_run *run, double g, double hessian, size_t i)
{
    const sgl_variant *v = &run->variant;
    size_t n = run->layout.size;
    double q = v->second == SGL_SECOND_GRADIENT ? g * g : v->second == SGL_SECOND_ABS ? fabs(hessian) : hessian * hessian;
    double before = e->maximum[i], held = e->second_before[i], average = magnitude(run->second + i);

    e->second[i] = sgl_envelope_average(e, e->second[i], held, e->center[n + i], run->hyper.beta2, q, 0,
                                        v->second != SGL_SECOND_ABS, average);
    if (v->epsilon == SGL_EPSILON_INITIAL && run->t == 1)
        e->second[i] += e->u * (average + run->hyper.epsilon);
    e->second_before[i] = average;
    e->center[n + i] = mpfr_get_d(&run->second[i].left, MPFR_RNDN);
    if (v->maximum == SGL_MAXIMUM_NONE)
        return e->second[i];
    if (v->maximum == SGL_MAXIMUM_FED_BACK) { /* of the state before and the average: the sum of both radii covers it */
        e->second[i] = fmax(e->second[i], before);
        e->maximum[i] = e->second[i];
    } else {
        double a = mignitude(run->maximum + i), b = average, b_radius = e->second[i];

        if (v->maximum == SGL_MAXIMUM_CORRECTED) {
            b = average / mignitude(run->scalars.bias2);
            b_radius = b_radius / mignitude(run->scalars.bias2);
            b_radius += (b + b_radius) * (of_inverse(e->bias2) + (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * e->u) *
                        (1 + e->u);
        }
        /* The maximum is either what it was, and then the average is below it, or the average. */
        e->maximum[i] = b < a ? maximum_radius(a, before, b, b_radius) : fmax(before, b_radius);
    }
    return e->maximum[i];
}

/* v, or v with epsilon under the root: one sum, and where it is scaled one product. */
static double root_radius(const sgl_envelope *e, const sgl_ref_run *run, size_t i, double r)
{
    mpfi_srcptr v = run->variant.maximum == SGL_MAXIMUM_NONE ? run->second + i : run->maximum + i;
    double epsilon = run->hyper.epsilon, radius;
    mpfi_t sum;

    if (run->variant.epsilon != SGL_EPSILON_INSIDE && run->variant.epsilon != SGL_EPSILON_INSIDE_RAW)
        return sgl_envelope_sqrt(e, v, r);
    mpfi_init2(sum, mpfi_get_prec(v));
    mpfi_set_d(sum, epsilon);
    if (run->variant.epsilon == SGL_EPSILON_INSIDE && run->variant.maximum != SGL_MAXIMUM_CORRECTED)
        mpfi_mul(sum, sum, run->scalars.bias2);
    mpfi_add(sum, sum, v);
    radius = sgl_envelope_sqrt(e, sum, r + e->u * (magnitude(sum) + r + 2 * epsilon) + e->bias2 * epsilon);
    mpfi_clear(sum);
    return radius;
}

void sgl_envelope_adam(sgl_envelope *e, const sgl_ref_run *run, const double *g, const double *hessian, size_t i)
{
    const sgl_ref_scalars *s = &run->scalars;
    double apply = (SGL_BUDGET_ROUNDING + SGL_BUDGET_DIVISION) * e->u; /* x/b, or x (1/b) */
    double r;

    e->first[i] = sgl_envelope_average(e, e->first[i], e->first_before[i], e->center[i], run->hyper.beta1, g[i],
                                       sgl_envelope_operand(e, g[i]), false, magnitude(run->first + i));
    e->first_before[i] = magnitude(run->first + i);
    e->center[i] = mpfr_get_d(&run->first[i].left, MPFR_RNDN);
    e->m[i] = e->first[i] * magnitude(s->m_factor) * (1 + e->m_factor);
    if (e->m_scaled)
        e->m[i] += (magnitude(run->m + i) + e->m[i]) * (e->m_factor + apply);
    e->m[i] += sgl_envelope_underflow(e, magnitude(run->m + i) + e->m[i]);

    r = second_moment(e, run, g[i], hessian != NULL ? hessian[i] : 0, i);
    e->root[i] = root_radius(e, run, i, r) * magnitude(s->root_factor) * (1 + e->root_factor);
    if (e->root_scaled)
        e->root[i] += (magnitude(run->root + i) + e->root[i]) * (e->root_factor + apply);
    sgl_envelope_w(e, run, i);
}
