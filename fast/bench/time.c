/* Times one call of a kernel, or of the loop it is measured against. */
#include "bench/bench.h"

#include <time.h>
#if defined(_OPENMP)
#include <omp.h>
#endif

const sgl_loops *loops;
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

void begin_step(sgl_step *step, const measured *m, void *const *arrays)
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

/* n entries from begin on. */
static sgl_status step_span(const measured *m, void *const *arrays, const sgl_step *step,
                            size_t begin, size_t n)
{
    sgl_layout layout = {n, n / m->d, m->d, NULL};
    size_t at = begin * dtype_size[m->dtype];
    void *moved[ARRAYS];
    sgl_arrays_f32 a32;
    sgl_arrays_f64 a64;

    for (int k = 0; k < ARRAYS; k++)
        moved[k] = (char *)arrays[k] + at;
    a32 = arrays_f32(moved);
    a64 = arrays_f64(moved);
    return m->dtype == 0 ? sgl_dense_f32(&a32, moved[5], moved[6], &layout, step)
                         : sgl_dense_f64(&a64, moved[5], moved[6], &layout, step);
}

/* A plain loop over them, cut among threads. */
static void loop_span(const measured *m, loop_kind kind, void *const *arrays, size_t first,
                      size_t n)
{
    size_t part = n / (size_t)m->threads / m->d * m->d;

#if defined(_OPENMP)
#pragma omp parallel for num_threads(m->threads) schedule(static, 1) if (m->threads > 1)
#endif
    for (int k = 0; k < m->threads; k++) {
        size_t begin = first + part * (size_t)k;
        size_t end = k + 1 == m->threads ? first + n : begin + part;

        if (kind == STREAMS)
            loops->streams[m->dtype](arrays, m->method->rw, m->method->ro, begin, end);
        else if (kind == PLAIN)
            loops->plain[m->dtype](arrays, begin, end);
        else if (kind == TRIAD)
            loops->triad[m->dtype](arrays, begin, end);
        else if (kind == ADAM_LOOP)
            loops->adam[m->dtype](arrays, begin, end);
        else
            loops->naive[m->dtype](arrays, begin, end, m->d);
    }
}

double time_span(const measured *m, loop_kind kind, void *const *arrays, const sgl_step *step,
                 size_t begin, size_t n)
{
    sgl_status status = SGL_OK;
    double start = now(m->threads);

    for (int r = 0; r < m->repeat && status == SGL_OK; r++)
        if (kind == DENSE)
            status = step_span(m, arrays, step, begin, n);
        else
            loop_span(m, kind, arrays, begin, n);
    start = now(m->threads) - start;
    if (status != SGL_OK)
        die("%s fails with %d", m->what, (int)status);
    return start;
}

double time_kind(const measured *m, loop_kind kind, void *const *arrays)
{
    sgl_step step;

    if (kind == OTHER)
        return time_other(m);
    if (kind == DENSE)
        begin_step(&step, m, arrays);
    return time_span(m, kind, arrays, &step, 0, m->n);
}
