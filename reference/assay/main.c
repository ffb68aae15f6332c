/* assay: one command, a subcommand a file. */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *what;
} commands[] = {
    {"check", cmd_check, "judge recorded runs"},
    {"identify", cmd_identify, "which variant a recorded run computed, and what to change"},
    {"run", cmd_run, "drive a live program, and judge what it does"},
    {"doctor", cmd_doctor, "show a live program's conversation, message by message"},
    {"plugin", cmd_plugin, "speak for a shared library: what assay run --plugin starts"},
    {"step", cmd_step, "one exact step, every intermediate"},
    {"variants", cmd_variants, "the named readings of each optimizer"},
    {"separate", cmd_separate, "the simplest input that tells two variants apart"},
    {"vectors", cmd_vectors, "golden vectors: emit, list, lint"},
    {"argmin", cmd_argmin, "one argmin of Eq. (6), certified, beside the closed form"},
    {"claims", cmd_claims, "the statements of the paper, their verdicts, and what the checks say now"},
    {"explain", cmd_explain, "all about a statement of the paper, or a variant"},
    {NULL, NULL, NULL},
};

static void usage(FILE *to)
{
    fputs("usage: assay COMMAND [OPTION...] [ARGUMENT...]\n\n", to);
    for (size_t k = 0; commands[k].name != NULL; k++)
        fprintf(to, "  %-10s %s\n", commands[k].name, commands[k].what);
    fputs("\n"
          "  -h, --help         this; assay COMMAND --help, or assay help COMMAND, tells more\n"
          "  --version          the version\n"
          "\n"
          "Exit: 0 conforms, 1 deviates, 2 usage, 3 inconclusive, 4 bad input.\n"
          "\n"
          "Examples:\n"
          "  assay check my_run                            # is this recorded run right?\n"
          "  assay identify my_run                         # which algorithm is it?\n"
          "  assay run -- python3 my_optimizer.py          # is this program right?\n"
          "  assay claims TH3                              # does the paper's Theorem 3 hold?\n",
          to);
}

/* assay help, assay help COMMAND: what --help says. */
static int help_on(const char *name)
{
    char help[] = "--help", *argv[] = {(char *)name, help, NULL};

    if (name == NULL) {
        usage(stdout);
        return 0;
    }
    for (size_t k = 0; commands[k].name != NULL; k++)
        if (strcmp(name, commands[k].name) == 0)
            return commands[k].run(2, argv);
    fprintf(stderr, "assay help: no command \"%s\"; assay --help lists them\n", name);
    return EXIT_USAGE;
}

/* A closed standard stream would be the next file that is opened: in its place one on which every call fails. */
static void hold_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* The status, unless what was printed is lost. */
static int finish(int status)
{
    int failed = fflush(stdout), reason = errno;

#if SGL_MUTANT == 513
    if (failed <= 0)
#else
    if ((failed == 0 && ferror(stdout) == 0) || status == EXIT_BAD_INPUT) /* that has been said */
#endif
        return status;
    fprintf(stderr, "assay: standard output: cannot be written%s%s\n", failed != 0 ? ": " : "", failed != 0 ? strerror(reason) : "");
    return EXIT_BAD_INPUT;
}

static int dispatch(int argc, char **argv)
{
    if (argc < 2) {
        usage(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return help_on(NULL);
    if (strcmp(argv[1], "help") == 0)
        return help_on(argv[2]);
    if (strcmp(argv[1], "--version") == 0) {
        puts("assay " SGL_VERSION);
        return EXIT_CONFORMS;
    }
    for (size_t k = 0; commands[k].name != NULL; k++)
        if (strcmp(argv[1], commands[k].name) == 0) {
            char whole[32]; /* what getopt calls it */

            snprintf(whole, sizeof whole, "assay %s", commands[k].name);
            argv[1] = whole;
            return commands[k].run(argc - 1, argv + 1);
        }
    fprintf(stderr, "assay: no command \"%s\"; assay --help lists them\n", argv[1]);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    hold_streams();
    signal(SIGXFSZ, SIG_IGN); /* a file beyond the limit is an error to report, not the end */
    return finish(dispatch(argc, argv));
}
