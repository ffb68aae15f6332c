#include "ranks.h"

#include <stdlib.h>

#ifdef SGL_MPI

#include <limits.h>
#include <mpi.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int size = 1, rank;
static bool broken;
static char stopped[200];

static void on_stop(int number)
{
    ssize_t ignored = write(STDERR_FILENO, stopped, strlen(stopped));

    (void)ignored;
    _exit(128 + number);
}

int ranks_size(void)
{
    return size;
}

int ranks_rank(void)
{
    return rank;
}

/* The wait sleeps: MPI's own takes a processor, which the threads of a slower rank may need. */
static void wait_for(MPI_Request *request)
{
    const struct timespec nap = {.tv_nsec = 2000000};
    int over = 0;

    for (MPI_Test(request, &over, MPI_STATUS_IGNORE); !over; MPI_Test(request, &over, MPI_STATUS_IGNORE))
        nanosleep(&nap, NULL);
}

bool ranks_agree(bool well)
{
    int mine = well, all = 0;
    MPI_Request request;

    if (broken)
        return false;
    MPI_Iallreduce(&mine, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD, &request);
    wait_for(&request);
    broken = !all;
    return all;
}

/* Everyone's lengths, then everyone's bytes. A rank without memory says so before the others send. MPI counts in int. */
static bool gather(void **all, size_t *sizes, const void *mine, size_t bytes)
{
    int *counts = calloc(2 * (size_t)size, sizeof *counts), *places, own = bytes < INT_MAX ? (int)bytes : -1;
    size_t sum = 0;
    MPI_Request request;
    bool well = counts != NULL;

    *all = NULL;
    if (!ranks_agree(well && own >= 0)) {
        free(counts);
        return false;
    }
    places = counts + size;
    MPI_Iallgather(&own, 1, MPI_INT, counts, 1, MPI_INT, MPI_COMM_WORLD, &request);
    wait_for(&request);
    for (int k = 0; k < size; k++) {
        places[k] = sum <= INT_MAX ? (int)sum : 0;
        sizes[k] = (size_t)counts[k];
        sum += sizes[k];
    }
    *all = malloc(sum > 0 ? sum : 1);
    if (ranks_agree(*all != NULL && sum <= INT_MAX)) {
        MPI_Iallgatherv(mine, own, MPI_BYTE, *all, counts, places, MPI_BYTE, MPI_COMM_WORLD, &request);
        wait_for(&request);
    } else {
        free(*all);
        *all = NULL;
    }
    free(counts);
    return *all != NULL;
}

const sgl_team *ranks_team(void)
{
    static sgl_team team;

    team = (sgl_team){.size = (size_t)size, .rank = (size_t)rank, .gather = gather};
    return size > 1 ? &team : NULL;
}

void ranks_silence(void)
{
    if (rank > 0 && (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL))
        exit(EXIT_FAILURE);
}

/* Whether a rank leaves at the end or early, its last word is "not well"; the others' word with the
 * same number hears it, and nobody says more. So all come to MPI_Finalize, and none waits there. */
static void leave(void)
{
    ranks_agree(false);
    MPI_Finalize();
}

void ranks_begin(const char *program, const char *advice)
{
    int provided;

    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    atexit(leave);
    if (size > 1 && provided < MPI_THREAD_FUNNELED) {
        fprintf(stderr, "%s: this MPI knows no threads\n", program);
        exit(EXIT_FAILURE);
    }
    if (size > 1 && rank == 0) {
        snprintf(stopped, sizeof stopped, "%s: a rank died or the job was stopped; %s\n", program, advice);
        signal(SIGTERM, on_stop);
    }
}

void ranks_abort(void)
{
    MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    _exit(EXIT_FAILURE);
}

#else

void ranks_begin(const char *program, const char *advice)
{
    (void)program;
    (void)advice;
}

const sgl_team *ranks_team(void)
{
    return NULL;
}

void ranks_silence(void)
{
}

int ranks_size(void)
{
    return 1;
}

int ranks_rank(void)
{
    return 0;
}

bool ranks_agree(bool well)
{
    return well;
}

void ranks_abort(void)
{
    exit(EXIT_FAILURE);
}

#endif
