/* assay check: judge recorded runs. */
#include "arguments.h"
#include "command.h"
#include "judge/journal.h"
#include "judge/reduce.h"
#include "judging.h"
#include "live_explain.h"
#include "output.h"
#include "ranks.h"
#include "report_sink.h"
#include "self.h"

#include <stdlib.h>

typedef struct options {
    const char *output;
    const char *shrink; /* folder for the failing part, or NULL */
    const char *resume; /* the journal, or NULL */
    double save;        /* seconds between two saves of it */
    report_format format;
    judging how;
} options;

static const char help[] =
    "usage: assay check [OPTION...] TRACE...\n"
    "\n"
    "Judges recorded optimizer runs (folders in format sgl-trace/1): is every step the algorithm's, up to\n"
    "the rounding that its arithmetic allows, and is every zero a zero?\n"
    "\n"
    "  --variant NAME     judge against this variant (assay variants lists them), or\n"
    "              paper  the paper's algorithm for the recording's optimizer, or\n"
    "              auto   every documented variant, reporting the nearest;\n"
    "                     default: the variant that the recording declares, else auto\n"
    "  --ranking          with auto: judge every variant to the end, also those that have diverged\n"
    "  --format FORMAT    text (default), json (an object a line), tap, junit, markdown or html\n"
    "  -o, --output FILE  write there instead of standard output\n"
    "  --shrink DIR       write the part of a recording that deviates, one group and the fewest steps, to\n"
    "                     DIR as a recording\n"
    "  --resume FILE      keep the work done in FILE and, where it exists, go on from there (one\n"
    "                     recording); removed at the end\n"
    "  --save SECONDS     with --resume: write FILE at most so often (default 2)\n"
    "  --exact            walk every group in MPFI; by default a certified filter in doubles goes first,\n"
    "                     with the same result, and the open-loop error is left out beyond 2^18 entries\n"
    "  --bits N           precision to start at (default 128); raised until every comparison is certain\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 conforms, 1 deviates, 2 usage, 3 inconclusive, 4 bad input; of several recordings the worst.\n"
    "\n"
    "Examples:\n"
    "  assay check my_run                                       # is it right?\n"
    "  assay check --variant paper --format json my_run other   # is it the paper's algorithm?\n"
    "  assay check --shrink small wrong_run                     # the failure alone, to debug with\n";

/* The failing part of a recording that deviates, into a folder of its own. False when it could not be written. */
static bool shrink(const report *r, const options *o)
{
    sgl_reduction reduction;
    sgl_error error;

    if (o->shrink == NULL || ranks_rank() > 0 || r->named == NULL || r->judgement.verdict != SGL_DEVIATES)
        return true;
    if (sgl_reduce(&reduction, o->shrink, r->trace, r->named, &o->how.options, &error) != SGL_OK) {
        fprintf(stderr, "assay: %s\n", error.text);
        return false;
    }
    if (reduction.all_groups)
        fprintf(stderr, "assay: %s: the first %zu steps of %s, all groups: none fails alone\n", o->shrink, reduction.steps, r->folder);
    else
        fprintf(stderr, "assay: %s: group %zu, the first %zu steps of %s\n", o->shrink, reduction.group, reduction.steps, r->folder);
    return true;
}

/* "assay check --variant NAME FOLDER", to be freed; NULL when memory is short. */
static char *command_of(const report *r)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);

    if (to == NULL)
        return NULL;
    fputs("assay check ", to);
    if (r->named != NULL)
        fprintf(to, "--variant %s ", r->named->name);
    self_word(to, r->folder);
    fclose(to);
    return text;
}

/* What a recording is that deviates, as a sentence in text; else text is empty. */
static void explain(char *text, size_t size, const report *r, const options *o)
{
    live_explanation e;
    sgl_trace *trace = (sgl_trace *)r->trace;

    text[0] = '\0';
    if (ranks_rank() > 0 || r->named == NULL || !r->judgement.diverges || !report_format_explains(o->format) ||
        live_explain(&e, &trace, 1, &o->how.options) != SGL_OK)
        return;
    if (e.count > 0)
        snprintf(text, size, "It is explained by %s%s%s. %s", e.names[0], e.count > 1 ? " or " : "", e.count > 1 ? e.names[1] : "", e.advice);
    else
        snprintf(text, size, "No variant that is known explains it.");
}

/* Judge the recording, with the journal that was asked for. */
static sgl_status judge(report *r, sgl_written_variant *written, const options *o, sgl_error *error)
{
    judging how = o->how;
    sgl_status status = SGL_OK;

    how.options.team = ranks_team();
    how.detail = how.detail && ranks_rank() == 0;
    if (o->resume != NULL)
        status = sgl_journal_open(&how.options.journal, o->resume, r->trace, o->save, how.options.team, error);
    if (status == SGL_OK)
        status = judging_fill(r, written, &how, error);
    if (how.options.journal != NULL && how.options.journal->error.text[0] != '\0') {
        *error = how.options.journal->error;
        r->named = NULL;
        status = SGL_EFORMAT;
    }
    sgl_journal_close(how.options.journal, status == SGL_OK);
    return status;
}

static int check_one(report_sink *sink, const char *folder, const options *o)
{
    sgl_trace *trace;
    sgl_error error;
    sgl_written_variant written;
    report r = {.folder = folder, .message = ""};
    double start = judging_now();
    char said[1024] = "", *command;
    int status;

    if (sgl_trace_open_together(&trace, folder, ranks_team(), &error) != SGL_OK) {
        r.message = error.text;
    } else {
        r.trace = trace;
        if (judge(&r, &written, o, &error) != SGL_OK)
            r.message = error.text;
        else
            explain(said, sizeof said, &r, o);
    }
    if (r.named != NULL)
        r.message = said;
    r.command = command = command_of(&r);
    r.seconds = judging_now() - start;
    report_sink_add(sink, &r);
    status = shrink(&r, o) ? report_status(&r) : EXIT_BAD_INPUT;
    free(command);
    judging_release(&r);
    sgl_trace_close(trace);
    return status;
}

int cmd_check(int argc, char **argv)
{
    options o = {.save = 2, .how.options.max_bits = 4096};
    int format = REPORT_TEXT, rest, status, worst = EXIT_CONFORMS;
    long bits = 128;
    const argument list[] = {
        {.name = "variant", .kind = ARGUMENT_TAKEN, .out = &o.how.variant, .take = judging_take_variant},
        {.name = "ranking", .kind = ARGUMENT_FLAG, .out = &o.how.ranking},
        {.name = "format", .kind = ARGUMENT_CHOICE, .out = &format, .choices = report_format_names},
        {.name = "output", .letter = 'o', .kind = ARGUMENT_TEXT, .out = &o.output},
        {.name = "shrink", .kind = ARGUMENT_TEXT, .out = &o.shrink},
        {.name = "resume", .kind = ARGUMENT_TEXT, .out = &o.resume},
        {.name = "save", .kind = ARGUMENT_REAL, .out = &o.save, .low = 0, .high = 86400},
        {.name = "exact", .kind = ARGUMENT_FLAG, .out = &o.how.options.exact},
        {.name = "bits", .kind = ARGUMENT_WHOLE, .out = &bits, .low = 64, .high = 1 << 20},
        {.name = NULL}};
    const arguments about = {.command = "assay check", .help = help, .list = list};
    report_sink sink;
    output out;
    bool good;

    ranks_begin("assay check", "with --resume FILE the same command goes on");
    ranks_silence();
    status = arguments_read(&rest, &about, argc, argv);
    if (status != -1)
        return status;
    if (rest == argc)
        return arguments_error(&about, "no recording given");
    if (o.resume != NULL && rest + 1 < argc)
        return arguments_error(&about, "--resume keeps the work on one recording, not also on %s", argv[rest + 1]);
    if (o.shrink != NULL && rest + 1 < argc)
        return arguments_error(&about, "--shrink takes one recording; got also %s", argv[rest + 1]);
    o.format = (report_format)format;
    o.how.options.bits = bits;
    if (o.how.options.max_bits < o.how.options.bits)
        o.how.options.max_bits = o.how.options.bits;
    if (!output_open(&out, ranks_rank() > 0 ? NULL : o.output))
        return EXIT_BAD_INPUT;
    o.how.detail = report_format_draws(o.format);
    good = report_sink_open(&sink, out.stream, o.format, (size_t)(argc - rest));
    for (int k = rest; k < argc && good; k++)
        worst = worse_status(worst, check_one(&sink, argv[k], &o));
    good = report_sink_close(&sink) && good;
    if (!good)
        fprintf(stderr, "assay check: out of memory\n");
    if (!output_close(&out) || !good)
        return EXIT_BAD_INPUT;
    return ranks_rank() > 0 ? EXIT_CONFORMS : worst; /* one rank's status is the launcher's */
}
