/* Random numbers of the experiments: xoshiro256** (Blackman and Vigna), seeded by SplitMix64. A
 * stream depends on its seed alone, so a run has the same bits whatever thread makes it. */
#ifndef RNG_H
#define RNG_H

#include <stdint.h>

typedef struct rng {
    uint64_t s[4];
} rng;

/** Start the stream of seed: the four words of state are four outputs of SplitMix64. */
void rng_seed(rng *r, uint64_t seed);

/** Next 64 bits. */
uint64_t rng_next(rng *r);

/** Uniform in [0, 1), a multiple of 2^-53: (next >> 11) 2^-53. */
double rng_uniform(rng *r);

/** Standard normal by Box and Muller, the cosine of two uniforms; the sine is dropped, so that
 * every call costs two draws. */
double rng_normal(rng *r);

#endif
