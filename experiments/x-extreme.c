/* Group X at extreme sparsity against X itself, unpruned (Table 3), for each number of epochs and deviation of the
 * initial embeddings. Tables: NAME (runs), NAME_mean, NAME_claims. */
#include "blas.h"
#include "ctr.h"

#include <math.h>
#include <stdlib.h>

typedef struct plan {
    ctr_source source;
    training base;
    size_t seeds, epochs, inits, lambdas;
    double epoch[CONF_LIST], init[CONF_LIST], lambda[CONF_LIST];
} plan;

static size_t place(const plan *p, size_t epoch, size_t init, size_t k, size_t seed)
{
    return ((epoch * p->inits + init) * p->lambdas + k) * p->seeds + seed;
}

static void write_setting(table *runs, table *means, table *claims, const plan *p,
                          const outcome *out, size_t epoch, size_t init)
{
    const char *optimizer = p->base.optimizer == SGL_ADAM ? "adam" : "adagrad";
    double plain[CTR_SEEDS], area[CTR_SEEDS], rate[CTR_SEEDS], mean, sd, rate_mean, rate_sd;
    char setting[160];
    size_t n;

    for (size_t k = 0; k < p->lambdas; k++) {
        for (size_t seed = 0; seed < p->seeds; seed++) {
            const outcome *v = &out[place(p, epoch, init, k, seed)];
            area[seed] = v->auc;
            rate[seed] = v->feature_rate;
            plain[seed] = out[place(p, epoch, init, 0, seed)].auc;
            table_row(runs, "%s\t%g\t%g\t%g\t%zu\t%.6f\t%.6f", optimizer, p->epoch[epoch],
                      p->init[init], p->lambda[k], seed + 1, v->feature_rate, v->auc);
        }
        mean_sd(&mean, &sd, &n, area, p->seeds);
        mean_sd(&rate_mean, &rate_sd, &n, rate, p->seeds);
        paired_test test = ctr_paired(&p->source, area, plain, p->seeds);
        table_row(means, "%s\t%g\t%g\t%g\t%zu\t%.6f\t%.6f\t%.6f\t%.6f\t%.6f", optimizer,
                  p->epoch[epoch], p->init[init], p->lambda[k], n, rate_mean, mean, sd, test.mean,
                  test.sd);
        snprintf(setting, sizeof setting, "%s, %g epochs, init %g, lambda21 %g, rate %.4f",
                 optimizer, p->epoch[epoch], p->init[init], p->lambda[k], rate_mean);
        if (k > 0)
            ctr_claim(claims, "T3-CLAIM",
                      "AUC of the group optimizer above the plain one, unpruned", setting, test);
    }
}

static bool write_tables(const experiment *e, const plan *p, const outcome *out)
{
    char name[80];
    table runs, means, claims;

    snprintf(name, sizeof name, "%s_mean", e->name);
    bool opened =
        table_open(&runs, e, e->name, "optimizer\tepochs\tinit_sd\tlambda21\tseed\trate\tauc") &&
        table_open(
            &means, e, name,
            "optimizer\tepochs\tinit_sd\tlambda21\tn\trate\tauc\tsd\tdifference\tdifference_sd");
    snprintf(name, sizeof name, "%s_claims", e->name);
    if (!opened || !table_open(&claims, e, name, CTR_CLAIM_COLUMNS))
        return false;
    for (size_t epoch = 0; epoch < p->epochs; epoch++)
        for (size_t init = 0; init < p->inits; init++)
            write_setting(&runs, &means, &claims, p, out, epoch, init);
    bool closed = table_close(&runs);
    closed &= table_close(&means);
    return table_close(&claims) && closed;
}

int main(int argc, char **argv)
{
    experiment e;
    plan p;

    blas_prepare(argv);
    int status = experiment_begin(&e, argc, argv, "extreme");
    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    if (!ctr_source_open(&p.source, &e, &p.seeds))
        return 4;
    p.base = ctr_training(&e);
    p.epochs = conf_list(&e.conf, "epoch_list", p.epoch);
    p.inits = conf_list(&e.conf, "init_sds", p.init);
    p.lambdas = conf_list(&e.conf, "s", p.lambda);
    if (p.lambdas == 0 || p.lambda[0] != 0) {
        fprintf(stderr, "%s: expected s to begin with 0, the plain optimizer\n", e.conf.file);
        return 4;
    }
    if (experiment_misconfigured(&e))
        return 4;
    size_t n = p.epochs * p.inits * p.lambdas * p.seeds;
    training *runs = calloc(n, sizeof *runs);
    outcome *out = calloc(n, sizeof *out);
    bool done = runs && out;
    for (size_t i = 0; done && i < n; i++) {
        runs[i] = p.base;
        runs[i].seed = i % p.seeds + 1;
        ctr_penalty(&runs[i], "s", p.lambda[i / p.seeds % p.lambdas]);
        runs[i].init_sd = p.init[i / p.seeds / p.lambdas % p.inits];
        runs[i].epochs = (size_t)p.epoch[i / p.seeds / p.lambdas / p.inits];
    }
    done = done && ctr_train_all(out, &e, &p.source, runs, n) && write_tables(&e, &p, out);
    free(runs);
    free(out);
    ctr_source_close(&p.source);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
