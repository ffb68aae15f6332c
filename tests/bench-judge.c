/* Speed of the judge: weight-steps a second of the filter on each path against the exact path, and what each rung decides. Prints rows
 * in the columns of bench.tsv. The recording is Group Adam (Algorithm 2) in plain float32, made here.
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
    float *x, *g; /* [(T + 1) n], [T n] */
    sgl_trace trace;
} recording;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static float noise(unsigned long long *state)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (float)((double)(*state >> 40) * 0x1p-23 - 1);
}

/* One group of Algorithm 2, all steps. Two groups of three pull towards weights, one towards 0. */
static void run_group(recording *r, size_t k)
{
    const sgl_hyperparameters *h = &r->trace.hyper;
    size_t n = r->trace.layout.size;
    float m[D] = {0}, v[D] = {0}, z[D] = {0}, held[D] = {0}, goal[D], s[D], first = 0;
    unsigned long long state = 12345 + 2654435761u * k;
    float b1 = (float)h->beta1, b2 = (float)h->beta2, alpha = (float)h->alpha, l1 = (float)h->lambda1;
    float c = (float)h->lambda21 * sqrtf(D);

    for (size_t i = 0; i < D; i++) {
        goal[i] = k % 3 == 0 ? 0 : noise(&state);
        r->x[k * D + i] = 0.01f * noise(&state);
    }
    for (size_t t = 1; t <= r->trace.steps; t++) {
        const float *x = r->x + (t - 1) * n + k * D;
        float *next = r->x + t * n + k * D, *g = r->g + (t - 1) * n + k * D;
        float c1 = (float)(1 - pow(b1, (double)t)), root2 = sqrtf((float)(1 - pow(b2, (double)t)));
        float hat = (float)h->epsilon / root2, squares = 0, norm, f;

        first = t == 1 ? hat : first;
        for (size_t i = 0; i < D; i++) {
            float w, size;

            g[i] = 0.5f * (x[i] - goal[i]) + 0.3f * noise(&state);
            m[i] = b1 * m[i] + (float)(1 - (double)b1) * g[i];
            v[i] = b2 * v[i] + (float)(1 - (double)b2) * (g[i] * g[i]);
            w = (sqrtf(v[i]) / root2 + first) / alpha;
            z[i] = (z[i] + m[i] / c1) - (w - held[i]) * x[i];
            held[i] = w;
            size = fabsf(z[i]) - l1;
            s[i] = size > 0 ? (z[i] > 0 ? -size : size) : 0;
            squares += s[i] * s[i];
        }
        norm = sqrtf(squares);
        f = norm > c ? 1 - c / norm : 0;
        for (size_t i = 0; i < D; i++)
            next[i] = s[i] == 0 || f == 0 ? 0 : s[i] * f / ((sqrtf(v[i]) / root2 + hat) / alpha + 2 * (float)h->lambda2);
    }
}

static void set_array(sgl_npy *a, const float *data, size_t rows, size_t columns)
{
    *a = (sgl_npy){.type = SGL_NPY_F4, .dimensions = 2, .shape = {rows, columns}, .count = rows * columns,
                   .data = (const unsigned char *)data, .stored_size = 4};
}

static void make(recording *r, size_t n, size_t T)
{
    memset(r, 0, sizeof *r);
    r->x = malloc((T + 1) * n * sizeof *r->x);
    r->g = malloc(T * n * sizeof *r->g);
    if (r->x == NULL || r->g == NULL) {
        fputs("bench-judge: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    r->trace.name = (char *)"bench";
    r->trace.dtype = SGL_FLOAT32;
    r->trace.steps = T;
    r->trace.layout = (sgl_layout){.size = n, .groups = n / D, .group_size = D};
    r->trace.optimizer = SGL_ADAM;
    r->trace.hyper = (sgl_hyperparameters){.alpha = 0.001f, .beta1 = 0.9f, .beta2 = 0.999f, .epsilon = 1e-8f, .lambda1 = 1,
                                           .lambda21 = 5, .lambda2 = 0.001f};
    set_array(&r->trace.x1, r->x, 1, n);
    set_array(&r->trace.x, r->x + n, T, n);
    set_array(&r->trace.grads, r->g, T, n);
#pragma omp parallel for schedule(dynamic)
    for (size_t k = 0; k < n / D; k++)
        run_group(r, k);
}

/* Seconds for all groups; what was decided. */
static double filter_all(const sgl_filter *f, bool portable, int threads, size_t *decided)
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
        status = portable ? sgl_filter_groups_portable(out, f, first, count, NULL) : sgl_filter_groups_avx512(out, f, first, count, NULL);
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

static void row(const char *what, const recording *r, int threads, const double *rates, const double *ratios, int rounds)
{
    double *sorted = malloc(2 * (size_t)rounds * sizeof *sorted), *ratio = sorted + rounds;

    if (sorted == NULL)
        return;
    memcpy(sorted, rates, (size_t)rounds * sizeof *sorted);
    memcpy(ratio, ratios, (size_t)rounds * sizeof *ratio);
    qsort(sorted, (size_t)rounds, sizeof *sorted, by_size);
    qsort(ratio, (size_t)rounds, sizeof *ratio, by_size);
    printf("%s T=%zu\tfloat32\t%d\t%d\tweight-steps/s\t%.3g\tMPFI 256 bits, 1 thread\t%.3g\t%d\t%.3g..%.3g\n", what, r->trace.steps, D,
           threads, sorted[rounds / 2], ratio[rounds / 2], rounds, ratio[0], ratio[rounds - 1]);
    free(sorted);
}

static void measure(size_t T, size_t weight_steps, int rounds)
{
    static const struct {
        const char *what;
        bool portable;
        int threads;
    } ways[] = {{"filter AVX-512", false, 1}, {"filter AVX-512", false, 2}, {"filter portable", true, 1}};
    enum { WAYS = sizeof ways / sizeof *ways };
    size_t n = (weight_steps / T + 8 * D - 1) / (8 * D) * (8 * D), decided = 0;
    const sgl_variant *v = &sgl_variant_paper(SGL_ADAM)->variant;
    double *rates = calloc(2 * WAYS * (size_t)rounds, sizeof *rates), *ratios = rates + (size_t)WAYS * (size_t)rounds;
    sgl_filter *f;
    recording r;

    make(&r, n, T);
    if (rates == NULL || sgl_filter_new(&f, &r.trace, v, SGL_POWERS_EXACT, 128) != SGL_OK || f == NULL)
        exit(EXIT_FAILURE);
    for (int round = 0; round < rounds; round++) {
        double exact = exact_some(&r, v, 256);

        for (size_t k = 0; k < WAYS; k++) {
            double seconds = filter_all(f, ways[k].portable, ways[k].threads, &decided);

            rates[k * (size_t)rounds + (size_t)round] = (double)(n * T) / seconds;
            ratios[k * (size_t)rounds + (size_t)round] = exact * (double)(n * T) / seconds;
        }
    }
    for (size_t k = 0; k < WAYS; k++)
        row(ways[k].what, &r, ways[k].threads, rates + k * (size_t)rounds, ratios + k * (size_t)rounds, rounds);
    printf("filter, groups decided T=%zu\tfloat32\t%d\t1\tshare\t%.6g\tall\t\t1\t\n", T, D, (double)decided / (double)(n / D));
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
    for (size_t T = 100; T <= 10000; T *= 10)
        measure(T, (size_t)1 << log2_steps, rounds);
    return EXIT_SUCCESS;
}
