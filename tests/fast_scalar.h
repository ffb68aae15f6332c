/* The scalar steps of fast/ that a test can try on every number: one step of one weight from x = 0 and an empty state, with
 * alpha = 1. What it should give is worked out here with the plain operators of C in another order of words, and what it
 * would give without rounding. REAL and NAME(name) as in fast_run.inc. */
#ifndef FAST_SCALAR_H
#define FAST_SCALAR_H

#include "fast_case.h"

#include <float.h>

typedef enum fast_scalar {
    FAST_SOFT,      /* sgd with lambda1:        x = -soft(g)                                    */
    FAST_ROOT,      /* adagrad, no lambda:      v = g^2, x = -g/sqrt(v)                         */
    FAST_SOFT_ROOT, /* adagrad with lambda1:    the same through z, s and q                     */
    FAST_ADAM, /* adam, no lambda:         m = (1-beta1) g, v = (1-beta2) g^2, x = -k m/(root sqrt(v) + a) */
    FAST_SCALARS
} fast_scalar;

static const char *const fast_scalar_names[FAST_SCALARS] = {"soft_threshold", "root",
                                                            "soft_threshold_root", "adam"};

static inline void fast_scalar_begin(fast_scalar what, double lambda1, sgl_step *step)
{
    const sgl_variant variants[FAST_SCALARS] = {
        {.optimizer = SGL_SGD},
        {.optimizer = SGL_ADAGRAD,
         .accumulate_times = 1,
         .power = 0.5,
         .epsilon = SGL_EPSILON_NONE},
        {.optimizer = SGL_ADAGRAD,
         .accumulate_times = 1,
         .power = 0.5,
         .epsilon = SGL_EPSILON_NONE},
        {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE}};
    const sgl_hyperparameters h = {
        .alpha = 1, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8, .lambda1 = lambda1};

    if (sgl_step_begin(step, &variants[what], &h) != SGL_OK || sgl_step_next(step, 1) != SGL_OK)
        bail_out("%s does not begin", fast_scalar_names[what]);
    step->threads = 1;
}

#define REAL float
#define NAME(name) name##_f32
#define SQRT sqrtf
#define WIDE double
#define WIDE_SQRT sqrt
#define REAL_MIN FLT_MIN
#define REAL_MAX FLT_MAX
#define REAL_U 0x1p-24
#include "fast_scalar.inc"
#undef REAL
#undef NAME
#undef SQRT
#undef WIDE
#undef WIDE_SQRT
#undef REAL_MIN
#undef REAL_MAX
#undef REAL_U
#define REAL double
#define NAME(name) name##_f64
#define SQRT sqrt
#define WIDE long double
#define WIDE_SQRT sqrtl
#define REAL_MIN DBL_MIN
#define REAL_MAX DBL_MAX
#define REAL_U 0x1p-53L
#include "fast_scalar.inc"

#endif
