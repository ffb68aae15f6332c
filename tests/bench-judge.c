/* Speed of the judge: weight-steps a second of each rung of the filter on each path against the exact path, and what it decides. Prints
 * rows in the columns of bench.tsv. The recordings are Group Adam (Algorithm 2) in plain float32 and float64, made here.
 *   bench-judge [ROUNDS [LOG2_WEIGHT_STEPS]] */
#include "judge/filter.h"
#include "judge/variants.h"

#include <fenv.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { D = 16, EXACT_GROUPS = 2 };

typedef struct recording {
    void *x, *g; /* [(T + 1) n], [T n] */
    sgl_trace trace;
} recording;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#define REAL float
#define NAME(what) what##_f32
#include "bench_judge_run.inc"
#undef REAL
#undef NAME
#define REAL double
#define NAME(what) what##_f64
#include "bench_judge_run.inc"
#undef REAL
#undef NAME

static void set_array(sgl_npy *a, const void *data, size_t begin, size_t rows, size_t columns, size_t width)
{
    *a = (sgl_npy){.type = width == sizeof(float) ? SGL_NPY_F4 : SGL_NPY_F8, .dimensions = 2, .shape = {rows, columns},
                   .count = rows * columns, .data = (const unsigned char *)data + begin * width, .stored_size = width};
}

static void make(recording *r, sgl_dtype dtype, size_t n, size_t T)
{
    size_t width = dtype == SGL_FLOAT32 ? sizeof(float) : sizeof(double);

    memset(r, 0, sizeof *r);
    r->x = malloc((T + 1) * n * width);
    r->g = malloc(T * n * width);
    if (r->x == NULL || r->g == NULL) {
        fputs("bench-judge: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    r->trace.name = (char *)"bench";
    r->trace.dtype = dtype;
    r->trace.steps = T;
    r->trace.layout = (sgl_layout){.size = n, .groups = n / D, .group_size = D};
    r->trace.optimizer = SGL_ADAM;
    r->trace.hyper = (sgl_hyperparameters){.alpha = 0.001f, .beta1 = 0.9f, .beta2 = 0.999f, .epsilon = 1e-8f, .lambda1 = 1,
                                           .lambda21 = 5, .lambda2 = 0.001f};
    set_array(&r->trace.x1, r->x, 0, 1, n, width);
    set_array(&r->trace.x, r->x, n, T, n, width);
    set_array(&r->trace.grads, r->g, 0, T, n, width);
#pragma omp parallel for schedule(dynamic)
    for (size_t k = 0; k < n / D; k++)
        (dtype == SGL_FLOAT32 ? run_group_f32 : run_group_f64)(r, k);
}

/* Seconds for all groups; what was decided. */
static double filter_all(const sgl_filter *f, sgl_filter_path *path, int threads, size_t *decided)
{
    size_t groups = f->trace->layout.groups, sum = 0;
    double begin = now();

#pragma omp parallel for schedule(dynamic) num_threads(threads) reduction(+ : sum)
    for (size_t first = 0; first < groups; first += SGL_FILTER_LANES) {
        sgl_filter_group out[SGL_FILTER_LANES];
        size_t count = sgl_filter_batch(f, first);
        sgl_status status;
        int rounding = fegetround();

        fesetround(FE_UPWARD);
        status = path(out, f, first, count, NULL);
        fesetround(rounding);
        for (size_t k = 0; k < count && status == SGL_OK; k++)
            sum += out[k].decided;
    }
    *decided = sum;
    return now() - begin;
}

/* Seconds a weight-step of the exact path, over the first groups. */
static double exact_some(const recording *r, const sgl_variant *v, mpfr_prec_t bits)
{
    sgl_trace some = r->trace;
    sgl_judge_options options = {.bits = bits, .max_bits = bits, .exact = true};
    sgl_judgement j;
    double begin;

    some.layout.groups = EXACT_GROUPS;
    begin = now();
    if (sgl_judge(&j, &some, v, SGL_POWERS_EXACT, &options) != SGL_OK || j.diverges) {
        fputs("bench-judge: the recording does not conform\n", stderr);
        exit(EXIT_FAILURE);
    }
    return (now() - begin) / (double)(EXACT_GROUPS * D * r->trace.steps);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

typedef struct way {
    const char *what;
    sgl_filter_path *path;
    int threads;
} way;

static void row(const way *w, const recording *r, const double *rates, const double *ratios, int rounds, double decided)
{
    const char *dtype = r->trace.dtype == SGL_FLOAT32 ? "float32" : "float64";
    double *sorted = malloc(2 * (size_t)rounds * sizeof *sorted), *ratio = sorted + rounds;

    if (sorted == NULL)
        return;
    memcpy(sorted, rates, (size_t)rounds * sizeof *sorted);
    memcpy(ratio, ratios, (size_t)rounds * sizeof *ratio);
    qsort(sorted, (size_t)rounds, sizeof *sorted, by_size);
    qsort(ratio, (size_t)rounds, sizeof *ratio, by_size);
    printf("%s T=%zu\t%s\t%d\t%d\tweight-steps/s\t%.3g\tMPFI 256 bits, 1 thread\t%.3g\t%d\t%.3g..%.3g\n", w->what, r->trace.steps, dtype, D,
           w->threads, sorted[rounds / 2], ratio[rounds / 2], rounds, ratio[0], ratio[rounds - 1]);
    printf("%s, groups decided T=%zu\t%s\t%d\t%d\tshare\t%.6g\tall\t\t1\t\n", w->what, r->trace.steps, dtype, D, w->threads, decided);
    free(sorted);
}

static void measure(sgl_dtype dtype, size_t T, size_t weight_steps, int rounds)
{
    static const way all[] = {
        {"first rung, AVX-512", sgl_filter_groups_avx512, 1},   {"first rung, AVX-512", sgl_filter_groups_avx512, 2},
        {"first rung, portable", sgl_filter_groups_portable, 1}, {"second rung, AVX-512", sgl_filter_pairs_avx512, 1},
        {"second rung, AVX-512", sgl_filter_pairs_avx512, 2},   {"second rung, portable", sgl_filter_pairs_portable, 1},
    };
    enum { ALL = sizeof all / sizeof *all, SECOND = 3 };
    const way *ways = dtype == SGL_FLOAT32 ? all : all + SECOND;
    size_t count = dtype == SGL_FLOAT32 ? ALL : ALL - SECOND, n = (weight_steps / T + 8 * D - 1) / (8 * D) * (8 * D), decided[ALL] = {0};
    const sgl_variant *v = &sgl_variant_paper(SGL_ADAM)->variant;
    double *rates = calloc(2 * ALL * (size_t)rounds, sizeof *rates), *ratios = rates + (size_t)ALL * (size_t)rounds;
    sgl_filter *f;
    recording r;

    make(&r, dtype, n, T);
    if (rates == NULL || sgl_filter_new(&f, &r.trace, v, SGL_POWERS_EXACT, 128) != SGL_OK || f == NULL)
        exit(EXIT_FAILURE);
    for (int round = 0; round < rounds; round++) {
        double exact = exact_some(&r, v, 256);

        for (size_t k = 0; k < count; k++) {
            double seconds = filter_all(f, ways[k].path, ways[k].threads, &decided[k]);

            rates[k * (size_t)rounds + (size_t)round] = (double)(n * T) / seconds;
            ratios[k * (size_t)rounds + (size_t)round] = exact * (double)(n * T) / seconds;
        }
    }
    for (size_t k = 0; k < count; k++)
        row(&ways[k], &r, rates + k * (size_t)rounds, ratios + k * (size_t)rounds, rounds, (double)decided[k] / (double)(n / D));
    sgl_filter_free(f);
    free(rates);
    free(r.x);
    free(r.g);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 5, log2_steps = argc > 2 ? atoi(argv[2]) : 21;

    if (rounds < 1 || log2_steps < 10 || log2_steps > 34)
        return EXIT_FAILURE;
    printf("what\tdtype\td\tthreads\tunit\tvalue\tagainst\tratio\trounds\tspread\n");
    for (int dtype = SGL_FLOAT32; dtype <= SGL_FLOAT64; dtype++)
        for (size_t T = 100; T <= 10000; T *= 10)
            measure((sgl_dtype)dtype, T, (size_t)1 << log2_steps, rounds);
    return EXIT_SUCCESS;
}
