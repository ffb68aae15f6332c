/* Group X at extreme sparsity against X itself, unpruned (Table 3), for each number of epochs and deviation of the
 * initial embeddings. Tables: NAME (runs), NAME_mean, NAME_claims. */
#include "ctr_program.h"

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

static void set(training *how, size_t run, const void *context)
{
    const plan *p = context;

    how->seed = run % p->seeds + 1;
    ctr_penalty(how, "s", p->lambda[run / p->seeds % p->lambdas]);
    how->init_sd = p->init[run / p->seeds / p->lambdas % p->inits];
    how->epochs = (size_t)p->epoch[run / p->seeds / p->lambdas / p->inits];
}

static void write_setting(ctr_tables *t, const plan *p, const outcome *out, size_t epoch,
                          size_t init)
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
            table_row(&t->runs, "%s\t%g\t%g\t%g\t%zu\t%.6f\t%.6f", optimizer, p->epoch[epoch],
                      p->init[init], p->lambda[k], seed + 1, v->feature_rate, v->auc);
        }
        mean_sd(&mean, &sd, &n, area, p->seeds);
        mean_sd(&rate_mean, &rate_sd, &n, rate, p->seeds);
        paired_test test = ctr_paired(&p->source, area, plain, p->seeds);
        table_row(&t->means, "%s\t%g\t%g\t%g\t%zu\t%.6f\t%.6f\t%.6f\t%.6f\t%.6f", optimizer,
                  p->epoch[epoch], p->init[init], p->lambda[k], n, rate_mean, mean, sd, test.mean,
                  test.sd);
        snprintf(setting, sizeof setting, "%s, %g epochs, init %g, lambda21 %g, rate %.4f",
                 optimizer, p->epoch[epoch], p->init[init], p->lambda[k], rate_mean);
        if (k > 0)
            ctr_claim(&t->claims, "T3-CLAIM",
                      "AUC of the group optimizer above the plain one, unpruned", setting, test);
    }
}

static bool write_tables(const experiment *e, const plan *p, const outcome *out)
{
    ctr_tables t;

    if (!ctr_tables_open(
            &t, e, "optimizer\tepochs\tinit_sd\tlambda21\tseed\trate\tauc", "mean",
            "optimizer\tepochs\tinit_sd\tlambda21\tn\trate\tauc\tsd\tdifference\tdifference_sd"))
        return false;
    for (size_t epoch = 0; epoch < p->epochs; epoch++)
        for (size_t init = 0; init < p->inits; init++)
            write_setting(&t, p, out, epoch, init);
    return ctr_tables_close(&t);
}

int main(int argc, char **argv)
{
    experiment e;
    plan p;
    int status;

    if (!ctr_begin(&e, &p.source, &p.seeds, argc, argv, "extreme", &status))
        return status;
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
    outcome *out =
        ctr_outcomes(&e, &p.source, &p.base, p.epochs * p.inits * p.lambdas * p.seeds, set, &p);
    return ctr_end(&p.source, out, out && write_tables(&e, &p, out));
}
