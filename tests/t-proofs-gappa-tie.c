/* What Gappa proves is what runs: the formulas of the .g.in files in proofs_checks/gappa, made into C by to_c.sh, against
 * the portable kernels, bit for bit, on a million random weights. Only what the formulas leave out is written
 * here: comparisons, signs, the sum of four squares. */
#include "sgl_fast.h"
#include "tap.h"

#include <math.h>
#include <string.h>

enum { D = 4, N = 1024 };

/* Groups of four; without lambda21; groups of one, where lambda21 is a second soft threshold; FTRL in groups
 * of four; Adam without any lambda. */
typedef enum shape { SHRUNK, KEPT, SINGLE, FTRL, PLAIN, SHAPES } shape;

/* Group Adam, or Group FTRL, with hyper-parameters and epsilon's place drawn at random, some steps on. */
static sgl_step random_step(shape how)
{
    static const sgl_epsilon places[] = {SGL_EPSILON_INSIDE, SGL_EPSILON_ALGORITHM2,
                                         SGL_EPSILON_INITIAL};
    const int at = how == PLAIN ? 0 : (int)(test_random() % ARRAY_SIZE(places));
    const sgl_variant adam = {.optimizer = SGL_ADAM, .epsilon = places[at]};
    const sgl_variant ftrl = {.optimizer = SGL_FTRL,
                              .start = SGL_START_ACCUMULATOR,
                              .epsilon = SGL_EPSILON_NONE,
                              .accumulate_times = 1,
                              .power = 0.5};
    const sgl_hyperparameters h = {.alpha = fabs(test_log_uniform(-8, -1)),
                                   .beta1 = 0.5 + 0.5 * test_uniform(),
                                   .beta2 = 1 - fabs(test_log_uniform(-12, -2)),
                                   .epsilon = fabs(test_log_uniform(-20, -4)),
                                   .lambda1 = how == PLAIN ? 0 : test_uniform(),
                                   .lambda21 =
                                       how == PLAIN || how == KEPT ? 0 : 0.1 + 4 * test_uniform(),
                                   .lambda2 = how == PLAIN ? 0 : test_uniform()};
    sgl_step step;

    if (sgl_step_begin(&step, how == FTRL ? &ftrl : &adam, &h) != SGL_OK)
        bail_out("the method does not begin");
    step.path = SGL_PATH_PORTABLE;
    step.threads = 1;
    for (size_t t = 1 + test_random() % 4; t > 0; t--)
        if (sgl_step_next(&step, h.alpha) != SGL_OK)
            bail_out("the method does not step");
    if (step.plain != (how == PLAIN))
        bail_out("the kernels take another path than the formulas");
    return step;
}

#define REAL float
#define FN(name) name##_f32
#define FMA fmaf
#define SQRT sqrtf
#define ABS fabsf
#define COPYSIGN copysignf
#define ARRAYS sgl_arrays_f32
#define DENSE sgl_dense_f32
#include "proofs_gappa_tie.inc"
#undef REAL
#undef FN
#undef FMA
#undef SQRT
#undef ABS
#undef COPYSIGN
#undef ARRAYS
#undef DENSE
#define REAL double
#define FN(name) name##_f64
#define FMA fma
#define SQRT sqrt
#define ABS fabs
#define COPYSIGN copysign
#define ARRAYS sgl_arrays_f64
#define DENSE sgl_dense_f64
#include "proofs_gappa_tie.inc"

int main(void)
{
    static const char *const names[SHAPES] = {"groups of four", "without lambda21", "groups of one",
                                              "FTRL", "plain"};
    const size_t calls = test_cases(128);

    for (shape how = 0; how < SHAPES; how++) {
        size_t bad32 = 0, bad64 = 0, kept32 = 0, kept64 = 0, all = calls * N;

        for (size_t k = 0; k < calls; k++) {
            bad32 += differ_f32(how, &kept32);
            bad64 += differ_f64(how, &kept64);
        }
        ok(bad32 + bad64 == 0, "%s: of %zu weights %zu in float32 and %zu in float64 differ",
           names[how], all, bad32, bad64);
        ok(how == PLAIN || (kept32 > all / 4 && kept64 > all / 4 && kept32 < all && kept64 < all),
           "%s: %zu and %zu weights are kept", names[how], kept32, kept64);
    }
    plan(2 * SHAPES);
    return tap_status();
}
