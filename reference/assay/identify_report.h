/* What `assay identify` says about one recording. */
#ifndef SGL_IDENTIFY_REPORT_H
#define SGL_IDENTIFY_REPORT_H

#include "judge/lattice.h"

#include <stdio.h>

typedef struct identify_report {
    const char *folder;
    const sgl_trace *trace;    /* NULL when it could not be read                     */
    const char *message;       /* then why; else ""                                  */
    sgl_identification found;  /* no points when there is a message                  */
    size_t top;                /* points that deviate to list at most                */
    double seconds;
} identify_report;

void identify_text(FILE *out, const identify_report *r);
void identify_json(FILE *out, const identify_report *r);

/** "documented" and "defect" (a named variant explains the recording), "unnamed" (another point of the lattice does),
 *  "inconclusive" (nothing was decided), "none" (no point of the lattice does), "error". */
const char *identify_answer(const identify_report *r);
int identify_status(const identify_report *r);

/** What to change, one sentence; what the difference does to sparsity, or "". text [512]. */
void identify_advice(char *text, const identify_report *r);
void identify_sparsity(char *text, const identify_report *r);

#endif
