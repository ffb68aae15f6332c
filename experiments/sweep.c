#include "sweep.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct state {
    const sweep *sweep;
    double *results;
    unsigned char *done;
    FILE *journal;
    char path[400];
    pthread_mutex_t lock;
    size_t next, finished, resumed;
    bool failed;
    struct timespec start;
} state;

/* FNV-1a of all that the runs depend on: a journal of other parameters must not be resumed. */
static uint64_t fingerprint(const sweep *s)
{
    const experiment *e = s->experiment;
    const char *commit = getenv("SGL_COMMIT");
    uint64_t h = 14695981039346656037u ^ s->runs * 31 ^ s->values;
    const char *parts[3 + 2 * CONF_ENTRIES] = {e->profile, e->data, commit ? commit : ""};

    for (size_t i = 0; i < e->conf.count; i++) {
        parts[3 + 2 * i] = e->conf.entries[i].key;
        parts[4 + 2 * i] = e->conf.entries[i].value;
    }
    for (size_t i = 0; i < 3 + 2 * e->conf.count; i++)
        for (const char *p = parts[i];; p++) {
            h = (h ^ (unsigned char)*p) * 1099511628211u;
            if (!*p)
                break;
        }
    return h;
}

/* One line of the journal: the number of the run, its values in hex, a full stop. A line cut short
 * by a kill has no full stop and is left out. */
static void take_line(state *st, const char *line)
{
    const sweep *s = st->sweep;
    char *end;
    size_t run = strtoull(line, &end, 10);
    double values[SWEEP_VALUES];

    if (end == line || run >= s->runs || st->done[run])
        return;
    for (size_t i = 0; i < s->values; i++)
        values[i] = strtod(end, &end);
    if (strcmp(end, " .\n") != 0)
        return;
    memcpy(st->results + run * s->values, values, s->values * sizeof *values);
    st->done[run] = 1;
    st->finished++;
}

static void read_journal(state *st, uint64_t mark)
{
    char line[SWEEP_VALUES * 32];
    FILE *f = fopen(st->path, "r");
    uint64_t found = 0;

    if (!f)
        return;
    if (fgets(line, sizeof line, f) && sscanf(line, "%" SCNx64, &found) == 1 && found == mark)
        while (fgets(line, sizeof line, f))
            take_line(st, line);
    fclose(f);
    st->resumed = st->finished;
}

static void write_line(state *st, size_t run)
{
    fprintf(st->journal, "%zu", run);
    for (size_t i = 0; i < st->sweep->values; i++)
        fprintf(st->journal, " %a", st->results[run * st->sweep->values + i]);
    fprintf(st->journal, " .\n");
    fflush(st->journal);
}

static bool open_journal(state *st)
{
    uint64_t mark = fingerprint(st->sweep);

    snprintf(st->path, sizeof st->path, "%s/%s.journal", st->sweep->experiment->directory,
             st->sweep->experiment->name);
    if (st->sweep->experiment->resume)
        read_journal(st, mark);
    st->journal = fopen(st->path, "w");
    if (!st->journal) {
        fprintf(stderr, "%s: cannot write: %s\n", st->path, strerror(errno));
        return false;
    }
    fprintf(st->journal, "%" PRIx64 "\n", mark);
    for (size_t run = 0; run < st->sweep->runs; run++)
        if (st->done[run])
            write_line(st, run);
    return true;
}

static void show_progress(const state *st)
{
    struct timespec now;
    size_t made = st->finished - st->resumed, left = st->sweep->runs - st->finished;
    char bar[33];

    if (!isatty(STDERR_FILENO))
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds =
        (double)(now.tv_sec - st->start.tv_sec) + 1e-9 * (double)(now.tv_nsec - st->start.tv_nsec);
    for (size_t i = 0; i < 32; i++)
        bar[i] = i * st->sweep->runs < 32 * st->finished ? '#' : '.';
    bar[32] = '\0';
    fprintf(stderr, "\r%s [%s] %zu/%zu, %.0f s left  ", st->sweep->experiment->name, bar,
            st->finished, st->sweep->runs, made ? seconds / (double)made * (double)left : 0.0);
    if (!left)
        putc('\n', stderr);
}

static void *work(void *argument)
{
    state *st = argument;
    const sweep *s = st->sweep;

    for (;;) {
        pthread_mutex_lock(&st->lock);
        while (st->next < s->runs && st->done[st->next])
            st->next++;
        size_t run = st->next++;
        bool stop = st->failed || run >= s->runs;
        pthread_mutex_unlock(&st->lock);
        if (stop)
            return NULL;
        bool made = s->make(st->results + run * s->values, run, s->context);
        pthread_mutex_lock(&st->lock);
        if (made) {
            st->done[run] = 1;
            st->finished++;
            write_line(st, run);
            show_progress(st);
        } else {
            fprintf(stderr, "x-%s: run %zu failed\n", s->experiment->name, run);
            st->failed = true;
        }
        pthread_mutex_unlock(&st->lock);
    }
}

bool sweep_run(const sweep *s, double *results)
{
    state st = {.sweep = s, .results = results, .lock = PTHREAD_MUTEX_INITIALIZER};
    pthread_t threads[1024];
    int started = 0;

    if (s->values > SWEEP_VALUES) {
        fprintf(stderr, "x-%s: a run gives at most %d numbers\n", s->experiment->name,
                SWEEP_VALUES);
        return false;
    }
    st.done = calloc(s->runs + 1, 1);
    if (!st.done || !open_journal(&st)) {
        free(st.done);
        return false;
    }
    clock_gettime(CLOCK_MONOTONIC, &st.start);
    while (started < s->experiment->jobs - 1 &&
           pthread_create(&threads[started], NULL, work, &st) == 0)
        started++;
    work(&st);
    while (started > 0)
        pthread_join(threads[--started], NULL);
    bool written = !ferror(st.journal);
    written &= fclose(st.journal) == 0;
    if (!written)
        fprintf(stderr, "%s: cannot write\n", st.path);
    else if (!st.failed)
        remove(st.path);
    free(st.done);
    return written && !st.failed;
}
