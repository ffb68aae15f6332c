/* One pass over all groups of a recording at one precision: by the filter or exactly, spread over threads and the processes of a team. */
#ifndef SGL_PASS_H
#define SGL_PASS_H

#include "judge/judge.h"

/** Adds what is found to result, which says against what (variant, powers, bits) and is otherwise zero. Neither threads nor processes
 *  nor a journal change it.
 *
 *  Returns: SGL_OK; as sgl_judge; SGL_ENOMEM at once where the largest group takes more memory than there is (sgl_pass_memory).
 *  In/out:  result
 *           over     [steps + 1], 0 at first: 1 where a step diverges */
SGL_NODISCARD sgl_status sgl_pass(sgl_judgement *result, const sgl_trace *trace, unsigned char *over, const sgl_judge_options *options);

/** Bytes that a thread holds for the largest group, about: a group has one norm, so all its weights are held at once, and of each all that
 *  the walk knows of it. SIZE_MAX where that is no number. */
size_t sgl_pass_memory(const sgl_trace *trace, bool exact);

#endif
