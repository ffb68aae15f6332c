#include "judge/file.h"
#include "judge/trace_json.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder on its way out. */
struct writing {
    const sgl_trace_record *record;
    sgl_error *error;
    char *path;    /* the temporary folder, and room for a slash and a file's name */
    size_t folder; /* its length */
};

enum { ROOM_FOR_NAME = 32 };

static const char *path_of(struct writing *w, const char *file)
{
    snprintf(w->path + w->folder, ROOM_FOR_NAME, "/%s", file);
    return w->path;
}

/* columns = 0: one dimension. Nothing when data is NULL: the reader knows what must be there. */
static sgl_status array(struct writing *w, const char *file, sgl_npy_type type, const void *data,
                        size_t rows, size_t columns)
{
    const size_t shape[2] = {rows, columns};

    if (data == NULL)
        return SGL_OK;
    return sgl_npy_write(path_of(w, file), type, data, columns > 0 ? 2 : 1, shape, w->error);
}

static sgl_status integers(struct writing *w, const char *file, const size_t *values, size_t count)
{
    int64_t *copy = values == NULL ? NULL : malloc((count > 0 ? count : 1) * sizeof *copy);
    sgl_status status;

    if (values == NULL)
        return SGL_OK;
    if (copy == NULL)
        return sgl_error_set(w->error, SGL_ENOMEM, path_of(w, file),
                             "out of memory for %zu integers", count);
    for (size_t k = 0; k < count; k++)
        copy[k] = (int64_t)values[k];
    status = array(w, file, SGL_NPY_I8, copy, count, 0);
    free(copy);
    return status;
}

static double value_of(const sgl_trace_record *record, int h)
{
    return *(const double *)((const char *)&record->hyper + sgl_trace_keys[h].offset);
}

/* A failed jansson call leaves a NULL somewhere below, and json_object_set_new then fails too. */
static json_t *document_of(const sgl_trace_record *record)
{
    json_t *hyper = json_object(), *document = json_object();
    bool good = hyper != NULL && document != NULL;
    const sgl_layout *layout = &record->layout;

    for (int h = 0; h < SGL_HYPERS && good; h++) {
        const sgl_trace_key *key = sgl_trace_keys + h;
        double value = value_of(record, h);
        unsigned bit = 1u << record->optimizer;

        /* What is optional and 0 says nothing, but that a run had no penalty is worth a line. */
        if ((key->known & bit) != 0 &&
            ((key->needed & bit) != 0 || value != 0 || h >= SGL_HYPER_LAMBDA1))
            good = json_object_set_new(hyper, key->name, json_real(value)) == 0;
    }
    good = good && json_object_set_new(document, "format", json_string("sgl-trace/1")) == 0 &&
           json_object_set_new(document, "source",
                               json_string(record->source != NULL ? record->source : "")) == 0 &&
           json_object_set_new(document, "dtype",
                               json_string(sgl_trace_dtype_names[record->dtype])) == 0 &&
           json_object_set_new(document, "steps", json_integer((json_int_t)record->steps)) == 0 &&
           json_object_set_new(document, "size", json_integer((json_int_t)layout->size)) == 0 &&
           (layout->offsets != NULL
                ? json_object_set_new(document, "groups", json_string("groups.npy"))
                : json_object_set_new(document, "group_size",
                                      json_integer((json_int_t)layout->group_size))) == 0 &&
           json_object_set_new(document, "optimizer",
                               json_string(sgl_trace_optimizer_names[record->optimizer])) == 0 &&
           (record->declared == NULL ||
            json_object_set_new(document, "variant", json_string(record->declared)) == 0) &&
           json_object_set(document, "hyperparameters", hyper) == 0;
    json_decref(hyper);
    if (good)
        return document;
    json_decref(document);
    return NULL;
}

char *sgl_trace_json_write(const sgl_trace_record *record)
{
    json_t *document = document_of(record);
    char *text = document == NULL ? NULL : json_dumps(document, JSON_INDENT(1) | JSON_REAL_PRECISION(17));

    json_decref(document);
    return text;
}

static sgl_status json(struct writing *w)
{
    char *text;
    sgl_status status;

    for (int h = 0; h < SGL_HYPERS; h++)
        if ((sgl_trace_keys[h].known & 1u << w->record->optimizer) != 0 && !isfinite(value_of(w->record, h)))
            return sgl_error_set(w->error, SGL_EDOM, path_of(w, "trace.json"),
                                 "hyperparameters.%s: %g; expected a finite number", sgl_trace_keys[h].name,
                                 value_of(w->record, h));
    text = sgl_trace_json_write(w->record);
    if (text == NULL)
        return sgl_error_set(w->error, SGL_EFORMAT, path_of(w, "trace.json"),
                             "source, variant: not UTF-8, or out of memory; expected UTF-8");
    status = sgl_file_write(path_of(w, "trace.json"), text, strlen(text), "\n", 1, w->error);
    free(text);
    return status;
}

static sgl_status files(struct writing *w)
{
    const sgl_trace_record *r = w->record;
    const sgl_npy_type type = r->dtype == SGL_FLOAT32 ? SGL_NPY_F4 : SGL_NPY_F8;
    size_t T = r->steps, n = r->layout.size;
    sgl_status status;

    if (T == 0 || n == 0)
        return sgl_error_set(w->error, SGL_EDIM, path_of(w, "trace.json"),
                             "%zu steps of size %zu; expected at least 1", T, n);
    if ((status = array(w, "x1.npy", type, r->x1, n, 0)) != SGL_OK ||
        (status = array(w, "grads.npy", type, r->grads, T, n)) != SGL_OK ||
        (status = array(w, "x.npy", type, r->x, T, n)) != SGL_OK ||
        (status = array(w, "hessian_diag.npy", type, r->hessian, T, n)) != SGL_OK ||
        (status = array(w, "alpha.npy", SGL_NPY_F8, r->alpha, T, 0)) != SGL_OK ||
        (status = integers(w, "groups.npy", r->layout.offsets, r->layout.groups + 1)) != SGL_OK ||
        (status = integers(w, "row_ptr.npy", r->row_ptr, T + 1)) != SGL_OK)
        return status;
    if (r->row_ptr != NULL && (status = integers(w, "rows.npy", r->rows, r->row_ptr[T])) != SGL_OK)
        return status;
    return json(w);
}

static void remove_folder(struct writing *w)
{
    static const char *const names[] = {"x1.npy",           "grads.npy", "x.npy",
                                        "hessian_diag.npy", "alpha.npy", "groups.npy",
                                        "row_ptr.npy",      "rows.npy",  "trace.json"};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        unlink(path_of(w, names[k]));
    w->path[w->folder] = '\0';
    rmdir(w->path);
}

/* Messages speak of the folder that was asked for. */
static void forget_suffix(sgl_error *error, const char *suffix)
{
    char *at = error == NULL ? NULL : strstr(error->text, suffix);

    if (at != NULL)
        memmove(at, at + strlen(suffix), strlen(at + strlen(suffix)) + 1);
}

sgl_status sgl_trace_write(const char *folder, const sgl_trace_record *record, sgl_error *error)
{
    size_t length = strlen(folder), room;
    struct writing w = {.record = record, .error = error};
    char suffix[64];
    sgl_trace *back;
    sgl_status status;
    int made = -1;

    while (length > 1 && folder[length - 1] == '/')
        length--;
    room = length + sizeof suffix + ROOM_FOR_NAME;
    w.path = malloc(room);
    if (w.path == NULL)
        return sgl_error_set(error, SGL_ENOMEM, folder, "out of memory");
    errno = EEXIST;
    for (unsigned k = 0; made != 0 && errno == EEXIST && k < 1000; k++) {
        snprintf(suffix, sizeof suffix, ".%ld-%u.tmp", (long)getpid(), k);
        w.folder = (size_t)snprintf(w.path, room, "%.*s%s", (int)length, folder, suffix);
        made = mkdir(w.path, 0777);
    }
    if (made != 0) {
        status = sgl_error_set(error, SGL_EIO, folder, "cannot be made (%s)", strerror(errno));
        free(w.path);
        return status;
    }
    status = files(&w);
    w.path[w.folder] = '\0';
    if (status == SGL_OK) {
        status = sgl_trace_open(&back, w.path, error);
        if (status == SGL_OK)
            sgl_trace_close(back);
    }
    if (status != SGL_OK)
        forget_suffix(error, suffix);
    if (status == SGL_OK) {
        char *target = strndup(folder, length);

        if (target == NULL)
            status = sgl_error_set(error, SGL_ENOMEM, folder, "out of memory");
        else if (rename(w.path, target) != 0)
            status = sgl_error_set(error, SGL_EIO, folder,
                                   "cannot be made (%s); expected no such folder, or an empty one",
                                   strerror(errno));
        else
            sgl_file_sync_folder(target);
        free(target);
    }
#if SGL_MUTANT != 164
    if (status != SGL_OK)
        remove_folder(&w);
#endif
    free(w.path);
    return status;
}
