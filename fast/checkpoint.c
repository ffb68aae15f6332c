/* A checkpoint: the arrays of state and the step as NumPy files, one generation at a time.
 *
 * The arrays of generation k are x.k.npy, m.k.npy, ...; step.npy, written last, holds k. So at every moment step.npy names a
 * generation whose files are whole: each was written beside its place, synced and renamed before step.npy was. When
 * step.npy is in place the generation before is removed. */
#include "checkpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH = 1024, HEADER = 128 };

static sgl_status say(const sgl_checkpoint *c, sgl_status status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (c->message != NULL && c->message_size > 0)
        vsnprintf(c->message, c->message_size, format, arguments);
    va_end(arguments);
    return status;
}

static int little_endian(void)
{
    const uint16_t one = 1;

    return *(const unsigned char *)&one == 1;
}

/* The header of a version 1.0 file of n numbers: 128 bytes. */
static void make_header(char header[HEADER], const char *type, size_t n)
{
    char text[HEADER];

    snprintf(text, sizeof text, "{'descr': '%c%s', 'fortran_order': False, 'shape': (%zu,), }",
             little_endian() ? '<' : '>', type, n);
    memset(header, ' ', HEADER);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    header[8] = HEADER - 10;
    header[9] = 0;
    memcpy(header + 10, text, strlen(text));
    header[HEADER - 1] = '\n';
}

static int write_all(int file, const char *data, size_t bytes)
{
    while (bytes > 0) {
        ssize_t n = write(file, data, bytes < (size_t)1 << 30 ? bytes : (size_t)1 << 30);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        data += n;
        bytes -= (size_t)n;
    }
    return 0;
}

static int sync_folder(const char *folder)
{
    int file = open(folder, O_RDONLY), result;

    if (file < 0)
        return -1;
    result = fsync(file);
    close(file);
    return result;
}

static sgl_status write_array(const sgl_checkpoint *c, const char *name, const char *type,
                              const void *data, size_t n, size_t bytes)
{
    char path[PATH], temporary[PATH + 8], header[HEADER];
    int file;

    if (snprintf(path, sizeof path, "%s/%s", c->folder, name) >= (int)sizeof path)
        return say(c, SGL_EIO, "%s: the path is too long", c->folder);
    snprintf(temporary, sizeof temporary, "%s.part", path);
    make_header(header, type, n);
    file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0)
        return say(c, SGL_EIO, "%s: %s", temporary, strerror(errno));
    if (write_all(file, header, HEADER) != 0 || write_all(file, data, bytes) != 0 ||
        fsync(file) != 0) {
        int reason = errno;

        close(file);
        unlink(temporary);
        errno = reason;
        return say(c, SGL_EIO, "%s: %s", temporary, strerror(reason));
    }
    if (close(file) != 0 || rename(temporary, path) != 0) {
        int reason = errno;

        unlink(temporary);
        errno = reason;
        return say(c, SGL_EIO, "%s: %s", path, strerror(reason));
    }
    return SGL_OK;
}

/* Reads what write_array wrote: exactly this header, exactly this many bytes. */
static sgl_status read_array(const sgl_checkpoint *c, const char *name, const char *type,
                             void *data, size_t n, size_t bytes)
{
    char path[PATH], want[HEADER], have[HEADER];
    sgl_status status = SGL_OK;
    FILE *file;

    if (snprintf(path, sizeof path, "%s/%s", c->folder, name) >= (int)sizeof path)
        return say(c, SGL_EIO, "%s: the path is too long", c->folder);
    make_header(want, type, n);
    file = fopen(path, "rb");
    if (file == NULL)
        return say(c, SGL_EIO, "%s: %s", path, strerror(errno));
    if (fread(have, 1, HEADER, file) != HEADER || memcmp(have, want, HEADER) != 0)
        status = say(c, SGL_EFORMAT,
                     "%s: byte 0: not the header of an array of %zu %s that sgl_save wrote", path,
                     n, type);
#if SGL_MUTANT == 232
    else if (fread(data, 1, bytes, file) == 0)
#else
    else if (fread(data, 1, bytes, file) != bytes)
#endif
        status = say(c, SGL_EFORMAT, "%s: shorter than %zu bytes", path, bytes + HEADER);
    else if (fgetc(file) != EOF)
        status =
            say(c, SGL_EFORMAT, "%s: byte %zu: more than the header says", path, bytes + HEADER);
    fclose(file);
    return status;
}

/* ---- the step, as numbers */

enum { STEP_NUMBERS = 32 };

/* What has to be the same for a checkpoint to belong to a run, then what the run goes on from. Integers are below 2^53. */
static void step_to_numbers(double out[STEP_NUMBERS], const sgl_checkpoint *c, const sgl_step *s,
                            double generation)
{
    const sgl_variant *v = &s->variant;
    const sgl_hyperparameters *h = &s->hyper;
    const double all[STEP_NUMBERS] = {1,
                                      (double)c->n,
                                      (double)c->size,
                                      (double)s->parts,
                                      v->optimizer,
                                      v->scaling,
                                      v->bias,
                                      v->epsilon,
                                      v->maximum,
                                      v->second,
                                      v->momentum,
                                      v->rate,
                                      v->start,
                                      v->norm,
                                      v->form,
                                      v->rows,
                                      h->beta1,
                                      h->beta2,
                                      h->gamma,
                                      h->epsilon,
                                      h->initial_accumulator,
                                      h->beta,
                                      s->lambda1,
                                      s->lambda21,
                                      s->lambda2_term,
                                      v->rows == SGL_ROWS_LAZY ? v->first : SGL_FIRST_GLOBAL,
                                      (double)s->t,
                                      s->compounded,
                                      s->epsilon_first,
                                      s->epsilon_sum,
                                      s->epsilon_dual,
                                      generation};

    memcpy(out, all, sizeof all);
}

enum { FIRST_OF_STATE = 26 };

static sgl_status read_step(const sgl_checkpoint *c, double numbers[STEP_NUMBERS])
{
    return read_array(c, "step.npy", "f8", numbers, STEP_NUMBERS, STEP_NUMBERS * sizeof *numbers);
}

static void array_name(char name[64], const char *part, double generation)
{
    snprintf(name, 64, "%s.%.0f.npy", part, generation);
}

static const char *real_type(const sgl_checkpoint *c)
{
    return c->size == 4 ? "f4" : "f8";
}

static void clear_message(const sgl_checkpoint *c)
{
    if (c->message != NULL && c->message_size > 0)
        c->message[0] = 0;
}

sgl_status sgl_checkpoint_save(const sgl_checkpoint *c, const sgl_step *step)
{
    double numbers[STEP_NUMBERS], old[STEP_NUMBERS] = {0}, generation;
    int has_old = read_step(c, old) == SGL_OK;
    sgl_status status = SGL_OK;
    char name[64];

    clear_message(c);
    generation = has_old ? old[STEP_NUMBERS - 1] + 1 : 1;
    for (unsigned k = 0; k < SGL_CHECKPOINT_ARRAYS && status == SGL_OK; k++) {
        if (c->arrays[k] == NULL)
            continue;
        array_name(name, sgl_checkpoint_names[k], generation);
        status = write_array(c, name, real_type(c), c->arrays[k], c->n, c->n * c->size);
    }
    if (status == SGL_OK && sync_folder(c->folder) != 0)
        status = say(c, SGL_EIO, "%s: %s", c->folder, strerror(errno));
    if (status == SGL_OK) {
        step_to_numbers(numbers, c, step, generation);
        status = write_array(c, "step.npy", "f8", numbers, STEP_NUMBERS, sizeof numbers);
    }
    if (status == SGL_OK)
        (void)sync_folder(c->folder);
    for (unsigned k = 0; k < SGL_CHECKPOINT_ARRAYS; k++) { /* the generation that is not wanted */
        char path[PATH];
#if SGL_MUTANT == 231
        double unwanted = old[STEP_NUMBERS - 1];
#else
        double unwanted = status == SGL_OK ? old[STEP_NUMBERS - 1] : generation;
#endif

        array_name(name, sgl_checkpoint_names[k], unwanted);
        if (unwanted > 0 &&
            snprintf(path, sizeof path, "%s/%s", c->folder, name) < (int)sizeof path)
            unlink(path);
    }
    return status;
}

sgl_status sgl_checkpoint_load(const sgl_checkpoint *c, sgl_step *step)
{
    static const char *const fields[FIRST_OF_STATE] = {"version",
                                                       "size",
                                                       "dtype",
                                                       "arrays",
                                                       "optimizer",
                                                       "scaling",
                                                       "bias",
                                                       "epsilon's place",
                                                       "maximum",
                                                       "second",
                                                       "momentum",
                                                       "rate",
                                                       "start",
                                                       "norm",
                                                       "form",
                                                       "rows",
                                                       "beta1",
                                                       "beta2",
                                                       "gamma",
                                                       "epsilon",
                                                       "initial accumulator",
                                                       "beta",
                                                       "lambda1",
                                                       "lambda21",
                                                       "2 lambda2",
                                                       "a row's first step"};
    double want[STEP_NUMBERS], have[STEP_NUMBERS];
    sgl_status status;
    char name[64];

    clear_message(c);
    status = read_step(c, have);
    if (status != SGL_OK)
        return status;
    step_to_numbers(want, c, step, 0);
    for (unsigned k = 0; k < FIRST_OF_STATE; k++)
        if (memcmp(&want[k], &have[k], sizeof *want) != 0)
            return say(c, SGL_EFORMAT, "%s/step.npy: %s is %g; the run has %g", c->folder,
                       fields[k], have[k], want[k]);
    if (!(have[FIRST_OF_STATE] >= 0 && have[FIRST_OF_STATE] < 0x1p53 &&
          have[STEP_NUMBERS - 1] >= 1))
        return say(c, SGL_EFORMAT, "%s/step.npy: t is %g", c->folder, have[FIRST_OF_STATE]);
    for (unsigned k = 0; k < SGL_CHECKPOINT_ARRAYS; k++) {
        if (c->arrays[k] == NULL)
            continue;
        array_name(name, sgl_checkpoint_names[k], have[STEP_NUMBERS - 1]);
        status = read_array(c, name, real_type(c), c->arrays[k], c->n, c->n * c->size);
        if (status != SGL_OK)
            return status;
    }
    step->t = (size_t)have[FIRST_OF_STATE];
#if SGL_MUTANT == 230
    step->compounded = 1;
#else
    step->compounded = have[FIRST_OF_STATE + 1];
#endif
    step->epsilon_first = have[FIRST_OF_STATE + 2];
    step->epsilon_sum = have[FIRST_OF_STATE + 3];
    step->epsilon_dual = have[FIRST_OF_STATE + 4];
    return SGL_OK;
}

const char *const sgl_checkpoint_names[SGL_CHECKPOINT_ARRAYS] = {"x", "m", "v", "maximum", "y"};
