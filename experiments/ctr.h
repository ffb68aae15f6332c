/* What the click-through-rate experiments share: data by seed, methods by name, claims with their tests. */
#ifndef CTR_H
#define CTR_H

#include "experiment.h"
#include "statistics.h"
#include "training.h"

#include <pthread.h>

enum { CTR_SEEDS = 64 };

/** Data sets by seed. Synthetic: seed k has data set k, made when first asked for. Real (--data): one data set, loaded
 *  at once, the same for every seed, or with resplit its rows in another order for every seed, so that other rows are
 *  for testing. */
typedef struct ctr_source {
    bool real, resplit;
    size_t train, test, data_seed;
    dataset sets[CTR_SEEDS + 1];
    pthread_mutex_t locks[CTR_SEEDS + 1];
} ctr_source;

/** Read seeds, train_rows, test_rows, data_seed (0: a data set for each seed; k: data set k for all) from the
 *  configuration, and load e->data where given. *seeds is how many seeds to run. False with a message. */
bool ctr_source_open(ctr_source *source, experiment *e, size_t *seeds);
void ctr_source_close(ctr_source *source);

/** The data set of seed 1 .. seeds, or NULL when memory is short. Safe from many threads. */
const dataset *ctr_source_get(ctr_source *source, size_t seed);

/** Read model, optimizer, d, batch, epochs, alpha, init_sd. Lambdas are 0, the norm is Algorithm 1's. */
training ctr_training(experiment *e);

/** Train runs[i] on the data set of its seed, for all i < n, spread over e->jobs threads; resumes. False on failure. */
bool ctr_train_all(outcome *out, const experiment *e, ctr_source *source, const training *runs,
                   size_t n);

/** "s" Algorithm 1's norm with lambda21, "exact", "printed", "l1". Sets norm and lambda. */
void ctr_penalty(training *how, const char *penalty, double lambda);

/** paired_t of a and b [n], by seed; of re-splits with Nadeau and Bengio's correction. */
paired_test ctr_paired(const ctr_source *source, const double *a, const double *b, size_t n);

/** One row of a table of claims: id (of proofs_checks/claims.tsv, / and the variant), statement, setting, n, effect, sd, t, p, verdict. The effect is test.mean, claimed to be
 *  positive: "reproduced" when it is and p < 0.05, "partly" when it is and p is not, "not" otherwise. Nothing when no pair was compared. */
void ctr_claim(table *t, const char *id, const char *statement, const char *setting,
               paired_test test);

/** The columns of ctr_claim's table. */
#define CTR_CLAIM_COLUMNS "id\tstatement\tsetting\tn\teffect\tsd\tt\tp\tverdict"

#endif
