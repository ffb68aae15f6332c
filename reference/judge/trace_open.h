/* A trace on its way in: what the parts of sgl_trace_open share. */
#ifndef SGL_JUDGE_TRACE_OPEN_H
#define SGL_JUDGE_TRACE_OPEN_H

#include "judge/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sgl_trace_opening {
    sgl_trace *trace;
    sgl_error *error;
    char *path; /* the folder, a slash, room for a file's name */
    size_t folder_length;
    const sgl_team *team; /* who shares the reading, or NULL */
} sgl_trace_opening;

enum { SGL_TRACE_ROOM_FOR_NAME = 32 };

/** The path of file inside the folder: o->path, until the next call. */
const char *sgl_trace_path(sgl_trace_opening *o, const char *file);

/** Whether the folder has such an entry, readable or not. */
bool sgl_trace_has(sgl_trace_opening *o, const char *file);

/** Map file and check that it is of shape [rows] (columns = 0) or [rows][columns] (rows = 0: any length), of real numbers or
 *  of integers. o->path is left at file. */
SGL_NODISCARD sgl_status sgl_trace_array(sgl_trace_opening *o, sgl_npy *npy, const char *file, size_t rows,
                                         size_t columns, bool integer);

/** groups.npy into layout and offsets: 0 = offsets[0] < offsets[1] < ... < offsets[G] = n. */
SGL_NODISCARD sgl_status sgl_trace_read_groups(sgl_trace_opening *o);

/** row_ptr.npy and rows.npy, when the folder has them: groups of a step ascend, each at most once. */
SGL_NODISCARD sgl_status sgl_trace_read_rows(sgl_trace_opening *o);

/** The check of what is in row_ptr [T+1] and rows [count], every row a group. */
SGL_NODISCARD sgl_status sgl_trace_check_rows(sgl_trace_opening *o, size_t count);

/** Every number of x1, grads, hessian and x is finite, and a float32 where dtype says float32; else SGL_EDOM and a message
 *  that names the earliest that is not: a NaN in g_t comes before the NaN in x_{t+1} that it causes. Each member of o->team reads
 *  its share, and all say the same. */
SGL_NODISCARD sgl_status sgl_trace_check_numbers(sgl_trace_opening *o);

#ifdef __cplusplus
}
#endif

#endif
