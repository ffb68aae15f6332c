/* l1 against l21 at equal lambda (Section 4.4, Fig. 3): which deletes more features. Tables: NAME (runs), NAME_mean,
 * NAME_claims. */
#include "blas.h"
#include "ctr.h"

#include <math.h>
#include <stdlib.h>

static const char *const penalties[] = {"l1", "l21"};

static size_t place(size_t penalty, size_t k, size_t seed, size_t lambdas, size_t seeds)
{
    return (penalty * lambdas + k) * seeds + seed;
}

static bool write_tables(const experiment *e, const ctr_source *source, const outcome *out,
                         const double *lambda, size_t lambdas, size_t seeds)
{
    char name[80], setting[100];
    double rate[2][CTR_SEEDS], area[CTR_SEEDS], mean, sd, area_mean, area_sd;
    table runs, means, claims;
    size_t n;

    snprintf(name, sizeof name, "%s_mean", e->name);
    bool opened =
        table_open(&runs, e, e->name, "penalty\tlambda\tseed\trate\tweight_rate\tauc\tlog_loss");
    opened =
        opened && table_open(&means, e, name, "penalty\tlambda\tn\trate\trate_sd\tauc\tauc_sd");
    snprintf(name, sizeof name, "%s_claims", e->name);
    if (!opened || !table_open(&claims, e, name, CTR_CLAIM_COLUMNS))
        return false;
    for (size_t k = 0; k < lambdas; k++) {
        for (size_t p = 0; p < 2; p++) {
            for (size_t seed = 0; seed < seeds; seed++) {
                const outcome *v = &out[place(p, k, seed, lambdas, seeds)];
                rate[p][seed] = v->feature_rate;
                area[seed] = v->auc;
                table_row(&runs, "%s\t%g\t%zu\t%.6f\t%.6f\t%.6f\t%.6f", penalties[p], lambda[k],
                          seed + 1, v->feature_rate, v->weight_rate, v->auc, v->log_loss);
            }
            mean_sd(&mean, &sd, &n, rate[p], seeds);
            mean_sd(&area_mean, &area_sd, &n, area, seeds);
            table_row(&means, "%s\t%g\t%zu\t%.6f\t%.6f\t%.6f\t%.6f", penalties[p], lambda[k], n,
                      mean, sd, area_mean, area_sd);
        }
        snprintf(setting, sizeof setting, "lambda %g", lambda[k]);
        ctr_claim(&claims, "S44-L21",
                  "feature rate with l1 above feature rate with l21 at equal lambda", setting,
                  ctr_paired(source, rate[0], rate[1], seeds));
    }
    bool closed = table_close(&runs);
    closed &= table_close(&means);
    return table_close(&claims) && closed;
}

int main(int argc, char **argv)
{
    experiment e;
    ctr_source source;
    double lambda[CONF_LIST];
    size_t seeds;

    blas_prepare(argv);
    int status = experiment_begin(&e, argc, argv, "lasso");
    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    if (!ctr_source_open(&source, &e, &seeds))
        return 4;
    training base = ctr_training(&e);
    size_t lambdas = conf_list(&e.conf, "lambdas", lambda), n = 2 * lambdas * seeds;
    if (experiment_misconfigured(&e))
        return 4;
    training *runs = calloc(n, sizeof *runs);
    outcome *out = calloc(n, sizeof *out);
    bool done = runs && out;
    for (size_t p = 0; done && p < 2; p++)
        for (size_t k = 0; k < lambdas; k++)
            for (size_t seed = 0; seed < seeds; seed++) {
                training *how = &runs[place(p, k, seed, lambdas, seeds)];
                *how = base;
                how->seed = seed + 1;
                ctr_penalty(how, penalties[p], lambda[k]);
            }
    done = done && ctr_train_all(out, &e, &source, runs, n) &&
           write_tables(&e, &source, out, lambda, lambdas, seeds);
    free(runs);
    free(out);
    ctr_source_close(&source);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
