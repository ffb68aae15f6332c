/* Convex losses f_1, f_2, ... for online learning, drawn from a seed, with the minimiser of their sum known or
 * certified for every horizon T. */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "online.h"

#include <stdint.h>

typedef enum problem_kind {
    PROBLEM_LOGISTIC, /* log(1 + exp(-y a.x)) + mu |x|^2/2, noisy labels                  */
    PROBLEM_SQUARES,  /* (a.x - y)^2/2 + mu |x|^2/2, noise                                */
    PROBLEM_ABSOLUTE, /* |a.(x - truth)|: the truth minimises every sum                   */
    PROBLEM_HINGE,    /* max(0, 1 - y a.x), margin 1 at the truth                         */
    PROBLEM_PERIOD_3, /* n = 1: 4 (max(x+1, 0) - 1) when t mod 3 = 1, else max(1-x, 0) - 1.
                        * Reddi et al.'s sequence made convex on the whole line: x* = -1   */
    PROBLEMS
} problem_kind;

typedef struct problem {
    problem_kind kind;
    size_t n, group_size;
    uint64_t seed;
    double mu;
    double truth[ONLINE_MAX]; /* 0 in every second group */
} problem;

const char *problem_title(problem_kind kind);

void problem_new(problem *p, problem_kind kind, size_t n, size_t group_size, uint64_t seed);

/** f_t(x), a subgradient, and the diagonal of the Hessian (0 where the loss has none). t >= 1; g, hessian [n] or
 *  NULL. A draw depends on seed and t alone. */
double problem_loss(const problem *p, size_t t, const double *x, double *g, double *hessian);

/** x* of f_1 + ... + f_T.
 *  In/out:  x [n]   in: where to start, out: x*
 *  Out:     sum     f_1(x) + ... + f_T(x) there
 *  Returns: an upper bound of how far sum is above the minimum: 0 where the minimiser is known, else
 *           |gradient|^2 / (2 mu T) by strong convexity. */
double problem_minimise(const problem *p, size_t T, double *x, double *sum);

#endif
