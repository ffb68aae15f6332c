#include "judging.h"
#include "judge/memory.h"
#include "judge/pass.h"
#include "judge/progress.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

double judging_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The variant to judge against, into written; NULL for auto, and error is set where there is none of that name. */
static const sgl_named_variant *wanted(sgl_written_variant *written, const char *name, const sgl_trace *trace,
                                       sgl_error *error)
{
    error->text[0] = '\0';
    if (name == NULL)
        name = trace->declared;
    if (name == NULL || strcmp(name, "auto") == 0)
        return NULL;
    if (strcmp(name, "paper") == 0)
        return sgl_variant_paper(trace->optimizer);
    if (sgl_variant_read(written, name, error) != SGL_OK)
        return NULL;
    if (written->named.variant.optimizer == trace->optimizer)
        return &written->named;
    (void)sgl_error_set(error, SGL_EFORMAT, NULL, "%s is a variant of %s, the recording is of %s", name,
                        sgl_optimizer_name(written->named.variant.optimizer), sgl_optimizer_name(trace->optimizer));
    return NULL;
}

/* The open-loop error decides nothing and is all MPFI, a second of work for so many entries: of larger recordings it is had with --exact
 * only. */
enum { TRAJECTORY_ENTRIES = 1 << 18 };

static sgl_status judge(report *r, const sgl_named_variant *named, const judging *how)
{
    sgl_judge_options options = how->options;
    sgl_progress *progress = sgl_progress_new(stderr, r->trace->name, "groups");
    sgl_status status;

    options.progress = sgl_progress_at;
    options.context = progress;
    if (named != NULL) {
        status = sgl_judge_variant(&r->judgement, r->trace, &named->variant, &options);
        r->named = named;
    } else {
        status = sgl_judge_auto(r->candidates, &r->candidate_count, r->trace, how->ranking, &options);
        if (status == SGL_OK && r->candidate_count > 0) {
            r->named = r->candidates[0].named;
            r->judgement = r->candidates[0].judgement;
            status = r->candidates[0].status;
        }
    }
    if (status == SGL_OK && (options.team == NULL || options.team->rank == 0) &&
        (options.exact || r->trace->steps * r->trace->layout.size <= TRAJECTORY_ENTRIES))
        status = sgl_judge_trajectory(&r->judgement.trajectory_ulp_max, r->trace, &r->judgement.variant,
                                      r->judgement.powers, options.bits);
    sgl_progress_finish(progress);
    return status;
}

/* A group that takes more memory than there is has a line of its own. */
static const char *failure(sgl_status status, const sgl_trace *trace, bool exact, char *line, size_t size)
{
    size_t needed = sgl_pass_memory(trace, exact), here = sgl_memory_here();

    if (status == SGL_ENOMEM && needed > here) {
        snprintf(line, size, "its largest group takes about %zu MiB to judge, all its weights at once; expected one that fits into the %zu MiB here",
                 needed >> 20, here >> 20);
        return line;
    }
    if (status == SGL_EIO)
        return "a file of it cannot be read to its end, or a process that shares the work has ended";
    return status == SGL_EDOM ? "the variant cannot run on this recording: a hyper-parameter is outside its range, or "
                                "hessian_diag.npy is missing"
                              : "out of memory";
}

sgl_status judging_fill(report *r, sgl_written_variant *written, const judging *how, sgl_error *error)
{
    sgl_error unknown;
    char line[256];
    const sgl_named_variant *named = wanted(written, how->variant, r->trace, &unknown);
    bool found = unknown.text[0] == '\0';
    sgl_status status = SGL_OK;
    size_t all;

    sgl_variants(&all);
    if (found && named == NULL) {
        r->candidates = calloc(all, sizeof *r->candidates);
        if (r->candidates == NULL)
            status = SGL_ENOMEM;
    }
    if (found && status == SGL_OK)
        status = judge(r, named, how);
    if (found && status == SGL_OK && r->named != NULL && how->detail)
        status = detail_gather(&r->detail, r->trace, &r->judgement);
    if (found && status == SGL_OK && r->named != NULL)
        return SGL_OK;
    r->named = NULL;
    if (!found)
        return sgl_error_set(error, SGL_EFORMAT, r->folder, "%s; assay variants lists the variants", unknown.text);
    return sgl_error_set(error, status != SGL_OK ? status : SGL_EFORMAT, r->folder, "%s%s",
                         failure(status, r->trace, how->options.exact, line, sizeof line),
                         status == SGL_EDOM ? "; assay variants lists the variants" : "");
}

void judging_release(report *r)
{
    free(r->candidates);
    r->candidates = NULL;
    detail_free(r->detail);
    r->detail = NULL;
}

bool judging_take_variant(const argument *a, const char *text, char *why)
{
    sgl_written_variant written;
    sgl_error error;

    if (strcmp(text, "auto") != 0 && strcmp(text, "paper") != 0 && sgl_variant_read(&written, text, &error) != SGL_OK) {
        snprintf(why, ARGUMENT_WHY, "%s", error.text);
        return false;
    }
    *(const char **)a->out = text;
    return true;
}
