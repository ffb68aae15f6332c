/* One result, many writers. */
#ifndef SGL_REPORT_H
#define SGL_REPORT_H

#include "detail.h"
#include "judge/choose.h"

#include <stdio.h>

/** What `assay check` has to say about one recording. */
typedef struct report {
    const char *folder;         /* as given                                                */
    const sgl_trace *trace;     /* NULL when it could not be read                          */
    const char *message;        /* then why; else "" or a remark                           */
    const sgl_named_variant *named; /* what it was judged against, or the best that was found */
    sgl_judgement judgement;
    sgl_candidate *candidates; /* all that were tried, the nearest first; NULL for one */
    size_t candidate_count;
    double seconds;
    const char *skipped; /* "skipped" or "unsupported": a live program says so, message says why; else NULL */
    const char *log;     /* the last of a live program's stderr, or NULL                   */
    const char *command; /* what gives this report again, or NULL                          */
    bool live;           /* of assay run                                                   */
    detail *detail;      /* for pictures, or NULL                                          */
} report;

void report_text(FILE *out, const report *r);
void report_json(FILE *out, const report *r);

/** One <testcase>; a line of the table; what stands under the table. */
void report_junit(FILE *out, const report *r);
void report_markdown_row(FILE *out, const report *r);
void report_markdown(FILE *out, const report *r);

/** One TAP test, number k. */
void report_tap(FILE *out, const report *r, size_t k);

/** "conforms", "deviates", "inconclusive", "skipped" or "error". */
const char *report_verdict(const report *r);

/** The exit status of one report. */
int report_status(const report *r);

/** Whether candidate k > 0 passes too, and so cannot be told from the first on this input. */
bool report_indistinguishable(const report *r, size_t k);

#endif
