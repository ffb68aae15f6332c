/* The problems of `assay run` tell every two documented readings of an optimizer apart: each is simulated, its exact step rounded to
 * float64, and every other one must deviate on some case. */
#include "assay/live_case.h"
#include "judge/choose.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

enum { MOST_GROUPS = 16 };

/* Step t, from 0, of the groups that it touches, with its rate. */
static bool exact_step(mpfi_ptr at, sgl_ref_run *run, const sgl_trace_record *r, size_t t)
{
    unsigned char touched[MOST_GROUPS] = {0};
    const double *g = (const double *)r->grads + t * r->layout.size, *hessian = r->hessian;

    for (size_t k = r->row_ptr != NULL ? r->row_ptr[t] : 0; k < (r->row_ptr != NULL ? r->row_ptr[t + 1] : r->layout.groups); k++)
        touched[r->row_ptr != NULL ? r->rows[k] : k] = 1;
    return sgl_ref_rule(run, g, hessian != NULL ? hessian + t * r->layout.size : NULL, r->alpha != NULL ? r->alpha[t] : r->hyper.alpha,
                        touched, NULL) == SGL_OK &&
           sgl_ref_run_dual(run, at) == SGL_OK && sgl_ref_run_shrink(at, run) == SGL_OK;
}

/* x of the case by the variant, each step exact from the rounded weights before it. */
static bool simulate(live_case *c, const sgl_variant *variant)
{
    size_t n = c->record.layout.size;
    double *x = c->x;
    sgl_ref_run *run;
    mpfi_ptr at = sgl_ref_vector_new(n, 128);
    bool good = at != NULL && sgl_ref_run_new(&run, variant, &c->record.hyper, &c->record.layout, 128) == SGL_OK;

    if (!good) {
        sgl_ref_vector_free(at, n);
        return false;
    }
    good = sgl_ref_vector_set(at, c->record.x1, n) == SGL_OK;
    for (size_t t = 0; t < c->record.steps && good; t++) {
        good = exact_step(at, run, &c->record, t);
        for (size_t i = 0; i < n && good; i++) {
            x[t * n + i] = mpfi_get_d(at + i);
            good = isfinite(x[t * n + i]);
        }
        good = good && sgl_ref_vector_set(at, x + t * n, n) == SGL_OK;
    }
    sgl_ref_run_free(run);
    sgl_ref_vector_free(at, n);
    return good;
}

/* 0 when the variant deviates on the case, 1 when not, -1 when it cannot be told (the reading is not defined there). */
static int passes(const live_case *c, const sgl_variant *variant)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 1024, .stop_at_divergence = true};
    sgl_judgement j;
    sgl_trace *trace;
    int result = -1;

    if (sgl_trace_of_record(&trace, c->id, &c->record, NULL) != SGL_OK)
        return -1;
    if (sgl_judge_variant(&j, trace, variant, &options) == SGL_OK)
        result = j.verdict != SGL_DEVIATES;
    sgl_trace_close(trace);
    return result;
}

/* The one pair that is one algorithm: epsilon in V_1 is epsilon under every root. */
static bool same_algorithm(const sgl_named_variant *a, const sgl_named_variant *b)
{
    static const char *const pair[] = {"adagrad-algorithm3", "adagrad-epsilon-inside"};

    return (strcmp(a->name, pair[0]) == 0 && strcmp(b->name, pair[1]) == 0) ||
           (strcmp(a->name, pair[1]) == 0 && strcmp(b->name, pair[0]) == 0);
}

/* Whether reading b is to be told from a. */
static bool rival(const sgl_named_variant *a, const sgl_named_variant *b)
{
    return b != a && b->conforming && b->variant.optimizer == a->variant.optimizer && !same_algorithm(a, b);
}

static void one_optimizer(sgl_optimizer optimizer)
{
    const live_abilities abilities = {1u << optimizer, 1u << SGL_FLOAT64, LIVE_LAMBDA1 | LIVE_LAMBDA21 | LIVE_LAMBDA2,
                                      LIVE_ALPHA | LIVE_GROUPS | LIVE_ROWS};
    size_t count, all, pairs = 0, alike = 0, own = 0, ran = 0;
    const sgl_named_variant *v = sgl_variants(&all);
    live_case *cases = live_cases(&count, &abilities);
    bool *apart = calloc(all, sizeof *apart);

    if (cases == NULL || apart == NULL)
        bail_out("out of memory");
    for (size_t a = 0; a < all; a++) {
        if (v[a].variant.optimizer != optimizer || !v[a].conforming)
            continue;
        memset(apart, 0, all * sizeof *apart);
        for (size_t k = count, left = 1; k-- > 0 && left > 0;) { /* from the case with the most penalties, until all are told */
            if (!simulate(&cases[k], &v[a].variant))
                continue; /* an epsilon that compounds, a weight that divides by 0 */
            ran++;
            own += passes(&cases[k], &v[a].variant) == 0;
            left = 0;
            for (size_t b = 0; b < all; b++) {
                if (rival(&v[a], &v[b]) && !apart[b])
                    left += !(apart[b] = passes(&cases[k], &v[b].variant) == 0);
            }
        }
        for (size_t b = 0; b < all; b++) {
            if (!rival(&v[a], &v[b]))
                continue;
            pairs++;
            alike += !apart[b];
            if (!apart[b])
                diag("%s passes for %s", v[a].name, v[b].name);
        }
    }
    ok(ran > 0 && own == 0, "%s: each reading conforms to itself on %zu cases", sgl_optimizer_name(optimizer), ran);
    ok(alike == 0, "%s: %zu pairs of readings, all told apart", sgl_optimizer_name(optimizer), pairs);
    free(apart);
    live_cases_free(cases, count);
}

int main(void)
{
#ifdef _OPENMP
    omp_set_num_threads(1); /* recordings of a few groups: threads would only wait for each other */
#endif
    plan(2 * SGL_OPTIMIZERS);
    for (int o = 0; o < SGL_OPTIMIZERS; o++)
        one_optimizer((sgl_optimizer)o);
    return tap_status();
}
