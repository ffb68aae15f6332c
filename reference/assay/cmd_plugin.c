/* assay plugin: the program's side of protocol.h, for a shared library. `assay run --plugin` starts it as its child, so that a
 * library that crashes or hangs does what a program would. */
#include "arguments.h"
#include "command.h"
#include "judge/trace_json.h"
#include "protocol.h"
#include "sgl_plugin.h"

#include <dlfcn.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "usage: assay plugin [OPTION...] ./LIBRARY.so\n"
    "\n"
    "Loads a library that exports sgl_plugin_v1 (sgl_plugin.h) and answers on standard input and output as\n"
    "a live program does. It is what assay run --plugin ./LIBRARY.so starts.\n"
    "\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 it was told to stop, 2 usage, 4 the library cannot be used, or the messages ended before that.\n"
    "\n"
    "Examples:\n"
    "  assay run --plugin ./libmine.so                          # judge it\n"
    "  assay doctor -- assay plugin ./libmine.so                # see the conversation\n";

static void answer(FILE *to, json_t *message)
{
    json_dumpf(message, to, JSON_COMPACT | JSON_REAL_PRECISION(17));
    fputc('\n', to);
    fflush(to);
    json_decref(message);
}

static json_t *bits(unsigned set, const char *const *names, size_t count)
{
    json_t *list = json_array();

    for (size_t k = 0; k < count; k++)
        if ((set & 1u << k) != 0)
            json_array_append_new(list, json_string(names[k]));
    return list;
}

static json_t *hello(const sgl_plugin *plugin)
{
    static const char *const penalties[] = {"lambda1", "lambda21", "lambda2"}, *const inputs[] = {"alpha", "groups", "rows"};
    const unsigned asked = plugin->size >= sizeof *plugin ? plugin->inputs : 0;
    json_t *variants = json_object();

    for (size_t o = 0; plugin->variants != NULL && o < SGL_OPTIMIZERS; o++)
        if (plugin->variants[o] != NULL)
            json_object_set_new(variants, sgl_trace_optimizer_names[o], json_string(plugin->variants[o]));
    return json_pack("{s:i, s:s, s:o, s:o, s:o, s:o, s:o}", "assay", PROTOCOL_VERSION, "name", plugin->name, "optimizers",
                     bits(plugin->optimizers, sgl_trace_optimizer_names, SGL_OPTIMIZERS), "dtypes",
                     bits(plugin->dtypes, sgl_trace_dtype_names, 2), "lambdas", bits(plugin->lambdas, penalties, 3), "inputs",
                     bits(asked, inputs, 3), "variants", variants);
}

static void put(void *array, size_t i, sgl_dtype dtype, double v)
{
    if (dtype == SGL_FLOAT32)
        ((float *)array)[i] = (float)v;
    else
        ((double *)array)[i] = v;
}

/* A row of the message; zeros when there is none. Returns false when array is NULL. */
static bool read_row(void *array, const json_t *list, size_t n, sgl_dtype dtype)
{
    for (size_t i = 0; i < n && array != NULL; i++)
        put(array, i, dtype, json_number_value(json_array_get(list, i)));
    return array != NULL;
}

/* "nan" and "inf" are no JSON numbers. */
static json_t *row(const void *array, size_t n, sgl_dtype dtype)
{
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_sprintf("%a", dtype == SGL_FLOAT32 ? (double)((const float *)array)[i] : ((const double *)array)[i]));
    return list;
}

static int name_index(const json_t *name, const char *const *names, int count)
{
    for (int k = 0; k < count; k++)
        if (json_is_string(name) && strcmp(json_string_value(name), names[k]) == 0)
            return k;
    return 0;
}

/* A list of sizes, or NULL where there is none. */
static size_t *sizes(const json_t *list, size_t *count)
{
    size_t *out = json_is_array(list) ? calloc(json_array_size(list) + 1, sizeof *out) : NULL;

    *count = json_array_size(list);
    for (size_t k = 0; k < *count && out != NULL; k++)
        out[k] = (size_t)json_integer_value(json_array_get(list, k));
    return out;
}

/* A case as the library gets it, and the memory behind it. */
typedef struct problem {
    sgl_plugin_problem p;
    char *memory; /* x, g, D and x_1 of dtype */
    size_t width; /* bytes of one vector      */
    double *alpha;
    size_t *offsets, *row_ptr, *rows;
} problem;

static void problem_free(problem *q)
{
    free(q->memory);
    free(q->alpha);
    free(q->offsets);
    free(q->row_ptr);
    free(q->rows);
}

/* The groups of every step in one list. */
static bool read_rows(problem *q, const json_t *rows)
{
    size_t count = 0;

    if (!json_is_array(rows))
        return true;
    q->row_ptr = calloc(q->p.steps + 1, sizeof *q->row_ptr);
    q->rows = calloc(q->p.steps * q->p.groups + 1, sizeof *q->rows);
    for (size_t t = 0; t < q->p.steps && q->row_ptr != NULL && q->rows != NULL; t++) {
        const json_t *step = json_array_get(rows, t);

        for (size_t k = 0; k < json_array_size(step) && count < q->p.steps * q->p.groups; k++)
            q->rows[count++] = (size_t)json_integer_value(json_array_get(step, k));
        q->row_ptr[t + 1] = count;
    }
    return q->row_ptr != NULL && q->rows != NULL;
}

/* False when memory is short. */
static bool read_problem(problem *q, const json_t *message)
{
    const json_t *alpha = json_object_get(message, "alpha"), *groups = json_object_get(message, "groups");
    sgl_plugin_problem *p = &q->p;
    size_t count;

    *p = (sgl_plugin_problem){.size = sizeof *p};
    p->optimizer = (sgl_optimizer)name_index(json_object_get(message, "optimizer"), sgl_trace_optimizer_names, SGL_OPTIMIZERS);
    p->dtype = (sgl_dtype)name_index(json_object_get(message, "dtype"), sgl_trace_dtype_names, 2);
    p->weights = (size_t)json_integer_value(json_object_get(message, "size"));
    p->group_size = (size_t)json_integer_value(json_object_get(message, "group_size"));
    p->steps = (size_t)json_integer_value(json_object_get(message, "steps"));
    for (int k = 0; k < SGL_HYPERS; k++)
        *(double *)((char *)&p->hyper + sgl_trace_keys[k].offset) =
            json_number_value(json_object_get(json_object_get(message, "hyperparameters"), sgl_trace_keys[k].name));
    p->groups = p->group_size > 0 ? p->weights / p->group_size : 0;
    if (groups != NULL) {
        p->offsets = q->offsets = sizes(groups, &count);
        p->groups = count > 0 ? count - 1 : 0;
    }
    if (alpha != NULL) {
        p->alpha = q->alpha = calloc(p->steps + 1, sizeof *q->alpha);
        if (!read_row(q->alpha, alpha, p->steps, SGL_FLOAT64))
            return false;
    }
    q->width = p->weights * (p->dtype == SGL_FLOAT32 ? sizeof(float) : sizeof(double));
    q->memory = calloc(4, q->width + 1);
    if (q->memory == NULL || (groups != NULL && q->offsets == NULL) || !read_rows(q, json_object_get(message, "rows")))
        return false;
    p->row_ptr = q->row_ptr;
    p->rows = q->rows;
    p->x1 = q->memory + 3 * q->width;
    return read_row(q->memory, json_object_get(message, "x1"), p->weights, p->dtype) &&
           memcpy(q->memory + 3 * q->width, q->memory, q->width) != NULL;
}

/* Steps from x_1; what came of it goes into reply. */
static void run_problem(json_t *reply, const sgl_plugin *plugin, const problem *q, const json_t *message)
{
    const json_t *grads = json_object_get(message, "grads"), *hessian = json_object_get(message, "hessian_diag");
    const sgl_plugin_problem *p = &q->p;
    const char *why = "the plugin's start returns NULL";
    void *x = q->memory, *g = q->memory + q->width, *h = q->memory + 2 * q->width, *optimizer = plugin->start(p, &why);
    json_t *rows = json_array();

    if (optimizer == NULL)
        json_object_set_new(reply, "unsupported", json_string(why));
    for (size_t t = 0; t < p->steps && optimizer != NULL; t++) {
        (void)read_row(g, json_array_get(grads, t), p->weights, p->dtype);
        (void)read_row(h, json_array_get(hessian, t), p->weights, p->dtype);
        if (plugin->step(optimizer, x, g, hessian != NULL ? h : NULL) != 0) {
            json_object_set_new(reply, "error", json_sprintf("the plugin's step %zu returns an error", t + 1));
            break;
        }
        json_array_append_new(rows, row(x, p->weights, p->dtype));
    }
    if (optimizer != NULL)
        plugin->stop(optimizer);
    if (json_array_size(rows) == p->steps)
        json_object_set(reply, "x", rows);
    json_decref(rows);
}

static json_t *run(const sgl_plugin *plugin, const json_t *message)
{
    json_t *reply = json_pack("{s:i, s:O}", "assay", PROTOCOL_VERSION, "case", json_object_get(message, "case"));
    problem q = {.memory = NULL};

    if (read_problem(&q, message))
        run_problem(reply, plugin, &q, message);
    else
        json_object_set_new(reply, "error", json_string("out of memory"));
    problem_free(&q);
    return reply;
}

static int serve(const sgl_plugin *plugin, FILE *to)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    int status = EXIT_BAD_INPUT;

    while ((length = getline(&line, &room, stdin)) > 0) {
        json_t *message = json_loadb(line, (size_t)length, 0, NULL);
        const char *command = json_string_value(json_object_get(message, "cmd"));

        if (command != NULL && strcmp(command, "start") == 0)
            answer(to, hello(plugin));
        else if (command != NULL && strcmp(command, "run") == 0)
            answer(to, run(plugin, message));
        else if (command != NULL && strcmp(command, "stop") == 0)
            status = 0;
        else
            fprintf(stderr, "assay plugin: a message that is none of start, run, stop\n");
        json_decref(message);
        if (status == 0)
            break;
    }
    free(line);
    return status;
}

/* What is wrong with the offer, or NULL. */
static const char *refusal(const sgl_plugin *plugin)
{
    if (plugin == NULL)
        return "sgl_plugin_v1 returns NULL";
    if (plugin->size < offsetof(sgl_plugin, inputs))
        return "its sgl_plugin is smaller than version 1's";
    if (plugin->version != SGL_PLUGIN_VERSION)
        return "its version is not 1";
    return plugin->name == NULL || plugin->start == NULL || plugin->step == NULL || plugin->stop == NULL
               ? "name, start, step or stop is NULL"
               : NULL;
}

int cmd_plugin(int argc, char **argv)
{
    const argument none[] = {{.name = NULL}};
    const arguments about = {.command = "assay plugin", .help = help, .list = none};
    int rest, status = arguments_read(&rest, &about, argc, argv), length;
    void *library;
    sgl_plugin_function *function;
    const sgl_plugin *plugin;
    char path[4096];
    FILE *to;

    if (status != -1)
        return status;
    if (rest + 1 != argc)
        return arguments_error(&about, "expected one library");
    to = fdopen(dup(STDOUT_FILENO), "w"); /* what the library prints is no answer */
    if (to == NULL || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        fputs("assay plugin: standard output cannot be kept for the answers\n", stderr);
        return EXIT_BAD_INPUT;
    }
    /* dlopen looks for a name without a slash among the system's libraries; here it is a file. */
    length = snprintf(path, sizeof path, "%s%s", strchr(argv[rest], '/') != NULL ? "" : "./", argv[rest]);
    if (length < 0 || (size_t)length >= sizeof path) {
        fputs("assay plugin: the library's name is too long\n", stderr);
        return EXIT_BAD_INPUT;
    }
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "assay plugin: %s\n", dlerror());
        return EXIT_BAD_INPUT;
    }
    *(void **)&function = dlsym(library, "sgl_plugin_v1");
    if (function == NULL) {
        fprintf(stderr, "assay plugin: %s: exports no sgl_plugin_v1 (sgl_plugin.h)\n", argv[rest]);
        return EXIT_BAD_INPUT;
    }
    plugin = function();
    if (refusal(plugin) != NULL) {
        fprintf(stderr, "assay plugin: %s: %s\n", argv[rest], refusal(plugin));
        return EXIT_BAD_INPUT;
    }
    return serve(plugin, to);
}
