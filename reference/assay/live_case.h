/* The problems that a live program is given: small, seeded, the same on every machine. */
#ifndef SGL_LIVE_CASE_H
#define SGL_LIVE_CASE_H

#include "judge/trace.h"

/** What a program says it can do. */
typedef struct live_abilities {
    unsigned optimizers; /* bit 1 << sgl_optimizer                   */
    unsigned dtypes;     /* bit 1 << sgl_dtype                       */
    unsigned lambdas;    /* LIVE_LAMBDA1 ...                         */
    unsigned inputs;     /* LIVE_ALPHA ...: what it understands beside a constant rate, equal groups and all of them at every step */
} live_abilities;

enum { LIVE_LAMBDA1 = 1, LIVE_LAMBDA21 = 2, LIVE_LAMBDA2 = 4 };

/** A rate of its own for each step; groups by offsets; the groups that each step touches. */
enum { LIVE_ALPHA = 1, LIVE_GROUPS = 2, LIVE_ROWS = 4 };

/** One problem, and room for its answer. */
typedef struct live_case {
    char id[64];             /* "adam-float32-l21"                                        */
    const char *why;         /* what it is there for                                      */
    sgl_trace_record record; /* its arrays point to those below; record.source is NULL    */
    void *x1, *grads, *hessian, *x;
    double *alpha;                   /* or NULL, as all that follow                           */
    size_t *offsets, *row_ptr, *rows;
} live_case;

/** The cases of a program: *count of them, to be freed with live_cases_free; NULL when memory is short. */
live_case *live_cases(size_t *count, const live_abilities *abilities);
void live_cases_free(live_case *cases, size_t count);

/** The one that `assay doctor` walks: 2 steps of 2 weights, of the first optimizer and dtype. Counted as by live_cases. */
live_case *live_tiny_case(size_t *count, const live_abilities *abilities);

#endif
