/* l1 against l21 at equal lambda (Section 4.4, Fig. 3): which deletes more features. Tables: NAME (runs), NAME_mean,
 * NAME_claims. */
#include "ctr_program.h"

#include <stdlib.h>

static const char *const penalties[] = {"l1", "l21"};

typedef struct plan {
    ctr_source source;
    training base;
    double lambda[CONF_LIST];
    size_t lambdas, seeds;
} plan;

static size_t place(const plan *p, size_t penalty, size_t k, size_t seed)
{
    return (penalty * p->lambdas + k) * p->seeds + seed;
}

static void set(training *how, size_t run, const void *context)
{
    const plan *p = context;

    how->seed = run % p->seeds + 1;
    ctr_penalty(how, penalties[run / p->seeds / p->lambdas],
                p->lambda[run / p->seeds % p->lambdas]);
}

static bool write_tables(const experiment *e, const plan *p, const outcome *out)
{
    char setting[100];
    double rate[2][CTR_SEEDS], area[CTR_SEEDS], mean, sd, area_mean, area_sd;
    ctr_tables t;
    size_t n;

    if (!ctr_tables_open(&t, e, "penalty\tlambda\tseed\trate\tweight_rate\tauc\tlog_loss", "mean",
                         "penalty\tlambda\tn\trate\trate_sd\tauc\tauc_sd"))
        return false;
    for (size_t k = 0; k < p->lambdas; k++) {
        for (size_t l = 0; l < 2; l++) {
            for (size_t seed = 0; seed < p->seeds; seed++) {
                const outcome *v = &out[place(p, l, k, seed)];
                rate[l][seed] = v->feature_rate;
                area[seed] = v->auc;
                table_row(&t.runs, "%s\t%g\t%zu\t%.6f\t%.6f\t%.6f\t%.6f", penalties[l],
                          p->lambda[k], seed + 1, v->feature_rate, v->weight_rate, v->auc,
                          v->log_loss);
            }
            mean_sd(&mean, &sd, &n, rate[l], p->seeds);
            mean_sd(&area_mean, &area_sd, &n, area, p->seeds);
            table_row(&t.means, "%s\t%g\t%zu\t%.6f\t%.6f\t%.6f\t%.6f", penalties[l], p->lambda[k],
                      n, mean, sd, area_mean, area_sd);
        }
        snprintf(setting, sizeof setting, "lambda %g", p->lambda[k]);
        ctr_claim(&t.claims, "S44-L21",
                  "feature rate with l1 above feature rate with l21 at equal lambda", setting,
                  ctr_paired(&p->source, rate[0], rate[1], p->seeds));
    }
    return ctr_tables_close(&t);
}

int main(int argc, char **argv)
{
    experiment e;
    plan p;
    int status;

    if (!ctr_begin(&e, &p.source, &p.seeds, argc, argv, "lasso", &status))
        return status;
    p.base = ctr_training(&e);
    p.lambdas = conf_list(&e.conf, "lambdas", p.lambda);
    if (experiment_misconfigured(&e))
        return 4;
    outcome *out = ctr_outcomes(&e, &p.source, &p.base, 2 * p.lambdas * p.seeds, set, &p);
    return ctr_end(&p.source, out, out && write_tables(&e, &p, out));
}
