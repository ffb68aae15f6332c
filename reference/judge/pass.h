/* One pass over all groups of a recording at one precision: by the filter or exactly, spread over threads and the processes of a team. */
#ifndef SGL_PASS_H
#define SGL_PASS_H

#include "judge/judge.h"

/** Adds what is found to result, which says against what (variant, powers, bits) and is otherwise zero. Neither threads nor processes
 *  nor a journal change it.
 *
 *  Returns: SGL_OK; as sgl_judge.
 *  In/out:  result
 *           over     [steps + 1], 0 at first: 1 where a step diverges */
SGL_NODISCARD sgl_status sgl_pass(sgl_judgement *result, const sgl_trace *trace, unsigned char *over, const sgl_judge_options *options);

#endif
