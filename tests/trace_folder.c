#include "trace_folder.h"
#include "tap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char trace_folder[256];

const char good_json[] =
    "{\"format\": \"sgl-trace/1\", \"source\": \"by hand\", \"dtype\": \"float32\",\n"
    " \"steps\": 3, \"size\": 6, \"groups\": \"groups.npy\", \"optimizer\": \"adahessian\",\n"
    " \"hyperparameters\": {\"alpha\": 0.25, \"beta1\": 0.5, \"beta2\": 0.75, \"epsilon\": 0,\n"
    "  \"lambda1\": 0.125, \"lambda21\": 1, \"lambda2\": 2}, \"variant\": \"mine\", \"more\": [1]}";

const struct array good[GOOD_ARRAYS] = {
    {"x1.npy", "<f4", "(6,)", N, 4, -1, 0.5},
    {"grads.npy", "<f4", "(3, 6)", T *N, 4, 3, -0.25},
    {"x.npy", "<f4", "(3, 6)", T *N, 4, 0.125, 0.125},
    {"hessian_diag.npy", "<f4", "(3, 6)", T *N, 4, 1, 0.0625},
    {"alpha.npy", "<f8", "(3,)", T, 8, 0.5, 0.1},
    {"groups.npy", "<i8", "(4,)", 4, 8, 0, 0},
    {"row_ptr.npy", "<i8", "(4,)", 4, 8, 0, 0},
    {"rows.npy", "<i8", "(5,)", 5, 8, 0, 0},
};

const int64_t good_groups[4] = {0, 1, 3, 6};
static const int64_t good_pointers[4] = {0, 2, 2, 5}, good_rows[5] = {0, 2, 0, 1, 2};

const char *path_in(const char *file)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/%s", trace_folder, file);
    return path;
}

void put(const char *file, const void *bytes, size_t size)
{
    FILE *f = fopen(path_in(file), "wb");

    if (f == NULL || fwrite(bytes, 1, size, f) != size || fclose(f) != 0)
        bail_out("cannot write %s", path_in(file));
}

enum { DATA = 128 }; /* where the data of every good file begins */

void put_array(const struct array *a, bool wide)
{
    unsigned char bytes[512] = "\x93NUMPY\x01\x00\x76";
    int width = wide ? 8 : a->width;

    memset(bytes + 10, ' ', DATA - 11);
    bytes[DATA - 1] = '\n';
    bytes[10 + sprintf((char *)bytes + 10, "{'descr': '%s', 'fortran_order': False, 'shape': %s, }",
                       wide ? "<f8" : a->descr, a->shape)] = ' ';
    for (int i = 0; i < a->rows; i++) {
        double value = a->first + i * a->step;
        float narrow = wide ? 0 : (float)value;
        const int64_t *integers = a->file[0] == 'g'   ? good_groups
                                  : a->file[3] == '_' ? good_pointers
                                                      : good_rows;
        const void *from = a->descr[1] == 'i' ? (const void *)(integers + i)
                           : width == 8       ? (const void *)&value
                                              : &narrow;

        memcpy(bytes + DATA + i * width, from, (size_t)width);
    }
    put(a->file, bytes, (size_t)(DATA + a->rows * width));
}

void put_good(void)
{
    for (size_t k = 0; k < ARRAY_SIZE(good); k++)
        put_array(good + k, false);
    put("trace.json", good_json, strlen(good_json));
}

void substitute(const char *file, const char *from, const char *to)
{
    char bytes[8192], *at = NULL;
    FILE *f = fopen(path_in(file), "rb");
    size_t size = f == NULL ? 0 : fread(bytes, 1, 4096, f), old = strlen(from), new = strlen(to);

    if (f != NULL)
        fclose(f);
    at = memmem(bytes, size, from, old);
    if (at == NULL || size + new > sizeof bytes)
        bail_out("no %s in %s", from, file);
    memmove(at + new, at + old, size - (size_t)(at - bytes) - old);
    memcpy(at, to, new);
    put(file, bytes, size - old + new);
}

void set_value(const char *file, int i, double value)
{
    const struct array *a = good;
    FILE *f = fopen(path_in(file), "r+b");
    float narrow = (float)value;
    int64_t integer = isfinite(value) ? (int64_t)value : 0;
    const void *from;

    while (strcmp(a->file, file) != 0)
        a++;
    from = a->descr[1] == 'i' ? (const void *)&integer
           : a->width == 8    ? (const void *)&value
                              : &narrow;
    if (f == NULL || fseek(f, DATA + i * a->width, SEEK_SET) != 0 ||
        fwrite(from, (size_t)a->width, 1, f) != 1 || fclose(f) != 0)
        bail_out("cannot change %s", file);
}

void change_size(const char *file, int by)
{
    struct stat st;

    if (stat(path_in(file), &st) != 0 || truncate(path_in(file), st.st_size + by) != 0)
        bail_out("cannot cut %s", file);
}

sgl_status opens(sgl_trace **trace, sgl_error *error)
{
    error->text[0] = '\0';
    return sgl_trace_open(trace, trace_folder, error);
}

void folder_begin(void)
{
    const char *build = getenv("BUILD");
    char *here;

    snprintf(trace_folder, sizeof trace_folder, "%s/trace-XXXXXX", build != NULL ? build : P_tmpdir);
    if (mkdtemp(trace_folder) == NULL || (here = realpath(trace_folder, NULL)) == NULL || strlen(here) >= sizeof trace_folder)
        bail_out("no temporary folder %s", trace_folder);
    strcpy(trace_folder, here);
    free(here);
}

void folder_end(void)
{
    for (size_t k = 0; k < GOOD_ARRAYS; k++)
        unlink(path_in(good[k].file));
    unlink(path_in("trace.json"));
    rmdir(trace_folder);
}
