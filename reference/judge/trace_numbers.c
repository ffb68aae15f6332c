#include "judge/trace_open.h"
#include "sgl_ref.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { BLOCK = 1 << 16 }; /* entries read at a time */

static bool is_float32(double v)
{
#if SGL_MUTANT == 171
    return fabs(v) <= FLT_MAX;
#else
    return fabs(v) <= FLT_MAX && (double)(float)v == v;
#endif
}

/* The first of n entries that is not finite, or with narrow not a float32; n when there is none. */
static size_t bad_of(const void *data, const sgl_npy *npy, size_t n, bool narrow)
{
    const float *f4 = data;
    const double *f8 = data;
    int bad = 0;

    for (size_t i = 0; i < n && npy->type == SGL_NPY_F4; i++)
        bad |= !isfinite(f4[i]);
    for (size_t i = 0; i < n && npy->type == SGL_NPY_F8; i++)
        bad |= !isfinite(f8[i]);
    if (!bad && (!narrow || npy->type == SGL_NPY_F4))
        return n;
    for (size_t i = 0; i < n; i++) {
        double v = npy->type == SGL_NPY_F4 ? (double)f4[i] : f8[i];

        if (!isfinite(v) || (narrow && !is_float32(v)))
            return i;
    }
    return n;
}

/* The first such entry of the share of this member of the team; npy->count when there is none. */
static sgl_status first_bad(size_t *found, const sgl_npy *npy, bool narrow, const sgl_team *team)
{
    size_t rank = team != NULL ? team->rank : 0, size = team != NULL ? team->size : 1;
    size_t first = npy->count;
    sgl_status failed = SGL_OK;

#pragma omp parallel if (npy->count > 4 * BLOCK)
    {
        double *block = malloc(BLOCK * sizeof *block);
        sgl_status status = block != NULL ? SGL_OK : SGL_ENOMEM;

#pragma omp for schedule(dynamic)
        for (size_t begin = rank * BLOCK; begin < npy->count; begin += size * BLOCK) {
            size_t n = npy->count - begin < BLOCK ? npy->count - begin : BLOCK, bad = n, before;

#pragma omp atomic read
            before = first;
            if (status == SGL_OK && begin < before && (status = sgl_npy_read(block, npy, begin, n)) == SGL_OK)
                bad = bad_of(block, npy, n, narrow);
#pragma omp critical(sgl_numbers)
            {
                if (bad < n && begin + bad < first)
                    first = begin + bad;
                if (status != SGL_OK)
                    failed = status;
            }
        }
        free(block);
    }
    *found = first;
    return failed;
}

/* The group that entry i of a vector is in. */
static size_t group_of(const sgl_layout *layout, size_t i)
{
    size_t low = 0, high = layout->groups;

    if (layout->offsets == NULL)
        return i / layout->group_size;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (layout->offsets[middle] <= i)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* A number that should not be. The earliest of a step is that of the first array. */
typedef struct place {
    size_t step, array, at;
    sgl_status status;
} place;

static bool earlier(const place *a, const place *b)
{
    if (a->step != b->step)
        return a->step < b->step;
    return a->array != b->array ? a->array < b->array : a->at < b->at;
}

/* The earliest of what all members found. */
static sgl_status agree(place *p, const sgl_team *team)
{
    size_t *sizes;
    void *all = NULL;

    if (team == NULL)
        return p->status;
    sizes = malloc(team->size * sizeof *sizes);
    if (sizes == NULL || !team->gather(&all, sizes, p, sizeof *p)) {
        free(sizes);
        return SGL_EIO;
    }
    for (size_t k = 0; k < team->size; k++) {
        const place *other = (const place *)all + k;

        if (other->status != SGL_OK)
            p->status = other->status;
        if (earlier(other, p))
            *p = (place){other->step, other->array, other->at, p->status};
    }
    free(sizes);
    free(all);
    return p->status;
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
    size_t n = trace->layout.size, group, begin, end;
    place first = {.step = SIZE_MAX};
    const sgl_npy *npy;
    double value;

    for (size_t a = 0; a < sizeof arrays / sizeof *arrays && first.step > 0 && first.status == SGL_OK; a++) {
        size_t bad;

        first.status = first_bad(&bad, arrays[a].npy, trace->dtype == SGL_FLOAT32, o->team);
#if SGL_MUTANT == 162
        if (a == 3)
            continue;
#endif
        if (bad < arrays[a].npy->count && (a == 0 ? 0 : bad / n + 1) < first.step)
            first = (place){a == 0 ? 0 : bad / n + 1, a, bad, first.status};
    }
    if (agree(&first, o->team) != SGL_OK)
        return sgl_error_set(o->error, first.status != SGL_OK ? first.status : SGL_EIO, o->trace->folder,
                             first.status == SGL_ENOMEM ? "out of memory" : "a file of it cannot be read, or a process that reads it has ended");
    if (first.step == SIZE_MAX)
        return SGL_OK;
    npy = arrays[first.array].npy;
    sgl_npy_doubles(&value, npy, first.at, 1);
    group = group_of(&trace->layout, first.at % n);
    sgl_ref_group(&trace->layout, group, &begin, &end);
    return sgl_error_set(o->error, SGL_EDOM, sgl_trace_path(o, arrays[first.array].file),
                         "byte %zu (%s %zu, group %zu, element %zu): %.17g; expected %s",
                         sgl_npy_offset(npy, first.at), first.step == 0 ? "before step" : "step",
                         first.step == 0 ? 1 : first.step, group, first.at % n - begin, value,
                         isfinite(value) ? "a float32, which is what dtype says"
                                         : "a finite number");
}
