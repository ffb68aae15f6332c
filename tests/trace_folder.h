/* A recording made byte by byte, with every file that a recording may have, and changes of it. One folder a program. */
#ifndef TRACE_FOLDER_H
#define TRACE_FOLDER_H

#include "judge/trace.h"

enum { T = 3, N = 6 };

/* An array of it, integers excepted: element i is first + i * step. */
struct array {
    const char *file, *descr, *shape;
    int rows, width; /* elements, bytes of one */
    double first, step;
};

enum { GOOD_ARRAYS = 8, GOOD_X1 = 0, GOOD_GRADS, GOOD_X, GOOD_HESSIAN };

extern const struct array good[GOOD_ARRAYS];
extern const char good_json[];
extern const int64_t good_groups[4];

/** Its optimizer, as trace.json has it. */
#define ADA "\"adahessian\""

/** An empty folder, whose path is trace_folder; its removal with the files that a recording may have. Bail out on error, as do the rest. */
extern char trace_folder[256];
void folder_begin(void);
void folder_end(void);

/** The path of a file in it, until the next call. */
const char *path_in(const char *file);

void put(const char *file, const void *bytes, size_t size);
/** wide: as float64. */
void put_array(const struct array *a, bool wide);
/** The good recording, whatever was there. */
void put_good(void);

/** The first `from` in file becomes `to`. */
void substitute(const char *file, const char *from, const char *to);
void set_value(const char *file, int i, double value);
/** by bytes, zeros where it grows. */
void change_size(const char *file, int by);

SGL_NODISCARD sgl_status opens(sgl_trace **trace, sgl_error *error);

#endif
