/* Text that may hold anything, for formats that may not. */
#ifndef SGL_REPORT_ESCAPE_H
#define SGL_REPORT_ESCAPE_H

#include <stdio.h>

/** For XML and HTML, in text and in attributes: & < > " ' as entities; what is no UTF-8, and control characters but newline and
 *  tab, as '?'. */
void escape_xml(FILE *out, const char *text);

/** For a cell of a Markdown table or a line of its text: on one line, nothing of it read as markup. */
void escape_markdown(FILE *out, const char *text);

#endif
