/* assay identify: rank the known variants that explain a recorded run. */
#include "arguments.h"
#include "command.h"
#include "identify_report.h"
#include "judge/progress.h"
#include "output.h"

#include <stdlib.h>
#include <time.h>

typedef struct options {
    const char *output;
    int json;
    bool pairs;
    long top;
    sgl_judge_options judge;
} options;

static const char help[] =
    "usage: assay identify [OPTION...] TRACE...\n"
    "\n"
    "Which algorithm did a recorded run (a folder in format sgl-trace/1) really compute? Judges it against\n"
    "every named variant of its optimizer, defects included, and against each of those with one thing\n"
    "changed (where epsilon enters, which norm shrinks a group, ...; two things where one does not explain\n"
    "it), and says what to change.\n"
    "\n"
    "  --pairs            change two things at once even where fewer explain the recording\n"
    "  --top N            list N points that do not explain it (default 5)\n"
    "  --format FORMAT    text (default) or json (an object a line)\n"
    "  -o, --output FILE  write there instead of standard output\n"
    "  --bits N           precision to start at (default 128); raised until every comparison is certain\n"
    "  -h, --help         this\n"
    "\n"
    "A point that has no name is written adam-algorithm2+norm=exact+l2=one; assay check --variant accepts\n"
    "that too.\n"
    "\n"
    "Exit: 0 a documented variant explains the run, 1 only a defect or an unnamed point does, or none,\n"
    "2 usage, 3 inconclusive, 4 bad input; of several recordings the worst.\n"
    "\n"
    "Examples:\n"
    "  assay identify my_run                                              # what is it, and what to change\n"
    "  assay identify --format json my_run | jq -r '[.trace, .variant] | @tsv'\n"
    "  assay check --variant momentum-table1+momentum=nesterov other      # one thing changed\n";

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int identify_one(FILE *out, const char *folder, const options *o)
{
    identify_report r = {.folder = folder, .message = "", .top = (size_t)o->top};
    sgl_judge_options how = o->judge;
    double start = now();
    sgl_trace *trace;
    sgl_error error;
    sgl_status status = sgl_trace_open(&trace, folder, &error);
    int exit_status;

    if (status == SGL_OK) {
        sgl_progress *line = sgl_progress_new(stderr, trace->name, "variants");

        how.progress = sgl_progress_at;
        how.context = line;
        status = sgl_identify(&r.found, trace, o->pairs, &how);
        sgl_progress_finish(line);
        r.trace = trace;
        if (status != SGL_OK) {
            sgl_identification_free(&r.found);
            (void)sgl_error_set(&error, status, folder, "%s",
                                status == SGL_EDOM ? "no variant can run on this recording: a hyper-parameter is outside its range, "
                                                     "or hessian_diag.npy is missing"
                                                   : "out of memory");
        }
    }
    if (status != SGL_OK) {
        r.message = error.text;
        fprintf(stderr, "assay: %s\n", error.text);
    }
    r.seconds = now() - start;
    (o->json ? identify_json : identify_text)(out, &r);
    fflush(out);
    exit_status = identify_status(&r);
    sgl_identification_free(&r.found);
    sgl_trace_close(trace);
    return exit_status;
}

int cmd_identify(int argc, char **argv)
{
    options o = {.top = 5, .judge = {.max_bits = 4096}};
    long bits = 128;
    const argument list[] = {ARGUMENT_FORMAT(&o.json),
                             {.name = "pairs", .kind = ARGUMENT_FLAG, .out = &o.pairs},
                             {.name = "top", .kind = ARGUMENT_WHOLE, .out = &o.top, .low = 0, .high = 1000000},
                             {.name = "bits", .kind = ARGUMENT_WHOLE, .out = &bits, .low = 64, .high = 1 << 20},
                             {.name = "output", .letter = 'o', .kind = ARGUMENT_TEXT, .out = &o.output},
                             {.name = NULL}};
    const arguments about = {.command = "assay identify", .help = help, .list = list};
    int rest, status = arguments_read(&rest, &about, argc, argv), worst = EXIT_CONFORMS;
    output out;

    if (status != -1)
        return status;
    if (rest == argc)
        return arguments_error(&about, "no recording given");
    o.judge.bits = bits;
    if (o.judge.max_bits < o.judge.bits)
        o.judge.max_bits = o.judge.bits;
    if (!output_open(&out, o.output))
        return EXIT_BAD_INPUT;
    for (int k = rest; k < argc; k++)
        worst = worse_status(worst, identify_one(out.stream, argv[k], &o));
    return output_close(&out) ? worst : EXIT_BAD_INPUT;
}
