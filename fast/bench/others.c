/* Programs of others, in one process that waits for orders (others.py). */
#include "bench/bench.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static FILE *orders, *answers;
static char others[512];

char *start_others(const char *python, const char *script)
{
    int to[2], from[2];
    pid_t child;

    if (pipe(to) != 0 || pipe(from) != 0 || (child = fork()) < 0)
        die("no process for %s", script);
    if (child == 0) {
        dup2(to[0], 0);
        dup2(from[1], 1);
        close(to[1]);
        close(from[0]);
        execlp(python, python, script, (char *)NULL);
        _exit(127);
    }
    signal(SIGPIPE, SIG_IGN); /* where there is no such python nobody reads: nothing comes back */
    close(to[0]);
    close(from[1]);
    orders = fdopen(to[1], "w");
    answers = fdopen(from[0], "r");
    fprintf(orders, "list\n");
    fflush(orders);
    if (fgets(others, sizeof others, answers) == NULL)
        others[0] = 0;
    others[strcspn(others, "\n")] = 0;
    return others;
}

double time_other(const measured *m)
{
    double seconds = NAN;

    fprintf(orders, "%s\t%zu\t%d\n", m->other, m->n, m->threads);
    fflush(orders);
    if (fscanf(answers, "%lf", &seconds) != 1)
        die("%s gives no time", m->other);
    return seconds;
}
