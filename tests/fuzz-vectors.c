/* Fuzz target (libFuzzer) for the reading of golden vectors: any file of one optimizer is linted to its end. The seed is the shortest case
 * of each optimizer; its first byte says whose file it is.
 *
 * SGL_FUZZ_FOLDER  where the files are kept (in memory, best)
 * SGL_FUZZ_SEEDS   write the seeds there, and stop */
#include "assay/vectors.h"

#include <stdint.h>
#include <stdlib.h>

static char folder[512];

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put(const char *name, const uint8_t *data, size_t size)
{
    char path[600];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, "wb");
    if (f == NULL || fwrite(data, 1, size, f) != size || fclose(f) != 0)
        exit(EXIT_FAILURE);
}

static void write_seeds(const char *where)
{
    for (int o = 0; o < SGL_OPTIMIZERS; o++) {
        vector_list list, one;
        char *text, name[600];
        size_t size;
        FILE *f;

        if (vectors_make(&list, (sgl_optimizer)o) != SGL_OK || list.count == 0)
            exit(EXIT_FAILURE);
        one = list;
        one.count = 1;
        snprintf(name, sizeof name, "%s/%s", where, sgl_optimizer_name((sgl_optimizer)o));
        f = fopen(name, "wb");
        if (vectors_text(&text, &size, &one, (sgl_optimizer)o) != SGL_OK || f == NULL || fputc(o, f) == EOF || fwrite(text, 1, size, f) != size ||
            fclose(f) != 0)
            exit(EXIT_FAILURE);
        free(text);
        vectors_free(&list);
    }
    exit(EXIT_SUCCESS);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *where = getenv("SGL_FUZZ_FOLDER"), *seeds = getenv("SGL_FUZZ_SEEDS");

    (void)argc;
    (void)argv;
    if (seeds != NULL)
        write_seeds(seeds);
    snprintf(folder, sizeof folder, "%s", where != NULL ? where : ".");
    put("SHA256SUMS", (const uint8_t *)"", 0);
    for (int o = 0; o < SGL_OPTIMIZERS; o++) {
        char name[32];

        snprintf(name, sizeof name, "%s.json", sgl_optimizer_name((sgl_optimizer)o));
        put(name, (const uint8_t *)"{}", 2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[32];
    size_t cases;

    if (size == 0)
        return 0;
    snprintf(name, sizeof name, "%s.json", sgl_optimizer_name((sgl_optimizer)(data[0] % SGL_OPTIMIZERS)));
    put(name, data + 1, size - 1);
    if (vectors_lint(folder, &cases) == 0) /* the manifest is empty */
        abort();
    put(name, (const uint8_t *)"{}", 2);
    return 0;
}
