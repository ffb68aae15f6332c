/* JUnit XML, as the CI systems read it. What was not judged, or judged without a decision, is never a pass: SKIP is <skipped>,
 * inconclusive and bad input are <error>. */
#include "report.h"
#include "report_escape.h"

#include <stdlib.h>
#include <string.h>

static void attribute(FILE *out, const char *name, const char *value)
{
    fprintf(out, " %s=\"", name);
    escape_xml(out, value);
    fputc('"', out);
}

static void body(FILE *out, const report *r)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);

    if (to == NULL)
        return;
    if (r->named != NULL)
        report_text(to, r);
    else
        fprintf(to, "%s\n", r->message);
    if (r->log != NULL)
        fprintf(to, "the program's standard error:\n%s\n", r->log);
    if (r->command != NULL && !(r->named != NULL && r->live))
        fprintf(to, "again: %s\n", r->command);
    if (fclose(to) == 0)
        escape_xml(out, text);
    free(text);
}

void report_junit(FILE *out, const report *r)
{
    const char *verdict = report_verdict(r);

    fputs("  <testcase classname=\"assay\"", out);
    attribute(out, "name", r->trace != NULL && !r->live ? r->trace->folder : r->folder);
    fprintf(out, " time=\"%.3f\"", r->seconds);
#if SGL_MUTANT == 404
    if (strcmp(verdict, "conforms") == 0 || strcmp(verdict, "inconclusive") == 0) {
#else
    if (strcmp(verdict, "conforms") == 0) {
#endif
        fputs("/>\n", out);
        return;
    }
    fputs(">\n", out);
    if (strcmp(verdict, "skipped") == 0) {
        fputs("    <skipped", out);
        attribute(out, "message", r->message);
        fputs("/>\n", out);
    } else {
        const char *element = strcmp(verdict, "deviates") == 0 ? "failure" : "error";
        char what[160];

        if (r->named != NULL && r->judgement.diverges)
            snprintf(what, sizeof what, "%s: first divergence at step %zu, group %zu, element %zu", r->named->name, r->judgement.first.at.step,
                     r->judgement.first.at.group, r->judgement.first.at.element);
        else
            snprintf(what, sizeof what, "%s", r->named != NULL ? "nothing was decided" : r->message);
        fprintf(out, "    <%s type=\"%s\"", element, verdict);
        attribute(out, "message", what);
        fputc('>', out);
        body(out, r);
        fprintf(out, "</%s>\n", element);
    }
    fputs("  </testcase>\n", out);
}
