/* assay run: drive a live program over its standard input and output. */
#include "command.h"
#include "output.h"
#include "run_judge.h"
#include "self.h"

#include <fnmatch.h>
#include <getopt.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
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

static int usage_error(const char *what, const char *got)
{
    fprintf(stderr, "assay run: %s%s; assay run --help tells more\n", what, got);
    return EXIT_USAGE;
}

static bool number(double *value, const char *text, double low, double high)
{
    char *end;

    *value = strtod(text, &end);
    return end != text && *end == '\0' && *value >= low && *value <= high;
}

/* -1 to go on, -2 after --help, else the exit status. */
static int parse(options *o, int argc, char **argv)
{
    static const struct option longs[] = {
        {"variant", required_argument, NULL, 'v'}, {"format", required_argument, NULL, 'f'}, {"bits", required_argument, NULL, 'b'},
        {"output", required_argument, NULL, 'o'},  {"plugin", required_argument, NULL, 'p'}, {"case", required_argument, NULL, 'c'},
        {"keep", required_argument, NULL, 'k'},    {"timeout", required_argument, NULL, 't'}, {"jobs", required_argument, NULL, 'j'},
        {"verbose", no_argument, NULL, 'V'},       {"list", no_argument, NULL, 'l'},          {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0}};
    sgl_written_variant written;
    sgl_error error;
    double value;
    int c;

    optind = 1;
    while ((c = getopt_long(argc, argv, "+o:j:h", longs, NULL)) != -1) {
        switch (c) {
        case 'v':
            if (strcmp(optarg, "auto") != 0 && strcmp(optarg, "paper") != 0 && sgl_variant_read(&written, optarg, &error) != SGL_OK)
                return usage_error(error.text, "");
            o->how.variant = optarg;
            break;
        case 'f':
            if (!report_format_read(&o->format, optarg)) {
                fprintf(stderr, "assay run: --format is %s, not %s; assay run --help tells more\n", report_format_names, optarg);
                return EXIT_USAGE;
            }
            break;
        case 'b':
            if (!number(&value, optarg, 64, 1 << 20) || value != floor(value))
                return usage_error("--bits is a number from 64 to 1048576, not ", optarg);
            o->how.options.bits = (mpfr_prec_t)value;
            break;
        case 't':
            if (!number(&o->timeout, optarg, 0.001, 1e6))
                return usage_error("--timeout is a number of seconds, not ", optarg);
            break;
        case 'j':
            if (!number(&value, optarg, 1, 128) || value != floor(value))
                return usage_error("-j is a number from 1 to 128, not ", optarg);
            o->workers = (size_t)value;
            break;
        case 'o':
            o->output = optarg;
            break;
        case 'p':
            o->plugin = optarg;
            break;
        case 'c':
            o->only = optarg;
            break;
        case 'k':
            o->keep = optarg;
            break;
        case 'V':
            o->verbose = true;
            break;
        case 'l':
            o->list = true;
            break;
        case 'h':
            fputs(help, stdout);
            return -2;
        default:
            return EXIT_USAGE;
        }
    }
    if ((o->plugin == NULL) == (optind == argc))
        return usage_error(o->plugin == NULL ? "no program given" : "a plugin and a program given; expected one", "");
    return -1;
}

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
    options o = {.how.options = {.bits = 128, .max_bits = 4096}, .workers = 1, .timeout = 60};
    int status = parse(&o, argc, argv);
    char self[4096], *host[] = {self, (char *)"plugin", (char *)o.plugin, NULL}, *command;
    char *folder;

    if (status != -1)
        return status == -2 ? 0 : status;
    if (o.how.options.max_bits < o.how.options.bits)
        o.how.options.max_bits = o.how.options.bits;
    self_path(self, sizeof self);
    command = self_quote(o.plugin != NULL ? NULL : argv + optind, o.plugin);
    folder = self_folder();
    signal(SIGPIPE, SIG_IGN); /* a program that reads no more costs a case */
#ifdef _OPENMP
    omp_set_num_threads(1); /* recordings of a few groups: threads would only wait for each other */
#endif
    if (command != NULL && folder != NULL) {
        status = run(&o, o.plugin != NULL ? host : argv + optind, command, folder);
    } else {
        fprintf(stderr, "assay run: no temporary folder, or out of memory\n");
        status = EXIT_BAD_INPUT;
    }
    self_remove(folder);
    free(command);
    return status;
}
