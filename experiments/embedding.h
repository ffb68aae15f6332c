/* The embedding table of a model: one row, which is one group, for every feature; state beside the weights as
 * fast/ wants it, and a step that touches only the rows of a batch. */
#ifndef EMBEDDING_H
#define EMBEDDING_H

#include "rng.h"
#include "sgl_fast.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct embedding {
    size_t rows, d, stride;
    sgl_step step;
    float *table;         /* [rows * stride] x, then state: sgl_rows_stride                     */
    unsigned char *alive; /* [rows] 0: deleted by magnitude pruning                             */
    double start_v;       /* v of a row that was never touched                                  */
    double init_sd;       /* x of a new row is normal with this deviation                       */
    rng rng;
    size_t *touched, count; /* the rows of the batch                                              */
    float *gradient;        /* [count * d]                                                        */
    uint32_t *slot;         /* [rows] place in touched, or UINT32_MAX                             */
} embedding;

/** A table of fresh rows.
 *  Returns: true; false when memory is short or fast/ refuses the method.
 *  In:      batch_features  at most so many distinct rows are touched at once */
bool embedding_new(embedding *e, size_t rows, size_t d, size_t batch_features,
                   const sgl_variant *variant, const sgl_hyperparameters *hyper, double start_v,
                   double init_sd, uint64_t seed);
void embedding_free(embedding *e);

/** A copy of the weights and state, for embedding_restore into the same table. NULL when memory is short. */
float *embedding_save(const embedding *e);
void embedding_restore(embedding *e, const float *saved);

/** Rows of ids [n] that pruning deleted start again: fresh x, state as at t = 0. */
void embedding_revive(embedding *e, const uint32_t *ids, size_t n);

/** out [n * d] = the rows of ids. With visible not NULL, rows of features that are not visible, and deleted rows,
 *  give 0: a feature that training never met has no embedding. */
void embedding_gather(float *out, const embedding *e, const uint32_t *ids, size_t n,
                      const unsigned char *visible);

/** Sum d_out [n * d] by row, and make one step of the rows that occur in ids. False when fast/ refuses. */
bool embedding_step(embedding *e, const float *d_out, const uint32_t *ids, size_t n);

/** Delete all visible rows but the keep of largest norm. Ties keep all. False when memory is short. */
bool embedding_prune(embedding *e, const unsigned char *visible, size_t keep);

/** Counts over visible rows: rows that are not all 0, and weights that are not 0. */
void embedding_count(size_t *rows, size_t *weights, const embedding *e,
                     const unsigned char *visible);

#endif
