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
    Q begin; /* of each lane's group */
    entry *entries;
    M bad, deviates;
    largest ratio, late, ulp;
    V agree, undecided, vacuous;
} batch;

#endif
