/* Small runs made here, not recorded: the exact step of a variant from weights that a program of the given dtype can hold, how far such a
 * program can be from it, and how far another variant is. What golden vectors and `assay separate` are made of.
 *
 * Every step starts from x_1 .. x_t as the example holds them (the implied state), each the correctly rounded step of the one
 * before: a program that is given x_t before step t, and follows the recursion, lands in [low, high] after it. What the program's own
 * x_{t+1} says about its z (sgl_envelope_reset) is not used: it may differ from the example's. */
#ifndef SGL_EXAMPLE_H
#define SGL_EXAMPLE_H

#include "judge/judge.h"

/** What a program is fed. */
typedef struct sgl_example {
    sgl_dtype dtype;
    size_t steps;
    sgl_layout layout;
    sgl_hyperparameters hyper;
    const double *x1, *grads;     /* [n], [T*n]; numbers of the dtype            */
    const double *hessian, *alpha; /* [T*n], [T]; or NULL                        */
    const unsigned char *touched; /* [T*G] whether step t touches group k; or NULL */
} sgl_example;

/** What comes of it. */
typedef struct sgl_example_run {
    double *x;         /* [T*n] x_{t+1}, the exact step rounded to the dtype                                       */
    double *low, *high; /* [T*n] where a program can land; 0 is allowed too where zero is 0                        */
    int *zero;         /* [T*n] +1 zero for certain, -1 not, 0 undecided: within rounding of a threshold, or
                           of 0: either */
} sgl_example_run;

/** Returns: SGL_OK; SGL_EDOM when the variant cannot run on it, or divides by 0; SGL_EUNSURE when max_bits do not decide how a
 *           number rounds (a tie that is no binary number); SGL_ENOMEM.
 *  Out:     run   to be freed with sgl_example_free, on SGL_OK only */
SGL_NODISCARD sgl_status sgl_example_new(sgl_example_run *run, const sgl_example *example, const sgl_variant *variant,
                                         mpfr_prec_t bits, mpfr_prec_t max_bits);
void sgl_example_free(sgl_example_run *run);

/** How far b is from a: |x*_a - x*_b| / (E_a + E_b), the largest over steps and entries, both from the weights that a's run holds. Above 1
 *  no program is both. Infinite where both E are 0.
 *
 *  Returns: as sgl_example_new; SGL_EDOM also when b cannot run. Out: separation, at (group and element as in a recording) */
SGL_NODISCARD sgl_status sgl_example_separation(double *separation, sgl_place *at, const sgl_example *example,
                                                const sgl_variant *a, const sgl_variant *b, mpfr_prec_t bits);

/** Write a recording that took example to x [T*n], declares variant (or NULL) and was made by source. Returns as sgl_trace_write. */
SGL_NODISCARD sgl_status sgl_example_write(const char *folder, const sgl_example *example, const double *x, sgl_optimizer optimizer,
                                           const char *source, const char *declared, sgl_error *error);

#endif
