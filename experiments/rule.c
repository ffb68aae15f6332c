#include "rule.h"

#include <math.h>
#include <string.h>

const char *rule_title(rule_name name)
{
    static const char *const titles[RULES] = {
        "SGD",           "MOMENTUM",   "ADAGRAD",     "ADAM",        "ADAM_beta1=0", "AMSGRAD",
        "AMSGRAD_Reddi", "ADAHESSIAN", "ALGORITHM_2", "ALGORITHM_3", "FTRL_Proximal"};

    return titles[name];
}

static bool has_average(rule_name name)
{
    return name == RULE_ADAM || name == RULE_AMSGRAD || name == RULE_AMSGRAD_REDDI ||
           name == RULE_ADAHESSIAN || name == RULE_ALGORITHM_2;
}

void rule_start(rule *r, rule_name name, double alpha, online *learner)
{
    memset(r, 0, sizeof *r);
    r->name = name;
    r->alpha = alpha;
    r->beta1 = has_average(name) ? 0.9 : 0;
    r->beta2 = 0.999;
    r->gamma = name == RULE_MOMENTUM ? 0.9 : r->beta1;
    r->epsilon = name == RULE_ALGORITHM_2 ? 1e-8 : name == RULE_ALGORITHM_3 ? 1e-7 : 0;
    learner->gamma = r->gamma;
}

/* v_t of coordinate i; returns what stands under the root. */
static double second_moment(rule *r, size_t i, double g)
{
    double old = r->v[i];

    switch (r->name) {
    case RULE_ADAGRAD:
    case RULE_FTRL:
        return r->v[i] += g * g;
    case RULE_ALGORITHM_3:
        return r->v[i] += g * g + (r->t == 1 ? r->epsilon : 0);
    case RULE_AMSGRAD:
        return r->v[i] = fmax(old, r->beta2 * old + (1 - r->beta2) * g * g);
    case RULE_AMSGRAD_REDDI:
        r->v[i] = r->beta2 * old + (1 - r->beta2) * g * g;
        return r->maximum[i] = fmax(r->maximum[i], r->v[i]);
    default:
        return r->v[i] = r->beta2 * old + (1 - r->beta2) * g * g;
    }
}

void rule_step(rule *r, double *w, const double *g, const double *hessian, size_t n)
{
    double t = (double)++r->t, bias2 = -expm1(t * log(r->beta2));
    double adam = (1 - pow(r->beta1, t)) / (1 - r->beta1) / r->alpha;

    r->v_grew = true;
    for (size_t i = 0; i < n; i++) {
        double old = r->name == RULE_AMSGRAD_REDDI ? r->maximum[i] : r->v[i];
        double under = second_moment(r, i, r->name == RULE_ADAHESSIAN ? hessian[i] : g[i]);
        r->v_grew &= under > old;
        switch (r->name) {
        case RULE_SGD:
            w[i] = sqrt(t) / r->alpha;
            break;
        case RULE_MOMENTUM:
            w[i] = 1 / r->alpha;
            break;
        case RULE_ADAGRAD:
        case RULE_ALGORITHM_3:
        case RULE_FTRL:
            w[i] = sqrt(r->delta * r->delta + under) / r->alpha;
            break;
        case RULE_AMSGRAD_REDDI:
            w[i] = sqrt(t * under) / (r->alpha * (1 - r->beta1));
            break;
        default:
            w[i] = adam * (sqrt(under / bias2) + r->epsilon / sqrt(bias2));
            break;
        }
    }
}
