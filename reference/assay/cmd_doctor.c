/* assay doctor: one tiny case, every message shown, the wrong one pointed at. */
#include "arguments.h"
#include "command.h"
#include "live.h"
#include "self.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: assay doctor [OPTION...] -- COMMAND [ARGUMENT...]\n"
    "\n"
    "Walks a live program through start, one case of two steps and stop, and shows every message: > to the\n"
    "program, < from it. What is wrong is pointed at, with what was expected; what the program wrote to\n"
    "standard error is shown.\n"
    "\n"
    "  --timeout S        seconds for each answer (default 60)\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 the conversation is as it should be (the numbers are not judged), 2 usage, 4 it is not.\n"
    "\n"
    "Examples:\n"
    "  assay doctor -- python3 my_optimizer.py\n"
    "  assay doctor -- assay plugin ./libmine.so\n";

enum { SHOWN = 2000 };

static char last[SHOWN + 1]; /* the last line from the program, to point into */

static void show(char direction, const char *text, size_t size)
{
    size_t shown = size < SHOWN ? size : SHOWN;

    for (size_t k = 0; k < shown; k++)
        last[k] = text[k] < ' ' || text[k] > '~' ? '?' : text[k];
    last[shown] = '\0';
    printf("%c %s", direction, last);
    if (shown < size)
        printf(" ... (%zu bytes)", size);
    putchar('\n');
    if (direction == '>')
        last[0] = '\0';
}

/* "line N, column M: ..." : a mark under column M of the line just shown. */
static int ill(const char *what, const live_result *result)
{
    size_t line, column;

    if (last[0] != '\0' && sscanf(result->message.text, "line %zu, column %zu:", &line, &column) == 2 && column >= 1 && column <= strlen(last) + 1)
        printf("%*s^\n", (int)column + 1, "");
    printf("%s: %s\n", what, result->message.text);
    if (result->log != NULL)
        printf("the program's standard error:\n%s\n", result->log);
    return EXIT_BAD_INPUT;
}

static int walk(live *l)
{
    live_result result;
    live_case *tiny;
    size_t count;
    int status = 0;

    if (live_open(l, &result) != SGL_OK) {
        status = ill("start", &result);
        free(result.log);
        return status;
    }
    tiny = live_tiny_case(&count, &l->hello.abilities);
    if (tiny == NULL || count == 0) {
        printf("start: the program names no optimizer or no dtype, so there is nothing to run\n");
        status = EXIT_BAD_INPUT;
    }
    if (count > 0) {
        live_run(l, tiny, &result);
        if (result.outcome == LIVE_FAILED)
            status = ill("run", &result);
        else if (result.outcome != LIVE_RECORDED)
            printf("run: the program does not run the case: %s\n", result.message.text);
        free(result.log);
    }
    live_cases_free(tiny, count);
    if (live_close(l, &result) != SGL_OK)
        status = ill("stop", &result);
    free(result.log);
    if (status == 0)
        printf("well: start, run and stop are understood\n");
    return status;
}

int cmd_doctor(int argc, char **argv)
{
    live l = {.timeout = 60, .echo = show};
    const argument list[] = {{.name = "timeout", .kind = ARGUMENT_REAL, .out = &l.timeout, .low = 0.001, .high = 1e6}, {.name = NULL}};
    const arguments about = {.command = "assay doctor", .help = help, .list = list, .child = true};
    int rest, status = arguments_read(&rest, &about, argc, argv);
    char *folder;

    if (status != -1)
        return status;
    if (rest == argc)
        return arguments_error(&about, "no program given");
    signal(SIGPIPE, SIG_IGN); /* a program that reads no more costs a case */
    folder = self_folder();
    l.argv = argv + rest;
    l.folder = folder;
    status = walk(&l);
    self_remove(folder);
    return status;
}
