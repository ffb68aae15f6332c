#include "run_judge.h"
#include "command.h"
#include "live_explain.h"
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The cases of one optimizer. */
typedef struct part {
    sgl_optimizer optimizer;
    run_job *jobs;
    size_t count;
    sgl_trace **traces;   /* [count] of each job, NULL where there is none       */
    sgl_trace **recorded; /* those that there are                                */
    size_t recorded_count;
    live_explanation explanation;
    const char *variant;  /* to judge against; NULL or "auto" where none is known */
    size_t conform, deviate, inconclusive;
} part;

/* Keep a recording; after the first that cannot be kept, which is said, no more are tried. */
static void keep(run_judging *r, const sgl_trace_record *record, const char *id)
{
    bool made = mkdir(r->keep, 0777) == 0;
    sgl_error error;
    char path[512];

    if (!made && errno != EEXIST)
        (void)sgl_error_set(&error, SGL_EIO, r->keep, "cannot be made (%s)", strerror(errno));
    else if (snprintf(path, sizeof path, "%s/%s", r->keep, id) >= (int)sizeof path)
        (void)sgl_error_set(&error, SGL_EIO, r->keep, "the folder's name is too long");
    else if (sgl_trace_write(path, record, &error) == SGL_OK)
        return;
    fprintf(stderr, "assay run: %s\n", error.text);
    if (made)
        (void)rmdir(r->keep);
    r->keep = NULL;
    r->not_kept = true;
}

/* The recording of a case, also kept in its folder if so asked. */
static sgl_trace *recording(run_judging *r, run_job *job)
{
    sgl_trace_record record = job->problem->record;
    const char *declared = r->hello->variants[record.optimizer];
    sgl_trace *trace = NULL;

    if (job->result.outcome != LIVE_RECORDED)
        return NULL;
    record.source = r->hello->name;
    record.declared = declared[0] != '\0' ? declared : NULL;
    if (r->keep != NULL)
        keep(r, &record, job->problem->id);
    if (sgl_trace_of_record(&trace, job->problem->id, &record, &job->result.message) != SGL_OK)
        job->result.outcome = LIVE_FAILED;
    return trace;
}

static bool asked_auto(const run_judging *r)
{
    return r->how.variant != NULL && strcmp(r->how.variant, "auto") == 0;
}

/* What to judge against: what was asked for or declared; else the first documented variant that explains all. */
static sgl_status choose(const run_judging *r, part *p)
{
    const char *declared = r->hello->variants[p->optimizer];
    sgl_status status = SGL_OK;

    p->variant = r->how.variant != NULL ? r->how.variant : declared[0] != '\0' ? declared : NULL;
    if (asked_auto(r) || p->variant == NULL) {
        status = live_explain(&p->explanation, p->recorded, p->recorded_count, &r->how.options);
        p->variant = p->explanation.count > 0 && p->explanation.documented ? p->explanation.names[0] : "auto";
    }
    return status;
}

/* A case deviates from what it should be: what is the program, then? */
static sgl_status explain_deviation(const run_judging *r, part *p)
{
    for (size_t k = 0; k < p->recorded_count && p->explanation.count == 0; k++) {
        sgl_written_variant written;
        report one = {.folder = p->recorded[k]->folder, .trace = p->recorded[k], .message = ""};
        judging how = r->how;
        sgl_error error;
        sgl_status status;

        how.variant = p->variant;
        how.options.stop_at_divergence = true;
        how.detail = false;
        status = judging_fill(&one, &written, &how, &error);
        judging_release(&one);
        if (status == SGL_OK && one.judgement.verdict == SGL_DEVIATES)
            return live_explain(&p->explanation, p->recorded, p->recorded_count, &r->how.options);
    }
    return SGL_OK;
}

static void names(char *out, size_t room, const live_explanation *e)
{
    size_t used = 0;

    out[0] = '\0';
    for (size_t k = 0; k < e->count && used < room; k++)
        used += (size_t)snprintf(out + used, room - used, "%s%s", k > 0 ? ", " : "", e->names[k]);
}

/* One case to the sink. Returns its exit status. */
static int report_one(run_judging *r, report_sink *sink, part *p, size_t k)
{
    run_job *job = &p->jobs[k];
    report one = {.folder = job->problem->id, .trace = p->traces[k], .message = job->result.message.text, .seconds = job->seconds,
                  .log = job->result.log, .live = true};
    judging how = r->how;
    sgl_written_variant written;
    sgl_error error;
    char said[1400], all[600], command[1024];
    int status;

    snprintf(command, sizeof command, "assay run --case %s%s%s %s", job->problem->id, r->how.variant != NULL ? " --variant " : "",
             r->how.variant != NULL ? r->how.variant : "", r->command);
    one.command = command;
    if (job->result.outcome == LIVE_UNSUPPORTED || job->result.outcome == LIVE_SKIPPED) {
        one.skipped = job->result.outcome == LIVE_SKIPPED ? "skipped" : "unsupported";
    } else if (one.trace != NULL) {
        one.message = "";
        how.variant = p->variant;
        if (judging_fill(&one, &written, &how, &error) != SGL_OK) {
            one.message = error.text;
        } else if (one.judgement.verdict == SGL_DEVIATES && p->explanation.count > 0) {
            names(all, sizeof all, &p->explanation);
            snprintf(said, sizeof said, "all cases are explained by %s. %s", all, p->explanation.advice);
            one.message = said;
        }
    }
    if (sink->format == REPORT_TEXT && !r->verbose && report_status(&one) == EXIT_CONFORMS)
        fprintf(sink->out, "%-12s %-28s %s, worst ratio %.3g\n", "conforms", one.folder, one.named->name, one.judgement.max_ratio);
    else
        report_sink_add(sink, &one);
    status = report_status(&one);
    r->skipped += one.skipped != NULL;
    r->judged += one.named != NULL;
    r->failed += one.named == NULL && one.skipped == NULL;
    p->conform += status == EXIT_CONFORMS;
    p->deviate += status == EXIT_DEVIATES;
    p->inconclusive += one.named != NULL && status == EXIT_INCONCLUSIVE;
    judging_release(&one);
    return one.skipped != NULL ? -1 : status;
}

static void summary(const report_sink *sink, const part *p)
{
    const live_explanation *e = &p->explanation;
    size_t failed = p->count - p->conform - p->deviate - p->inconclusive;
    char all[600];

    if (sink->format != REPORT_TEXT)
        return;
    names(all, sizeof all, e);
    fprintf(sink->out, "%s: %zu of %zu cases conform", sgl_optimizer_name(p->optimizer), p->conform, p->count);
    if (p->deviate > 0)
        fprintf(sink->out, ", %zu deviate", p->deviate);
    if (p->inconclusive > 0)
        fprintf(sink->out, ", %zu inconclusive", p->inconclusive);
    if (failed > 0)
        fprintf(sink->out, ", %zu not judged", failed);
    if (p->variant != NULL && strcmp(p->variant, "auto") != 0)
        fprintf(sink->out, "; judged against %s", p->variant);
    fputc('\n', sink->out);
    if (e->count > 0)
        fprintf(sink->out, "  %s all recorded cases: %s\n  %s\n", e->count > 1 ? "these explain" : "this explains", all, e->advice);
    else if (p->deviate > 0)
        fprintf(sink->out, "  no variant that is known explains all recorded cases\n");
}

static int part_judge(run_judging *r, report_sink *sink, part *p)
{
    int worst = -1;

    for (size_t k = 0; k < p->count; k++) {
        p->traces[k] = recording(r, &p->jobs[k]);
        if (p->traces[k] != NULL)
            p->recorded[p->recorded_count++] = p->traces[k];
    }
    if (choose(r, p) != SGL_OK || (p->explanation.count == 0 && explain_deviation(r, p) != SGL_OK)) {
        fprintf(stderr, "assay run: out of memory\n");
        worst = EXIT_BAD_INPUT;
    }
    for (size_t k = 0; k < p->count; k++) {
        int status = report_one(r, sink, p, k);

        worst = status < 0 ? worst : worst < 0 ? status : worse_status(worst, status);
    }
    summary(sink, p);
    return worst;
}

int run_judge(run_judging *r, report_sink *sink, run_job *jobs, size_t count)
{
    sgl_trace **traces = calloc(2 * count + 1, sizeof *traces);
    int worst = -1;

    if (traces == NULL) {
        fprintf(stderr, "assay run: out of memory\n");
        return EXIT_BAD_INPUT;
    }
    for (size_t begin = 0, end; begin < count; begin = end) {
        part p = {.optimizer = jobs[begin].problem->record.optimizer, .jobs = jobs + begin, .traces = traces + begin,
                  .recorded = traces + count};
        int status;

        for (end = begin + 1; end < count && jobs[end].problem->record.optimizer == p.optimizer; end++)
            continue;
        p.count = end - begin;
        status = part_judge(r, sink, &p);
        worst = status < 0 ? worst : worst < 0 ? status : worse_status(worst, status);
        for (size_t k = 0; k < p.count; k++)
            sgl_trace_close(p.traces[k]);
    }
    free(traces);
#if SGL_MUTANT == 515
    if (false)
#else
    if (r->not_kept)
#endif
        return EXIT_BAD_INPUT;
    return worst < 0 ? EXIT_INCONCLUSIVE : worst;
}
