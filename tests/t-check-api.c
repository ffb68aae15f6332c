/* sgl_check.h as a user's test program sees it: an optimizer that is right, the same with a slip, and bad input. */
#include "sgl_check.h"
#include "tap.h"

#include <math.h>
#include <string.h>

enum { N = 6, D = 3, STEPS = 30 };

/* Group Momentum, Table 1, dual averaging, in double. slip 1: sqrt(d) forgotten; 2: the momentum is averaged. */
static void step(double *x, double *z, double *m, const double *g, const sgl_hyperparameters *h, bool first, int slip)
{
    for (size_t k = 0; k < N; k += D) {
        double norm = 0, c = h->lambda21 * (slip == 1 ? 1 : sqrt(D)), s[D];

        for (size_t i = 0; i < D; i++) {
            m[k + i] = h->gamma * m[k + i] + (slip == 2 ? 1 - h->gamma : 1) * g[k + i];
            z[k + i] += m[k + i] - (first ? x[k + i] / h->alpha : 0);
            s[i] = -copysign(fmax(fabs(z[k + i]) - h->lambda1, 0), z[k + i]);
            norm += s[i] * s[i];
        }
        norm = sqrt(norm);
        for (size_t i = 0; i < D; i++)
            x[k + i] = norm > c ? (1 - c / norm) * s[i] / (1 / h->alpha + 2 * h->lambda2) : 0;
    }
}

static sgl_check_problem problem(const double *x1, const char *variant)
{
    return (sgl_check_problem){.optimizer = SGL_MOMENTUM, .dtype = SGL_FLOAT64, .layout = {.size = N, .groups = N / D, .group_size = D},
                               .hyper = {.alpha = 0.125, .gamma = 0.75, .lambda1 = 0.25, .lambda21 = 0.5, .lambda2 = 0.5},
                               .variant = variant, .x1 = x1};
}

/* A whole run; *made becomes false when a call before finish fails. */
static sgl_status run(sgl_check_result *result, bool *made, const char *variant, int slip, double spoil)
{
    double x[N], z[N] = {0}, m[N] = {0}, g[N];
    sgl_check_problem p;
    sgl_check *check;
    sgl_status status;

    for (size_t i = 0; i < N; i++)
        x[i] = test_uniform() - 0.5;
    p = problem(x, variant);
    *made = sgl_check_new(&check, &p) == SGL_OK;
    for (size_t t = 0; t < STEPS && *made; t++) {
        for (size_t i = 0; i < N; i++)
            g[i] = test_uniform() - 0.5;
        step(x, z, m, g, &p.hyper, t == 0, slip);
        if (t == 9 && spoil != 0)
            x[4] = spoil;
        *made = sgl_check_step(check, g, NULL, x) == SGL_OK;
    }
    status = sgl_check_finish(result, check);
    sgl_check_free(check);
    return status;
}

/* Another optimizer of the API, whose Hessian is asked for and kept. */
static void hessian(void)
{
    const double x1[N] = {0}, g[N] = {0}, curvature[N] = {1, 2, 3, 4, 5, 6};
    sgl_check_problem p = {.optimizer = SGL_ADAHESSIAN, .dtype = SGL_FLOAT64, .layout = {.size = N, .groups = N / D, .group_size = D},
                           .hyper = {.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.5, .epsilon = 1}, .variant = "paper", .x1 = x1};
    sgl_check_result r;
    sgl_check *check;

    if (sgl_check_new(&check, &p) != SGL_OK)
        bail_out("no check");
    ok(sgl_check_step(check, g, NULL, x1) == SGL_EDIM, "adahessian without its Hessian");
    ok(sgl_check_step(check, g, curvature, x1) == SGL_OK && sgl_check_finish(&r, check) == SGL_OK && r.verdict == SGL_CHECK_CONFORMS,
       "and with it: no gradient, no move");
    sgl_check_free(check);
    sgl_check_free(NULL);
}

int main(void)
{
    sgl_check_result r;
    double x1[N] = {0};
    size_t offsets[] = {0, 2, 6}, unordered[] = {0, 6, 6};
    bool made;
    sgl_check *check = NULL;
    sgl_check_problem p;

    plan(16);
    hessian();
    ok(run(&r, &made, "momentum-table1", 0, 0) == SGL_OK && made && r.verdict == SGL_CHECK_CONFORMS && r.max_ratio <= 1 && r.step == 0,
       "Group Momentum conforms: %s", r.text);
    ok(run(&r, &made, NULL, 0, 0) == SGL_OK && made && r.verdict == SGL_CHECK_CONFORMS && strcmp(r.variant, "momentum-table1") == 0,
       "any variant: Table 1's is found");
    ok(run(&r, &made, "paper", 1, 0) == SGL_OK && made && r.verdict == SGL_CHECK_DEVIATES && r.step == 1 && (r.got < r.low || r.got > r.high),
       "sqrt(d) forgotten: %s", r.text);
    ok(run(&r, &made, NULL, 2, 0) == SGL_OK && made && r.verdict == SGL_CHECK_CONFORMS && strcmp(r.variant, "momentum-average") == 0,
       "an averaged momentum is named");
    ok(run(&r, &made, "paper", 0, 1000) == SGL_OK && r.verdict == SGL_CHECK_DEVIATES && r.step == 10 && r.group == 1 && r.element == 1 && r.got == 1000,
       "one wrong weight: step 10, group 1, element 1");
    ok(run(&r, &made, "paper", 0, NAN) == SGL_EDOM && strstr(r.text, "step 10, group 1, element 1") != NULL, "a NaN: %s", r.text);

    p = problem(x1, "no-such");
    ok(sgl_check_new(&check, &p) == SGL_EFORMAT && check == NULL, "no such variant");
    p = problem(x1, "adam-kingma-ba");
    ok(sgl_check_new(&check, &p) == SGL_EFORMAT && check == NULL, "a variant of another optimizer");
    p = problem(x1, NULL);
    p.layout.group_size = 4;
    ok(sgl_check_new(&check, &p) == SGL_EDIM && check == NULL, "groups that do not divide");
    p = problem(NULL, NULL);
    ok(sgl_check_new(&check, &p) == SGL_EDIM, "no weights");

    p = problem(x1, NULL);
    ok(sgl_check_new(&check, &p) == SGL_OK && sgl_check_finish(&r, check) == SGL_EDIM && r.verdict == SGL_CHECK_INCONCLUSIVE, "no step");
    sgl_check_free(check);
    p.hyper.gamma = 1;
    ok(sgl_check_new(&check, &p) == SGL_OK && sgl_check_step(check, x1, NULL, x1) == SGL_OK && sgl_check_finish(&r, check) == SGL_EDOM,
       "gamma = 1: %s", r.text);
    sgl_check_free(check);

    p = problem(x1, "paper");
    p.layout = (sgl_layout){.size = N, .groups = 2, .offsets = offsets};
    made = sgl_check_new(&check, &p) == SGL_OK;
    memset(offsets, 0xff, sizeof offsets); /* they were copied */
    ok(made && sgl_check_step(check, x1, NULL, x1) == SGL_OK && sgl_check_finish(&r, check) == SGL_OK && r.verdict == SGL_CHECK_CONFORMS,
       "unequal groups, nothing moves: 0 is right");
    sgl_check_free(check);
    p.layout.offsets = unordered;
    ok(sgl_check_new(&check, &p) == SGL_OK && sgl_check_step(check, x1, NULL, x1) == SGL_OK && sgl_check_finish(&r, check) == SGL_EDIM,
       "an empty group: %s", r.text);
    sgl_check_free(check);
    return tap_status();
}
