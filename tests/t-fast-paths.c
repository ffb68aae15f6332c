/* The same bits on every machine path, with every number of threads, at every alignment, by rows, and group by group. */
#include "fast_case.h"

#include <stdio.h>

#define REAL float
#define NAME(name) name##_f32
#include "fast_run.inc"
#include "fast_paths.inc"
#undef REAL
#undef NAME
#define REAL double
#define NAME(name) name##_f64
#include "fast_run.inc"
#include "fast_paths.inc"
#undef REAL
#undef NAME

int main(void)
{
    static const size_t sizes[] = {1,  2,   3,   4,   5,   6,   7,   8,   9,   10,  11,
                                   12, 13,  14,  15,  16,  17,  20,  31,  32,  33,  48,
                                   64, 100, 128, 129, 250, 256, 257, 512, 700, 5000};
    size_t tests = 0;

    for (sgl_path path = SGL_PATH_PORTABLE; path < SGL_PATHS; path++)
        if (!sgl_path_available(path))
            diag("path %s is not available here: not compared", sgl_path_name(path));
    for (size_t k = 0; k < FAST_METHODS; k++)
        for (int lambdas = 0; lambdas < 2; lambdas++) {
            size_t d = sizes[(2 * k + (size_t)lambdas) % ARRAY_SIZE(sizes)], groups = 1 + 600 / d;
            sgl_layout layout = {groups * d, groups, d, NULL};
            char what[128];

            snprintf(what, sizeof what, "%s, lambdas %d, d = %zu", fast_methods[k].name, lambdas,
                     d);
            compare_f32(&fast_methods[k], lambdas, &layout, what);
            compare_f64(&fast_methods[k], lambdas, &layout, what);
            tests += 2;
        }
    /* So many groups that threads start; sizes that mix. All sizes with SGL_TEST_MULT. */
    for (size_t k = 0; k<ARRAY_SIZE(sizes); k += test_cases(1)> 1 ? 1 : 6) {
        const fast_method *method = &fast_methods[13 + k % 17];
        size_t d = sizes[k], groups = 1 + 70000 / d, offsets[200];
        sgl_layout layout = {groups * d, groups, d, NULL},
                   mixed = {0, ARRAY_SIZE(offsets) - 1, 0, offsets};
        char what[128];

        offsets[0] = 0;
        for (size_t j = 1; j < ARRAY_SIZE(offsets); j++)
            offsets[j] = offsets[j - 1] + 1 +
                         (test_random() % 4 == 0 ? test_random() % (2 * d) : test_random() % 20);
        mixed.size = offsets[ARRAY_SIZE(offsets) - 1];
        snprintf(what, sizeof what, "%s, many groups, d = %zu", method->name, d);
        compare_f32(method, 1, &layout, what);
        compare_f64(method, 1, &layout, what);
        snprintf(what, sizeof what, "%s, unequal groups of up to %zu", method->name, 2 * d);
        compare_f32(method, 1, &mixed, what);
        compare_f64(method, 1, &mixed, what);
        tests += 4;
    }
    plan(tests);
    return tap_status();
}
