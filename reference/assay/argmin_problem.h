/* One line of `assay argmin`: a group's dual, curvature and penalties. */
#ifndef SGL_ARGMIN_PROBLEM_H
#define SGL_ARGMIN_PROBLEM_H

#include "sgl_ref.h"

/** Every number is a point, bit for bit as written. */
typedef struct argmin_problem {
    size_t d;
    mpfi_ptr z, w; /* [d] */
    mpfi_ptr a;    /* [d], or NULL: Theorem 1's A_t */
    double lambda1, lambda21, lambda2;
    mpfr_prec_t bits;
} argmin_problem;

/** Reads {"z":[..],"w":[..],"a":[..],"lambda1":..,"lambda21":..,"lambda2":..,"bits":..} from length bytes of text.
 *  a and bits may be absent (bits: default_bits). Numbers are JSON numbers or "%a" strings, of any precision.
 *
 *  Returns: true; false with one line in why, "key: what was expected" (the column for JSON's own errors).
 *  Out:     problem   to be cleared with argmin_problem_clear; only on true */
bool argmin_problem_read(argmin_problem *problem, char *why, size_t why_size, const char *text,
                         size_t length, mpfr_prec_t default_bits);
void argmin_problem_clear(argmin_problem *problem);

enum { ARGMIN_BITS_LEAST = 24, ARGMIN_BITS_MOST = 65536 };

#endif
