/* The edges of the kernels: ties, signed zeros, subnormals, NaN and infinity, huge and tiny lambdas, norms whose squares over-
 * or underflow, what is refused. */
#include "fast_case.h"

#include <float.h>

#define REAL float
#define NAME(name) name##_f32
#define NEXT nextafterf
#define EPS ((double)FLT_EPSILON)
#define TINY 0x1p-149f
#define SCALE 90
#include "fast_special.inc"
#undef REAL
#undef NAME
#undef NEXT
#undef EPS
#undef TINY
#undef SCALE
#define REAL double
#define NAME(name) name##_f64
#define NEXT nextafter
#define EPS DBL_EPSILON
#define TINY 0x1p-1074
#define SCALE 700
#include "fast_special.inc"

static void refused(void)
{
    const sgl_hyperparameters good = {.alpha = 0.1, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8};
    const sgl_variant adam = {.optimizer = SGL_ADAM};
    sgl_hyperparameters h;
    sgl_variant v;
    sgl_step step;

    memset(&step, 7, sizeof step);
#define REFUSED(change, what)                                                                      \
    h = good;                                                                                      \
    v = adam;                                                                                      \
    change;                                                                                        \
    ok(sgl_step_begin(&step, &v, &h) == SGL_EDOM && step.threads == 0x07070707, "refused: %s", what)
    REFUSED(h.alpha = 0, "alpha = 0");
    REFUSED(h.alpha = NAN, "alpha NaN");
    REFUSED(h.alpha = INFINITY, "alpha infinite");
    REFUSED(h.beta1 = 1, "beta1 = 1");
    REFUSED(h.beta2 = -0.1, "beta2 < 0");
    REFUSED(h.epsilon = -1, "epsilon < 0");
    REFUSED(h.lambda1 = -1, "lambda1 < 0");
    REFUSED(h.lambda21 = NAN, "lambda21 NaN");
    REFUSED(h.lambda2 = INFINITY, "lambda2 infinite");
    REFUSED((v.optimizer = SGL_MOMENTUM, h.gamma = 1), "gamma = 1");
    REFUSED((v.optimizer = SGL_FTRL, v.power = 0.5, v.accumulate_times = 1, h.beta = -1),
            "beta < 0");
    REFUSED((v.optimizer = SGL_FTRL, v.power = 0.4, v.accumulate_times = 1), "a power of 0.4");
    REFUSED((v.optimizer = SGL_FTRL, v.power = 0.5, v.accumulate_times = 2), "g^2 added twice");
    REFUSED(v.soft = SGL_SOFT_SIGNBIT, "the sign by signbit");
    REFUSED(v.optimizer = SGL_OPTIMIZERS, "no optimizer");
    REFUSED(v.norm = SGL_NORMS, "no norm");
    REFUSED((v.rows = SGL_ROWS_LAZY, v.epsilon = SGL_EPSILON_HAT),
            "lazy rows with an epsilon that changes");
    v = adam;
    h = good;
    v.rows = SGL_ROWS_LAZY;
    if (sgl_step_begin(&step, &v, &h) != SGL_OK || sgl_step_next(&step, 0.1) != SGL_OK)
        bail_out("lazy adam does not begin");
    ok(sgl_step_next(&step, 0.05) == SGL_EDOM && step.t == 1,
       "refused: lazy rows, epsilon in z, another alpha");
    ok(sgl_step_next(&step, 0) == SGL_EDOM && sgl_step_next(&step, NAN) == SGL_EDOM,
       "refused: alpha_t = 0, NaN");
}

int main(void)
{
    ties_f32();
    ties_f64();
    scales_f32();
    scales_f64();
    sizes_of_lambda_f32();
    sizes_of_lambda_f64();
    not_finite_f32();
    not_finite_f64();
    subnormal_f32();
    subnormal_f64();
    errors_f32();
    errors_f64();
    refused();
    plan(2 * (7 + 40 + 3 + 3 * 6 + 3 + 21) + 19);
    return tap_status();
}
