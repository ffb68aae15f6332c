/* What objective.c, argmin.c, tie.c and certificate.c share: the history as it was given, and the three
 * quantities of Eq. (6) that are read off it. Private to reference/; the contracts are in sgl_ref.h. */
#ifndef SGL_OBJECTIVE_H
#define SGL_OBJECTIVE_H

#include "sgl_ref.h"

struct sgl_ref_objective {
    size_t d;
    mpfr_prec_t bits;
    double lambda1, lambda21, lambda2;
    mpfi_ptr a;        /* [d] A_t of the l21 term, or NULL: Theorem 1's */
    mpfi_ptr *history; /* [terms] of [3 d]: m_s, then Q_s/alpha_s, then x_s, bit for bit as given */
    size_t terms, room; /* terms in use, terms that history has room for */
    bool points;        /* every interval given so far is a point */
};

/** D = sum_s Q_s/alpha_s + 2 lambda2, the second derivative of the smooth part. D [d], at its own precision. */
void sgl_ref_objective_curvature(mpfi_ptr curvature, const sgl_ref_objective *objective);

/** A_t of the l21 term: as set, or sum_s Q_s/(2 alpha_s) + lambda2. a [d], at its own precision. */
void sgl_ref_objective_get_a(mpfi_ptr a, const sgl_ref_objective *objective);

/** sum_s (m_s + Q_s/alpha_s (x - x_s)) + 2 lambda2 x, the gradient at x of the smooth part.
 *  gradient [d], at its own precision, not x itself; x [d], or NULL for x = 0. */
void sgl_ref_objective_gradient(mpfi_ptr gradient, const sgl_ref_objective *objective,
                                mpfi_srcptr x);

/** c = lambda21 sqrt(d). */
void sgl_ref_objective_threshold(mpfi_ptr c, const sgl_ref_objective *objective);

/** The sign of sum s_i^2/A_i - lambda21^2 d in exact rationals, s the soft-thresholded negative gradient at 0:
 *  the group is zero iff it is <= 0.
 *  Returns: SGL_OK; SGL_EUNSURE when an interval given is not a point, or its exponent is so large that the
 *           rationals would not fit in memory; SGL_EDOM unless every A_i > 0. */
SGL_NODISCARD sgl_status sgl_ref_objective_tie(int *sign, const sgl_ref_objective *objective);

/** low <= nu <= high for the root nu of sum w_i/(nu + k_i)^2 = 1 over all w, k in their intervals.
 *  low, high  at one precision, which is that of the work
 *  w, k       [d], w >= 0, k > 0, not all w the point 0
 *  exists     whether the sum at nu = 0 is known to be > 1 throughout; else low = 0 and high bounds such roots as
 *             there are. low = 0 also where the precision is too small to tell it from the root.
 *  Error:     for points about (2 d + 12) 2^(-bits) (nu + max k)/nu of nu at each end. */
void sgl_ref_secular_root(mpfr_ptr low, mpfr_ptr high, mpfi_srcptr w, mpfi_srcptr k, size_t d,
                          bool exists);

#endif
