/* Where reports go: a format, with what it needs before the first and after the last. */
#ifndef SGL_REPORT_SINK_H
#define SGL_REPORT_SINK_H

#include "report.h"

typedef enum report_format {
    REPORT_TEXT,
    REPORT_JSON,
    REPORT_TAP,
    REPORT_JUNIT,
    REPORT_MARKDOWN,
    REPORT_HTML,
    REPORT_FORMATS
} report_format;

typedef struct report_sink {
    FILE *out;
    report_format format;
    size_t count;       /* reports so far                                                     */
    size_t verdicts[5]; /* that conform, deviate, are inconclusive, errors, skipped           */
    double seconds;
    FILE *table, *body; /* junit, markdown, html: kept until the verdict is known; or NULL    */
    char *table_text, *body_text;
    size_t table_size, body_size;
} report_sink;

/** The names of the formats, in their order; NULL ends them. */
extern const char *const report_format_names[];

/** Whether the format draws report.detail; and whether it is a page to be read later, which should say what a program is that
 *  deviates. */
bool report_format_draws(report_format format);
bool report_format_explains(report_format format);

/** Begin; planned reports will follow. False when memory is short. */
bool report_sink_open(report_sink *s, FILE *out, report_format format, size_t planned);

/** One report; an error's message goes to stderr too. */
void report_sink_add(report_sink *s, const report *r);

/** Write what was kept. False when memory was short: then the output is not whole. */
bool report_sink_close(report_sink *s);

#endif
