/* One group walked through all steps: the exact step, the envelope around it, and where the recorded weights are. */
#include "judge/walk.h"
#include "judge/radius.h"

#include <fenv.h>
#include <stdlib.h>
#include <string.h>

/* What one group needs: the exact run, the radii, a step of the recording. */
typedef struct walk {
    const sgl_trace *trace;
    size_t group, begin, d;
    sgl_ref_run *run;
    sgl_envelope envelope;
    mpfi_ptr exact;                   /* x_t before the shrink, the exact x_{t+1} after */
    mpfi_t distance;
    double *g, *hessian, *x, *x_next; /* [d] each */
    const sgl_judge_options *options;
    unsigned char *over;              /* [T + 1] the step diverges, shared by all groups of a thread */
} walk;

static void walk_close(walk *w)
{
    if (w->exact != NULL)
        mpfi_clear(w->distance);
    sgl_ref_vector_free(w->exact, w->d);
    sgl_envelope_free(&w->envelope);
    sgl_ref_run_free(w->run);
    free(w->g);
}

static sgl_status walk_open(walk *w, const sgl_trace *trace, const sgl_judgement *j, size_t group, mpfr_prec_t bits)
{
    sgl_layout layout = {.groups = 1};
    size_t end;
    sgl_status status;

    memset(w, 0, sizeof *w);
    w->trace = trace;
    w->group = group;
    sgl_ref_group(&trace->layout, group, &w->begin, &end);
    w->d = layout.size = layout.group_size = end - w->begin;
    status = sgl_ref_run_new(&w->run, &j->variant, &trace->hyper, &layout, bits);
    if (status != SGL_OK)
        return status;
    w->exact = sgl_ref_vector_new(w->d, bits);
    w->g = malloc(4 * w->d * sizeof *w->g);
    if (w->exact != NULL)
        mpfi_init2(w->distance, bits);
    if (w->exact == NULL || w->g == NULL ||
        sgl_envelope_new(&w->envelope, w->run, trace->dtype, j->powers) != SGL_OK) {
        walk_close(w);
        return SGL_ENOMEM;
    }
    w->hessian = w->g + w->d;
    w->x = w->hessian + w->d;
    w->x_next = w->x + w->d;
    return SGL_OK;
}

static void read_step(walk *w, size_t t)
{
    size_t end = w->begin + w->d;

    sgl_trace_g(w->g, w->trace, t, w->begin, end);
    if (w->trace->has_hessian)
        sgl_trace_hessian(w->hessian, w->trace, t, w->begin, end);
    sgl_trace_x(w->x, w->trace, t, w->begin, end);
    sgl_trace_x(w->x_next, w->trace, t + 1, w->begin, end);
}

static bool touched(const walk *w, size_t t)
{
    if (!sgl_trace_touches(w->trace, t, w->group))
        return false;
    if (w->run->variant.rows == SGL_ROWS_DENSE)
        return true;
    for (size_t i = 0; i < w->d; i++)
        if (w->g[i] != 0)
            return true;
    return false;
}

static void diverge(sgl_judgement *j, const walk *w, size_t t, size_t i, sgl_divergence_kind kind, double low, double high)
{
#pragma omp atomic write
    w->over[t] = 1; /* groups of several threads may diverge at one step */
    if (j->diverges)
        return; /* a group is walked in order of step and element: the first is the first */
    j->diverges = true;
    j->first = (sgl_divergence){{t, w->group, i}, kind, w->x_next[i], low, high};
}

/* ulp of the dtype at |v|: the distance of neighbours there. */
static double ulp(sgl_dtype dtype, double v)
{
    int e;

    frexp(v, &e);
    if (dtype == SGL_FLOAT32)
        return ldexp(1, (e < -125 ? -125 : e) - 24);
    return ldexp(1, (e < -1021 ? -1021 : e) - 53);
}

static void note_ratio(sgl_judgement *j, const walk *w, size_t t, size_t i, double ratio)
{
    if (ratio > j->max_ratio) {
        j->max_ratio = ratio;
        j->max_at = (sgl_place){t, w->group, i};
    }
    if (t > w->trace->steps - (w->trace->steps + 9) / 10 && ratio > j->late_ratio)
        j->late_ratio = ratio;
}

/* Whether x = 0 where it should be and only there. False when that alone is a violation. */
static bool zero_pattern(sgl_judgement *j, const walk *w, size_t t, size_t i, double low, double high)
{
    int sure = w->envelope.sure[i];
    double x = w->x_next[i], E = w->envelope.x[i];

    if (!sgl_envelope_has_pattern(w->run))
        return true;
#if SGL_MUTANT == 52
    if (sure == +1 && x != 0 && w == NULL) {
#else
    if (sure == +1 && x != 0) {
#endif
        j->wrongly_kept++;
        diverge(j, w, t, i, SGL_WRONGLY_KEPT, 0, 0);
        return false;
    }
    if (sure == -1 && x == 0 && mignitude(w->exact + i) > E) {
        j->wrongly_dropped++;
        diverge(j, w, t, i, SGL_WRONGLY_DROPPED, low, high);
        return false;
    }
    if (sure == 0)
        j->undecided++;
    else
        j->zero_agree++;
    return true;
}

/* Tell the observer of an entry. */
static void observe(const walk *w, size_t t, size_t i, bool violation, double ratio, bool diverges)
{
    const sgl_judge_options *o = w->options;
    double error = mpfr_sgn(&w->distance->left) > 0 ? -ratio : ratio; /* distance = x* - x */

    if (o->observe != NULL)
        o->observe(o->observer, &(sgl_observation){{t, w->group, i}, w->x_next[i], violation ? NAN : error,
                                                   sgl_envelope_has_pattern(w->run) ? w->envelope.sure[i] : -1, diverges});
}

static void judge_entry(sgl_judgement *j, walk *w, size_t t, size_t i)
{
    mpfi_srcptr exact = w->exact + i;
    double E = w->envelope.x[i], x = w->x_next[i], far, near, ratio;
    double low = sub_down(mpfr_get_d(&exact->left, MPFR_RNDD), E), high = mpfr_get_d(&exact->right, MPFR_RNDU) + E;

    j->entries++;
    if (!zero_pattern(j, w, t, i, low, high)) {
        observe(w, t, i, true, 0, true);
        return;
    }
    mpfi_sub_d(w->distance, exact, x);
    far = magnitude(w->distance);
    near = mignitude(w->distance);
    ratio = far == 0 ? 0 : E > 0 ? far / E : INFINITY;
#if SGL_MUTANT == 51
    if (E == 0 && near == 0 && w == NULL) { /* no operation is made, so the exact value is a number of the dtype; x is the one in reach of it */
#else
    if (E == 0 && near == 0) { /* no operation is made, so the exact value is a number of the dtype; x is the one in reach of it */
#endif
        ratio = 0;
    } else if (far > E && near <= E) { /* the precision is at fault, not the program */
        j->unsure++;
        ratio = near == 0 ? 0 : near / E;
    } else if (far > E) {
        diverge(j, w, t, i, SGL_OUTSIDE, low, high);
    }
    observe(w, t, i, false, ratio, far > E && ratio > 1);
    note_ratio(j, w, t, i, ratio);
    if (far > 0)
        j->step_ulp_max = fmax(j->step_ulp_max, far / ulp(w->trace->dtype, magnitude(exact)));
    if (x != 0 && E >= magnitude(exact))
        j->vacuous++;
}

static void judge_untouched(sgl_judgement *j, const walk *w, size_t t)
{
    for (size_t i = 0; i < w->d; i++) {
        j->entries++;
        if (w->x_next[i] != w->x[i]) {
            diverge(j, w, t, i, SGL_MOVED, w->x[i], w->x[i]);
            note_ratio(j, w, t, i, INFINITY);
        }
    }
}

static sgl_status judge_step(sgl_judgement *j, walk *w, size_t t)
{
    unsigned char touch;
    sgl_ref_powers powers;
    sgl_status status;

    read_step(w, t);
    touch = touched(w, t);
    status = sgl_ref_rule(w->run, w->g, w->hessian, sgl_trace_alpha(w->trace, t), &touch,
                          sgl_envelope_powers(&w->envelope, w->run, &powers));
    if (status != SGL_OK)
        return status;
    if (!touch) {
        sgl_envelope_scalars(&w->envelope, w->run);
        judge_untouched(j, w, t);
        return SGL_OK;
    }
    sgl_envelope_rule(&w->envelope, w->run, w->g, w->hessian);
    status = sgl_ref_vector_set(w->exact, w->x, w->d);
    if (status == SGL_OK)
        status = sgl_ref_run_dual(w->run, w->exact);
    if (status != SGL_OK)
        return status;
    sgl_envelope_dual(&w->envelope, w->run, w->x);
    status = sgl_ref_run_shrink(w->exact, w->run);
    if (status != SGL_OK)
        return status;
    sgl_envelope_shrink(&w->envelope, w->run, w->exact);
    for (size_t i = 0; i < w->d; i++)
        judge_entry(j, w, t, i);
    sgl_envelope_reset(&w->envelope, w->run, w->x_next, w->x);
    return SGL_OK;
}

sgl_status sgl_walk_group(sgl_judgement *j, const sgl_trace *trace, size_t group, unsigned char *over,
                          const sgl_judge_options *options)
{
    int rounding = fegetround();
    walk w;
    sgl_status status;

    fesetround(FE_UPWARD);
    status = walk_open(&w, trace, j, group, j->bits);
    if (status != SGL_OK) {
        fesetround(rounding);
        return status;
    }
    w.over = over;
    w.options = options;
    for (size_t t = 1; t <= trace->steps; t++) {
        status = judge_step(j, &w, t);
        if (status == SGL_EDOM) {
            j->undefined += w.d * (trace->steps - t + 1);
            j->entries += w.d * (trace->steps - t + 1);
            status = SGL_OK;
            break;
        }
        if (status != SGL_OK)
            break;
        if (options->stop_at_divergence && j->diverges) {
            j->stopped = true;
            break;
        }
    }
#if SGL_MUTANT == 54
    walk_close(&w);
#else
    fesetround(rounding);
    walk_close(&w);
#endif
    return status;
}
