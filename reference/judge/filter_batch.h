/* The groups that are walked together, and what was found of each so far. */
#ifndef SGL_FILTER_BATCH_H
#define SGL_FILTER_BATCH_H

#include "judge/filter_entry.h"

/* The largest ratio and so on of each lane, as intervals. */
typedef struct largest {
    V low, high;
} largest;

typedef struct batch {
    const sgl_filter *filter;
    const sgl_filter_size *size;
    const sgl_filter_probe *probe;
    size_t first, count;
    size_t from; /* the first row that the arrays hold */
    long long begin[LANES]; /* of each lane's group */
    entry *entries;
    M decided; /* nothing has left this lane to another rung yet */
    M deviates;
    M touched; /* by this step */
    M without; /* epsilon never enters W^z: met later than at t = 1 */
    largest ratio, late, ulp;
    V agree, undecided, vacuous;
    V slack, wide, narrow; /* of estimates: D of filter_estimate_dual.h, 1 + 32 D, 1 - 32 D */
} batch;

/* Entry i of each lane's group at a row. */
INLINE V load(const sgl_npy *npy, const batch *b, size_t row, size_t i)
{
    const size_t base = (row - b->from) * b->filter->trace->layout.size + i;

    return npy->type == SGL_NPY_F4 ? gather_f4(npy->data + 4 * base, b->begin) : gather_f8(npy->data + 8 * base, b->begin);
}

/* Ask for what load will take of a row; one that is not there does no harm. */
INLINE void expect(const sgl_npy *npy, const batch *b, size_t row)
{
#if defined(__GNUC__)
    const size_t size = npy->type == SGL_NPY_F4 ? 4 : 8, base = (row - b->from) * b->filter->trace->layout.size, line = 64;

    for (int k = 0; k < LANES; k++)
        for (size_t at = 0; at < b->size->d * size; at += line)
            __builtin_prefetch(npy->data + (base + (size_t)b->begin[k]) * size + at);
#else
    (void)npy, (void)b, (void)row;
#endif
}

#endif
