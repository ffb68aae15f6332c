/* The rules of Table 1 in the normal form (13) that Section 3 takes: m_t = gamma m_{t-1} + g_t. A rule whose average is
 * (1 - beta1) times that has the factor moved into W, which leaves (1) unchanged: W_t = sqrt(V_t)/alpha'_t. */
#ifndef RULE_H
#define RULE_H

#include "online.h"

typedef enum rule_name {
    RULE_SGD,           /* W = sqrt(t)/alpha                                                   */
    RULE_MOMENTUM,      /* W = 1/alpha                                                         */
    RULE_ADAGRAD,       /* W = sqrt(delta^2 + sum g^2)/alpha                                   */
    RULE_ADAM,          /* W = sqrt(v) (1 - beta1^t)/(alpha (1 - beta1) sqrt(1 - beta2^t))     */
    RULE_ADAM_0,        /* the same with beta1 = 0: covered by (13) at any lambda              */
    RULE_AMSGRAD,       /* Table 1's row: the maximum is fed back, alpha_t with bias correction */
    RULE_AMSGRAD_REDDI, /* Reddi et al. 2018: maximum apart, alpha/sqrt(t), no bias correction */
    RULE_ADAHESSIAN,    /* as adam with the Hessian's diagonal squared for g^2                 */
    RULE_ALGORITHM_2,   /* adam with eps/sqrt(1 - beta2^t) added to the root                   */
    RULE_ALGORITHM_3,   /* adagrad with eps in V_1                                             */
    RULE_FTRL,          /* FTRL-Proximal: adagrad, beta/alpha in the denominator only          */
    RULES
} rule_name;

typedef struct rule {
    rule_name name;
    double alpha, beta1, beta2, gamma, epsilon, delta;
    size_t t;
    double v[ONLINE_MAX], maximum[ONLINE_MAX];
    bool v_grew; /* step t: V_t > V_{t-1} in every coordinate, what Lemma 1 case 2 asks for */
} rule;

const char *rule_title(rule_name name);

/** A rule at t = 0 with the momentum that (13) gives it in *gamma of the online learner. */
void rule_start(rule *r, rule_name name, double alpha, online *learner);

/** W_t [n] from g_t and, for adahessian, the Hessian's diagonal D_t [n]. */
void rule_step(rule *r, double *w, const double *g, const double *hessian, size_t n);

#endif
