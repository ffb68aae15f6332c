/* The progress line: its text from a table, and what a pseudo-terminal and a file get to see of it. */
#include "judge/progress.h"
#include "tap.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct {
    const char *why, *name;
    size_t width, done, total;
    double seconds;
    const char *want;
} lines[] = {
    {"half way", "run", 79, 100, 200, 10, "run  50 %  100/200 steps  10/s  0:10 left"},
    {"nothing done: no rate", "run", 79, 0, 200, 10, "run  0 %  0/200 steps"},
    {"no time passed: no rate", "run", 79, 1, 200, 0, "run  0 %  1/200 steps"},
    {"all done: nothing left", "run", 79, 200, 200, 10, "run  100 %  200/200 steps"},
    {"not 100 % before the end", "run", 79, 199999, 200000, 1,
     "run  99 %  199999/200000 steps  200 k/s  0:01 left"},
    {"nor by rounding", "", 79, SIZE_MAX - 1, SIZE_MAX, 1e12,
     "  99 %  18446744073709551614/18446744073709551615 steps  18 M/s  0:01 left"},
    {"slow", "run", 79, 1, 100, 4, "run  1 %  1/100 steps  0.25/s  6:36 left"},
    {"hours", "run", 79, 1, 3, 3600, "run  33 %  1/3 steps  0.00028/s  2:00:00 left"},
    {"longer than anyone waits", "run", 79, 1, 1000, 3600,
     "run  0 %  1/1000 steps  0.00028/s  days left"},
    {"part of a second is a second", "run", 79, 2, 3, 1, "run  66 %  2/3 steps  2/s  0:01 left"},
    {"9999 is four digits", "run", 79, 9999, 19998, 1,
     "run  50 %  9999/19998 steps  9999/s  0:01 left"},
    {"10000 is five", "run", 79, 10000, 20000, 1,
     "run  50 %  10000/20000 steps  10 k/s  0:01 left"},
    {"a name is cut to the width", "a long name", 42, 100, 200, 10,
     "a lo  50 %  100/200 steps  10/s  0:10 left"},
    {"then goes", "a long name", 36, 100, 200, 10, "50 %  100/200 steps  10/s  0:10 left"},
    {"then the rest is cut", "a long name", 10, 100, 200, 10, "50 %  100/"},
};

static void wait_for(double seconds)
{
    struct timespec t = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};

    nanosleep(&t, NULL);
}

/* What three steps, one slow, and the first of a second pass write to stream, of which fd is the other end. */
static size_t seen(char *out, size_t size, FILE *stream, int fd)
{
    sgl_progress *p = sgl_progress_new(stream, "slow", "steps");
    ssize_t n;

    sgl_progress_at(p, 0, 0); /* nothing to do, nothing to say */
    sgl_progress_at(p, 1, 4); /* too early to be shown */
    wait_for(0.52);
    sgl_progress_at(p, 2, 4);
    sgl_progress_at(p, 3, 4); /* too soon after */
    wait_for(0.27);
    sgl_progress_at(p, 0, 5); /* another pass: no rate yet */
    sgl_progress_finish(p);
    fflush(stream);
    n = fd < 0 ? 0 : read(fd, out, size - 1);
    out[n > 0 ? n : 0] = '\0';
    return n > 0 ? (size_t)n : 0;
}

static void test_terminal(void)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY), slave;
    char out[512], want[512];
    FILE *stream;
    const char *line = "\rslow  50 %  2/4 steps  ";
    size_t n, length;

    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 ||
        (slave = open(ptsname(master), O_RDWR | O_NOCTTY)) < 0 ||
        fcntl(master, F_SETFL, O_NONBLOCK) != 0 || (stream = fdopen(slave, "w")) == NULL) {
        for (int i = 0; i < 4; i++)
            skip("no pseudo-terminal to be had");
        return;
    }
    setenv("TERM", "xterm", 1);
    n = seen(out, sizeof out, stream, master);
    ok(strncmp(out, line, strlen(line)) == 0, "a terminal sees the line at the second step");
    length = strcspn(out + 1, "\r");
    snprintf(want, sizeof want, "%.*s\r\r%-*s\r\r%20s\r", (int)length + 1, out, (int)length,
             "slow  0 %  0/5 steps", "");
    ok(n == strlen(want) && strcmp(out, want) == 0,
       "then that of another pass, shorter, and at the end it is wiped");
    ok(strchr(out, '\x1b') == NULL && strchr(out, '\n') == NULL, "without escape sequences");
    setenv("TERM", "dumb", 1);
    ok(seen(out, sizeof out, stream, master) == 0, "a dumb terminal sees nothing");
    fclose(stream);
    close(master);
}

int main(void)
{
    char out[201], tight[8];
    FILE *file = tmpfile();

    plan(ARRAY_SIZE(lines) + 1 + 4 + 1);
    for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
        sgl_progress_line(out, sizeof out, lines[i].width, lines[i].name, "steps", lines[i].done,
                          lines[i].total, lines[i].seconds);
        if (!ok(strcmp(out, lines[i].want) == 0, "%s", lines[i].why))
            diag("got  \"%s\"\n# want \"%s\"", out, lines[i].want);
    }
    sgl_progress_line(tight, sizeof tight, 79, "run", "steps", 1, 2, 1);
    ok(strcmp(tight, "50 %  1") == 0, "never more than the buffer");
    test_terminal();
    if (file == NULL)
        bail_out("no temporary file");
    seen(out, sizeof out, file, -1);
    ok(ftell(file) == 0, "a file gets nothing");
    fclose(file);
    return tap_status();
}
