/* An input that tells two variants of one optimizer apart, the simplest first. */
#ifndef SGL_SEPARATE_H
#define SGL_SEPARATE_H

#include "judge/example.h"

enum { SGL_SEPARATE_ENTRIES = 64 };

/** What was found. All numbers of the example are small binary fractions. */
typedef struct sgl_separated {
    bool separable;
    double separation;   /* |x*_a - x*_b| / (E_a + E_b) there; when not separable the largest that was seen */
    sgl_place at;
    size_t tried;        /* inputs on which both could be run */
    size_t largest_size, largest_steps; /* of the inputs tried */
    sgl_example example; /* points into this structure: do not copy it */
    double x1[SGL_SEPARATE_ENTRIES], grads[SGL_SEPARATE_ENTRIES], hessian[SGL_SEPARATE_ENTRIES];
    unsigned char touched[SGL_SEPARATE_ENTRIES]; /* example.touched, where it is not NULL */
} sgl_separated;

/** Tries inputs in order of size: entries in a group, steps, groups, how many lambdas are positive; at each size every combination of
 *  lambdas and epsilon and a few sets of weights and gradients, taking the set that tells most. Where the variants differ in which
 *  step is a row's first, inputs of two groups list the rows of each step. Separable is what differs by more than the two
 *  envelopes together: no program of the dtype is both.
 *
 *  Returns: SGL_OK, separable or not; SGL_EDIM when the optimizers differ; SGL_ENOMEM. */
SGL_NODISCARD sgl_status sgl_separate(sgl_separated *out, const sgl_variant *a, const sgl_variant *b, sgl_dtype dtype);

/** When two variants are the same algorithm: text [room] = "lambda2 = 0, d = 1" - each alone is enough; empty when none is, or "always". */
void sgl_same_when(char *text, size_t room, const sgl_variant *a, const sgl_variant *b);

#endif
