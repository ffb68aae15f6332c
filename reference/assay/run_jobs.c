#include "run_jobs.h"
#include "judge/progress.h"
#include "judging.h"

#include <pthread.h>
#include <stdlib.h>

/* What the workers share. */
typedef struct shared {
    run_jobs *r;
    sgl_progress *progress;
    pthread_mutex_t lock;
    size_t next;        /* job that nobody has taken */
    size_t done;
    sgl_status closed;  /* the worst of the ends     */
    live_result last;
} shared;

static run_job *take(shared *s)
{
    run_job *job = NULL;

    pthread_mutex_lock(&s->lock);
    if (s->next < s->r->count)
        job = &s->r->jobs[s->next++];
    pthread_mutex_unlock(&s->lock);
    return job;
}

static void work(shared *s, live *l)
{
    live_result end;
    run_job *job;
    sgl_status status;

    while ((job = take(s)) != NULL) {
        double start = judging_now();

        live_run(l, job->problem, &job->result);
        job->seconds = judging_now() - start;
        pthread_mutex_lock(&s->lock);
        sgl_progress_at(s->progress, ++s->done, s->r->count);
        pthread_mutex_unlock(&s->lock);
    }
    status = live_close(l, &end);
    pthread_mutex_lock(&s->lock);
    if (status != SGL_OK && s->closed == SGL_OK) {
        s->closed = status;
        s->last = end;
    } else {
        free(end.log);
    }
    pthread_mutex_unlock(&s->lock);
}

static void *worker(void *context)
{
    shared *s = context;
    live l = {.argv = s->r->argv, .timeout = s->r->timeout, .folder = s->r->folder};

    work(s, &l);
    return NULL;
}

sgl_status run_all(run_jobs *r, live_result *last)
{
    shared s = {.r = r, .lock = PTHREAD_MUTEX_INITIALIZER};
    size_t more = r->workers < r->count ? r->workers : r->count, started = 0;
    pthread_t *threads = calloc(more + 1, sizeof *threads);

    s.progress = sgl_progress_new(stderr, r->argv[0], "cases");
    sgl_progress_at(s.progress, 0, r->count);
    while (threads != NULL && started + 1 < more && pthread_create(&threads[started], NULL, worker, &s) == 0)
        started++;
    work(&s, r->first); /* this thread is a worker too: without the others it does all */
    for (size_t k = 0; k < started; k++)
        pthread_join(threads[k], NULL);
    free(threads);
    sgl_progress_finish(s.progress);
    *last = s.last;
    return s.closed;
}
