#include "judge/example.h"
#include "judge/radius.h"

#include <fenv.h>
#include <stdlib.h>
#include <string.h>

/* One variant walking along. */
typedef struct walker {
    const sgl_example *example;
    sgl_ref_run *run;
    sgl_envelope envelope;
    mpfi_ptr exact; /* x_t before the step, the exact x_{t+1} after */
    unsigned char *touched;
} walker;

static void walker_close(walker *w)
{
    size_t n = w->example->layout.size;

    sgl_ref_vector_free(w->exact, n);
    sgl_envelope_free(&w->envelope);
    sgl_ref_run_free(w->run);
    free(w->touched);
}

static sgl_status walker_open(walker *w, const sgl_example *example, const sgl_variant *variant, mpfr_prec_t bits)
{
    sgl_status status;

    memset(w, 0, sizeof *w);
    w->example = example;
    status = sgl_ref_run_new(&w->run, variant, &example->hyper, &example->layout, bits);
    if (status != SGL_OK)
        return status;
    w->exact = sgl_ref_vector_new(example->layout.size, bits);
    w->touched = malloc(example->layout.groups);
    if (w->exact == NULL || w->touched == NULL ||
        sgl_envelope_new(&w->envelope, w->run, example->dtype, SGL_POWERS_EXACT) != SGL_OK) {
        walker_close(w);
        return SGL_ENOMEM;
    }
    return SGL_OK;
}

/* The groups of step t; a lazy program skips those whose gradient is 0. */
static void touch(walker *w, size_t t)
{
    const sgl_example *e = w->example;

    for (size_t k = 0; k < e->layout.groups; k++) {
        size_t i, end;
        bool any = w->run->variant.rows == SGL_ROWS_DENSE;

        sgl_ref_group(&e->layout, k, &i, &end);
        for (; i < end; i++)
            any |= e->grads[(t - 1) * e->layout.size + i] != 0;
#if SGL_MUTANT == 83
        w->touched[k] = any;
#else
        w->touched[k] = any && (e->touched == NULL || e->touched[(t - 1) * e->layout.groups + k] != 0);
#endif
    }
}

/* A program that keeps x takes a step m/W: 0/0 where W = 0, though the recursion's z is 0 and so is x. */
static bool divides_by_zero(const walker *w)
{
    const sgl_layout *layout = &w->example->layout;

    for (size_t k = 0; k < layout->groups && w->run->variant.form == SGL_FORM_PROX; k++) {
        size_t i, end;

        for (sgl_ref_group(layout, k, &i, &end); i < end && w->touched[k]; i++)
#if SGL_MUTANT == 88
            if (mpfr_sgn(&w->run->w_denominator[i].left) < 0)
#else
            if (mpfr_sgn(&w->run->w_denominator[i].left) <= 0)
#endif
                return true;
    }
    return false;
}

/* Step t from x [n]: exact and the radii E. */
static sgl_status walker_step(walker *w, size_t t, const double *x)
{
    const sgl_example *e = w->example;
    size_t n = e->layout.size, from = (t - 1) * n;
    const double *g = e->grads + from, *hessian = e->hessian != NULL ? e->hessian + from : NULL;
    sgl_status status;

    if (w->run->variant.second != SGL_SECOND_GRADIENT && hessian == NULL)
        return SGL_EDOM;
    touch(w, t);
#if SGL_MUTANT == 82
    status = sgl_ref_rule(w->run, g, hessian, e->hyper.alpha, w->touched, NULL);
#else
    status = sgl_ref_rule(w->run, g, hessian, e->alpha != NULL ? e->alpha[t - 1] : e->hyper.alpha, w->touched, NULL);
#endif
    if (status != SGL_OK)
        return status;
    if (divides_by_zero(w))
        return SGL_EDOM;
    sgl_envelope_rule(&w->envelope, w->run, g, hessian);
    status = sgl_ref_vector_set(w->exact, x, n);
    if (status == SGL_OK)
        status = sgl_ref_run_dual(w->run, w->exact);
    if (status != SGL_OK)
        return status;
    sgl_envelope_dual(&w->envelope, w->run, x);
    status = sgl_ref_run_shrink(w->exact, w->run);
    if (status == SGL_OK)
        sgl_envelope_shrink(&w->envelope, w->run, w->exact);
    for (size_t k = 0; status == SGL_OK && k < e->layout.groups; k++) {
        size_t i, end;

        for (sgl_ref_group(&e->layout, k, &i, &end); i < end && !w->touched[k]; i++)
            w->envelope.x[i] = 0; /* a row that the step does not touch stays */
    }
    return status;
}

static sgl_status round_entry(double *x, mpfi_srcptr exact, sgl_dtype dtype)
{
    float narrow;
    sgl_status status;

    if (dtype == SGL_FLOAT64)
        return sgl_ref_round_f64(x, exact);
    status = sgl_ref_round_f32(&narrow, exact);
    if (status == SGL_OK)
        *x = (double)narrow;
    return status;
}

/* A number that may round to 0, or to something else, is undecided even far from every threshold. */
static int zero_of(const walker *w, size_t i, double low, double high)
{
    if (sgl_envelope_has_pattern(w->run) && w->envelope.sure[i] != -1)
        return w->envelope.sure[i];
    if (low == 0 && high == 0)
        return +1;
#if SGL_MUTANT == 89
    return -1;
#else
    return low > 0 || high < 0 ? -1 : 0;
#endif
}

/* What step t leaves: x, and where a program can land. */
static sgl_status keep(sgl_example_run *run, const walker *w, size_t t)
{
    const sgl_example *e = w->example;
    size_t n = e->layout.size, from = (t - 1) * n;

    for (size_t k = 0; k < e->layout.groups; k++) {
        size_t i, end;

        for (sgl_ref_group(&e->layout, k, &i, &end); i < end; i++) {
            mpfi_srcptr exact = w->exact + i;
            double E = w->envelope.x[i];
            sgl_status status = round_entry(&run->x[from + i], exact, e->dtype);

            if (status != SGL_OK)
                return status;
            run->low[from + i] = sub_down(mpfr_get_d(&exact->left, MPFR_RNDD), E) + 0.0; /* not -0 */
            run->high[from + i] = mpfr_get_d(&exact->right, MPFR_RNDU) + E;
            if (w->touched[k])
                run->zero[from + i] = zero_of(w, i, run->low[from + i], run->high[from + i]);
            else /* it stays what it was */
                run->zero[from + i] = run->x[from + i] == 0 ? +1 : -1;
            if (run->zero[from + i] == +1)
                run->low[from + i] = run->high[from + i] = 0;
        }
    }
    return SGL_OK;
}

static sgl_status walk(sgl_example_run *run, const sgl_example *example, const sgl_variant *variant, mpfr_prec_t bits)
{
    int rounding = fegetround();
    walker w;
    sgl_status status = walker_open(&w, example, variant, bits);

    if (status != SGL_OK)
        return status;
    fesetround(FE_UPWARD);
    for (size_t t = 1; t <= example->steps && status == SGL_OK; t++) {
        status = walker_step(&w, t, t == 1 ? example->x1 : run->x + (t - 2) * example->layout.size);
        if (status == SGL_OK)
            status = keep(run, &w, t);
    }
    fesetround(rounding);
    walker_close(&w);
    return status;
}

void sgl_example_free(sgl_example_run *run)
{
    free(run->x);
    free(run->zero);
    memset(run, 0, sizeof *run);
}

sgl_status sgl_example_new(sgl_example_run *run, const sgl_example *example, const sgl_variant *variant, mpfr_prec_t bits,
                           mpfr_prec_t max_bits)
{
    size_t entries = example->steps * example->layout.size;
    sgl_status status = SGL_EUNSURE;

    run->x = calloc(3 * entries, sizeof *run->x);
    run->zero = calloc(entries, sizeof *run->zero);
    if (run->x == NULL || run->zero == NULL) {
        sgl_example_free(run);
        return SGL_ENOMEM;
    }
    run->low = run->x + entries;
    run->high = run->low + entries;
    for (; bits <= max_bits && status == SGL_EUNSURE; bits *= 2) /* Ziv's loop: until every rounding is certain */
        status = walk(run, example, variant, bits);
    if (status != SGL_OK)
        sgl_example_free(run);
    return status;
}

/* The ratio of one entry, from below. */
static double apart(const walker *a, const walker *b, size_t i, mpfi_ptr distance)
{
    double E = a->envelope.x[i] + b->envelope.x[i], near;

    mpfi_sub(distance, a->exact + i, b->exact + i);
    near = mignitude(distance);
    return near == 0 ? 0 : E > 0 ? near / E : INFINITY;
}

sgl_status sgl_example_separation(double *separation, sgl_place *at, const sgl_example *example, const sgl_variant *a,
                                  const sgl_variant *b, mpfr_prec_t bits)
{
    size_t n = example->layout.size;
    int rounding = fegetround();
    sgl_example_run run;
    walker wa, wb;
    mpfi_t distance;
    sgl_status status = sgl_example_new(&run, example, a, bits, 8 * bits);

    *separation = 0;
    *at = (sgl_place){0, 0, 0};
    if (status != SGL_OK)
        return status;
    status = walker_open(&wa, example, a, bits);
    if (status != SGL_OK) {
        sgl_example_free(&run);
        return status;
    }
    status = walker_open(&wb, example, b, bits);
    if (status != SGL_OK) {
        walker_close(&wa);
        sgl_example_free(&run);
        return status;
    }
    mpfi_init2(distance, bits);
    fesetround(FE_UPWARD);
    for (size_t t = 1; t <= example->steps && status == SGL_OK; t++) {
        const double *x = t == 1 ? example->x1 : run.x + (t - 2) * n;

        status = walker_step(&wa, t, x);
        if (status == SGL_OK)
            status = walker_step(&wb, t, x);
        for (size_t k = 0; status == SGL_OK && k < example->layout.groups; k++) {
            size_t i, begin, end;

            sgl_ref_group(&example->layout, k, &begin, &end);
            for (i = begin; i < end; i++) {
                double s = apart(&wa, &wb, i, distance);

                if (s > *separation) {
                    *separation = s;
                    *at = (sgl_place){t, k, i - begin};
                }
            }
        }
    }
    fesetround(rounding);
    mpfi_clear(distance);
    walker_close(&wb);
    walker_close(&wa);
    sgl_example_free(&run);
    return status;
}
