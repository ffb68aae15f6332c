/* A recording whose files are large is read by columns and windows of steps; it is judged as the same numbers in memory are. */
#include "judge/columns.h"
#include "judge/judge.h"
#include "judge/variants.h"
#include "same_judgement.h"
#include "sgl_fast.h"
#include "tap.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct {
    const char *why;
    bool unequal, wide, wrong, cold, rests;
    size_t window;
} cases[] = {
    {"all steps of some groups at a time", .window = 0},
    {"and one of them wrong", .wrong = true},
    {"groups of unequal size", .unequal = true, .wrong = true},
    {"gradients kept in float64", .wide = true, .wrong = true},
    {"windows of some steps", .wrong = true, .window = 1 << 12},
    {"one step at a time, unequal groups", .unequal = true, .wrong = true, .window = 1},
    {"files that the system has not in memory", .wrong = true, .cold = true},
    {"nor with windows of some steps", .wrong = true, .cold = true, .window = 1 << 12},
    {"groups that rest at some steps", .rests = true},
    {"and one of them wrong, in windows of some steps", .rests = true, .wrong = true, .window = 1 << 12},
};

enum { N = 65536, T = 17, D = 16 };

static char root[64];

typedef struct recording {
    sgl_trace_record record;
    float *x1, *g, *x; /* [n], [T n], [T n] */
    size_t *offsets, *row_ptr, *rows;
} recording;

/* Whether group k takes no part in a step, counted from 0. */
static bool rests(const recording *r, size_t t, size_t k)
{
    return r->rows != NULL && (k + t) % 3 == 0;
}

static void list_rows(recording *r)
{
    size_t groups = r->record.layout.groups, at = 0;

    r->row_ptr = calloc(T + 1, sizeof *r->row_ptr);
    r->rows = calloc(T * groups, sizeof *r->rows);
    if (r->row_ptr == NULL || r->rows == NULL)
        bail_out("out of memory");
    for (size_t t = 0; t < T; t++) {
        for (size_t k = 0; k < groups; k++)
            if (!rests(r, t, k))
                r->rows[at++] = k;
        r->row_ptr[t + 1] = at;
    }
    r->record.row_ptr = r->row_ptr;
    r->record.rows = r->rows;
}

/* Sizes d, 1, d, 1, ... and what is left. */
static void cut(recording *r)
{
    size_t k = 0, at = 0;

    r->offsets = calloc(N + 1, sizeof *r->offsets);
    if (r->offsets == NULL)
        bail_out("out of memory");
    while (at < N) {
        at += k % 2 == 0 ? D : 1;
        r->offsets[++k] = at < N ? at : N;
    }
    r->record.layout = (sgl_layout){.size = N, .groups = k, .offsets = r->offsets};
}

/* Group momentum by fast/. */
static void run(recording *r)
{
    float *x = calloc(6 * N, sizeof *x), *before = x + 3 * N;
    sgl_arrays_f32 arrays = {.x = x, .m = x + N, .y = x + 2 * N};
    sgl_step step;

    if (x == NULL || sgl_step_begin(&step, &sgl_variant_paper(SGL_MOMENTUM)->variant, &r->record.hyper) != SGL_OK)
        bail_out("the run does not begin");
    for (size_t i = 0; i < N; i++)
        x[i] = r->x1[i] = (float)test_uniform();
    if (sgl_dense_start_f32(&arrays, N, &step) != SGL_OK)
        bail_out("the run does not start");
    for (size_t t = 0; t < T; t++) {
        for (size_t i = 0; i < N; i++)
            r->g[t * N + i] = x[i] - 1.5f + (float)test_uniform();
        memcpy(before, x, 3 * N * sizeof *x);
        if (sgl_step_next(&step, r->record.hyper.alpha) != SGL_OK ||
            sgl_dense_f32(&arrays, r->g + t * N, NULL, &r->record.layout, &step) != SGL_OK)
            bail_out("a step fails");
        for (size_t i = 0; i < 3 * N; i++)
            if (rests(r, t, i % N / D))
                x[i] = before[i];
        memcpy(r->x + t * N, x, N * sizeof *x);
    }
    free(x);
}

static void make(recording *r, size_t k)
{
    r->x1 = malloc((2 * T + 1) * N * sizeof *r->x1);
    r->g = r->x1 + N;
    r->x = r->g + T * N;
    r->offsets = r->row_ptr = r->rows = NULL;
    if (r->x1 == NULL)
        bail_out("out of memory");
    r->record = (sgl_trace_record){.dtype = SGL_FLOAT32, .steps = T, .layout = {N, N / D, D, NULL}, .optimizer = SGL_MOMENTUM,
                                   .hyper = {.alpha = 0.125, .gamma = 0.5, .lambda1 = 0.125, .lambda21 = 0.25}, .x1 = r->x1, .grads = r->g,
                                   .x = r->x};
    if (cases[k].unequal)
        cut(r);
    if (cases[k].rests)
        list_rows(r);
    run(r);
    if (cases[k].wrong) /* in the last group of a slab or so, late */
        r->x[(T - 2) * N + N - N / 7] += 0.5f;
}

/* The recording in a folder, its gradients perhaps as float64. */
static sgl_trace *on_disk(const recording *r, bool wide)
{
    const size_t shape[2] = {T, N};
    char folder[80], path[100];
    sgl_trace *trace;
    sgl_error error;

    snprintf(folder, sizeof folder, "%s/recording", root);
    if (sgl_trace_write(folder, &r->record, &error) != SGL_OK)
        bail_out("%s", error.text);
    if (wide) {
        double *g = malloc((size_t)T * N * sizeof *g);

        for (size_t i = 0; g != NULL && i < (size_t)T * N; i++)
            g[i] = (double)r->g[i];
        snprintf(path, sizeof path, "%s/grads.npy", folder);
        if (g == NULL || sgl_npy_write(path, SGL_NPY_F8, g, 2, shape, &error) != SGL_OK)
            bail_out("%s", error.text);
        free(g);
    }
    if (sgl_trace_open(&trace, folder, &error) != SGL_OK)
        bail_out("%s", error.text);
    snprintf(path, sizeof path, "rm -r %s", folder);
    if (system(path) != 0) /* what is open stays readable */
        bail_out("%s stays", folder);
    return trace;
}

/* What the system has of the files in memory goes. */
static void cool(const sgl_trace *trace)
{
    const sgl_npy *arrays[] = {&trace->x1, &trace->grads, &trace->x};

    for (size_t a = 0; a < ARRAY_SIZE(arrays); a++)
        if (arrays[a]->streamed && (fsync(arrays[a]->file) != 0 || posix_fadvise(arrays[a]->file, 0, 0, POSIX_FADV_DONTNEED) != 0))
            diag("the files stay in memory");
}

static void test(size_t k)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 512, .window = cases[k].window};
    const sgl_variant *v = &sgl_variant_paper(SGL_MOMENTUM)->variant;
    sgl_judgement whole, columns;
    sgl_trace *disk, *memory;
    sgl_error error;
    recording r;

    make(&r, k);
    disk = on_disk(&r, cases[k].wide);
    if (sgl_trace_of_record(&memory, "memory", &r.record, &error) != SGL_OK)
        bail_out("%s", error.text);
    if (!sgl_columns_wanted(disk) || sgl_columns_wanted(memory))
        bail_out("the recording is too small for this test");
    if (cases[k].cold)
        cool(disk);
    if (sgl_judge(&columns, disk, v, SGL_POWERS_EXACT, &options) != SGL_OK || sgl_judge(&whole, memory, v, SGL_POWERS_EXACT, &options) != SGL_OK)
        bail_out("not judged");
    if (!ok(same_judgement(&whole, &columns) && whole.diverges == cases[k].wrong && whole.by_filter > 0, "%s", cases[k].why))
        diag("ratio %g at step %zu group %zu, from memory %g at step %zu group %zu; filter %zu and %zu of %zu", columns.max_ratio,
             columns.max_at.step, columns.max_at.group, whole.max_ratio, whole.max_at.step, whole.max_at.group, columns.by_filter,
             whole.by_filter, whole.entries);
    sgl_trace_close(disk);
    sgl_trace_close(memory);
    free(r.x1);
    free(r.offsets);
    free(r.row_ptr);
    free(r.rows);
}

int main(void)
{
    snprintf(root, sizeof root, "columns-test.XXXXXX");
    if (chdir(getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp") != 0 || mkdtemp(root) == NULL)
        bail_out("no folder for temporary files");
    plan(ARRAY_SIZE(cases));
    for (size_t k = 0; k < ARRAY_SIZE(cases); k++)
        test(k);
    rmdir(root);
    return tap_status();
}
