/* Speed of the judge: weight-steps a second of the filter on each path against the exact path and against MPFR alone, what each rung
 * decides, and how time and memory of assay check grow with a recording on disk. Rounds are interleaved; a ratio is the median over rounds
 * of the ratio within a round. Rows as those of make bench. Recordings are Group Adam (Algorithm 2) in plain float32 and float64, made
 * here.
 *   bench-judge [-p test|quick|full] [-o FILE.tsv] [-a ASSAY -r RECORD-LARGE]      without the latter two no growth; test: every kind of
 *                                                                                row once, in a second */
#include "bench_mpfr.h"
#include "judge/filter.h"
#include "judge/variants.h"

#include <errno.h>
#include <fcntl.h>
#include <fenv.h>
#include <omp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { D = BENCH_D, EXACT_GROUPS = 2, BITS = 256, MOST_ROUNDS = 15 };

/* Weights of eight batches, which two threads share evenly. */
enum { PIECE = 8 * SGL_FILTER_LANES * D };

static FILE *tsv;
static int rounds = 5;
static volatile sig_atomic_t stopped, running; /* a signal came; the program that is waited for */

typedef struct recording {
    void *x, *g; /* [(T + 1) n], [T n] */
    sgl_trace trace;
} recording;

static void die(const char *why)
{
    fprintf(stderr, "bench-judge: %s\n", why);
    exit(EXIT_FAILURE);
}

/* One thread: the processor's time, so that a busy machine counts less; several: the time on the wall. */
static double now(int threads)
{
    struct timespec t;

    clock_gettime(threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
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
    if (r->x == NULL || r->g == NULL)
        die("out of memory");
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
    double begin = now(threads);

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
    return now(threads) - begin;
}

/* Seconds a weight-step on one thread, over the first groups: of the exact path, and of MPFR alone. */
static double exact_some(const recording *r, const sgl_variant *v)
{
    sgl_trace some = r->trace;
    sgl_judge_options options = {.bits = BITS, .max_bits = BITS, .exact = true};
    int threads = omp_get_max_threads();
    sgl_judgement j;
    double begin;

    some.layout.groups = EXACT_GROUPS;
    omp_set_num_threads(1);
    begin = now(1);
    if (sgl_judge(&j, &some, v, SGL_POWERS_EXACT, &options) != SGL_OK || j.diverges)
        die("the recording does not conform");
    begin = now(1) - begin;
    omp_set_num_threads(threads);
    return begin / (double)(EXACT_GROUPS * D * r->trace.steps);
}

static double mpfr_some(const recording *r)
{
    bench_mpfr b;
    double begin, largest = 0;

    bench_mpfr_init(&b, BITS);
    begin = now(1);
    for (size_t k = 0; k < EXACT_GROUPS; k++)
        largest = fmax(largest, bench_mpfr_group(&b, &r->trace, k));
    begin = now(1) - begin;
    bench_mpfr_clear(&b);
    if (!(largest < 1e-4))
        die("MPFR alone computes something else");
    return begin / (double)(EXACT_GROUPS * D * r->trace.steps);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values)
{
    qsort(values, (size_t)rounds, sizeof *values, by_size);
    return values[rounds / 2];
}

/* The columns of bench.tsv; ratios NULL: compared with nothing. Sorts values and ratios. */
static void row(const char *what, sgl_dtype dtype, int threads, const char *unit, double *values, const char *against, double *ratios, size_t n)
{
    double middle = median(values), spread = (values[rounds - 1 - rounds / 4] - values[rounds / 4]) / middle;

    fprintf(tsv, "%s\t%s\t%d\t%d\t%s\t%.6g\t%s\t", what, dtype == SGL_FLOAT32 ? "float32" : "float64", D, threads, unit, middle, against);
    printf("%-38s float%d %d thread%s n=%-11zu %10.4g %s", what, dtype == SGL_FLOAT32 ? 32 : 64, threads, threads > 1 ? "s" : " ", n, middle, unit);
    if (ratios != NULL) {
        fprintf(tsv, "%.4f", median(ratios));
        printf("  %7.1f x %s", ratios[rounds / 2], against);
    }
    fprintf(tsv, "\t%d\t%.4f\t%zu\t0\n", rounds, middle > 0 ? spread : 0, n);
    printf("  +-%.0f %%\n", middle > 0 ? 50 * spread : 0);
}

/* What each rung decides, and that is all of it. */
static void shares(const recording *r, const sgl_variant *v)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 4096};
    sgl_judgement j;
    char what[64];

    if (sgl_judge(&j, &r->trace, v, SGL_POWERS_EXACT, &options) != SGL_OK || j.verdict != SGL_CONFORMS)
        die("the recording does not conform");
    for (int rung = 0; rung < 4; rung++) {
        static const char *const names[] = {"filter", "double-double", "MPFI", "nothing"};
        size_t decided[] = {j.by_filter, j.by_pairs, j.entries - j.by_filter - j.by_pairs - j.unsure, j.unsure};
        double share[MOST_ROUNDS];

        for (int k = 0; k < rounds; k++)
            share[k] = (double)decided[rung] / (double)j.entries;
        snprintf(what, sizeof what, "judge decided by %s T=%zu", names[rung], r->trace.steps);
        row(what, r->trace.dtype, 1, "share", share, "", NULL, j.entries);
    }
}

typedef struct way {
    const char *what;
    sgl_filter_path *path;
    int threads;
} way;

static void measure(sgl_dtype dtype, size_t T, size_t weight_steps)
{
    static const way all[] = {
        {"estimates, AVX-512", sgl_filter_estimates_avx512, 1},  {"estimates, AVX-512", sgl_filter_estimates_avx512, 2},
        {"estimates, AVX2", sgl_filter_estimates_avx2, 1},       {"estimates, portable", sgl_filter_estimates_portable, 1},
        {"first rung, AVX-512", sgl_filter_groups_avx512, 1},    {"first rung, AVX-512", sgl_filter_groups_avx512, 2},
        {"first rung, portable", sgl_filter_groups_portable, 1}, {"second rung, AVX-512", sgl_filter_pairs_avx512, 1},
        {"second rung, AVX-512", sgl_filter_pairs_avx512, 2},    {"second rung, portable", sgl_filter_pairs_portable, 1},
    };
    static const way all64[] = {
        {"estimates, AVX-512", sgl_filter_estimate_pairs_avx512, 1}, {"estimates, AVX-512", sgl_filter_estimate_pairs_avx512, 2},
        {"estimates, AVX2", sgl_filter_estimate_pairs_avx2, 1},      {"estimates, portable", sgl_filter_estimate_pairs_portable, 1},
        {"second rung, AVX-512", sgl_filter_pairs_avx512, 1},        {"second rung, AVX-512", sgl_filter_pairs_avx512, 2},
        {"second rung, portable", sgl_filter_pairs_portable, 1},
    };
    enum { ALL = sizeof all / sizeof *all, ALL64 = sizeof all64 / sizeof *all64 };
    static double rates[ALL][MOST_ROUNDS], exact[ALL][MOST_ROUNDS], plain[ALL][MOST_ROUNDS], again[MOST_ROUNDS];
    const way *ways = dtype == SGL_FLOAT32 ? all : all64;
    size_t count = dtype == SGL_FLOAT32 ? ALL : ALL64, n = (weight_steps / T + PIECE - 1) / PIECE * PIECE, decided[ALL] = {0};
    const sgl_variant *v = &sgl_variant_paper(SGL_ADAM)->variant;
    sgl_filter *f;
    recording r;

    make(&r, dtype, n, T);
    if (sgl_filter_new(&f, &r.trace, v, SGL_POWERS_EXACT, 128) != SGL_OK || f == NULL)
        die("no filter for this recording");
    for (int k = 0; k < rounds; k++) {
        double mpfi = exact_some(&r, v), mpfr = mpfr_some(&r);

        for (size_t w = 0; w < count; w++) {
            rates[w][k] = (double)(n * T) / filter_all(f, ways[w].path, ways[w].threads, &decided[w]);
            exact[w][k] = mpfi * rates[w][k];
            plain[w][k] = mpfr * rates[w][k];
        }
    }
    for (size_t w = 0; w < count; w++) {
        char what[64];

        if (decided[w] == 0)
            continue; /* no such path here */
        snprintf(what, sizeof what, "judge %s T=%zu", ways[w].what, T);
        memcpy(again, rates[w], sizeof again);
        row(what, dtype, ways[w].threads, "weight-steps/s", rates[w], "MPFR 256 bits", plain[w], n * T);
        row(what, dtype, ways[w].threads, "weight-steps/s", again, "MPFI 256 bits", exact[w], n * T);
    }
    shares(&r, v);
    sgl_filter_free(f);
    free(r.x);
    free(r.g);
}

/* Run a program to its end; its standard output goes nowhere. Its largest resident set in MiB, or NAN where it fails. */
static double run(char *const *argv)
{
    struct rusage usage;
    int status = -1;
    pid_t child, ended = -1;

    fflush(NULL); /* what is not yet written would be the child's too */
    child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);

        if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
            execv(argv[0], argv);
        _exit(127);
    }
    running = child;
    while (child > 0 && (ended = wait4(child, &status, 0, &usage)) < 0 && errno == EINTR)
        ;
    running = 0;
    if (child < 0 || ended != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return NAN;
    return (double)usage.ru_maxrss / 1024;
}

static void on_stop(int number)
{
    stopped = 1;
    if (running > 0)
        kill(running, number);
}

/* One recording of n weights, made, judged, removed again. False where a program fails, or is stopped. */
static bool growth_at(size_t n, const char *path, char *assay, char *recorder)
{
    static double rates[MOST_ROUNDS], memory[MOST_ROUNDS];
    char weights[32], clean[300], *const make_it[] = {recorder, (char *)path, weights, (char *)"1000", NULL};
    char *const check_it[] = {assay, (char *)"check", (char *)"--format", (char *)"json", (char *)path, NULL};
    bool good;

    snprintf(weights, sizeof weights, "%zu", n);
    snprintf(clean, sizeof clean, "rm -rf %s", path);
    good = !stopped && !isnan(run(make_it));
    for (int k = 0; k < rounds && good && !stopped; k++) {
        double begin = now(2);

        memory[k] = run(check_it);
        rates[k] = (double)n * 1000 / (now(2) - begin);
        good = !isnan(memory[k]);
    }
    good = system(clean) == 0 && good && !stopped;
    if (good) {
        row("assay check growth", SGL_FLOAT32, omp_get_max_threads(), "weight-steps/s", rates, "", NULL, n * 1000);
        row("assay check peak memory", SGL_FLOAT32, omp_get_max_threads(), "MiB", memory, "", NULL, n * 1000);
    }
    return good;
}

/* assay check on recordings of 1000 steps on disk: reading, checking the numbers, and three ways of taking beta^t. A signal stops it and
 * what it waits for, and no recording is left. They lie beside out. */
static void growth(char *assay, char *recorder, const char *out, double most)
{
    const struct sigaction stop = {.sa_handler = on_stop};
    char folder[256], path[sizeof folder + 16];
    const int kept = rounds;
    bool good = true;

    if (snprintf(folder, sizeof folder, "%s.XXXXXX", out != NULL ? out : "bench-judge") >= (int)sizeof folder || mkdtemp(folder) == NULL)
        die("no folder for recordings");
    snprintf(path, sizeof path, "%s/recording", folder);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGTERM, &stop, NULL);
    rounds = rounds < 3 ? rounds : 3;
    for (double size = 1e5; size <= 1.01 * most && good; size *= 10)
        good = growth_at((size_t)(size / 1000 + D - 1) / D * D, path, assay, recorder);
    rmdir(folder);
    rounds = kept;
    if (!good)
        die(stopped ? "stopped" : "a recording is not made, or not judged to conform");
}

int main(int argc, char **argv)
{
    char *assay = NULL, *recorder = NULL;
    const char *out = NULL;
    bool full = false, test = false;
    int option;

    while ((option = getopt(argc, argv, "p:o:a:r:")) != -1)
        switch (option) {
        case 'p':
            full = strcmp(optarg, "full") == 0;
            test = strcmp(optarg, "test") == 0;
            break;
        case 'o':
            out = optarg;
            break;
        case 'a':
            assay = optarg;
            break;
        case 'r':
            recorder = optarg;
            break;
        default:
            die("usage: bench-judge [-p test|quick|full] [-o FILE] [-a ASSAY -r RECORD-LARGE]");
        }
    tsv = out != NULL ? fopen(out, "w") : tmpfile();
    if (tsv == NULL)
        die("the table cannot be written");
    rounds = full ? 9 : test ? 1 : 5;
    fprintf(tsv, "what\tdtype\td\tthreads\tunit\tvalue\tagainst\tratio\trounds\tspread\tn\tGB/s\n");
    /* First: a child's largest resident set counts what its parent had at the fork. */
    if (assay != NULL && recorder != NULL)
        growth(assay, recorder, out, full ? 1e9 : test ? 1e5 : 1e8);
    for (int dtype = SGL_FLOAT32; dtype <= SGL_FLOAT64; dtype++)
        for (size_t T = 100; T <= (test ? 100 : 10000); T *= 10)
            measure((sgl_dtype)dtype, T, (size_t)1 << (full ? 23 : test ? 14 : 20));
    if (fclose(tsv) != 0)
        die("the table cannot be written");
    return EXIT_SUCCESS;
}
