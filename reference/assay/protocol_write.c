/* Messages to a program. */
#include "judge/trace_json.h"
#include "protocol.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *line_of(json_t *message)
{
    size_t size = message != NULL ? json_dumpb(message, NULL, 0, JSON_COMPACT | JSON_REAL_PRECISION(17)) : 0;
    char *text = size > 0 ? malloc(size + 2) : NULL;

    if (text != NULL) {
        json_dumpb(message, text, size, JSON_COMPACT | JSON_REAL_PRECISION(17));
        text[size] = '\n';
        text[size + 1] = '\0';
    }
    json_decref(message);
    return text;
}

char *protocol_start(void)
{
    return line_of(json_pack("{s:i, s:s}", "assay", PROTOCOL_VERSION, "cmd", "start"));
}

char *protocol_stop(void)
{
    return line_of(json_pack("{s:i, s:s}", "assay", PROTOCOL_VERSION, "cmd", "stop"));
}

static json_t *numbers(const void *data, sgl_dtype dtype, size_t begin, size_t count)
{
    json_t *list = json_array();

    for (size_t i = begin; i < begin + count; i++)
        json_array_append_new(list, json_real(dtype == SGL_FLOAT32 ? (double)((const float *)data)[i] : ((const double *)data)[i]));
    return list;
}

/* One array of rows x columns (rows = 0: of one dimension), inline or as a file in folder. NULL, and error, when it cannot be
 * written. */
static json_t *array(const live_case *c, const char *folder, const char *name, const void *data, size_t rows, size_t columns,
                     sgl_error *error)
{
    sgl_dtype dtype = c->record.dtype;
    json_t *list;

    if (folder != NULL) {
        const size_t shape[2] = {rows > 0 ? rows : columns, columns};
        size_t room = strlen(folder) + strlen(c->id) + strlen(name) + 16;
        char *path = malloc(room);

        list = NULL;
        if (path != NULL) {
            snprintf(path, room, "%s/%s-%s.npy", folder, c->id, name);
            if (sgl_npy_write(path, dtype == SGL_FLOAT32 ? SGL_NPY_F4 : SGL_NPY_F8, data, rows > 0 ? 2 : 1, shape, error) == SGL_OK)
                list = json_pack("{s:s}", "npy", path);
        }
        free(path);
        return list;
    }
    if (rows == 0)
        return numbers(data, dtype, 0, columns);
    list = json_array();
    for (size_t t = 0; t < rows; t++)
        json_array_append_new(list, numbers(data, dtype, t * columns, columns));
    return list;
}

static json_t *integers(const size_t *values, size_t count)
{
    json_t *list = json_array();

    for (size_t k = 0; k < count; k++)
        json_array_append_new(list, json_integer((json_int_t)values[k]));
    return list;
}

/* The groups: their size, or where each begins; and those of each step, where not all. */
static bool groups(json_t *message, const sgl_trace_record *r)
{
    json_t *list;

    if ((r->layout.offsets != NULL
             ? json_object_set_new(message, "groups", integers(r->layout.offsets, r->layout.groups + 1))
             : json_object_set_new(message, "group_size", json_integer((json_int_t)r->layout.group_size))) != 0)
        return false;
    if (r->row_ptr == NULL)
        return true;
    list = json_array();
    for (size_t t = 0; t < r->steps; t++)
        json_array_append_new(list, integers(r->rows + r->row_ptr[t], r->row_ptr[t + 1] - r->row_ptr[t]));
    return json_object_set_new(message, "rows", list) == 0;
}

char *protocol_run(const live_case *c, const char *folder, sgl_error *error)
{
    const sgl_trace_record *r = &c->record;
    size_t T = r->steps, n = r->layout.size;
    json_t *hyper = json_object(), *message;
    bool good = true;

    error->text[0] = '\0';
    for (int h = 0; h < SGL_HYPERS; h++) {
        const sgl_trace_key *key = sgl_trace_keys + h;

        if ((key->known & 1u << r->optimizer) != 0)
            json_object_set_new(hyper, key->name, json_real(*(const double *)((const char *)&r->hyper + key->offset)));
    }
    message = json_pack("{s:i, s:s, s:s, s:s, s:s, s:I, s:I, s:o}", "assay", PROTOCOL_VERSION, "cmd", "run", "case", c->id,
                        "optimizer", sgl_trace_optimizer_names[r->optimizer], "dtype", sgl_trace_dtype_names[r->dtype], "steps",
                        (json_int_t)T, "size", (json_int_t)n, "hyperparameters", hyper);
    good = message != NULL && groups(message, r) &&
           (r->alpha == NULL || json_object_set_new(message, "alpha", numbers(r->alpha, SGL_FLOAT64, 0, T)) == 0) &&
           json_object_set_new(message, "x1", array(c, folder, "x1", r->x1, 0, n, error)) == 0 &&
           json_object_set_new(message, "grads", array(c, folder, "grads", r->grads, T, n, error)) == 0 &&
           (r->hessian == NULL ||
            json_object_set_new(message, "hessian_diag", array(c, folder, "hessian_diag", r->hessian, T, n, error)) == 0);
    if (good)
        return line_of(message);
    json_decref(message);
    if (error->text[0] == '\0')
        (void)sgl_error_set(error, SGL_ENOMEM, c->id, "out of memory");
    return NULL;
}
