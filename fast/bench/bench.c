/* make bench: every kernel against what memory allows, in interleaved rounds, so that whatever else the machine does falls on
 * all alike. Each case runs right after what it is compared with; the ratio is the median over rounds of the ratio within
 * a round. usage: bench [-p quick|full] [-o FILE.tsv] [-y PYTHON OTHERS.PY] [WORD: only cases that contain it] */
#include "bench/loops.h"
#include "sgl_fast.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if defined(_OPENMP)
#include <omp.h>
#endif

enum { ARRAYS = 7, MOST_ROUNDS = 31, MOST_CASES = 256 };

static const char *const dtype_name[2] = {"float32", "float64"};
static const size_t dtype_size[2] = {4, 8};
static const sgl_loops *loops;
static sgl_path path;

static void die(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fprintf(stderr, "bench: ");
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    exit(EXIT_FAILURE);
}

/* One thread: the processor's time, so that a busy machine counts less; several: the time on the wall. */
static double now(int threads)
{
    struct timespec t;

    clock_gettime(threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- memory: one piece, large pages where the system gives them, arrays a few lines off each other's pages */

static char *memory;
static size_t memory_bytes;

static void get_memory(size_t bytes)
{
    const size_t page = (size_t)1 << 21;

    memory_bytes = (bytes + 2 * page) / page * page;
    memory = aligned_alloc(page, memory_bytes);
    if (memory == NULL)
        die("no %zu MB of memory", memory_bytes >> 20);
#if defined(MADV_HUGEPAGE)
    madvise(memory, memory_bytes, MADV_HUGEPAGE);
#endif
    memset(memory, 0, memory_bytes);
}

static void lay_out(void *arrays[ARRAYS], size_t n, int dtype)
{
    size_t stride = (n * dtype_size[dtype] + 63) / 64 * 64 + 5 * 64;

    for (size_t k = 0; k < ARRAYS; k++)
        arrays[k] = k < 4 || memory_bytes > (k + 1) * stride ? memory + k * stride : memory;
    /* with few arrays in use, g and the Hessian lie behind them */
}

static double small(size_t i)
{
    return (double)((i * 2654435761U) % 2001) / 1000 - 1;
}

static void fill(void *const *arrays, size_t n, int dtype)
{
    for (size_t k = 0; k < ARRAYS; k++)
        for (size_t i = 0; i < n; i++) {
            double value = k == 0 || k == 5 || k == 6 ? small(i + 7 * k) : 0;

            if (dtype == 0)
                ((float *)arrays[k])[i] = (float)value;
            else
                ((double *)arrays[k])[i] = value;
        }
}

/* ---- cases */

typedef enum loop_kind { DENSE, STREAMS, TRIAD, ADAM_LOOP, NAIVE, ROWS, TOUCH, OTHER } loop_kind;

typedef struct method {
    const char *name;
    sgl_variant variant;
    int lambdas, rw, ro;
} method;

static const method methods[] = {
    {"group_adam", {.optimizer = SGL_ADAM}, 1, 4, 1},
    {"adam", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE}, 0, 3, 1},
    {"group_adam_exact", {.optimizer = SGL_ADAM, .norm = SGL_NORM_EXACT}, 1, 4, 1},
    {"group_sgd", {.optimizer = SGL_SGD}, 1, 2, 1},
    {"group_momentum", {.optimizer = SGL_MOMENTUM}, 1, 3, 1},
    {"group_adagrad",
     {.optimizer = SGL_ADAGRAD,
      .epsilon = SGL_EPSILON_INITIAL,
      .accumulate_times = 1,
      .power = 0.5},
     1,
     3,
     1},
    {"group_amsgrad", {.optimizer = SGL_AMSGRAD, .maximum = SGL_MAXIMUM_SEPARATE}, 1, 5, 1},
    {"group_adahessian", {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_HESSIAN}, 1, 4, 2},
};

typedef struct measured {
    char what[64], against[64];
    loop_kind kind, base; /* base: what it is compared with; the same kind: nothing */
    const method *method;
    int dtype, threads, repeat;
    size_t d, n, rows; /* n: weights a call steps; rows: of the table */
    double bytes;      /* a weight's traffic */
    const char *other; /* OTHER: its name */
    double seconds[MOST_ROUNDS], base_seconds[MOST_ROUNDS];
} measured;

static measured cases[MOST_CASES];
static size_t count;
static const char *only;

static measured *add(loop_kind kind, const char *what)
{
    measured *m = &cases[count];

    if ((only != NULL && strstr(what, only) == NULL) || count + 1 == MOST_CASES) {
        m = &cases[MOST_CASES - 1]; /* not wanted */
    } else {
        count++;
    }
    *m = (measured){.kind = kind, .base = kind, .d = 16, .threads = 1, .repeat = 1};
    snprintf(m->what, sizeof m->what, "%s", what);
    return m;
}

static sgl_arrays_f32 arrays_f32(void *const *a)
{
    return (sgl_arrays_f32){a[0], a[1], a[2], a[4], a[3]};
}

static sgl_arrays_f64 arrays_f64(void *const *a)
{
    return (sgl_arrays_f64){a[0], a[1], a[2], a[4], a[3]};
}

static void begin_step(sgl_step *step, const measured *m, void *const *arrays)
{
    sgl_hyperparameters h = {
        .alpha = 1e-3, .beta1 = 0.9, .beta2 = 0.999, .gamma = 0.9, .epsilon = 1e-8};
    sgl_status status;

    if (m->method->lambdas) {
        h.lambda1 = h.lambda21 = 1e-3;
        h.lambda2 = 1e-5;
    }
    status = sgl_step_begin(step, &m->method->variant, &h);
    if (status == SGL_OK && arrays != NULL && m->dtype == 0) {
        sgl_arrays_f32 a = arrays_f32(arrays);

        status = sgl_dense_start_f32(&a, m->n, step);
    } else if (status == SGL_OK && arrays != NULL) {
        sgl_arrays_f64 a = arrays_f64(arrays);

        status = sgl_dense_start_f64(&a, m->n, step);
    }
    if (status != SGL_OK || sgl_step_next(step, h.alpha) != SGL_OK)
        die("%s does not begin", m->what);
    step->path = path;
    step->threads = m->threads;
}

static double time_dense(const measured *m, void *const *arrays)
{
    sgl_layout layout = {m->n, m->n / m->d, m->d, NULL};
    sgl_arrays_f32 a32 = arrays_f32(arrays);
    sgl_arrays_f64 a64 = arrays_f64(arrays);
    sgl_status status = SGL_OK;
    sgl_step step;
    double start;

    begin_step(&step, m, arrays);
    start = now(m->threads);
    for (int k = 0; k < m->repeat && status == SGL_OK; k++)
        status = m->dtype == 0 ? sgl_dense_f32(&a32, arrays[5], arrays[6], &layout, &step)
                               : sgl_dense_f64(&a64, arrays[5], arrays[6], &layout, &step);
    start = now(m->threads) - start;
    if (status != SGL_OK)
        die("%s fails with %d", m->what, (int)status);
    return start;
}

/* A plain loop over n entries, cut among threads. */
static double time_loop(const measured *m, loop_kind kind, void *const *arrays)
{
    size_t part = m->n / (size_t)m->threads / m->d * m->d;
    double start = now(m->threads);

    for (int r = 0; r < m->repeat; r++) {
#if defined(_OPENMP)
#pragma omp parallel for num_threads(m->threads) schedule(static, 1) if (m->threads > 1)
#endif
        for (int k = 0; k < m->threads; k++) {
            size_t begin = part * (size_t)k, end = k + 1 == m->threads ? m->n : begin + part;

            if (kind == STREAMS)
                loops->streams[m->dtype](arrays, m->method->rw, m->method->ro, begin, end);
            else if (kind == TRIAD)
                loops->triad[m->dtype](arrays, begin, end);
            else if (kind == ADAM_LOOP)
                loops->adam[m->dtype](arrays, begin, end);
            else
                loops->naive[m->dtype](arrays, begin, end, m->d);
        }
    }
    return now(m->threads) - start;
}

static size_t *touched;

/* A random set of distinct rows: steps of an odd stride through a power of two, in an order that the prefetcher does not know. */
static void choose_rows(const measured *m)
{
    size_t batch = m->n / m->d, mask = m->rows - 1, at = (size_t)rand();

    for (size_t k = 0; k < batch; k++) {
        at = at * 5 + 12345; /* full period modulo a power of two */
        touched[k] = (at * 2654435761U) & mask;
    }
}

static void fill_table(const sgl_step *step, const measured *m, char *gradient)
{
    size_t stride = sgl_rows_stride(step, m->d), batch = m->n;
    sgl_status status;

    for (size_t k = 0; k < m->rows; k++)
        for (size_t i = 0; i < m->d; i++)
            if (m->dtype == 0)
                ((float *)memory)[k * stride + i] = (float)small(k + i);
            else
                ((double *)memory)[k * stride + i] = small(k + i);
    for (size_t i = 0; i < batch; i++)
        if (m->dtype == 0)
            ((float *)gradient)[i] = (float)small(i);
        else
            ((double *)gradient)[i] = small(i);
    status = m->dtype == 0 ? sgl_rows_start_f32((float *)memory, m->rows, m->d, step)
                           : sgl_rows_start_f64((double *)memory, m->rows, m->d, step);
    if (status != SGL_OK)
        die("%s does not start", m->what);
}

static double time_rows(const measured *m, loop_kind kind)
{
    size_t batch = m->n / m->d, parts, part;
    char *gradient;
    sgl_status status = SGL_OK;
    sgl_step step;
    double start;

    begin_step(&step, m, NULL);
    parts = sgl_rows_stride(&step, 1);
    gradient = memory + m->rows * parts * m->d * dtype_size[m->dtype];
    fill_table(&step, m, gradient);
    part = batch / (size_t)m->threads;
    start = now(m->threads);
    if (kind == ROWS)
        status = m->dtype == 0 ? sgl_rows_f32((float *)memory, touched, batch, (float *)gradient,
                                              NULL, m->d, &step)
                               : sgl_rows_f64((double *)memory, touched, batch, (double *)gradient,
                                              NULL, m->d, &step);
    else {
#if defined(_OPENMP)
#pragma omp parallel for num_threads(m->threads) schedule(static, 1) if (m->threads > 1)
#endif
        for (int k = 0; k < m->threads; k++)
            loops->touch[m->dtype](memory, touched, part * (size_t)k, part * (size_t)(k + 1), batch,
                                   gradient, m->d, parts);
    }
    start = now(m->threads) - start;
    if (status != SGL_OK)
        die("%s fails with %d", m->what, (int)status);
    return start;
}

/* ---- programs of others, in one process that waits for orders */

static FILE *orders, *answers;
static char others[512];

static void start_others(const char *python, const char *script)
{
    int to[2], from[2];
    pid_t child;

    if (pipe(to) != 0 || pipe(from) != 0 || (child = fork()) < 0)
        die("no process for %s", script);
    if (child == 0) {
        dup2(to[0], 0);
        dup2(from[1], 1);
        close(to[1]);
        close(from[0]);
        execlp(python, python, script, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    orders = fdopen(to[1], "w");
    answers = fdopen(from[0], "r");
    fprintf(orders, "list\n");
    fflush(orders);
    if (fgets(others, sizeof others, answers) == NULL)
        others[0] = 0;
    others[strcspn(others, "\n")] = 0;
}

static double time_other(const measured *m)
{
    double seconds = NAN;

    fprintf(orders, "%s\t%zu\t%d\n", m->other, m->n, m->threads);
    fflush(orders);
    if (fscanf(answers, "%lf", &seconds) != 1)
        die("%s gives no time", m->other);
    return seconds;
}

/* ---- rounds and results */

static double time_kind(const measured *m, loop_kind kind, void *const *arrays)
{
    switch (kind) {
    case DENSE:
        return time_dense(m, arrays);
    case ROWS:
    case TOUCH:
        return time_rows(m, kind);
    case OTHER:
        return time_other(m);
    default:
        return time_loop(m, kind, arrays);
    }
}

/* What memory holds now. */
static size_t filled_n;
static int filled_dtype;

static void run_case(measured *m, int round)
{
    void *arrays[ARRAYS];

    if (m->kind == ROWS) {
        choose_rows(m);
        filled_n = 0;
    } else {
        lay_out(arrays, m->n, m->dtype);
        if (filled_n != m->n || filled_dtype != m->dtype) /* every start sets m, v and y anew */
            fill(arrays, m->n, m->dtype);
        filled_n = m->n;
        filled_dtype = m->dtype;
    }
    if (m->kind == OTHER) { /* the kernel is what it is compared with: ratio = its time / ours */
        m->base_seconds[round] = time_dense(m, arrays);
        m->seconds[round] = time_other(m);
        return;
    }
    if (m->base != m->kind)
        m->base_seconds[round] = time_kind(m, m->base, arrays);
    m->seconds[round] = time_kind(m, m->kind, arrays);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static void report(FILE *tsv, measured *m, int rounds)
{
    double ratio[MOST_ROUNDS], work = (double)m->n * m->repeat, median, spread;
    bool gigabytes = m->bytes > 0;

    for (int r = 0; r < rounds; r++)
        ratio[r] = m->base_seconds[r] / m->seconds[r];
    qsort(ratio, (size_t)rounds, sizeof *ratio, ascending);
    qsort(m->seconds, (size_t)rounds, sizeof *m->seconds, ascending);
    median = work / m->seconds[rounds / 2] / 1e9;
    spread =
        (m->seconds[rounds - 1 - rounds / 4] - m->seconds[rounds / 4]) / m->seconds[rounds / 2];
    printf("%-36s %-8s d=%-3zu %d thread%s n=%-10zu %8.3f G/s", m->what, dtype_name[m->dtype], m->d,
           m->threads, m->threads > 1 ? "s" : " ", m->n, median);
    if (gigabytes)
        printf(" %7.1f GB/s", median * m->bytes);
    else
        printf("%13s", "");
    if (m->base != m->kind)
        printf("  %6.3f x %s", ratio[rounds / 2], m->against);
    printf("  +-%.0f %%\n", 50 * spread);
    fprintf(tsv, "%s\t%s\t%zu\t%d\tGelements/s\t%.6g\t%s\t", m->what, dtype_name[m->dtype], m->d,
            m->threads, median, m->base != m->kind ? m->against : "");
    if (m->base != m->kind)
        fprintf(tsv, "%.4f", ratio[rounds / 2]);
    fprintf(tsv, "\t%d\t%.4f\t%zu\t%.6g\n", rounds, spread, m->n,
            gigabytes ? median * m->bytes : 0);
}

/* ---- what is measured */

static void dense_case(const char *where, const method *which, int dtype, size_t d, int threads,
                       size_t n, int repeat)
{
    char what[64];
    measured *m;

    snprintf(what, sizeof what, "%s dense %s", which->name, where);
    m = add(DENSE, what);
    m->method = which;
    m->dtype = dtype;
    m->d = d;
    m->threads = threads;
    m->n = n / 640 * 640 / d * d;
    m->repeat = repeat;
    m->bytes = (double)(2 * which->rw + which->ro) * (double)dtype_size[dtype];
    if (strcmp(where, "DRAM") == 0) {
        m->base = STREAMS;
        snprintf(m->against, sizeof m->against, "no-arithmetic loop");
    } else if (strcmp(where, "L2") == 0) {
        m->bytes = 0;
        m->base = ADAM_LOOP;
        snprintf(m->against, sizeof m->against, "plain fused Adam");
    }
}

static void list_cases(bool full, int most_threads)
{
    static const size_t sizes[] = {1, 4, 8, 10, 16, 32, 64};
    const size_t dram = full ? 96000000 : 16000000, rows = full ? 1 << 20 : 1 << 19;

    for (int threads = 1; threads <= most_threads;
         threads += most_threads > 1 ? most_threads - 1 : 1)
        for (int dtype = 0; dtype < 2; dtype++) {
            measured *m = add(TRIAD, "STREAM triad");

            m->dtype = dtype;
            m->threads = threads;
            m->n = dram / (size_t)(1 + dtype);
            m->bytes = 3.0 * (double)dtype_size[dtype];
            for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
                dense_case("DRAM", &methods[0], dtype, sizes[k], threads,
                           dram / (size_t)(1 + dtype), 1);
            for (size_t k = 1; k < sizeof methods / sizeof *methods; k++)
                dense_case("DRAM", &methods[k], dtype, 16, threads, dram / (size_t)(1 + dtype), 1);
            m = add(ROWS, "group_adam rows DRAM");
            m->method = &methods[0];
            m->dtype = dtype;
            m->threads = threads;
            m->rows = rows;
            m->n = (size_t)65536 * 16;
            m->bytes = 9.0 * (double)dtype_size[dtype];
            m->base = TOUCH;
            snprintf(m->against, sizeof m->against, "random touch");
        }
    for (int dtype = 0; dtype < 2; dtype++) {
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
            dense_case("L2", &methods[0], dtype, sizes[k], 1, 40960 / (size_t)(1 + dtype), 100);
        dense_case("L2", &methods[1], dtype, 16, 1, 40960 / (size_t)(1 + dtype), 100);
    }
    for (int threads = 1; threads <= most_threads;
         threads += most_threads > 1 ? most_threads - 1 : 1)
        for (double n = 1e3; n <= (full ? 1e8 : 1e7); n *= sqrt(10))
            dense_case("growth", &methods[0], 0, 16, threads, (size_t)n,
                       n < 1e6 ? (int)(1e6 / n) : 1);
    for (int dtype = 0; dtype < 2; dtype++) {
        measured *m = add(NAIVE, "naive C Group Adam DRAM");

        m->method = &methods[0];
        m->dtype = dtype;
        m->n = dram / (size_t)(1 + dtype);
        m->base = DENSE;
        snprintf(m->against, sizeof m->against, "group_adam dense");
    }
    for (char *name = strtok(others, "\t"); name != NULL; name = strtok(NULL, "\t"))
        for (int threads = 1; threads <= most_threads;
             threads += most_threads > 1 ? most_threads - 1 : 1) {
            bool adam = strncmp(name, "torch", 5) == 0;
            measured *m = add(OTHER, name);

            m->method = &methods[adam ? 1 : 0];
            m->threads = threads;
            m->n = 4000000;
            m->other = name;
            m->base = DENSE;
            snprintf(m->against, sizeof m->against, adam ? "adam dense" : "group_adam dense");
        }
}

int main(int argc, char **argv)
{
    const char *python = NULL, *script = NULL, *out = NULL;
    bool full = false;
    int rounds, most_threads = 1, option;
    FILE *tsv;

    while ((option = getopt(argc, argv, "p:o:y:s:")) != -1)
        switch (option) {
        case 'p':
            full = strcmp(optarg, "full") == 0;
            break;
        case 'o':
            out = optarg;
            break;
        case 'y':
            python = optarg;
            break;
        case 's':
            script = optarg;
            break;
        default:
            die("usage: bench [-p quick|full] [-o FILE] [-y PYTHON -s OTHERS.py] [WORD]");
        }
    only = optind < argc ? argv[optind] : NULL;
    for (path = SGL_PATH_AVX512; !sgl_path_available(path);)
        path--;
    loops = path == SGL_PATH_AVX512 ? sgl_loops_avx512()
            : path == SGL_PATH_AVX2 ? sgl_loops_avx2()
                                    : sgl_loops_portable();
#if defined(_OPENMP)
    most_threads = omp_get_max_threads();
#endif
    if (python != NULL && script != NULL)
        start_others(python, script);
    if (others[0] == 0)
        printf("SKIPPED: neither torch nor numpy for %s; install python3-torch and python3-numpy "
               "to compare with them\n",
               python != NULL ? python : "python3");
    rounds = full ? 15 : 9;
    list_cases(full, most_threads);
    get_memory(full ? (size_t)7 * 4 * 101000000 : (size_t)7 * 4 * 17000000);
    touched = malloc(65536 * sizeof *touched);
    if (touched == NULL)
        die("out of memory");
    for (int r = 0; r < rounds; r++)
        for (size_t k = 0; k < count; k++) {
            if (isatty(2))
                fprintf(stderr, "\rround %d of %d, case %zu of %zu ", r + 1, rounds, k + 1, count);
            run_case(&cases[k], r);
        }
    if (isatty(2))
        fprintf(stderr, "\r%60s\r", "");
    tsv = out != NULL ? fopen(out, "w") : tmpfile();
    if (tsv == NULL)
        die("cannot write %s", out != NULL ? out : "a temporary file");
    fprintf(tsv, "what\tdtype\td\tthreads\tunit\tvalue\tagainst\tratio\trounds\tspread\tn\tGB/s\n");
    printf("path %s, %d rounds, medians; spread is half the distance of the quartiles\n",
           sgl_path_name(path), rounds);
    for (size_t k = 0; k < count; k++)
        report(tsv, &cases[k], rounds);
    if (fclose(tsv) != 0)
        die("cannot write %s", out != NULL ? out : "a temporary file");
    free(touched);
    free(memory);
    return EXIT_SUCCESS;
}
