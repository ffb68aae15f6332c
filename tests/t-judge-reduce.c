/* check --shrink: the fewest steps and the one group that deviate, by a run that is right but for one number. */
#include "judge/reduce.h"
#include "recorded.h"

#include <unistd.h>

static char folder[] = "t-judge-reduce.XXXXXX";

static const sgl_judge_options options = {.bits = 128, .max_bits = 4096};

/* A run of the variant with x_{step+1} wrong in one entry, reduced to folder/name.small. */
static void one_wrong(const char *name, const char *variant, size_t step, size_t group, bool rows, bool unequal, bool schedule)
{
    static const size_t offsets[] = {0, 1, 4, RECORDED_N};
    const sgl_named_variant *named = sgl_variant_find(variant);
    double alpha[RECORDED_STEPS];
    unsigned char touched[RECORDED_STEPS * RECORDED_GROUPS];
    size_t begin, end;
    char small[300], base[64];
    sgl_trace *trace, *back = NULL;
    sgl_reduction reduction = {0};
    sgl_judgement j = {0};
    sgl_error error = {""};
    recorded r;

    recorded_fill(&r, SGL_FLOAT32);
    if (unequal)
        r.example.layout.offsets = offsets;
    for (size_t t = 0; t < RECORDED_STEPS; t++)
        alpha[t] = schedule ? 0.25 / (double)(1 + t) : 0.25;
    for (size_t t = 0; t < sizeof touched; t++)
        touched[t] = t % 4 != 1;
    touched[(step - 1) * RECORDED_GROUPS + group] = 1;
    r.example.alpha = schedule ? alpha : NULL;
    r.example.touched = rows ? touched : NULL;
    if (!recorded_run(&r, &named->variant))
        bail_out("%s cannot run", name);
    sgl_ref_group(&r.example.layout, group, &begin, &end);
    r.run.x[(step - 1) * RECORDED_N + begin] += 0.5;
    trace = recorded_write(&r, folder, name, named->variant.optimizer);
    snprintf(small, sizeof small, "%s/%s.small", folder, name);
    if (!ok(sgl_reduce(&reduction, small, trace, named, &options, &error) == SGL_OK && reduction.steps == step &&
                reduction.group == group && !reduction.all_groups,
            "%s: step %zu, group %zu", name, step, group))
        diag("step %zu, group %zu: %s", reduction.steps, reduction.group, error.text);
    if (sgl_trace_open(&back, small, &error) != SGL_OK || sgl_judge_variant(&j, back, &named->variant, &options) != SGL_OK)
        diag("%s", error.text);
    snprintf(base, sizeof base, "group %zu of %s", group, name);
    ok(back != NULL && back->layout.size == end - begin && back->layout.groups == 1 && back->steps == step &&
           strstr(back->source, base) == back->source && strcmp(back->declared, variant) == 0,
       "%s: what is written is that", name);
    ok(j.verdict == SGL_DEVIATES && j.first.at.step == step && j.first.at.element == 0 && j.steps_over == 1,
       "%s: it deviates there and nowhere else", name);
    sgl_trace_close(trace);
    sgl_trace_close(back);
    sgl_example_free(&r.run);
}

static void nothing_wrong(void)
{
    const sgl_named_variant *adam = sgl_variant_find("adam-algorithm2");
    char small[300];
    sgl_trace *trace;
    sgl_reduction reduction;
    sgl_error error = {""};
    recorded r;

    recorded_fill(&r, SGL_FLOAT64);
    if (!recorded_run(&r, &adam->variant))
        bail_out("adam-algorithm2 cannot run");
    trace = recorded_write(&r, folder, "right", SGL_ADAM);
    snprintf(small, sizeof small, "%s/right.small", folder);
    ok(sgl_reduce(&reduction, small, trace, adam, &options, &error) == SGL_EDOM && access(small, F_OK) != 0 &&
           strstr(error.text, "does not deviate") != NULL,
       "a run that is right: nothing is written, and why");
    sgl_trace_close(trace);
    sgl_example_free(&r.run);
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        bail_out("no temporary folder");
    plan(3 * 7 + 1);
    one_wrong("first", "adam-algorithm2", 1, 0, false, false, false);
    one_wrong("last", "adam-algorithm2", RECORDED_STEPS, RECORDED_GROUPS - 1, false, false, false);
    one_wrong("middle", "adam-algorithm2", 4, 1, false, false, false);
    one_wrong("rows", "adam-algorithm2", 5, 1, true, false, false);
    one_wrong("unequal-groups", "adam-algorithm2", 3, 1, false, true, false);
    one_wrong("schedule", "adam-algorithm2", 6, 2, false, true, true);
    one_wrong("hessian", "adahessian-table1", 4, 2, false, false, false);
    nothing_wrong();
    remove_folder(folder);
    return tap_status();
}
