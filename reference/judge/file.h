/* Whole files: mapped for reading, replaced in one step for writing. */
#ifndef SGL_JUDGE_FILE_H
#define SGL_JUDGE_FILE_H

#include "judge/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Map a regular file. One that another program shortens meanwhile ends this one with SIGBUS, as any mapping does.
 *
 *  Returns: SGL_OK; SGL_EIO when it cannot be opened or is no regular file; SGL_ENOMEM when it does not fit.
 *  Out:     bytes   to be given to sgl_file_unmap; NULL for an empty file
 *           size */
SGL_NODISCARD sgl_status sgl_file_map(void **bytes, size_t *size, const char *path, sgl_error *error);

/** The same, and *file stays open for reading, to be closed by the caller; -1 on error. */
SGL_NODISCARD sgl_status sgl_file_map_open(void **bytes, size_t *size, int *file, const char *path, sgl_error *error);

/** Accepts NULL. */
void sgl_file_unmap(void *bytes, size_t size);

/** Write header and data one after the other to a temporary file beside path, synchronise it and rename it: path is either
 *  whole or untouched. Two writers of one path do not meet: the last to finish wins.
 *
 *  Returns: SGL_OK; SGL_EIO; SGL_ENOMEM. No temporary file stays. */
SGL_NODISCARD sgl_status sgl_file_write(const char *path, const void *header, size_t header_size,
                                        const void *data, size_t size, sgl_error *error);

/** Make the renames inside path's folder durable. A folder that cannot be synchronised is no error. */
void sgl_file_sync_folder(const char *path);

#ifdef __cplusplus
}
#endif

#endif
