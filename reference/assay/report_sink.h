/* Where reports go: a format, with what it needs before the first and after the last. */
#ifndef SGL_REPORT_SINK_H
#define SGL_REPORT_SINK_H

#include "report.h"

typedef enum report_format {
    REPORT_TEXT,
    REPORT_JSON,
    REPORT_TAP,
    REPORT_FORMATS
} report_format;

typedef struct report_sink {
    FILE *out;
    report_format format;
    size_t count; /* reports so far */
} report_sink;

/** The names of the formats, for help and messages: "text, json or tap". */
extern const char report_format_names[];

/** False when no format is called name. */
bool report_format_read(report_format *format, const char *name);

/** Whether the format draws report.detail. */
bool report_format_draws(report_format format);

/** Begin; planned reports will follow. */
void report_sink_open(report_sink *s, FILE *out, report_format format, size_t planned);

/** One report; an error's message goes to stderr too. */
void report_sink_add(report_sink *s, const report *r);

void report_sink_close(report_sink *s);

#endif
