/* Independent runs spread over ranks (ranks.h) and threads, with journals so that a killed sweep can
 * go on, and progress on a terminal. A run depends on its number alone, so the results do not depend
 * on ranks or threads. */
#ifndef SWEEP_H
#define SWEEP_H

#include "experiment.h"

enum { SWEEP_VALUES = 1024 };

typedef struct sweep {
    const experiment *experiment;
    size_t runs;
    size_t values; /* numbers that a run gives, at most SWEEP_VALUES; NaN allowed */
    /** Make run number run. Returns false when it could not be made; its message is out on stderr.
     */
    bool (*make)(double *values, size_t run, void *context);
    void *context;
} sweep;

/** Make all runs, experiment->jobs at a time in each rank, into results [runs * values], on every
 * rank. With experiment->resume, runs found in journals of the same configuration (sweep_journal.h)
 * are taken from there. The journals are removed at the end. False when a run failed, or a journal
 * cannot be written, in any rank. */
bool sweep_run(const sweep *s, double *results);

#endif
