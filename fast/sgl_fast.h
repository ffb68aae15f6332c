/* The optimizers of the paper as a user runs them: float32 and float64, dense and by rows, at the speed
 * of memory.
 *
 *     sgl_step step;
 *     sgl_step_begin(&step, &variant, &hyper);                    once
 *     sgl_dense_start_f32(&arrays, size, &step);                  state at t = 0, from x_1
 *     for (...) {
 *         ... gradient g at x ...
 *         sgl_step_next(&step, alpha);                            t <- t + 1
 *         sgl_dense_f32(&arrays, g, NULL, &layout, &step);        x_t -> x_{t+1}
 *     }
 *
 * Conventions
 *   - The caller owns all memory. No function allocates, locks or keeps global state; only sgl_save_* and
 *     sgl_load_* touch the file system, and none prints. Arrays do not overlap.
 *   - Every operation is rounded once, to nearest, in the order that fast/README.md gives; what is fused is
 *     written as fma. Hence the same bits on every path, for every number of threads, with every compiler that
 *     follows IEEE 754.
 *   - The state is not z_t but y_t = z_t + W_t x_{t+1}, which obeys
 *         z_{t+1} = y_t + m_{t+1} - W_{t+1} x_{t+1}:
 *     W_t, and so a second square root, a step's memory of alpha_t and beta^t, and a row's time of last touch, are
 *     not needed. z_t = y_t - W_t x_{t+1} where someone wants it. Whoever changes x changes z with it.
 *   - A weight is zero exactly (+0) when its group or |z| <= lambda1 says so. NaN and infinity in g are not
 *     looked for: a NaN stays in m, v and y, and makes the x of its whole group NaN.
 *   - Errors: fast/bounds.def, a row per function. Units: sgl_ref.h, or the paper.
 *   - Source: Table 1, Algorithms 1 to 3; MATH in reference/sgl_spec.h. */
#ifndef SGL_FAST_H
#define SGL_FAST_H

#include "sgl_spec.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Which machine code runs. All give the same bits. */
typedef enum sgl_path {
    SGL_PATH_BEST, /* the widest of the others that this machine has */
    SGL_PATH_PORTABLE,
    SGL_PATH_AVX2,
    SGL_PATH_AVX512,
    SGL_PATHS
} sgl_path;

/** "best", "portable", "avx2", "avx512". */
SGL_API const char *sgl_path_name(sgl_path path);

/** Whether this build on this machine can run path. 1 or 0. */
SGL_API int sgl_path_available(sgl_path path);

/** The arrays of state, as bits: which of them a step reads and writes. x is always there. */
enum {
    SGL_PART_M = 1,       /* first moment                         */
    SGL_PART_V = 2,       /* second moment, or accumulator        */
    SGL_PART_MAXIMUM = 4, /* AMSGrad's maximum, kept apart        */
    SGL_PART_Y = 8,       /* y = z + W x                          */
    SGL_PART_HESSIAN = 16 /* input: the Hessian's diagonal D_t    */
};

/** What all weights share at step t. Read it; only path and threads are for the caller to change. */
typedef struct sgl_step {
    sgl_path path; /* SGL_PATH_BEST */
    int threads;   /* at most so many; 0: as many as OpenMP would use. 1 without OpenMP */
    size_t t;      /* the step, 0 before the first */
    unsigned parts;
    sgl_variant variant;
    sgl_hyperparameters hyper;
    int plain; /* all lambda = 0 and one W: x <- x - m_t/W_t, y not needed                      */
    double decay1, gain1, decay2,
        gain2;                 /* m <- decay1 m + gain1 g;  v <- decay2 v + gain2 q           */
    double v_first;            /* added to v at t = 1                                         */
    double maximum_factor;     /* v enters the maximum times this                             */
    double m_factor, g_factor; /* m_t = m_factor m + g_factor g                               */
    double inside, root;       /* root_t = root sqrt(v + inside); root alone for sgd          */
    double add_in, add_out; /* z = y + m_t - (root_t + add_in) x;  y = z + (root_t + add_out) x */
    double add_denominator; /* 2 A_t = root_t + add_denominator                            */
    double lambda1, lambda21,
        lambda2_term;        /* as the variant scales them; the last is 2 lambda2          */
    double v_start, w_start; /* v at t = 0, and W_0: y starts at W_0 x_1                     */
    double compounded, epsilon_first, epsilon_sum, epsilon_dual; /* memory */
} sgl_step;

/** Checks a method and prepares step t = 0.
 *
 *  Returns: SGL_OK; SGL_EDOM when a hyper-parameter that the optimizer uses is outside its range, or the variant
 *           has a value that the kernels do not implement (step untouched). Not implemented: SGL_SOFT_SIGNBIT, a
 *           power other than 1/2, accumulate_times other than 1, and
 *           SGL_ROWS_LAZY with SGL_FIRST_GLOBAL where epsilon's part of W^z changes with t (a row would have to know
 *           whether step 1 touched it).
 *  Out:     step     parts says which arrays the steps need: no SGL_PART_Y when all lambda = 0 and the algorithm is
 *                    the plain optimizer x - m/W
 *  In:      variant  rows = SGL_ROWS_LAZY only with sgl_rows_*, SGL_ROWS_DENSE with either */
SGL_API SGL_NODISCARD sgl_status sgl_step_begin(sgl_step *step, const sgl_variant *variant,
                                                const sgl_hyperparameters *hyper);

/** t <- t + 1 with step size alpha (hyper.alpha where there is no schedule).
 *  Returns: SGL_OK; SGL_EDOM unless alpha is finite and > 0, or when a schedule changes epsilon's part of W^z in a run
 *           by lazy rows with SGL_FIRST_GLOBAL (step untouched).
 *  Error:   each number within 4 units in the last place of float64. */
SGL_API SGL_NODISCARD sgl_status sgl_step_next(sgl_step *step, double alpha);

/* ------------------------------------------------------------------ dense: separate arrays of n weights */

/** Arrays that step.parts does not name may be NULL. x and the state [n], contiguous, any alignment. */
typedef struct sgl_arrays_f32 {
    float *x, *m, *v, *maximum, *y;
} sgl_arrays_f32;

typedef struct sgl_arrays_f64 {
    double *x, *m, *v, *maximum, *y;
} sgl_arrays_f64;

/** m, v, maximum, y at t = 0 from x_1: zero, but for an accumulator that starts at a value, and y = W_0 x_1 where
 *  that makes W_0 > 0. x is read. Returns SGL_OK; SGL_EDIM when n is 0 or a needed array is NULL. */
SGL_API SGL_NODISCARD sgl_status sgl_dense_start_f32(const sgl_arrays_f32 *arrays, size_t n,
                                                     const sgl_step *step);
SGL_API SGL_NODISCARD sgl_status sgl_dense_start_f64(const sgl_arrays_f64 *arrays, size_t n,
                                                     const sgl_step *step);

/** One step of every weight: rule, dual and shrink (Algorithm 1, lines 3 to 10) in one pass over memory.
 *
 *  Returns: SGL_OK; SGL_EDIM when a needed array is NULL, the layout does not cover its size with groups of d >= 1
 *           (offsets: first 0, ascending, last = size), or step.t is 0; SGL_EDOM when step.path is not
 *           available. A layout of 0 groups and size 0 is SGL_OK and does nothing. On error nothing is touched.
 *  In/out:  arrays
 *  In:      g       [n]  gradient at x_t
 *           hessian [n]  D_t for SGL_PART_HESSIAN, else NULL
 *           step         begun, and advanced to t by sgl_step_next
 *  Fast:    group_size 1, 4, 8, 10, 16, 32, 64; others take a loop over d. */
SGL_API SGL_NODISCARD sgl_status sgl_dense_f32(const sgl_arrays_f32 *arrays, const float *g,
                                               const float *hessian, const sgl_layout *layout,
                                               const sgl_step *step);
SGL_API SGL_NODISCARD sgl_status sgl_dense_f64(const sgl_arrays_f64 *arrays, const double *g,
                                               const double *hessian, const sgl_layout *layout,
                                               const sgl_step *step);

/* ------------------------------------------------------------------ by rows: an embedding table */

/** Numbers a row of d weights takes in a table: d for x and d for each of m, v, maximum, y that the step needs, in
 *  this order: [x | m | v | maximum | y]. */
SGL_API size_t sgl_rows_stride(const sgl_step *step, size_t d);

/** The state of all rows at t = 0, as sgl_dense_start_*; x_1 is in its place.
 *  Returns SGL_OK; SGL_EDIM when rows or d is 0. */
SGL_API SGL_NODISCARD sgl_status sgl_rows_start_f32(float *table, size_t rows, size_t d,
                                                    const sgl_step *step);
SGL_API SGL_NODISCARD sgl_status sgl_rows_start_f64(double *table, size_t rows, size_t d,
                                                    const sgl_step *step);

/** One step of the rows that a batch touched; a row is one group. The others keep x and all their state, while
 *  beta^t goes on (lazy semantics): the W that a row subtracts from is that of its own last step.
 *
 *  Returns: SGL_OK (also for count = 0); SGL_EDIM when d or step.t is 0 or a needed pointer is NULL; SGL_EDOM when
 *           step.path is not available. On error nothing is touched.
 *  In/out:  table   [rows * sgl_rows_stride]
 *  In:      touched [count]      row numbers, each at most once, any order; not checked against the table's end
 *           g       [count * d]  the gradient of row touched[k] at g + k d
 *           hessian [count * d]  for SGL_PART_HESSIAN, else NULL */
SGL_API SGL_NODISCARD sgl_status sgl_rows_f32(float *table, const size_t *touched, size_t count,
                                              const float *g, const float *hessian, size_t d,
                                              const sgl_step *step);
SGL_API SGL_NODISCARD sgl_status sgl_rows_f64(double *table, const size_t *touched, size_t count,
                                              const double *g, const double *hessian, size_t d,
                                              const sgl_step *step);

/* ------------------------------------------------------------------ checkpoint */

/** Save, or load, state and step as NumPy files in folder, which must exist: x.K.npy, m.K.npy, ... and step.npy, which
 *  names the generation K. Every file is written beside its place, synced and renamed, step.npy last: a crash leaves the
 *  old checkpoint whole, or the new one. A table of rows is saved as x alone with n = rows * stride and a step whose
 *  parts are set to 0. After sgl_load the run goes on with sgl_step_next, bit for bit as if it had not stopped.
 *
 *  Returns: SGL_OK; SGL_EDIM when n is 0 or a needed array NULL; SGL_EIO with errno set; SGL_EFORMAT when a file is not what
 *           was saved, among them: another optimizer, variant, hyper-parameter (alpha excepted), dtype, or size. A load
 *           that fails leaves the step alone, but not the arrays.
 *  Out:     message [size]  on SGL_EIO and SGL_EFORMAT one line: file, place, what was expected; else "". May be NULL
 *  Load:    step is begun with the variant and hyper-parameters of the run */
SGL_API SGL_NODISCARD sgl_status sgl_save_f32(const char *folder, const sgl_arrays_f32 *arrays,
                                              size_t n, const sgl_step *step, char *message,
                                              size_t size);
SGL_API SGL_NODISCARD sgl_status sgl_save_f64(const char *folder, const sgl_arrays_f64 *arrays,
                                              size_t n, const sgl_step *step, char *message,
                                              size_t size);
SGL_API SGL_NODISCARD sgl_status sgl_load_f32(const char *folder, const sgl_arrays_f32 *arrays,
                                              size_t n, sgl_step *step, char *message, size_t size);
SGL_API SGL_NODISCARD sgl_status sgl_load_f64(const char *folder, const sgl_arrays_f64 *arrays,
                                              size_t n, sgl_step *step, char *message, size_t size);

#ifdef __cplusplus
}
#endif

#endif
