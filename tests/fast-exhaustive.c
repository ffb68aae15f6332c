/* The scalar steps of the float32 kernels (fast_scalar.h) over all 2^32 gradients, on every path of this machine: bit for
 * bit what scalar_want says, and within the limit of bounds.def of the exact value. Then a search of as many float64
 * gradients as there is patience for.
 *     fast-exhaustive [SWEEP...]    sweeps by number, all when there is none; --list names them
 * Prints after each its time, and the gradient with the largest error as a line for tests/data/fast_scalar.vec. */
#define _POSIX_C_SOURCE 200809L
#include "fast_bounds.h"
#include "fast_scalar.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 1 << 14 };

typedef struct sweep {
    fast_scalar what;
    double lambda1;
    int bits; /* of the dtype */
} sweep;

static const sweep sweeps[] = {
    {FAST_SOFT, 0x1p-149, 32},
    {FAST_SOFT, 0x1.99999ap-4, 32},
    {FAST_SOFT, 3, 32},
    {FAST_ROOT, 0, 32},
    {FAST_SOFT_ROOT, 0x1.99999ap-4, 32},
    {FAST_ADAM, 0, 32},
    {FAST_SOFT, 0x1.999999999999ap-4, 64},
    {FAST_ROOT, 0, 64},
    {FAST_SOFT_ROOT, 0x1.999999999999ap-4, 64},
    {FAST_ADAM, 0, 64},
};

/* How many float64 gradients a search tries, before SGL_TEST_MULT. */
static const uint64_t searched = (uint64_t)1 << 28;

typedef struct found {
    uint64_t wrong;
    double first_wrong, worst, at, x;
} found;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* One batch of gradients g, in one dtype: compared with what it should be, the worst kept. */
#define BATCH_OF(REAL, NAME, WIDE)                                                                 \
    static void batch_##NAME(const sweep *s, const sgl_step *step, const REAL *g, found *f)        \
    {                                                                                              \
        static REAL x[BATCH], m[BATCH], v[BATCH], y[BATCH], want[BATCH], second[BATCH];            \
        static double error[BATCH];                                                                \
        unsigned wrong = 0;                                                                        \
        double worst = 0;                                                                          \
                                                                                                   \
        scalar_step_##NAME(step, x, m, v, y, g, BATCH);                                            \
        for (size_t i = 0; i < BATCH; i++) {                                                       \
            want[i] = scalar_want_##NAME(s->what, step, g[i], &second[i]);                         \
            error[i] = scalar_normal_##NAME(g[i], second[i])                                       \
                           ? scalar_error_##NAME(x[i], scalar_exact_##NAME(s->what, step, g[i]))   \
                           : 0;                                                                    \
            worst = error[i] > worst ? error[i] : worst;                                           \
            if (s->what == FAST_SOFT)                                                              \
                v[i] = second[i] = 0;                                                              \
            wrong |= !((x[i] == want[i] || (x[i] != x[i] && want[i] != want[i])) &&                \
                       (v[i] == second[i] || (v[i] != v[i] && second[i] != second[i])));           \
        }                                                                                          \
        for (size_t i = 0; i < BATCH && (wrong || worst > f->worst); i++) {                        \
            if (!((x[i] == want[i] || (x[i] != x[i] && want[i] != want[i])) &&                     \
                  (v[i] == second[i] || (v[i] != v[i] && second[i] != second[i]))) &&              \
                f->wrong++ == 0)                                                                   \
                f->first_wrong = (double)g[i];                                                     \
            if (error[i] > f->worst) {                                                             \
                f->worst = error[i];                                                               \
                f->at = (double)g[i];                                                              \
                f->x = (double)x[i];                                                               \
            }                                                                                      \
        }                                                                                          \
    }

BATCH_OF(float, f32, double)
BATCH_OF(double, f64, long double)

static void fill_f32(float *g, uint64_t from)
{
    for (uint64_t i = 0; i < BATCH; i++) {
        uint32_t bits = (uint32_t)(from + i);

        memcpy(&g[i], &bits, sizeof bits);
    }
}

/* Half of them anywhere in [2^-60, 2^60], half near the threshold. */
static void fill_f64(double *g, double lambda1)
{
    for (size_t i = 0; i < BATCH; i += 2) {
        g[i] = test_log_uniform(-60, 60);
        g[i + 1] = (lambda1 > 0 ? lambda1 : 1) * (1 + test_log_uniform(-52, 0));
    }
}

static void run(const sweep *s, sgl_path path)
{
    static float g32[BATCH];
    static double g64[BATCH];
    const char *dtype = s->bits == 32 ? "f32" : "f64";
    const uint64_t all = s->bits == 32 ? (uint64_t)1 << 32 : searched * test_cases(1);
    const double start = now();
    double limit;
    char row[64];
    found f = {0};
    sgl_step step;

    snprintf(row, sizeof row, "%s_step %s relative", fast_scalar_names[s->what], dtype);
    limit = limit_of(row);
    fast_scalar_begin(s->what, s->lambda1, &step);
    step.path = path;
    for (uint64_t from = 0; from < all; from += BATCH) {
        if (s->bits == 32) {
            fill_f32(g32, from);
            batch_f32(s, &step, g32, &f);
        } else {
            fill_f64(g64, s->lambda1);
            batch_f64(s, &step, g64, &f);
        }
        if (from % (all / 8) == 0 && from > 0) {
            fprintf(stderr, "# %s %s, lambda1 %a, path %s: %d/8, %.0f s\n",
                    fast_scalar_names[s->what], dtype, s->lambda1, sgl_path_name(path),
                    (int)(from / (all / 8)), now() - start);
        }
    }
    if (!ok(f.wrong == 0 && f.worst <= limit,
            "%s %s, lambda1 = %a, path %s: %.3g gradients, worst %.4f u of %.4g",
            fast_scalar_names[s->what], dtype, s->lambda1, sgl_path_name(path), (double)all,
            f.worst, limit))
        diag("%.0f wrong, the first for g = %a", (double)f.wrong, f.first_wrong);
    diag("%.1f s", now() - start);
    diag("%s %s %a %a %a %.4f", fast_scalar_names[s->what], dtype, s->lambda1, f.at, f.x, f.worst);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const bool list = argc == 2 && strcmp(argv[1], "--list") == 0;
    size_t number = 0, tests = 0;

    for (sgl_path path = SGL_PATH_PORTABLE; path < SGL_PATHS; path++)
        for (size_t k = 0; k < ARRAY_SIZE(sweeps) && sgl_path_available(path); k++, number++) {
            bool wanted = argc == 1;

            for (int i = 1; i < argc && !list; i++)
                wanted = wanted || strtoul(argv[i], NULL, 10) == number;
            if (list)
                printf("%zu\t%s f%d\tlambda1 %a\tpath %s\n", number,
                       fast_scalar_names[sweeps[k].what], sweeps[k].bits, sweeps[k].lambda1,
                       sgl_path_name(path));
            if (!wanted)
                continue;
            run(&sweeps[k], path);
            tests++;
        }
    if (list)
        return EXIT_SUCCESS;
    plan(tests);
    return tap_status();
}
