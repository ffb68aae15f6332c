/* The answer to one line of `assay argmin`, and its two forms. */
#ifndef SGL_ARGMIN_REPORT_H
#define SGL_ARGMIN_REPORT_H

#include "argmin_problem.h"

#include <stdio.h>

typedef struct argmin_answer {
    sgl_ref_objective *objective; /* z and w as a history of one term at x_1 = 0 */
    mpfi_ptr x;                   /* [d] encloses the argmin */
    mpfi_ptr closed_form;         /* [d] Theorem 1 corrected, or NULL where A is not Theorem 1's */
    mpfr_t distance;              /* at least |midpoint of x - argmin|_D */
    bool decided, zero;           /* zero only where decided */
} argmin_answer;

/** One JSON object and a newline; line is the number of the line that asked. */
void argmin_report_json(FILE *to, const argmin_problem *problem, const argmin_answer *answer,
                        size_t line);

/** For a person: every intermediate, each as an enclosure in digits decimal digits.
 *  Returns SGL_OK, or what made an intermediate impossible. */
SGL_NODISCARD sgl_status argmin_report_text(FILE *to, const argmin_problem *problem,
                                            const argmin_answer *answer, size_t line, int digits);

#endif
