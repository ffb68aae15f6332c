/* The open-loop error, and what is judged where an algorithm divides by 0. */
#include "judge/judge.h"
#include "judge/variants.h"
#include "recorded.h"

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

int main(void)
{
    if (mkdtemp(folder) == NULL)
        bail_out("no temporary folder");
    plan(10 + 4);
    right_and_wrong("momentum-table1", false);
    right_and_wrong("adahessian-table1", false);
    right_and_wrong("adam-kingma-ba", true);
    right_and_wrong("adam-lazy-rows", true);
    right_and_wrong("ftrl-proximal", false);
    divides(false);
    divides(true);
    remove_folder(folder);
    return tap_status();
}
