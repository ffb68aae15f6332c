#include "ranks.h"

#include <stdlib.h>

#ifdef SGL_MPI

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
bool ranks_agree(bool well)
{
    const struct timespec nap = {.tv_nsec = 2000000};
    int mine = well, all = 0, over = 0;
    MPI_Request request;

    if (broken)
        return false;
    MPI_Iallreduce(&mine, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD, &request);
    for (MPI_Test(&request, &over, MPI_STATUS_IGNORE); !over;
         MPI_Test(&request, &over, MPI_STATUS_IGNORE))
        nanosleep(&nap, NULL);
    broken = !all;
    return all;
}

/* Whether a rank leaves at the end or early, its last word is "not well"; the others' word with the
 * same number hears it, and nobody says more. So all come to MPI_Finalize, and none waits there. */
static void leave(void)
{
    ranks_agree(false);
    MPI_Finalize();
}

void ranks_begin(const char *program)
{
    int provided;

    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    atexit(leave);
    if (size > 1 && provided < MPI_THREAD_FUNNELED) {
        fprintf(stderr, "x-%s: this MPI knows no threads\n", program);
        exit(EXIT_FAILURE);
    }
    if (size > 1 && rank == 0) {
        snprintf(stopped, sizeof stopped,
                 "x-%s: a rank died or the job was stopped; finished runs are kept, --resume goes "
                 "on from them\n",
                 program);
        signal(SIGTERM, on_stop);
    }
}

void ranks_abort(void)
{
    MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    _exit(EXIT_FAILURE);
}

#else

void ranks_begin(const char *program)
{
    (void)program;
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
