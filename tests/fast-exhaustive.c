/* The scalar steps of the float32 kernels over all 2^32 gradients, on every path of this machine. From x = 0 with alpha = 1 one
 * step of
 *     sgd with lambda1          is  x = -soft(g),                 the soft threshold
 *     adagrad, no lambda        is  v = g^2, x = -g/sqrt(v),      square, root and division
 *     adagrad with lambda1      is  the same through z, s and q
 * The expected value is computed one number at a time, with the plain operators of C in another order of words. */
#include "fast_case.h"

#include <stdint.h>

enum { BATCH = 1 << 20 };

static float g[BATCH], x[BATCH], v[BATCH], y[BATCH];

static const float lambdas[] = {0x1p-149f, 0x1.99999ap-4f, 3.0f};

static bool same(float a, float b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b) || (a == 0 && b == 0);
}

/* lambda1 - g or -lambda1 - g, whichever side g is on. */
static float soft(float gradient, float lambda)
{
    if (gradient != gradient)
        return gradient;
    if (gradient > lambda)
        return lambda - gradient;
    return -gradient > lambda ? -lambda - gradient : 0;
}

static void run(sgl_path path, sgl_optimizer optimizer, float lambda)
{
    sgl_variant variant = {
        .optimizer = optimizer, .accumulate_times = 1, .power = 0.5, .epsilon = SGL_EPSILON_NONE};
    sgl_hyperparameters h = {.alpha = 1, .lambda1 = lambda};
    sgl_layout layout = {BATCH, BATCH, 1, NULL};
    sgl_arrays_f32 arrays = {.x = x, .v = v, .y = y};
    size_t wrong = 0;
    float first = 0;
    sgl_step step;

    if (optimizer == SGL_SGD)
        variant.epsilon = SGL_EPSILON_ALGORITHM2;
    for (uint64_t from = 0; from < (uint64_t)1 << 32; from += BATCH) {
        for (uint64_t i = 0; i < BATCH; i++) {
            uint32_t bits = (uint32_t)(from + i);

            memcpy(&g[i], &bits, sizeof bits);
        }
        memset(x, 0, sizeof x);
        if (sgl_step_begin(&step, &variant, &h) != SGL_OK ||
            sgl_dense_start_f32(&arrays, BATCH, &step) != SGL_OK ||
            sgl_step_next(&step, 1) != SGL_OK)
            bail_out("no step");
        step.path = path;
        if (sgl_dense_f32(&arrays, g, NULL, &layout, &step) != SGL_OK)
            bail_out("the step fails");
        for (size_t i = 0; i < BATCH; i++) {
            float want = lambda > 0 ? soft(g[i], lambda) : -g[i],
                  square = (float)((double)g[i] * (double)g[i]);

            if (optimizer == SGL_ADAGRAD)
                /* W infinite: W x is no number even at x = 0 (README: limits) */
                want = isinf(square) && lambda > 0 ? NAN : want == 0 ? 0 : want / sqrtf(square);
            if (!same(x[i], want) || (optimizer == SGL_ADAGRAD && !same(v[i], square))) {
                first = wrong == 0 ? g[i] : first;
                wrong++;
            }
        }
    }
    if (!ok(wrong == 0, "%s, lambda1 = %a, path %s: all 2^32 gradients",
            optimizer == SGL_SGD ? "soft threshold" : "root and division", (double)lambda,
            sgl_path_name(path)))
        diag("%zu wrong, the first for g = %a", wrong, (double)first);
}

int main(void)
{
    size_t tests = 0;

    for (sgl_path path = SGL_PATH_PORTABLE; path < SGL_PATHS; path++) {
        if (!sgl_path_available(path))
            continue;
        for (size_t k = 0; k < ARRAY_SIZE(lambdas); k++)
            run(path, SGL_SGD, lambdas[k]);
        run(path, SGL_ADAGRAD, 0);
        run(path, SGL_ADAGRAD, lambdas[1]);
        tests += ARRAY_SIZE(lambdas) + 2;
    }
    plan(tests);
    return tap_status();
}
