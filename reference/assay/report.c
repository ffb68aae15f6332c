#include "report.h"
#include "command.h"

const char *report_verdict(const report *r)
{
    static const char *const names[SGL_VERDICTS] = {"conforms", "deviates", "inconclusive"};

    return r->skipped != NULL ? "skipped" : r->trace == NULL || r->named == NULL ? "error" : names[r->judgement.verdict];
}

int report_status(const report *r)
{
    static const int status[SGL_VERDICTS] = {EXIT_CONFORMS, EXIT_DEVIATES, EXIT_INCONCLUSIVE};

    if (r->skipped != NULL)
        return EXIT_INCONCLUSIVE;
    return r->trace == NULL || r->named == NULL ? EXIT_BAD_INPUT : status[r->judgement.verdict];
}

bool report_indistinguishable(const report *r, size_t k)
{
    return r->candidates[k].status == SGL_OK && r->candidates[k].named != r->named &&
           r->candidates[k].judgement.verdict != SGL_DEVIATES && r->judgement.verdict != SGL_DEVIATES;
}
