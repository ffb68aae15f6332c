/* libFuzzer target: one file of a good recording is replaced by the input, sgl_trace_open must take it or refuse it. The
 * first byte says which file; the accessors are then called over all that was taken. Built and run by long-fuzz.sh.
 *
 * SGL_FUZZ_FOLDER  where the recording is kept (in memory, best)
 * SGL_FUZZ_SEEDS   write the good files there as first inputs, and stop */
#include "judge/trace.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { T = 3, N = 6, MOST = 4096 };

static const char *const names[] = {"trace.json", "x1.npy",           "grads.npy",
                                    "x.npy",      "hessian_diag.npy", "alpha.npy",
                                    "groups.npy", "row_ptr.npy",      "rows.npy"};
enum { FILES = sizeof names / sizeof *names };

static struct {
    unsigned char bytes[MOST];
    size_t size;
} good[FILES];
static char folder[512];

static void put(const char *where, const char *name, const void *prefix, size_t length,
                const void *bytes, size_t size)
{
    char path[1024];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", where, name);
    f = fopen(path, "wb");
    if (f == NULL || fwrite(prefix, 1, length, f) != length || fwrite(bytes, 1, size, f) != size ||
        fclose(f) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const size_t offsets[] = {0, 1, 3, 6}, pointers[] = {0, 2, 2, 5},
                        rows[] = {0, 2, 0, 1, 2};
    static const float numbers[T * N] = {1, -2, 0.5};
    static const double alpha[T] = {1, 0.5, 0.25};
    const sgl_trace_record record = {
        .source = "fuzz",
        .declared = "adahessian",
        .steps = T,
        .layout = {.size = N, .groups = 3, .offsets = offsets},
        .optimizer = SGL_ADAHESSIAN,
        .hyper = {.alpha = 0.1, .beta1 = 0.9, .beta2 = 0.999, .lambda1 = 1},
        .x1 = numbers,
        .grads = numbers,
        .x = numbers,
        .hessian = numbers,
        .alpha = alpha,
        .row_ptr = pointers,
        .rows = rows};
    const char *where = getenv("SGL_FUZZ_FOLDER"), *seeds = getenv("SGL_FUZZ_SEEDS");
    sgl_error error = {"SGL_FUZZ_FOLDER is not set"};

    (void)argc;
    (void)argv;
    snprintf(folder, sizeof folder, "%s/trace", where != NULL ? where : "");
    if (where == NULL || sgl_trace_write(folder, &record, &error) != SGL_OK) {
        fprintf(stderr, "%s\n", error.text);
        exit(EXIT_FAILURE);
    }
    for (size_t k = 0; k < FILES; k++) {
        const unsigned char which = (unsigned char)k;
        char path[1024];
        FILE *f;

        snprintf(path, sizeof path, "%s/%s", folder, names[k]);
        f = fopen(path, "rb");
        good[k].size = f == NULL ? 0 : fread(good[k].bytes, 1, MOST, f);
        if (f != NULL)
            fclose(f);
        if (seeds != NULL)
            put(seeds, names[k], &which, 1, good[k].bytes, good[k].size);
    }
    if (seeds != NULL)
        exit(EXIT_SUCCESS);
    return 0;
}

/* From the input's own memory, where the address sanitizer sees a read past the end: a mapping hides it. */
static void parse(const uint8_t *data, size_t size)
{
    sgl_npy npy;
    double last;

    if (sgl_npy_parse(&npy, data, size, "memory", NULL) == SGL_OK && npy.count > 0) {
        if (npy.type != SGL_NPY_I8)
            sgl_npy_doubles(&last, &npy, npy.count - 1, 1);
        else if (sgl_npy_integer(&npy, npy.count - 1) == 0 &&
                 sgl_npy_offset(&npy, npy.count - 1) > size)
            abort();
    }
    sgl_npy_close(&npy);
}

static void use(const sgl_trace *trace)
{
    double out[64];
    size_t n = trace->layout.size < 64 ? trace->layout.size : 64;
    volatile double sum = 0;

    for (size_t t = 1; t <= trace->steps; t++) {
        sgl_trace_g(out, trace, t, trace->layout.size - n, trace->layout.size);
        sum += out[0] + sgl_trace_alpha(trace, t);
        if (trace->has_hessian)
            sgl_trace_hessian(out, trace, t, 0, n);
        sgl_trace_x(out, trace, t + 1, 0, n);
        sum += out[n - 1];
        for (size_t k = 0; k < trace->layout.groups && k < 64; k++)
            sum += sgl_trace_touches(trace, t, k);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t which = size > 0 ? data[0] % FILES : 0;
    sgl_trace *trace = NULL;
    sgl_error error = {""};
    sgl_status status;

    if (size == 0)
        return 0;
    parse(data + 1, size - 1);
    put(folder, names[which], NULL, 0, data + 1, size - 1);
    status = sgl_trace_open(&trace, folder, &error);
    /* Either a trace or a line that names the file. */
    if ((status == SGL_OK) != (trace != NULL) ||
        (status != SGL_OK && strchr(error.text, ':') == NULL) || strchr(error.text, '\n') != NULL)
        abort();
    if (trace != NULL)
        use(trace);
    sgl_trace_close(trace);
    put(folder, names[which], NULL, 0, good[which].bytes, good[which].size);
    return 0;
}
