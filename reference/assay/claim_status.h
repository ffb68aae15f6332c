/* What the check programs say of the claims now: they are run, and their TAP is read. */
#ifndef SGL_CLAIM_STATUS_H
#define SGL_CLAIM_STATUS_H

#include "ledger.h"

#include <stdbool.h>
#include <stdio.h>

typedef enum claim_status {
    CLAIM_SKIPPED,     /* no program checks it, or the program is not here */
    CLAIM_ESTABLISHED, /* every test of it passed                          */
    CLAIM_FAILED       /* one did not, or the program broke down           */
} claim_status;

const char *claim_status_name(claim_status status);

/** The folder of the check programs: $SGL_CHECKS, else proofs_checks beside this program, else ../libexec/assay from
 *  it. False when none is there. */
bool claim_programs(char *folder, size_t size);

/** Run one program of the folder, on the one claim when id is not NULL, against the ledger at path (NULL: the program's own
 *  compiled-in copy). Folds "ok" and "not ok" lines into status[k] of claim k of the ledger; a program that breaks down
 *  fails every claim that names it (or the one of id). echo, if not NULL, gets the lines. False when it is not there. */
bool claim_run(const sgl_ledger *ledger, const char *path, const char *folder, const char *program, const char *id,
               claim_status *status, FILE *echo);

/** status[k] for every claim of the ledger, each program run once. False when no program was found. */
bool claim_run_all(const sgl_ledger *ledger, const char *path, claim_status *status);

/** The next check program that the evidence names ("c-theorem_1"), from *place on, which moves. False at the end. */
bool claim_next_program(const char **place, char *program, size_t size);

#endif
