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

int main(void)
{
    static const size_t sizes[] = {1, 4, 10, 16, 3, 300};
    size_t tests = 0;

    judge_begin();
    for (size_t k = 0; k < FAST_METHODS; k++)
        for (int lambdas = 0; lambdas < 2; lambdas++) {
            const fast_method *method = &fast_methods[k];
            sgl_hyperparameters h = fast_hyper(method, lambdas);
            sgl_variant variant = method->variant;
            size_t d = sizes[(k + (size_t)lambdas) % ARRAY_SIZE(sizes)];
            sgl_step step;

            variant.rows = SGL_ROWS_LAZY;
            if (sgl_step_begin(&step, &variant, &h) != SGL_OK)
                continue; /* epsilon's part of W^z changes with t: sgl_fast.h refuses it */
            if (method->variant.epsilon == SGL_EPSILON_DUAL && lambdas == 0)
                continue; /* a row first met late has no epsilon at all, and divides by W = 0 where g = 0 */
            if (d == 300 && k % 4 != 0)
                d = 16;
            lazy_run_f32(method, lambdas, d);
            lazy_run_f64(method, lambdas, d);
            tests += 2;
        }
    judge_end();
    plan(tests);
    return tap_status();
}
