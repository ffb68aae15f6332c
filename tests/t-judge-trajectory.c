/* The open-loop error, and what is judged where an algorithm divides by 0. */
#include "judge/judge.h"
#include "judge/variants.h"
#include "recorded.h"
#include "simulate_case.h"

#include <math.h>
#include <unistd.h>

static char folder[] = "t-judge-trajectory.XXXXXX";

static double away(const sgl_trace *trace, const sgl_variant *v)
{
    double ulp = -1;

    if (sgl_judge_trajectory(&ulp, trace, v, SGL_POWERS_EXACT, 192) != SGL_OK)
        return -1;
    return ulp;
}

/* x is rounded at every step, from rounded x: each rounding is half a unit, and the steps that follow contract or carry it. */
static void right_and_wrong(const char *name, bool rows)
{
    const sgl_named_variant *named = sgl_variant_find(name);
    unsigned char touched[RECORDED_STEPS * RECORDED_GROUPS];
    char path[80];
    recorded r;
    sgl_trace *trace;
    double before;

    recorded_fill(&r, SGL_FLOAT32);
    for (size_t k = 0; k < sizeof touched; k++)
        touched[k] = k % 4 != 1;
    r.example.touched = rows ? touched : NULL;
    if (named == NULL || !recorded_run(&r, &named->variant))
        bail_out("%s cannot run", name);
    trace = recorded_write(&r, folder, name, named->variant.optimizer);
    if (trace == NULL)
        bail_out("no recording");
    before = away(trace, &named->variant);
    ok(before >= 0 && before < 8 * RECORDED_STEPS, "%s: rounded at each step it stays within %.3g ulp", name, before);
    sgl_trace_close(trace);
    /* The last x wrong by 1/2, which is 2^22 ulps at magnitude 1 or more at smaller ones. */
    r.run.x[RECORDED_STEPS * RECORDED_N - 1] += 0.5;
    snprintf(path, sizeof path, "%s.wrong", name);
    trace = recorded_write(&r, folder, path, named->variant.optimizer);
    if (trace == NULL)
        bail_out("no recording");
    before = away(trace, &named->variant);
    ok(before > 0x1p20 && before < 0x1p40, "%s: the last weight wrong by 1/2 is %.3g ulp", name, before);
    sgl_trace_close(trace);
    sgl_example_free(&r.run);
}

/* AdaHessian with D = 0 in one group and epsilon = 0: W = 0 under m that is not. Nothing is to be said of that group. */
static void divides(bool exact)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 1024, .exact = exact};
    const sgl_variant whole = sgl_variant_find("adahessian-table1")->variant;
    recorded r;
    sgl_trace *trace;
    sgl_judgement j;

    recorded_fill(&r, SGL_FLOAT32);
    if (!recorded_run(&r, &whole))
        bail_out("no run");
    r.example.hyper.epsilon = 0;
    r.example.hyper.lambda1 = 0;
    r.example.hyper.lambda2 = 0;
    for (size_t t = 0; t < RECORDED_STEPS; t++)
        for (size_t i = 0; i < RECORDED_D; i++)
            r.hessian[t * RECORDED_N + i] = 0;
    trace = recorded_write(&r, folder, exact ? "exact" : "filtered", SGL_ADAHESSIAN);
    if (trace == NULL || sgl_judge(&j, trace, &whole, SGL_POWERS_EXACT, &options) != SGL_OK)
        bail_out("not judged");
    ok(j.undefined == RECORDED_STEPS * RECORDED_D && j.entries == RECORDED_STEPS * RECORDED_N, "0/0 in one group: %zu of %zu entries undefined%s",
       j.undefined, j.entries, exact ? ", by the exact path alone" : "");
    ok(isnan(away(trace, &whole)), "and there is no trajectory");
    sgl_trace_close(trace);
    sgl_example_free(&r.run);
}

enum { MANY = 251, MANY_STEPS = 9 };

/* Group k of a run as a run of its own, which simulate_trace takes. */
static void alone(simulate_run *part, double *x, double *g, const simulate_run *run, size_t k)
{
    size_t begin = run->layout.offsets[k], d = run->layout.offsets[k + 1] - begin, n = run->layout.size;

    *part = *run;
    part->layout = (sgl_layout){.size = d, .groups = 1, .group_size = d};
    part->x = x;
    part->g = g;
    for (size_t t = 0; t <= run->steps; t++)
        memcpy(x + t * d, run->x + t * n + begin, d * sizeof *x);
    for (size_t t = 0; t < run->steps; t++)
        memcpy(g + t * d, run->g + t * n + begin, d * sizeof *g);
}

/* Groups of all sizes, more of them than are walked at once: the furthest of all is the furthest of one. */
static void many_groups(sgl_powers powers)
{
    static double x[2][(MANY_STEPS + 1) * MANY], g[2][MANY_STEPS * MANY];
    size_t offsets[MANY + 1], groups = 0;
    simulate_run run = {.variant = sgl_variant_find("adam-algorithm2")->variant, .dtype = SGL_FLOAT32, .steps = MANY_STEPS, .x = x[0], .g = g[0],
                        .style = {.power = (int)powers}};
    double whole, threads, furthest = 0, one;
    sgl_trace trace;

    run.hyper = (sgl_hyperparameters){.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0.125, .lambda21 = 0.25};
    for (size_t at = 0; at < MANY; at += 1 + test_random() % 20)
        offsets[groups++] = at;
    offsets[groups] = MANY;
    run.layout = (sgl_layout){.size = MANY, .groups = groups, .offsets = offsets};
    for (size_t k = 0; k < MANY_STEPS * MANY; k++)
        g[0][k] = simulate_round(SGL_FLOAT32, 2 * test_uniform() - 1);
    simulate(&run);
    simulate_trace(&trace, &run);
    simulate_threads(1);
    whole = away(&trace, &run.variant);
    simulate_threads(3);
    threads = away(&trace, &run.variant);
    simulate_threads(1);
    for (size_t k = 0; k < groups; k++) {
        simulate_run part;

        alone(&part, x[1], g[1], &run, k);
        simulate_trace(&trace, &part);
        one = away(&trace, &run.variant);
        furthest = fmax(furthest, one);
    }
    ok(whole == furthest && whole == threads && whole > 0, "%zu groups, %zu weights: %.6g ulp, as of each group alone, and on three threads", groups,
       run.layout.size, whole);
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        bail_out("no temporary folder");
    plan(10 + 4 + 2);
    right_and_wrong("momentum-table1", false);
    right_and_wrong("adahessian-table1", false);
    right_and_wrong("adam-kingma-ba", true);
    right_and_wrong("adam-lazy-rows", true);
    right_and_wrong("ftrl-proximal", false);
    divides(false);
    divides(true);
    many_groups(SGL_POWERS_EXACT);
    many_groups(SGL_POWERS_PRODUCT);
    remove_folder(folder);
    return tap_status();
}
