/* Rows that are first met late. A program that keeps x has epsilon in W whenever it meets a row, and auto says so by its name; one that
 * keeps z and gives it epsilon at t = 1 alone never does, and has a name of its own. Programs are written here from their
 * formulas, in arithmetic of either dtype. */
#include "judge/choose.h"
#include "judge/variant_axes.h"
#include "recorded.h"

#include <math.h>
#include <unistd.h>

static char folder[] = "t-judge-first-touch.XXXXXX";
static const sgl_judge_options options = {.bits = 128, .max_bits = 4096};
static unsigned char touched[RECORDED_STEPS * RECORDED_GROUPS];

enum { LATE = 3 }; /* the step at which the last group is first met */

typedef enum program {
    KINGMA_BA,    /* x -= alpha m/(1-beta1^t) / (sqrt(v/(1-beta2^t)) + epsilon)         */
    EPSILON_HAT,  /* x -= alpha sqrt(1-beta2^t)/(1-beta1^t) m / (sqrt(v) + epsilon)     */
    AMSGRAD,      /* the first, of the largest v                                       */
    AMSGRAD_HAT,  /* the second, of the largest v                                      */
    KEEPS_Z,      /* the second through z, epsilon in Q at t = 1                        */
    PROGRAMS
} program;

static const struct {
    const char *name, *other; /* what auto says; the reading with the other first step */
} expected[PROGRAMS] = {
    {"adam-kingma-ba", "adam-kingma-ba+first=global"},
    {"adam-epsilon-hat", "adam-epsilon-hat-global-t"},
    {"amsgrad-reddi", "amsgrad-reddi+first=global"},
    {"amsgrad-epsilon-hat", "amsgrad-epsilon-hat+first=global"},
    {"adam-epsilon-hat-global-t", "adam-epsilon-hat"},
};

#define REAL float
#define NAME(f) f##_f32
#define ROOT sqrtf
#include "first_touch.inc"
#undef REAL
#undef NAME
#undef ROOT

#define REAL double
#define NAME(f) f##_f64
#define ROOT sqrt
#include "first_touch.inc"
#undef REAL
#undef NAME
#undef ROOT

static void judged(program p, sgl_dtype dtype)
{
    sgl_optimizer optimizer = p == AMSGRAD || p == AMSGRAD_HAT ? SGL_AMSGRAD : SGL_ADAM;
    const char *type = dtype == SGL_FLOAT32 ? "float32" : "float64";
    sgl_written_variant other;
    sgl_judgement j = {0};
    sgl_candidate *candidates;
    size_t count;
    sgl_trace *trace;
    char name[64];
    recorded r;

    recorded_fill(&r, dtype);
    r.example.hyper.lambda1 = r.example.hyper.lambda21 = r.example.hyper.lambda2 = 0;
    r.example.touched = touched;
    r.run.x = malloc(RECORDED_STEPS * RECORDED_N * sizeof *r.run.x);
    (void)sgl_variants(&count);
    candidates = calloc(count, sizeof *candidates);
    if (r.run.x == NULL || candidates == NULL)
        bail_out("out of memory");
    if (dtype == SGL_FLOAT32)
        run_f32(&r, p);
    else
        run_f64(&r, p);
    snprintf(name, sizeof name, "%s-%s", expected[p].name, type);
    trace = recorded_write(&r, folder, name, optimizer);
    if (trace == NULL || sgl_judge_auto(candidates, &count, trace, false, &options) != SGL_OK ||
        sgl_variant_read(&other, expected[p].other, NULL) != SGL_OK ||
        sgl_judge_variant(&j, trace, &other.named.variant, &options) != SGL_OK)
        bail_out("%s, %s", expected[p].name, type);
    if (!ok(candidates[0].judgement.verdict == SGL_CONFORMS && strcmp(candidates[0].named->name, expected[p].name) == 0,
            "%s, %s: auto says so, ratio %.2g", expected[p].name, type, candidates[0].judgement.max_ratio))
        diag("%s, ratio %g", candidates[0].named->name, candidates[0].judgement.max_ratio);
    if (!ok(j.verdict == SGL_DEVIATES && j.first.at.step == LATE && j.first.at.group == RECORDED_GROUPS - 1, "%s, %s: it is not %s",
            expected[p].name, type, expected[p].other))
        diag("verdict %d, step %zu", (int)j.verdict, j.first.at.step);
    sgl_trace_close(trace);
    free(candidates);
    free(r.run.x);
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        bail_out("no temporary folder");
    for (size_t k = 0; k < sizeof touched; k++)
        touched[k] = k % RECORDED_GROUPS < RECORDED_GROUPS - 1 || k / RECORDED_GROUPS >= LATE - 1;
    plan(4 * PROGRAMS);
    for (int p = 0; p < PROGRAMS; p++)
        for (int dtype = SGL_FLOAT32; dtype <= SGL_FLOAT64; dtype++)
            judged((program)p, (sgl_dtype)dtype);
    remove_folder(folder);
    return tap_status();
}
