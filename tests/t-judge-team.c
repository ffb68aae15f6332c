/* Several processes that share a judgement say what one says: here they are forked and speak through shared memory. */
#include "judge/choose.h"
#include "same_judgement.h"
#include "simulate_case.h"
#include "tap.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

enum { N = 4 * 300 + 3, T = 12, MOST = 5, ROOM = 1 << 20 };

/* What the processes share. */
typedef struct table {
    pthread_barrier_t barrier;
    size_t sizes[MOST];
    unsigned char said[MOST][ROOM];
    sgl_judgement result[MOST];
    sgl_status status[MOST];
} table;

static table *shared;
static sgl_team team;

static bool gather(void **all, size_t *sizes, const void *mine, size_t bytes)
{
    size_t sum = 0;
    unsigned char *at;

    if (bytes > ROOM)
        return false;
    shared->sizes[team.rank] = bytes;
    if (bytes > 0)
        memcpy(shared->said[team.rank], mine, bytes);
    pthread_barrier_wait(&shared->barrier);
    for (size_t k = 0; k < team.size; k++)
        sum += sizes[k] = shared->sizes[k];
    *all = at = malloc(sum + 1);
    for (size_t k = 0; *all != NULL && k < team.size; k++) {
        memcpy(at, shared->said[k], sizes[k]);
        at += sizes[k];
    }
    pthread_barrier_wait(&shared->barrier);
    return *all != NULL;
}

static void make(simulate_run *run, size_t *offsets, bool wrong)
{
    size_t groups = 0;

    memset(run, 0, sizeof *run);
    for (size_t at = 0; at < N; at += groups % 5 == 0 ? 3 : 4)
        offsets[groups++] = at;
    offsets[groups] = N;
    run->variant = sgl_variant_paper(SGL_ADAM)->variant;
    run->dtype = SGL_FLOAT32;
    run->steps = T;
    run->layout = (sgl_layout){.size = N, .groups = groups, .offsets = offsets};
    run->hyper = (sgl_hyperparameters){.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0.125, .lambda21 = 0.25};
    run->g = malloc(T * N * sizeof *run->g);
    run->x = calloc((T + 1) * N, sizeof *run->x);
    if (run->g == NULL || run->x == NULL)
        bail_out("out of memory");
    for (size_t k = 0; k < T * N; k++)
        run->g[k] = simulate_round(SGL_FLOAT32, 2 * test_uniform() - 1);
    simulate(run);
    for (size_t k = 0; wrong && k < 5; k++) /* the same step in several groups: the first of them counts */
        run->x[7 * N + N / 2 + 37 * k] += 1;
}

/* What `size` processes say; false when they do not all say the same. */
static bool together(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *v, const sgl_judge_options *how, size_t size)
{
    pthread_barrierattr_t attributes;
    bool same = true;

    pthread_barrierattr_init(&attributes);
    pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&shared->barrier, &attributes, (unsigned)size);
    for (size_t rank = 0; rank < size; rank++) {
        pid_t child = fork();

        if (child < 0)
            bail_out("no process to be had");
        if (child == 0) {
            sgl_judge_options options = *how;

#ifdef _OPENMP
            omp_set_num_threads(1); /* the parent's threads are not in this process */
#endif
            team = (sgl_team){.size = size, .rank = rank, .gather = gather};
            options.team = &team;
            shared->status[rank] = sgl_judge_variant(&shared->result[rank], trace, v, &options);
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
    for (size_t rank = 0; rank < size; rank++)
        same &= shared->status[rank] == SGL_OK && same_judgement(&shared->result[rank], &shared->result[0]);
    *result = shared->result[0];
    return same;
}

static void test(const char *why, bool wrong, sgl_judge_options options)
{
    static const size_t sizes[] = {1, 2, 3, MOST};
    size_t offsets[N + 1], different = 0;
    sgl_judgement whole, result;
    simulate_run run;
    sgl_trace trace;

    make(&run, offsets, wrong);
    simulate_trace(&trace, &run);
    options.bits = 128;
    options.max_bits = 512;
    if (sgl_judge_variant(&whole, &trace, &run.variant, &options) != SGL_OK)
        bail_out("not judged");
    for (size_t k = 0; k < ARRAY_SIZE(sizes); k++)
        different += !together(&result, &trace, &run.variant, &options, sizes[k]) || !same_judgement(&result, &whole);
    ok(different == 0 && whole.diverges == wrong, "%s: 1, 2, 3 and %d processes", why, MOST);
    free(run.g);
    free(run.x);
}

/* So many groups that the way to begin with is looked for: by one, for all. */
static void test_many(void)
{
    enum { MANY = 8192 };
    const sgl_judge_options options = {.bits = 128, .max_bits = 512};
    size_t offsets[N + 1];
    sgl_judgement whole, result;
    simulate_run run;
    sgl_trace trace;

    make(&run, offsets, false);
    free(run.g);
    free(run.x);
    run.layout = (sgl_layout){.size = MANY, .groups = MANY, .group_size = 1};
    run.style.power = SGL_POWERS_POW;
    run.hyper.beta1 = (double)0.9f, run.hyper.beta2 = (double)0.99f; /* whose powers are rounded */
    run.g = malloc(T * MANY * sizeof *run.g);
    run.x = calloc((T + 1) * MANY, sizeof *run.x);
    if (run.g == NULL || run.x == NULL)
        bail_out("out of memory");
    for (size_t k = 0; k < T * MANY; k++)
        run.g[k] = simulate_round(SGL_FLOAT32, 2 * test_uniform() - 1);
    simulate(&run);
    simulate_trace(&trace, &run);
    if (sgl_judge_variant(&whole, &trace, &run.variant, &options) != SGL_OK)
        bail_out("not judged");
    ok(together(&result, &trace, &run.variant, &options, 3) && same_judgement(&result, &whole) && whole.powers == SGL_POWERS_POW,
       "a large recording: 3 processes");
    free(run.g);
    free(run.x);
}

int main(void)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        bail_out("no shared memory");
    plan(6);
    test("conforms", false, (sgl_judge_options){0});
    test("deviates", true, (sgl_judge_options){0});
    test("up to the first divergence", true, (sgl_judge_options){.stop_at_divergence = true});
    test("beginning in the middle", true, (sgl_judge_options){.stop_at_divergence = true, .first_group = 200});
    test("exactly", true, (sgl_judge_options){.exact = true, .stop_at_divergence = true, .first_group = 17});
    test_many();
    return tap_status();
}
