/* All cases of one live program, several at a time. */
#ifndef SGL_RUN_JOBS_H
#define SGL_RUN_JOBS_H

#include "live.h"

typedef struct run_job {
    live_case *problem;
    live_result result;
    double seconds;
} run_job;

typedef struct run_jobs {
    char *const *argv; /* the program            */
    double timeout;
    const char *folder; /* for arrays as files   */
    size_t workers;    /* programs started beside each other */
    run_job *jobs;
    size_t count;
    live *first;       /* a conversation already begun, which the first worker goes on with */
} run_jobs;

/** Run every job; each ends with a result, whatever the program does. Returns SGL_OK, or what live_close says of a program that
 *  did not end well after stop (message in *last). */
SGL_NODISCARD sgl_status run_all(run_jobs *r, live_result *last);

#endif
