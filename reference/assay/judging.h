/* What `assay check` and `assay run` do with a recording: find the variant that was asked for, judge, fill a report. */
#ifndef SGL_JUDGING_H
#define SGL_JUDGING_H

#include "arguments.h"
#include "judge/variant_axes.h"
#include "report.h"

/** How to judge. */
typedef struct judging {
    const char *variant; /* a name, "paper", "auto"; NULL: what the recording declares, else auto */
    sgl_judge_options options;
    bool ranking;        /* with auto: every variant to the end */
    bool detail;         /* fill report.detail, for a format that draws it */
} judging;

/** Judge r->trace into r: everything but folder, trace and message. Candidates and detail belong to r until judging_release.
 *
 *  Returns SGL_OK; else r->named is NULL and error says why.
 *  Out:     written   what r->named may point to: it must live as long as r */
sgl_status judging_fill(report *r, sgl_written_variant *written, const judging *how, sgl_error *error);
void judging_release(report *r);

/** Take --variant: "paper", "auto", or what sgl_variant_read reads, into the const char * that a->out points to. */
argument_take judging_take_variant;

/** Seconds of a clock that only runs forward. */
double judging_now(void);

#endif
