/* Recorded runs that are good: what is read of one folder, stored in other ways too, and of hyper-parameters however they are spelled. */
#include "tap.h"
#include "trace_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Entry i of array k of the good folder, as a float32 program holds it. */
static double value_of(int k, int i)
{
    return (float)(good[k].first + i * good[k].step);
}

static bool same_values(const sgl_trace *trace)
{
    double out[N];
    bool same = true;

    for (size_t t = 1; t <= T + 1; t++)
        for (size_t begin = 0; begin < N; begin++)
            for (size_t end = begin; end <= N; end++) {
                sgl_trace_x(out, trace, t, begin, end);
                for (size_t i = begin; i < end; i++)
                    same &= out[i - begin] ==
                            (t == 1 ? value_of(0, (int)i) : value_of(2, (int)((t - 2) * N + i)));
                if (t == T + 1)
                    continue;
                sgl_trace_g(out, trace, t, begin, end);
                for (size_t i = begin; i < end; i++)
                    same &= out[i - begin] == value_of(1, (int)((t - 1) * N + i));
                sgl_trace_hessian(out, trace, t, begin, end);
                for (size_t i = begin; i < end; i++)
                    same &= out[i - begin] == value_of(3, (int)((t - 1) * N + i));
            }
    return same;
}

static void test_good(void)
{
    static const bool touched[T][3] = {
        {true, false, true}, {false, false, false}, {true, true, true}};
    sgl_trace *trace = NULL;
    sgl_error error;
    bool same = true;
    char slashes[300];

    put_good();
    if (!ok(opens(&trace, &error) == SGL_OK, "the good folder opens"))
        bail_out("%s", error.text);
    ok(trace->steps == T && trace->layout.size == N && trace->layout.groups == 3 &&
           trace->dtype == SGL_FLOAT32 && trace->optimizer == SGL_ADAHESSIAN,
       "sizes, dtype, optimizer");
    ok(strcmp(trace->source, "by hand") == 0 && strcmp(trace->declared, "mine") == 0 &&
           strcmp(trace->folder, trace_folder) == 0 && strcmp(trace->name, strrchr(trace_folder, '/') + 1) == 0,
       "source, variant, name");
    for (int k = 0; k < 4; k++)
        same &= trace->layout.offsets[k] == (size_t)good_groups[k];
    ok(same, "groups");
    ok(same_values(trace), "x, g and D, any block of columns");
    ok(sgl_trace_alpha(trace, 1) == 0.5 && sgl_trace_alpha(trace, 2) == 0.5 + 0.1 &&
           sgl_trace_alpha(trace, 3) == 0.5 + 2 * 0.1 && trace->hyper.alpha == 0.25 &&
           trace->has_schedule,
       "the schedule, and alpha beside it");
    same = trace->has_rows;
    for (size_t t = 1; t <= T; t++)
        for (size_t k = 0; k < 3; k++)
            same &= sgl_trace_touches(trace, t, k) == touched[t - 1][k];
    ok(same, "rows");
    sgl_trace_close(trace);
    snprintf(slashes, sizeof slashes, "%s///", trace_folder);
    ok(sgl_trace_open(&trace, slashes, &error) == SGL_OK &&
           strcmp(trace->name, strrchr(trace_folder, '/') + 1) == 0,
       "slashes at the end of a folder's name");
    sgl_trace_close(trace);
    ok(chdir(trace_folder) == 0 && sgl_trace_open(&trace, ".", &error) == SGL_OK && strcmp(trace->name, strrchr(trace_folder, '/') + 1) == 0,
       "the folder one is in has its name");
    sgl_trace_close(trace);
    /* Other ways to store the same numbers. */
    for (size_t k = 0; k < 4; k++)
        put_array(good + k, true);
    ok(opens(&trace, &error) == SGL_OK && same_values(trace), "float64 arrays of float32 values %s",
       error.text);
    sgl_trace_close(trace);
    substitute("trace.json", "float32", "float64");
    put_array(good + 1, false);
    ok(opens(&trace, &error) == SGL_OK && trace->dtype == SGL_FLOAT64 && same_values(trace),
       "a float64 program fed float32 gradients %s", error.text);
    sgl_trace_close(trace);
    substitute("trace.json", "\"groups\": \"groups.npy\"", "\"group_size\": 2");
    substitute("trace.json", "\"alpha\": 0.25, ", "");
    substitute("trace.json", "\"source\": \"by hand\", ", "");
    substitute("trace.json", ", \"variant\": \"mine\"", "");
    ok(opens(&trace, &error) == SGL_OK && trace->hyper.alpha == 0.5 &&
           (trace->given & 1u << SGL_HYPER_ALPHA) == 0 && trace->layout.offsets == NULL &&
           trace->layout.groups == 3 && trace->layout.group_size == 2 && trace->source[0] == '\0' &&
           trace->declared == NULL,
       "equal groups, alpha_1 of the schedule for alpha, no source, no variant %s", error.text);
    sgl_trace_close(trace);
    put_good();
    unlink(path_in("alpha.npy"));
    unlink(path_in("rows.npy"));
    unlink(path_in("row_ptr.npy"));
    ok(opens(&trace, &error) == SGL_OK && !trace->has_rows && !trace->has_schedule &&
           sgl_trace_alpha(trace, 3) == 0.25 && sgl_trace_touches(trace, 2, 1),
       "no schedule, no rows %s", error.text);
    sgl_trace_close(trace);
    put_good();
    unlink(path_in("hessian_diag.npy"));
    substitute("trace.json", ADA, "\"adam\"");
    ok(opens(&trace, &error) == SGL_OK && !trace->has_hessian, "adam needs no Hessian %s",
       error.text);
    sgl_trace_close(trace);
}

#define GIVEN(h) (1u << SGL_HYPER_##h)

/* What the hyperparameters of each optimizer may be called and be written as. */
static const struct {
    const char *why, *optimizer, *text;
    sgl_hyperparameters want;
    unsigned given;
} spellings[] = {
    {"alpha only", "sgd", "\"alpha\": 1", {.alpha = 1}, GIVEN(ALPHA)},
    {"lr", "sgd", "\"lr\": 1e-3", {.alpha = 1e-3}, GIVEN(ALPHA)},
    {"learning_rate", "sgd", "\"learning_rate\": 1E0", {.alpha = 1}, GIVEN(ALPHA)},
    {"one value under two names",
     "sgd",
     "\"lr\": 0.5, \"alpha\": 5e-1",
     {.alpha = 0.5},
     GIVEN(ALPHA)},
    {"%a",
     "sgd",
     "\"alpha\": \"0x1.99999ap-4\", \"l1\": \"-0x0p+0\"",
     {.alpha = 0x1.99999ap-4, .lambda1 = -0.0},
     GIVEN(ALPHA) | GIVEN(LAMBDA1)},
    {"decimal text", "sgd", "\"alpha\": \"0.1\"", {.alpha = 0.1}, GIVEN(ALPHA)},
    {"the least alpha",
     "sgd",
     "\"alpha\": 4.9406564584124654e-324",
     {.alpha = 0x1p-1074},
     GIVEN(ALPHA)},
    {"not of this optimizer, whatever it says",
     "sgd",
     "\"alpha\": 1, \"beta1\": 7, \"gamma\": \"x\", \"beta\": null",
     {.alpha = 1},
     GIVEN(ALPHA)},
    {"momentum for gamma",
     "momentum",
     "\"alpha\": 1, \"momentum\": 0.875",
     {.alpha = 1, .gamma = 0.875},
     GIVEN(ALPHA) | GIVEN(GAMMA)},
    {"gamma = 0",
     "momentum",
     "\"alpha\": 1, \"gamma\": 0",
     {.alpha = 1},
     GIVEN(ALPHA) | GIVEN(GAMMA)},
    {"l1, l21, l2",
     "momentum",
     "\"alpha\": 1, \"gamma\": 0, \"l1\": 2, \"l21\": 3, \"l2\": 4",
     {.alpha = 1, .lambda1 = 2, .lambda21 = 3, .lambda2 = 4},
     GIVEN(ALPHA) | GIVEN(GAMMA) | GIVEN(LAMBDA1) | GIVEN(LAMBDA21) | GIVEN(LAMBDA2)},
    {"_regularization_strength",
     "adagrad",
     "\"alpha\": 1, \"eps\": 0, \"l1_regularization_strength\": 2, "
     "\"l21_regularization_strength\": 3, "
     "\"l2_regularization_strength\": 4",
     {.alpha = 1, .lambda1 = 2, .lambda21 = 3, .lambda2 = 4},
     GIVEN(ALPHA) | GIVEN(EPSILON) | GIVEN(LAMBDA1) | GIVEN(LAMBDA21) | GIVEN(LAMBDA2)},
    {"betas at their ends",
     "adam",
     "\"lr\": 1, \"beta1\": 0, \"beta_2\": 0.99999999999999988, \"epsilon\": 0",
     {.alpha = 1, .beta2 = 1 - 0x1p-53},
     GIVEN(ALPHA) | GIVEN(BETA1) | GIVEN(BETA2) | GIVEN(EPSILON)},
    {"a float32 program's beta2",
     "amsgrad",
     "\"alpha\": 1, \"beta_1\": 0.5, \"beta2\": 0.9990000128746033, \"eps\": 1e-8",
     {.alpha = 1, .beta1 = 0.5, .beta2 = 0.999f, .epsilon = 1e-8},
     GIVEN(ALPHA) | GIVEN(BETA1) | GIVEN(BETA2) | GIVEN(EPSILON)},
    {"initial_accumulator_value",
     "ftrl",
     "\"alpha\": 1, \"initial_accumulator_value\": 0.1, \"beta\": 1",
     {.alpha = 1, .initial_accumulator = 0.1, .beta = 1},
     GIVEN(ALPHA) | GIVEN(INITIAL_ACCUMULATOR) | GIVEN(BETA)},
};

static void test_spellings(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(spellings); i++) {
        char json[1024];
        sgl_trace *trace;
        sgl_error error;
        int length = snprintf(json, sizeof json,
                              "{\"format\":\"sgl-trace/"
                              "1\",\"dtype\":\"float32\",\"steps\":3,\"size\":6.0,\"group_size\":2,"
                              "\"optimizer\":\"%s\",\"hyperparameters\":{%s}}",
                              spellings[i].optimizer, spellings[i].text);
        bool same = false;

        put_good();
        put("trace.json", json, (size_t)length);
        if (opens(&trace, &error) == SGL_OK)
            same = memcmp(&trace->hyper, &spellings[i].want, sizeof trace->hyper) == 0 &&
                   trace->given == spellings[i].given;
        if (!ok(same, "%s: %s", spellings[i].optimizer, spellings[i].why))
            diag("%s, given %x", error.text, trace == NULL ? 0 : trace->given);
        sgl_trace_close(trace);
    }
}

int main(void)
{
    plan(14 + ARRAY_SIZE(spellings));
    folder_begin();
    test_good();
    test_spellings();
    folder_end();
    return tap_status();
}
