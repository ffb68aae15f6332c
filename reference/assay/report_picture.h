/* The pictures of the HTML page, as inline SVG. Colours are the page's. */
#ifndef SGL_REPORT_PICTURE_H
#define SGL_REPORT_PICTURE_H

#include "detail.h"

#include <stdio.h>

/** Largest ratio of each step, logarithmic, with the bound at 1. */
void picture_ratio(FILE *out, const detail *d);

/** Signed error in allowances. */
void picture_histogram(FILE *out, const detail *d);

/** Groups by steps: zero, live, undecided, wrong. */
void picture_pattern(FILE *out, const detail *d);

#endif
