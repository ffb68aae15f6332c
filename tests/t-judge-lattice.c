/* identify finds the point that a recording was made from: named ones, one change, two changes; and says when it is none. */
#include "judge/lattice.h"
#include "recorded.h"

#include <math.h>
#include <unistd.h>

static char folder[] = "t-judge-lattice.XXXXXX";
static unsigned recordings;

static const sgl_judge_options options = {.bits = 128, .max_bits = 4096};

/* rows: the last group is first met at step 3. */
static sgl_trace *record(const char *text, double outlier, sgl_dtype dtype, bool rows)
{
    unsigned char touched[RECORDED_STEPS * RECORDED_GROUPS];
    sgl_written_variant written;
    char name[32];
    recorded r;
    sgl_trace *trace;
    sgl_error error;

    recorded_fill(&r, dtype);
    if (sgl_variant_read(&written, text, &error) != SGL_OK)
        bail_out("%s", error.text);
    for (size_t k = 0; k < sizeof touched; k++)
        touched[k] = k % RECORDED_GROUPS < 2 || k / RECORDED_GROUPS >= 2;
    r.example.touched = rows ? touched : NULL;
    if (!recorded_run(&r, &written.named.variant))
        bail_out("%s cannot run", text);
    r.run.x[RECORDED_N * 3] += outlier;
    snprintf(name, sizeof name, "%u", recordings++);
    trace = recorded_write(&r, folder, name, written.named.variant.optimizer);
    if (trace == NULL)
        bail_out("%s cannot be written", text);
    sgl_example_free(&r.run);
    return trace;
}

static void found(const char *text, size_t depth, sgl_dtype dtype, bool rows)
{
    sgl_trace *trace = record(text, 0, dtype, rows);
    sgl_identification id = {0};
    sgl_written_variant written;
    sgl_error error;
    bool contains = false;
    char first[SGL_VARIANT_TEXT] = "";

    if (sgl_variant_read(&written, text, &error) != SGL_OK || sgl_identify(&id, trace, false, &options) != SGL_OK)
        bail_out("%s", text);
    for (size_t k = 0; k < id.explains; k++)
        contains |= sgl_variant_equal(&id.points[k].variant, &written.named.variant);
    if (id.explains > 0)
        sgl_variant_write(first, &id.points[0].variant);
    if (!ok(contains && id.depth == depth && id.explains <= 4, "%s is found, %zu points cannot be told from it", text, id.explains - 1))
        diag("first %s, depth %zu, explains %zu", first, id.depth, id.explains);
    sgl_identification_free(&id);
    sgl_trace_close(trace);
}

/* Adam on the rows of each step as a program that keeps x writes it: whenever a row is met, epsilon is there. */
static void keeps_x(void)
{
    const double beta1 = 0.5, beta2 = 0.75, alpha = 0.25, epsilon = 0.0625;
    sgl_trace *trace;
    double m[RECORDED_N] = {0}, v[RECORDED_N] = {0}, x[RECORDED_N], *out;
    unsigned char touched[RECORDED_STEPS * RECORDED_GROUPS];
    sgl_judgement touch, global;
    sgl_variant adam = sgl_variant_find("adam-kingma-ba")->variant;
    recorded r;

    recorded_fill(&r, SGL_FLOAT64);
    r.example.hyper.lambda1 = r.example.hyper.lambda21 = r.example.hyper.lambda2 = 0;
    for (size_t k = 0; k < sizeof touched; k++)
        touched[k] = k % RECORDED_GROUPS < 2 || k / RECORDED_GROUPS >= 2;
    r.example.touched = touched;
    r.run.x = out = malloc(RECORDED_STEPS * RECORDED_N * sizeof *out);
    if (out == NULL)
        bail_out("out of memory");
    memcpy(x, r.x1, sizeof x);
    for (size_t t = 0; t < RECORDED_STEPS; t++) {
        for (size_t i = 0; i < RECORDED_N; i++) {
            double g = r.grads[t * RECORDED_N + i];

            if (touched[t * RECORDED_GROUPS + i / RECORDED_D]) {
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                x[i] -= alpha * (m[i] / (1 - pow(beta1, (double)t + 1))) / (sqrt(v[i] / (1 - pow(beta2, (double)t + 1))) + epsilon);
            }
            out[t * RECORDED_N + i] = x[i];
        }
    }
    trace = recorded_write(&r, folder, "keeps-x", SGL_ADAM);
    if (trace == NULL || sgl_judge_variant(&global, trace, &adam, &options) != SGL_OK)
        bail_out("keeps-x");
    adam.first = SGL_FIRST_TOUCH;
    if (sgl_judge_variant(&touch, trace, &adam, &options) != SGL_OK)
        bail_out("keeps-x");
    ok(touch.verdict == SGL_CONFORMS && global.verdict == SGL_DEVIATES && global.first.at.step == 3,
       "a row met at step 3 by a program that keeps x: first=touch explains it (ratio %.2g), first=global does not", touch.max_ratio);
    free(out);
    sgl_trace_close(trace);
}

static void none(void)
{
    sgl_trace *trace = record("adam-algorithm2", 0.03125, SGL_FLOAT64, false);
    sgl_identification id = {0};

    if (sgl_identify(&id, trace, false, &options) != SGL_OK)
        bail_out("adam-algorithm2");
    ok(id.explains == 0 && id.depth == 2, "one wrong number: none of %zu points explains it", id.judged);
    ok(strcmp(id.points[0].base->name, "adam-algorithm2") == 0, "the nearest is what it would be without");
    ok(!id.points[0].judgement.stopped && id.points[0].judgement.first.at.step == 4, "it is judged to the end: the wrong number is at step 4");
    sgl_identification_free(&id);
    sgl_trace_close(trace);
}

static void order(void)
{
    sgl_trace *trace = record("ftrl-lambda2-once", 0, SGL_FLOAT64, false);
    sgl_identification one = {0}, all = {0};
    bool named = true;

    if (sgl_identify(&one, trace, false, &options) != SGL_OK || sgl_identify(&all, trace, true, &options) != SGL_OK)
        bail_out("ftrl-lambda2-once");
    ok(one.depth == 1 && all.depth == 2 && all.judged > 3 * one.judged, "pairs when they are asked for: %zu points, not %zu", all.judged, one.judged);
    for (size_t k = 1; k < all.count; k++)
        named &= !(all.points[k].status == SGL_OK && all.points[k].judgement.verdict == SGL_CONFORMS &&
                   all.points[k - 1].judgement.verdict == SGL_DEVIATES);
    ok(named && all.points[0].apart == 0, "what explains the recording comes first, the named variant before all");
    for (size_t k = 0; k < all.count; k++)
        for (size_t j = k + 1; j < all.count; j++)
            if (all.points[k].same == NULL && all.points[j].same == NULL &&
                sgl_variant_equal(&all.points[k].reduced, &all.points[j].reduced))
                named = false;
    ok(named, "no point twice");
    sgl_identification_free(&one);
    sgl_identification_free(&all);
    sgl_trace_close(trace);
}

int main(void)
{
    static const struct {
        const char *text;
        size_t depth;
    } points[] = {
        {"adam-algorithm2", 1}, {"adam-table1", 1}, {"adam-lazy-rows", 1}, {"adam-kingma-ba+norm=exact", 1},
        {"adam-algorithm2+epsilon=inside-raw", 1}, {"adam-epsilon-hat+norm=exact+l2=half", 2},
        {"adam-algorithm2+group_factor=d+lambda_times_rate=yes", 2}, {"momentum-table1", 1},
        {"momentum-nesterov-overwrites", 1}, {"momentum-average+norm=dual+soft=signbit", 2}, {"sgd-table1+rate=linear", 1},
        {"adagrad-algorithm3", 1}, {"adagrad-algorithm3+power=0.75", 1}, {"ftrl-accumulates-twice", 1}, {"ftrl-signbit", 1},
        {"ftrl-power-0.3", 1}, {"ftrl-start-in-z+l2=four+norm=printed", 2}, {"amsgrad-reddi+scaling=table1", 1},
        {"adahessian-algorithm2+second=abs", 1},
    };

    if (mkdtemp(folder) == NULL)
        bail_out("no temporary folder");
    plan(ARRAY_SIZE(points) + 9);
    for (size_t k = 0; k < ARRAY_SIZE(points); k++)
        found(points[k].text, points[k].depth, k % 2 ? SGL_FLOAT32 : SGL_FLOAT64, false);
    found("adam-kingma-ba+first=touch", 1, SGL_FLOAT32, true);
    found("adam-algorithm2", 1, SGL_FLOAT64, true);
    keeps_x();
    none();
    order();
    remove_folder(folder);
    return tap_status();
}
