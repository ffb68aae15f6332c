#include "judge/npy.h"
#include "judge/file.h"
#include "judge/npy_header.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static bool host_is_little(void)
{
    const uint16_t one = 1;
    unsigned char first;

    memcpy(&first, &one, 1);
    return first == 1;
}

static const struct {
    const char *name; /* of descr, without the byte order */
    sgl_npy_type type;
    size_t stored; /* bytes of an element in the file */
} dtypes[] = {
    {"f4", SGL_NPY_F4, 4}, {"f8", SGL_NPY_F8, 8}, {"i8", SGL_NPY_I8, 8}, {"i4", SGL_NPY_I8, 4}};

static size_t element_size(sgl_npy_type type)
{
    return type == SGL_NPY_F4 ? 4 : 8;
}

/* Into C order, the host's byte order and the width of npy->type. */
static sgl_status convert(sgl_npy *npy, const unsigned char *stored, bool swap)
{
    size_t width = npy->stored_size, size = element_size(npy->type), rows = npy->shape[0],
           columns = npy->shape[1];
    unsigned char *out;

    if (npy->count > SIZE_MAX / size ||
        (out = malloc(npy->count > 0 ? npy->count * size : 1)) == NULL)
        return SGL_ENOMEM;
    for (size_t i = 0; i < npy->count; i++) {
        size_t from = npy->stored_fortran ? i % columns * rows + i / columns : i;
        unsigned char element[8];

#if SGL_MUTANT == 151
        from = i;
#endif
        for (size_t b = 0; b < width; b++)
#if SGL_MUTANT == 152
            element[b] = stored[from * width + b + 0 * (size_t)swap];
#else
            element[b] = stored[from * width + (swap ? width - 1 - b : b)];
#endif
        if (width < size) {
#if SGL_MUTANT == 165
            uint32_t narrow;
#else
            int32_t narrow;
#endif
            int64_t wide;

            memcpy(&narrow, element, sizeof narrow);
            wide = narrow;
            memcpy(element, &wide, sizeof wide);
        }
        memcpy(out + i * size, element, size);
    }
    npy->converted = out;
    npy->data = out;
    return SGL_OK;
}

/* The header against the file's size, and the data as the header describes it. */
static sgl_status settle(sgl_npy *npy, const sgl_npy_header *h, const unsigned char *bytes,
                         size_t size, const char *path, sgl_error *error)
{
    size_t needed, left = size - h->data, k = 0;
    bool swap;

    while (k < sizeof dtypes / sizeof *dtypes &&
           (h->descr[0] == '\0' || strcmp(h->descr + 1, dtypes[k].name) != 0))
        k++;
    if (k == sizeof dtypes / sizeof *dtypes || (h->descr[0] != '<' && h->descr[0] != '>'))
        return sgl_error_set(error, SGL_EFORMAT, path,
                             "descr: dtype '%s'; expected '<f4', '<f8', '<i8' or '<i4'", h->descr);
    npy->type = dtypes[k].type;
    npy->stored_size = dtypes[k].stored;
    npy->stored_offset = h->data;
    npy->dimensions = h->dimensions;
    npy->shape[0] = h->shape[0];
    npy->shape[1] = h->dimensions == 2 ? h->shape[1] : 1;
    npy->stored_fortran = h->fortran && h->dimensions == 2;
#if SGL_MUTANT == 150
    npy->count = npy->shape[0] * npy->shape[1];
    needed = npy->count * npy->stored_size;
    if (false)
#else
    if (__builtin_mul_overflow(npy->shape[0], npy->shape[1], &npy->count) ||
        __builtin_mul_overflow(npy->count, npy->stored_size, &needed))
#endif
        return sgl_error_set(
            error, SGL_EDIM, path,
            "shape: (%zu, %zu) of %zu bytes each; expected a size that fits in memory",
            npy->shape[0], npy->shape[1], npy->stored_size);
#if SGL_MUTANT == 153
    if (needed > left)
#else
    if (needed != left)
#endif
        return sgl_error_set(
            error, SGL_EFORMAT, path,
            "byte %zu: %zu bytes of data, the file is %s; expected %zu for %zu elements "
            "'%s'",
            h->data, left, needed > left ? "truncated" : "too long", needed, npy->count, h->descr);
    npy->data = bytes + h->data;
    swap = (h->descr[0] == '<') != host_is_little();
    if (!swap && !npy->stored_fortran && npy->stored_size == element_size(npy->type))
        return SGL_OK;
    if (convert(npy, npy->data, swap) != SGL_OK)
        return sgl_error_set(error, SGL_ENOMEM, path, "out of memory for %zu elements", npy->count);
    return SGL_OK;
}

sgl_status sgl_npy_parse(sgl_npy *npy, const void *bytes, size_t size, const char *path,
                         sgl_error *error)
{
    sgl_npy_header header;
    sgl_status status;

    memset(npy, 0, sizeof *npy);
    status = sgl_npy_header_parse(&header, bytes, size, path, error);
    if (status == SGL_OK)
        status = settle(npy, &header, bytes, size, path, error);
    if (status != SGL_OK)
        sgl_npy_close(npy);
    return status;
}

sgl_status sgl_npy_open(sgl_npy *npy, const char *path, sgl_error *error)
{
    void *map;
    size_t size;
    int file;
    sgl_status status = sgl_file_map_open(&map, &size, &file, path, error);

    memset(npy, 0, sizeof *npy);
    if (status != SGL_OK)
        return status;
    status = sgl_npy_parse(npy, map, size, path, error);
    if (status != SGL_OK || npy->converted != NULL) {
        sgl_file_unmap(map, size); /* a converted copy needs it no more */
        close(file);
        return status;
    }
    npy->map = map;
    npy->map_size = size;
    npy->streamed = size >= SGL_NPY_STREAMED;
    npy->file = file;
    if (!npy->streamed)
        close(file);
    return SGL_OK;
}

void sgl_npy_close(sgl_npy *npy)
{
    if (npy->streamed)
        close(npy->file);
    free(npy->converted);
    sgl_file_unmap(npy->map, npy->map_size);
    memset(npy, 0, sizeof *npy);
}

void sgl_npy_doubles(double *out, const sgl_npy *npy, size_t begin, size_t n)
{
    size_t width = sgl_npy_width(npy);
    unsigned char *stored = (unsigned char *)out + n * (sizeof *out - width);

    /* Floats go to the upper half of out, which is widened from its beginning: each is read before it is written over.
     * What cannot be read is touched in the mapping, which ends the program: there is no number to go on with. */
    if (sgl_npy_read(stored, npy, begin, n) != SGL_OK)
        memcpy(stored, npy->data + begin * width, n * width);
    if (npy->type == SGL_NPY_F8)
        return;
    for (size_t i = 0; i < n; i++) {
        float value;

        memcpy(&value, stored + i * sizeof value, sizeof value);
        out[i] = value;
    }
}

size_t sgl_npy_width(const sgl_npy *npy)
{
    return element_size(npy->type);
}

sgl_status sgl_npy_read(void *out, const sgl_npy *npy, size_t begin, size_t n)
{
    size_t width = sgl_npy_width(npy), left = n * width, at = npy->stored_offset + begin * width;
    unsigned char *to = out;

    if (!npy->streamed) {
        memcpy(out, npy->data + begin * width, left);
        return SGL_OK;
    }
    while (left > 0) {
        ssize_t some = pread(npy->file, to, left, (off_t)at);

        if (some == 0 || (some < 0 && errno != EINTR))
            return SGL_EIO;
        if (some > 0) {
            to += some;
            at += (size_t)some;
            left -= (size_t)some;
        }
    }
    return SGL_OK;
}

bool sgl_npy_read_at_once(void *out, const sgl_npy *npy, size_t begin, size_t n)
{
    size_t width = sgl_npy_width(npy);

    if (npy->streamed) {
#ifdef RWF_NOWAIT
        const struct iovec to = {.iov_base = out, .iov_len = n * width};

        return preadv2(npy->file, &to, 1, (off_t)(npy->stored_offset + begin * width), RWF_NOWAIT) == (ssize_t)(n * width);
#else
        return false;
#endif
    }
    memcpy(out, npy->data + begin * width, n * width);
    return true;
}

void sgl_npy_expect(const sgl_npy *npy, size_t begin, size_t n)
{
    size_t width = sgl_npy_width(npy);

    if (npy->streamed)
        (void)posix_fadvise(npy->file, (off_t)(npy->stored_offset + begin * width), (off_t)(n * width), POSIX_FADV_WILLNEED);
}

int64_t sgl_npy_integer(const sgl_npy *npy, size_t i)
{
    int64_t value;

    memcpy(&value, npy->data + i * sizeof value, sizeof value);
    return value;
}

size_t sgl_npy_offset(const sgl_npy *npy, size_t i)
{
    size_t at = npy->stored_fortran ? i % npy->shape[1] * npy->shape[0] + i / npy->shape[1] : i;

#if SGL_MUTANT == 166
    at = i;
#endif

    return npy->stored_offset + at * npy->stored_size;
}
