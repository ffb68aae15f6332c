/* Random convex online problems run by update (6), with Theorem 1's A_t or with the identity, in enclosures, with every hypothesis of Theorem 3 and
 * its corrections evaluated at every t. So a bound is kept for certain, broken for certain, or undecided, and a
 * broken one names what failed. */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "enclosure.h"

enum { PROBLEM_SIZE = 4, PROBLEM_STEPS = 12 };

typedef enum loss {
    LOSS_ABSOLUTE, /* sum_i a_ti |x_i - b_i|: b minimises all            */
    LOSS_SQUARE,   /* sum_i a_ti (x_i - b_ti)^2/2: no common minimiser   */
    LOSS_LINEAR,   /* a_t.x with sum_t a_t = 0: every point minimises    */
    LOSSES
} loss;

typedef enum w_rule {
    W_RISING,   /* any nondecreasing sequence, from 1 on            */
    W_ADAGRAD,  /* sqrt(sum g^2)/alpha                              */
    W_ADAM,     /* sqrt(v_t/(1 - beta2^t))/alpha: may fall          */
    W_ANY,      /* any positive sequence                            */
    W_MOMENTUM, /* 1/alpha                                          */
    W_DELTA,    /* sqrt(delta^2 + sum eta^{t-s} g_s^2)/alpha, (15)  */
    W_RULES
} w_rule;

/* Hypotheses that fail, as bits. */
enum {
    FAILS_12 = 1,    /* <m_{t-1}, x_t - x*> >= 0                  (12) */
    FAILS_Q = 2,     /* Q_t >= 0 for t >= 2                            */
    FAILS_Q1 = 4,    /* Q_1/alpha_1 >= I, so that h_1 >= h_0           */
    FAILS_GAMMA = 8, /* gamma >= 0                                     */
    FAILS_A = 16     /* A_{t+1} >= A_t where lambda21 > 0              */
};

typedef struct problem {
    bool identity_a; /* A_t = I in the l21 term; else Theorem 1's */
    size_t n, T, groups, offsets[PROBLEM_SIZE + 1];
    loss kind;
    w_rule rule;
    double alpha, gamma, delta, eta, beta2, lambda1, lambda21, lambda2;
    double x_1[PROBLEM_SIZE],
        star[PROBLEM_SIZE]; /* star: comparator; LOSS_SQUARE has its own minimiser */
    double a[PROBLEM_STEPS][PROBLEM_SIZE], b[PROBLEM_STEPS][PROBLEM_SIZE];
    double free_w[PROBLEM_STEPS][PROBLEM_SIZE];
} problem;

typedef struct outcome {
    num x_star[PROBLEM_SIZE], x[PROBLEM_STEPS + 1][PROBLEM_SIZE];
    num g[PROBLEM_STEPS][PROBLEM_SIZE], m[PROBLEM_STEPS][PROBLEM_SIZE],
        w[PROBLEM_STEPS][PROBLEM_SIZE];
    num psi;     /* Psi_T(x*) */
    num regret;  /* R_T */
    num bound14; /* right-hand side of (14) as printed */
    num bound3;  /* of Theorem 3' */
    unsigned failed;
    size_t first[5]; /* step at which the hypothesis of bit k failed first */
} outcome;

/** Draw a problem; fields set to other values afterwards are respected by problem_run. */
void problem_draw(problem *p);

/** Run it. False when a sign that the run depends on is undecided, or V_t is not positive (a run to skip). */
bool problem_run(outcome *out, const problem *p);

/** "(12)", "Q_t >= 0", ... of bit k. */
const char *hypothesis_name(int k);

#endif
