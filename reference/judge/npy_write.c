#include "judge/npy.h"
#include "judge/file.h"

#include <stdio.h>
#include <string.h>

sgl_status sgl_npy_write(const char *path, sgl_npy_type type, const void *data, size_t dimensions,
                         const size_t *shape, sgl_error *error)
{
    static const char *const names[] = {"f4", "f8", "i8"};
    const uint16_t one = 1;
    unsigned char header[192];
    char shape_text[64];
    size_t size = type == SGL_NPY_F4 ? 4 : 8, length;
    int n;

    if (dimensions != 1 && dimensions != 2)
        return sgl_error_set(error, SGL_EDIM, path, "%zu dimensions; expected 1 or 2", dimensions);
    for (size_t k = 0; k < dimensions; k++)
        if (__builtin_mul_overflow(size, shape[k], &size))
            return sgl_error_set(error, SGL_EDIM, path, "shape does not fit in memory");
    if (dimensions == 1)
        snprintf(shape_text, sizeof shape_text, "(%zu,)", shape[0]);
    else
        snprintf(shape_text, sizeof shape_text, "(%zu, %zu)", shape[0], shape[1]);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    n = snprintf((char *)header + 10, sizeof header - 10,
                 "{'descr': '%c%s', 'fortran_order': False, 'shape': %s, }",
                 *(const unsigned char *)&one == 1 ? '<' : '>', names[type], shape_text);
    /* The data begins at a multiple of 64, so that a mapping of it is aligned; the last byte before
     * is '\n'. */
    length = (10 + (size_t)n + 1 + 63) / 64 * 64;
    memset(header + 10 + n, ' ', length - 10 - (size_t)n);
    header[length - 1] = '\n';
    header[8] = (unsigned char)((length - 10) & 0xff);
    header[9] = (unsigned char)((length - 10) >> 8);
    return sgl_file_write(path, header, length, data, size, error);
}
