/* The frame of a click-through-rate experiment: its start, its grid of runs, its tables of runs, means and claims. */
#ifndef CTR_PROGRAM_H
#define CTR_PROGRAM_H

#include "ctr.h"

/** Read the command line, the configuration and the data of experiment NAME.
 *  Returns: EXIT_SUCCESS to go on; else what main returns, in *status: a failure, or success after --help. */
bool ctr_begin(experiment *e, ctr_source *source, size_t *seeds, int argc, char **argv,
               const char *name, int *status);

/** The outcomes of runs 0 .. n-1, to be freed; NULL on failure. Run i is base as set changes it, on the data set of its
 *  seed, which set gives too. */
outcome *ctr_outcomes(const experiment *e, ctr_source *source, const training *base, size_t n,
                      void (*set)(training *how, size_t run, const void *plan), const void *plan);

typedef struct ctr_tables {
    table runs, means, claims;
} ctr_tables;

/** Begin NAME, NAME_MEANS and NAME_claims, the first two with these columns. False with a message. */
bool ctr_tables_open(ctr_tables *t, const experiment *e, const char *run_columns, const char *means,
                     const char *mean_columns);

/** All three into place. False with a message when one is not complete. */
bool ctr_tables_close(ctr_tables *t);

/** Free what main holds, and its status. */
int ctr_end(ctr_source *source, void *results, bool done);

#endif
