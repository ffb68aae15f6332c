#include "report_sink.h"

#include <string.h>

static const char *const names[REPORT_FORMATS] = {"text", "json", "tap"};
const char report_format_names[] = "text, json or tap";

bool report_format_read(report_format *format, const char *name)
{
    for (int k = 0; k < REPORT_FORMATS; k++) {
        if (strcmp(name, names[k]) == 0) {
            *format = (report_format)k;
            return true;
        }
    }
    return false;
}

bool report_format_draws(report_format format)
{
    (void)format;
    return false;
}

void report_sink_open(report_sink *s, FILE *out, report_format format, size_t planned)
{
    *s = (report_sink){.out = out, .format = format};
    if (format == REPORT_TAP)
        fprintf(out, "TAP version 13\n1..%zu\n", planned);
}

void report_sink_add(report_sink *s, const report *r)
{
    s->count++;
    if (r->named == NULL && r->skipped == NULL) {
        fprintf(stderr, "assay: %s%s%s\n", r->command != NULL ? r->folder : "", r->command != NULL ? ": " : "", r->message);
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
    default:
        report_text(s->out, r);
    }
    fflush(s->out);
}

void report_sink_close(report_sink *s)
{
    fflush(s->out);
}
