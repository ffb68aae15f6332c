#include "embedding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t place_of(const embedding *e, unsigned part)
{
    size_t arrays = 1;

    for (unsigned p = 1; p < part; p <<= 1)
        arrays += (e->step.parts & p) != 0;
    return arrays * e->d;
}

static void start_row(embedding *e, size_t row)
{
    float *x = e->table + row * e->stride, *v = x + place_of(e, SGL_PART_V);

    memset(x, 0, e->stride * sizeof *x);
    for (size_t k = 0; k < e->d; k++) {
        x[k] = (float)(e->init_sd * rng_normal(&e->rng));
        v[k] = (float)e->start_v;
    }
    e->alive[row] = 1;
}

bool embedding_new(embedding *e, size_t rows, size_t d, size_t batch_features,
                   const sgl_variant *variant, const sgl_hyperparameters *hyper, double start_v,
                   double init_sd, uint64_t seed)
{
    memset(e, 0, sizeof *e);
    if (sgl_step_begin(&e->step, variant, hyper) != SGL_OK)
        return false;
    e->step.threads = 1; /* runs are spread over threads, not their rows */
    e->rows = rows;
    e->d = d;
    e->stride = sgl_rows_stride(&e->step, d);
    e->start_v = start_v;
    e->init_sd = init_sd;
    e->table = malloc(rows * e->stride * sizeof *e->table);
    e->alive = calloc(rows, 1);
    e->touched = calloc(batch_features, sizeof *e->touched);
    e->gradient = calloc(batch_features * d, sizeof *e->gradient);
    e->slot = malloc(rows * sizeof *e->slot);
    if (!e->table || !e->alive || !e->touched || !e->gradient || !e->slot) {
        embedding_free(e);
        return false;
    }
    rng_seed(&e->rng, seed);
    for (size_t row = 0; row < rows; row++)
        start_row(e, row);
    memset(e->slot, 0xff, rows * sizeof *e->slot);
    return true;
}

void embedding_free(embedding *e)
{
    free(e->table);
    free(e->alive);
    free(e->touched);
    free(e->gradient);
    free(e->slot);
    memset(e, 0, sizeof *e);
}

typedef struct saved_state {
    sgl_step step;
    rng rng;
} saved_state;

/* One block: state, table, alive. */
float *embedding_save(const embedding *e)
{
    size_t table = e->rows * e->stride * sizeof *e->table;
    char *block = malloc(sizeof(saved_state) + table + e->rows);

    if (!block)
        return NULL;
    memcpy(block, &(saved_state){e->step, e->rng}, sizeof(saved_state));
    memcpy(block + sizeof(saved_state), e->table, table);
    memcpy(block + sizeof(saved_state) + table, e->alive, e->rows);
    return (float *)(void *)block;
}

void embedding_restore(embedding *e, const float *saved)
{
    size_t table = e->rows * e->stride * sizeof *e->table;
    const char *at = (const char *)saved;
    saved_state state;

    memcpy(&state, at, sizeof state);
    e->step = state.step;
    e->rng = state.rng;
    memcpy(e->table, at + sizeof state, table);
    memcpy(e->alive, at + sizeof state + table, e->rows);
}

void embedding_revive(embedding *e, const uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!e->alive[ids[i]])
            start_row(e, ids[i]);
}

void embedding_gather(float *out, const embedding *e, const uint32_t *ids, size_t n,
                      const unsigned char *visible)
{
    for (size_t i = 0; i < n; i++)
        if (visible && (!visible[ids[i]] || !e->alive[ids[i]]))
            memset(out + i * e->d, 0, e->d * sizeof *out);
        else
            memcpy(out + i * e->d, e->table + ids[i] * e->stride, e->d * sizeof *out);
}

bool embedding_step(embedding *e, const float *d_out, const uint32_t *ids, size_t n)
{
    sgl_status status = sgl_step_next(&e->step, e->step.hyper.alpha);

    e->count = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t *slot = &e->slot[ids[i]];
        if (*slot == UINT32_MAX) {
            *slot = (uint32_t)e->count;
            e->touched[e->count++] = ids[i];
            memset(e->gradient + *slot * e->d, 0, e->d * sizeof *e->gradient);
        }
        for (size_t k = 0; k < e->d; k++)
            e->gradient[*slot * e->d + k] += d_out[i * e->d + k];
    }
    for (size_t j = 0; j < e->count; j++)
        e->slot[e->touched[j]] = UINT32_MAX;
    if (status == SGL_OK)
        status = sgl_rows_f32(e->table, e->touched, e->count, e->gradient, NULL, e->d, &e->step);
    return status == SGL_OK;
}

static double norm2(const embedding *e, size_t row)
{
    const float *x = e->table + row * e->stride;
    double sum = 0;

    for (size_t k = 0; k < e->d; k++)
        sum += (double)x[k] * x[k];
    return sum;
}

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

bool embedding_prune(embedding *e, const unsigned char *visible, size_t keep)
{
    double *norms = malloc(e->rows * sizeof *norms), least = -1;
    size_t n = 0;

    if (!norms)
        return false;
    for (size_t row = 0; row < e->rows; row++)
        if (visible[row] && e->alive[row])
            norms[n++] = norm2(e, row);
    qsort(norms, n, sizeof *norms, descending);
    if (keep < n)
        least = keep ? norms[keep - 1] : INFINITY;
    for (size_t row = 0; row < e->rows; row++)
        e->alive[row] = visible[row] && e->alive[row] && norm2(e, row) >= least;
    free(norms);
    return true;
}

void embedding_count(size_t *rows, size_t *weights, const embedding *e,
                     const unsigned char *visible)
{
    *rows = *weights = 0;
    for (size_t row = 0; row < e->rows; row++) {
        size_t alive = 0;
        if (!visible[row] || !e->alive[row])
            continue;
        for (size_t k = 0; k < e->d; k++)
            alive += e->table[row * e->stride + k] != 0;
        *weights += alive;
        *rows += alive > 0;
    }
}
