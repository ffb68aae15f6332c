/* assay step: one exact step, every intermediate of Algorithm 1 as an enclosure. */
#include "command.h"
#include "step_report.h"
#include "step_run.h"

#include <getopt.h>
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
    bool json;
    int digits;
    mpfr_prec_t bits;
} options;

static int usage_error(const char *what, const char *got)
{
    fprintf(stderr, "assay step: %s%s; assay step --help tells more\n", what, got);
    return EXIT_USAGE;
}

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
        step_report_text(s.named, run, x, o->digits);
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

/* An option of the run that options describe; false where its value is no number. */
static bool add_option(options *o, int option, const char *value)
{
    json_t *hyper, *list = NULL;
    const char *equals = strchr(value, '=');

    if (o->run == NULL) {
        o->run = json_pack("{s:{}, s:[]}", "hyperparameters", "g");
    }
    hyper = json_object_get(o->run, "hyperparameters");
    switch (option) {
    case 'O':
        return json_object_set_new(o->run, "optimizer", json_string(value)) == 0;
    case 'v':
        return json_object_set_new(o->run, "variant", json_string(value)) == 0;
    case 'd':
        return json_object_set_new(o->run, "group_size", json_integer(strtoll(value, NULL, 10))) == 0;
    case 's': {
        char key[64], *end;
        double number;

        if (equals == NULL || (size_t)(equals - value) >= sizeof key)
            return false;
        memcpy(key, value, (size_t)(equals - value));
        key[equals - value] = '\0';
        number = strtod(equals + 1, &end);
        return end != equals + 1 && *end == '\0' && json_object_set_new(hyper, key, json_real(number)) == 0;
    }
    default:
        list = number_list(value);
        if (list == NULL)
            return false;
        if (option == 'x')
            return json_object_set_new(o->run, "x", list) == 0;
        if (option == 'H' && json_object_get(o->run, "hessian") == NULL)
            json_object_set_new(o->run, "hessian", json_array());
        return json_array_append_new(json_object_get(o->run, option == 'g' ? "g" : "hessian"), list) == 0;
    }
}

static int parse(options *o, int argc, char **argv)
{
    static const struct option longs[] = {{"optimizer", required_argument, NULL, 'O'}, {"variant", required_argument, NULL, 'v'},
                                          {"set", required_argument, NULL, 's'},       {"x", required_argument, NULL, 'x'},
                                          {"g", required_argument, NULL, 'g'},         {"hessian", required_argument, NULL, 'H'},
                                          {"group-size", required_argument, NULL, 'd'}, {"format", required_argument, NULL, 'f'},
                                          {"digits", required_argument, NULL, 'D'},    {"bits", required_argument, NULL, 'b'},
                                          {"help", no_argument, NULL, 'h'},            {NULL, 0, NULL, 0}};
    int c;

    optind = 1;
    while ((c = getopt_long(argc, argv, "h", longs, NULL)) != -1) {
        long number = optarg ? strtol(optarg, NULL, 10) : 0;

        switch (c) {
        case 'h':
            fputs(help, stdout);
            return -2;
        case '?':
            return EXIT_USAGE;
        case 'f':
            if (strcmp(optarg, "json") != 0 && strcmp(optarg, "text") != 0)
                return usage_error("--format is text or json, not ", optarg);
            o->json = optarg[0] == 'j';
            break;
        case 'D':
            if (number < 1 || number > 10000)
                return usage_error("--digits is a number from 1 to 10000, not ", optarg);
            o->digits = (int)number;
            break;
        case 'b':
            if (number < 64 || number > 1 << 20)
                return usage_error("--bits is a number from 64 to 1048576, not ", optarg);
            o->bits = number;
            break;
        default:
            if (!add_option(o, c, optarg))
                return usage_error("expected numbers with commas between (--set: KEY=NUMBER), not ", optarg);
        }
    }
    return -1;
}

int cmd_step(int argc, char **argv)
{
    options o = {.digits = 17, .bits = 256};
    int status = parse(&o, argc, argv);
    const char *name = optind < argc ? argv[optind] : "-";
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
    return status == -2 ? 0 : status;
}
