/* Markdown: a table with a line for each recording, then what there is to say about those that do not conform. */
#include "report.h"
#include "report_escape.h"

#include <string.h>

void report_markdown_row(FILE *out, const report *r)
{
    const sgl_judgement *j = &r->judgement;
    const char *verdict = report_verdict(r);

#if SGL_MUTANT == 510
    fprintf(out, "| %s | %s", verdict, r->trace != NULL ? r->trace->name : r->folder);
#else
    fprintf(out, "| %s%s%s | ", strcmp(verdict, "conforms") == 0 ? "" : "**", verdict, strcmp(verdict, "conforms") == 0 ? "" : "**");
    escape_markdown(out, r->trace != NULL ? r->trace->name : r->folder);
#endif
    fputs(" | ", out);
    escape_markdown(out, r->named != NULL ? r->named->name : "");
    if (r->named == NULL) {
        fputs(" | | ", out);
        escape_markdown(out, r->message);
    } else {
        fprintf(out, " | %.3g | ", j->max_ratio);
        if (j->diverges)
            fprintf(out, "step %zu, group %zu, element %zu", j->first.at.step, j->first.at.group, j->first.at.element);
    }
    fputs(" |\n", out);
}

void report_markdown(FILE *out, const report *r)
{
    const sgl_judgement *j = &r->judgement;

    if (strcmp(report_verdict(r), "conforms") == 0 || r->skipped != NULL)
        return;
    fputs("\n## ", out);
    escape_markdown(out, r->trace != NULL ? r->trace->name : r->folder);
    fputs("\n\n", out);
    if (r->named != NULL) {
        fprintf(out, "- variant %s: `%s`\n- worst ratio %.3g of 1 allowed\n", r->named->name, r->named->formula, j->max_ratio);
        if (j->diverges)
            fprintf(out, "- first divergence: step %zu, group %zu, element %zu: got %.9g (`%a`), allowed [%.9g, %.9g] (`[%a, %a]`)\n"
                         "- %zu of %zu steps diverge\n",
                    j->first.at.step, j->first.at.group, j->first.at.element, j->first.got, j->first.got, j->first.low, j->first.high,
                    j->first.low, j->first.high, j->steps_over, r->trace->steps);
        if (j->zero_agree + j->wrongly_kept + j->wrongly_dropped + j->undecided > 0)
            fprintf(out, "- zero pattern: %zu agree, %zu wrongly kept, %zu wrongly dropped, %zu undecided\n", j->zero_agree,
                    j->wrongly_kept, j->wrongly_dropped, j->undecided);
    }
    if (r->message[0] != '\0') {
        fputs("- ", out);
        escape_markdown(out, r->message);
        fputc('\n', out);
    }
    if (r->command != NULL)
        fprintf(out, "\n        %s\n", r->command);
    if (r->log != NULL) {
        fputs("\nThe program's standard error:\n\n        ", out);
        for (const char *c = r->log; *c != '\0'; c++)
            fputs(*c == '\n' ? "\n        " : (char[2]){*c, '\0'}, out);
        fputc('\n', out);
    }
}
