/* trace.json: what sgl_trace_open and sgl_trace_write both know of its keys. */
#ifndef SGL_JUDGE_TRACE_JSON_H
#define SGL_JUDGE_TRACE_JSON_H

#include "judge/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The names of the optimizers and dtypes in trace.json. */
extern const char *const sgl_trace_optimizer_names[SGL_OPTIMIZERS];
extern const char *const sgl_trace_dtype_names[2];

/** One hyper-parameter. */
typedef struct sgl_trace_key {
    const char *name;
    size_t offset;          /* of the double in sgl_hyperparameters                       */
    unsigned needed, known; /* bit 1 << sgl_optimizer: it must, it may be given           */
    enum { SGL_POSITIVE, SGL_FRACTION, SGL_NONNEGATIVE } range;
    const char *aliases[4]; /* NULL after the last                                        */
} sgl_trace_key;

extern const sgl_trace_key sgl_trace_keys[SGL_HYPERS];

/** Fill trace from the text of trace.json: every field but the arrays, has_..., name and folder; and document, which the
 *  caller frees with the trace also on error.
 *
 *  Returns: as sgl_trace_open. A missing alpha is left to the caller, who knows whether there is a schedule.
 *  Out:     groups  true when the layout is in groups.npy; else layout is whole
 *  In:      path    of trace.json, for messages */
SGL_NODISCARD sgl_status sgl_trace_json_parse(sgl_trace *trace, bool *groups, const char *text, size_t size,
                                              const char *path, sgl_error *error);

/** "alpha: missing; ...", for the caller of sgl_trace_json_parse. Returns SGL_EFORMAT. */
sgl_status sgl_trace_json_missing(const sgl_trace *trace, sgl_hyper key, const char *path, sgl_error *error);

/** The text of trace.json for a record, to be freed; NULL when a hyper-parameter is not finite, a text is not UTF-8 or memory is
 *  short. */
char *sgl_trace_json_write(const sgl_trace_record *record);

#ifdef __cplusplus
}
#endif

#endif
