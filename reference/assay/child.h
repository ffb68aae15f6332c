/* A child process that answers lines: nothing that it does can block, crash or fill the memory of the parent. */
#ifndef SGL_CHILD_H
#define SGL_CHILD_H

#include "judge/error.h"

#include <stdbool.h>
#include <sys/types.h>

enum { CHILD_LOG = 4096 }; /* bytes of stderr that are kept: the last ones */

typedef struct child {
    pid_t pid;           /* 0 when there is none                                              */
    int in, out, err;    /* the parent's ends of its stdin, stdout, stderr; -1 when closed     */
    char *buffer;        /* what it has written and nobody has taken                           */
    size_t filled, room;
    size_t lines;        /* lines taken                                                        */
    char log[CHILD_LOG]; /* the last of its stderr, a ring                                     */
    size_t logged;       /* bytes it has written there                                         */
    int status;          /* of waitpid, after child_end; -1 when it had to be killed           */
} child;

typedef enum child_event {
    CHILD_ANSWERED, /* a whole line                                        */
    CHILD_TIMEOUT,  /* none in time                                        */
    CHILD_ENDED,    /* its output ended, or it read no more, before a line */
    CHILD_FLOOD,    /* a line longer than the limit                        */
    CHILD_UNASKED   /* there was output before the question                */
} child_event;

/** Start argv[0], looked for in PATH, in a process group of its own. Returns SGL_OK or SGL_EIO. */
SGL_NODISCARD sgl_status child_start(child *c, char *const argv[], sgl_error *error);

/** Send text (which ends in a newline) and wait for one line.
 *  Out:     line, length   the line without its newline, to be freed; unless CHILD_ANSWERED the beginning of what there is. NULL
 *                          when memory is short
 *  In:      limit          bytes that a line may have
 *           seconds        to wait, for both */
child_event child_ask(child *c, const char *text, size_t size, size_t limit, double seconds, char **line, size_t *length);

/** Close its input, give it some seconds to end by itself, then kill its process group. Accepts a child that never started. */
void child_end(child *c, double seconds);

/** How it ended: "exited with status 3", "was killed by signal 11 (Segmentation fault)", "was still running". After child_end. */
void child_fate(const child *c, char *text, size_t size);

/** The last of its stderr as text: to be freed; NULL when it wrote nothing there. Bytes that are not printable ASCII become '?'. */
char *child_log(const child *c);

/** Kill all children, and let no more start: a thread that would start or end one waits for ever. For a program that is about to end. */
void child_kill_all(void);

#endif
