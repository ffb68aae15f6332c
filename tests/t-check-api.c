/* sgl_check.h as a user's test program sees it: an optimizer that is right, the same with a slip, and bad input. */
#include "sgl_check.h"
#include "tap.h"

#include <math.h>
#include <string.h>

enum { N = 6, D = 3, STEPS = 30 };

enum slip { RIGHT, NO_SQRT_D, AVERAGED, OTHER_ROW };

/* A program: its weights, and what it keeps between steps. */
struct program {
    double x[N], z[N], m[N], w[N];
};

/* Group Momentum, Table 1, dual averaging, in double: group k at the rate alpha. */
static void step_group(struct program *p, size_t k, const double *g, double alpha, const sgl_hyperparameters *h, enum slip slip)
{
    double norm = 0, c = h->lambda21 * (slip == NO_SQRT_D ? 1 : sqrt(D)), s[D];

    for (size_t i = 0, at = k * D; i < D; i++, at++) {
        p->m[at] = h->gamma * p->m[at] + (slip == AVERAGED ? 1 - h->gamma : 1) * g[at];
        p->z[at] += p->m[at] - (1 / alpha - p->w[at]) * p->x[at];
        p->w[at] = 1 / alpha;
        s[i] = -copysign(fmax(fabs(p->z[at]) - h->lambda1, 0), p->z[at]);
        norm += s[i] * s[i];
    }
    norm = sqrt(norm);
    for (size_t i = 0; i < D; i++)
        p->x[k * D + i] = norm > c ? (1 - c / norm) * s[i] / (1 / alpha + 2 * h->lambda2) : 0;
}

static sgl_check_problem problem(const double *x1, const char *variant)
{
    return (sgl_check_problem){.optimizer = SGL_MOMENTUM, .dtype = SGL_FLOAT64, .layout = {.size = N, .groups = N / D, .group_size = D},
                               .hyper = {.alpha = 0.125, .gamma = 0.75, .lambda1 = 0.25, .lambda21 = 0.5, .lambda2 = 0.5},
                               .variant = variant, .x1 = x1};
}

/* How a run goes: what the program does, and what of it sgl_check is told. */
struct way {
    const char *variant;
    enum slip slip;
    double spoil; /* what x[4] is made in step 10; 0: nothing */
    bool schedule, rates_told;
    bool rows, rows_told; /* steps 8 to 20 touch some groups, or none */
};

/* A whole run; *made becomes false when a call before finish fails. */
static sgl_status run(sgl_check_result *result, bool *made, const struct way *way)
{
    struct program program = {.x = {0}};
    double g[N], alpha = 0.125;
    sgl_check_problem p;
    sgl_check *check;
    sgl_status status;

    for (size_t i = 0; i < N; i++)
        program.x[i] = test_uniform() - 0.5;
    p = problem(program.x, way->variant);
    *made = sgl_check_new(&check, &p) == SGL_OK;
    for (size_t t = 1; t <= STEPS && *made; t++) {
        bool some = way->rows && t >= 8 && t <= 20;
        size_t rows[N / D], count = 0;

        for (size_t k = 0; k < N / D; k++)
            if (!some || (t != 12 && (test_random() & 1)))
                rows[count++] = k;
        for (size_t i = 0; i < N; i++)
            g[i] = 0;
        if (way->schedule && t % 5 == 0) {
            alpha = t == 20 ? 0.125 : alpha * 0.75;
            *made = !way->rates_told || sgl_check_rate(check, alpha) == SGL_OK;
        }
        for (size_t k = 0; k < count; k++) {
            for (size_t i = 0; i < D; i++)
                g[rows[k] * D + i] = test_uniform() - 0.5;
            step_group(&program, rows[k], g, alpha, &p.hyper, way->slip);
        }
        if (t == 10 && way->spoil != 0)
            program.x[4] = way->spoil;
        if (t == 12 && way->slip == OTHER_ROW)
            program.x[3] = 1;
        *made = *made && (some && way->rows_told ? sgl_check_step_rows(check, g, NULL, program.x, rows, count)
                                                 : sgl_check_step(check, g, NULL, program.x)) == SGL_OK;
    }
    status = sgl_check_finish(result, check);
    sgl_check_free(check);
    return status;
}

static bool conforms(const char *name, const struct way *way)
{
    sgl_check_result r;
    bool made;

    return ok(run(&r, &made, way) == SGL_OK && made && r.verdict == SGL_CHECK_CONFORMS && r.max_ratio <= 1 && r.step == 0 &&
                  (way->variant != NULL || strcmp(r.variant, way->slip == AVERAGED ? "momentum-average" : "momentum-table1") == 0),
              "%s: %s", name, r.text);
}

/* At step first, or at any from 1 on where it is 0. */
static bool deviates(const char *name, const struct way *way, size_t first)
{
    sgl_check_result r;
    bool made;

    return ok(run(&r, &made, way) == SGL_OK && made && r.verdict == SGL_CHECK_DEVIATES && r.step > 0 && (first == 0 || r.step == first) &&
                  (r.got < r.low || r.got > r.high),
              "%s: %s", name, r.text);
}

/* Rates that change, and steps of some groups, before and after steps of all. */
static void schedule_and_rows(void)
{
    const double x1[N] = {0}, g[N] = {0};
    const size_t rows[] = {0, 1, 1, 0, 2};
    sgl_check_problem p = problem(x1, "paper");
    sgl_check_result r;
    sgl_check *check;

    conforms("a schedule", &(struct way){.variant = "paper", .schedule = true, .rates_told = true});
    deviates("a schedule that is not told", &(struct way){.variant = "paper", .schedule = true}, 5);
    conforms("rows", &(struct way){.rows = true, .rows_told = true});
    deviates("rows that are not told", &(struct way){.variant = "paper", .rows = true}, 0);
    conforms("both", &(struct way){.variant = "paper", .schedule = true, .rates_told = true, .rows = true, .rows_told = true});
    deviates("a row that the step does not touch", &(struct way){.variant = "paper", .slip = OTHER_ROW, .rows = true, .rows_told = true}, 12);

    if (sgl_check_new(&check, &p) != SGL_OK)
        bail_out("no check");
    ok(sgl_check_rate(check, 0) == SGL_EDOM && sgl_check_rate(check, -1) == SGL_EDOM && sgl_check_rate(check, NAN) == SGL_EDOM &&
           sgl_check_rate(check, INFINITY) == SGL_EDOM,
       "rates that are none");
    ok(sgl_check_step_rows(check, g, NULL, x1, rows + 1, 2) == SGL_EDIM && sgl_check_step_rows(check, g, NULL, x1, rows + 2, 2) == SGL_EDIM &&
           sgl_check_step_rows(check, g, NULL, x1, rows + 3, 2) == SGL_EDIM && sgl_check_step_rows(check, g, NULL, x1, NULL, 1) == SGL_EDIM &&
           sgl_check_step_rows(check, NULL, NULL, x1, rows, 2) == SGL_EDIM && sgl_check_finish(&r, check) == SGL_EDIM,
       "rows twice, descending, of no group, missing: no step was made");
    ok(sgl_check_step_rows(check, g, NULL, x1, NULL, 0) == SGL_OK && sgl_check_finish(&r, check) == SGL_OK && r.verdict == SGL_CHECK_CONFORMS,
       "no row at any step, and no move: %s", r.text);
    sgl_check_free(check);
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

    plan(26);
    hessian();
    conforms("Group Momentum", &(struct way){.variant = "momentum-table1"});
    conforms("any variant: Table 1's is found", &(struct way){.slip = RIGHT});
    deviates("sqrt(d) forgotten", &(struct way){.variant = "paper", .slip = NO_SQRT_D}, 1);
    conforms("an averaged momentum is named", &(struct way){.slip = AVERAGED});
    ok(run(&r, &made, &(struct way){.variant = "paper", .spoil = 1000}) == SGL_OK && r.verdict == SGL_CHECK_DEVIATES && r.step == 10 && r.group == 1 &&
           r.element == 1 && r.got == 1000,
       "one wrong weight: step 10, group 1, element 1");
    ok(run(&r, &made, &(struct way){.variant = "paper", .spoil = NAN}) == SGL_EDOM && strstr(r.text, "step 10, group 1, element 1") != NULL, "a NaN: %s",
       r.text);
    schedule_and_rows();

    p = problem(x1, "no-such");
    ok(sgl_check_new(&check, &p) == SGL_EFORMAT && check == NULL, "no such variant");
    p = problem(x1, "adam-kingma-ba");
    ok(sgl_check_new(&check, &p) == SGL_EFORMAT && check == NULL, "a variant of another optimizer");
    p = problem(x1, NULL);
    p.layout.group_size = 4;
    ok(sgl_check_new(&check, &p) == SGL_EDIM && check == NULL, "groups that do not divide");
    p = problem(x1, NULL);
    p.layout.groups = N;
    ok(sgl_check_new(&check, &p) == SGL_EDIM && check == NULL, "another number of groups");
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
