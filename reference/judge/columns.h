/* Some groups of a large recording in memory: their columns, at all steps where they fit, else a window of steps that moves on. What is
 * in memory does not grow with the recording. */
#ifndef SGL_COLUMNS_H
#define SGL_COLUMNS_H

#include "judge/trace.h"

/** Zeroed at first. Nothing in view outlives the next sgl_columns_take or sgl_columns_free. */
typedef struct sgl_columns {
    sgl_trace view;    /* groups first, first + 1, ... of the recording as groups 0, 1, ... */
    size_t from, rows; /* rows of the arrays [T][n] that are there: from .. from + rows - 1, counted from 0 */
    const sgl_trace *source;
    size_t first, begin, most; /* the first group and column; rows that fit */
    void *buffer, *offsets;
    size_t room, offsets_room;
} sgl_columns;

/** Whether the arrays are so large that they are better read by columns. */
bool sgl_columns_wanted(const sgl_trace *trace);

/** How many groups fit into a window of so many bytes with all their steps, at least `least`: of these as many steps as fit are there
 *  at a time. Larger windows make longer pieces of the file, smaller ones stay in the cache. */
size_t sgl_columns_groups(const sgl_trace *trace, size_t window, size_t least);

/** Begin with groups first .. first + count - 1; at least one step of them is there, whatever the window. Returns SGL_OK, SGL_ENOMEM, SGL_EIO. */
SGL_NODISCARD sgl_status sgl_columns_take(sgl_columns *columns, const sgl_trace *trace, size_t window, size_t first, size_t count);

/** Have row t - 1 in the arrays of view, at row t - 1 - from. Returns SGL_OK, SGL_EIO. */
SGL_NODISCARD sgl_status sgl_columns_step(sgl_columns *columns, size_t t);

void sgl_columns_free(sgl_columns *columns);

#endif
