/* The filter against the exact path, number by number: every MPFI interval of the run and every double of the envelope must lie in
 * the filter's interval of the same name, at every step of every entry that the filter has not given up. */
#ifndef FILTER_CONTAIN_H
#define FILTER_CONTAIN_H

#include "judge/filter.h"
#include "tap.h"

#include <fenv.h>
#include <math.h>
#include <stdlib.h>

typedef struct filter_record {
    const sgl_trace *trace;
    size_t first, begin, n;      /* entries of the groups of one call */
    sgl_filter_seen *seen;       /* [T][n] */
    unsigned char *known;        /* [T][n] */
    size_t compared, outside;    /* numbers */
    double widest;               /* relative width of x, the largest */
} filter_record;

static void filter_keep(void *context, size_t t, size_t group, size_t element, const sgl_filter_seen *seen)
{
    filter_record *r = context;
    size_t begin, end, at;

    sgl_ref_group(&r->trace->layout, group, &begin, &end);
    at = (t - 1) * r->n + begin - r->begin + element;
    r->seen[at] = *seen;
    r->known[at] = 1;
}

static void filter_compare(filter_record *r, const char *name, size_t t, size_t i, const sgl_filter_pair in, double low, double high)
{
    r->compared++;
    if (in[0] <= low && high <= in[1])
        return;
    if (r->outside++ < 5)
        diag("step %zu, entry %zu: %s is [%a, %a], the filter has [%a, %a]", t, i, name, low, high, in[0], in[1]);
}

static void filter_compare_value(filter_record *r, const char *name, size_t t, size_t i, sgl_filter_seen_value in, mpfi_srcptr v)
{
    mpfi_t around;
    bool inside;

    mpfi_init2(around, mpfi_get_prec(v) + 2200); /* exactly v - center: no exponent of a recording is further away */
    mpfi_sub_d(around, v, in.center);
    inside = mpfr_cmp_d(&around->left, -in.below) >= 0 && mpfr_cmp_d(&around->right, in.above) <= 0;
    r->compared++;
    if (!inside && r->outside++ < 5)
        diag("step %zu, entry %zu: %s is %a + [%a, %a] at %ld bits, the filter has %a + [%a, %a]", t, i, name, in.center,
             mpfr_get_d(&around->left, MPFR_RNDN), mpfr_get_d(&around->right, MPFR_RNDN), (long)mpfi_get_prec(v), in.center, -in.below,
             in.above);
    mpfi_clear(around);
}

/* Whether a step touches a group, as walk.c has it. */
static bool filter_touched(const sgl_ref_run *run, const sgl_trace *trace, size_t t, size_t group, const double *g, size_t d)
{
    bool some = run->variant.rows == SGL_ROWS_DENSE;

    for (size_t i = 0; i < d; i++)
        some |= g[i] != 0;
    return some && sgl_trace_touches(trace, t, group);
}

/* One step of the exact path, as judge.c makes it. */
static sgl_status filter_exact_step(sgl_ref_run *run, sgl_envelope *e, mpfi_ptr exact, const sgl_trace *trace, size_t t,
                                    size_t group, double *row)
{
    size_t begin, end, d = run->layout.size;
    double *g = row, *h = row + d, *x = row + 2 * d;
    unsigned char touched;
    sgl_ref_powers powers;
    sgl_status s;

    sgl_ref_group(&trace->layout, group, &begin, &end);
    sgl_trace_g(g, trace, t, begin, end);
    touched = filter_touched(run, trace, t, group, g, d);
    if (trace->has_hessian)
        sgl_trace_hessian(h, trace, t, begin, end);
    sgl_trace_x(x, trace, t, begin, end);
    sgl_trace_x(row + 3 * d, trace, t + 1, begin, end);
    s = sgl_ref_rule(run, g, h, sgl_trace_alpha(trace, t), &touched, sgl_envelope_powers(e, run, &powers));
    if (s == SGL_OK) {
        sgl_envelope_rule(e, run, g, h);
        s = sgl_ref_vector_set(exact, x, d);
    }
    if (s == SGL_OK)
        s = sgl_ref_run_dual(run, exact);
    if (s == SGL_OK) {
        sgl_envelope_dual(e, run, x);
        s = sgl_ref_run_shrink(exact, run);
    }
    if (s == SGL_OK)
        sgl_envelope_shrink(e, run, exact);
    return s;
}

static void filter_compare_group(filter_record *r, const sgl_variant *variant, sgl_powers powers, size_t group, mpfr_prec_t bits)
{
    const sgl_trace *trace = r->trace;
    sgl_layout layout = {.groups = 1};
    size_t begin, end, d;
    sgl_ref_run *run;
    sgl_envelope e;
    mpfi_ptr exact;
    double *row;

    sgl_ref_group(&trace->layout, group, &begin, &end);
    d = layout.size = layout.group_size = end - begin;
    row = calloc(4 * d, sizeof *row);
    exact = sgl_ref_vector_new(d, bits);
    if (row == NULL || exact == NULL || sgl_ref_run_new(&run, variant, &trace->hyper, &layout, bits) != SGL_OK ||
        sgl_envelope_new(&e, run, trace->dtype, powers) != SGL_OK)
        bail_out("the exact path does not start");
    for (size_t t = 1; t <= trace->steps; t++) {
        if (filter_exact_step(run, &e, exact, trace, t, group, row) != SGL_OK)
            break;
        for (size_t i = 0; i < d; i++) {
            const sgl_filter_seen *s = &r->seen[(t - 1) * r->n + begin - r->begin + i];

            if (!r->known[s - r->seen])
                continue;
            if (!run->touched[0] && r->outside++ < 5)
                diag("step %zu, entry %zu: the filter takes a step that the exact path does not", t, begin + i);
#define INTERVAL(name, v) filter_compare_value(r, #name, t, begin + i, s->name, (v) + i)
#define RADIUS(name, v) filter_compare(r, #name, t, begin + i, s->name, (v)[i], (v)[i])
            if (trace->optimizer != SGL_SGD && trace->optimizer != SGL_ADAGRAD && trace->optimizer != SGL_FTRL) {
                INTERVAL(first, run->first);
                RADIUS(first_radius, e.first);
            }
            if (trace->optimizer != SGL_SGD && trace->optimizer != SGL_MOMENTUM) {
                INTERVAL(second, run->second);
                RADIUS(second_radius, e.second);
            }
            INTERVAL(m, run->m);
            INTERVAL(w_dual, run->w_dual);
            INTERVAL(w_denominator, run->w_denominator);
            INTERVAL(zeta, run->zeta);
            INTERVAL(z, run->z);
            INTERVAL(s, run->s);
            INTERVAL(x, exact);
            RADIUS(w_dual_radius, e.w_dual);
            RADIUS(z_radius, e.z);
            RADIUS(E, e.x);
            if (row[3 * d + i] != 0)
                r->widest = fmax(r->widest, (s->x.above + s->x.below) / fabs(row[3 * d + i]));
        }
        sgl_envelope_reset(&e, run, row + 3 * d, row + 2 * d);
        for (size_t i = 0; i < d; i++) {
            const sgl_filter_seen *s = &r->seen[(t - 1) * r->n + begin - r->begin + i];

            if (!r->known[s - r->seen])
                continue;
            RADIUS(below, e.low);
            RADIUS(above, e.high);
        }
    }
    sgl_envelope_free(&e);
    sgl_ref_run_free(run);
    sgl_ref_vector_free(exact, d);
    free(row);
}

/* All of a recording against one variant on one path. Returns the groups decided; what was compared is added to r. False in *has when
 * the path is not there or the filter does not know the variant. */
static size_t filter_contains(filter_record *r, bool *has, const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers,
                              sgl_filter_path *path, mpfr_prec_t bits)
{
    int rounding = fegetround();
    sgl_filter *filter;
    sgl_filter_group out[SGL_FILTER_LANES];
    size_t decided = 0, n = trace->layout.size;
    sgl_filter_probe probe = {filter_keep, r};

    *has = false;
    if (sgl_filter_new(&filter, trace, variant, powers, 128) != SGL_OK || filter == NULL)
        return 0;
    r->trace = trace;
    r->begin = 0;
    r->n = n;
    r->seen = calloc(trace->steps * n, sizeof *r->seen);
    r->known = calloc(trace->steps * n, 1);
    if (r->seen == NULL || r->known == NULL)
        bail_out("out of memory");
    fesetround(FE_UPWARD);
    for (size_t first = 0, count; first < trace->layout.groups; first += count) {
        sgl_status status;

        count = sgl_filter_batch(filter, first);
        status = path(out, filter, first, count, &probe);
        *has = status == SGL_OK;
        if (!*has)
            break;
        for (size_t k = 0; k < count; k++) {
            decided += out[k].decided;
            filter_compare_group(r, variant, powers, first + k, bits);
        }
    }
    fesetround(rounding);
    free(r->seen);
    free(r->known);
    sgl_filter_free(filter);
    return decided;
}

#endif
