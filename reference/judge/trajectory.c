/* The open-loop error: what accumulates when the program's own past is not replaced by the recorded one.
 *
 * Intervals that feed on themselves widen by a factor each step, so after each step the state is taken at its midpoint: a
 * run at so many bits, rounded to nearest, whose own error is of the order of 2^-bits and shown for information only. */
#include "judge/judge.h"
#include "judge/radius.h"

#include <float.h>
#include <stdlib.h>

/* ulp of the dtype at v > 0. */
static double ulp_at(sgl_dtype dtype, double v)
{
    int e;

    frexp(v, &e);
    return dtype == SGL_FLOAT32 ? ldexp(1, (e < FLT_MIN_EXP ? FLT_MIN_EXP : e) - FLT_MANT_DIG)
                                : ldexp(1, (e < DBL_MIN_EXP ? DBL_MIN_EXP : e) - DBL_MANT_DIG);
}

static void to_midpoint(mpfi_ptr v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mpfi_mid(&v[i].left, v + i);
        mpfr_set(&v[i].right, &v[i].left, MPFR_RNDN);
    }
}

static sgl_status step(sgl_ref_run *run, const sgl_trace *trace, sgl_envelope *powers_of, mpfi_ptr x, double *g,
                       double *hessian, unsigned char *touched, size_t t)
{
    sgl_ref_powers powers;
    sgl_status status;
    size_t n = trace->layout.size;

    sgl_trace_g(g, trace, t, 0, n);
    if (trace->has_hessian)
#if SGL_MUTANT == 503
        sgl_trace_hessian(hessian, trace, 1, 0, n);
#else
        sgl_trace_hessian(hessian, trace, t, 0, n);
#endif
    for (size_t k = 0; k < trace->layout.groups; k++) {
        size_t i, end;

#if SGL_MUTANT == 504
        touched[k] = 1;
#else
        touched[k] = sgl_trace_touches(trace, t, k) && run->variant.rows == SGL_ROWS_DENSE;
#endif
        if (run->variant.rows == SGL_ROWS_LAZY)
            for (sgl_ref_group(&trace->layout, k, &i, &end); i < end; i++)
                touched[k] |= g[i] != 0 && sgl_trace_touches(trace, t, k);
    }
    status = sgl_ref_rule(run, g, hessian, sgl_trace_alpha(trace, t), touched,
                          sgl_envelope_powers(powers_of, run, &powers));
    if (status == SGL_OK)
        status = sgl_ref_run_dual(run, x);
    if (status == SGL_OK)
        status = sgl_ref_run_shrink(x, run);
    to_midpoint(x, n);
    to_midpoint(run->zeta, n);
    to_midpoint(run->z, n);
    return status;
}

sgl_status sgl_judge_trajectory(double *ulp_max, const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers,
                                mpfr_prec_t bits)
{
    size_t n = trace->layout.size;
    sgl_envelope powers_of = {0};
    sgl_ref_run *run;
    mpfi_ptr x = sgl_ref_vector_new(n, bits);
    double *g = malloc(4 * n * sizeof *g), *largest, *recorded;
    unsigned char *touched = malloc(trace->layout.groups);
    sgl_status status = sgl_ref_run_new(&run, variant, &trace->hyper, &trace->layout, bits);
    mpfi_t distance;

    mpfi_init2(distance, bits);
    *ulp_max = 0;
    if (status == SGL_OK && (x == NULL || g == NULL || touched == NULL))
        status = SGL_ENOMEM;
    if (status == SGL_OK)
        status = sgl_envelope_new(&powers_of, run, trace->dtype, powers);
    if (status != SGL_OK)
        goto done;
    largest = g + 2 * n;
    recorded = g + 3 * n;
    sgl_trace_x(recorded, trace, 1, 0, n);
    status = sgl_ref_vector_set(x, recorded, n);
    for (size_t i = 0; i < n; i++)
        largest[i] = fabs(recorded[i]);
    for (size_t t = 1; status == SGL_OK && t <= trace->steps; t++) {
        status = step(run, trace, &powers_of, x, g, g + n, touched, t);
        if (status != SGL_OK)
            break;
        sgl_trace_x(recorded, trace, t + 1, 0, n);
        for (size_t i = 0; i < n; i++) {
            double away;

            largest[i] = fmax(largest[i], magnitude(x + i));
            mpfi_sub_d(distance, x + i, recorded[i]);
            away = mignitude(distance); /* at least so far */
            if (away > 0)
                *ulp_max = fmax(*ulp_max, away / ulp_at(trace->dtype, largest[i]));
        }
    }
    if (status == SGL_EDOM) { /* a division by 0: there is no trajectory */
        *ulp_max = NAN;
        status = SGL_OK;
    }
done:
    mpfi_clear(distance);
    sgl_envelope_free(&powers_of);
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, n);
    free(g);
    free(touched);
    return status;
}
