/* Regret (Section 3): every rule by the update (6), plain and with all lambdas, and by Algorithm 1, on convex problems
 * with certified minimisers, beside the predecessors FTRL-Proximal, G-FTRL and DA-GL.
 *
 * Tables: regret (one row a horizon), regret_slope (log-log slope of the regret over the last half of the horizons),
 * regret_claims (one row a problem: how often each bound was broken where its hypotheses hold, and where not). */
#include "experiment.h"
#include "horizon.h"
#include "statistics.h"
#include "sweep.h"

#include <math.h>
#include <stdlib.h>

typedef struct learner {
    const char *title; /* of the variant, with the rule's name */
    rule_name rule;
    online_update update;
    double alpha, lambda1, lambda21, lambda2, delta;
} learner;

enum { LEARNERS = 64, FIELDS = sizeof(measurement) / sizeof(double) };

typedef struct plan {
    problem problems[PROBLEMS];
    horizons horizons[PROBLEMS];
    learner learners[LEARNERS];
    size_t count;
} plan;

static void add(plan *p, learner l)
{
    if (p->count < LEARNERS)
        p->learners[p->count++] = l;
}

/* Keys of the step sizes, by rule. */
static const char *const alpha_keys[RULES] = {
    "alpha_sgd",   "alpha_momentum", "alpha_adagrad", "alpha_adam",    "alpha_adam",   "alpha_adam",
    "alpha_reddi", "alpha_hessian",  "alpha_adam",    "alpha_adagrad", "alpha_adagrad"};

static void list_learners(plan *p, experiment *e)
{
    double l1 = conf_number(&e->conf, "lambda1"), l21 = conf_number(&e->conf, "lambda21");
    double l2 = conf_number(&e->conf, "lambda2"), beta = conf_number(&e->conf, "beta");
    double da = conf_number(&e->conf, "lambda_da");

    for (int r = 0; r < RULES; r++) {
        double alpha = conf_number(&e->conf, alpha_keys[r]);
        rule_name name = (rule_name)r;
        if (r ==
            RULE_FTRL) { /* beta/alpha in the denominator and not in z is lambda2 larger by beta/(2 alpha) */
            add(p, (learner){"lasso", name, ONLINE_UPDATE_6, alpha, l1, 0, beta / (2 * alpha), 0});
            add(p, (learner){"G-FTRL", name, ONLINE_ALGORITHM_1, alpha, 0, l21, beta / (2 * alpha),
                             0});
            continue;
        }
        add(p, (learner){"plain", name, ONLINE_UPDATE_6, alpha, 0, 0, 0, 0});
        add(p, (learner){"all_lambdas", name, ONLINE_UPDATE_6, alpha, l1, l21, l2, 0});
        add(p, (learner){"algorithm_1", name, ONLINE_ALGORITHM_1, alpha, l1, l21, l2, 0});
    }
    add(p, (learner){"DA-GL", RULE_SGD, ONLINE_DUAL_AVERAGE, conf_number(&e->conf, "alpha_da"), 0,
                     da, 0, 0});
    double delta = conf_number(&e->conf, "delta"), alpha = conf_number(&e->conf, "alpha_adagrad");
    add(p, (learner){"delta", RULE_ADAGRAD, ONLINE_UPDATE_6, alpha, 0, 0, 0, delta});
    add(p, (learner){"delta_lambdas", RULE_ADAGRAD, ONLINE_UPDATE_6, alpha, l1, l21, l2, delta});
}

static bool make(double *values, size_t run, void *context)
{
    plan *p = context;
    size_t kind = run / p->count;
    const learner *l = &p->learners[run % p->count];
    online o = {
        .update = l->update, .lambda1 = l->lambda1, .lambda21 = l->lambda21, .lambda2 = l->lambda2};
    rule r;

    rule_start(&r, l->rule, l->alpha, &o);
    r.delta = l->delta;
    if (kind == PROBLEM_PERIOD_3)
        r.beta2 =
            1.0 /
            17; /* 1/(1 + C^2), C = 4: where Reddi et al. prove that ADAM goes the wrong way */
    horizon_run((measurement *)(void *)values, &p->horizons[kind], &p->problems[kind], &o, &r);
    return true;
}

static bool applies(size_t kind, const learner *l)
{
    bool smooth = kind == PROBLEM_LOGISTIC || kind == PROBLEM_SQUARES;

    return l->rule != RULE_ADAHESSIAN || smooth; /* others have no Hessian to take */
}

static const measurement *of(const plan *p, const double *results, size_t kind, size_t l)
{
    return (const measurement *)(const void *)(results + (kind * p->count + l) * HORIZONS * FIELDS);
}

static bool write_regret(const experiment *e, const plan *p, const double *results)
{
    static const char *const theorems[] = {"none", "3prime", "3prime+14"};
    table t;

    if (!table_open(
            &t, e, "regret",
            "problem\trule\tvariant\tT\tregret\tover_sqrt_T\taverage\tprinted\tprime\tcorollary\t"
            "corollary_fixed\tnegative_Q\tsmallest_Q\tbroken_12\tno_growth\tgroups\ttrue_"
            "groups\ttheorem\tgap"))
        return false;
    for (size_t kind = 0; kind < PROBLEMS; kind++)
        for (size_t l = 0; l < p->count; l++) {
            const measurement *m = of(p, results, kind, l);
            const horizons *h = &p->horizons[kind];
            for (size_t c = 0; c < h->count && applies(kind, &p->learners[l]); c++, m++) {
                double T = (double)h->at[c];
                table_row(&t,
                          "%s\t%s\t%s\t%zu\t%.9g\t%.9g\t%.9g\t%.9g\t%.9g\t%.9g\t%.9g\t%.4g\t%.4g\t%"
                          ".4g\t%.4g\t%g\t"
                          "%g\t%s\t%.3g",
                          problem_title((problem_kind)kind), rule_title(p->learners[l].rule),
                          p->learners[l].title, h->at[c], m->regret, m->regret / sqrt(T),
                          m->regret / T, m->printed, m->prime, m->corollary, m->corollary_fixed,
                          m->negative_q, m->smallest_q, m->broken_12, m->no_growth, m->groups,
                          m->true_groups, theorems[(int)m->theorem], h->gap[c]);
            }
        }
    return table_close(&t);
}

static bool write_slopes(const experiment *e, const plan *p, const double *results)
{
    table t;

    if (!table_open(&t, e, "regret_slope",
                    "problem\trule\tvariant\tslope\terror\tfrom\tto\tfinal_average"))
        return false;
    for (size_t kind = 0; kind < PROBLEMS; kind++)
        for (size_t l = 0; l < p->count; l++) {
            const measurement *m = of(p, results, kind, l);
            const horizons *h = &p->horizons[kind];
            double x[HORIZONS], y[HORIZONS], slope, error;
            size_t n = 0;
            for (size_t c = h->count / 2; c < h->count; c++)
                if (m[c].regret > 0) {
                    x[n] = log((double)h->at[c]);
                    y[n++] = log(m[c].regret);
                }
            fit_slope(&slope, &error, x, y, n);
            if (applies(kind, &p->learners[l]) && !isnan(slope))
                table_row(&t, "%s\t%s\t%s\t%.4f\t%.4f\t%zu\t%zu\t%.6g",
                          problem_title((problem_kind)kind), rule_title(p->learners[l].rule),
                          p->learners[l].title, slope, error, h->at[h->count / 2],
                          h->at[h->count - 1],
                          m[h->count - 1].regret / (double)h->at[h->count - 1]);
        }
    return table_close(&t);
}

/* Horizons at which a bound applies and holds, applies and is broken, does not apply, does not and is broken. */
static void count(size_t counts[4], bool covered, double regret, double gap, double bound)
{
    bool broken = regret - gap > bound + 1e-9 * fabs(bound);

    if (!isnan(bound))
        counts[(covered ? 0 : 2) + broken]++;
}

/* A bound at a horizon, and whether what is claimed for it covers the run. */
typedef struct bound {
    const char *name;
    double value;
    bool covered;
} bound;

enum { BOUNDS = 5 };

static void bounds_of(bound b[BOUNDS], const measurement *m, const learner *l)
{
    b[0] = (bound){"theorem_3_prime", m->prime, m->theorem >= 1};
    b[1] = (bound){"theorem_3_printed", m->printed, m->as_printed > 0};
    b[2] = (bound){"theorem_3_repaired", m->printed, m->theorem == 2};
    b[3] = (bound){"corollary_1_printed", m->corollary, m->as_printed > 0 && l->delta > 0};
    b[4] = (bound){"corollary_1_corrected", m->corollary_fixed, m->as_printed > 0};
}

static bool write_claims(const experiment *e, const plan *p, const double *results)
{
    bound b[BOUNDS];
    table t;

    if (!table_open(&t, e, "regret_claims",
                    "problem\tbound\tcovered_holds\tcovered_broken\tuncovered_holds\tuncovered_"
                    "broken\tworst_ratio"))
        return false;
    for (size_t kind = 0; kind < PROBLEMS; kind++)
        for (int i = 0; i < BOUNDS; i++) {
            size_t counts[4] = {0};
            double worst = 0;
            for (size_t l = 0; l < p->count; l++) {
                const measurement *m = of(p, results, kind, l);
                const horizons *h = &p->horizons[kind];
                if (!applies(kind, &p->learners[l]))
                    continue;
                for (size_t c = 0; c < h->count; c++) {
                    bounds_of(b, &m[c], &p->learners[l]);
                    count(counts, b[i].covered, m[c].regret, h->gap[c], b[i].value);
                    if (b[i].covered && b[i].value > 0)
                        worst = fmax(worst, m[c].regret / b[i].value);
                }
            }
            table_row(&t, "%s\t%s\t%zu\t%zu\t%zu\t%zu\t%.4g", problem_title((problem_kind)kind),
                      b[i].name, counts[0], counts[1], counts[2], counts[3], worst);
        }
    return table_close(&t);
}

int main(int argc, char **argv)
{
    static plan p;
    experiment e;
    int status = experiment_begin(&e, argc, argv, "regret");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    size_t T = conf_count(&e.conf, "horizon"), n = conf_count(&e.conf, "n");
    size_t group = conf_count(&e.conf, "group_size"), seed = conf_count(&e.conf, "seed");
    list_learners(&p, &e);
    if (experiment_misconfigured(&e))
        return 4;
    if (T < 1 || T > 10000000 || n < 1 || n > ONLINE_MAX || group < 1 || n % group) {
        fprintf(stderr, "%s: expected horizon 1 to 10^7, n 1 to %d, a multiple of group_size\n",
                e.conf.file, ONLINE_MAX);
        return 4;
    }
    for (int kind = 0; kind < PROBLEMS; kind++) {
        problem_new(&p.problems[kind], (problem_kind)kind, n, group, seed);
        horizons_of(&p.horizons[kind], &p.problems[kind], T);
    }
    sweep s = {&e, PROBLEMS * p.count, HORIZONS * FIELDS, make, &p};
    double *results = calloc(s.runs * s.values, sizeof *results);
    bool done = results && sweep_run(&s, results) && write_regret(&e, &p, results) &&
                write_slopes(&e, &p, results) && write_claims(&e, &p, results);
    free(results);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
