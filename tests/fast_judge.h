/* Runs of fast/ in front of the project's own judge: written as sgl-trace/1, read back, judged. */
#ifndef FAST_JUDGE_H
#define FAST_JUDGE_H

#include "fast_bounds.h"
#include "fast_case.h"
#include "judge/judge.h"

#include <stdio.h>
#include <unistd.h>
#if defined(_OPENMP)
#include <omp.h>
#endif

static char root[256];

static inline void remove_folder(const char *folder)
{
    static const char *const files[] = {"trace.json", "x1.npy",    "grads.npy",        "x.npy",
                                        "groups.npy", "alpha.npy", "hessian_diag.npy", "rows.npy",
                                        "row_ptr.npy"};
    char path[512];

    for (size_t k = 0; k < ARRAY_SIZE(files); k++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[k]);
        unlink(path);
    }
    rmdir(folder);
}

/* Writes the record, reads it back and judges it. */
static inline void judge_record(sgl_judgement *judgement, const sgl_trace_record *record,
                                const sgl_variant *variant)
{
    static unsigned count;
    sgl_judge_options options = {.bits = 128, .max_bits = 1024};
    char folder[300];
    sgl_trace *trace;
    sgl_error error;

    snprintf(folder, sizeof folder, "%s/%u", root, count++);
    if (sgl_trace_write(folder, record, &error) != SGL_OK ||
        sgl_trace_open(&trace, folder, &error) != SGL_OK)
        bail_out("%s", error.text);
    if (sgl_judge(judgement, trace, variant, SGL_POWERS_EXACT, &options) != SGL_OK)
        bail_out("the judge fails on %s", folder);
    sgl_trace_close(trace);
    remove_folder(folder);
}

static inline bool conforms(const sgl_judgement *j, const char *what, double limit)
{
    bool fine = ok(j->verdict == SGL_CONFORMS && j->max_ratio <= limit &&
                       j->wrongly_kept + j->wrongly_dropped == 0,
                   "%s: ratio %.3f", what, j->max_ratio);

    if (!fine)
        diag("verdict %d, step %zu group %zu element %zu: got %a, allowed [%a, %a]; kept %zu, "
             "dropped %zu",
             (int)j->verdict, j->first.at.step, j->first.at.group, j->first.at.element,
             j->first.got, j->first.low, j->first.high, j->wrongly_kept, j->wrongly_dropped);
    return fine;
}

/* The judge has one thread: so many small recordings cost more in waiting for a second than in judging. */
static inline void judge_begin(void)
{
    const char *tmp = getenv("TMPDIR");

#if defined(_OPENMP)
    omp_set_num_threads(1);
#endif
    snprintf(root, sizeof root, "%s/t-fast.XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(root) == NULL)
        bail_out("no temporary folder %s", root);
}

static inline void judge_end(void)
{
    rmdir(root);
}

#endif
