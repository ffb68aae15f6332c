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

/* Some groups of the recording on their own past. */
typedef struct open_loop {
    const sgl_trace *trace;
    size_t first, begin; /* the first group, its first entry */
    sgl_layout layout;   /* of these groups, from entry 0    */
    size_t *offsets;
    sgl_ref_run *run;
    sgl_envelope powers_of;
    mpfi_ptr x;
    mpfi_t distance;
    double *g, *hessian, *recorded, *largest; /* [n] each */
    unsigned char *touched;
} open_loop;

static void loop_close(open_loop *o)
{
    if (o->x != NULL)
        mpfi_clear(o->distance);
    sgl_ref_vector_free(o->x, o->layout.size);
    sgl_envelope_free(&o->powers_of);
    sgl_ref_run_free(o->run);
    free(o->g);
    free(o->touched);
    free(o->offsets);
}

static sgl_status loop_open(open_loop *o, const sgl_trace *trace, size_t first, size_t count, const sgl_variant *variant, sgl_powers powers,
                            mpfr_prec_t bits)
{
    sgl_status status;
    size_t n;

    *o = (open_loop){.trace = trace, .first = first, .offsets = malloc((count + 1) * sizeof *o->offsets)};
    if (o->offsets == NULL)
        return SGL_ENOMEM;
    o->begin = sgl_trace_part(&o->layout, o->offsets, &trace->layout, first, count);
    n = o->layout.size;
    status = sgl_ref_run_new(&o->run, variant, &trace->hyper, &o->layout, bits);
    o->x = sgl_ref_vector_new(n, bits);
    if (o->x != NULL)
        mpfi_init2(o->distance, bits);
    o->g = malloc(4 * n * sizeof *o->g);
    o->touched = malloc(count);
    if (status == SGL_OK && (o->x == NULL || o->g == NULL || o->touched == NULL))
        status = SGL_ENOMEM;
    if (status == SGL_OK)
        status = sgl_envelope_new(&o->powers_of, o->run, trace->dtype, powers);
    if (status != SGL_OK)
        return status;
    o->hessian = o->g + n;
    o->recorded = o->hessian + n;
    o->largest = o->recorded + n;
    sgl_trace_x(o->recorded, trace, 1, o->begin, o->begin + n);
    for (size_t i = 0; i < n; i++)
        o->largest[i] = fabs(o->recorded[i]);
    return sgl_ref_vector_set(o->x, o->recorded, n);
}

static void read_step(open_loop *o, size_t t)
{
    size_t end = o->begin + o->layout.size;

#if SGL_MUTANT == 520
    end = o->layout.size;
    o->begin = 0;
#endif
    sgl_trace_g(o->g, o->trace, t, o->begin, end);
    if (o->trace->has_hessian)
#if SGL_MUTANT == 503
        sgl_trace_hessian(o->hessian, o->trace, 1, o->begin, end);
#else
        sgl_trace_hessian(o->hessian, o->trace, t, o->begin, end);
#endif
    sgl_trace_x(o->recorded, o->trace, t + 1, o->begin, end);
    for (size_t k = 0; k < o->layout.groups; k++) {
        bool touches = sgl_trace_touches(o->trace, t, o->first + k);
        size_t i, group_end;

#if SGL_MUTANT == 504
        o->touched[k] = 1;
#else
        o->touched[k] = touches && o->run->variant.rows == SGL_ROWS_DENSE;
#endif
        if (o->run->variant.rows == SGL_ROWS_LAZY)
            for (sgl_ref_group(&o->layout, k, &i, &group_end); i < group_end; i++)
                o->touched[k] |= o->g[i] != 0 && touches;
    }
}

static sgl_status step(open_loop *o, size_t t)
{
    size_t n = o->layout.size;
    sgl_ref_powers powers;
    sgl_status status;

    read_step(o, t);
    status = sgl_ref_rule(o->run, o->g, o->hessian, sgl_trace_alpha(o->trace, t), o->touched,
                          sgl_envelope_powers(&o->powers_of, o->run, &powers));
    if (status == SGL_OK)
        status = sgl_ref_run_dual(o->run, o->x);
    if (status == SGL_OK)
        status = sgl_ref_run_shrink(o->x, o->run);
    to_midpoint(o->x, n);
    to_midpoint(o->run->zeta, n);
    to_midpoint(o->run->z, n);
    return status;
}

/* The largest distance of these groups. */
static sgl_status walk(double *ulp_max, open_loop *o)
{
    for (size_t t = 1; t <= o->trace->steps; t++) {
        sgl_status status = step(o, t);

        if (status != SGL_OK)
            return status;
        for (size_t i = 0; i < o->layout.size; i++) {
            double away;

            o->largest[i] = fmax(o->largest[i], magnitude(o->x + i));
            mpfi_sub_d(o->distance, o->x + i, o->recorded[i]);
            away = mignitude(o->distance); /* at least so far */
            if (away > 0)
                *ulp_max = fmax(*ulp_max, away / ulp_at(o->trace->dtype, o->largest[i]));
        }
    }
    return SGL_OK;
}

sgl_status sgl_judge_trajectory(double *ulp_max, const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers,
                                mpfr_prec_t bits)
{
    enum { ENTRIES = 64 }; /* of a slab: what all its groups share at a step costs as much as three entries */
    size_t groups = trace->layout.groups, slab = (ENTRIES * groups + trace->layout.size - 1) / trace->layout.size;
    bool undefined = false;
    sgl_status failed = SGL_OK;
    double most = 0;

#pragma omp parallel for schedule(dynamic) if (slab < groups)
    for (size_t first = 0; first < groups; first += slab) {
        double largest = 0;
        open_loop o;
        sgl_status status = loop_open(&o, trace, first, groups - first < slab ? groups - first : slab, variant, powers, bits);

        bool opened = status == SGL_OK;

        if (opened)
            status = walk(&largest, &o);
        loop_close(&o);
        mpfr_free_cache();
#pragma omp critical(sgl_trajectory)
        {
            most = fmax(most, largest);
            if (opened && status == SGL_EDOM)
                undefined = true; /* after a division by 0 there is no trajectory */
            else if (status != SGL_OK)
                failed = status;
        }
    }
    *ulp_max = undefined ? NAN : most;
    return failed;
}
