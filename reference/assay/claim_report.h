/* How claims are written. */
#ifndef SGL_CLAIM_REPORT_H
#define SGL_CLAIM_REPORT_H

#include "claim_status.h"

/** One JSON object on a line: the columns of the ledger and status. */
void claim_json(FILE *to, const sgl_claim *claim, claim_status status);

/** The whole ledger as a table for a terminal, with counts below; or as a table in Markdown. */
void claim_table(FILE *to, const sgl_ledger *ledger, const claim_status *status);
void claim_markdown(FILE *to, const sgl_ledger *ledger, const claim_status *status);

/** All about one claim: statement, verdict, what is true instead, the numbers, and every step of the check, which is rerun.
 *  Returns what it said. */
claim_status claim_explain(FILE *to, const sgl_ledger *ledger, const char *path, const sgl_claim *claim);

#endif
