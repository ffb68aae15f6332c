/* The text in front of an .npy file's data: a Python dictionary. */
#ifndef SGL_JUDGE_NPY_HEADER_H
#define SGL_JUDGE_NPY_HEADER_H

#include "judge/error.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the header says, before it is believed. */
typedef struct sgl_npy_header {
    size_t data; /* where the data begins, in bytes */
    char descr[16];
    bool fortran;
    size_t dimensions, shape[2]; /* 1 or 2 of them */
} sgl_npy_header;

/** Magic, version, length and dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (5, 8), }.
 *
 *  Returns: SGL_OK, and then header->data <= size; SGL_EFORMAT, SGL_EDIM as sgl_npy_open.
 *  In:      bytes [size]   the file, or its beginning
 *           path           for messages */
SGL_NODISCARD sgl_status sgl_npy_header_parse(sgl_npy_header *header, const unsigned char *bytes, size_t size,
                                              const char *path, sgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
