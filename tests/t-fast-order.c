/* The order of operations that fast/README.md promises, written out one operation a line for a group of four under Group
 * Adam, against the kernels, bit for bit. proofs_checks/gappa bounds these lines. */
#include "fast_case.h"

enum { D = 4, GROUPS = 64, N = D * GROUPS, STEPS = 6 };

/* volatile: no line is fused with another. */
#define LINES(REAL, NAME, FMA, SQRT, ABS, COPYSIGN)                                                \
    static bool NAME(sgl_path path, sgl_norm norm)                                                 \
    {                                                                                              \
        const sgl_hyperparameters h = {.alpha = 0.03,                                              \
                                       .beta1 = 0.9,                                               \
                                       .beta2 = 0.99,                                              \
                                       .epsilon = 1e-3,                                            \
                                       .lambda1 = 0.02,                                            \
                                       .lambda21 = 0.04,                                           \
                                       .lambda2 = 0.1};                                            \
        const sgl_variant variant = {.optimizer = SGL_ADAM, .norm = norm};                         \
        const sgl_layout layout = {N, GROUPS, D, NULL};                                            \
        REAL x[N], m[N], v[N], y[N], g[N], own_x[N], own_m[N] = {0}, own_v[N] = {0},               \
                                                     own_y[N] = {0};                               \
        sgl_arrays_##NAME arrays = {.x = x, .m = m, .v = v, .y = y};                               \
        sgl_step step;                                                                             \
                                                                                                   \
        for (size_t i = 0; i < N; i++)                                                             \
            own_x[i] = x[i] = (REAL)(test_uniform() - 0.5);                                        \
        if (sgl_step_begin(&step, &variant, &h) != SGL_OK ||                                       \
            sgl_dense_start_##NAME(&arrays, N, &step) != SGL_OK)                                   \
            bail_out("adam does not begin");                                                       \
        step.path = path;                                                                          \
        for (int t = 0; t < STEPS; t++) {                                                          \
            for (size_t i = 0; i < N; i++)                                                         \
                g[i] = (REAL)((2 * test_uniform() - 1) * (i / D % 3 ? 1 : 0.01));                  \
            if (sgl_step_next(&step, h.alpha) != SGL_OK ||                                         \
                sgl_dense_##NAME(&arrays, g, NULL, &layout, &step) != SGL_OK)                      \
                bail_out("adam does not step");                                                    \
            for (size_t k = 0; k < N; k += D) {                                                    \
                volatile REAL s[D], q[D], w[D], z[D], p[D], sum, sum2, r, e, f,                    \
                    c = (REAL)(step.lambda21 * sqrt(D));                                           \
                                                                                                   \
                for (size_t j = 0; j < D; j++) {                                                   \
                    volatile REAL product, square, root, a, size, denominator;                     \
                    size_t i = k + j;                                                              \
                                                                                                   \
                    product = (REAL)step.gain1 * g[i];                                             \
                    own_m[i] = FMA((REAL)step.decay1, own_m[i], product);                          \
                    square = g[i] * g[i];                                                          \
                    product = (REAL)step.gain2 * square;                                           \
                    own_v[i] = FMA((REAL)step.decay2, own_v[i], product);                          \
                    root = SQRT(own_v[i]);                                                         \
                    root = (REAL)step.root * root;                                                 \
                    a = FMA((REAL)step.m_factor, own_m[i], own_y[i]);                              \
                    w[j] = root + (REAL)step.add_in;                                               \
                    z[j] = FMA(-w[j], own_x[i], a);                                                \
                    size = ABS(z[j]) - (REAL)step.lambda1;                                         \
                    size = size > 0 ? size : 0;                                                    \
                    s[j] = COPYSIGN(size, -z[j]);                                                  \
                    denominator = root + (REAL)step.add_denominator;                               \
                    q[j] = s[j] / denominator;                                                     \
                    p[j] = s[j] * (norm == SGL_NORM_EXACT ? q[j] : s[j]);                          \
                }                                                                                  \
                sum = p[0] + p[1];                                                                 \
                sum2 = p[2] + p[3];                                                                \
                sum = sum + sum2;                                                                  \
                sum = norm == SGL_NORM_EXACT ? 2 * sum : sum;                                      \
                r = SQRT(sum);                                                                     \
                e = r - c;                                                                         \
                f = r <= c ? 0 : e / r;                                                            \
                for (size_t j = 0; j < D; j++) {                                                   \
                    own_x[k + j] = f == 0 || s[j] == 0 ? 0 : q[j] * f;                             \
                    own_y[k + j] = FMA(w[j], own_x[k + j], z[j]);                                  \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
        return memcmp(x, own_x, sizeof x) == 0 && memcmp(m, own_m, sizeof m) == 0 &&               \
               memcmp(v, own_v, sizeof v) == 0 && memcmp(y, own_y, sizeof y) == 0;                 \
    }

LINES(float, f32, fmaf, sqrtf, fabsf, copysignf)
LINES(double, f64, fma, sqrt, fabs, copysign)

int main(void)
{
    size_t tests = 0;

    for (sgl_path path = SGL_PATH_PORTABLE; path < SGL_PATHS; path++) {
        if (!sgl_path_available(path))
            continue;
        for (size_t k = 0; k < test_cases(5); k++) {
            ok(f32(path, SGL_NORM_ALGORITHM1) && f64(path, SGL_NORM_ALGORITHM1),
               "Algorithm 1's norm, path %s", sgl_path_name(path));
            ok(f32(path, SGL_NORM_EXACT) && f64(path, SGL_NORM_EXACT), "the exact norm, path %s",
               sgl_path_name(path));
            tests += 2;
        }
    }
    plan(tests);
    return tap_status();
}
