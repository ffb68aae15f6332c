/* A run of Algorithm 1, or of update (6), in exact rationals: one step is m_t and W_t = sqrt(V_t)/alpha_t, from a
 * counterexample or a random draw. Every step is also made by the reference (sgl_ref.h) in intervals, and
 * its enclosures must hold the exact values: so a number in the ledger is one that the reference gives. */
#ifndef GAME_H
#define GAME_H

#include "rational.h"
#include "sgl_spec.h"

enum { GAME_SIZE = 4, GAME_STEPS = 8 };

typedef struct game {
    size_t n;      /* coordinates */
    bool separate; /* each a group of its own; else all one group */
    rat lambda1, lambda2;
    rat threshold; /* lambda21 sqrt(d) of a group; 0 is lambda21 = 0 */
    sgl_norm norm; /* exact, printed or algorithm1 */
    size_t steps;  /* made so far: x[0..steps] are there */
    rat x[GAME_STEPS + 1][GAME_SIZE];
    rat m[GAME_STEPS][GAME_SIZE], w[GAME_STEPS][GAME_SIZE], z[GAME_STEPS][GAME_SIZE],
        s[GAME_STEPS][GAME_SIZE];
    bool agrees; /* the reference's enclosures held every value so far */
} game;

/** All lambda 0, one group, norm of Algorithm 1, x_1 = x. */
game game_new(const rat *x, size_t n);

/** One step with m_t and W_t. The norm of a group must be rational where the threshold is not 0. */
void game_step(game *g, const rat *m, const rat *w);

/** x_{t+1} of one group of d weights from s and W alone: a first step from x_1 = 0 with m = -s. Bails out where the
 *  reference's step is another. */
void game_group(rat *x, const rat *s, const rat *w, size_t d, rat threshold, sgl_norm norm);

/** One coordinate, for the many examples with d = 1. */
void game_step1(game *g, rat m, rat w);

/** Right-hand side of (14) at x_star for lambda = 0, with h_0 = 1/2 |x - c|^2 scaled by h0 (1 is the paper's). */
rat game_bound14(const game *g, const rat *x_star, rat h0);

/** The same for Theorem 3': the dual norm at t in place of t - 1, no h_0. */
rat game_bound3prime(const game *g, const rat *x_star);

#endif
