#include "judge/trace_open.h"

#include <float.h>
#include <math.h>

enum { BLOCK = 1024 }; /* doubles converted at a time */

static bool is_float32(double v)
{
#if SGL_MUTANT == 171
    return fabs(v) <= FLT_MAX;
#else
    return fabs(v) <= FLT_MAX && (double)(float)v == v;
#endif
}

/* The first entry that is not finite, or with narrow not a float32; npy->count when there is none. */
static size_t first_bad(const sgl_npy *npy, bool narrow)
{
    double block[BLOCK];

    if (npy->type == SGL_NPY_F4)
        narrow = false;
    for (size_t begin = 0; begin < npy->count; begin += BLOCK) {
        size_t n = npy->count - begin < BLOCK ? npy->count - begin : BLOCK;
        int bad = 0;

        sgl_npy_doubles(block, npy, begin, n);
        for (size_t i = 0; i < n; i++)
            bad |= !isfinite(block[i]);
        if (!bad && !narrow)
            continue;
        for (size_t i = 0; i < n; i++)
            if (!isfinite(block[i]) || (narrow && !is_float32(block[i])))
                return begin + i;
    }
    return npy->count;
}

static size_t group_of(const sgl_layout *layout, size_t element)
{
    size_t low = 0, high = layout->groups;

    if (layout->offsets == NULL)
        return element / layout->group_size;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (layout->offsets[middle] <= element)
            low = middle;
        else
            high = middle;
    }
    return low;
}

sgl_status sgl_trace_check_numbers(sgl_trace_opening *o)
{
    const sgl_trace *trace = o->trace;
    const struct {
        const char *file;
        const sgl_npy *npy;
    } arrays[] = {{"x1.npy", &trace->x1},
                  {"grads.npy", &trace->grads},
                  {"hessian_diag.npy", &trace->hessian},
                  {"x.npy", &trace->x}};
    size_t n = trace->layout.size, first = 0, at = 0, step = SIZE_MAX;
    double value;

    for (size_t a = 0; a < sizeof arrays / sizeof *arrays && step > 0; a++) {
        size_t bad = first_bad(arrays[a].npy, trace->dtype == SGL_FLOAT32);

#if SGL_MUTANT == 162
        if (a == 3)
            continue;
#endif
        if (bad < arrays[a].npy->count && (a == 0 ? 0 : bad / n + 1) < step) {
            step = a == 0 ? 0 : bad / n + 1;
            first = a;
            at = bad;
        }
    }
    if (step == SIZE_MAX)
        return SGL_OK;
    sgl_npy_doubles(&value, arrays[first].npy, at, 1);
    return sgl_error_set(o->error, SGL_EDOM, sgl_trace_path(o, arrays[first].file),
                         "byte %zu (%s %zu, group %zu, element %zu): %.17g; expected %s",
                         sgl_npy_offset(arrays[first].npy, at), step == 0 ? "before step" : "step",
                         step == 0 ? 1 : step, group_of(&trace->layout, at % n), at % n, value,
                         isfinite(value) ? "a float32, which is what dtype says"
                                         : "a finite number");
}
