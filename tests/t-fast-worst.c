/* tests/data/fast_scalar.vec again: the largest errors known of the scalar steps, bit for bit on every path, and within the
 * limits of bounds.def. A line is
 *     step dtype lambda1 g x u
 * g a gradient, x the weight after the step, u = |x - exact|/|exact| in units of the dtype's u. tests/fast-exhaustive.c found
 * them. */
#define _POSIX_C_SOURCE 200809L
#include "fast_bounds.h"
#include "fast_scalar.h"

#include <stdio.h>

enum { N = 37 }; /* whole vectors, and a rest */

typedef struct line {
    fast_scalar what;
    double lambda1, g, x, u;
} line;

/* Every path gives x, so does scalar_want, and the error is u. */
#define REPLAY(REAL, NAME)                                                                         \
    static bool replay_##NAME(const line *l, double *error)                                        \
    {                                                                                              \
        REAL g[N], x[N], m[N], v[N], y[N], second;                                                 \
        const REAL want = (REAL)l->x;                                                              \
        bool same = true;                                                                          \
        sgl_step step;                                                                             \
                                                                                                   \
        fast_scalar_begin(l->what, l->lambda1, &step);                                             \
        for (size_t i = 0; i < N; i++)                                                             \
            g[i] = (REAL)l->g;                                                                     \
        for (sgl_path path = SGL_PATH_BEST; path < SGL_PATHS; path++) {                            \
            if (!sgl_path_available(path))                                                         \
                continue;                                                                          \
            step.path = path;                                                                      \
            scalar_step_##NAME(&step, x, m, v, y, g, N);                                           \
            for (size_t i = 0; i < N; i++)                                                         \
                same = same && memcmp(&x[i], &want, sizeof want) == 0;                             \
        }                                                                                          \
        *error = scalar_error_##NAME(want, scalar_exact_##NAME(l->what, &step, g[0]));             \
        return same && scalar_want_##NAME(l->what, &step, g[0], &second) == want &&                \
               scalar_normal_##NAME(g[0], second);                                                 \
    }

REPLAY(float, f32)
REPLAY(double, f64)

static fast_scalar scalar_called(const char *name)
{
    int k = 0;

    while (k < FAST_SCALARS && strcmp(fast_scalar_names[k], name) != 0)
        k++;
    return (fast_scalar)k;
}

int main(void)
{
    static const char path[] = "tests/data/fast_scalar.vec";
    FILE *file = fopen(path, "r");
    char text[256];
    bool seen[FAST_SCALARS][2] = {{false}};
    size_t tests = 0;

    if (file == NULL)
        bail_out("%s: cannot be read", path);
    for (int number = 1; fgets(text, sizeof text, file) != NULL; number++) {
        char name[64], dtype[8], row[96];
        double error, limit;
        bool same, wide;
        line l;

        if (text[0] == '#' || text[0] == '\n')
            continue;
        if (sscanf(text, "%63s %7s %la %la %la %lf", name, dtype, &l.lambda1, &l.g, &l.x, &l.u) !=
                6 ||
            (l.what = scalar_called(name)) == FAST_SCALARS)
            bail_out("%s:%d: expected step, dtype, lambda1, g, x, u", path, number);
        wide = strcmp(dtype, "f64") == 0;
        snprintf(row, sizeof row, "%s_step %s relative", name, dtype);
        limit = limit_of(row);
        same = wide ? replay_f64(&l, &error) : replay_f32(&l, &error);
        seen[l.what][wide] = true;
        if (!ok(same && error <= limit && fabs(error - l.u) < 1e-3, "%s %s, g = %a: %.4f u of %.4g",
                name, dtype, l.g, error, limit))
            diag("%s:%d: the bits of x %s, error %.4f u", path, number,
                 same ? "agree" : "do not agree", error);
        tests++;
    }
    fclose(file);
    for (int k = 0; k < FAST_SCALARS; k++)
        ok(seen[k][0] && seen[k][1], "%s has a worst input in both dtypes", fast_scalar_names[k]);
    plan(tests + FAST_SCALARS);
    return tap_status();
}
