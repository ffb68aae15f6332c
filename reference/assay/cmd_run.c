/* assay run: drive a live program over its standard input and output. */
#include "arguments.h"
#include "command.h"
#include "output.h"
#include "run_judge.h"
#include "self.h"

#include <fnmatch.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

typedef struct options {
    const char *output, *plugin, *only, *keep;
    report_format format;
    judging how;
    size_t workers;
    double timeout;
    bool verbose, list;
} options;

static const char help[] =
    "usage: assay run [OPTION...] -- COMMAND [ARGUMENT...]\n"
    "       assay run [OPTION...] --plugin ./LIBRARY.so\n"
    "\n"
    "Gives a program small problems for every optimizer, dtype, penalty and input (a changing rate, unequal\n"
    "groups, rows) that it says it has, takes the weights after each step, and judges them as assay check\n"
    "judges a recording. They talk in JSON, a message a line, on the program's standard input and output;\n"
    "whatever else it prints belongs on standard error. man 5 assay-protocol has the words (protocol.h in\n"
    "reference/assay/ of the sources), assay doctor shows them.\n"
    "\n"
    "  --variant NAME     judge against this variant, or paper, or auto; default: what the program\n"
    "                     declares, else what explains all its cases\n"
    "  --plugin LIBRARY   a shared library that exports sgl_plugin_v1 (sgl_plugin.h), instead of a program\n"
    "  --list             name the cases that the program would get, and what each is there for\n"
    "  --case PATTERN     only the cases of that name (* and ? match)\n"
    "  --keep DIR         keep the recordings there (sgl-trace/1), for assay check and identify\n"
    "  -j, --jobs N       N programs beside each other (default 1)\n"
    "  --timeout S        seconds for each answer (default 60)\n"
    "  --format FORMAT    text (default), json (an object a line), tap, junit, markdown or html\n"
    "  --verbose          as text, also what conforms in full\n"
    "  -o, --output FILE  write there instead of standard output\n"
    "  --bits N           precision to start at (default 128); raised until every comparison is certain\n"
    "  -h, --help         this\n"
    "\n"
    "A case that the program crashes, hangs or babbles on fails, and only that case; the program is\n"
    "started again.\n"
    "\n"
    "Exit: 0 conforms, 1 deviates, 2 usage, 3 inconclusive (nothing was judged), 4 a case failed; the worst.\n"
    "\n"
    "Examples:\n"
    "  assay run -- python3 my_optimizer.py                                # every case\n"
    "  assay run --case 'adam-*' --keep runs -- python3 my_optimizer.py    # some, kept as recordings\n"
    "  assay run -j 2 --format html -o report.html --plugin ./libmine.so   # a C library\n";

/* The jobs of the cases that were asked for. */
static size_t select_jobs(run_job *jobs, live_case *cases, size_t count, const char *only)
{
    size_t chosen = 0;

    for (size_t k = 0; k < count; k++)
        if (only == NULL || fnmatch(only, cases[k].id, 0) == 0)
            jobs[chosen++].problem = &cases[k];
    return chosen;
}

static void show_failure(const live_result *result)
{
    fprintf(stderr, "assay run: %s\n", result->message.text);
    if (result->log != NULL)
        fprintf(stderr, "the program's standard error:\n%s\n", result->log);
}

static int judge_all(const options *o, run_jobs *r, const char *command, const protocol_hello *hello)
{
    run_judging verdicts = {.how = o->how, .hello = hello, .command = command, .keep = o->keep, .verbose = o->verbose};
    live_result last;
    report_sink sink;
    output out;
    int status = EXIT_BAD_INPUT;

    if (run_all(r, &last) != SGL_OK) { /* all cases have their answers: no verdict changes */
        show_failure(&last);
        free(last.log);
    }
    if (!output_open(&out, o->output))
        return EXIT_BAD_INPUT;
    verdicts.how.detail = report_format_draws(o->format);
    if (report_sink_open(&sink, out.stream, o->format, r->count))
        status = run_judge(&verdicts, &sink, r->jobs, r->count);
    if (!report_sink_close(&sink)) {
        fprintf(stderr, "assay run: out of memory\n");
        status = EXIT_BAD_INPUT;
    }
    if (verdicts.judged == 0)
        fprintf(stderr, "assay run: no case was judged: %zu failed, %zu skipped\n", verdicts.failed, verdicts.skipped);
    return output_close(&out) ? status : EXIT_BAD_INPUT;
}

static int run(const options *o, char *const *argv, const char *command, const char *folder)
{
    live first = {.argv = argv, .timeout = o->timeout, .folder = folder};
    live_result hello, end;
    live_case *cases;
    run_jobs r = {.argv = argv, .timeout = o->timeout, .folder = folder, .workers = o->workers, .first = &first};
    size_t count;
    int status = EXIT_BAD_INPUT;

    if (live_open(&first, &hello) != SGL_OK) {
        show_failure(&hello);
        free(hello.log);
        return EXIT_BAD_INPUT;
    }
    cases = live_cases(&count, &first.hello.abilities);
    r.jobs = calloc(count + 1, sizeof *r.jobs);
    if (cases != NULL && r.jobs != NULL) {
        const protocol_hello said = first.hello;

        r.count = select_jobs(r.jobs, cases, count, o->only);
        for (size_t k = 0; k < r.count && o->list; k++)
            printf("%-28s %s\n", r.jobs[k].problem->id, r.jobs[k].problem->why);
        if (r.count == 0)
            fprintf(stderr, "assay run: no case for what the program can do%s%s\n", o->only != NULL ? " is called " : "", o->only != NULL ? o->only : "");
        if (r.count == 0 || o->list) {
            if (live_close(&first, &end) != SGL_OK)
                show_failure(&end);
            free(end.log);
            status = r.count == 0 ? EXIT_INCONCLUSIVE : 0;
        } else {
            status = judge_all(o, &r, command, &said);
        }
    } else {
        fprintf(stderr, "assay run: out of memory\n");
    }
    for (size_t k = 0; k < r.count && r.jobs != NULL; k++)
        free(r.jobs[k].result.log);
    free(r.jobs);
    live_cases_free(cases, count);
    return status;
}

int cmd_run(int argc, char **argv)
{
    options o = {.how.options.max_bits = 4096, .timeout = 60};
    int format = REPORT_TEXT;
    long bits = 128, workers = 1;
    const argument list[] = {
        {.name = "variant", .kind = ARGUMENT_TAKEN, .out = &o.how.variant, .take = judging_take_variant},
        {.name = "plugin", .kind = ARGUMENT_TEXT, .out = &o.plugin},
        {.name = "list", .kind = ARGUMENT_FLAG, .out = &o.list},
        {.name = "case", .kind = ARGUMENT_TEXT, .out = &o.only},
        {.name = "keep", .kind = ARGUMENT_TEXT, .out = &o.keep},
        {.name = "jobs", .letter = 'j', .kind = ARGUMENT_WHOLE, .out = &workers, .low = 1, .high = 128},
        {.name = "timeout", .kind = ARGUMENT_REAL, .out = &o.timeout, .low = 0.001, .high = 1e6},
        {.name = "format", .kind = ARGUMENT_CHOICE, .out = &format, .choices = report_format_names},
        {.name = "verbose", .kind = ARGUMENT_FLAG, .out = &o.verbose},
        {.name = "output", .letter = 'o', .kind = ARGUMENT_TEXT, .out = &o.output},
        {.name = "bits", .kind = ARGUMENT_WHOLE, .out = &bits, .low = 64, .high = 1 << 20},
        {.name = NULL}};
    const arguments about = {.command = "assay run", .help = help, .list = list, .child = true};
    int rest, status = arguments_read(&rest, &about, argc, argv);
    char self[4096], *host[4], *command, *folder;

    if (status != -1)
        return status;
    if ((o.plugin == NULL) == (rest == argc))
        return arguments_error(&about, o.plugin == NULL ? "no program given" : "a plugin and a program given; expected one");
    host[0] = self;
    host[1] = (char *)"plugin";
    host[2] = (char *)o.plugin;
    host[3] = NULL;
    o.format = (report_format)format;
    o.how.options.bits = bits;
    o.workers = (size_t)workers;
    if (o.how.options.max_bits < o.how.options.bits)
        o.how.options.max_bits = o.how.options.bits;
    self_path(self, sizeof self);
    command = self_quote(o.plugin != NULL ? NULL : argv + rest, o.plugin);
    folder = self_folder();
    signal(SIGPIPE, SIG_IGN); /* a program that reads no more costs a case */
#ifdef _OPENMP
    omp_set_num_threads(1); /* recordings of a few groups: threads would only wait for each other */
#endif
    if (command != NULL && folder != NULL) {
        status = run(&o, o.plugin != NULL ? host : argv + rest, command, folder);
    } else {
        fprintf(stderr, "assay run: no temporary folder, or out of memory\n");
        status = EXIT_BAD_INPUT;
    }
    self_remove(folder);
    free(command);
    return status;
}
