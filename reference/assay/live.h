/* The conversation with one program, in the words of protocol.h. */
#ifndef SGL_LIVE_H
#define SGL_LIVE_H

#include "child.h"
#include "protocol.h"

typedef struct live {
    char *const *argv;
    double timeout;      /* seconds for an answer                                            */
    const char *folder;  /* for arrays as files, or NULL: then a program that asks for them gets them inline */
    bool running;
    child child;
    protocol_hello hello;
    bool greeted;        /* hello is filled                                                  */
    size_t dead_starts;  /* starts in a row that came to nothing                             */
    /** Called for every message, as it is; to NULL. direction is '>' or '<'. */
    void (*echo)(char direction, const char *text, size_t size);
} live;

typedef enum live_outcome {
    LIVE_RECORDED,    /* the case has its x                             */
    LIVE_UNSUPPORTED, /* the program says so, with a reason in message  */
    LIVE_SKIPPED,
    LIVE_FAILED       /* message says how                               */
} live_outcome;

typedef struct live_result {
    live_outcome outcome;
    sgl_error message; /* one line */
    char *log;         /* the last of the program's stderr when it failed, or NULL; to be freed */
} live_result;

/** Start the program unless it runs, and fill hello. Not again after 3 starts in a row that failed. */
SGL_NODISCARD sgl_status live_open(live *l, live_result *result);

/** Run one case; after a failure of any kind that leaves the conversation in doubt the program is ended, and the next case starts
 *  it again. */
void live_run(live *l, live_case *c, live_result *result);

/** Say stop; the program has 2 seconds. Returns SGL_OK when it ended with status 0. */
sgl_status live_close(live *l, live_result *result);

#endif
