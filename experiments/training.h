/* One run of the paper's Section 4: a model trained by an optimizer of fast/ on a data set, and what came out. */
#ifndef TRAINING_H
#define TRAINING_H

#include "dataset.h"
#include "network.h"
#include "sgl_spec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct training {
    network_kind model;
    size_t d;                /* embedding dimension = group size */
    sgl_optimizer optimizer; /* SGL_ADAM or SGL_ADAGRAD, for the embedding and the dense layers */
    sgl_norm norm;
    sgl_group_factor group_factor;
    double alpha, lambda1, lambda21, lambda2; /* the lambdas act on the embedding only */
    double init_sd;
    size_t batch, epochs;
    uint64_t seed; /* of the initial weights */
} training;

typedef struct outcome {
    double
        feature_rate; /* features of the training rows whose embedding is not 0, over all of them */
    double
        weight_rate; /* their weights that are not 0, over all of theirs                         */
    double auc,
        log_loss; /* on the test rows                                                        */
} outcome;

/** Train and test once. False when memory is short or fast/ refuses the method. */
bool train(outcome *out, const training *how, const dataset *data);

/** Magnitude pruning: train on all rows but the last share, keep the top round(rate * present) embeddings, fine-tune on
 *  the share, prune again. One outcome for each rate, all from the same first phase.
 *  In: how  with all lambda = 0; share in [0, 1) */
bool train_and_prune(outcome *out, const training *how, const dataset *data, const double *rates,
                     size_t n_rates, double share);

/** Train, and copy the embedding of the first n rows into out [n * d]. */
bool train_embedding(float *out, size_t n, const training *how, const dataset *data);

#endif
