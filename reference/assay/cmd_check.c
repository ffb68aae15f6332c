/* assay check: judge recorded runs. */
#include "command.h"
#include "judge/progress.h"
#include "judge/variant_axes.h"
#include "output.h"
#include "report.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum format { TEXT, JSON, TAP };

typedef struct options {
    const char *variant; /* NULL: what the recording declares, else auto */
    const char *output;
    enum format format;
    sgl_judge_options judge;
    bool ranking;
} options;

static const char help[] =
    "usage: assay check [OPTION...] TRACE...\n"
    "\n"
    "Judges recorded optimizer runs (folders in format sgl-trace/1): is every step the algorithm's, up to the rounding\n"
    "that its arithmetic allows, and is every zero a zero?\n"
    "\n"
    "  --variant NAME   judge against this variant (assay variants lists them), or\n"
    "            paper  the paper's algorithm for the recording's optimizer, or\n"
    "            auto   every documented variant, reporting the nearest\n"
    "                   Default: the variant that the recording declares, else auto.\n"
    "  --format FORMAT  text (default), json (an object a line), tap\n"
    "  --ranking        with auto: judge every variant to the end, also those that have diverged\n"
    "  --bits N         precision to start at (default 128); raised until every comparison is certain\n"
    "  -o FILE          write there instead of standard output\n"
    "\n"
    "Exit: 0 conforms, 1 deviates, 2 usage, 3 inconclusive, 4 bad input; of several recordings the worst.\n"
    "\n"
    "  assay check my_run\n"
    "  assay check --variant paper --format json my_run other_run\n";

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The variant to judge against, into written; NULL for auto, and error is set where there is none of that name. */
static const sgl_named_variant *wanted(sgl_written_variant *written, const char *name, const sgl_trace *trace, sgl_error *error)
{
    error->text[0] = '\0';
    if (name == NULL)
        name = trace->declared;
    if (name == NULL || strcmp(name, "auto") == 0)
        return NULL;
    if (strcmp(name, "paper") == 0)
        return sgl_variant_paper(trace->optimizer);
    if (sgl_variant_read(written, name, error) != SGL_OK)
        return NULL;
    if (written->named.variant.optimizer == trace->optimizer)
        return &written->named;
    (void)sgl_error_set(error, SGL_EFORMAT, NULL, "%s is a variant of %s, the recording is of %s", name,
                        sgl_optimizer_name(written->named.variant.optimizer), sgl_optimizer_name(trace->optimizer));
    return NULL;
}

static sgl_status judge(report *r, sgl_candidate *candidates, const sgl_named_variant *named, const options *o)
{
    sgl_judge_options how = o->judge;
    sgl_progress *progress = sgl_progress_new(stderr, r->trace->name, "groups");
    sgl_status status;

    how.progress = sgl_progress_at;
    how.context = progress;
    if (named != NULL) {
        status = sgl_judge_variant(&r->judgement, r->trace, &named->variant, &how);
        r->named = named;
    } else {
        status = sgl_judge_auto(candidates, &r->candidate_count, r->trace, o->ranking, &how);
        r->candidates = candidates;
        if (status == SGL_OK && r->candidate_count > 0) {
            r->named = candidates[0].named;
            r->judgement = candidates[0].judgement;
            status = candidates[0].status;
        }
    }
    if (status == SGL_OK)
        status = sgl_judge_trajectory(&r->judgement.trajectory_ulp_max, r->trace, &r->judgement.variant,
                                      r->judgement.powers, how.bits);
    sgl_progress_finish(progress);
    return status;
}

static const char *failure(sgl_status status)
{
    return status == SGL_EDOM ? "the variant cannot run on this recording: a hyper-parameter is outside its range, or "
                                "hessian_diag.npy is missing"
                              : "out of memory";
}

static void write_report(FILE *out, const report *r, enum format format, size_t k)
{
    if (r->trace == NULL || r->named == NULL)
        fprintf(stderr, "assay: %s\n", r->message);
    if (format == JSON)
        report_json(out, r);
    else if (format == TAP)
        report_tap(out, r, k);
    else
        report_text(out, r);
    fflush(out);
}

static int check_one(FILE *out, const char *folder, const options *o, size_t k)
{
    size_t all;
    sgl_candidate *candidates;
    sgl_trace *trace;
    sgl_error error;
    sgl_written_variant written;
    report r = {.folder = folder, .message = ""};
    double start = now();
    int status = EXIT_BAD_INPUT;

    sgl_variants(&all);
    candidates = calloc(all, sizeof *candidates);
    if (candidates == NULL) {
        r.message = failure(SGL_ENOMEM);
        write_report(out, &r, o->format, k);
        return EXIT_BAD_INPUT;
    }
    if (sgl_trace_open(&trace, folder, &error) != SGL_OK) {
        r.message = error.text;
        write_report(out, &r, o->format, k);
    } else {
        sgl_error unknown;
        const sgl_named_variant *named = wanted(&written, o->variant, trace, &unknown);
        bool found = unknown.text[0] == '\0';
        sgl_status judged;

        r.trace = trace;
        judged = found ? judge(&r, candidates, named, o) : SGL_OK;
        if (!found || judged != SGL_OK || r.named == NULL) {
            r.named = NULL;
            (void)sgl_error_set(&error, SGL_EFORMAT, folder, "%s; assay variants lists the variants",
                                found ? failure(judged) : unknown.text);
            r.message = error.text;
        }
        r.seconds = now() - start;
        write_report(out, &r, o->format, k);
        status = report_status(&r);
        sgl_trace_close(trace);
    }
    free(candidates);
    return status;
}

static int usage_error(const char *what, const char *got)
{
    fprintf(stderr, "assay check: %s%s; assay check --help tells more\n", what, got);
    return EXIT_USAGE;
}

static int parse(options *o, int argc, char **argv)
{
    static const struct option longs[] = {{"variant", required_argument, NULL, 'v'}, {"format", required_argument, NULL, 'f'},
                                          {"bits", required_argument, NULL, 'b'},    {"output", required_argument, NULL, 'o'},
                                          {"ranking", no_argument, NULL, 'r'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    sgl_written_variant written;
    sgl_error error;
    int c;

    optind = 1;
    while ((c = getopt_long(argc, argv, "o:h", longs, NULL)) != -1) {
        char *end;

        switch (c) {
        case 'v':
            if (strcmp(optarg, "auto") != 0 && strcmp(optarg, "paper") != 0 && sgl_variant_read(&written, optarg, &error) != SGL_OK)
                return usage_error(error.text, "");
            o->variant = optarg;
            break;
        case 'f':
            if (strcmp(optarg, "text") != 0 && strcmp(optarg, "json") != 0 && strcmp(optarg, "tap") != 0)
                return usage_error("--format is text, json or tap, not ", optarg);
            o->format = optarg[0] == 'j' ? JSON : optarg[1] == 'a' ? TAP : TEXT;
            break;
        case 'b':
            o->judge.bits = strtol(optarg, &end, 10);
            if (*end != '\0' || o->judge.bits < 64 || o->judge.bits > 1 << 20)
                return usage_error("--bits is a number from 64 to 1048576, not ", optarg);
            break;
        case 'r':
            o->ranking = true;
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
    if (optind == argc)
        return usage_error("no recording given", "");
    return -1;
}

int cmd_check(int argc, char **argv)
{
    options o = {.judge = {.bits = 128, .max_bits = 4096}};
    int status = parse(&o, argc, argv), worst = EXIT_CONFORMS;
    output out;

    if (status != -1)
        return status == -2 ? 0 : status;
    if (o.judge.max_bits < o.judge.bits)
        o.judge.max_bits = o.judge.bits;
    if (!output_open(&out, o.output))
        return EXIT_BAD_INPUT;
    if (o.format == TAP)
        fprintf(out.stream, "TAP version 13\n1..%d\n", argc - optind);
    for (int k = optind; k < argc; k++)
        worst = worse_status(worst, check_one(out.stream, argv[k], &o, (size_t)(k - optind + 1)));
    return output_close(&out) ? worst : EXIT_BAD_INPUT;
}
