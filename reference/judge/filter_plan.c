/* The filter's tables: the scalars of every step, taken from the exact path run for one entry with gradients of 0. */
#include "judge/budget.h"
#include "judge/filter.h"
#include "judge/radius.h"
#include "rules/rules.h"

#include <fenv.h>
#include <stdlib.h>
#include <string.h>

/* An interval of the exact path, rounded outward to doubles, and to intervals around a double. */
static void enclose(sgl_filter_number *out, mpfi_srcptr v)
{
    mpfi_t around;

    out->ends[0] = mpfr_get_d(&v->left, MPFR_RNDD);
    out->ends[1] = mpfr_get_d(&v->right, MPFR_RNDU);
    out->center = mpfr_get_d(&v->left, MPFR_RNDN);
    mpfi_init2(around, mpfi_get_prec(v));
    mpfi_sub_d(around, v, out->center);
    out->below = -mpfr_get_d(&around->left, MPFR_RNDD);
    out->above = mpfr_get_d(&around->right, MPFR_RNDU);
    mpfi_clear(around);
}

static void exactly(sgl_filter_number *out, double v)
{
    *out = (sgl_filter_number){{v, v}, v, 0, 0};
}

/* What the walk (filter_rule.h, filter_walk.h) carries out. */
static bool knows(const sgl_variant *v)
{
    if (v->accumulate_times != 1 || v->soft == SGL_SOFT_SIGNBIT)
        return false;
    switch (v->optimizer) {
    case SGL_SGD:
    case SGL_MOMENTUM:
        return true;
    case SGL_ADAGRAD:
    case SGL_FTRL:
        return v->power == 0.5 && v->start != SGL_START_DENOMINATOR;
    default:
        return true;
    }
}

static void set_average(sgl_filter_average *a, const sgl_envelope *e, double beta, mpfr_prec_t bits)
{
    mpfi_t complement;

    a->beta = beta;
    a->complement_up = 1 - beta;
    mpfi_init2(complement, bits);
    mpfi_set_ui(complement, 1);
    mpfi_sub_d(complement, complement, beta); /* as sgl_rule_average */
    enclose(&a->complement, complement);
    mpfi_clear(complement);
    a->beta_rounded = !sgl_envelope_holds(e, beta);
    a->complement_rounded = a->beta_rounded || !sgl_envelope_holds(e, a->complement_up) || 1 - a->complement_up != beta;
}

/* Of adam, amsgrad and adahessian: what radicand() and separate_maximum() of filter_radicand.h take. */
static void set_radicand(sgl_filter_scalars *s, const sgl_ref_run *run, const sgl_envelope *e)
{
    const sgl_ref_scalars *scalars = &run->scalars;
    mpfi_t v;

    mpfi_init2(v, run->bits);
    mpfi_set_d(v, run->hyper.epsilon);
    if (run->variant.epsilon == SGL_EPSILON_INSIDE && run->variant.maximum != SGL_MAXIMUM_CORRECTED)
        mpfi_mul(v, v, scalars->bias2);
    enclose(&s->epsilon_inside, v);
    s->epsilon_inside_radius = e->bias2 * run->hyper.epsilon;
    mpfi_ui_div(v, 1, scalars->bias2);
    enclose(&s->inverse_bias2, v);
    s->bias2_least = mignitude(scalars->bias2);
    s->correction_radius = of_inverse(e->bias2) + (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * e->u;
    mpfi_clear(v);
}

static void set_scalars(sgl_filter_scalars *s, const sgl_ref_run *run, const sgl_envelope *e)
{
    bool sum = run->variant.optimizer >= SGL_ADAM && run->variant.optimizer <= SGL_ADAHESSIAN; /* root + epsilon */
    double alpha = magnitude(run->scalars.alpha);
    mpfi_t inverse_alpha;

    mpfi_init2(inverse_alpha, run->bits);
    mpfi_ui_div(inverse_alpha, 1, run->scalars.alpha);
    enclose(&s->inverse_alpha, inverse_alpha);
    mpfi_clear(inverse_alpha);
    enclose(&s->m_factor, run->scalars.m_factor);
    enclose(&s->root_factor, run->scalars.root_factor);
    enclose(&s->epsilon_dual, run->scalars.epsilon_dual);
    enclose(&s->epsilon_denominator, run->scalars.epsilon_denominator);
    s->m_magnitude = magnitude(run->scalars.m_factor);
    s->root_magnitude = magnitude(run->scalars.root_factor);
    s->m_factor_radius = e->m_factor;
    s->root_factor_radius = e->root_factor;
    s->epsilon_dual_radius = e->epsilon_dual;
    s->epsilon_denominator_radius = e->epsilon_denominator;
    s->w_roundings = SGL_BUDGET_DIVISION + (sgl_envelope_holds(e, alpha) ? 1 : 2) * SGL_BUDGET_ROUNDING + (sum ? SGL_BUDGET_ROUNDING : 0);
    s->eta_rates = e->eta_rates;
    s->rate = fmax(1, alpha);
    if (sum)
        set_radicand(s, run, e);
    s->m_scaled = e->m_scaled;
    s->root_scaled = e->root_scaled;
    enclose(&s->w_dual, run->w_dual);
    enclose(&s->w_denominator, run->w_denominator);
    s->w_dual_radius = e->w_dual[0];
    s->w_denominator_radius = e->w_denominator[0];
}

/* The exact path's constants for groups of d entries, from one step of such a group that stays at 0. */
static sgl_status set_size(sgl_filter_size *size, const sgl_filter *f, sgl_powers powers, size_t d, mpfr_prec_t bits)
{
    sgl_layout layout = {.size = d, .groups = 1, .group_size = d};
    sgl_ref_run *run;
    sgl_envelope e;
    mpfi_ptr x = sgl_ref_vector_new(d, bits);
    double *g = calloc(d, sizeof *g);
    sgl_status status = sgl_ref_run_new(&run, &f->variant, &f->hyper, &layout, bits);

    if (status == SGL_OK && (x == NULL || g == NULL))
        status = SGL_ENOMEM;
    if (status == SGL_OK)
        status = sgl_ref_rule(run, g, g, sgl_trace_alpha(f->trace, 1), NULL, NULL);
    if (status == SGL_OK)
        status = sgl_ref_vector_set(x, g, d);
    if (status == SGL_OK)
        status = sgl_ref_run_dual(run, x);
    if (status == SGL_OK)
        status = sgl_ref_run_shrink(x, run);
    if (status == SGL_OK)
        status = sgl_envelope_new(&e, run, f->trace->dtype, powers);
    if (status == SGL_OK) {
        double quotient = (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * e.u; /* as in envelope_shrink.c */

        size->d = d;
        enclose(&size->threshold, run->threshold);
        size->threshold_radius = sgl_envelope_threshold(&e, run, 0);
        size->threshold_low = sub_down(mignitude(run->threshold), size->threshold_radius);
        size->threshold_least = sub_down(mignitude(run->threshold), size->threshold_radius + quotient * (magnitude(run->threshold) + size->threshold_radius));
        size->threshold_most = magnitude(run->threshold) + size->threshold_radius;
        size->norm = sgl_envelope_norm(&e, d);
        sgl_envelope_free(&e);
    }
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, d);
    free(g);
    return status;
}

static sgl_status set_sizes(sgl_filter *f, sgl_powers powers, mpfr_prec_t bits)
{
    const sgl_layout *layout = &f->trace->layout;

    for (size_t k = 0; k < (layout->offsets != NULL ? layout->groups : 1); k++) {
        size_t begin, end, seen = 0;
        sgl_filter_size *sizes;
        sgl_status status;

        sgl_ref_group(layout, k, &begin, &end);
        while (seen < f->size_count && f->sizes[seen].d != end - begin)
            seen++;
        if (seen < f->size_count)
            continue;
        sizes = realloc(f->sizes, (f->size_count + 1) * sizeof *sizes);
        if (sizes == NULL)
            return SGL_ENOMEM;
        f->sizes = sizes;
        status = set_size(&f->sizes[f->size_count++], f, powers, end - begin, bits);
        if (status != SGL_OK)
            return status;
        f->largest = end - begin > f->largest ? end - begin : f->largest;
    }
    return SGL_OK;
}

/* Constants of the run, and what it holds before the first step. */
static void set_constants(sgl_filter *f, const sgl_ref_run *run, const sgl_envelope *e)
{
    bool average = f->variant.optimizer == SGL_MOMENTUM;

    f->u = e->u;
    f->eta = e->eta;
    f->largest_number = e->largest;
    f->pattern = sgl_envelope_has_pattern(run);
    f->resets = f->variant.norm == SGL_NORM_ALGORITHM1 && f->variant.form == SGL_FORM_DUAL;
    f->plain = f->variant.form == SGL_FORM_PROX && !f->pattern && magnitude(run->twice_lambda2) == 0;
    enclose(&f->lambda1, run->lambda1);
    enclose(&f->twice_lambda2, run->twice_lambda2);
    exactly(&f->offset, f->variant.optimizer == SGL_FTRL ? f->hyper.beta : 0);
    enclose(&f->second, run->second);
    enclose(&f->w_dual, run->w_dual);
    f->lambda1_radius = sgl_envelope_lambda1(e, run);
    /* As sgl_envelope_denominator, which adds it to the radius of W. */
    f->twice_lambda2_radius = SGL_BUDGET_ROUNDING *
                              ((sgl_envelope_holds(e, f->hyper.lambda2) ? 1 : 2) + (f->variant.lambda_times_rate ? 2 : 0)) * e->u *
                              magnitude(run->twice_lambda2);
    f->second_radius = e->second[0];
    f->w_dual_radius = e->w_dual[0];
    f->gamma_rounded = !sgl_envelope_holds(e, f->hyper.gamma);
    set_average(&f->first_average, e, average ? f->hyper.gamma : f->hyper.beta1, run->bits);
    set_average(&f->second_average, e, f->hyper.beta2, run->bits);
}

static sgl_status set_steps(sgl_filter *f, sgl_powers powers, mpfr_prec_t bits)
{
    sgl_layout layout = {.size = 1, .groups = 1, .group_size = 1};
    const double zero = 0;
    sgl_ref_run *run;
    sgl_envelope e;
    sgl_status status = sgl_ref_run_new(&run, &f->variant, &f->hyper, &layout, bits);

    if (status != SGL_OK)
        return status;
    status = sgl_envelope_new(&e, run, f->trace->dtype, powers);
    if (status == SGL_OK) {
        set_constants(f, run, &e);
        for (size_t t = 1; t <= f->trace->steps && status == SGL_OK; t++) {
            sgl_ref_powers held;

            status = sgl_ref_rule(run, &zero, &zero, sgl_trace_alpha(f->trace, t), NULL, sgl_envelope_powers(&e, run, &held));
            if (status == SGL_OK) {
                sgl_envelope_rule(&e, run, &zero, &zero);
                set_scalars(&f->steps[t], run, &e);
            }
        }
        sgl_envelope_free(&e);
    }
    sgl_ref_run_free(run);
    return status;
}

sgl_status sgl_filter_new(sgl_filter **filter, const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers,
                          mpfr_prec_t bits)
{
    int rounding = fegetround();
    sgl_filter *f;
    sgl_status status;

    *filter = NULL;
    if (!knows(variant) || bits < (trace->dtype == SGL_FLOAT32 ? 106 : 128))
        return SGL_OK;
    f = calloc(1, sizeof *f);
    if (f == NULL)
        return SGL_ENOMEM;
    f->trace = trace;
    f->variant = *variant;
    f->hyper = trace->hyper;
    f->has_pairs = bits >= 128;
    f->lazy = trace->has_rows || variant->rows == SGL_ROWS_LAZY;
    f->steps = calloc(trace->steps + 1, sizeof *f->steps);
    fesetround(FE_UPWARD);
    status = f->steps != NULL ? set_steps(f, powers, bits) : SGL_ENOMEM;
    if (status == SGL_OK)
        status = set_sizes(f, powers, bits);
    fesetround(rounding);
    f->has_estimates = status == SGL_OK && sgl_filter_estimates_suit(f);
    if (status != SGL_OK) {
        sgl_filter_free(f);
        return status;
    }
    *filter = f;
    return SGL_OK;
}

void sgl_filter_free(sgl_filter *f)
{
    if (f == NULL)
        return;
    free(f->steps);
    free(f->sizes);
    free(f);
}
