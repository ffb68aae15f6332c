/* Where a command writes: standard output, or a file that appears only when it is whole. */
#ifndef SGL_OUTPUT_H
#define SGL_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

typedef struct output {
    FILE *stream;
    const char *name; /* NULL for standard output */
    char *temporary;
} output;

/** name NULL for standard output. False, after one line on stderr, when the file cannot be made. */
bool output_open(output *out, const char *name);

/** Whether all was written; then the file has its name. Otherwise one line on stderr, and no file. */
bool output_close(output *out);

/** The worse of two exit statuses: usage, bad input, deviates, inconclusive, conforms. */
int worse_status(int a, int b);

#endif
