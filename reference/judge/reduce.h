/* A failing recording made small: the fewest steps that still fail, of the one group that does. */
#ifndef SGL_REDUCE_H
#define SGL_REDUCE_H

#include "judge/choose.h"

typedef struct sgl_reduction {
    size_t steps, group; /* of the recording that was reduced */
    bool all_groups;     /* no single group fails in every way of rounding: all were kept */
} sgl_reduction;

/** Write to folder the part of trace that still deviates from variant, as a recording that declares it.
 *
 *  A run is judged step by step from its own past, so what fails in its first t steps fails in all of it: the fewest steps are found by
 *  bisection. Of the groups the one that fails first is kept, if it fails alone: the nearest way of rounding (sgl_judge_variant) may be
 *  another one then.
 *
 *  Returns: SGL_OK; SGL_EDOM when the recording does not deviate (nothing is written); as sgl_trace_write. */
SGL_NODISCARD sgl_status sgl_reduce(sgl_reduction *reduction, const char *folder, const sgl_trace *trace,
                                    const sgl_named_variant *variant, const sgl_judge_options *options, sgl_error *error);

#endif
