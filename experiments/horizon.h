/* One learner on one problem up to T, measured at the horizons T_1 < T_2 < ... : regret, the bounds of Section 3, and
 * which of their hypotheses held. */
#ifndef HORIZON_H
#define HORIZON_H

#include "problem.h"
#include "rule.h"

enum { HORIZONS = 48 };

/** Horizons of a problem and the minimisers there. Linear in the largest horizon. */
typedef struct horizons {
    size_t count, at[HORIZONS];
    double star[HORIZONS][ONLINE_MAX];   /* x* of f_1 + ... + f_T             */
    double sum[HORIZONS], gap[HORIZONS]; /* the sum there; how far it may be from the least */
} horizons;

/** T_k about 10^(k/6), from 1 to largest, and the certified minimisers of p. */
void horizons_of(horizons *h, const problem *p, size_t largest);

/** What is known at one horizon. Shares are of the steps since the horizon before. */
typedef struct measurement {
    double regret;
    double printed, prime; /* (14) as printed; Theorem 3'                             */
    double corollary,
        corollary_fixed; /* (20) as printed and with sqrt(delta^2 + T G^2); NaN but for adagrad */
    double negative_q;   /* share of steps with Q_t not >= 0                        */
    double smallest_q;   /* least entry of Q_t/alpha_t                              */
    double broken_12;    /* share of steps with <m_{t-1}, x_t - x*> < 0             */
    double no_growth;    /* share of steps where some entry of V_t did not grow     */
    double first_q;      /* least entry of Q_1/alpha_1                              */
    double groups, true_groups; /* groups of x_{T+1} that are not 0; of those, in the truth */
    double as_printed; /* 1: the paper's own hypotheses hold: update (6), and (12) if gamma > 0 */
    double theorem;    /* 0: none applies, 1: 3' does, 2: 3' and (14) do          */
} measurement;

/** Run learner (lambdas and update set; n, x_1 = 0 and gamma come from p and r) by the rule r, begun by rule_start.
 *  out [h->count]. */
void horizon_run(measurement *out, const horizons *h, const problem *p, online *learner, rule *r);

#endif
