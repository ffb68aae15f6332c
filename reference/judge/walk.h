/* One group of a recording judged exactly, through all steps. */
#ifndef SGL_WALK_H
#define SGL_WALK_H

#include "judge/judge.h"

/** Walks a group in MPFI, at j->bits, against j->variant and j->powers. A division by 0 in the exact recursion ends the walk: what
 *  follows is counted as undefined. Safe for several groups at once; the caller's rounding mode is restored.
 *
 *  Returns: SGL_OK; SGL_EDOM, SGL_ENOMEM as sgl_judge.
 *  In/out:  j     counts and extremes are added to
 *           over  [T + 1]  over[t] = 1 where step t diverges; shared by all groups */
SGL_NODISCARD sgl_status sgl_walk_group(sgl_judgement *j, const sgl_trace *trace, size_t group, unsigned char *over,
                                        const sgl_judge_options *options);

#endif
