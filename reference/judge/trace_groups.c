#include "judge/trace_open.h"

#include <stdlib.h>

sgl_status sgl_trace_read_groups(sgl_trace_opening *o)
{
    sgl_layout *layout = &o->trace->layout;
    sgl_npy npy = {0};
    sgl_status status = sgl_trace_array(o, &npy, "groups.npy", 0, 0, true);
    size_t count = npy.count;
    const char *why = NULL;

    if (status != SGL_OK)
        goto done;
    status = SGL_EDIM;
    if (count < 2) {
        sgl_error_set(o->error, status, o->path,
                      "shape: (%zu,); expected the offsets of G >= 1 groups and size", count);
        goto done;
    }
    for (size_t k = 0; k < count; k++) {
        int64_t offset = sgl_npy_integer(&npy, k),
                before = k > 0 ? sgl_npy_integer(&npy, k - 1) : 0;

        if (k == 0 && offset != 0)
            why = "0, or entries before it are in no group";
        else if (k > 0 && offset <= before)
            why = offset == before ? "more than the one before, or the group is empty"
                                   : "more than the one before, or groups overlap";
#if SGL_MUTANT != 160
        else if (k == count - 1 && (uint64_t)offset < layout->size)
            why = "size, or the last entries are in no group";
#endif
        else if ((uint64_t)offset > layout->size)
            why = "at most size";
        if (why != NULL) {
            sgl_error_set(o->error, status, o->path,
                          "byte %zu: offset %zu is %lld, size is %zu; expected %s",
                          sgl_npy_offset(&npy, k), k, (long long)offset, layout->size, why);
            goto done;
        }
    }
    status = SGL_ENOMEM;
    o->trace->offsets = malloc(count * sizeof *o->trace->offsets);
    if (o->trace->offsets == NULL) {
        sgl_error_set(o->error, status, o->path, "out of memory for %zu groups", count);
        goto done;
    }
    for (size_t k = 0; k < count; k++)
        o->trace->offsets[k] = (size_t)sgl_npy_integer(&npy, k);
    layout->groups = count - 1;
    layout->offsets = o->trace->offsets;
    status = SGL_OK;
done:
    sgl_npy_close(&npy);
    return status;
}

/* The integers of file as sizes below limit, or an error. */
static sgl_status sizes(sgl_trace_opening *o, size_t **out, size_t *count, const char *file,
                        size_t length, size_t limit)
{
    sgl_npy npy = {0};
    sgl_status status = sgl_trace_array(o, &npy, file, length, 0, true);

    for (size_t k = 0; status == SGL_OK && k < npy.count; k++) {
        int64_t value = sgl_npy_integer(&npy, k);

#if SGL_MUTANT == 170
        if ((uint64_t)value > limit)
#else
        if (value < 0 || (uint64_t)value >= limit)
#endif
            status = sgl_error_set(o->error, SGL_EDIM, o->path,
                                   "byte %zu: entry %zu is %lld; expected 0 to %zu",
                                   sgl_npy_offset(&npy, k), k, (long long)value, limit - 1);
    }
    if (status == SGL_OK) {
        *out = malloc((npy.count > 0 ? npy.count : 1) * sizeof **out);
        if (*out == NULL)
            status = sgl_error_set(o->error, SGL_ENOMEM, o->path, "out of memory for %zu integers",
                                   npy.count);
    }
    for (size_t k = 0; status == SGL_OK && k < npy.count; k++)
        (*out)[k] = (size_t)sgl_npy_integer(&npy, k);
    *count = npy.count;
    sgl_npy_close(&npy);
    return status;
}

sgl_status sgl_trace_check_rows(sgl_trace_opening *o, size_t count)
{
    const sgl_trace *trace = o->trace;

    sgl_trace_path(o, "row_ptr.npy");
    for (size_t t = 0; t <= trace->steps; t++) {
        size_t least = t == 0 ? 0 : trace->row_ptr[t - 1], here = trace->row_ptr[t];

        if (t == 0 ? here != 0 : t == trace->steps ? here != count || here < least : here < least)
            return sgl_error_set(
                o->error, SGL_EDIM, o->path,
                "entry %zu is %zu; expected offsets that ascend from 0 to the %zu of rows.npy", t,
                here, count);
    }
    sgl_trace_path(o, "rows.npy");
    for (size_t t = 1; t <= trace->steps; t++)
        for (size_t k = trace->row_ptr[t - 1] + 1; k < trace->row_ptr[t]; k++)
#if SGL_MUTANT == 161
            if (trace->rows[k] < trace->rows[k - 1])
#else
            if (trace->rows[k] <= trace->rows[k - 1])
#endif
                return sgl_error_set(o->error, SGL_EFORMAT, o->path,
                                     "entry %zu (step %zu): group %zu after group %zu; expected "
                                     "ascending groups, each once",
                                     k, t, trace->rows[k], trace->rows[k - 1]);
    return SGL_OK;
}

sgl_status sgl_trace_read_rows(sgl_trace_opening *o)
{
    sgl_trace *trace = o->trace;
    bool pointer = sgl_trace_has(o, "row_ptr.npy"), list = sgl_trace_has(o, "rows.npy");
    size_t count, T = trace->steps;
    sgl_status status;

    if (!pointer && !list)
        return SGL_OK;
    if (pointer != list)
        return sgl_error_set(o->error, SGL_EIO,
                             sgl_trace_path(o, pointer ? "rows.npy" : "row_ptr.npy"),
                             "missing; expected row_ptr.npy and rows.npy, or neither");
    if ((status = sizes(o, &trace->rows, &count, "rows.npy", 0, trace->layout.groups)) != SGL_OK ||
        (status = sizes(o, &trace->row_ptr, &T, "row_ptr.npy", T + 1, count + 1)) != SGL_OK ||
        (status = sgl_trace_check_rows(o, count)) != SGL_OK)
        return status;
    trace->has_rows = true;
    return SGL_OK;
}
