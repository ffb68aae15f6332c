/* identify finds the point that a recording was made from: named ones, one change, two changes; and says when it is none. */
#include "judge/lattice.h"
#include "recorded.h"

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
    sgl_variant reduced;
    sgl_error error;
    bool contains = false;
    char first[SGL_VARIANT_TEXT] = "";

    if (sgl_variant_read(&written, text, &error) != SGL_OK || sgl_identify(&id, trace, false, &options) != SGL_OK)
        bail_out("%s", text);
    reduced = sgl_variant_reduce(&written.named.variant, &trace->hyper, &trace->layout, rows);
    for (size_t k = 0; k < id.explains; k++)
        contains |= sgl_variant_equal(&id.points[k].reduced, &reduced);
    if (id.explains > 0)
        sgl_variant_write(first, &id.points[0].variant);
    if (!ok(contains && id.depth == depth && id.explains <= 4, "%s is found, %zu points cannot be told from it", text, id.explains - 1))
        diag("first %s, depth %zu, explains %zu", first, id.depth, id.explains);
    sgl_identification_free(&id);
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
    plan(ARRAY_SIZE(points) + 8);
    for (size_t k = 0; k < ARRAY_SIZE(points); k++)
        found(points[k].text, points[k].depth, k % 2 ? SGL_FLOAT32 : SGL_FLOAT64, false);
    found("adam-kingma-ba+first=global", 1, SGL_FLOAT32, true);
    found("adam-algorithm2", 1, SGL_FLOAT64, true);
    none();
    order();
    remove_folder(folder);
    return tap_status();
}
