#include "judge/progress.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { WIDEST = 200 };

struct sgl_progress {
    FILE *stream;
    char *name, *units;
    size_t width, length; /* of the terminal, and of the line on it        */
    double created;       /* by the clock                                  */
    double begun, shown;  /* since then: the pass began, the line changed  */
    size_t done, from;    /* done so far, and when the pass began          */
    bool started;         /* a pass                                        */
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

sgl_progress *sgl_progress_new(FILE *stream, const char *name, const char *units)
{
    const char *term = getenv("TERM");
    struct winsize window;
    sgl_progress *p;

    if (!isatty(fileno(stream)) || (term != NULL && strcmp(term, "dumb") == 0))
        return NULL;
    p = calloc(1, sizeof *p);
    if (p == NULL)
        return NULL;
    p->name = strdup(name);
    p->units = strdup(units);
    if (p->name == NULL || p->units == NULL) {
        free(p->name);
        free(p->units);
        free(p);
        return NULL;
    }
    p->stream = stream;
    p->width = 79;
    /* One column less than there are: a character in the last one may wrap. */
    if (ioctl(fileno(stream), TIOCGWINSZ, &window) == 0 && window.ws_col > 1)
        p->width = window.ws_col - 1u < WIDEST ? window.ws_col - 1u : WIDEST;
    p->created = now();
    p->shown = 0.25;
    return p;
}

static void draw(sgl_progress *p, const char *line)
{
    size_t length = strlen(line);

    fprintf(p->stream, "\r%s%*s\r", line, (int)(p->length > length ? p->length - length : 0), "");
    fflush(p->stream);
    p->length = length;
}

void sgl_progress_at_time(sgl_progress *p, size_t done, size_t total, double seconds)
{
    char line[WIDEST + 1];

    if (p == NULL || total == 0)
        return;
    if (!p->started || done < p->done) {
        p->started = true;
        p->begun = seconds;
#if SGL_MUTANT != 293
        p->from = done;
#endif
    }
    p->done = done;
    if (seconds - p->shown < 0.25)
        return;
    p->shown = seconds;
    sgl_progress_line(line, sizeof line, p->width, p->name, p->units, p->from, done, total,
                      seconds - p->begun);
    draw(p, line);
}

void sgl_progress_at(void *progress, size_t done, size_t total)
{
    sgl_progress *p = progress;

    if (p != NULL)
        sgl_progress_at_time(p, done, total, now() - p->created);
}

void sgl_progress_finish(sgl_progress *p)
{
    if (p == NULL)
        return;
#if SGL_MUTANT != 176
    if (p->length > 0)
        draw(p, "");
#endif
    free(p->name);
    free(p->units);
    free(p);
}

/* At most four digits: 12345.6 -> "12 k". */
static void rate_text(char *out, size_t size, double rate)
{
    static const char prefixes[] = " kMGT";
    size_t k = 0;

    while (rate >= 9999.5 && prefixes[k + 1] != '\0') {
        rate /= 1000;
        k++;
    }
    if (k == 0)
        snprintf(out, size, rate < 10 ? "%.2g" : "%.0f", rate);
    else
        snprintf(out, size, "%.0f %c", rate, prefixes[k]);
}

static void time_text(char *out, size_t size, double seconds)
{
    long s = seconds < 100 * 3600.0 ? (long)ceil(seconds) : -1;

    if (s < 0)
        snprintf(out, size, "days");
    else if (s < 3600)
        snprintf(out, size, "%ld:%02ld", s / 60, s % 60);
    else
        snprintf(out, size, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
}

void sgl_progress_line(char *out, size_t size, size_t width, const char *name, const char *units,
                       size_t from, size_t done, size_t total, double seconds)
{
    char tail[128], rate[32], left[32];
    size_t room = width < size ? width : size - 1, tail_length;
    int percent = (int)(100 * ((double)done / (double)total)), n;

#if SGL_MUTANT != 175
    if (done < total && percent > 99)
        percent = 99; /* 100 is said at the end only */
#endif
    n = snprintf(tail, sizeof tail, "  %d %%  %zu/%zu %.30s", percent, done, total, units);
    if (done > from && done < total && seconds > 0) {
        rate_text(rate, sizeof rate, (double)(done - from) / seconds);
        time_text(left, sizeof left, seconds * ((double)(total - done) / (double)(done - from)));
        snprintf(tail + n, sizeof tail - (size_t)n, "  %s/s  %s left", rate, left);
    }
    tail_length = strlen(tail);
    if (tail_length >= room)
        snprintf(out, room + 1, "%s", tail + 2); /* the name goes first */
    else
        snprintf(out, size, "%.*s%s", (int)(room - tail_length), name, tail);
}
