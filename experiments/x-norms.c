/* s against s~ (Section 4.4, Fig. 2): AUC at equal feature rate under the three group norms, over a grid of lambda21
 * for each norm. Tables: NAME (runs), NAME_rate (means at given rates), NAME_difference (paired), NAME_claims. */
#include "ctr_program.h"

#include <stdlib.h>

enum { NORMS = 3 };

static const char *const norm_names[NORMS] = {"s", "exact", "printed"};

typedef struct plan {
    ctr_source source;
    training base;
    size_t seeds, inits, rates, lambdas[NORMS], per_setting;
    double init[CONF_LIST], rate[CONF_LIST], lambda[NORMS][CONF_LIST];
} plan;

/* Run number = ((init * seeds) + seed) * per_setting + place among the lambdas of all norms. */
static size_t run_number(const plan *p, size_t init, size_t seed, size_t norm, size_t k)
{
    size_t place = k;

    for (size_t i = 0; i < norm; i++)
        place += p->lambdas[i];
    return (init * p->seeds + seed) * p->per_setting + place;
}

static void set(training *how, size_t run, const void *context)
{
    const plan *p = context;
    size_t norm = 0, k = run % p->per_setting;

    for (; k >= p->lambdas[norm]; norm++)
        k -= p->lambdas[norm];
    how->seed = run / p->per_setting % p->seeds + 1;
    how->init_sd = p->init[run / p->per_setting / p->seeds];
    ctr_penalty(how, norm_names[norm], p->lambda[norm][k]);
}

/* AUC of every seed at one rate, by interpolation between the runs of that norm. */
static void at_rate(double *out, const plan *p, const outcome *results, size_t init, size_t norm,
                    double rate)
{
    for (size_t seed = 0; seed < p->seeds; seed++) {
        double rates[CONF_LIST], areas[CONF_LIST];
        for (size_t k = 0; k < p->lambdas[norm]; k++) {
            const outcome *v = &results[run_number(p, init, seed, norm, k)];
            rates[k] = v->feature_rate;
            areas[k] = v->auc;
        }
        out[seed] = interpolate_log(rates, areas, p->lambdas[norm], rate);
    }
}

static bool write_runs(const experiment *e, const plan *p, const outcome *results)
{
    table t;

    if (!table_open(&t, e, e->name,
                    "init_sd\tseed\tnorm\tlambda21\trate\tweight_rate\tauc\tlog_loss"))
        return false;
    for (size_t i = 0; i < p->inits; i++)
        for (size_t norm = 0; norm < NORMS; norm++)
            for (size_t seed = 0; seed < p->seeds; seed++)
                for (size_t k = 0; k < p->lambdas[norm]; k++) {
                    const outcome *v = &results[run_number(p, i, seed, norm, k)];
                    table_row(&t, "%g\t%zu\t%s\t%g\t%.6f\t%.6f\t%.6f\t%.6f", p->init[i], seed + 1,
                              norm_names[norm], p->lambda[norm][k], v->feature_rate, v->weight_rate,
                              v->auc, v->log_loss);
                }
    return table_close(&t);
}

static bool write_rates(const experiment *e, const plan *p, const outcome *results)
{
    char name[80];
    double area[NORMS][CTR_SEEDS], mean, sd;
    size_t n;
    table t;

    snprintf(name, sizeof name, "%s_rate", e->name);
    if (!table_open(&t, e, name, "init_sd\tnorm\trate\tn\tauc\tsd\tsd_within"))
        return false;
    for (size_t i = 0; i < p->inits; i++)
        for (size_t norm = 0; norm < NORMS; norm++)
            for (size_t k = 0; k < p->rates; k++) {
                for (size_t other = 0; other < NORMS; other++)
                    at_rate(area[other], p, results, i, other, p->rate[k]);
                mean_sd(&mean, &sd, &n, area[norm], p->seeds);
                if (n > 0)
                    table_row(&t, "%g\t%s\t%g\t%zu\t%.6f\t%.6f\t%.6f", p->init[i], norm_names[norm],
                              p->rate[k], n, mean, sd,
                              within_sd(area[0], NORMS, CTR_SEEDS, p->seeds, norm));
            }
    return table_close(&t);
}

/* s minus each s~, paired by seed: once as a table of numbers, once as claims. */
static bool write_differences(const experiment *e, const plan *p, const outcome *results)
{
    static const char *const statements[NORMS] = {
        "", "AUC with s above AUC with s~ of exponent -1/2 at equal feature rate",
        "AUC with s above AUC with s~ as printed at equal feature rate"};
    char name[80], setting[200];
    double s[CTR_SEEDS], other[CTR_SEEDS];
    table t, claims;

    snprintf(name, sizeof name, "%s_difference", e->name);
    if (!table_open(&t, e, name, "init_sd\tagainst\trate\tn\tdifference\tsd\tt\tp"))
        return false;
    snprintf(name, sizeof name, "%s_claims", e->name);
    if (!table_open(&claims, e, name, CTR_CLAIM_COLUMNS)) {
        table_close(&t);
        return false;
    }
    for (size_t i = 0; i < p->inits; i++)
        for (size_t norm = 1; norm < NORMS; norm++)
            for (size_t k = 0; k < p->rates; k++) {
                at_rate(s, p, results, i, 0, p->rate[k]);
                at_rate(other, p, results, i, norm, p->rate[k]);
                paired_test test = ctr_paired(&p->source, s, other, p->seeds);
                if (test.n == 0)
                    continue;
                table_row(&t, "%g\t%s\t%g\t%zu\t%.6f\t%.6f\t%.3g\t%.3g", p->init[i],
                          norm_names[norm], p->rate[k], test.n, test.mean, test.sd, test.t, test.p);
                snprintf(setting, sizeof setting, "%s %s d=%zu init %g rate %g",
                         network_name(p->base.model),
                         p->base.optimizer == SGL_ADAM ? "adam" : "adagrad", p->base.d, p->init[i],
                         p->rate[k]);
                ctr_claim(&claims, norm == 2 ? "FIG2" : "FIG2/exact", statements[norm], setting,
                          test);
            }
    bool closed = table_close(&t);
    return table_close(&claims) && closed;
}

int main(int argc, char **argv)
{
    experiment e;
    plan p;
    int status;

    if (!ctr_begin(&e, &p.source, &p.seeds, argc, argv, "norms", &status))
        return status;
    p.base = ctr_training(&e);
    p.inits = conf_list(&e.conf, "init_sds", p.init);
    p.rates = conf_list(&e.conf, "rates", p.rate);
    p.per_setting = 0;
    for (size_t i = 0; i < NORMS; i++)
        p.per_setting += p.lambdas[i] = conf_list(&e.conf, norm_names[i], p.lambda[i]);
    if (experiment_misconfigured(&e))
        return 4;
    outcome *out = ctr_outcomes(&e, &p.source, &p.base, p.inits * p.seeds * p.per_setting, set, &p);
    return ctr_end(&p.source, out,
                   out && write_runs(&e, &p, out) && write_rates(&e, &p, out) &&
                       write_differences(&e, &p, out));
}
