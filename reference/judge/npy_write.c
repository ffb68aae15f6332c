#include "judge/npy.h"
#include "judge/file.h"

#include <stdio.h>
#include <string.h>

size_t sgl_npy_header_make(unsigned char out[SGL_NPY_HEADER], sgl_npy_type type, size_t dimensions, const size_t *shape)
{
    static const char *const names[] = {"f4", "f8", "i8"};
    const uint16_t one = 1;
    char shape_text[64];
    size_t size = type == SGL_NPY_F4 ? 4 : 8, length;
    int n;

    if (dimensions != 1 && dimensions != 2)
        return 0;
    for (size_t k = 0; k < dimensions; k++)
        if (__builtin_mul_overflow(size, shape[k], &size))
            return 0;
    if (dimensions == 1)
        snprintf(shape_text, sizeof shape_text, "(%zu,)", shape[0]);
    else
        snprintf(shape_text, sizeof shape_text, "(%zu, %zu)", shape[0], shape[1]);
    memcpy(out, "\x93NUMPY\x01\x00", 8);
    n = snprintf((char *)out + 10, SGL_NPY_HEADER - 10, "{'descr': '%c%s', 'fortran_order': False, 'shape': %s, }",
                 *(const unsigned char *)&one == 1 ? '<' : '>', names[type], shape_text);
    /* The data begins at a multiple of 64, so that a mapping of it is aligned; the last byte before
     * is '\n'. */
    length = (10 + (size_t)n + 1 + 63) / 64 * 64;
    memset(out + 10 + n, ' ', length - 10 - (size_t)n);
    out[length - 1] = '\n';
    out[8] = (unsigned char)((length - 10) & 0xff);
    out[9] = (unsigned char)((length - 10) >> 8);
    return length;
}

sgl_status sgl_npy_write(const char *path, sgl_npy_type type, const void *data, size_t dimensions,
                         const size_t *shape, sgl_error *error)
{
    unsigned char header[SGL_NPY_HEADER];
    size_t length = sgl_npy_header_make(header, type, dimensions, shape), size = type == SGL_NPY_F4 ? 4 : 8;

    if (dimensions != 1 && dimensions != 2)
        return sgl_error_set(error, SGL_EDIM, path, "%zu dimensions; expected 1 or 2", dimensions);
    if (length == 0)
        return sgl_error_set(error, SGL_EDIM, path, "shape does not fit in memory");
    for (size_t k = 0; k < dimensions; k++)
        size *= shape[k];
    return sgl_file_write(path, header, length, data, size, error);
}
