/* The methods that the tests of fast/ go through, and runs of them in either dtype: one table, so that no kernel is
 * forgotten by one of the tests. */
#ifndef FAST_CASE_H
#define FAST_CASE_H

#include "sgl_fast.h"
#include "tap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct fast_method {
    const char *name;
    sgl_variant variant;
    double epsilon;
} fast_method;

#define ADAM(...)                                                                                  \
    {                                                                                              \
        .optimizer = SGL_ADAM, __VA_ARGS__                                                         \
    }
#define ACCUMULATING(...)                                                                          \
    {                                                                                              \
        .accumulate_times = 1, .power = 0.5, __VA_ARGS__                                           \
    }

static const fast_method fast_methods[] = {
    {"sgd", {.optimizer = SGL_SGD}, 0},
    {"sgd sqrt", {.optimizer = SGL_SGD, .rate = SGL_RATE_SQRT}, 0},
    {"sgd linear prox", {.optimizer = SGL_SGD, .rate = SGL_RATE_LINEAR, .form = SGL_FORM_PROX}, 0},
    {"momentum", {.optimizer = SGL_MOMENTUM}, 0},
    {"momentum average", {.optimizer = SGL_MOMENTUM, .momentum = SGL_MOMENTUM_AVERAGE}, 0},
    {"momentum nesterov", {.optimizer = SGL_MOMENTUM, .momentum = SGL_MOMENTUM_NESTEROV}, 0},
    {"momentum overwrite", {.optimizer = SGL_MOMENTUM, .momentum = SGL_MOMENTUM_OVERWRITE}, 0},
    {"adagrad", ACCUMULATING(.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_INITIAL), 1e-6},
    {"adagrad outside", ACCUMULATING(.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_OUTSIDE),
     1e-6},
    {"adagrad inside exact",
     ACCUMULATING(.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_INSIDE, .norm = SGL_NORM_EXACT),
     1e-6},
    {"ftrl",
     ACCUMULATING(.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR,
                  .epsilon = SGL_EPSILON_NONE),
     0},
    {"ftrl denominator",
     ACCUMULATING(.optimizer = SGL_FTRL, .start = SGL_START_DENOMINATOR,
                  .epsilon = SGL_EPSILON_NONE),
     0},
    {"ftrl zero",
     ACCUMULATING(.optimizer = SGL_FTRL, .start = SGL_START_ZERO, .epsilon = SGL_EPSILON_NONE), 0},
    {"adam", ADAM(.epsilon = SGL_EPSILON_ALGORITHM2), 1e-3},
    {"adam compounding", ADAM(.epsilon = SGL_EPSILON_COMPOUNDING), 1e-3},
    {"adam hat", ADAM(.epsilon = SGL_EPSILON_HAT), 1e-3},
    {"adam outside", ADAM(.epsilon = SGL_EPSILON_OUTSIDE), 1e-3},
    {"adam denominator", ADAM(.epsilon = SGL_EPSILON_DENOMINATOR), 1e-3},
    {"adam denominator hat", ADAM(.epsilon = SGL_EPSILON_DENOMINATOR_HAT), 1e-3},
    {"adam dual", ADAM(.epsilon = SGL_EPSILON_DUAL), 1e-3},
    {"adam inside", ADAM(.epsilon = SGL_EPSILON_INSIDE), 1e-6},
    {"adam inside raw", ADAM(.epsilon = SGL_EPSILON_INSIDE_RAW), 1e-6},
    {"adam initial", ADAM(.epsilon = SGL_EPSILON_INITIAL), 1e-6},
    {"adam every step", ADAM(.epsilon = SGL_EPSILON_EVERY_STEP), 1e-3},
    {"adam none", ADAM(.epsilon = SGL_EPSILON_NONE), 0},
    {"adam table 1", ADAM(.scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_NONE), 0},
    {"adam table 1 hat", ADAM(.scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_HAT), 1e-3},
    {"adam folded", ADAM(.scaling = SGL_SCALING_FOLDED, .epsilon = SGL_EPSILON_ALGORITHM2), 1e-3},
    {"adam folded outside", ADAM(.scaling = SGL_SCALING_FOLDED, .epsilon = SGL_EPSILON_OUTSIDE),
     1e-3},
    {"adam exact", ADAM(.norm = SGL_NORM_EXACT), 1e-3},
    {"adam printed", ADAM(.norm = SGL_NORM_PRINTED), 1e-3},
    {"adam norm of z", ADAM(.norm = SGL_NORM_DUAL), 1e-3},
    {"adam prox", ADAM(.form = SGL_FORM_PROX, .epsilon = SGL_EPSILON_OUTSIDE), 1e-3},
    {"adam group factor 1", ADAM(.group_factor = SGL_GROUP_ONE, .l2 = SGL_L2_ONE), 1e-3},
    {"adam group factor d", ADAM(.group_factor = SGL_GROUP_D, .l2 = SGL_L2_FOUR), 1e-3},
    {"adam lambda times rate", ADAM(.lambda_times_rate = 1, .l2 = SGL_L2_HALF), 1e-3},
    {"adam without lambda1", ADAM(.soft = SGL_SOFT_OFF), 1e-3},
    {"adam no bias", ADAM(.bias = SGL_BIAS_NONE, .epsilon = SGL_EPSILON_OUTSIDE), 1e-3},
    {"adam bias m", ADAM(.bias = SGL_BIAS_M, .epsilon = SGL_EPSILON_HAT), 1e-3},
    {"adam bias v", ADAM(.bias = SGL_BIAS_V, .epsilon = SGL_EPSILON_OUTSIDE), 1e-3},
    {"amsgrad",
     {.optimizer = SGL_AMSGRAD, .maximum = SGL_MAXIMUM_SEPARATE, .epsilon = SGL_EPSILON_OUTSIDE},
     1e-3},
    {"amsgrad fed back",
     {.optimizer = SGL_AMSGRAD,
      .maximum = SGL_MAXIMUM_FED_BACK,
      .scaling = SGL_SCALING_TABLE1,
      .epsilon = SGL_EPSILON_NONE},
     0},
    {"amsgrad corrected",
     {.optimizer = SGL_AMSGRAD, .maximum = SGL_MAXIMUM_CORRECTED, .epsilon = SGL_EPSILON_OUTSIDE},
     1e-3},
    {"adahessian",
     {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_HESSIAN, .epsilon = SGL_EPSILON_OUTSIDE},
     1e-3},
    {"adahessian fed back",
     {.optimizer = SGL_ADAHESSIAN,
      .second = SGL_SECOND_HESSIAN,
      .maximum = SGL_MAXIMUM_FED_BACK,
      .epsilon = SGL_EPSILON_HAT},
     1e-3},
    {"adahessian separate",
     {.optimizer = SGL_ADAHESSIAN,
      .second = SGL_SECOND_HESSIAN,
      .maximum = SGL_MAXIMUM_SEPARATE,
      .epsilon = SGL_EPSILON_HAT},
     1e-3},
    {"adahessian abs",
     {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_ABS, .epsilon = SGL_EPSILON_OUTSIDE},
     1e-3},
    {"adahessian abs fed back",
     {.optimizer = SGL_ADAHESSIAN,
      .second = SGL_SECOND_ABS,
      .maximum = SGL_MAXIMUM_FED_BACK,
      .epsilon = SGL_EPSILON_OUTSIDE},
     1e-3},
    {"adahessian abs separate",
     {.optimizer = SGL_ADAHESSIAN,
      .second = SGL_SECOND_ABS,
      .maximum = SGL_MAXIMUM_SEPARATE,
      .epsilon = SGL_EPSILON_OUTSIDE},
     1e-3},
};

enum { FAST_METHODS = ARRAY_SIZE(fast_methods) };

/** lambdas 0: none, and the plain path where the method has one; 1: all three; 2: lambda1 and lambda2 alone. */
static inline sgl_hyperparameters fast_hyper(const fast_method *method, int lambdas)
{
    sgl_hyperparameters h = {.alpha = 0.05,
                             .beta1 = 0.9,
                             .beta2 = 0.99,
                             .gamma = 0.8,
                             .epsilon = method->epsilon,
                             .initial_accumulator = 0.1,
                             .beta = 0.5};

    h.lambda1 = lambdas ? 0.02 : 0;
    h.lambda2 = lambdas ? 0.1 : 0;
    h.lambda21 = lambdas == 1 ? 0.05 : 0;
    return h;
}

static inline void *fast_memory(size_t bytes)
{
    void *p = aligned_alloc(64, (bytes + 127) / 64 * 64);

    if (p == NULL)
        bail_out("out of memory");
    return p;
}

/** A gradient like those of a sparse model: groups of several sizes, some entries always 0 (unless that divides by 0:
 *  epsilon in z and not in the denominator). */
static inline double fast_gradient(const fast_method *method, size_t i, size_t group)
{
    double size = group % 3 == 0 ? 1 : group % 3 == 1 ? 0.05 : 0.3;

    return i % 11 == 7 && method->variant.epsilon != SGL_EPSILON_DUAL
               ? 0
               : size * (2 * test_uniform() - 1);
}

#endif
