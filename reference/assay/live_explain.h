/* Which variant is behind several recordings of one program: one that explains all of them. */
#ifndef SGL_LIVE_EXPLAIN_H
#define SGL_LIVE_EXPLAIN_H

#include "judge/lattice.h"

enum { LIVE_MOST_EXPLANATIONS = 8 };

typedef struct live_explanation {
    char names[LIVE_MOST_EXPLANATIONS][SGL_VARIANT_TEXT]; /* the best-known first       */
    size_t count;                                         /* 0: none                    */
    bool documented;                                      /* the first is a documented reading, else a defect or without a name */
    char advice[512];                                     /* what to change, of the first */
} live_explanation;

/** Find the variants that deviate on none of the recordings, all of one optimizer, and conform on at least one: the documented ones;
 *  if there are none the known defects; if there are none the points of the lattice around them. */
SGL_NODISCARD sgl_status live_explain(live_explanation *result, sgl_trace *const *traces, size_t count,
                                      const sgl_judge_options *options);

#endif
