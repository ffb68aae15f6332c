/* assay step: one exact step, every intermediate of Algorithm 1 as an enclosure. */
#include "arguments.h"
#include "command.h"
#include "step_report.h"
#include "step_run.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: assay step [OPTION...] [FILE]\n"
    "\n"
    "Makes steps of an optimizer in interval arithmetic and prints every intermediate of the last one.\n"
    "Without --optimizer it reads JSON Lines from FILE, or from standard input where that is - or absent, an\n"
    "object a run:\n"
    "  {\"optimizer\":\"adam\", \"variant\":\"adam-algorithm2\", \"hyperparameters\":{\"alpha\":0.1, ...},\n"
    "   \"group_size\":2, \"x\":[..], \"g\":[[g_1], .., [g_t]], \"hessian\":[[D_1], .., [D_t]]}\n"
    "x is x_1, or a list of x_1 .. x_t: then z_t follows from the recorded ones. Without variant the paper's\n"
    "algorithm.\n"
    "\n"
    "  --optimizer NAME   sgd momentum adagrad adam amsgrad adahessian ftrl; the run is then given by options:\n"
    "  --variant NAME     a variant of it (assay variants lists them)\n"
    "  --set KEY=VALUE    a hyper-parameter: alpha beta1 beta2 gamma epsilon lambda1 lambda21 lambda2 ...\n"
    "  --x A,B,...        x_1\n"
    "  --g A,B,...        a gradient; once for each step\n"
    "  --hessian A,B,...  D_t; once for each step\n"
    "  --group-size D     neighbours that are a group; default: all weights in one group\n"
    "  --format FORMAT    text (default) or json (an object a line)\n"
    "  --digits N         decimal digits of the text (default 17)\n"
    "  --bits N           precision (default 256)\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 every step was made, 2 usage, 4 a run could not be read.\n"
    "\n"
    "Examples:\n"
    "  assay step --optimizer momentum --set alpha=1 --set gamma=0 --set lambda21=1 --x 0,0 --g=-7,-1\n"
    "  assay step --optimizer adam --set alpha=0.1 --set beta1=0.9 --set beta2=0.999 --set epsilon=1e-8 \\\n"
    "             --set lambda21=0.05 --x 0.5,-0.25 --g 0.3,-0.1\n"
    "  echo '{\"optimizer\":\"sgd\",\"hyperparameters\":{\"alpha\":0.5},\"x\":[1],\"g\":[[2],[1]]}' | assay step -\n";

typedef struct options {
    json_t *run; /* NULL: read lines */
    int json;
    long digits, bits;
} options;

/* "0.5,-0x1p-2" as a list of numbers, or NULL. */
static json_t *number_list(const char *text)
{
    json_t *list = json_array();
    char *end;

    for (const char *p = text;; p = end + 1) {
        json_array_append_new(list, json_real(strtod(p, &end)));
        if (end == p || (*end != ',' && *end != '\0')) {
            json_decref(list);
            return NULL;
        }
        if (*end == '\0')
            return list;
    }
}

static int step(const json_t *run_json, const options *o, const char *where)
{
    step_run s;
    sgl_ref_run *run = NULL;
    mpfi_ptr x = NULL;
    sgl_error error = {""};
    bool good = step_run_read(&s, run_json, where, &error);

    if (good) {
        x = sgl_ref_vector_new(s.trace.layout.size, o->bits);
        good = x != NULL && sgl_ref_run_new(&run, &s.named->variant, &s.trace.hyper, &s.trace.layout, o->bits) == SGL_OK;
        if (!good)
            sgl_error_set(&error, SGL_ENOMEM, where, "out of memory");
    }
    good = good && step_run_make(x, run, &s, where, &error);
    if (!good)
        fprintf(stderr, "assay: %s\n", error.text);
    else if (o->json)
        step_report_json(s.named, run, x);
    else
        step_report_text(s.named, run, x, (int)o->digits);
    if (x != NULL)
        sgl_ref_vector_free(x, s.trace.layout.size);
    sgl_ref_run_free(run);
    step_run_clear(&s);
    return good ? 0 : EXIT_BAD_INPUT;
}

static int step_lines(FILE *in, const options *o, const char *name)
{
    char *line = NULL, where[300];
    size_t size = 0, number = 0;
    int status = 0;

    while (getline(&line, &size, in) >= 0) {
        json_error_t why;
        json_t *run;

        number++;
        if (line[strspn(line, " \t\r\n")] == '\0')
            continue;
        snprintf(where, sizeof where, "%.250s:%zu", name, number);
        run = json_loads(line, JSON_REJECT_DUPLICATES, &why);
        if (!json_is_object(run)) {
            fprintf(stderr, "assay: %s:%d: %s; expected a JSON object\n", where, run ? 1 : why.column, run ? "no object" : why.text);
            status = EXIT_BAD_INPUT;
        } else if (step(run, o, where) != 0) {
            status = EXIT_BAD_INPUT;
        }
        json_decref(run);
        fflush(stdout);
    }
    free(line);
    if (number == 0) {
        fprintf(stderr, "assay: %s: empty; expected a JSON object a line\n", name);
        status = EXIT_BAD_INPUT;
    }
    return status;
}

/* --set KEY=NUMBER */
static bool set_hyperparameter(json_t *run, const char *text)
{
    const char *equals = strchr(text, '=');
    char key[64], *end;
    double number;

    if (equals == NULL || (size_t)(equals - text) >= sizeof key)
        return false;
    memcpy(key, text, (size_t)(equals - text));
    key[equals - text] = '\0';
    number = strtod(equals + 1, &end);
    return end != equals + 1 && *end == '\0' &&
           json_object_set_new(json_object_get(run, "hyperparameters"), key, json_real(number)) == 0;
}

/* --x, --g, --hessian A,B,...: the last two a list a step. */
static bool set_vector(json_t *run, const char *name, const char *text)
{
    json_t *list = number_list(text), *steps = json_object_get(run, name);

    if (list == NULL || strcmp(name, "x") == 0)
        return list != NULL && json_object_set_new(run, name, list) == 0;
    if (steps == NULL) {
        steps = json_array();
        json_object_set_new(run, name, steps);
    }
    return json_array_append_new(steps, list) == 0;
}

/* An option of the run that options describe, into the json_t * that a->out points to. */
static bool take_run(const argument *a, const char *text, char *why)
{
    json_t **run = a->out;
    bool good;

    if (*run == NULL)
        *run = json_pack("{s:{}, s:[]}", "hyperparameters", "g");
    if (strcmp(a->name, "optimizer") == 0 || strcmp(a->name, "variant") == 0)
        good = json_object_set_new(*run, a->name, json_string(text)) == 0;
    else if (strcmp(a->name, "group-size") == 0)
        good = json_object_set_new(*run, "group_size", json_integer(strtoll(text, NULL, 10))) == 0;
    else
        good = strcmp(a->name, "set") == 0 ? set_hyperparameter(*run, text) : set_vector(*run, a->name, text);
    if (!good)
        snprintf(why, ARGUMENT_WHY, "--%s: expected %s, not %s", a->name, strcmp(a->name, "set") == 0 ? "KEY=NUMBER" : "numbers with commas between",
                 text);
    return good;
}

int cmd_step(int argc, char **argv)
{
    options o = {.digits = 17, .bits = 256};
    const argument list[] = {{.name = "optimizer", .kind = ARGUMENT_TAKEN, .out = &o.run, .take = take_run},
                             {.name = "variant", .kind = ARGUMENT_TAKEN, .out = &o.run, .take = take_run},
                             {.name = "set", .kind = ARGUMENT_TAKEN, .out = &o.run, .take = take_run},
                             {.name = "x", .kind = ARGUMENT_TAKEN, .out = &o.run, .take = take_run},
                             {.name = "g", .kind = ARGUMENT_TAKEN, .out = &o.run, .take = take_run},
                             {.name = "hessian", .kind = ARGUMENT_TAKEN, .out = &o.run, .take = take_run},
                             {.name = "group-size", .kind = ARGUMENT_TAKEN, .out = &o.run, .take = take_run},
                             ARGUMENT_FORMAT(&o.json),
                             {.name = "digits", .kind = ARGUMENT_WHOLE, .out = &o.digits, .low = 1, .high = 10000},
                             {.name = "bits", .kind = ARGUMENT_WHOLE, .out = &o.bits, .low = 64, .high = 1 << 20},
                             {.name = NULL}};
    const arguments about = {.command = "assay step", .help = help, .list = list};
    int rest, status = arguments_read(&rest, &about, argc, argv);
    const char *name = status == -1 && rest < argc ? argv[rest] : "-";
    FILE *in = stdin;

    if (status == -1 && o.run != NULL) {
        status = step(o.run, &o, "the run given by options");
    } else if (status == -1) {
        if (strcmp(name, "-") != 0)
            in = fopen(name, "r");
        if (in == NULL) {
            perror(name);
            status = EXIT_BAD_INPUT;
        } else {
            status = step_lines(in, &o, in == stdin ? "standard input" : name);
            if (in != stdin)
                fclose(in);
        }
    }
    json_decref(o.run);
    return status;
}
