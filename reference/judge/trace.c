#include "judge/trace.h"
#include "sgl_ref.h"

#include <jansson.h>
#include <stdlib.h>

void sgl_trace_close(sgl_trace *trace)
{
    if (trace == NULL)
        return;
    sgl_npy_close(&trace->x1);
    sgl_npy_close(&trace->grads);
    sgl_npy_close(&trace->x);
    sgl_npy_close(&trace->hessian);
    sgl_npy_close(&trace->alpha);
    json_decref(trace->document);
    free(trace->row_ptr);
    free(trace->rows);
    free(trace->offsets);
    free(trace->folder);
    free(trace->name);
    free(trace);
}

void sgl_trace_x(double *out, const sgl_trace *trace, size_t t, size_t begin, size_t end)
{
    if (t == 1)
        sgl_npy_doubles(out, &trace->x1, begin, end - begin);
    else
        sgl_npy_doubles(out, &trace->x, (t - 2) * trace->layout.size + begin, end - begin);
}

void sgl_trace_g(double *out, const sgl_trace *trace, size_t t, size_t begin, size_t end)
{
    sgl_npy_doubles(out, &trace->grads, (t - 1) * trace->layout.size + begin, end - begin);
}

void sgl_trace_hessian(double *out, const sgl_trace *trace, size_t t, size_t begin, size_t end)
{
    sgl_npy_doubles(out, &trace->hessian, (t - 1) * trace->layout.size + begin, end - begin);
}

double sgl_trace_alpha(const sgl_trace *trace, size_t t)
{
    double alpha = trace->hyper.alpha;

    if (trace->has_schedule)
#if SGL_MUTANT == 163
        sgl_npy_doubles(&alpha, &trace->alpha, 0, 1);
#else
        sgl_npy_doubles(&alpha, &trace->alpha, t - 1, 1);
#endif
    return alpha;
}

bool sgl_trace_touches(const sgl_trace *trace, size_t t, size_t k)
{
    size_t low, high;

    if (!trace->has_rows)
        return true;
    low = trace->row_ptr[t - 1];
    high = trace->row_ptr[t];
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (trace->rows[middle] < k)
            low = middle + 1;
        else
            high = middle;
    }
    return low < trace->row_ptr[t] && trace->rows[low] == k;
}

size_t sgl_trace_part(sgl_layout *part, size_t *offsets, const sgl_layout *whole, size_t first, size_t count)
{
    size_t begin, end, last;

    sgl_ref_group(whole, first, &begin, &end);
    sgl_ref_group(whole, first + count - 1, &last, &end);
    *part = (sgl_layout){.size = end - begin, .groups = count, .group_size = (end - begin) / count};
    if (count == 1 || whole->offsets == NULL)
        return begin;
    for (size_t k = 0; k <= count; k++)
        offsets[k] = whole->offsets[first + k] - begin;
    part->offsets = offsets;
    return begin;
}
