/* The parts of the HTML page, in this order: begin, a row for each report in a table, each report, end. */
#ifndef SGL_REPORT_HTML_H
#define SGL_REPORT_HTML_H

#include "report.h"

/** verdicts: how many conform, deviate, are inconclusive, errors, skipped. */
void report_html_begin(FILE *out, size_t count, const size_t *verdicts);
void report_html_row(FILE *out, const report *r, size_t k);
void report_html(FILE *out, const report *r, size_t k);
void report_html_end(FILE *out);

#endif
