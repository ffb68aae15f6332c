#include "judge/trace_open.h"
#include "judge/file.h"
#include "judge/trace_json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *sgl_trace_path(sgl_trace_opening *o, const char *file)
{
    snprintf(o->path + o->folder_length, SGL_TRACE_ROOM_FOR_NAME, "%s", file);
    return o->path;
}

bool sgl_trace_has(sgl_trace_opening *o, const char *file)
{
    struct stat st;

    return lstat(sgl_trace_path(o, file), &st) == 0;
}

sgl_status sgl_trace_array(sgl_trace_opening *o, sgl_npy *npy, const char *file, size_t rows,
                           size_t columns, bool integer)
{
    const char *path = sgl_trace_path(o, file);
    sgl_status status = sgl_npy_open(npy, path, o->error);
    char found[64], expected[64];

    if (status != SGL_OK)
        return status;
    if ((npy->type == SGL_NPY_I8) != integer)
        return sgl_error_set(o->error, SGL_EFORMAT, path, "descr: %s; expected %s",
                             integer ? "real numbers" : "integers",
                             integer ? "'<i8'" : "'<f4' or '<f8'");
    if (npy->dimensions == (columns > 0 ? 2 : 1) && (rows == 0 || npy->shape[0] == rows) &&
        (columns == 0 || npy->shape[1] == columns))
        return SGL_OK;
    snprintf(found, sizeof found, npy->dimensions == 1 ? "(%zu,)" : "(%zu, %zu)", npy->shape[0],
             npy->shape[1]);
    if (rows == 0)
        snprintf(expected, sizeof expected, "one dimension");
    else
        snprintf(expected, sizeof expected, columns == 0 ? "(%zu,)" : "(%zu, %zu)", rows, columns);
    return sgl_error_set(o->error, SGL_EDIM, path,
                         "shape: %s; expected %s by steps and size of trace.json", found, expected);
}

static sgl_status schedule(sgl_trace_opening *o)
{
    sgl_trace *trace = o->trace;
    sgl_status status;

    if (!sgl_trace_has(o, "alpha.npy"))
        return (trace->given & 1u << SGL_HYPER_ALPHA) != 0
                   ? SGL_OK
                   : sgl_trace_json_missing(trace, SGL_HYPER_ALPHA, sgl_trace_path(o, "trace.json"),
                                            o->error);
    if ((status = sgl_trace_array(o, &trace->alpha, "alpha.npy", trace->steps, 0, false)) != SGL_OK)
        return status;
    trace->has_schedule = true;
    for (size_t t = 1; t <= trace->steps; t++) {
        double alpha = sgl_trace_alpha(trace, t);

        if (!(alpha > 0) || !isfinite(alpha))
            return sgl_error_set(o->error, SGL_EDOM, o->path,
                                 "byte %zu (step %zu): %.17g; expected a finite number > 0",
                                 sgl_npy_offset(&trace->alpha, t - 1), t, alpha);
    }
    if ((trace->given & 1u << SGL_HYPER_ALPHA) == 0)
        trace->hyper.alpha = sgl_trace_alpha(trace, 1);
    return SGL_OK;
}

static sgl_status arrays(sgl_trace_opening *o)
{
    sgl_trace *trace = o->trace;
    size_t T = trace->steps, n = trace->layout.size;
    sgl_status status;

    if ((status = sgl_trace_array(o, &trace->x1, "x1.npy", n, 0, false)) != SGL_OK ||
        (status = sgl_trace_array(o, &trace->grads, "grads.npy", T, n, false)) != SGL_OK ||
        (status = sgl_trace_array(o, &trace->x, "x.npy", T, n, false)) != SGL_OK)
        return status;
#if SGL_MUTANT != 172
    if (trace->dtype == SGL_FLOAT64 && trace->x.type == SGL_NPY_F4)
        return sgl_error_set(o->error, SGL_EFORMAT, o->path,
                             "descr: '<f4'; expected '<f8', as dtype is float64");
#endif
    trace->has_hessian = trace->optimizer == SGL_ADAHESSIAN;
    if (trace->has_hessian &&
        (status = sgl_trace_array(o, &trace->hessian, "hessian_diag.npy", T, n, false)) != SGL_OK)
        return status;
    if ((status = schedule(o)) != SGL_OK)
        return status;
    return sgl_trace_read_rows(o);
}

/* What one member says of its opening to the others. */
typedef struct opened {
    sgl_status status;
    unsigned long long recording;
    sgl_error error;
} opened;

/* All members opened the same recording, or none did: then the first that failed speaks for all. */
static sgl_status agree(sgl_trace_opening *o, sgl_status status)
{
    const sgl_team *team = o->team;
    opened mine = {.status = status, .recording = status == SGL_OK ? sgl_trace_fingerprint(o->trace) : 0}, *all = NULL;
    size_t *sizes, k = 0;
    void *said = NULL;

    if (status != SGL_OK && o->error != NULL)
        mine.error = *o->error;
    sizes = malloc(team->size * sizeof *sizes);
    if (sizes == NULL || !team->gather(&said, sizes, &mine, sizeof mine)) {
        free(sizes);
        return sgl_error_set(o->error, SGL_EIO, o->trace->folder, "another process has ended");
    }
    all = said;
    while (k < team->size && all[k].status == SGL_OK && all[k].recording == all[0].recording)
        k++;
    if (k < team->size) {
        status = all[k].status != SGL_OK ? all[k].status : SGL_EFORMAT;
        if (all[k].status == SGL_OK)
            sgl_error_set(o->error, status, o->trace->folder, "rank %zu sees another recording than rank 0", k);
        else if (o->error != NULL)
            *o->error = all[k].error;
    }
    free(sizes);
    free(said);
    return status;
}

/* "." and ".." are no names: ask what the folder is called. */
static char *name_of(const char *folder)
{
    size_t end = strlen(folder), begin;
    char *real, *name;

    while (end > 1 && folder[end - 1] == '/')
        end--;
    for (begin = end; begin > 0 && folder[begin - 1] != '/';)
        begin--;
    name = strndup(folder + begin, end - begin);
    if (name != NULL && (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) &&
        (real = realpath(folder, NULL)) != NULL) {
        free(name);
        name = strdup(strrchr(real, '/') + 1);
        free(real);
    }
    return name;
}

sgl_status sgl_trace_open(sgl_trace **trace, const char *folder, sgl_error *error)
{
    return sgl_trace_open_together(trace, folder, NULL, error);
}

sgl_status sgl_trace_open_together(sgl_trace **trace, const char *folder, const sgl_team *team, sgl_error *error)
{
    sgl_trace_opening o = {.trace = calloc(1, sizeof *o.trace), .error = error, .team = team};
    size_t length = strlen(folder), room = length + 2 + SGL_TRACE_ROOM_FOR_NAME, size = 0;
    void *text = NULL;
    bool offsets = false;
    sgl_status status = SGL_ENOMEM;

    *trace = NULL;
    o.path = malloc(room);
    if (o.trace != NULL) {
        o.trace->folder = strdup(folder);
        o.trace->name = name_of(folder);
    }
    if (o.trace == NULL || o.path == NULL || o.trace->folder == NULL || o.trace->name == NULL) {
        sgl_error_set(error, status, folder, "out of memory");
        goto done;
    }
    while (length > 0 && folder[length - 1] == '/')
        length--;
    snprintf(o.path, room, "%.*s/", (int)length, folder);
    o.folder_length = strlen(o.path);
    status = sgl_file_map(&text, &size, sgl_trace_path(&o, "trace.json"), error);
    if (status == SGL_OK)
        status = sgl_trace_json_parse(o.trace, &offsets, text, size, o.path, error);
    if (status == SGL_OK && offsets)
        status = sgl_trace_read_groups(&o);
    if (status == SGL_OK)
        status = arrays(&o);
    if (team != NULL)
        status = agree(&o, status);
    if (status == SGL_OK)
        status = sgl_trace_check_numbers(&o);
done:
    sgl_file_unmap(text, size);
    free(o.path);
    if (status == SGL_OK)
        *trace = o.trace;
    else
        sgl_trace_close(o.trace);
    return status;
}
