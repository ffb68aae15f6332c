/* assay separate: the simplest input on which two variants differ beyond rounding. */
#include "command.h"
#include "judge/separate.h"
#include "judge/variant_axes.h"
#include "separate_report.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: assay separate [OPTION...] A B\n"
    "\n"
    "Searches an input, as small and simple as it can, on which variants A and B of an optimizer (assay\n"
    "variants lists them; NAME+AXIS=VALUE changes one thing) differ by more than rounding allows: feed it to\n"
    "a program, and it is at most one of the two.\n"
    "\n"
    "  --dtype TYPE       float32 (default) or float64: whose rounding\n"
    "  --format FORMAT    text (default) or json\n"
    "  -o, --output DIR   write the run of A, correctly rounded, there as a recording (sgl-trace/1)\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 an input was found, 2 usage, 3 none was: the same algorithm, or not separable, 4 DIR cannot be\n"
    "written.\n"
    "\n"
    "Examples:\n"
    "  assay separate adam-algorithm2 adam-kingma-ba\n"
    "  assay separate -o sqrt_d ftrl-proximal ftrl-no-sqrt-d && assay check --variant ftrl-proximal sqrt_d\n"
    "  assay separate adam-table1 adam-table1+norm=exact\n";

typedef struct options {
    sgl_dtype dtype;
    bool json;
    const char *output;
} options;

static int usage_error(const char *what, const char *got)
{
    fprintf(stderr, "assay separate: %s%s; assay separate --help tells more\n", what, got);
    return EXIT_USAGE;
}

/* -1 to go on, -2 after --help, else the exit status. */
static int parse(options *o, int argc, char **argv)
{
    static const struct option longs[] = {{"dtype", required_argument, NULL, 'd'}, {"format", required_argument, NULL, 'f'},
                                          {"output", required_argument, NULL, 'o'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    int c;

    optind = 1;
    while ((c = getopt_long(argc, argv, "o:h", longs, NULL)) != -1) {
        switch (c) {
        case 'd':
            if (strcmp(optarg, "float32") != 0 && strcmp(optarg, "float64") != 0)
                return usage_error("--dtype is float32 or float64, not ", optarg);
            o->dtype = optarg[5] == '3' ? SGL_FLOAT32 : SGL_FLOAT64;
            break;
        case 'f':
            if (strcmp(optarg, "text") != 0 && strcmp(optarg, "json") != 0)
                return usage_error("--format is text or json, not ", optarg);
            o->json = optarg[0] == 'j';
            break;
        case 'o':
            o->output = optarg;
            break;
        case 'h':
            fputs(help, stdout);
            return -2;
        default:
            return EXIT_USAGE;
        }
    }
    return argc - optind == 2 ? -1 : usage_error("two variants are needed", "");
}

static int write_recording(const char *folder, const separate_report *r)
{
    char source[SGL_VARIANT_TEXT + 128];
    sgl_example_run run;
    sgl_error error;
    sgl_status status = sgl_example_new(&run, &r->found->example, &r->a->variant, 192, 4096);

    snprintf(source, sizeof source, "assay: %s, correctly rounded; not %s", r->a->name, r->b->name);
    if (status == SGL_OK) {
        status = sgl_example_write(folder, &r->found->example, run.x, r->a->variant.optimizer, source, r->a->name, &error);
        sgl_example_free(&run);
    } else {
        (void)sgl_error_set(&error, status, folder, "%s", status == SGL_ENOMEM ? "out of memory" : "the run does not round for certain");
    }
    if (status != SGL_OK)
        fprintf(stderr, "assay: %s\n", error.text);
    return status == SGL_OK ? EXIT_CONFORMS : EXIT_BAD_INPUT;
}

int cmd_separate(int argc, char **argv)
{
    options o = {.dtype = SGL_FLOAT32};
    int status = parse(&o, argc, argv);
    sgl_written_variant a, b;
    sgl_separated found;
    sgl_error error;
    separate_report r = {.a = &a.named, .b = &b.named, .found = &found};

    if (status != -1)
        return status == -2 ? 0 : status;
    if (sgl_variant_read(&a, argv[optind], &error) != SGL_OK || sgl_variant_read(&b, argv[optind + 1], &error) != SGL_OK)
        return usage_error(error.text, "");
    if (a.named.variant.optimizer != b.named.variant.optimizer)
        return usage_error("two variants of one optimizer are needed, not ", argv[optind + 1]);
    if (sgl_separate(&found, &a.named.variant, &b.named.variant, o.dtype) != SGL_OK) {
        fprintf(stderr, "assay: out of memory\n");
        return EXIT_BAD_INPUT;
    }
    sgl_same_when(r.same_when, sizeof r.same_when, &a.named.variant, &b.named.variant);
    if (!(o.json ? separate_json : separate_text)(stdout, &r) || fflush(stdout) != 0) {
        fprintf(stderr, "assay: standard output: cannot be written\n");
        return EXIT_BAD_INPUT;
    }
    if (!found.separable)
        return EXIT_INCONCLUSIVE;
    return o.output != NULL ? write_recording(o.output, &r) : EXIT_CONFORMS;
}
