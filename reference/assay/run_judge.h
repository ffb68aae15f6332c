/* From the recordings of a live program to reports: which variant to judge against, and what a program is that deviates. */
#ifndef SGL_RUN_JUDGE_H
#define SGL_RUN_JUDGE_H

#include "judging.h"
#include "report_sink.h"
#include "run_jobs.h"

typedef struct run_judging {
    judging how;                  /* how.variant NULL: what the program declares, else what explains all its cases */
    const protocol_hello *hello;
    const char *command;          /* the program, quoted for a shell, after "assay run"  */
    const char *keep;             /* folder that recordings go to, or NULL               */
    bool verbose;                 /* text: every case in full                            */
    size_t judged, skipped, failed; /* out: how many cases                               */
    bool not_kept;                /* out: a recording could not be kept, as was said     */
} run_judging;

/** Judge the cases, write their reports and, as text, a summary for each optimizer. Returns the exit status: the worst of the
 *  cases that were judged or failed; inconclusive when there were none, bad input when not_kept. */
int run_judge(run_judging *r, report_sink *sink, run_job *jobs, size_t count);

#endif
