/* Every method of fast/, recorded and judged by the project's own judge: each weight of each step within the rounding
 * envelope of the exact step, no zero-pattern violation. What the judge says here is what `assay check` says. */
#include "fast_judge.h"

#define REAL float
#define NAME(name) name##_f32
#include "fast_run.inc"
#undef REAL
#undef NAME
#define REAL double
#define NAME(name) name##_f64
#include "fast_run.inc"
#undef REAL
#undef NAME

static double worst[2];

enum { WEIGHTS = 160 };

/* One run in dtype, by the path, judged. g, x: [steps * n]. */
#define RECORD(REAL, NAME, dtype_value)                                                            \
    static void record_##NAME(const fast_method *method, const sgl_hyperparameters *h,             \
                              const sgl_layout *layout, bool schedule, const char *what)           \
    {                                                                                              \
        size_t n = layout->size, steps = test_cases(6);                                            \
        REAL *x1 = fast_memory(n * sizeof *x1), *g = fast_memory(steps * n * sizeof *g);           \
        REAL *d = fast_memory(steps * n * sizeof *d), *x = fast_memory(steps * n * sizeof *x);     \
        double *alpha = fast_memory(steps * sizeof *alpha);                                        \
        sgl_judgement judgement;                                                                   \
        sgl_trace_record record = {.source = what,                                                 \
                                   .dtype = dtype_value,                                           \
                                   .steps = steps,                                                 \
                                   .layout = *layout,                                              \
                                   .optimizer = method->variant.optimizer,                         \
                                   .hyper = *h,                                                    \
                                   .x1 = x1,                                                       \
                                   .grads = g,                                                     \
                                   .x = x,                                                         \
                                   .alpha = schedule ? alpha : NULL,                               \
                                   .hessian =                                                      \
                                       method->variant.second != SGL_SECOND_GRADIENT ? d : NULL};  \
        fast_run_##NAME run;                                                                       \
                                                                                                   \
        for (size_t i = 0; i < n; i++)                                                             \
            x1[i] = (REAL)(test_uniform() - 0.5);                                                  \
        fast_run_begin_##NAME(&run, method, h, SGL_ROWS_DENSE, layout, x1, 0);                     \
        run.step.path = dtype_value == SGL_FLOAT32 ? SGL_PATH_PORTABLE : SGL_PATH_BEST;            \
        for (size_t t = 0; t < steps; t++) {                                                       \
            for (size_t i = 0; i < n; i++) {                                                       \
                g[t * n + i] = (REAL)fast_gradient(method, i, i / 5);                              \
                d[t * n + i] = (REAL)(2 * test_uniform() - 1);                                     \
            }                                                                                      \
            alpha[t] = schedule ? h->alpha / (double)(1 + t / 4) : h->alpha;                       \
            fast_run_step_##NAME(&run, g + t * n, d + t * n, alpha[t]);                            \
            memcpy(x + t * n, run.arrays.x, n * sizeof *x);                                        \
        }                                                                                          \
        judge_record(&judgement, &record, &run.step.variant);                                      \
        conforms(&judgement, what, limit_of("sgl_dense " #NAME " envelope"));                      \
        if (judgement.max_ratio > worst[dtype_value])                                              \
            worst[dtype_value] = judgement.max_ratio;                                              \
        fast_run_end_##NAME(&run);                                                                 \
        free(alpha);                                                                               \
        free(x1);                                                                                  \
        free(g);                                                                                   \
        free(d);                                                                                   \
        free(x);                                                                                   \
    }

RECORD(float, f32, SGL_FLOAT32)
RECORD(double, f64, SGL_FLOAT64)

int main(void)
{
    static const size_t sizes[] = {1, 4, 8, 10, 16, 5, 32};
    static const size_t unequal[] = {0, 1, 3, 40, 41, 60, 110, WEIGHTS};
    size_t tests = 0;

    judge_begin();
    for (size_t k = 0; k < FAST_METHODS; k++)
        for (int lambdas = 0; lambdas < 3; lambdas++) {
            const fast_method *method = &fast_methods[k];
            sgl_hyperparameters h = fast_hyper(method, lambdas);
            size_t d = sizes[(k + (size_t)lambdas) % ARRAY_SIZE(sizes)];
            sgl_layout layout = {WEIGHTS, WEIGHTS / d, d, NULL};
            bool schedule = k % 4 == 3;
            char what[128];

            if ((k + (size_t)lambdas) % 5 == 0)
                layout = (sgl_layout){WEIGHTS, ARRAY_SIZE(unequal) - 1, 0, unequal};
            snprintf(what, sizeof what, "%s, lambdas %d, %s%zu%s", method->name, lambdas,
                     layout.offsets != NULL ? "unequal groups, not d = " : "d = ", d,
                     schedule ? ", a schedule" : "");
            record_f32(method, &h, &layout, schedule, what);
            record_f64(method, &h, &layout, schedule, what);
            tests += 2;
        }
    for (size_t k = 0; k < FAST_METHODS; k++) { /* where a group of one has no shortcut */
        const fast_method *method = &fast_methods[k];
        sgl_hyperparameters h = fast_hyper(method, 1);
        sgl_layout layout = {WEIGHTS, WEIGHTS, 1, NULL};

        if (method->variant.norm == SGL_NORM_ALGORITHM1)
            continue;
        record_f32(method, &h, &layout, false, method->name);
        record_f64(method, &h, &layout, false, method->name);
        tests += 2;
    }
    judge_end();
    diag("largest ratio: %.3f in float32, %.3f in float64", worst[0], worst[1]);
    plan(tests);
    return tap_status();
}
