/* Rows at random, and the touch of them that has no arithmetic. */
#include "bench/bench.h"

#include <stdlib.h>

enum { MOST_TOUCHED = 65536 };

static size_t touched[MOST_TOUCHED];
static char *gradient;

static void fill_table(const sgl_step *step, const measured *m)
{
    size_t stride = sgl_rows_stride(step, m->d);
    sgl_status status;

    gradient = memory + m->rows * stride * dtype_size[m->dtype];
    for (size_t k = 0; k < m->rows; k++)
        for (size_t i = 0; i < m->d; i++)
            if (m->dtype == 0)
                ((float *)memory)[k * stride + i] = (float)small(k + i);
            else
                ((double *)memory)[k * stride + i] = small(k + i);
    for (size_t i = 0; i < m->n; i++)
        if (m->dtype == 0)
            ((float *)gradient)[i] = (float)small(i);
        else
            ((double *)gradient)[i] = small(i);
    status = m->dtype == 0 ? sgl_rows_start_f32((float *)memory, m->rows, m->d, step)
                           : sgl_rows_start_f64((double *)memory, m->rows, m->d, step);
    if (status != SGL_OK)
        die("%s does not start", m->what);
}

/* A random set of distinct rows: steps of an odd stride through a power of two, in an order that the prefetcher does not know. */
void choose_rows(const measured *m, sgl_step *step)
{
    size_t batch = m->n / m->d, mask = m->rows - 1, at = (size_t)rand();

    for (size_t k = 0; k < batch; k++) {
        at = at * 5 + 12345; /* full period modulo a power of two */
        touched[k] = (at * 2654435761U) & mask;
    }
    begin_step(step, m, NULL);
    fill_table(step, m);
}

double time_rows(const measured *m, loop_kind kind, const sgl_step *step, size_t first,
                 size_t count)
{
    size_t part = count / (size_t)m->threads, parts = sgl_rows_stride(step, 1);
    char *g = gradient + first * m->d * dtype_size[m->dtype];
    sgl_status status = SGL_OK;
    double start = now(m->threads);

    if (kind == ROWS)
        status = m->dtype == 0 ? sgl_rows_f32((float *)memory, touched + first, count, (float *)g,
                                              NULL, m->d, step)
                               : sgl_rows_f64((double *)memory, touched + first, count, (double *)g,
                                              NULL, m->d, step);
    else {
#if defined(_OPENMP)
#pragma omp parallel for num_threads(m->threads) schedule(static, 1) if (m->threads > 1)
#endif
        for (int k = 0; k < m->threads; k++)
            loops->touch[m->dtype](memory, touched + first, part * (size_t)k,
                                   part * (size_t)(k + 1), part * (size_t)(k + 1), g, m->d, parts);
    }
    start = now(m->threads) - start;
    if (status != SGL_OK)
        die("%s fails with %d", m->what, (int)status);
    return start;
}
