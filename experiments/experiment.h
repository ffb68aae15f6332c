/* What every experiment program shares: its command line, its configuration, its tables.
 *
 *     x-NAME [-j N] [--profile quick|full] [--resume] [--data FORMAT:PATH] [-o DIR] [-c FILE]
 * [key=value ...]
 *
 * Tables are tab-separated files in DIR (build/experiments), headed by commit, compiler, flags and
 * parameters, written beside their place and renamed when complete. They hold no times, so the same
 * seed gives the same bytes whatever -j is. Of several ranks (ranks.h) only the first writes. */
#ifndef EXPERIMENT_H
#define EXPERIMENT_H

#include "conf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct experiment {
    char name[64];
    char directory[256];
    char data[256]; /* FORMAT:PATH, or empty */
    char profile[16];
    int jobs; /* threads */
    bool resume;
    conf conf;
} experiment;

/** Parse the command line and read the configuration (experiments/NAME.conf unless -c).
 *  Returns: EXIT_SUCCESS to go on, else the status to exit with; --help gives -1 (exit with
 * success). */
int experiment_begin(experiment *e, int argc, char **argv, const char *name);

/** After the last question to e->conf: true when a value was wrong, missing or unknown. */
bool experiment_misconfigured(const experiment *e);

typedef struct table {
    FILE *file;
    char path[400], temporary[420];
    size_t columns;
} table;

/** Begin DIR/NAME.tsv with the given tab-separated column names. False with a message on failure.
 */
bool table_open(table *t, const experiment *e, const char *name, const char *columns);

/** One row: as many tab-separated values as there are columns. */
__attribute__((format(printf, 2, 3))) void table_row(table *t, const char *format, ...);

/** Two blank lines: gnuplot's next data set. */
void table_gap(table *t);

/** Rename into place. False with a message when anything could not be written. */
bool table_close(table *t);

#endif
