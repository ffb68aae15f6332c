/* What a sweep has made so far, on disk: DIR/NAME.journal of rank 0, DIR/NAME.journal.R of rank R.
 * A file begins with a mark of all that the runs depend on; then one line a run, in any order. Any
 * number of ranks reads what any other number left. */
#ifndef SWEEP_JOURNAL_H
#define SWEEP_JOURNAL_H

#include "sweep.h"

#include <stdint.h>

typedef struct sweep_journal {
    const sweep *sweep;
    double *results;     /* [runs * values] */
    unsigned char *done; /* [runs]: results holds the run */
    size_t finished;     /* runs done */
    uint64_t mark;
    FILE *file;
    char path[400]; /* this rank's */
} sweep_journal;

/** Names and mark; reads and writes nothing. done must be all 0. */
void sweep_journal_prepare(sweep_journal *j);

/** Take the runs not yet done from all files with the mark, whoever wrote them. */
void sweep_journal_read(sweep_journal *j);

/** Begin this rank's file, with the runs done so far when this is rank 0; it replaces an older one
 * in one step. False with a message. */
bool sweep_journal_begin(sweep_journal *j);

/** Whether rank 0's file is seen here with the same mark; a message when not. To ask before hours of
 * work, not after. */
bool sweep_journal_shared(const sweep_journal *j);

/** One more run; done when this returns, but for the power failing. */
void sweep_journal_write(sweep_journal *j, size_t run);

/** False with a message when anything could not be written. */
bool sweep_journal_close(sweep_journal *j);

/** Remove the files of all ranks, or of all but rank 0. */
void sweep_journal_remove(const sweep_journal *j, bool but_first);

#endif
