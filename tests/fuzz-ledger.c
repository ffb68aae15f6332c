/* Fuzz target (libFuzzer) for the ledger of claims: any file is read into rows of nine texts, or refused in one line that names it.
 *
 * SGL_FUZZ_FOLDER  where the file is kept (in memory, best)
 * SGL_FUZZ_SEEDS   write the compiled-in ledger there, whole and cut, and stop */
#include "assay/ledger.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char path[512];

/* A small one, in place of the one that is compiled into the command. */
const char *const sgl_claims_tsv[] = {"id\twhere\tstatement\tverdict\tcorrection\tcounterexample\tlevel\tevidence\tnote",
                                      "TH1\tTheorem 1\ta = b\ttrue\t\t\tformal\tc-theorem_1\t", "TH2\tTheorem 2\t\tfalse\tx\ty\texact\tc-a; c-b:TH2\tz", NULL};

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_seeds(const char *folder)
{
    for (int lines = 0; lines <= 3; lines++) {
        char name[600];
        FILE *f;

        snprintf(name, sizeof name, "%s/ledger-%d", folder, lines);
        f = fopen(name, "wb");
        if (f == NULL)
            exit(EXIT_FAILURE);
        for (int k = 0; k < lines; k++)
            fprintf(f, "%s\n", sgl_claims_tsv[k]);
        fclose(f);
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
    snprintf(path, sizeof path, "%s/ledger.tsv", where != NULL ? where : ".");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *f = fopen(path, "wb");
    char message[300];
    sgl_ledger ledger;

    if (f == NULL || fwrite(data, 1, size, f) != size || fclose(f) != 0)
        exit(EXIT_FAILURE);
    if (sgl_ledger_read(&ledger, path, message, sizeof message) == 0) {
        size_t length = 0;

        for (size_t k = 0; k < ledger.count; k++) {
            const sgl_claim *c = &ledger.claims[k];
            const char *const texts[] = {c->id, c->where, c->statement, c->verdict, c->correction, c->counterexample, c->level, c->evidence, c->note};

            if (sgl_ledger_find(&ledger, c->id) != c)
                abort();
            for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
                length += strlen(texts[i]);
        }
        if (length > size)
            abort();
    } else if (strncmp(message, path, strlen(path)) != 0 || strchr(message, '\n') != NULL) {
        abort();
    }
    sgl_ledger_free(&ledger);
    return 0;
}
