/* A recording that was never a folder: live runs and the check API. */
#include "judge/trace_json.h"
#include "judge/trace_open.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A copy of an array; NULL data gives an empty one. Returns false when memory is short. */
static bool copy(sgl_npy *npy, sgl_npy_type type, const void *data, size_t rows, size_t columns)
{
    size_t width = type == SGL_NPY_F4 ? sizeof(float) : sizeof(double), count = rows * (columns > 0 ? columns : 1);

    if (data == NULL)
        return true;
    if (count > SIZE_MAX / width || (npy->converted = malloc(count * width)) == NULL)
        return false;
    memcpy(npy->converted, data, count * width);
    npy->data = npy->converted;
    npy->type = type;
    npy->dimensions = columns > 0 ? 2 : 1;
    npy->shape[0] = rows;
    npy->shape[1] = columns > 0 ? columns : 1;
    npy->count = count;
    npy->stored_size = width;
    return true;
}

static bool copy_integers(size_t **to, const size_t *from, size_t count)
{
    *to = malloc((count > 0 ? count : 1) * sizeof **to);
    if (*to != NULL && count > 0)
        memcpy(*to, from, count * sizeof **to);
    return *to != NULL;
}

static sgl_status offsets(sgl_trace *trace, const sgl_layout *layout, const char *path, sgl_error *error)
{
    size_t G = layout->groups, n = trace->layout.size;

    for (size_t k = 0; k <= G; k++)
        if (G == 0 || (k == 0 ? layout->offsets[0] != 0 : layout->offsets[k] <= layout->offsets[k - 1]) ||
            (k == G && layout->offsets[G] != n))
            return sgl_error_set(error, SGL_EDIM, path, "groups: offset %zu of %zu; expected 0 = first < ... < last = %zu", k, G, n);
    if (!copy_integers(&trace->offsets, layout->offsets, G + 1))
        return sgl_error_set(error, SGL_ENOMEM, path, "out of memory");
    trace->layout = (sgl_layout){.size = n, .groups = G, .offsets = trace->offsets};
    return SGL_OK;
}

/* The groups of each step. */
static sgl_status rows(sgl_trace_opening *o, const sgl_trace_record *r)
{
    sgl_trace *trace = o->trace;
    size_t T = trace->steps, count;

    if (r->row_ptr == NULL)
        return SGL_OK;
    count = r->row_ptr[T];
    if (r->rows == NULL || !copy_integers(&trace->row_ptr, r->row_ptr, T + 1) || !copy_integers(&trace->rows, r->rows, count))
        return sgl_error_set(o->error, r->rows == NULL ? SGL_EDIM : SGL_ENOMEM, o->path,
                             r->rows == NULL ? "rows: missing; expected row_ptr and rows, or neither" : "out of memory for the rows of each step");
    for (size_t k = 0; k < count; k++)
        if (trace->rows[k] >= trace->layout.groups)
            return sgl_error_set(o->error, SGL_EDIM, o->path, "rows: entry %zu is %zu; expected 0 to %zu", k, trace->rows[k],
                                 trace->layout.groups - 1);
    trace->has_rows = true;
    return sgl_trace_check_rows(o, count);
}

static sgl_status arrays(sgl_trace_opening *o, const sgl_trace_record *r)
{
    sgl_trace *trace = o->trace;
    const sgl_npy_type type = r->dtype == SGL_FLOAT32 ? SGL_NPY_F4 : SGL_NPY_F8;
    size_t T = trace->steps, n = trace->layout.size;

    trace->has_hessian = trace->optimizer == SGL_ADAHESSIAN;
    trace->has_schedule = r->alpha != NULL;
    if (r->x1 == NULL || r->grads == NULL || r->x == NULL || (trace->has_hessian && r->hessian == NULL))
        return sgl_error_set(o->error, SGL_EDIM, o->path, "x1, grads, x%s: one is missing", trace->has_hessian ? ", hessian_diag" : "");
    if (T > SIZE_MAX / n || !copy(&trace->x1, type, r->x1, n, 0) || !copy(&trace->grads, type, r->grads, T, n) ||
        !copy(&trace->x, type, r->x, T, n) || !copy(&trace->alpha, SGL_NPY_F8, r->alpha, T, 0) ||
        (trace->has_hessian && !copy(&trace->hessian, type, r->hessian, T, n)))
        return sgl_error_set(o->error, SGL_ENOMEM, o->path, "out of memory for %zu steps of %zu weights", T, n);
    for (size_t t = 1; t <= T && trace->has_schedule; t++) {
        double alpha = sgl_trace_alpha(trace, t);

#if SGL_MUTANT == 505
        if (!(alpha > 0))
#else
        if (!(alpha > 0) || !isfinite(alpha))
#endif
            return sgl_error_set(o->error, SGL_EDOM, o->path, "alpha of step %zu: %.17g; expected a finite number > 0", t, alpha);
    }
    return sgl_trace_check_numbers(o);
}

sgl_status sgl_trace_of_record(sgl_trace **trace, const char *name, const sgl_trace_record *record, sgl_error *error)
{
    sgl_trace_opening o = {.trace = calloc(1, sizeof *o.trace), .error = error};
    size_t room = strlen(name) + 2 + SGL_TRACE_ROOM_FOR_NAME;
    const char *slash = strrchr(name, '/');
    char *text = sgl_trace_json_write(record);
    bool groups = false;
    sgl_status status = SGL_ENOMEM;

    *trace = NULL;
    o.path = malloc(room);
    if (o.trace != NULL) {
        o.trace->folder = strdup(name);
        o.trace->name = strdup(slash != NULL ? slash + 1 : name);
    }
    if (o.trace == NULL || o.path == NULL || o.trace->folder == NULL || o.trace->name == NULL) {
        sgl_error_set(error, status, name, "out of memory");
        goto done;
    }
    o.folder_length = strlen(name) + 1;
    strcat(strcpy(o.path, name), "/");
    if (text == NULL) {
        status = sgl_error_set(error, SGL_EFORMAT, name, "a hyper-parameter that is not finite, or a text that is not UTF-8");
        goto done;
    }
    status = sgl_trace_json_parse(o.trace, &groups, text, strlen(text), sgl_trace_path(&o, "trace.json"), error);
    if (status == SGL_OK && groups)
        status = offsets(o.trace, &record->layout, o.path, error);
    if (status == SGL_OK)
        status = rows(&o, record);
    if (status == SGL_OK)
        status = arrays(&o, record);
done:
    free(text);
    free(o.path);
    if (status == SGL_OK)
        *trace = o.trace;
    else
        sgl_trace_close(o.trace);
    return status;
}
