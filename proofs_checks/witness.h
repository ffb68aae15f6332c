/* The reference's own run of one weight, so that what the ledger says of a rule is asked of the object that judges
 * programs. Hyper-parameters are doubles there: numbers that no double holds (24/25) are met to 2^-45 only. */
#ifndef WITNESS_H
#define WITNESS_H

#include "enclosure.h"
#include "sgl_ref.h"

enum { TRAIL_STEPS = 64 };

/** Values of steps 1..T at indices 0..T-1; x has one more. */
typedef struct trail {
    num m[TRAIL_STEPS], w_dual[TRAIL_STEPS], w_denominator[TRAIL_STEPS], second[TRAIL_STEPS],
        maximum[TRAIL_STEPS];
    num x[TRAIL_STEPS + 1];
} trail;

/** A plain variant of the optimizer: Algorithm 2's scaling, no epsilon, Algorithm 1's norm. */
sgl_variant plain(sgl_optimizer optimizer);

/** T steps of one weight from x_1 with gradients g; hessian may be NULL. Bails out where the reference refuses. */
void witness(trail *out, const sgl_variant *variant, const sgl_hyperparameters *hyper, rat x_1,
             const rat *g, const rat *hessian, size_t T);

/** Whether a and b agree to 2^-45 of the larger of |b| and 1, for certain. */
bool num_near(num a, num b);

#endif
