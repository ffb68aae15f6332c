/* NumPy's .npy files, versions 1 to 3, of one or two dimensions.
 *
 * Read through a mapping, so a recording larger than memory is no trouble. What the rest of the suite sees is always C
 * order in the host's byte order, float32, float64 or int64: a file in Fortran order or in the other byte order, or of
 * int32, is converted into memory of its own. Elements may lie at any address: sgl_npy_doubles and sgl_npy_integer copy.
 * The mapping is that of sgl_file_map. */
#ifndef SGL_JUDGE_NPY_H
#define SGL_JUDGE_NPY_H

#include "judge/error.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sgl_npy_type { SGL_NPY_F4, SGL_NPY_F8, SGL_NPY_I8 } sgl_npy_type;

typedef struct sgl_npy {
    sgl_npy_type type;
    size_t dimensions;         /* 1 or 2                                                */
    size_t shape[2];           /* shape[1] = 1 when dimensions is 1                     */
    size_t count;              /* shape[0] * shape[1], may be 0                         */
    const unsigned char *data; /* count elements, C order, the host's byte order        */
    size_t stored_offset;      /* the file's: where the data begins                     */
    size_t stored_size;        /* bytes of an element                                   */
    bool stored_fortran;       /* columns first                                         */
    void *map;                 /* owned by this struct, or NULL                         */
    size_t map_size;
    bool streamed; /* large: read from file, so that no page of the mapping stays in memory */
    int file;      /* of a streamed array, owned by this struct                              */
    void *converted; /* owned, or NULL */
} sgl_npy;

/** Map the file at path.
 *
 *  Returns: SGL_OK; SGL_EIO when it cannot be opened, read or is no regular file; SGL_EFORMAT when it is not an NPY
 *           file of a dtype and order that can be had, or shorter or longer than its header says; SGL_EDIM when it has
 *           neither one nor two dimensions or its size overflows size_t; SGL_ENOMEM. On error npy is all zeros.
 *  Out:     npy    to be closed with sgl_npy_close
 *           error  or NULL */
SGL_NODISCARD sgl_status sgl_npy_open(sgl_npy *npy, const char *path, sgl_error *error);

/** The same from bytes in memory, which must outlive npy; path is what messages call them. */
SGL_NODISCARD sgl_status sgl_npy_parse(sgl_npy *npy, const void *bytes, size_t size, const char *path,
                                       sgl_error *error);

/** Accepts a zeroed struct, and leaves one. */
void sgl_npy_close(sgl_npy *npy);

/** Files of at least so many bytes are streamed. */
enum { SGL_NPY_STREAMED = 1 << 22 };

/** Bytes of an element in data. */
size_t sgl_npy_width(const sgl_npy *npy);

/** Elements begin .. begin + n - 1 as they are, n * sgl_npy_width(npy) bytes. begin + n <= count.
 *  Returns SGL_OK; SGL_EIO when the file cannot be read, or has become shorter. */
SGL_NODISCARD sgl_status sgl_npy_read(void *out, const sgl_npy *npy, size_t begin, size_t n);

/** The same if the system has all of it in memory. False otherwise, and out means nothing. */
SGL_NODISCARD bool sgl_npy_read_at_once(void *out, const sgl_npy *npy, size_t begin, size_t n);

/** Tell the system that sgl_npy_read will ask for these soon. */
void sgl_npy_expect(const sgl_npy *npy, size_t begin, size_t n);

/** out[i] = element begin + i, i < n, widened exactly. F4 and F8 only. begin + n <= count. */
void sgl_npy_doubles(double *out, const sgl_npy *npy, size_t begin, size_t n);

/** Element i of an I8 array, i < count. */
int64_t sgl_npy_integer(const sgl_npy *npy, size_t i);

/** Where the file keeps element i (counted in C order), in bytes from its beginning. */
size_t sgl_npy_offset(const sgl_npy *npy, size_t i);

enum { SGL_NPY_HEADER = 192 };

/** The header of such an array, to be followed by its data. Returns its length; 0 where sgl_npy_write says SGL_EDIM. */
size_t sgl_npy_header_make(unsigned char out[SGL_NPY_HEADER], sgl_npy_type type, size_t dimensions, const size_t *shape);

/** Write an array: a temporary file beside path, synchronised and renamed, so that path is either whole or untouched.
 *  The bytes are those of numpy.save.
 *
 *  Returns: SGL_OK; SGL_EIO; SGL_EDIM when dimensions is neither 1 nor 2 or the size overflows; SGL_ENOMEM.
 *  In:      data   shape[0] * shape[1] elements of type, C order
 *           shape  [dimensions] */
SGL_NODISCARD sgl_status sgl_npy_write(const char *path, sgl_npy_type type, const void *data,
                                       size_t dimensions, const size_t *shape, sgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
