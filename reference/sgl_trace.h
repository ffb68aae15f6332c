/* Writing a recorded run of an optimizer, format sgl-trace/1, for `assay check`: the folder that sgl-trace(5) describes.
 * Link with -lsglref; needs sgl_spec.h and nothing else.
 *
 *     sgl_trace_record record = {.dtype = SGL_FLOAT32, .steps = T, .layout = {.size = n, .groups = n, .group_size = 1},
 *                                .optimizer = SGL_ADAM, .hyper = {.alpha = 0.001, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8},
 *                                .x1 = x1, .grads = g, .x = x};
 *     if (sgl_trace_write("my_run", &record, &error) != SGL_OK) fputs(error.text, stderr); */
#ifndef SGL_TRACE_H
#define SGL_TRACE_H

#include "sgl_spec.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What sgl_trace_write writes. Arrays are of dtype, C order; NULL where optional and absent. */
typedef struct sgl_trace_record {
    const char *source;              /* the program it comes from, in words; or NULL */
    const char *declared;            /* the variant that it is believed to be, or NULL */
    sgl_dtype dtype;
    size_t steps;
    sgl_layout layout;
    sgl_optimizer optimizer;
    sgl_hyperparameters hyper;
    const void *x1;                  /* [n] the weights before step 1 */
    const void *grads, *x, *hessian; /* [T*n] g_t as fed, the weights after step t, D_t (adahessian) */
    const double *alpha;             /* [T] or NULL */
    const size_t *row_ptr, *rows;    /* [T+1], [row_ptr[T]], or both NULL */
} sgl_trace_record;

/** Write a recording: a temporary folder beside it, renamed when whole, and read back first, so that what exists is what
 *  `assay check` accepts. The hyper-parameters that the optimizer has are written.
 *
 *  Returns: SGL_OK; SGL_EIO, also when folder exists and is not empty; SGL_EDIM, SGL_EDOM, SGL_EFORMAT for a record that it
 *           would refuse; SGL_ENOMEM.
 *  Out:     error   or NULL: one line that says what is wrong, and where */
SGL_API SGL_NODISCARD sgl_status sgl_trace_write(const char *folder, const sgl_trace_record *record,
                                                 sgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
