/* Checkpoints: a run that stops and goes on ends with the bits of one that does not; what does not belong is refused with a
 * line that says why; a writer that dies leaves the old checkpoint. */
#include "fast_case.h"
#include "judge/npy.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/resource.h>
#include <signal.h>
#include <unistd.h>

static char root[256];

static const char *path_of(const char *file)
{
    static char path[600];

    snprintf(path, sizeof path, "%s/%s", root, file);
    return path;
}

static void empty_folder(void)
{
    DIR *folder = opendir(root);
    struct dirent *entry;

    if (folder == NULL)
        bail_out("no folder %s", root);
    while ((entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.')
            unlink(path_of(entry->d_name));
    closedir(folder);
}

#define REAL float
#define NAME(name) name##_f32
#include "fast_run.inc"
#include "fast_checkpoint.inc"
#undef REAL
#undef NAME
#define REAL double
#define NAME(name) name##_f64
#include "fast_run.inc"
#include "fast_checkpoint.inc"

static float x[64], m[64], v[64], y[64];
static const sgl_arrays_f32 arrays = {.x = x, .m = m, .v = v, .y = y};
static char message[300];

static sgl_step begun(double beta1)
{
    sgl_hyperparameters h = {
        .alpha = 0.1, .beta1 = beta1, .beta2 = 0.999, .epsilon = 1e-8, .lambda1 = 0.1};
    sgl_variant variant = {.optimizer = SGL_ADAM};
    sgl_step step;

    if (sgl_step_begin(&step, &variant, &h) != SGL_OK)
        bail_out("adam does not begin");
    return step;
}

static sgl_status load(sgl_step *step, size_t n)
{
    return sgl_load_f32(root, &arrays, n, step, message, sizeof message);
}

static void refuses(sgl_status got, sgl_status want, const char *text, const char *what)
{
    if (!ok(got == want && strstr(message, text) != NULL && strchr(message, '\n') == NULL,
            "refused: %s", what))
        diag("status %d, message %s", (int)got, message);
}

static void change_byte(const char *file, long at, int byte)
{
    FILE *f = fopen(path_of(file), "r+b");

    if (f == NULL || fseek(f, at, SEEK_SET) != 0 || fputc(byte, f) == EOF || fclose(f) != 0)
        bail_out("cannot change %s", file);
}

static void refusals(void)
{
    sgl_step step = begun(0.9), other = begun(0.8);
    double d[64];
    sgl_arrays_f64 wide = {d, d, d, d, d};

    refuses(load(&step, 64), SGL_EIO, "step.npy: No such file", "an empty folder");
    if (sgl_save_f32(root, &arrays, 64, &step, message, sizeof message) != SGL_OK)
        bail_out("%s", message);
    refuses(load(&other, 64), SGL_EFORMAT, "beta1 is 0.9; the run has 0.8", "another beta1");
    refuses(load(&step, 32), SGL_EFORMAT, "size is 64; the run has 32", "another size");
    refuses(sgl_load_f64(root, &wide, 64, &step, message, sizeof message), SGL_EFORMAT,
            "dtype is 4; the run has 8", "another dtype");
    change_byte("m.1.npy", 20, 'x');
    refuses(load(&step, 64), SGL_EFORMAT, "m.1.npy: byte 0", "a header that is not ours");
    if (truncate(path_of("x.1.npy"), 200) != 0)
        bail_out("cannot truncate");
    refuses(load(&step, 64), SGL_EFORMAT, "x.1.npy: shorter than 384 bytes", "a short file");
    unlink(path_of("x.1.npy"));
    refuses(load(&step, 64), SGL_EIO, "x.1.npy: No such file", "a missing file");
    ok(sgl_save_f32(root, &arrays, 0, &step, NULL, 0) == SGL_EDIM, "nothing to save");
    empty_folder();
}

/* A disk that is full in the middle of the second save: the first is still there. */
static void full_disk(void)
{
    const struct rlimit little = {300, RLIM_INFINITY};
    struct rlimit before;
    sgl_step step = begun(0.9);
    sgl_status status;

    for (size_t i = 0; i < 64; i++)
        x[i] = (float)i;
    if (sgl_save_f32(root, &arrays, 64, &step, message, sizeof message) != SGL_OK)
        bail_out("%s", message);
    x[5] = -1;
    signal(SIGXFSZ, SIG_IGN);
    if (getrlimit(RLIMIT_FSIZE, &before) != 0 || setrlimit(RLIMIT_FSIZE, &little) != 0) {
        skip("no limit on file size here");
        skip("no limit on file size here");
        return;
    }
    status = sgl_save_f32(root, &arrays, 64, &step, message, sizeof message);
    setrlimit(RLIMIT_FSIZE, &before);
    refuses(status, SGL_EIO, "x.2.npy.part: File too large", "a disk that is full");
    ok(load(&step, 64) == SGL_OK && x[5] == 5 && access(path_of("x.2.npy.part"), F_OK) != 0 &&
           access(path_of("x.2.npy"), F_OK) != 0,
       "the checkpoint before is whole, and nothing lies about");
    empty_folder();
}

int main(void)
{
    static const char *const chosen[] = {"adam", "adam compounding", "adam every step", "amsgrad",
                                         "ftrl", "sgd sqrt"};
    const char *tmp = getenv("TMPDIR");
    size_t tests = 0;

    snprintf(root, sizeof root, "%s/t-fast-checkpoint.XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(root) == NULL)
        bail_out("no temporary folder %s", root);
    for (size_t c = 0; c < ARRAY_SIZE(chosen); c++)
        for (size_t k = 0; k < FAST_METHODS; k++)
            if (strcmp(fast_methods[k].name, chosen[c]) == 0) {
                round_trip_f32(&fast_methods[k], c % 2 == 0);
                round_trip_f64(&fast_methods[k], c % 2 == 0);
                tests += 4;
            }
    refusals();
    full_disk();
    rmdir(root);
    plan(tests + 8 + 2);
    return tap_status();
}
