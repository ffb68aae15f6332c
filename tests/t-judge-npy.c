/* .npy files: what the reader takes, what it refuses and with which words, what the writer writes.
 * Files are made here byte by byte, so nothing of npy.c has a part in what is expected of it. */
#include "judge/npy.h"
#include "tap.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];

/* An NPY file in memory: version, header text padded as numpy does, data. */
struct file {
    unsigned char bytes[512];
    size_t size;
};

static struct file make(int version, const char *header, const void *data, size_t size)
{
    struct file f = {.size = 0};
    size_t length = strlen(header), field = version == 1 ? 2 : 4, at = 8 + field;

    memcpy(f.bytes, "\x93NUMPY", 6);
    f.bytes[6] = (unsigned char)version;
    while ((at + length + 1) % 64 != 0)
        f.bytes[at + length++] = ' ';
    memcpy(f.bytes + at, header, strlen(header));
    f.bytes[at + length++] = '\n';
    f.bytes[8] = (unsigned char)length;
    memcpy(f.bytes + at + length, data, size);
    f.size = at + length + size;
    return f;
}

static const float f4[6] = {0x1p-149f, -0.0f, 0x1.fffffep127f, 1.5f, -2.25f, 3};
static const double f8[6] = {0x1p-1074, -0.0, 0x1.fffffffffffffp1023, 1.5, -2.25, 3};
static const double f4_wide[6] = {0x1p-149, -0.0, 0x1.fffffep127, 1.5, -2.25, 3};
static const int64_t i8[6] = {INT64_MIN, INT64_MAX, -1, 0, 1, 65536};
static const int32_t i4[6] = {INT32_MIN, INT32_MAX, -1, 0, 1, 65536};
static const int64_t i4_wide[6] = {INT32_MIN, INT32_MAX, -1, 0, 1, 65536};

static void reverse(unsigned char *out, const void *in, size_t count, size_t width)
{
    for (size_t i = 0; i < count * width; i++)
        out[i] = ((const unsigned char *)in)[i / width * width + width - 1 - i % width];
}

static void columns_first(unsigned char *out, const void *in, size_t rows, size_t columns,
                          size_t width)
{
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++)
            memcpy(out + (c * rows + r) * width,
                   (const unsigned char *)in + (r * columns + c) * width, width);
}

/* The six values of a good file. */
static void takes(const char *why, const struct file *f, size_t rows, size_t columns,
                  const double *real, const int64_t *integer)
{
    sgl_npy npy;
    sgl_error error = {""};
    sgl_status status = sgl_npy_parse(&npy, f->bytes, f->size, "memory", &error);
    double out[6] = {0}, part[2] = {0};
    bool same = status == SGL_OK && npy.shape[0] == rows &&
                npy.shape[1] == (columns > 0 ? columns : 1) && npy.count == 6 &&
                npy.dimensions == (columns > 0 ? 2 : 1) &&
                (npy.type == SGL_NPY_I8) == (integer != NULL);

    if (same && real != NULL) {
        sgl_npy_doubles(out, &npy, 0, 6);
        sgl_npy_doubles(part, &npy, 3, 2);
        same = memcmp(out, real, sizeof out) == 0 && memcmp(part, real + 3, sizeof part) == 0;
    }
    for (size_t i = 0; same && integer != NULL && i < 6; i++)
        same = sgl_npy_integer(&npy, i) == integer[i];
    if (!ok(same, "takes %s", why))
        diag("status %d, %s", (int)status, error.text);
    sgl_npy_close(&npy);
}

/* Where the file keeps each of the six. */
static void places(const struct file *f, const size_t *want)
{
    sgl_npy npy;
    bool same = sgl_npy_parse(&npy, f->bytes, f->size, "memory", NULL) == SGL_OK;

    for (size_t i = 0; i < 6; i++)
        same = same && sgl_npy_offset(&npy, i) == want[i];
    ok(same, "knows where its elements lie in the file");
    sgl_npy_close(&npy);
}

static void test_good(void)
{
    const char *f4_2d = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    unsigned char other[48], swapped[48];
    struct file f = make(1, f4_2d, f4, sizeof f4);

    takes("<f4 (2, 3)", &f, 2, 3, f4_wide, NULL);
    f = make(2, f4_2d, f4, sizeof f4);
    takes("version 2.0", &f, 2, 3, f4_wide, NULL);
    f = make(3, f4_2d, f4, sizeof f4);
    takes("version 3.0", &f, 2, 3, f4_wide, NULL);
    f = make(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }", f8, sizeof f8);
    takes("<f8 (6,)", &f, 6, 0, f8, NULL);
    f = make(1, "{'descr': '<i8', 'fortran_order': False, 'shape': (6,), }", i8, sizeof i8);
    takes("<i8 (6,)", &f, 6, 0, NULL, i8);
    f = make(1, "{'descr': '<i4', 'fortran_order': False, 'shape': (6,), }", i4, sizeof i4);
    takes("<i4 (6,), widened", &f, 6, 0, NULL, i4_wide);
    f = make(1, "{ \"shape\" :(6,),'fortran_order':False , 'descr':\"<f8\"}", f8, sizeof f8);
    takes("keys in another order, other quotes and spaces", &f, 6, 0, f8, NULL);
    f = make(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (6,), }", f8, sizeof f8);
    takes("fortran_order of one dimension, which says nothing", &f, 6, 0, f8, NULL);
    columns_first(other, f4, 2, 3, 4);
    f = make(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", other, sizeof f4);
    takes("columns first", &f, 2, 3, f4_wide, NULL);
    columns_first(other, f8, 3, 2, 8);
    f = make(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2), }", other, sizeof f8);
    takes("columns first, <f8 (3, 2)", &f, 3, 2, f8, NULL);
    places(&f, (const size_t[]){128, 152, 136, 160, 144, 168});
    reverse(swapped, other, 6, 8);
    f = make(1, "{'descr': '>f8', 'fortran_order': True, 'shape': (3, 2), }", swapped, sizeof f8);
    takes("columns first and big-endian", &f, 3, 2, f8, NULL);
    reverse(swapped, f4, 6, 4);
    f = make(1, "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }", swapped, sizeof f4);
    takes("big-endian", &f, 2, 3, f4_wide, NULL);
    reverse(swapped, i4, 6, 4);
    f = make(1, "{'descr': '>i4', 'fortran_order': False, 'shape': (6,), }", swapped, sizeof i4);
    takes("big-endian >i4, widened", &f, 6, 0, NULL, i4_wide);
    /* A header that ends anywhere: numpy pads, the format only asks. */
    memcpy(f.bytes,
           "\x93NUMPY\x01\x00\x38\x00{'descr':'<f8','fortran_order':False,'shape':(6,),}\n    \n",
           66);
    memcpy(f.bytes + 66, f8, sizeof f8);
    f.size = 66 + sizeof f8;
    takes("data at an odd address", &f, 6, 0, f8, NULL);
}

#define HEAD "{'descr': '<f4', 'fortran_order': False, 'shape': "

#if SIZE_MAX > UINT32_MAX
#define WIDE(text) text
#else
#define WIDE(text) "size beyond 2^32" /* which is said first */
#endif

static const struct {
    const char *why, *header;
    size_t data; /* bytes after the header */
    sgl_status want;
    const char *says;
} refused[] = {
    {"no data", HEAD "(2, 3), }", 0, SGL_EFORMAT, "truncated"},
    {"one byte short", HEAD "(2, 3), }", 23, SGL_EFORMAT,
     "byte 128: 23 bytes of data, the file is truncated; expected 24"},
    {"one byte long", HEAD "(2, 3), }", 25, SGL_EFORMAT,
     "byte 128: 25 bytes of data, the file is too long; expected 24"},
    {"count overflows", HEAD "(4294967296, 4294967296), }", 0, SGL_EDIM,
     WIDE("shape: (4294967296, 4294967296)")},
    {"bytes overflow", HEAD "(4611686018427387904,), }", 0, SGL_EDIM, WIDE("expected a size that fits")},
    {"wraps to the right size", HEAD "(4611686018427387910,), }", 24, SGL_EDIM,
     WIDE("expected a size that fits")},
    {"size beyond size_t", HEAD "(18446744073709551616,), }", 0, SGL_EDIM, WIDE("size beyond 2^64")},
    {"far beyond size_t", HEAD "(1, 99999999999999999999999), }", 0, SGL_EDIM, WIDE("size beyond 2^64")},
    {"no colon", "{'descr' '<f4', 'fortran_order': False, 'shape': (6,), }", 24, SGL_EFORMAT, "expected ':'"},
    {"a shape without parentheses", HEAD "6, }", 24, SGL_EFORMAT, "expected a tuple of sizes"},
    {"three dimensions", HEAD "(1, 2, 3), }", 24, SGL_EDIM, "three or more dimensions"},
    {"no dimension", HEAD "(), }", 4, SGL_EDIM, "expected 1 or 2 dimensions"},
    {"negative size", HEAD "(-1,), }", 0, SGL_EFORMAT, "header holds 0x2d; expected a size"},
    {"a number in parentheses", HEAD "(6), }", 24, SGL_EFORMAT, "expected a tuple: (n,)"},
    {"a fraction", HEAD "(6.0,), }", 24, SGL_EFORMAT, "expected a size"},
    {"no comma in the shape", HEAD "(2 3), }", 24, SGL_EFORMAT, "expected a size"},
    {"comma before a size", HEAD "(,2,3), }", 24, SGL_EFORMAT, "expected a size"},
    {"shape not closed", HEAD "(2, 3", 24, SGL_EFORMAT, "end of the header"},
    {"dictionary not closed", HEAD "(2, 3),", 24, SGL_EFORMAT, "end of the header"},
    {"text after the dictionary", HEAD "(2, 3), } {", 24, SGL_EFORMAT, "nothing after"},
    {"complex", "{'descr': '<c8', 'fortran_order': False, 'shape': (3,), }", 24, SGL_EFORMAT,
     "dtype '<c8'; expected '<f4'"},
    {"half", "{'descr': '<f2', 'fortran_order': False, 'shape': (3,), }", 6, SGL_EFORMAT,
     "dtype '<f2'"},
    {"unsigned", "{'descr': '<u8', 'fortran_order': False, 'shape': (3,), }", 24, SGL_EFORMAT,
     "dtype '<u8'"},
    {"Python objects", "{'descr': '|O', 'fortran_order': False, 'shape': (3,), }", 24, SGL_EFORMAT,
     "dtype '|O'"},
    {"no byte order", "{'descr': 'f4', 'fortran_order': False, 'shape': (6,), }", 24, SGL_EFORMAT,
     "dtype 'f4'"},
    {"native byte order", "{'descr': '=f4', 'fortran_order': False, 'shape': (6,), }", 24,
     SGL_EFORMAT, "dtype '=f4'"},
    {"an empty dtype", "{'descr': '', 'fortran_order': False, 'shape': (6,), }", 24, SGL_EFORMAT,
     "dtype ''"},
    {"a long dtype", "{'descr': '<f4444444444444444', 'fortran_order': False, 'shape': (6,), }", 24,
     SGL_EFORMAT, "plain dtype"},
    {"structured", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }", 24,
     SGL_EFORMAT, "structured"},
    {"order is no boolean", "{'descr': '<f4', 'fortran_order': 0, 'shape': (6,), }", 24,
     SGL_EFORMAT, "True or False"},
    {"a key twice", "{'descr': '<f4', 'descr': '<f4', 'shape': (6,), }", 24, SGL_EFORMAT,
     "'descr' is there twice"},
    {"a key too many", HEAD "(6,), 'more': 1}", 24, SGL_EFORMAT, "'more' is unknown"},
    {"a key missing", "{'descr': '<f4', 'shape': (6,), }", 24, SGL_EFORMAT,
     "expected descr, fortran_order and shape"},
    {"no comma between keys", "{'descr': '<f4' 'shape': (6,), }", 24, SGL_EFORMAT,
     "expected a key"},
    {"an empty dictionary", "{}", 0, SGL_EFORMAT, "expected descr, fortran_order and shape"},
    {"no dictionary", "[]", 0, SGL_EFORMAT, "expected a dictionary"},
};

static void refuses(const char *why, const void *bytes, size_t size, sgl_status want,
                    const char *says)
{
    static const sgl_npy zero;
    /* Of its very size, so that a read past its end is seen by the sanitizers. */
    unsigned char *exact = malloc(size > 0 ? size : 1);
    sgl_npy npy;
    sgl_error error = {""};
    sgl_status status;

    if (exact == NULL)
        bail_out("no memory");
    memcpy(exact, bytes, size);
    status = sgl_npy_parse(&npy, exact, size, "dir/x.npy", &error);
    if (!ok(status == want && strstr(error.text, says) != NULL &&
                strncmp(error.text, "dir/x.npy: ", 11) == 0 && strchr(error.text, '\n') == NULL &&
                memcmp(&npy, &zero, sizeof npy) == 0,
            "refuses %s", why))
        diag("status %d, expected %d; \"%s\" lacks \"%s\"", (int)status, (int)want, error.text,
             says);
    sgl_npy_close(&npy);
    free(exact);
}

static void test_bad_bytes(void)
{
    struct file good = make(1, HEAD "(2, 3), }", f4, sizeof f4), f = good;
    size_t short_ones = 0, whole = good.size;

    refuses("nothing at all", "", 0, SGL_EFORMAT, "shorter than any NPY header");
    f.bytes[0] = 'x';
    refuses("other magic bytes", f.bytes, f.size, SGL_EFORMAT, "byte 0: other magic bytes");
    f = good;
    f.bytes[6] = 4;
    refuses("version 4.0", f.bytes, f.size, SGL_EFORMAT, "byte 6: NPY version 4.0");
    f = good;
    f.bytes[6] =
        2; /* a v1 length read as a v2 one takes two bytes of the text for its upper half */
    refuses("a v1 header that says v2", f.bytes, f.size, SGL_EFORMAT, "byte 8: header of");
    f = make(2, HEAD "(2, 3), }", f4, sizeof f4);
    refuses("a v2 file of 11 bytes", f.bytes, 11, SGL_EFORMAT, "byte 8: end of the file");
    memset(f.bytes + 8, 0xff, 4);
    refuses("a header of 4 GiB", f.bytes, f.size, SGL_EFORMAT, "header of 4294967295 bytes");
    refuses("a header without its last byte", good.bytes, 127, SGL_EFORMAT,
            "header of 118 bytes, but 117 are left");
    f = good;
    f.bytes[17] = 0; /* inside 'descr' */
    refuses("a zero byte in a key", f.bytes, f.size, SGL_EFORMAT, "expected a key");
    for (size_t size = 0; size < whole; size++) {
        unsigned char *exact = malloc(size > 0 ? size : 1);
        sgl_npy npy;

        if (exact == NULL)
            bail_out("no memory");
        memcpy(exact, good.bytes, size);
        short_ones += sgl_npy_parse(&npy, exact, size, "x", NULL) == SGL_EFORMAT;
        free(exact);
    }
    ok(short_ones == whole, "refuses every proper beginning of a good file (%zu of %zu)",
       short_ones, whole);
}

static char *path_in(const char *name)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static size_t entries(void)
{
    DIR *dir = opendir(folder);
    size_t n = 0;

    while (dir != NULL && readdir(dir) != NULL)
        n++;
    if (dir != NULL)
        closedir(dir);
    return n - 2;
}

static void test_files(void)
{
    const size_t shape[2] = {2, 3};
    struct file want = make(1, HEAD "(2, 3), }", f4, sizeof f4), got = {.size = 0};
    char *path = strdup(path_in("x.npy"));
    sgl_npy npy;
    sgl_error error = {""};
    double out[6] = {0};
    struct stat st;
    mode_t mask = umask(022);
    FILE *file;
    char deep[1024];

    ok(sgl_npy_write(path, SGL_NPY_F4, f4, 2, shape, &error) == SGL_OK, "writes %s", error.text);
    file = fopen(path, "rb");
    got.size = file == NULL ? 0 : fread(got.bytes, 1, sizeof got.bytes, file);
    if (file != NULL)
        fclose(file);
    ok(got.size == want.size && memcmp(got.bytes, want.bytes, want.size) == 0,
       "the bytes that numpy.save writes");
    ok(sgl_npy_open(&npy, path, &error) == SGL_OK && npy.count == 6 && npy.map != NULL,
       "opens it %s", error.text);
    if (npy.count == 6)
        sgl_npy_doubles(out, &npy, 0, 6);
    ok(memcmp(out, f4_wide, sizeof out) == 0, "and reads the same numbers");
    ok(npy.count == 6 && sgl_npy_offset(&npy, 4) == 128 + 16, "knows where an element lies");
    sgl_npy_close(&npy);
    ok(sgl_npy_write(path, SGL_NPY_F8, f8, 1, (size_t[]){6}, &error) == SGL_OK &&
           stat(path, &st) == 0 && st.st_size == 128 + 48 && (st.st_mode & 0777) == 0644,
       "replaces it, with the rights of the umask");
    umask(mask);
    ok(entries() == 1, "no temporary file stays");
    ok(sgl_npy_write(path, SGL_NPY_F8, f8, 3, shape, &error) == SGL_EDIM && entries() == 1,
       "writes no third dimension");
    ok(sgl_npy_write(path_in("no/x.npy"), SGL_NPY_F4, f4, 2, shape, &error) == SGL_EIO &&
           strstr(error.text, "no/x.npy: cannot be written (No such file") != NULL,
       "no folder to write into");
    ok(sgl_npy_write(path_in("."), SGL_NPY_F4, f4, 2, shape, &error) == SGL_EIO && entries() == 1,
       "a folder is not replaced by a file, nor is anything left behind");
    ok(sgl_npy_open(&npy, path_in("y.npy"), &error) == SGL_EIO &&
           strstr(error.text, "y.npy: cannot be opened (No such file") != NULL,
       "a missing file");
    ok(sgl_npy_open(&npy, folder, &error) == SGL_EIO &&
           strstr(error.text, "no regular file") != NULL,
       "a folder for a file");
    ok(mkfifo(path_in("fifo"), 0600) == 0 &&
           sgl_npy_open(&npy, path_in("fifo"), &error) == SGL_EIO &&
           strstr(error.text, "no regular file") != NULL,
       "a FIFO is refused, not waited for");
    unlink(path_in("fifo"));
    file = fopen(path, "wb");
    if (file != NULL)
        fclose(file);
    ok(sgl_npy_open(&npy, path, &error) == SGL_EFORMAT &&
           strstr(error.text, "shorter than any NPY") != NULL,
       "an empty file");
    unlink(path);
    free(path);
    memset(deep, 'a', sizeof deep);
    memcpy(deep + 600, "\n\xc3\xa9", 3);
    strcpy(deep + 1000, "end.npy");
    ok(sgl_npy_open(&npy, deep, &error) == SGL_EIO && strncmp(error.text, "...aaa", 6) == 0 &&
           strstr(error.text, "end.npy: cannot be opened (File name too long)") != NULL,
       "a long path loses its front, never the reason");
    ok(sgl_npy_open(&npy, "a\nb\x1b[1m", &error) == SGL_EIO &&
           strncmp(error.text, "a?b?[1m: cannot", 15) == 0,
       "control characters in a name do not reach the terminal");
}

int main(void)
{
    const char *build = getenv("BUILD");

    snprintf(folder, sizeof folder, "%s/npy-XXXXXX", build != NULL ? build : "/tmp");
    if (mkdtemp(folder) == NULL)
        bail_out("no temporary folder %s", folder);
    plan(15 + ARRAY_SIZE(refused) + 9 + 16);
    test_good();
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
        static const unsigned char data[64];
        struct file f = make(1, refused[i].header, data, refused[i].data);

        refuses(refused[i].why, f.bytes, f.size, refused[i].want, refused[i].says);
    }
    test_bad_bytes();
    test_files();
    if (rmdir(folder) != 0)
        diag("%s is not empty", folder);
    return tap_status();
}
