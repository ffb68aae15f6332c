#include "report.h"
#include "command.h"

void report_tap(FILE *out, const report *r, size_t k)
{
    const sgl_judgement *j = &r->judgement;

    if (r->skipped != NULL) {
        fprintf(out, "ok %zu - %s # SKIP %s: %s\n", k, r->folder, r->skipped, r->message);
        return;
    }
#if SGL_MUTANT == 509
    fprintf(out, "%s %zu - %s\n", report_status(r) != EXIT_DEVIATES ? "ok" : "not ok", k,
#else
    fprintf(out, "%s %zu - %s\n", report_status(r) == EXIT_CONFORMS ? "ok" : "not ok", k,
#endif
            r->trace != NULL ? r->trace->name : r->folder);
    fprintf(out, "  ---\n  verdict: %s\n", report_verdict(r));
    if (r->trace != NULL && r->named != NULL) {
        fprintf(out, "  variant: %s\n  max_ratio: %g\n  undecided: %zu\n", r->named->name, j->max_ratio, j->undecided);
        if (j->diverges)
            fprintf(out, "  first_divergence: {step: %zu, group: %zu, element: %zu, got: \"%a\", lo: \"%a\", hi: \"%a\"}\n",
                    j->first.at.step, j->first.at.group, j->first.at.element, j->first.got, j->first.low, j->first.high);
    }
    if (r->message[0] != '\0')
        fprintf(out, "  message: \"%s\"\n", r->message);
    fputs("  ...\n", out);
}
