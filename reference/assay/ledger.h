/* The ledger of the paper's claims, proofs_checks/claims.tsv: reading it, finding a row. */
#ifndef SGL_LEDGER_H
#define SGL_LEDGER_H

#include <stddef.h>

/** A row; the strings belong to the ledger. None is NULL, empty ones are "". */
typedef struct sgl_claim {
    const char *id, *where, *statement, *verdict, *correction, *counterexample, *level, *evidence,
        *note;
} sgl_claim;

typedef struct sgl_ledger {
    sgl_claim *claims;
    size_t count;
    char *text; /* what the strings point into */
} sgl_ledger;

/** The lines of the ledger at build time, its header first, NULL last: generated from the TSV. */
extern const char *const sgl_claims_tsv[];

/** Read the ledger at path, or with NULL the compiled-in copy. Returns 0; -1 with one line in message (what
 *  is wrong where) when the file cannot be read, the header is not the ledger's, a row has not 9 columns,
 *  an id is empty or occurs twice. Free with sgl_ledger_free, also after an error. */
int sgl_ledger_read(sgl_ledger *ledger, const char *path, char *message, size_t size);
void sgl_ledger_free(sgl_ledger *ledger);

/** The row of id, or NULL. */
const sgl_claim *sgl_ledger_find(const sgl_ledger *ledger, const char *id);

#endif
