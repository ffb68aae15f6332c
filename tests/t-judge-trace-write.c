/* Writing recordings: what is written, refused and left behind; then the recordings of other programs in the folder TRACES,
 * each bit read by a second reader, and written again. */
#include "judge/trace.h"
#include "tap.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];

static size_t entries(const char *path)
{
    DIR *dir = opendir(path);
    size_t n = 0;

    while (dir != NULL && readdir(dir) != NULL)
        n++;
    if (dir != NULL)
        closedir(dir);
    return dir == NULL ? 0 : n - 2;
}

static void remove_trace(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    char file[1024];

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(file);
    }
    if (dir != NULL)
        closedir(dir);
    rmdir(path);
}

enum { T = 3, N = 6 };

/* Entry i of array k: all differ, and float32 holds them. */
static float value_of(int k, int i)
{
    return (float)(k * T * N + i - 20) / 8;
}

static bool same_values(const sgl_trace *trace)
{
    double x[N], g[N], d[N];
    bool same = true;

    sgl_trace_x(x, trace, 1, 0, N);
    for (int i = 0; i < N; i++)
        same &= x[i] == value_of(0, i);
    for (int t = 1; t <= T; t++) {
        sgl_trace_g(g, trace, (size_t)t, 0, N);
        sgl_trace_hessian(d, trace, (size_t)t, 0, N);
        sgl_trace_x(x, trace, (size_t)t + 1, 0, N);
        for (int i = 0; i < N; i++)
            same &= g[i] == value_of(1, (t - 1) * N + i) && x[i] == value_of(2, (t - 1) * N + i) &&
                    d[i] == value_of(3, (t - 1) * N + i);
    }
    return same;
}

static void test_write(void)
{
    static const size_t offsets[] = {0, 1, 3, 6}, pointers[] = {0, 2, 2, 5},
                        rows[] = {0, 2, 0, 1, 2};
    static const double alpha[T] = {0.5, 0.5 + 0.1, 0.5 + 2 * 0.1};
    float x1[N], g[T * N], x[T * N], d[T * N];
    sgl_trace_record record = {.source = "a \"test\" \xc3\xa9",
                               .declared = "mine",
                               .dtype = SGL_FLOAT32,
                               .steps = T,
                               .layout = {.size = N, .groups = 3, .offsets = offsets},
                               .optimizer = SGL_ADAHESSIAN,
                               .hyper = {.alpha = 0.1,
                                         .beta1 = 0x1p-1074,
                                         .beta2 = 1 - 0x1p-53,
                                         .lambda2 = 0x1.999999999999ap-4},
                               .x1 = x1,
                               .grads = g,
                               .x = x,
                               .hessian = d,
                               .alpha = alpha,
                               .row_ptr = pointers,
                               .rows = rows};
    const double wide[2] = {0.1, -0.0};
    const sgl_trace_record small = {.dtype = SGL_FLOAT64,
                                    .steps = 1,
                                    .layout = {.size = 2, .groups = 1, .group_size = 2},
                                    .optimizer = SGL_SGD,
                                    .hyper = {.alpha = 1},
                                    .x1 = wide,
                                    .grads = wide,
                                    .x = wide};
    sgl_trace_record bad;
    sgl_trace *trace = NULL;
    sgl_error error = {""};
    char target[300], inside[400];
    double out[2] = {0};

    for (int i = 0; i < T * N; i++) {
        x1[i % N] = value_of(0, i % N);
        g[i] = value_of(1, i);
        x[i] = value_of(2, i);
        d[i] = value_of(3, i);
    }
    snprintf(target, sizeof target, "%s/new", folder);
    ok(sgl_trace_write(target, &record, &error) == SGL_OK, "writes a folder %s", error.text);
    if (!ok(sgl_trace_open(&trace, target, &error) == SGL_OK && same_values(trace),
            "reads it back %s", error.text))
        bail_out("nothing to compare");
    ok(strcmp(trace->source, record.source) == 0 && strcmp(trace->declared, "mine") == 0 &&
           strcmp(trace->name, "new") == 0 &&
           memcmp(&trace->hyper, &record.hyper, sizeof record.hyper) == 0 &&
           trace->layout.offsets[2] == 3 && sgl_trace_touches(trace, 1, 2) &&
           !sgl_trace_touches(trace, 1, 1) && sgl_trace_alpha(trace, 2) == alpha[1],
       "every hyper-parameter to the last bit, groups, rows, schedule");
    sgl_trace_close(trace);
    ok(entries(target) == 9 && entries(folder) == 1, "nothing else is there");
    ok(sgl_trace_write(target, &record, &error) == SGL_EIO &&
           strstr(error.text, "/new: cannot be made") != NULL && entries(target) == 9 &&
           entries(folder) == 1,
       "replaces no recording");
    remove_trace(target);
    snprintf(inside, sizeof inside, "%s/", target);
    ok(sgl_trace_write(inside, &small, &error) == SGL_OK &&
           sgl_trace_open(&trace, target, &error) == SGL_OK,
       "a float64 one %s", error.text);
    sgl_trace_x(out, trace, 2, 0, 2);
    ok(memcmp(out, wide, sizeof out) == 0 && entries(target) == 4, "with its own bits");
    sgl_trace_close(trace);
    remove_trace(target);
    bad = record;
    g[7] = NAN;
    ok(sgl_trace_write(target, &bad, &error) == SGL_EDOM &&
           strstr(error.text, "/new/grads.npy: byte 156 (step 2, group 1, element 0): nan") != NULL,
       "refuses what the reader refuses, in the name asked for (%s)", error.text);
    g[7] = 0;
    bad.x = NULL;
    ok(sgl_trace_write(target, &bad, &error) == SGL_EIO &&
           strstr(error.text, "/new/x.npy: cannot be opened") != NULL,
       "no x");
    bad = record;
    bad.hyper.lambda1 = INFINITY;
    ok(sgl_trace_write(target, &bad, &error) == SGL_EDOM &&
           strstr(error.text, "/new/trace.json: hyperparameters.lambda1: inf; expected") != NULL,
       "a hyper-parameter that JSON cannot say");
    bad = record;
    bad.source = "\xff";
    ok(sgl_trace_write(target, &bad, &error) == SGL_EFORMAT &&
           strstr(error.text, "/new/trace.json: source") != NULL,
       "a source that JSON cannot say");
    bad = record;
    bad.steps = 0;
    ok(sgl_trace_write(target, &bad, &error) == SGL_EDIM, "no steps");
    ok(entries(folder) == 0 && access(target, F_OK) != 0,
       "refused recordings leave nothing behind");
    snprintf(inside, sizeof inside, "%s/no/such", folder);
    ok(sgl_trace_write(inside, &record, &error) == SGL_EIO &&
           strstr(error.text, "no/such: cannot be made (No such file") != NULL,
       "no folder to make it in");
}

/* ------------------------------------------------------------------ recordings of other programs */

/* The bytes of a file, or those after its first newline, where an .npy file's data begins. */
static unsigned char *bytes_of(const char *path, const char *file, bool data_only, size_t *size)
{
    enum { MOST = 1 << 22 };
    char name[1024];
    unsigned char *bytes;
    FILE *f;

    snprintf(name, sizeof name, "%s/%s", path, file);
    f = fopen(name, "rb");
    if (f == NULL)
        return NULL;
    while (data_only && fgetc(f) != '\n' && !feof(f))
        ;
    bytes = malloc(MOST);
    if (bytes != NULL)
        *size = fread(bytes, 1, MOST, f);
    fclose(f);
    return bytes;
}

/* Row by row through the accessors against the file's bytes. */
static bool same_bytes(const sgl_trace *trace, const char *path, const char *file,
                       void (*row)(double *, const sgl_trace *, size_t, size_t, size_t), size_t t,
                       size_t rows)
{
    size_t size = 0, n = trace->layout.size, width = trace->dtype == SGL_FLOAT32 ? 4 : 8;
    unsigned char *bytes = bytes_of(path, file, true, &size);
    double *out = malloc(n * sizeof *out);
    bool same = bytes != NULL && out != NULL && size == rows * n * width;

    for (size_t r = 0; r < rows && same; r++) {
        row(out, trace, t + r, 0, n);
        for (size_t i = 0; i < n; i++) {
            float narrow = (float)out[i];

            same &= memcmp(width == 4 ? (const void *)&narrow : (const void *)(out + i),
                           bytes + (r * n + i) * width, width) == 0;
        }
    }
    free(bytes);
    free(out);
    return same;
}

static bool same_file(const char *one, const char *other, const char *file)
{
    size_t a = 0, b = 0;
    unsigned char *left = bytes_of(one, file, false, &a), *right = bytes_of(other, file, false, &b);
    bool same = left != NULL && right != NULL && a == b && memcmp(left, right, a) == 0;

    free(left);
    free(right);
    return same;
}

static bool writes_again(const sgl_trace *trace, const char *path, const char *copy)
{
    const sgl_trace_record record = {.source = trace->source,
                                     .dtype = trace->dtype,
                                     .steps = trace->steps,
                                     .layout = trace->layout,
                                     .optimizer = trace->optimizer,
                                     .hyper = trace->hyper,
                                     .x1 = trace->x1.data,
                                     .grads = trace->grads.data,
                                     .x = trace->x.data,
                                     .hessian = trace->hessian.data};
    sgl_error error = {""};
    bool same;

    if (sgl_trace_write(copy, &record, &error) != SGL_OK) {
        diag("%s", error.text);
        return false;
    }
    same = same_file(path, copy, "x1.npy") && same_file(path, copy, "grads.npy") &&
           same_file(path, copy, "x.npy") &&
           (!trace->has_hessian || same_file(path, copy, "hessian_diag.npy"));
    remove_trace(copy);
    return same;
}

static void test_recordings(const char *traces)
{
    DIR *dir = opendir(traces);
    struct dirent *entry;
    size_t seen = 0, same = 0, small = 0, copied = 0;

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char path[1024], copy[300];
        sgl_trace *trace;
        sgl_error error = {""};
        struct stat st;

        snprintf(path, sizeof path, "%s/%s/trace.json", traces, entry->d_name);
        if (entry->d_name[0] == '.' || stat(path, &st) != 0)
            continue;
        path[strlen(path) - strlen("/trace.json")] = '\0';
        seen++;
        if (sgl_trace_open(&trace, path, &error) != SGL_OK) {
            diag("%s", error.text);
            continue;
        }
        if (same_bytes(trace, path, "x1.npy", sgl_trace_x, 1, 1) &&
            same_bytes(trace, path, "x.npy", sgl_trace_x, 2, trace->steps) &&
            same_bytes(trace, path, "grads.npy", sgl_trace_g, 1, trace->steps) &&
            (!trace->has_hessian ||
             same_bytes(trace, path, "hessian_diag.npy", sgl_trace_hessian, 1, trace->steps)))
            same++;
        else
            diag("%s: other numbers", path);
        /* Written again, it is the same again: numpy.save made the original. The short ones, as each file is synchronised. */
        small += trace->steps <= 5;
        snprintf(copy, sizeof copy, "%s/copy", folder);
        if (trace->steps <= 5)
            copied += writes_again(trace, path, copy);
        sgl_trace_close(trace);
    }
    if (dir != NULL)
        closedir(dir);
    ok(seen > 0 && same == seen, "%zu recordings read, every bit of %zu", seen, same);
    ok(small > 0 && copied == small, "%zu of %zu written again, their arrays byte for byte", copied,
       small);
}

static void known(const char *traces, const char *name, size_t steps, size_t size, double first,
                  double last, double gradient)
{
    char path[1024];
    sgl_trace *trace;
    sgl_error error = {""};
    double x1, x, g;

    snprintf(path, sizeof path, "%s/%s", traces, name);
    if (sgl_trace_open(&trace, path, &error) != SGL_OK) {
        ok(false, "%s: %s", name, error.text);
        return;
    }
    sgl_trace_x(&x1, trace, 1, 0, 1);
    sgl_trace_x(&x, trace, steps + 1, size - 1, size);
    sgl_trace_g(&g, trace, 1, 1, 2);
    if (!ok(trace->steps == steps && trace->layout.size == size && x1 == first && x == last &&
                g == gradient,
            "%s as Python reads it", name))
        diag("x_1 %a, x %a, g %a", x1, x, g);
    sgl_trace_close(trace);
}

int main(void)
{
    const char *build = getenv("BUILD"), *given = getenv("TRACES");
    char *traces = realpath(given != NULL ? given : "../shared/traces", NULL), *here;

    snprintf(folder, sizeof folder, "%s/trace-XXXXXX", build != NULL ? build : P_tmpdir);
    if (mkdtemp(folder) == NULL || (here = realpath(folder, NULL)) == NULL ||
        strlen(here) >= sizeof folder)
        bail_out("no temporary folder %s", folder);
    strcpy(folder, here);
    free(here);
    plan(14 + 5);
    test_write();
    if (traces == NULL) {
        diag("SKIPPED: no folder of recordings; say where with TRACES=...");
        for (int i = 0; i < 5; i++)
            skip("no recordings: set TRACES");
    } else {
        test_recordings(traces);
        known(traces, "tf_adam_small_f32", 5, 8, 0x1.0000000000000p-1, 0x1.c5d4ea0000000p-2,
              -0x1.0000000000000p-2);
        known(traces, "tfplus_groupadahessian_small_mixed_f64", 5, 8, 0x1.0000000000000p-1,
              0x1.53fff68766cd5p-5, -0x1.0000000000000p-2);
        known(traces, "yngvem_prox_d1_f64", 1, 256, 0x1.c9e38e3e13df2p+0, -0x0.0p+0,
              -0x1.4f0f82b787dd2p-1);
    }
    rmdir(folder);
    free(traces);
    return tap_status();
}
