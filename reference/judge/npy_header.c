#include "judge/npy_header.h"

#include <string.h>

enum { SEEN_DESCR = 1, SEEN_ORDER = 2, SEEN_SHAPE = 4, SEEN_ALL = 7 };

struct cursor {
    const unsigned char *bytes;
    size_t at, end; /* offsets in the file */
    const char *path;
    sgl_error *error;
};

static sgl_status bad(const struct cursor *c, const char *expected)
{
    if (c->at >= c->end)
        return sgl_error_set(c->error, SGL_EFORMAT, c->path,
                             "byte %zu: end of the header; expected %s", c->at, expected);
    return sgl_error_set(c->error, SGL_EFORMAT, c->path,
                         "byte %zu: header holds 0x%02x; expected %s", c->at, c->bytes[c->at],
                         expected);
}

static int peek(struct cursor *c)
{
    while (c->at < c->end && strchr(" \t\r\n", c->bytes[c->at]) != NULL && c->bytes[c->at] != '\0')
        c->at++;
    return c->at < c->end ? c->bytes[c->at] : -1;
}

static bool take(struct cursor *c, int wanted)
{
    if (peek(c) != wanted)
        return false;
    c->at++;
    return true;
}

/* A Python string without escapes. */
static bool take_string(struct cursor *c, char *out, size_t room)
{
    int quote = peek(c);
    size_t begin, at;

    if (quote != '\'' && quote != '"')
        return false;
    begin = c->at + 1;
    for (at = begin; at < c->end && c->bytes[at] != quote; at++)
        if (c->bytes[at] == '\\' || c->bytes[at] < ' ')
            return false;
    if (at >= c->end || at - begin >= room)
        return false;
    memcpy(out, c->bytes + begin, at - begin);
    out[at - begin] = '\0';
    c->at = at + 1;
    return true;
}

static bool take_word(struct cursor *c, const char *word)
{
    size_t n = strlen(word);

    if (peek(c) < 0 || c->end - c->at < n || memcmp(c->bytes + c->at, word, n) != 0)
        return false;
    c->at += n;
    return true;
}

static sgl_status take_shape(struct cursor *c, sgl_npy_header *h)
{
    bool comma = true;

    if (!take(c, '('))
        return bad(c, "a tuple of sizes");
    for (h->dimensions = 0; !take(c, ')'); h->dimensions++) {
        size_t value = 0;

        if (!comma || peek(c) < '0' || peek(c) > '9')
            return bad(c, "a size");
        for (; c->at < c->end && c->bytes[c->at] >= '0' && c->bytes[c->at] <= '9'; c->at++)
            if (__builtin_mul_overflow(value, (size_t)10, &value) ||
                __builtin_add_overflow(value, (size_t)(c->bytes[c->at] - '0'), &value))
                return sgl_error_set(c->error, SGL_EDIM, c->path,
                                     "byte %zu: size beyond 2^%zu; expected one that fits", c->at,
                                     8 * sizeof value);
        if (h->dimensions == 2)
            return sgl_error_set(c->error, SGL_EDIM, c->path,
                                 "byte %zu: shape has three or more dimensions; expected 1 or 2",
                                 c->at);
        h->shape[h->dimensions] = value;
        comma = take(c, ',');
    }
    if (h->dimensions == 0)
        return sgl_error_set(c->error, SGL_EDIM, c->path,
                             "byte %zu: shape (): a single number; expected 1 or 2 dimensions",
                             c->at);
    if (h->dimensions == 1 && !comma)
        return bad(c, "a tuple: (n,)");
    return SGL_OK;
}

/* {'descr': '<f4', 'fortran_order': False, 'shape': (5, 8), } in any order of keys. */
static sgl_status take_header(struct cursor *c, sgl_npy_header *h)
{
    bool comma = true;
    unsigned seen = 0; /* one bit a key */
    sgl_status status;

    if (!take(c, '{'))
        return bad(c, "a dictionary with descr, fortran_order and shape");
    while (!take(c, '}')) {
        char key[16];
        unsigned bit;

        if (!comma || !take_string(c, key, sizeof key))
            return bad(c, "a key: descr, fortran_order or shape");
        bit = strcmp(key, "descr") == 0           ? SEEN_DESCR
              : strcmp(key, "fortran_order") == 0 ? SEEN_ORDER
              : strcmp(key, "shape") == 0         ? SEEN_SHAPE
                                                  : 0;
#if SGL_MUTANT == 168
        if (bit == 0)
#else
        if (bit == 0 || (seen & bit) != 0)
#endif
            return sgl_error_set(
                c->error, SGL_EFORMAT, c->path,
                "byte %zu: header key '%s' is %s; expected descr, fortran_order and "
                "shape, once each",
                c->at, key, bit == 0 ? "unknown" : "there twice");
        seen |= bit;
        if (!take(c, ':'))
            return bad(c, "':'");
        if (bit == SEEN_DESCR && !take_string(c, h->descr, sizeof h->descr))
            return bad(c, "a plain dtype such as '<f4' (no structured array)");
        if (bit == SEEN_ORDER) {
            h->fortran = take_word(c, "True");
            if (!h->fortran && !take_word(c, "False"))
                return bad(c, "True or False");
        }
        if (bit == SEEN_SHAPE && (status = take_shape(c, h)) != SGL_OK)
            return status;
        comma = take(c, ',');
    }
    if (seen != SEEN_ALL)
        return bad(c, "descr, fortran_order and shape");
    return peek(c) < 0 ? SGL_OK : bad(c, "nothing after the dictionary");
}

sgl_status sgl_npy_header_parse(sgl_npy_header *header, const unsigned char *bytes, size_t size,
                                const char *path, sgl_error *error)
{
    static const unsigned char magic[6] = {0x93, 'N', 'U', 'M', 'P', 'Y'};
    struct cursor c = {.bytes = bytes, .path = path, .error = error};
    size_t length = 0, length_size;

    memset(header, 0, sizeof *header);
    if (size < 10 || memcmp(bytes, magic, sizeof magic) != 0)
        return sgl_error_set(error, SGL_EFORMAT, path,
                             "byte 0: %s; expected an NPY file (\\x93NUMPY, version, header)",
                             size < 10 ? "shorter than any NPY header" : "other magic bytes");
    if (c.bytes[6] < 1 || c.bytes[6] > 3 || c.bytes[7] != 0)
        return sgl_error_set(error, SGL_EFORMAT, path,
                             "byte 6: NPY version %u.%u; expected 1.0, 2.0 or 3.0", c.bytes[6],
                             c.bytes[7]);
    /* 3.0 is 2.0 with the names of fields in UTF-8, and there are no fields here. */
    length_size = c.bytes[6] == 1 ? 2 : 4;
    if (size < 8 + length_size)
        return sgl_error_set(error, SGL_EFORMAT, path,
                             "byte 8: end of the file; expected the header's length");
    for (size_t b = length_size; b > 0; b--)
        length = length << 8 | c.bytes[8 + b - 1];
    c.at = 8 + length_size;
#if SGL_MUTANT == 167
    if (length > size)
#else
    if (length > size - c.at)
#endif
        return sgl_error_set(error, SGL_EFORMAT, path,
                             "byte 8: header of %zu bytes, but %zu are left; the file is truncated",
                             length, size - c.at);
    c.end = c.at + length;
    header->data = c.end;
    return take_header(&c, header);
}
