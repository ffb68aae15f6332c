/* Embedding dimension (Table 4) and its stated reason, the factor sqrt(d): feature rate and AUC over d with the factor
 * and, at a lambda21 that equals it at d = 8, without. Tables: NAME, NAME_mean, NAME_claims. */
#include "ctr_program.h"

#include <math.h>
#include <stdlib.h>

static const char *const factors[] = {"sqrt_d", "one"};

typedef struct plan {
    ctr_source source;
    training base;
    double d[CONF_LIST], lambda[2];
    size_t dims, seeds;
} plan;

static size_t place(const plan *p, size_t factor, size_t k, size_t seed)
{
    return (factor * p->dims + k) * p->seeds + seed;
}

static void set(training *how, size_t run, const void *context)
{
    const plan *p = context;
    size_t factor = run / p->seeds / p->dims;

    how->seed = run % p->seeds + 1;
    how->d = (size_t)p->d[run / p->seeds % p->dims];
    how->group_factor = factor ? SGL_GROUP_ONE : SGL_GROUP_SQRT_D;
    ctr_penalty(how, "s", p->lambda[factor]);
}

/* log of rate at the smallest d over rate at the largest, by seed. */
static void log_ratios(double *ratio, const plan *p, const outcome *out, size_t factor)
{
    for (size_t seed = 0; seed < p->seeds; seed++)
        ratio[seed] = log(out[place(p, factor, 0, seed)].feature_rate /
                          out[place(p, factor, p->dims - 1, seed)].feature_rate);
}

static void write_claims(table *t, const plan *p, const outcome *out)
{
    double with[CTR_SEEDS], without[CTR_SEEDS], bound[CTR_SEEDS],
        zero[CTR_SEEDS] = {0}, before[CTR_SEEDS], last[CTR_SEEDS];
    char setting[100];

    log_ratios(with, p, out, 0);
    log_ratios(without, p, out, 1);
    for (size_t seed = 0; seed < p->seeds; seed++) {
        without[seed] = fabs(without[seed]);
        bound[seed] = log(1.3);
        before[seed] = out[place(p, 0, p->dims > 1 ? p->dims - 2 : 0, seed)].auc;
        last[seed] = out[place(p, 0, p->dims - 1, seed)].auc;
    }
    snprintf(setting, sizeof setting, "log rate(%g)/rate(%g), lambda21 %g", p->d[0],
             p->d[p->dims - 1], p->lambda[0]);
    ctr_claim(t, "T4-MONO", "feature rate falls as the embedding dimension grows", setting,
              ctr_paired(&p->source, with, zero, p->seeds));
    snprintf(setting, sizeof setting, "log 1.3 - |log rate(%g)/rate(%g)|, lambda21 %g", p->d[0],
             p->d[p->dims - 1], p->lambda[1]);
    ctr_claim(t, "S44-REASON", "without the factor sqrt(d) the rate changes by less than 1.3 times",
              setting, ctr_paired(&p->source, bound, without, p->seeds));
    snprintf(setting, sizeof setting, "AUC(d=%g) - AUC(d=%g)", p->d[p->dims > 1 ? p->dims - 2 : 0],
             p->d[p->dims - 1]);
    ctr_claim(t, "T4-AUC", "AUC drops at the largest dimension", setting,
              ctr_paired(&p->source, before, last, p->seeds));
}

static bool write_tables(const experiment *e, const plan *p, const outcome *out)
{
    double rate[CTR_SEEDS], area[CTR_SEEDS], mean, sd, area_mean, area_sd;
    ctr_tables t;
    size_t n;

    if (!ctr_tables_open(&t, e, "factor\td\tlambda21\tseed\trate\tauc", "mean",
                         "factor\td\tn\trate\trate_sd\tauc\tauc_sd"))
        return false;
    for (size_t f = 0; f < 2; f++)
        for (size_t k = 0; k < p->dims; k++) {
            for (size_t seed = 0; seed < p->seeds; seed++) {
                const outcome *v = &out[place(p, f, k, seed)];
                rate[seed] = v->feature_rate;
                area[seed] = v->auc;
                table_row(&t.runs, "%s\t%g\t%g\t%zu\t%.6f\t%.6f", factors[f], p->d[k], p->lambda[f],
                          seed + 1, v->feature_rate, v->auc);
            }
            mean_sd(&mean, &sd, &n, rate, p->seeds);
            mean_sd(&area_mean, &area_sd, &n, area, p->seeds);
            table_row(&t.means, "%s\t%g\t%zu\t%.6f\t%.6f\t%.6f\t%.6f", factors[f], p->d[k], n, mean,
                      sd, area_mean, area_sd);
        }
    write_claims(&t.claims, p, out);
    return ctr_tables_close(&t);
}

int main(int argc, char **argv)
{
    experiment e;
    plan p;
    int status;

    if (!ctr_begin(&e, &p.source, &p.seeds, argc, argv, "dimension", &status))
        return status;
    p.base = ctr_training(&e);
    p.dims = conf_list(&e.conf, "dims", p.d);
    p.lambda[0] = conf_number(&e.conf, "lambda21");
    p.lambda[1] = p.lambda[0] * sqrt(8);
    if (experiment_misconfigured(&e))
        return 4;
    outcome *out = ctr_outcomes(&e, &p.source, &p.base, 2 * p.dims * p.seeds, set, &p);
    return ctr_end(&p.source, out, out && write_tables(&e, &p, out));
}
