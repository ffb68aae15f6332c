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

/** A job called name that counts units (a plural: "steps", "groups").
 *  Returns NULL when the stream is no terminal or memory is short; the others accept NULL. */
sgl_progress *sgl_progress_new(FILE *stream, const char *name, const char *units);

/** done of total units are done. The first call begins a pass, and a done below the last one another, with a rate of its own: what was done
 *  before it (--resume) has none. The line changes four
 *  times a second at most, and not in the first half second, so that short jobs stay silent. One thread at a time.
 *  progress is what sgl_progress_new returned: this function is an sgl_judge_progress (judge.h). */
void sgl_progress_at(void *progress, size_t done, size_t total);

/** The same at a moment given, in seconds since sgl_progress_new. */
void sgl_progress_at_time(sgl_progress *progress, size_t done, size_t total, double seconds);

/** Wipes the line. */
void sgl_progress_finish(sgl_progress *progress);

/** The line itself, at most width columns and width < size bytes: done of total, of which `from` were done when the seconds began.
 *  The rate is the mean since then; no rate and no time left while nothing is done. */
void sgl_progress_line(char *out, size_t size, size_t width, const char *name, const char *units, size_t from,
                       size_t done, size_t total, double seconds);

#ifdef __cplusplus
}
#endif

#endif
