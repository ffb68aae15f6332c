/* Rows of a click-through-rate problem: a label and one feature per field. */
#ifndef DATASET_H
#define DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct dataset {
    size_t fields;          /* F, features per row                                        */
    size_t features;        /* ids are 0 .. features-1, each belongs to one field         */
    size_t train, test;     /* rows; the training rows come first                         */
    uint32_t *ids;          /* [(train + test) * fields]                                  */
    float *labels;          /* [train + test] 0 or 1                                      */
    unsigned char *present; /* [features] the feature occurs in a training row            */
    size_t present_count;
    double best_auc; /* AUC of the probabilities that made the labels, or NaN      */
} dataset;

/** The synthetic problem of seed k: the stream is that of k * 1000003. 16 fields, Zipf values, a
 * teacher with weights and pairwise products on some fields, intercept set for a mean of 0.20. Out:
 * data, to be freed with dataset_free. Returns false when memory is short. */
bool dataset_generate(dataset *data, uint64_t k, size_t train, size_t test);

/** Mark the features that occur in training rows. Returns false when memory is short. */
bool dataset_mark_present(dataset *data);

void dataset_free(dataset *data);

#endif
