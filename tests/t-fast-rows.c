/* Lazy rows, recorded and judged: a step touches some rows; the others keep x and all their state while beta^t goes on, and the
 * W that a row subtracts from is that of its own last step. */
#include "fast_judge.h"

#define REAL float
#define NAME(name) name##_f32
#define DTYPE SGL_FLOAT32
#include "fast_rows.inc"
#undef REAL
#undef NAME
#undef DTYPE
#define REAL double
#define NAME(name) name##_f64
#define DTYPE SGL_FLOAT64
#include "fast_rows.inc"

/* Both dtypes; false where the kernels refuse the method. */
static bool lazy_runs(const fast_method *method, int lambdas, size_t d)
{
    sgl_hyperparameters h = fast_hyper(method, lambdas);
    sgl_variant variant = method->variant;
    sgl_step step;

    variant.rows = SGL_ROWS_LAZY;
    if (sgl_step_begin(&step, &variant, &h) != SGL_OK)
        return false;
    lazy_run_f32(method, lambdas, d);
    lazy_run_f64(method, lambdas, d);
    return true;
}

/* Epsilon in W^z from a row's own first step: nothing that changes with t is refused. */
static bool touch_runs(const fast_method *method, int lambdas, size_t d)
{
    fast_method late = *method;
    char name[64];

    if (method->epsilon == 0 || method->variant.optimizer < SGL_ADAM ||
        method->variant.optimizer > SGL_ADAHESSIAN)
        return false;
    snprintf(name, sizeof name, "%s, first touch", method->name);
    late.name = name;
    late.variant.first = SGL_FIRST_TOUCH;
    if (!lazy_runs(&late, lambdas, d))
        bail_out("%s is refused", name);
    return true;
}

int main(void)
{
    static const size_t sizes[] = {1, 4, 10, 16, 3, 300};
    size_t tests = 0;

    judge_begin();
    for (size_t k = 0; k < FAST_METHODS; k++)
        for (int lambdas = 0; lambdas < 2; lambdas++) {
            const fast_method *method = &fast_methods[k];
            size_t d = sizes[(k + (size_t)lambdas) % ARRAY_SIZE(sizes)];

            if (method->variant.epsilon == SGL_EPSILON_DUAL && lambdas == 0)
                continue; /* epsilon is not in W^d, and a row divides by W = 0 where g = 0 */
            if (d == 300 && k % 4 != 0)
                d = 16;
            tests += 2 * lazy_runs(method, lambdas, d);
            tests += 2 * touch_runs(method, lambdas, d);
        }
    judge_end();
    plan(tests);
    return tap_status();
}
