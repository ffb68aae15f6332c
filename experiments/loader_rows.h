/* One row of a raw click log: text to label and one value a field. */
#ifndef LOADER_ROWS_H
#define LOADER_ROWS_H

#include "loader.h"

typedef struct row_parser {
    loader_format format;
    size_t fields;                   /* known from the header or the first row on */
    size_t columns, id, click, hour; /* avazu: columns in all, and where these three are */
} row_parser;

/** Avazu's header line. NULL, or what was expected. */
const char *row_parser_header(row_parser *p, const char *text, size_t n);

/** label 0 or 1 and values [p->fields] from text [n], without its newline. NULL, or what was
 * expected; the string is constant. */
const char *row_parse(float *label, uint64_t *values, row_parser *p, const char *text, size_t n);

#endif
