/* Raw click logs, read as a stream: one pass, memory that does not grow with the file. Each field's
 * value is hashed with the number of its field to one of 2^bits features; a feature counts as
 * "rare" of its field until its bucket has been met min_count times.
 *
 *     criteo   label, 13 integers, 26 hexadecimal words of 8 digits, tab separated; integers and
 * words may be empty. An integer v > 2 becomes the value floor(log(v)^2). 39 fields avazu    comma
 * separated, a header line with the columns id and click; the last two digits of hour (the hour of
 * the day) are kept. All other columns are fields ipinyou  label, then index:1 pairs separated by
 * spaces (libsvm, libfm); as many in every row as in the first
 *
 * A malformed row is left out, reported as FILE:LINE: what was expected (the first 10), and
 * counted; more than bad_limit of them end the reading with an error. */
#ifndef LOADER_H
#define LOADER_H

#include "dataset.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum loader_format {
    LOADER_CRITEO,
    LOADER_AVAZU,
    LOADER_IPINYOU,
    LOADER_FORMATS
} loader_format;

enum { LOADER_FIELDS = 64 };

typedef struct loader_options {
    unsigned bits;      /* 10 .. 31 */
    unsigned min_count; /* 1: keep every value; at most 255 */
    size_t max_rows;    /* stop after so many good rows; 0: all */
    size_t bad_limit;
} loader_options;

typedef struct loader_report {
    size_t rows, bad, bytes;
    size_t fields;
} loader_report;

/** LOADER_FORMATS when there is no such name. */
loader_format loader_named(const char *name);

/** Call row for every good row of path ("-" is standard input).
 *  Returns: true; false, with one line on errors, when the file cannot be read, holds no good row,
 * its header is not that of the format, more than bad_limit rows are malformed, or row returned
 * false. In:      row(context, label, ids [fields], fields) errors  where messages go */
bool loader_stream(loader_report *report, loader_format format, const char *path,
                   const loader_options *options,
                   bool (*row)(void *context, float label, const uint32_t *ids, size_t fields),
                   void *context, FILE *errors);

/** The rows of a file as a data set, the last test_share of them for testing. */
bool loader_dataset(dataset *data, loader_report *report, loader_format format, const char *path,
                    const loader_options *options, double test_share, FILE *errors);

#endif
