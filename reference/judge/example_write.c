#include "judge/example.h"

#include <stdlib.h>

/* count doubles as an array of dtype; they are numbers of it. NULL when memory is short, or values is NULL. */
static void *narrow(const double *values, size_t count, sgl_dtype dtype)
{
    size_t width = dtype == SGL_FLOAT32 ? sizeof(float) : sizeof(double);
    void *out = values != NULL ? malloc((count > 0 ? count : 1) * width) : NULL;

    for (size_t k = 0; out != NULL && k < count; k++) {
        if (dtype == SGL_FLOAT32)
            ((float *)out)[k] = (float)values[k];
        else
            ((double *)out)[k] = values[k];
    }
    return out;
}

/* The groups of every step as sgl-trace/1 lists them; false when memory is short. */
static bool list_rows(sgl_trace_record *record, size_t **row_ptr, size_t **rows, const sgl_example *e)
{
    size_t groups = e->layout.groups, count = 0;

    if (e->touched == NULL)
        return true;
    *row_ptr = malloc((e->steps + 1) * sizeof **row_ptr);
    *rows = malloc(e->steps * groups * sizeof **rows);
    if (*row_ptr == NULL || *rows == NULL)
        return false;
    (*row_ptr)[0] = 0;
    for (size_t t = 0; t < e->steps; t++) {
        for (size_t k = 0; k < groups; k++)
            if (e->touched[t * groups + k])
                (*rows)[count++] = k;
        (*row_ptr)[t + 1] = count;
    }
    record->row_ptr = *row_ptr;
    record->rows = *rows;
    return true;
}

sgl_status sgl_example_write(const char *folder, const sgl_example *e, const double *x, sgl_optimizer optimizer,
                             const char *source, const char *declared, sgl_error *error)
{
    size_t n = e->layout.size, entries = e->steps * n, *row_ptr = NULL, *rows = NULL;
    sgl_trace_record record = {.source = source, .declared = declared, .dtype = e->dtype, .steps = e->steps, .layout = e->layout,
                               .optimizer = optimizer, .hyper = e->hyper, .alpha = e->alpha};
    void *x1 = narrow(e->x1, n, e->dtype), *grads = narrow(e->grads, entries, e->dtype);
    void *after = narrow(x, entries, e->dtype), *hessian = narrow(e->hessian, entries, e->dtype);
    sgl_status status = SGL_ENOMEM;

    record.x1 = x1;
    record.grads = grads;
    record.x = after;
    record.hessian = hessian;
    if (x1 != NULL && grads != NULL && after != NULL && (hessian != NULL || e->hessian == NULL) &&
        list_rows(&record, &row_ptr, &rows, e))
        status = sgl_trace_write(folder, &record, error);
    else
        (void)sgl_error_set(error, status, folder, "out of memory");
    free(x1);
    free(grads);
    free(after);
    free(hessian);
    free(row_ptr);
    free(rows);
    return status;
}
