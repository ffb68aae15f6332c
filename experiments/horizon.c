#include "horizon.h"

#include <math.h>
#include <string.h>

void horizons_of(horizons *h, const problem *p, size_t largest)
{
    double x[ONLINE_MAX] = {0};

    h->count = 0;
    for (size_t k = 0; h->count == 0 || h->at[h->count - 1] < largest; k++) {
        double T = fmin((double)largest, floor(pow(10, (double)k / 6) + 0.5));
        if (h->count > 0 && h->at[h->count - 1] == (size_t)T)
            continue;
        h->at[h->count] = (size_t)T;
        h->gap[h->count] = problem_minimise(p, (size_t)T, x, &h->sum[h->count]);
        memcpy(h->star[h->count++], x, sizeof x);
    }
}

typedef struct tracker {
    double loss, low[ONLINE_MAX], high[ONLINE_MAX]; /* range of x_t, from which D_2 */
    double largest_g;
    size_t negative_q, no_growth, steps; /* since the last horizon */
    size_t broken_12[HORIZONS];          /* by comparator, from the start */
    double smallest_q, first_q;
    bool ever_negative;
} tracker;

static void track_condition_12(tracker *k, const horizons *h, const online *o, const double *x)
{
    double mx = 0;

    for (size_t i = 0; i < o->n; i++)
        mx += o->m[i] * x[i];
    for (size_t c = 0; c < h->count; c++) {
        double mu = 0;
        if (h->at[c] <= o->t)
            continue; /* this horizon has passed */
        for (size_t i = 0; i < o->n; i++)
            mu += o->m[i] * h->star[c][i];
        k->broken_12[c] += mx - mu < 0;
    }
}

static void track_point(tracker *k, const online *o, const double *g)
{
    for (size_t i = 0; i < o->n; i++) {
        k->low[i] = fmin(k->low[i], o->x[i]);
        k->high[i] = fmax(k->high[i], o->x[i]);
        k->largest_g = fmax(k->largest_g, fabs(g[i]));
    }
}

static void track_step(tracker *k, const online *o, const rule *r)
{
    bool negative = o->t > 1 && o->smallest_q < 0;

    if (o->t == 1)
        k->first_q = o->smallest_q;
    k->steps++;
    k->negative_q += negative;
    k->ever_negative |= negative;
    k->no_growth += !r->v_grew;
    k->smallest_q = fmin(k->smallest_q, o->smallest_q);
}

/* (20) with the root given: printed sqrt(T) G, corrected sqrt(delta^2 + T G^2). The third term stays. */
static double corollary(const online *o, const tracker *k, const double *star, double alpha,
                        double root)
{
    double n = (double)o->n, d1 = 0, d2 = 0, T = (double)o->t;

    for (size_t i = 0; i < o->n; i++) {
        d1 = fmax(d1, fabs(star[i]));
        d2 = fmax(d2, fmax(fabs(k->high[i] - star[i]), fabs(k->low[i] - star[i])));
    }
    return n * d1 *
               (o->lambda1 + o->lambda21 * sqrt(root / (2 * alpha) + o->lambda2) +
                o->lambda2 * d1) +
           n * d2 * d2 * root / (2 * alpha) + n * alpha * k->largest_g * sqrt(T);
}

static double applicable(const online *o, const tracker *k, size_t horizon)
{
    bool psi_grows = o->lambda21 == 0 || !k->ever_negative;
    bool prime =
        o->update == ONLINE_UPDATE_6 && psi_grows && (o->gamma == 0 || k->broken_12[horizon] == 0);

    return prime ? (!k->ever_negative && k->first_q >= 1 ? 2 : 1) : 0;
}

static void count_groups(measurement *m, const online *o, const double *truth)
{
    for (size_t k = 0; k < o->n; k += o->group_size) {
        bool kept = false, wanted = false;
        for (size_t i = k; i < k + o->group_size; i++) {
            kept |= o->x[i] != 0;
            wanted |= truth[i] != 0;
        }
        m->groups += kept;
        m->true_groups += kept && wanted;
    }
}

static void measure(measurement *m, tracker *k, const horizons *h, size_t c, const problem *p,
                    const online *o, const rule *r)
{
    const double *star = h->star[c];
    double T = (double)o->t, plain = sqrt(T) * k->largest_g;
    bool adagrad = r->name == RULE_ADAGRAD;

    *m = (measurement){.regret = k->loss - h->sum[c],
                       .printed = online_bound_printed(o, star),
                       .prime = online_bound_prime(o, star),
                       .corollary = NAN,
                       .corollary_fixed = NAN,
                       .negative_q = (double)k->negative_q / (double)k->steps,
                       .smallest_q = k->smallest_q,
                       .broken_12 = (double)k->broken_12[c] / T,
                       .no_growth = (double)k->no_growth / (double)k->steps,
                       .first_q = k->first_q,
                       .as_printed =
                           o->update == ONLINE_UPDATE_6 && (o->gamma == 0 || k->broken_12[c] == 0),
                       .theorem = applicable(o, k, c)};
    if (adagrad) {
        m->corollary = corollary(o, k, star, r->alpha, plain);
        m->corollary_fixed = corollary(o, k, star, r->alpha, hypot(r->delta, plain));
    }
    count_groups(m, o, p->truth);
    k->negative_q = k->no_growth = k->steps = 0;
    k->smallest_q = INFINITY;
}

void horizon_run(measurement *out, const horizons *h, const problem *p, online *learner, rule *r)
{
    double g[ONLINE_MAX], hessian[ONLINE_MAX], w[ONLINE_MAX], start[ONLINE_MAX] = {0};
    tracker k = {.smallest_q = INFINITY};

    online_start(learner, start, p->n, p->group_size);
    for (size_t c = 0; c < h->count; c++) {
        while (learner->t < h->at[c]) {
            k.loss += problem_loss(p, learner->t + 1, learner->x, g, hessian);
            if (learner->gamma > 0)
                track_condition_12(&k, h, learner, learner->x);
            track_point(&k, learner, g);
            rule_step(r, w, g, hessian, p->n);
            online_step(learner, g, w);
            track_step(&k, learner, r);
        }
        measure(&out[c], &k, h, c, p, learner, r);
    }
}
