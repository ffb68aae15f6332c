/* What a picture of one judged recording needs: gathered entry by entry while it is judged once more. */
#ifndef SGL_DETAIL_H
#define SGL_DETAIL_H

#include "judge/judge.h"

#include <pthread.h>

enum { DETAIL_BINS = 41, DETAIL_ROWS = 64, DETAIL_COLUMNS = 240 };

/** Entries of some neighbouring groups and steps. */
typedef struct detail_cell {
    size_t zero, live, undecided, wrong; /* recorded 0, recorded not 0, of which not decided, of which zero-pattern violations */
} detail_cell;

typedef struct detail {
    size_t steps, groups;
    double *ratio;            /* [steps + 1] largest |error| of each step, from 1; may be infinite      */
    unsigned char *violated;  /* [steps + 1] the step has a zero-pattern violation                      */
    double range;             /* the histogram covers errors from -range to range, 1 at most            */
    size_t histogram[DETAIL_BINS], below, above; /* of signed error; the others beyond the range        */
    size_t rows, columns;     /* of the map: at most DETAIL_ROWS x DETAIL_COLUMNS                       */
    detail_cell *cells;       /* [rows * columns]; group k is in row k rows / groups, step t in column (t-1) columns / steps */
    pthread_mutex_t lock;
} detail;

/** Judge once more, as j says, and gather. Returns SGL_OK; SGL_ENOMEM. Out: d, to be freed with detail_free (accepts NULL). */
SGL_NODISCARD sgl_status detail_gather(detail **d, const sgl_trace *trace, const sgl_judgement *j);
void detail_free(detail *d);

#endif
