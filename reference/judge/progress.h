/* One line on a terminal that says how far a long job is: "digits  42 %  840/2000 steps  210/s  0:06 left".
 *
 * Silent when the stream is no terminal, or TERM is "dumb". Only '\r' and spaces are used, no colour and no escape
 * sequence, so NO_COLOR has nothing to switch off. What a command prints is never mixed into it: finish it first. */
#ifndef SGL_JUDGE_PROGRESS_H
#define SGL_JUDGE_PROGRESS_H

#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sgl_progress sgl_progress;

/** A job of total units (the plural of what is counted: "steps", "groups") called name.
 *  Returns NULL when the stream is no terminal, memory is short or total is 0; the others accept NULL. */
sgl_progress *sgl_progress_new(FILE *stream, const char *name, const char *units, size_t total);

/** So many units more are done. Any thread may call; the line changes four times a second at most, and not in the first half
 *  second, so that short jobs stay silent. */
void sgl_progress_add(sgl_progress *progress, size_t units);

/** Wipes the line. */
void sgl_progress_finish(sgl_progress *progress);

/** The line itself, at most width columns and width < size bytes: done of total after seconds.
 *  The rate is the mean since the beginning; no rate and no time left while nothing is done. */
void sgl_progress_line(char *out, size_t size, size_t width, const char *name, const char *units, size_t done,
                       size_t total, double seconds);

#ifdef __cplusplus
}
#endif

#endif
