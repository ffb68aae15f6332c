#include "report_sink.h"
#include "report_html.h"

#include <stdlib.h>

const char *const report_format_names[] = {"text", "json", "tap", "junit", "markdown", "html", NULL};
bool report_format_draws(report_format format)
{
    return format == REPORT_HTML;
}

bool report_format_explains(report_format format)
{
    return format >= REPORT_JUNIT;
}

bool report_sink_open(report_sink *s, FILE *out, report_format format, size_t planned)
{
    *s = (report_sink){.out = out, .format = format};
    if (format == REPORT_TAP)
        fprintf(out, "TAP version 13\n1..%zu\n", planned);
    if (format < REPORT_JUNIT)
        return true;
    s->table = open_memstream(&s->table_text, &s->table_size);
    s->body = open_memstream(&s->body_text, &s->body_size);
    return s->table != NULL && s->body != NULL;
}

/* In the order of sgl_verdict, then errors and skipped. */
static void count(report_sink *s, const report *r)
{
    s->count++;
    s->seconds += r->seconds;
    s->verdicts[r->skipped != NULL ? 4 : r->named == NULL ? 3 : (int)r->judgement.verdict]++;
}

void report_sink_add(report_sink *s, const report *r)
{
    count(s, r);
    if (r->named == NULL && r->skipped == NULL) {
        fprintf(stderr, "assay: %s%s%s\n", r->live ? r->folder : "", r->live ? ": " : "", r->message);
        if (r->log != NULL)
            fprintf(stderr, "the program's standard error:\n%s\n", r->log);
    }
    switch (s->format) {
    case REPORT_JSON:
        report_json(s->out, r);
        break;
    case REPORT_TAP:
        report_tap(s->out, r, s->count);
        break;
    case REPORT_JUNIT:
        report_junit(s->body, r);
        break;
    case REPORT_MARKDOWN:
        report_markdown_row(s->table, r);
        report_markdown(s->body, r);
        break;
    case REPORT_HTML:
        report_html_row(s->table, r, s->count);
        report_html(s->body, r, s->count);
        break;
    default:
        report_text(s->out, r);
    }
    fflush(s->out);
}

static void write_kept(const report_sink *s)
{
    const size_t *v = s->verdicts;

    switch (s->format) {
    case REPORT_JUNIT:
        fprintf(s->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"assay\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
                        "skipped=\"%zu\" time=\"%.3f\">\n%s</testsuite>\n", s->count, v[1], v[2] + v[3], v[4], s->seconds, s->body_text);
        break;
    case REPORT_MARKDOWN:
        fprintf(s->out, "# assay: %zu conform, %zu deviate, %zu inconclusive, %zu failed, %zu skipped\n\n"
                        "| verdict | recording | variant | worst ratio | first divergence |\n|---|---|---|---|---|\n%s%s", v[0], v[1], v[2], v[3],
                v[4], s->table_text, s->body_text);
        break;
    default:
        report_html_begin(s->out, s->count, v);
        if (s->count > 1)
            fprintf(s->out, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"All recordings\"><table class=\"all\">\n"
                            "<caption>%zu recordings; each one's numbers follow below</caption>\n<thead><tr><th scope=\"col\">verdict</th>"
                            "<th scope=\"col\">recording</th><th scope=\"col\">variant</th><th scope=\"col\">worst ratio</th>"
                            "<th scope=\"col\">first divergence</th></tr></thead>\n<tbody>\n%s</tbody></table></div>\n", s->count, s->table_text);
        fputs(s->body_text, s->out);
        report_html_end(s->out);
    }
}

bool report_sink_close(report_sink *s)
{
    bool good = true;

    if (s->format >= REPORT_JUNIT) {
        good = s->table != NULL && fclose(s->table) == 0;
        good = s->body != NULL && fclose(s->body) == 0 && good;
        if (good)
            write_kept(s);
        free(s->table_text);
        free(s->body_text);
    }
    fflush(s->out);
    return good;
}
