/* What is measured. */
#include "bench/bench.h"

#include <math.h>
#include <string.h>

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

static measured cases[MOST_CASES];
static size_t cases_listed;
static const char *wanted;

static measured *add(loop_kind kind, const char *what)
{
    measured *m = &cases[cases_listed];

    if ((wanted != NULL && strstr(what, wanted) == NULL) || cases_listed + 1 == MOST_CASES) {
        m = &cases[MOST_CASES - 1]; /* not wanted */
    } else {
        cases_listed++;
    }
    *m = (measured){.kind = kind, .base = kind, .d = 16, .threads = 1, .repeat = 1};
    snprintf(m->what, sizeof m->what, "%s", what);
    return m;
}

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
    m->n = n < 640000 ? n / d * d : n / 640 * 640; /* a multiple of every d */
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

measured *list_cases(bool full, int most_threads, const char *only, char *others, size_t *count)
{
    static const size_t sizes[] = {1, 4, 8, 10, 16, 32, 64};
    const size_t dram = full ? 96000000 : 16000000, rows = full ? 1 << 20 : 1 << 19;

    wanted = only;
    for (int threads = 1; threads <= most_threads;
         threads += most_threads > 1 ? most_threads - 1 : 1)
        for (int dtype = 0; dtype < 2; dtype++) {
            measured *m = add(TRIAD, "STREAM triad");

            m->dtype = dtype;
            m->threads = threads;
            m->n = dram / (size_t)(1 + dtype);
            m->bytes = 3.0 * (double)dtype_size[dtype];
            m = add(PLAIN, "the same loop in plain C DRAM");
            m->method = &methods[0];
            m->dtype = dtype;
            m->threads = threads;
            m->n = dram / (size_t)(1 + dtype) / 640 * 640;
            m->bytes = 9.0 * (double)dtype_size[dtype];
            m->base = STREAMS;
            snprintf(m->against, sizeof m->against, "no-arithmetic loop");
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
    *count = cases_listed;
    return cases;
}
