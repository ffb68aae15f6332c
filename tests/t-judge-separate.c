/* Every two named variants of an optimizer are told apart by an input of at most a few weights and steps; or are known
 * to be the same. The other road: the input, run by A, written as a recording and judged (judge.c walks it by itself): A conforms,
 * B does not. With SGL_TEST_MULT > 1 every pair is judged, and axes are changed singly. */
#include "judge/separate.h"
#include "judge/variant_axes.h"
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* sqrt(sum g^2 + epsilon), and the root of a sum that began at epsilon. */
static bool same_algorithm(const char *a, const char *b)
{
    return strcmp(a, "adagrad-algorithm3") == 0 && strcmp(b, "adagrad-epsilon-inside") == 0;
}

static char folder[] = "t-judge-separate.XXXXXX"; /* all recordings, until the end */

static void remove_folder(void)
{
    char command[64];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        diag("%s stays", folder);
}

/* Verdict of a recording that a made, on each of the two. */
static bool judged_apart(const sgl_separated *s, const sgl_variant *a, const sgl_variant *b)
{
    static const sgl_judge_options options = {.bits = 128, .max_bits = 4096};
    static unsigned recordings;
    char run_folder[64];
    sgl_judgement ja, jb;
    sgl_example_run run;
    sgl_trace *trace = NULL;
    sgl_error error = {""};
    bool good = false;

    snprintf(run_folder, sizeof run_folder, "%s/%u", folder, recordings++);
    if (sgl_example_new(&run, &s->example, a, 192, 4096) == SGL_OK) {
        if (sgl_example_write(run_folder, &s->example, run.x, a->optimizer, "test", NULL, &error) == SGL_OK &&
            sgl_trace_open(&trace, run_folder, &error) == SGL_OK)
            good = sgl_judge(&ja, trace, a, SGL_POWERS_EXACT, &options) == SGL_OK && !ja.diverges &&
                   sgl_judge(&jb, trace, b, SGL_POWERS_EXACT, &options) == SGL_OK && jb.verdict == SGL_DEVIATES;
        sgl_example_free(&run);
    }
    if (!good)
        diag("%s", error.text);
    sgl_trace_close(trace);
    return good;
}

/* Of two groups the second rests at odd steps: the plainest input on which rows differ. */
static bool rests(const sgl_separated *s)
{
    size_t n = s->example.layout.size, d = n / s->example.layout.groups;

    for (size_t t = 0; t < s->example.steps && n > d; t += 2)
        for (size_t i = d; i < n; i++)
            if (s->example.grads[t * n + i] != 0)
                return false;
    return true;
}

static size_t pair(const char *name_a, const sgl_variant *a, const char *name_b, const sgl_variant *b, sgl_dtype dtype)
{
    static unsigned pairs;
    bool judge = pairs++ % 4 == 0 || test_cases(1) > 1;
    sgl_separated s;

    if (sgl_separate(&s, a, b, dtype) != SGL_OK)
        bail_out("out of memory");
    if (same_algorithm(name_a, name_b)) {
        ok(!s.separable && s.separation == 0, "%s and %s are one algorithm", name_a, name_b);
        return 1;
    }
    if (!ok(s.separable && rests(&s) && (!judge || judged_apart(&s, a, b)), "%s and %s: %zu weights, %zu steps", name_a, name_b, s.example.layout.size,
            s.example.steps))
        diag("separable %d, %g", s.separable, s.separation);
    return 1;
}

/* One axis changed at a time around the paper's algorithm. */
static size_t axes(const sgl_named_variant *paper)
{
    size_t tests = 0;

    for (int axis = 0; axis < SGL_AXES; axis++) {
        for (size_t value = 0; value < sgl_axis_count((sgl_axis)axis); value++) {
            sgl_variant other = paper->variant;
            char name[SGL_VARIANT_TEXT];

            sgl_axis_set(&other, (sgl_axis)axis, value);
            if (!sgl_axis_applies(other.optimizer, (sgl_axis)axis, value) || sgl_variant_equal(&other, &paper->variant))
                continue;
            sgl_variant_write(name, &other);
            if ((paper->variant.optimizer == SGL_FTRL && axis == SGL_AXIS_EPSILON) ||
                (axis == SGL_AXIS_FIRST && paper->variant.epsilon == SGL_EPSILON_NONE))
                continue; /* there is no epsilon */
            tests += pair(paper->name, &paper->variant, name, &other, SGL_FLOAT32);
        }
    }
    return tests;
}

int main(void)
{
    size_t count, tests = 0;
    const sgl_named_variant *all = sgl_variants(&count);
    char text[256];

    if (mkdtemp(folder) == NULL)
        bail_out("no temporary folder");
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (all[i].variant.optimizer == all[j].variant.optimizer)
                tests += pair(all[i].name, &all[i].variant, all[j].name, &all[j].variant, (i + j) % 2 ? SGL_FLOAT32 : SGL_FLOAT64);
    for (int o = 0; o < SGL_OPTIMIZERS && test_cases(1) > 1; o++)
        tests += axes(sgl_variant_paper((sgl_optimizer)o));
    sgl_same_when(text, sizeof text, &sgl_variant_find("ftrl-proximal")->variant, &sgl_variant_find("ftrl-no-sqrt-d")->variant);
    ok(strcmp(text, "lambda21 = 0, or d = 1") == 0, "ftrl with and without sqrt(d) agree when %s", text);
    sgl_same_when(text, sizeof text, &sgl_variant_find("adam-prox")->variant, &sgl_variant_find("adam-table1")->variant);
    ok(text[0] == '\0', "adam-prox and adam-table1 agree on no single condition");
    remove_folder();
    plan(tests + 2);
    return tap_status();
}
