/* Group X against X with magnitude pruning (Fig. 1, Tables 2 and 8): AUC at equal feature rate, for each share of the
 * training rows kept for fine-tuning. Tables: NAME (runs), NAME_rate (means), NAME_claims. */
#include "ctr_program.h"
#include "sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RATES = 16 };

typedef struct plan {
    ctr_source source;
    training base;
    size_t seeds, epochs, lambdas, shares, rates;
    double epoch[CONF_LIST], lambda[CONF_LIST], share[CONF_LIST], rate[CONF_LIST];
} plan;

/* For each number of epochs and seed: the runs of the lambdas, then those of the shares. A run gives an AUC and a rate for
 * each rate (a lambda: one). */
static size_t run_number(const plan *p, size_t epoch, size_t seed, size_t k)
{
    return (epoch * p->seeds + seed) * (p->lambdas + p->shares) + k;
}

static bool make(double *values, size_t run, void *context)
{
    plan *p = context;
    size_t k = run % (p->lambdas + p->shares), seed = run / (p->lambdas + p->shares) % p->seeds;
    size_t epoch = run / (p->lambdas + p->shares) / p->seeds;
    training how = p->base;
    outcome out[RATES];
    const dataset *data = ctr_source_get(&p->source, seed + 1);

    how.seed = seed + 1;
    how.epochs = (size_t)p->epoch[epoch];
    for (size_t i = 0; i < 2 * RATES; i++)
        values[i] = NAN;
    if (!data)
        return false;
    if (k < p->lambdas) {
        ctr_penalty(&how, "s", p->lambda[k]);
        if (!train(out, &how, data))
            return false;
    } else if (!train_and_prune(out, &how, data, p->rate, p->rates, p->share[k - p->lambdas])) {
        return false;
    }
    for (size_t i = 0; i < (k < p->lambdas ? 1 : p->rates); i++) {
        values[2 * i] = out[i].feature_rate;
        values[2 * i + 1] = out[i].auc;
    }
    return true;
}

/* AUC by seed of method 0 (Group X, between its lambdas) or method 1 + share, at rate number r. */
static void areas_of(double *area, const plan *p, const double *results, size_t epoch,
                     size_t method, size_t r)
{
    for (size_t seed = 0; seed < p->seeds; seed++) {
        double rates[CONF_LIST], areas[CONF_LIST];
        if (method > 0) {
            area[seed] = results[run_number(p, epoch, seed, p->lambdas + method - 1) * 2 * RATES +
                                 2 * r + 1];
            continue;
        }
        for (size_t k = 0; k < p->lambdas; k++) {
            const double *v = results + run_number(p, epoch, seed, k) * 2 * RATES;
            rates[k] = v[0];
            areas[k] = v[1];
        }
        area[seed] = interpolate_log(rates, areas, p->lambdas, p->rate[r]);
    }
}

static void method_name(char *name, size_t size, const plan *p, size_t method)
{
    if (method == 0)
        snprintf(name, size, "group");
    else
        snprintf(name, size, "prune_%g", p->share[method - 1]);
}

static void write_rate(ctr_tables *t, const plan *p, const double *results, size_t epoch, size_t r)
{
    double area[1 + CONF_LIST][CTR_SEEDS], mean, sd, best_mean = -1;
    size_t n, best = 1, none = 1;
    char name[40], best_name[40] = "", setting[160];

    for (size_t m = 0; m <= p->shares; m++)
        areas_of(area[m], p, results, epoch, m, r);
    for (size_t m = 0; m <= p->shares; m++) {
        mean_sd(&mean, &sd, &n, area[m], p->seeds);
        method_name(name, sizeof name, p, m);
        if (n > 0)
            table_row(&t->means, "%g\t%s\t%g\t%zu\t%.6f\t%.6f\t%.6f", p->epoch[epoch], name,
                      p->rate[r], n, mean, sd,
                      within_sd(area[0], 1 + p->shares, CTR_SEEDS, p->seeds, m));
        if (m > 0 && p->share[m - 1] == 0)
            none = m;
        if (m > 0 && mean > best_mean) {
            best_mean = mean;
            best = m;
            strcpy(best_name, name);
        }
    }
    snprintf(setting, sizeof setting, "%g epochs, rate %g, best schedule %s", p->epoch[epoch],
             p->rate[r], best_name);
    ctr_claim(&t->claims, "T2-WIN",
              "AUC of the group optimizer above magnitude pruning at equal feature rate", setting,
              ctr_paired(&p->source, area[0], area[best], p->seeds));
    for (size_t m = 1; m <= p->shares; m++)
        if (p->share[m - 1] > 0) {
            snprintf(setting, sizeof setting, "%g epochs, rate %g, share %g", p->epoch[epoch],
                     p->rate[r], p->share[m - 1]);
            ctr_claim(&t->claims, "T8-FT",
                      "fine-tuning after pruning raises AUC at equal feature rate", setting,
                      ctr_paired(&p->source, area[m], area[none], p->seeds));
        }
}

static bool write_tables(const experiment *e, const plan *p, const double *results)
{
    char method[40];
    ctr_tables t;

    if (!ctr_tables_open(&t, e, "epochs\tmethod\tlambda21\tseed\trate\tauc", "rate",
                         "epochs\tmethod\trate\tn\tauc\tsd\tsd_within"))
        return false;
    for (size_t epoch = 0; epoch < p->epochs; epoch++) {
        for (size_t k = 0; k < p->lambdas + p->shares; k++)
            for (size_t seed = 0; seed < p->seeds; seed++) {
                const double *v = results + run_number(p, epoch, seed, k) * 2 * RATES;
                method_name(method, sizeof method, p, k < p->lambdas ? 0 : k - p->lambdas + 1);
                for (size_t i = 0; i < RATES && !isnan(v[2 * i]); i++)
                    table_row(&t.runs, "%g\t%s\t%g\t%zu\t%.6f\t%.6f", p->epoch[epoch], method,
                              k < p->lambdas ? p->lambda[k] : 0, seed + 1, v[2 * i], v[2 * i + 1]);
            }
        for (size_t r = 0; r < p->rates; r++)
            write_rate(&t, p, results, epoch, r);
    }
    return ctr_tables_close(&t);
}

int main(int argc, char **argv)
{
    experiment e;
    plan p;
    int status;

    if (!ctr_begin(&e, &p.source, &p.seeds, argc, argv, "pruning", &status))
        return status;
    p.base = ctr_training(&e);
    p.epochs = conf_list(&e.conf, "epoch_list", p.epoch);
    p.lambdas = conf_list(&e.conf, "s", p.lambda);
    p.shares = conf_list(&e.conf, "shares", p.share);
    p.rates = conf_list(&e.conf, "rates", p.rate);
    if (p.rates > RATES || p.shares == 0 || p.share[0] != 0) {
        fprintf(stderr, "%s: expected at most %d rates, and shares that begin with 0\n",
                e.conf.file, RATES);
        return 4;
    }
    if (experiment_misconfigured(&e))
        return 4;
    sweep s = {&e, p.epochs * p.seeds * (p.lambdas + p.shares), 2 * RATES, make, &p};
    double *results = calloc(s.runs * s.values, sizeof *results);
    return ctr_end(&p.source, results,
                   results && sweep_run(&s, results) && write_tables(&e, &p, results));
}
