/* Independent runs spread over threads, with a journal so that a killed sweep can go on, and
 * progress on a terminal. A run depends on its number alone, so the results do not depend on the
 * threads. */
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

/** Make all runs, experiment->jobs at a time, into results [runs * values].
 *  With experiment->resume, runs found in DIR/NAME.journal of the same configuration are taken from
 * there. The journal is removed at the end. False when a run failed, or the journal cannot be
 * written. */
bool sweep_run(const sweep *s, double *results);

#endif
