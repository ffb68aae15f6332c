/* assay separate: the simplest input on which two variants differ beyond rounding. */
#include "arguments.h"
#include "command.h"
#include "judge/separate.h"
#include "judge/variant_axes.h"
#include "separate_report.h"

#include <stdio.h>

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
    static const char *const dtypes[] = {[SGL_FLOAT32] = "float32", [SGL_FLOAT64] = "float64", NULL};
    int dtype = SGL_FLOAT32, json = 0;
    const char *folder = NULL;
    const argument list[] = {{.name = "dtype", .kind = ARGUMENT_CHOICE, .out = &dtype, .choices = dtypes},
                             ARGUMENT_FORMAT(&json),
                             {.name = "output", .letter = 'o', .kind = ARGUMENT_TEXT, .out = &folder},
                             {.name = NULL}};
    const arguments about = {.command = "assay separate", .help = help, .list = list};
    int rest, status = arguments_read(&rest, &about, argc, argv);
    sgl_written_variant a, b;
    sgl_separated found;
    sgl_error error;
    separate_report r = {.a = &a.named, .b = &b.named, .found = &found};

    if (status != -1)
        return status;
    if (argc - rest != 2)
        return arguments_error(&about, "two variants are needed");
    if (sgl_variant_read(&a, argv[rest], &error) != SGL_OK || sgl_variant_read(&b, argv[rest + 1], &error) != SGL_OK)
        return arguments_error(&about, "%s", error.text);
    if (a.named.variant.optimizer != b.named.variant.optimizer)
        return arguments_error(&about, "two variants of one optimizer are needed, not %s", argv[rest + 1]);
    if (sgl_separate(&found, &a.named.variant, &b.named.variant, (sgl_dtype)dtype) != SGL_OK) {
        fprintf(stderr, "assay: out of memory\n");
        return EXIT_BAD_INPUT;
    }
    sgl_same_when(r.same_when, sizeof r.same_when, &a.named.variant, &b.named.variant);
    if (!(json ? separate_json : separate_text)(stdout, &r) || fflush(stdout) != 0) {
        fprintf(stderr, "assay: standard output: cannot be written\n");
        return EXIT_BAD_INPUT;
    }
    if (!found.separable)
        return EXIT_INCONCLUSIVE;
    return folder != NULL ? write_recording(folder, &r) : EXIT_CONFORMS;
}
