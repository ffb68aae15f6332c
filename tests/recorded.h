/* Small recordings for tests of what reads recordings: made by the reference, in a folder that the test removes. */
#ifndef RECORDED_H
#define RECORDED_H

#include "judge/example.h"
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDED_GROUPS = 3, RECORDED_D = 2, RECORDED_N = RECORDED_GROUPS * RECORDED_D, RECORDED_STEPS = 8 };

typedef struct recorded {
    sgl_example example;
    double x1[RECORDED_N], grads[RECORDED_N * RECORDED_STEPS], hessian[RECORDED_N * RECORDED_STEPS];
    sgl_example_run run;
} recorded;

/* Every lambda and epsilon active, groups that rest, die and come back. Fields may be changed before recorded_run. */
static inline void recorded_fill(recorded *r, sgl_dtype dtype)
{
    memset(r, 0, sizeof *r);
    for (size_t i = 0; i < RECORDED_N; i++)
        r->x1[i] = (double)(float)(2 * test_uniform() - 1);
    for (size_t k = 0; k < RECORDED_N * RECORDED_STEPS; k++) {
        bool rests = k % RECORDED_N >= RECORDED_N - RECORDED_D && (k / RECORDED_N) % 2 == 0;

        r->grads[k] = rests ? 0 : (double)(float)(4 * test_uniform() - 2);
        r->hessian[k] = (double)(float)(2 * test_uniform() - 0.5);
    }
    r->example = (sgl_example){.dtype = dtype, .steps = RECORDED_STEPS, .x1 = r->x1, .grads = r->grads, .hessian = r->hessian,
                               .layout = {.size = RECORDED_N, .groups = RECORDED_GROUPS, .group_size = RECORDED_D},
                               .hyper = {.alpha = 0.25, .beta1 = 0.5, .beta2 = 0.75, .gamma = 0.5, .epsilon = 0.0625,
                                         .initial_accumulator = 0.25, .beta = 0.5, .lambda1 = 0.125, .lambda21 = 0.25, .lambda2 = 0.5}};
}

/* False where the variant divides by 0. */
static inline bool recorded_run(recorded *r, const sgl_variant *variant)
{
    return sgl_example_new(&r->run, &r->example, variant, 192, 4096) == SGL_OK;
}

/* As folder/name; NULL, with a diagnostic, when it cannot be written. */
static inline sgl_trace *recorded_write(const recorded *r, const char *folder, const char *name, sgl_optimizer optimizer)
{
    char path[256];
    sgl_trace *trace = NULL;
    sgl_error error;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (sgl_example_write(path, &r->example, r->run.x, optimizer, "test", NULL, &error) != SGL_OK ||
        sgl_trace_open(&trace, path, &error) != SGL_OK)
        diag("%s", error.text);
    return trace;
}

static inline void remove_folder(const char *folder)
{
    char command[256];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        diag("%s stays", folder);
}

#endif
