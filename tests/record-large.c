/* A large recording on disk, a step at a time: Group Adam (Algorithm 2) of fast/ on a noisy quadratic, whose groups pull towards weights
 * (two of three) or towards 0. The same bytes on every machine.
 *   record-large FOLDER WEIGHTS STEPS [GROUP_SIZE]     the folder must not exist; 8 bytes a weight and step */
#include "judge/npy.h"
#include "sgl_fast.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *folder;

static void die(const char *file)
{
    fprintf(stderr, "record-large: %s/%s: %s\n", folder, file, strerror(errno));
    exit(EXIT_FAILURE);
}

static FILE *open_file(const char *file)
{
    char path[4096];
    FILE *to;

    snprintf(path, sizeof path, "%s/%s", folder, file);
    to = fopen(path, "wb");
    if (to == NULL)
        die(file);
    return to;
}

static FILE *open_array(const char *file, size_t rows, size_t columns)
{
    unsigned char header[SGL_NPY_HEADER];
    size_t shape[2] = {rows > 0 ? rows : columns, columns};
    size_t length = sgl_npy_header_make(header, SGL_NPY_F4, rows > 0 ? 2 : 1, shape);
    FILE *to = open_file(file);

    if (length == 0 || fwrite(header, 1, length, to) != length)
        die(file);
    return to;
}

static void put(FILE *to, const float *data, size_t n, const char *file)
{
    if (fwrite(data, sizeof *data, n, to) != n)
        die(file);
}

static void close_file(FILE *file, const char *name)
{
    if (fclose(file) != 0)
        die(name);
}

/* In [-1, 1), from the number of a draw. */
static float noise(uint64_t k)
{
    k += 0x9e3779b97f4a7c15ULL;
    k = (k ^ k >> 30) * 0xbf58476d1ce4e5b9ULL;
    k = (k ^ k >> 27) * 0x94d049bb133111ebULL;
    return (float)((double)((k ^ k >> 31) >> 40) * 0x1p-23 - 1);
}

static void describe(size_t n, size_t T, size_t d, const sgl_hyperparameters *h)
{
    FILE *to = open_file("trace.json");

    if (fprintf(to, "{\"format\": \"sgl-trace/1\", \"source\": \"sglfast, Group Adam\", \"dtype\": \"float32\", \"steps\": %zu, \"size\": %zu,\n"
                    " \"group_size\": %zu, \"optimizer\": \"adam\", \"variant\": \"paper\", \"hyperparameters\": {\"alpha\": %.17g, \"beta1\": %.17g,\n"
                    " \"beta2\": %.17g, \"epsilon\": %.17g, \"lambda1\": %.17g, \"lambda21\": %.17g, \"lambda2\": %.17g}}\n",
                T, n, d, h->alpha, h->beta1, h->beta2, h->epsilon, h->lambda1, h->lambda21, h->lambda2) < 0)
        die("trace.json");
    close_file(to, "trace.json");
}

static void record(size_t n, size_t T, size_t d)
{
    const sgl_hyperparameters h = {.alpha = 0.001f, .beta1 = 0.9f, .beta2 = 0.999f, .epsilon = 1e-8f, .lambda1 = 1, .lambda21 = 5,
                                   .lambda2 = 0.001f};
    const sgl_layout layout = {.size = n, .groups = n / d, .group_size = d};
    const sgl_variant variant = {.optimizer = SGL_ADAM};
    float *memory = calloc(6 * n, sizeof *memory), *x = memory, *g = memory + n, *goal = memory + 2 * n;
    const sgl_arrays_f32 arrays = {x, memory + 3 * n, memory + 4 * n, NULL, memory + 5 * n};
    FILE *grads = open_array("grads.npy", T, n), *weights = open_array("x.npy", T, n), *x1 = open_array("x1.npy", 0, n);
    sgl_step step;

    if (memory == NULL)
        die("x1.npy");
    for (size_t i = 0; i < n; i++) {
        goal[i] = i / d % 3 == 0 ? 0 : noise(2 * i);
        x[i] = 0.01f * noise(2 * i + 1);
    }
    put(x1, x, n, "x1.npy");
    close_file(x1, "x1.npy");
    if (sgl_step_begin(&step, &variant, &h) != SGL_OK || sgl_dense_start_f32(&arrays, n, &step) != SGL_OK)
        die("x.npy");
    for (size_t t = 1; t <= T; t++) {
#pragma omp parallel for
        for (size_t i = 0; i < n; i++)
            g[i] = 0.5f * (x[i] - goal[i]) + 0.3f * noise((t << 40) + i);
        put(grads, g, n, "grads.npy");
        if (sgl_step_next(&step, h.alpha) != SGL_OK || sgl_dense_f32(&arrays, g, NULL, &layout, &step) != SGL_OK)
            die("x.npy");
        put(weights, x, n, "x.npy");
    }
    close_file(grads, "grads.npy");
    close_file(weights, "x.npy");
    describe(n, T, d, &h); /* last: without it the folder is no recording */
    free(memory);
}

int main(int argc, char **argv)
{
    size_t n, T, d;

    if (argc < 4 || argc > 5)
        return fprintf(stderr, "usage: record-large FOLDER WEIGHTS STEPS [GROUP_SIZE]\n"), EXIT_FAILURE;
    folder = argv[1];
    n = strtoul(argv[2], NULL, 10);
    T = strtoul(argv[3], NULL, 10);
    d = argc > 4 ? strtoul(argv[4], NULL, 10) : 16;
    if (n == 0 || T == 0 || d == 0 || n % d != 0)
        return fprintf(stderr, "record-large: %s weights in groups of %zu, %s steps\n", argv[2], d, argv[3]), EXIT_FAILURE;
    if (mkdir(folder, 0777) != 0)
        die("");
    record(n, T, d);
    return EXIT_SUCCESS;
}
