/* Times one call of a kernel, or of the loop it is measured against. */
#include "bench/bench.h"

#include <stdlib.h>
#include <time.h>
#if defined(_OPENMP)
#include <omp.h>
#endif

static const sgl_loops *loops;
static sgl_path path;

const char *choose_path(void)
{
    for (path = SGL_PATH_AVX512; !sgl_path_available(path);)
        path--;
    loops = path == SGL_PATH_AVX512 ? sgl_loops_avx512()
            : path == SGL_PATH_AVX2 ? sgl_loops_avx2()
                                    : sgl_loops_portable();
    return sgl_path_name(path);
}

double now(int threads)
{
    struct timespec t;

    clock_gettime(threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
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

enum { MOST_TOUCHED = 65536 };

static size_t touched[MOST_TOUCHED];

/* A random set of distinct rows: steps of an odd stride through a power of two, in an order that the prefetcher does not know. */
void choose_rows(const measured *m)
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

double time_kind(const measured *m, loop_kind kind, void *const *arrays)
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
