/* Fuzz target (libFuzzer) for the journal of a judgement, whose sum is not looked at here (SGL_MUTANT 279): whatever the file holds, it is
 * opened or refused in one line.
 *
 * SGL_FUZZ_FOLDER  where the file is kept (in memory, best)
 * SGL_FUZZ_SEEDS   write a good one there as first input, and stop */
#include "judge/journal.h"
#include "judge/variants.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { T = 3, N = 6 };

static sgl_trace *trace;
static char path[512];

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put(const uint8_t *data, size_t size)
{
    FILE *f = fopen(path, "wb");

    if (f == NULL || fwrite(data, 1, size, f) != size || fclose(f) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

static void write_seed(const char *folder)
{
    const sgl_variant v = sgl_variant_paper(SGL_MOMENTUM)->variant;
    sgl_judge_options options = {.bits = 64, .max_bits = 64};
    sgl_judgement j;

    snprintf(path, sizeof path, "%s/journal", folder);
    unlink(path);
    if (sgl_journal_open(&options.journal, path, trace, 0, NULL, NULL) != SGL_OK || sgl_judge(&j, trace, &v, SGL_POWERS_EXACT, &options) != SGL_OK)
        exit(EXIT_FAILURE);
    sgl_journal_close(options.journal, false);
    exit(EXIT_SUCCESS);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const float numbers[T * N] = {1, -2, 0.5};
    const sgl_trace_record record = {.source = "fuzz",
                                     .steps = T,
                                     .layout = {.size = N, .groups = 3, .group_size = 2},
                                     .optimizer = SGL_MOMENTUM,
                                     .hyper = {.alpha = 0.5},
                                     .x1 = numbers,
                                     .grads = numbers,
                                     .x = numbers};
    const char *where = getenv("SGL_FUZZ_FOLDER"), *seeds = getenv("SGL_FUZZ_SEEDS");
    sgl_error error = {"SGL_FUZZ_FOLDER is not set"};

    (void)argc;
    (void)argv;
    if (where == NULL || sgl_trace_of_record(&trace, "fuzz", &record, &error) != SGL_OK) {
        fprintf(stderr, "%s\n", error.text);
        exit(EXIT_FAILURE);
    }
    if (seeds != NULL)
        write_seed(seeds);
    snprintf(path, sizeof path, "%s/journal", where);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sgl_journal *journal = NULL;
    sgl_error error = {""};
    sgl_status status;

    put(data, size);
    status = sgl_journal_open(&journal, path, trace, 0, NULL, &error);
    if ((status == SGL_OK) != (journal != NULL) ||
        (status != SGL_OK && strncmp(error.text, path, strlen(path)) != 0) || strchr(error.text, '\n') != NULL)
        abort();
    for (size_t k = 0; journal != NULL && k < journal->count; k++)
        if (journal->passes[k].over == NULL)
            abort();
    sgl_journal_close(journal, false);
    return 0;
}
