#include "ctr_program.h"

#include "blas.h"

#include <stdlib.h>

bool ctr_begin(experiment *e, ctr_source *source, size_t *seeds, int argc, char **argv,
               const char *name, int *status)
{
    blas_prepare(argv);
    *status = experiment_begin(e, argc, argv, name);
    if (*status) {
        *status = *status < 0 ? EXIT_SUCCESS : *status;
        return false;
    }
    *status = ctr_source_open(source, e, seeds) ? EXIT_SUCCESS : 4;
    return *status == EXIT_SUCCESS;
}

outcome *ctr_outcomes(const experiment *e, ctr_source *source, const training *base, size_t n,
                      void (*set)(training *how, size_t run, const void *plan), const void *plan)
{
    training *runs = calloc(n, sizeof *runs);
    outcome *out = calloc(n, sizeof *out);
    bool done = runs && out;

    for (size_t i = 0; done && i < n; i++) {
        runs[i] = *base;
        set(&runs[i], i, plan);
    }
    done = done && ctr_train_all(out, e, source, runs, n);
    free(runs);
    if (!done) {
        free(out);
        out = NULL;
    }
    return out;
}

bool ctr_tables_open(ctr_tables *t, const experiment *e, const char *run_columns, const char *means,
                     const char *mean_columns)
{
    char mean_name[80], claim_name[80];

    snprintf(mean_name, sizeof mean_name, "%s_%s", e->name, means);
    snprintf(claim_name, sizeof claim_name, "%s_claims", e->name);
    return table_open(&t->runs, e, e->name, run_columns) &&
           table_open(&t->means, e, mean_name, mean_columns) &&
           table_open(&t->claims, e, claim_name, CTR_CLAIM_COLUMNS);
}

bool ctr_tables_close(ctr_tables *t)
{
    bool closed = table_close(&t->runs);

    closed &= table_close(&t->means);
    return table_close(&t->claims) && closed;
}

int ctr_end(ctr_source *source, void *results, bool done)
{
    free(results);
    ctr_source_close(source);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
