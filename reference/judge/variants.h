/* The named points of the lattice of implementations: what each computes, who ships it, what it does to sparsity, and what
 * to change to make it the paper's algorithm. */
#ifndef SGL_VARIANTS_H
#define SGL_VARIANTS_H

#include "sgl_spec.h"

#include <stdbool.h>

typedef struct sgl_named_variant {
    const char *name;
    sgl_variant variant;
    bool conforming;        /* a documented, defensible reading; else a defect or another algorithm: never found by auto */
    const char *formula;    /* one line                                             */
    const char *shipped_by; /* programs, separated by ", "                          */
    const char *models;     /* models of the recordings that it covers, ", " between */
    const char *advice;     /* one sentence                                         */
} sgl_named_variant;

/** All named variants, the best-known of an optimizer first; *count receives how many. */
const sgl_named_variant *sgl_variants(size_t *count);

/** The variant with every axis that has no effect on these hyper-parameters and this layout at its first value: two variants are
 *  one algorithm there when the results are equal (sgl_variant_equal). rows: steps list the groups that they touch, so that some
 *  may be met late. */
sgl_variant sgl_variant_reduce(const sgl_variant *variant, const sgl_hyperparameters *hyper, const sgl_layout *layout, bool rows);
bool sgl_variant_equal(const sgl_variant *a, const sgl_variant *b);

/** By name, or NULL. */
const sgl_named_variant *sgl_variant_find(const char *name);

/** The algorithm of the paper for an optimizer: Table 1's row for sgd, momentum, amsgrad, adahessian; Algorithm 2 for adam, its
 *  epsilon not compounding; Algorithm 3 for adagrad; Algorithm 3 read as FTRL for ftrl. */
const sgl_named_variant *sgl_variant_paper(sgl_optimizer optimizer);

/** "adam" ... "ftrl". */
const char *sgl_optimizer_name(sgl_optimizer optimizer);

/** One axis of a variant as text, for k = 0, 1, ... until NULL: its name in *axis, its value returned. */
const char *sgl_variant_axis(const sgl_variant *variant, size_t k, const char **axis);

#endif
