/* What the files of make bench share. A case is measured beside what it is compared with, in every round. */
#ifndef SGL_BENCH_H
#define SGL_BENCH_H

#include "bench/loops.h"
#include "sgl_fast.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { ARRAYS = 7, MOST_ROUNDS = 31, MOST_CASES = 256 };

typedef enum loop_kind {
    DENSE,
    STREAMS,
    PLAIN,
    TRIAD,
    ADAM_LOOP,
    NAIVE,
    ROWS,
    TOUCH,
    OTHER
} loop_kind;

typedef struct method {
    const char *name;
    sgl_variant variant;
    int lambdas, rw, ro;
} method;

typedef struct measured {
    char what[64], against[64];
    loop_kind kind, base; /* base: what it is compared with; the same kind: nothing */
    const method *method;
    int dtype, threads, repeat;
    size_t d, n, rows; /* n: weights a call steps; rows: of the table */
    double bytes;      /* a weight's traffic */
    const char *other; /* OTHER: its name */
    double seconds[MOST_ROUNDS], base_seconds[MOST_ROUNDS];
} measured;

extern const char *const dtype_name[2];
extern const size_t dtype_size[2];

_Noreturn void die(const char *format, ...);

/** Seconds. One thread: the processor's, so that a busy machine counts less; several: those on the wall. */
double now(int threads);

/* memory.c */

/** One piece, zeroed, in large pages where the system gives them. */
void get_memory(size_t bytes);
extern char *memory;

/** Arrays of n numbers each, a few lines off each other's pages. With few of them in use, g and the Hessian lie behind them. */
void lay_out(void *arrays[ARRAYS], size_t n, int dtype);

/** x, g and the Hessian in [-1, 1]; the others 0. */
void fill(void *const *arrays, size_t n, int dtype);

/** A number in [-1, 1]. */
double small(size_t i);

/* cases.c */

/** The cases whose name contains only (all when it is NULL), their number in *count. */
measured *list_cases(bool full, int most_threads, const char *only, char *others, size_t *count);

/* time.c */

/** Chooses the machine path that all cases run on, and returns its name. */
const char *choose_path(void);

extern const sgl_loops *loops;

/** A step that has begun. With arrays not NULL, their state has started. */
void begin_step(sgl_step *step, const measured *m, void *const *arrays);

/** Seconds that kind, which is DENSE or a loop, takes for the n entries from begin on. */
double time_span(const measured *m, loop_kind kind, void *const *arrays, const sgl_step *step,
                 size_t begin, size_t n);

/** Seconds of one call of the case's kernel, or of kind in its place. */
double time_kind(const measured *m, loop_kind kind, void *const *arrays);

/* turns.c */

/** Seconds of the case and of its base, which take turns on pieces of the arrays; each passes all of them. */
void time_turns(const measured *m, void *const *arrays, double *seconds, double *base_seconds);

/* rows.c */

/** Rows at random places, anew, and what lies in them. */
void choose_rows(const measured *m, sgl_step *step);

/** Seconds that kind, ROWS or TOUCH, takes for count of the rows chosen, from the first-th on. */
double time_rows(const measured *m, loop_kind kind, const sgl_step *step, size_t first,
                 size_t count);

/* others.c */

/** Starts python on script, and returns the names of what it can time, tabs between; "" for nothing. */
char *start_others(const char *python, const char *script);
double time_other(const measured *m);

/* report.c */

/** A line on stdout, and one in tsv. */
void report(FILE *tsv, measured *m, int rounds);

#endif
