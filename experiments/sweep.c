#include "sweep.h"

#include "assay/ranks.h"
#include "sweep_journal.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef struct state {
    const sweep *sweep;
    sweep_journal journal;
    size_t *todo; /* the runs that this rank makes */
    size_t count, next, made;
    pthread_mutex_t lock;
    bool failed;
    struct timespec start;
} state;

/* This rank's share is known, and the others are taken to be as far. */
static void show_progress(const state *st)
{
    struct timespec now;
    size_t runs = st->sweep->runs, others = (st->count - st->made) * (size_t)ranks_size();
    size_t left = others < runs ? others : runs, finished = runs - left;
    char bar[33];

    if (ranks_rank() > 0 || !isatty(STDERR_FILENO))
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds =
        (double)(now.tv_sec - st->start.tv_sec) + 1e-9 * (double)(now.tv_nsec - st->start.tv_nsec);
    for (size_t i = 0; i < 32; i++)
        bar[i] = i * runs < 32 * finished ? '#' : '.';
    bar[32] = '\0';
    fprintf(stderr, "\r%s [%s] %zu/%zu, %.0f s left  ", st->sweep->experiment->name, bar, finished,
            runs, seconds / (double)st->made * (double)(st->count - st->made));
    if (!left)
        putc('\n', stderr);
}

static void *work(void *argument)
{
    state *st = argument;
    const sweep *s = st->sweep;

    for (;;) {
        pthread_mutex_lock(&st->lock);
        bool stop = st->failed || st->next >= st->count;
        size_t run = stop ? 0 : st->todo[st->next++];
        pthread_mutex_unlock(&st->lock);
        if (stop)
            return NULL;
        bool made = s->make(st->journal.results + run * s->values, run, s->context);
        pthread_mutex_lock(&st->lock);
        if (made) {
            st->journal.done[run] = 1;
            st->journal.finished++;
            st->made++;
            sweep_journal_write(&st->journal, run);
            show_progress(st);
        } else {
            fprintf(stderr, "x-%s: run %zu failed\n", s->experiment->name, run);
            st->failed = true;
        }
        pthread_mutex_unlock(&st->lock);
    }
}

/* Read what there is, then let rank 0 write all of it anew before anything is removed: at no time
 * is a finished run in no file. */
static bool take_up(state *st)
{
    sweep_journal *j = &st->journal;
    bool well = j->done && st->todo;

    if (!well)
        fprintf(stderr, "x-%s: out of memory\n", st->sweep->experiment->name);
    if (well) {
        sweep_journal_prepare(j);
        if (st->sweep->experiment->resume)
            sweep_journal_read(j);
    }
    if (!ranks_agree(well))
        return false;
    if (ranks_rank() == 0) {
        well = sweep_journal_begin(j);
        if (well)
            sweep_journal_remove(j, true);
    }
    if (!ranks_agree(well))
        return false;
    if (ranks_rank() > 0)
        well = sweep_journal_shared(j) && sweep_journal_begin(j);
    for (size_t run = 0, place = 0; well && run < st->sweep->runs; run++)
        if (!j->done[run] && (int)(place++ % (size_t)ranks_size()) == ranks_rank())
            st->todo[st->count++] = run;
    return ranks_agree(well);
}

static void make_share(state *st)
{
    pthread_t threads[1024];
    int started = 0;

    clock_gettime(CLOCK_MONOTONIC, &st->start);
    while (started < st->sweep->experiment->jobs - 1 &&
           pthread_create(&threads[started], NULL, work, st) == 0)
        started++;
    work(st);
    while (started > 0)
        pthread_join(threads[--started], NULL);
}

/* The runs of the other ranks come from their files; results are by number of the run. */
static bool merge(state *st)
{
    const sweep *s = st->sweep;
    sweep_journal *j = &st->journal;
    bool whole;

    if (ranks_size() > 1)
        sweep_journal_read(j);
    whole = j->finished == s->runs;
    if (!whole)
        fprintf(stderr, "x-%s: rank %d finds %zu of %zu runs in the journals of %s\n",
                s->experiment->name, ranks_rank(), j->finished, s->runs, s->experiment->directory);
    if (!ranks_agree(whole))
        return false;
    if (ranks_rank() == 0)
        sweep_journal_remove(j, false);
    return ranks_agree(true);
}

bool sweep_run(const sweep *s, double *results)
{
    state st = {
        .sweep = s, .journal = {.sweep = s, .results = results}, .lock = PTHREAD_MUTEX_INITIALIZER};

    if (s->values > SWEEP_VALUES) {
        fprintf(stderr, "x-%s: a run gives at most %d numbers\n", s->experiment->name,
                SWEEP_VALUES);
        return false;
    }
    st.journal.done = calloc(s->runs + 1, 1);
    st.todo = calloc(s->runs + 1, sizeof *st.todo);
    bool well = take_up(&st);
    if (well) {
        make_share(&st);
        well = sweep_journal_close(&st.journal) && !st.failed;
        /* The others' shares may take hours yet; what they have finished is kept. */
        if (st.failed && ranks_size() > 1)
            ranks_abort();
    }
    well = ranks_agree(well) && merge(&st);
    free(st.journal.done);
    free(st.todo);
    return well;
}
