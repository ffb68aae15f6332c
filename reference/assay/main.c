/* assay: one command, a subcommand a file. */
#include "command.h"

#include <stdio.h>
#include <string.h>

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
    fputs("\nassay COMMAND --help tells more. Exit: 0 conforms, 1 deviates, 2 usage, 3 inconclusive, 4 bad input.\n",
          to);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        usage(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        usage(stdout);
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("assay " SGL_VERSION);
        return 0;
    }
    for (size_t k = 0; commands[k].name != NULL; k++)
        if (strcmp(argv[1], commands[k].name) == 0)
            return commands[k].run(argc - 1, argv + 1);
    fprintf(stderr, "assay: no command \"%s\"; assay --help lists them\n", argv[1]);
    return EXIT_USAGE;
}
