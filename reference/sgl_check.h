/* Checking an optimizer from inside its own test program: hand over every step, and be told at the end whether it was right. Link with
 * -lsglref; needs sgl_spec.h and nothing else.
 *
 *     sgl_check *check;
 *     sgl_check_problem problem = {.optimizer = SGL_ADAM, .dtype = SGL_FLOAT32, .layout = {.size = n, .groups = n, .group_size = 1},
 *                                  .hyper = {.alpha = 0.001, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8}, .x1 = x};
 *     if (sgl_check_new(&check, &problem) != SGL_OK) ...
 *     for (...) { my_step(x, g); if (sgl_check_step(check, g, NULL, x) != SGL_OK) ... }    sgl_check_rate, sgl_check_step_rows: see below
 *     if (sgl_check_finish(&result, check) == SGL_OK) puts(result.text);
 *     sgl_check_free(check);
 */
#ifndef SGL_CHECK_H
#define SGL_CHECK_H

#include "sgl_spec.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sgl_check sgl_check;

typedef struct sgl_check_problem {
    sgl_optimizer optimizer;
    sgl_dtype dtype;
    sgl_layout layout;
    sgl_hyperparameters hyper;
    const char *variant; /* a name (assay variants), "paper", or NULL: any documented variant */
    const void *x1;      /* [layout.size] of dtype: the weights before step 1                  */
} sgl_check_problem;

typedef enum sgl_check_verdict {
    SGL_CHECK_CONFORMS,
    SGL_CHECK_DEVIATES,
    SGL_CHECK_INCONCLUSIVE /* nothing deviates, and nothing was decided */
} sgl_check_verdict;

typedef struct sgl_check_result {
    sgl_check_verdict verdict;
    char variant[160];   /* judged against, or the nearest that was found                      */
    double max_ratio;    /* largest error over what rounding allows; 1 is the bound            */
    size_t step, group, element; /* the first divergence, step from 1; 0 where there is none   */
    double got, low, high;       /* the weight there, and the interval allowed                 */
    size_t wrongly_kept, wrongly_dropped, undecided; /* entries, of the zero pattern           */
    char text[768];      /* all of it in a line                                                */
} sgl_check_result;

/** Begin. Everything is copied.
 *  Returns: SGL_OK; SGL_EDIM when the layout is empty or size is not groups group_size, or x1 is NULL; SGL_EFORMAT when there is no such variant of the optimizer; SGL_ENOMEM.
 *           Hyper-parameters are looked at by sgl_check_finish.
 *  Out:     check   to be freed with sgl_check_free; NULL on error */
SGL_API SGL_NODISCARD sgl_status sgl_check_new(sgl_check **check, const sgl_check_problem *problem);

/** One step, of all groups. Copied: memory grows by two (adahessian: three) vectors a step.
 *  Returns: SGL_OK; SGL_EDIM when g or x is NULL, or hessian for adahessian; SGL_ENOMEM. On error it is as if it had not been called.
 *  In:      g       [n] the gradient that the program was fed
 *           hessian [n] D_t, adahessian only; else NULL
 *           x       [n] the weights after the step */
SGL_API SGL_NODISCARD sgl_status sgl_check_step(sgl_check *check, const void *g, const void *hessian, const void *x);

/** One step, of some groups: the rows of a table. The others keep x and all their state; beta^t goes on.
 *  Returns: as sgl_check_step; SGL_EDIM also when rows do not ascend, or one is no group.
 *  In:      g       [n] 0 in the groups that the step does not touch
 *           rows    [count] the groups that it touches, ascending; not read when count = 0 */
SGL_API SGL_NODISCARD sgl_status sgl_check_step_rows(sgl_check *check, const void *g, const void *hessian, const void *x,
                                                     const size_t *rows, size_t count);

/** The learning rate of the next step and those after it, in place of hyper.alpha: call it before the step where a schedule changes it.
 *  Returns: SGL_OK; SGL_EDOM, and the rate stays, unless alpha is finite and > 0. */
SGL_API SGL_NODISCARD sgl_status sgl_check_rate(sgl_check *check, double alpha);

/** Judge all steps so far; more may follow.
 *  Returns: SGL_OK; SGL_EDIM when there is no step; SGL_EDOM when a number is not finite or a hyper-parameter outside its
 *           range, and result->text says which; SGL_ENOMEM. */
SGL_API SGL_NODISCARD sgl_status sgl_check_finish(sgl_check_result *result, const sgl_check *check);

/** Accepts NULL. */
SGL_API void sgl_check_free(sgl_check *check);

#ifdef __cplusplus
}
#endif

#endif
