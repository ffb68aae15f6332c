/* The progress line: its text from a table, and what a pseudo-terminal and a file get to see of it. */
#include "judge/progress.h"
#include "tap.h"

#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *why, *name;
    size_t width, from, done, total;
    double seconds;
    const char *want;
} lines[] = {
    {"half way", "run", 79, 0, 100, 200, 10, "run  50 %  100/200 steps  10/s  0:10 left"},
    {"nothing done: no rate", "run", 79, 0, 0, 200, 10, "run  0 %  0/200 steps"},
    {"no time passed: no rate", "run", 79, 0, 1, 200, 0, "run  0 %  1/200 steps"},
    {"all done: nothing left", "run", 79, 0, 200, 200, 10, "run  100 %  200/200 steps"},
    {"not 100 % before the end", "run", 79, 0, 199999, 200000, 1,
     "run  99 %  199999/200000 steps  200 k/s  0:01 left"},
#if SIZE_MAX > UINT32_MAX
    {"nor by rounding", "", 79, 0, SIZE_MAX - 1, SIZE_MAX, 1e12,
     "  99 %  18446744073709551614/18446744073709551615 steps  18 M/s  0:01 left"},
#else
    {"nor by rounding", "", 79, 0, SIZE_MAX - 1, SIZE_MAX, 1e6,
     "  99 %  4294967294/4294967295 steps  4295/s  0:01 left"},
#endif
    {"slow", "run", 79, 0, 1, 100, 4, "run  1 %  1/100 steps  0.25/s  6:36 left"},
    {"hours", "run", 79, 0, 1, 3, 3600, "run  33 %  1/3 steps  0.00028/s  2:00:00 left"},
    {"longer than anyone waits", "run", 79, 0, 1, 1000, 3600,
     "run  0 %  1/1000 steps  0.00028/s  days left"},
    {"part of a second is a second", "run", 79, 0, 2, 3, 1, "run  66 %  2/3 steps  2/s  0:01 left"},
    {"9999 is four digits", "run", 79, 0, 9999, 19998, 1,
     "run  50 %  9999/19998 steps  9999/s  0:01 left"},
    {"10000 is five", "run", 79, 0, 10000, 20000, 1,
     "run  50 %  10000/20000 steps  10 k/s  0:01 left"},
    {"what was done before has no rate", "run", 79, 90, 100, 200, 10, "run  50 %  100/200 steps  1/s  1:40 left"},
    {"nor while nothing is added", "run", 79, 100, 100, 200, 10, "run  50 %  100/200 steps"},
    {"a name is cut to the width", "a long name", 42, 0, 100, 200, 10,
     "a lo  50 %  100/200 steps  10/s  0:10 left"},
    {"then goes", "a long name", 36, 0, 100, 200, 10, "50 %  100/200 steps  10/s  0:10 left"},
    {"then the rest is cut", "a long name", 10, 0, 100, 200, 10, "50 %  100/"},
};

/* Three steps of one pass and the first of another. */
static void run(FILE *stream)
{
    sgl_progress *p = sgl_progress_new(stream, "slow", "steps");

    sgl_progress_at(p, 0, 0);            /* nothing to do, nothing to say */
    sgl_progress_at_time(p, 1, 4, 0);    /* one was done before           */
    sgl_progress_at_time(p, 1, 4, 0.49); /* too early */
    sgl_progress_at_time(p, 2, 4, 0.5);
    sgl_progress_at_time(p, 3, 4, 0.74); /* too soon after */
    sgl_progress_at_time(p, 0, 5, 0.75); /* another pass: no rate yet */
    sgl_progress_at_time(p, 1, 5, 1.25); /* and then its own */
    sgl_progress_finish(p);
}

/* What arrives until nothing has for a fifth of a second. */
static char *arrived(int fd)
{
    static char out[512];
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    size_t n = 0;

    while (n < sizeof out - 1 && poll(&wait, 1, 200) > 0) {
        ssize_t more = read(fd, out + n, sizeof out - 1 - n);

        if (more <= 0)
            break;
        n += (size_t)more;
    }
    out[n] = '\0';
    return out;
}

static void test_terminal(void)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY), slave;
    const char *want = "\rslow  50 %  2/4 steps  2/s  0:01 left\r"
                       "\rslow  0 %  0/5 steps                 \r"
                       "\rslow  20 %  1/5 steps  2/s  0:02 left\r"
                       "\r                                     \r";
    char *got;
    FILE *stream;

    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 ||
        (slave = open(ptsname(master), O_RDWR | O_NOCTTY)) < 0 ||
        (stream = fdopen(slave, "w")) == NULL) {
        skip("no pseudo-terminal to be had");
        skip("no pseudo-terminal to be had");
        return;
    }
    setenv("TERM", "xterm", 1);
    run(stream);
    got = arrived(master);
    if (!ok(strcmp(got, want) == 0, "a terminal sees a line, another pass, and then neither")) {
        for (char *c = got; (c = strchr(c, '\r')) != NULL;)
            *c = '|';
        diag("%s", got);
    }
    setenv("TERM", "dumb", 1);
    run(stream);
    ok(*arrived(master) == '\0', "a dumb terminal sees nothing");
    fclose(stream);
    close(master);
}

int main(void)
{
    char out[201], tight[8];
    FILE *file = tmpfile();

    plan(ARRAY_SIZE(lines) + 1 + 2 + 1);
    for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
        sgl_progress_line(out, sizeof out, lines[i].width, lines[i].name, "steps", lines[i].from, lines[i].done,
                          lines[i].total, lines[i].seconds);
        if (!ok(strcmp(out, lines[i].want) == 0, "%s", lines[i].why))
            diag("got  \"%s\"\n# want \"%s\"", out, lines[i].want);
    }
    sgl_progress_line(tight, sizeof tight, 79, "run", "steps", 0, 1, 2, 1);
    ok(strcmp(tight, "50 %  1") == 0, "never more than the buffer");
    test_terminal();
    if (file == NULL)
        bail_out("no temporary file");
    run(file);
    fflush(file);
    ok(ftell(file) == 0, "a file gets nothing");
    fclose(file);
    return tap_status();
}
