/* What `assay separate` found. */
#ifndef SGL_SEPARATE_REPORT_H
#define SGL_SEPARATE_REPORT_H

#include "judge/separate.h"
#include "judge/variants.h"

#include <stdio.h>

typedef struct separate_report {
    const sgl_named_variant *a, *b;
    const sgl_separated *found;
    char same_when[256];
} separate_report;

/** False when it could not be written, or memory is short. */
bool separate_text(FILE *out, const separate_report *r);
bool separate_json(FILE *out, const separate_report *r);

#endif
