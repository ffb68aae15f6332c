/* A recorded run, format sgl-trace/1: a folder with trace.json and NumPy arrays.
 *
 *     trace.json  format "sgl-trace/1", dtype "float32"|"float64", steps T >= 1, size n >= 1, group_size d | n or
 *                 groups "groups.npy", optimizer, hyperparameters {alpha, ...}; source, variant: text; other keys are kept
 *     x1.npy            (n,)    x_1
 *     grads.npy         (T, n)  g_1 .. g_T as fed to the program
 *     x.npy             (T, n)  x_2 .. x_{T+1}
 *     hessian_diag.npy  (T, n)  D_1 .. D_T, adahessian only
 *     alpha.npy         (T,)    optional: the learning rate of each step
 *     groups.npy        (G+1,)  0 = first entry of group 0 < ... < n
 *     row_ptr.npy (T+1,), rows.npy (nnz,)  optional: rows[row_ptr[t-1] .. row_ptr[t]-1] are the groups of step t
 *
 * Steps and x are numbered as in the paper, from 1: x_1 is what the run starts from and x_{t+1} what step t leaves.
 * Groups and elements are numbered from 0. */
#ifndef SGL_JUDGE_TRACE_H
#define SGL_JUDGE_TRACE_H

#include "judge/error.h"
#include "judge/npy.h"
#include "judge/team.h"
#include "sgl_trace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Position of a hyper-parameter in sgl_trace.given. */
typedef enum sgl_hyper {
    SGL_HYPER_ALPHA,
    SGL_HYPER_BETA1,
    SGL_HYPER_BETA2,
    SGL_HYPER_GAMMA,
    SGL_HYPER_EPSILON,
    SGL_HYPER_INITIAL_ACCUMULATOR,
    SGL_HYPER_BETA,
    SGL_HYPER_LAMBDA1,
    SGL_HYPER_LAMBDA21,
    SGL_HYPER_LAMBDA2,
    SGL_HYPERS
} sgl_hyper;

struct json_t;

/** Read-only for everyone but the functions below. */
typedef struct sgl_trace {
    char *folder;            /* as given                                                     */
    char *name;              /* its last component                                           */
    const char *source;      /* "" when trace.json has none                                  */
    const char *declared;    /* the variant that its author believes it is, or NULL          */
    sgl_dtype dtype;
    size_t steps;            /* T                                                            */
    sgl_layout layout;       /* size n, groups G                                             */
    sgl_optimizer optimizer;
    sgl_hyperparameters hyper; /* 0 where not given; alpha is alpha_1 where only a schedule is */
    unsigned given;          /* bit 1 << SGL_HYPER_...: trace.json has it                    */
    bool has_schedule, has_rows, has_hessian;
    sgl_npy x1, grads, x, hessian, alpha;
    size_t *row_ptr, *rows;  /* NULL unless has_rows                                         */
    size_t *offsets;         /* what layout.offsets points to, or NULL                       */
    struct json_t *document; /* trace.json, keys that nobody knows included                  */
} sgl_trace;

/** Read a recording and check all of it: sizes against each other, every number of x1, grads, hessian and x finite, every
 *  hyper-parameter that the optimizer has inside its range (sgl_spec.h), groups, rows.
 *
 *  Required: alpha (or alpha.npy); momentum: gamma; adagrad, adam, amsgrad, adahessian: epsilon; the last three: beta1,
 *  beta2; ftrl: initial_accumulator. The lambdas, and ftrl's beta, are 0 when absent. Hyper-parameters that the optimizer
 *  does not have are ignored. Numbers may be strings in C's "%a" form. Other names accepted: see trace_json.c.
 *  Arrays may be float64 in a float32 recording when every value is a float32; x must not be narrower than dtype.
 *
 *  Returns: SGL_OK; SGL_EIO when a file cannot be read; SGL_EFORMAT when one is not what the format says; SGL_EDIM when a
 *           size is 0, too large or at odds with another; SGL_EDOM when a number is not finite or outside its range;
 *           SGL_ENOMEM.
 *  Out:     trace   to be closed with sgl_trace_close; NULL on error
 *           error   or NULL: one line, "FOLDER/FILE: key or byte: what was found; what was expected" */
SGL_NODISCARD sgl_status sgl_trace_open(sgl_trace **trace, const char *folder, sgl_error *error);

/** The same by all members of a team, each of which has the folder and reads a part of the numbers. All return the same.
 *  Returns: also SGL_EFORMAT when they do not see one recording; SGL_EIO when a member is gone.
 *  In:      team    NULL: this process alone */
SGL_NODISCARD sgl_status sgl_trace_open_together(sgl_trace **trace, const char *folder, const sgl_team *team, sgl_error *error);

/** A number made of the sizes, the hyper-parameters, and the first, middle and last rows: enough to tell another recording, not to detect
 *  a change of one number. */
unsigned long long sgl_trace_fingerprint(const sgl_trace *trace);

/** Accepts NULL. */
void sgl_trace_close(sgl_trace *trace);

/** out[i] = entry begin + i of x_t, 1 <= t <= T+1; of g_t and D_t, 1 <= t <= T; begin <= end <= n. Exact. */
void sgl_trace_x(double *out, const sgl_trace *trace, size_t t, size_t begin, size_t end);
void sgl_trace_g(double *out, const sgl_trace *trace, size_t t, size_t begin, size_t end);
void sgl_trace_hessian(double *out, const sgl_trace *trace, size_t t, size_t begin, size_t end);

/** alpha_t of the schedule, else hyper.alpha; 1 <= t <= T. */
double sgl_trace_alpha(const sgl_trace *trace, size_t t);

/** Whether step t touches group k: true for all without rows. */
bool sgl_trace_touches(const sgl_trace *trace, size_t t, size_t k);

/** Groups first .. first + count - 1 >= first of a layout, as a layout of their own that begins at entry 0.
 *  Returns: the entry that they begin at.
 *  Out:     offsets   [count + 1], used where there are several and the whole has offsets: then part borrows it */
size_t sgl_trace_part(sgl_layout *part, size_t *offsets, const sgl_layout *whole, size_t first, size_t count);

/** A recording that is in memory, checked as sgl_trace_open checks one and copied.
 *
 *  Returns: as sgl_trace_open.
 *  Out:     trace   to be closed with sgl_trace_close; NULL on error
 *  In:      name    its folder and name, and what messages call it */
SGL_NODISCARD sgl_status sgl_trace_of_record(sgl_trace **trace, const char *name, const sgl_trace_record *record,
                                             sgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
