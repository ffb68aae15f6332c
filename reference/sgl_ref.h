/* What is true: the recursion of the paper in interval arithmetic (MPFI), so that every value is an
 * enclosure of the exact one, at a precision that the caller gives.
 *
 * Conventions
 *   - Arguments: outputs, in/out, inputs, scalars; a length follows its arrays.
 *   - A vector is an mpfi_ptr to n consecutive, initialised intervals (sgl_ref_vector_new). An output may
 *     be the same vector as an input of the same length unless its contract says otherwise; vectors never
 *     overlap partly. The precision of a result is that of the output's intervals.
 *   - "Error": every function returns enclosures, so the error is the width of what comes out. It states
 *     how that width grows: an operation adds at most one unit in the last place of each interval end.
 *   - Units: x is in the unit of the weights; g, m, z, s, lambda1 and lambda21 are in (unit of the loss) /
 *     (unit of x); W, A, lambda2 in (unit of the loss) / (unit of x)^2.
 *   - No function exits, prints or keeps global state. Threads may work on different objects at once.
 *   - Source: equation numbers are the paper's (Yue et al., ECML-PKDD 2021); where the paper is false as
 *     printed, the function says so and does what is true. */
#ifndef SGL_REF_H
#define SGL_REF_H

#include "sgl_spec.h"

#include <mpfi.h>
#include <mpfr.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------ vectors */

/** n intervals [0, 0] of bits of precision, or NULL when memory is short or n is 0.
 *  Free with sgl_ref_vector_free(v, n); that accepts NULL. */
SGL_API mpfi_ptr sgl_ref_vector_new(size_t n, mpfr_prec_t bits);
SGL_API void sgl_ref_vector_free(mpfi_ptr v, size_t n);

/** out[i] = [v[i], v[i]], exact when the precision is at least 53.
 *  Returns: SGL_OK; SGL_EDOM when an entry is NaN or infinite (out untouched). */
SGL_API SGL_NODISCARD sgl_status sgl_ref_vector_set(mpfi_ptr out, const double *v, size_t n);

/* ------------------------------------------------------------------ one step of Algorithm 1, part by part */

/** z_t, Eq. (23) and Algorithm 1 line 6, in its stable form zeta_t = z_t + W_t x_t:
 *      zeta_t = zeta_{t-1} + m_t + W_{t-1} (x_t - x_{t-1}),    z_t = zeta_t - W_t x_t,
 *  for which enclosures stay narrow where z = sum m - sum (W_t - W_{t-1}) x_t widens with every step.
 *  At t = 1: zeta_0 = W_0 x_1, x_0 = x_1 (so z_0 = 0).
 *
 *  Returns: SGL_OK; SGL_EDIM when n is 0.
 *  Out:     z    [n]
 *  In/out:  zeta [n]     in: zeta_{t-1}, out: zeta_t
 *  In:      m    [n]     m_t
 *           w_previous   W_{t-1}, what the program held as sqrt(V_{t-1})/alpha_{t-1} (W_0 at t = 1)
 *           w            W_t
 *           x_previous   x_{t-1} (x_1 at t = 1)
 *           x            x_t
 *  Error:   the width of zeta grows by the width of m and of W_{t-1} |x_t - x_{t-1}| a step. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_dual(mpfi_ptr z, mpfi_ptr zeta, mpfi_srcptr m, mpfi_srcptr w_previous,
                                              mpfi_srcptr w, mpfi_srcptr x_previous, mpfi_srcptr x, size_t n);

/** s_i = -sign(z_i) max(|z_i| - lambda1, 0), Eq. (9). Continuous in z, so an interval that straddles a
 *  threshold still gives an enclosure; whether s_i is zero is then open.
 *
 *  Returns: SGL_OK; SGL_EDIM when n is 0; SGL_EDOM when lambda1 is negative (out untouched).
 *  Error:   the width of z plus one unit in the last place. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_soft_threshold(mpfi_ptr s, mpfi_srcptr z, size_t n, mpfi_srcptr lambda1);

/** r = |v|_2 of one group.
 *  Returns: SGL_OK; SGL_EDIM when d is 0.
 *  Error:   relative width <= that of v + (d/2 + 2) 2^(1-bits). */
SGL_API SGL_NODISCARD sgl_status sgl_ref_group_norm(mpfi_ptr r, mpfi_srcptr v, size_t d);

/** x = max(1 - threshold/r, 0) s / denominator of one group, Eq. (8) and Algorithm 1 line 10.
 *  s = 0 gives x = 0 whatever r and denominator are (never 0/0). An undecided group (r straddles
 *  threshold) gives the factor [0, f] and so an enclosure that contains 0.
 *
 *  Returns: SGL_OK; SGL_EDIM when d is 0; SGL_EDOM when a denominator's interval reaches 0 or below where
 *           s is not the point 0: W_t + 2 lambda2 > 0 is what Theorem 1 needs (out untouched).
 *  Out:     x           [d]
 *           zero        or NULL; +1 the group is zero for certain, -1 it is not for certain, 0 undecided
 *  In:      s           [d]   thresholded dual, from sgl_ref_soft_threshold
 *           denominator [d]   2 A_t = W_t + 2 lambda2
 *           r                 the group's norm, in the sense of the variant (sgl_norm)
 *           threshold         lambda21 sqrt(d) */
SGL_API SGL_NODISCARD sgl_status sgl_ref_shrink(mpfi_ptr x, int *zero, mpfi_srcptr s, mpfi_srcptr denominator,
                                                size_t d, mpfi_srcptr r, mpfi_srcptr threshold);

/* ------------------------------------------------------------------ a run of an optimizer */

/** beta1^t and beta2^t as one program computed them, where that matters: a program that multiplies
 *  in its own dtype holds other numbers than the exact powers. */
typedef struct sgl_ref_powers {
    double power1, power2;
} sgl_ref_powers;

/** The numbers of step t that all coordinates share. */
typedef struct sgl_ref_scalars {
    mpfi_t alpha;               /* alpha_t                                                         */
    mpfi_t power1, power2;      /* beta1^t, beta2^t                                                */
    mpfi_t bias1, bias2;        /* 1 - beta1^t, 1 - beta2^t, or 1 where the variant omits them      */
    mpfi_t m_factor;            /* m_t = m_factor * first moment                                   */
    mpfi_t root_factor;         /* root_t = root_factor * sqrt(second moment)                      */
    mpfi_t epsilon_dual;        /* W^z_t = (root_t + epsilon_dual)/alpha_t                         */
    mpfi_t epsilon_denominator; /* W^d_t = (root_t + epsilon_denominator)/alpha_t                  */
    mpfi_t compounded;          /* product of 1/sqrt(1 - beta2^s), s <= t                          */
} sgl_ref_scalars;

/** A run: the state of n coordinates after t steps, and every intermediate of step t. The fields are for
 *  reading; only the functions below write them. Vectors have length layout.size. */
typedef struct sgl_ref_run {
    sgl_variant variant;
    sgl_hyperparameters hyper;
    sgl_layout layout;
    mpfr_prec_t bits;
    size_t t; /* steps made */
    sgl_ref_scalars scalars;
    mpfi_t lambda1, lambda21, twice_lambda2; /* as the variant scales them */
    mpfi_t zero;
    mpfi_ptr first;                /* first moment, uncorrected                                     */
    mpfi_ptr second;               /* second moment or accumulator, uncorrected                     */
    mpfi_ptr maximum;              /* AMSGrad's maximum                                             */
    mpfi_ptr m;                    /* m_t                                                           */
    mpfi_ptr root;                 /* sqrt(V_t) in the variant's scaling, without epsilon            */
    mpfi_ptr w_previous;           /* W^z_{t-1}: what this step subtracts from                      */
    mpfi_ptr w_dual;               /* W^z_t                                                         */
    mpfi_ptr w_denominator;        /* W^d_t                                                         */
    mpfi_ptr x_previous;           /* x_{t-1}                                                       */
    mpfi_ptr zeta, z, s;           /* dual, stable dual, thresholded dual                           */
    mpfi_ptr denominator;          /* 2 A_t = W^d_t + 2 lambda2                                     */
    mpfi_ptr weighted;             /* what the group norm is taken of                               */
    mpfi_ptr norm, threshold;      /* [layout.groups] r and lambda21 sqrt(d)                        */
    mpfi_ptr scratch;              /* [2]                                                           */
    unsigned char *touched;        /* [layout.groups] this step touches the group                   */
    unsigned char *started;        /* [layout.groups] some step has touched it                      */
    unsigned char *touched_first;  /* [layout.groups] step 1 touched it                             */
    int *group_zero;               /* [layout.groups] as sgl_ref_shrink's zero                      */
} sgl_ref_run;

/** A run at t = 0: m, v, z = 0, accumulators at their initial value.
 *
 *  Returns: SGL_OK; SGL_EDIM when the layout is empty or does not cover size, or bits < 53; SGL_EDOM when a
 *           hyper-parameter that the optimizer uses is outside its range (sgl_spec.h); SGL_ENOMEM.
 *  Out:     run    to be freed with sgl_ref_run_free; NULL on error
 *  In:      layout copied, offsets included */
SGL_API SGL_NODISCARD sgl_status sgl_ref_run_new(sgl_ref_run **run, const sgl_variant *variant,
                                                 const sgl_hyperparameters *hyper, const sgl_layout *layout,
                                                 mpfr_prec_t bits);
SGL_API void sgl_ref_run_free(sgl_ref_run *run);

/** First and last entry + 1 of group k, from 0. */
SGL_API void sgl_ref_group(const sgl_layout *layout, size_t k, size_t *begin, size_t *end);

/** Advance the rule: g_t -> m_t, W^z_t, W^d_t (Table 1, Algorithms 2 and 3; the variant's reading).
 *
 *  Returns: SGL_OK; SGL_EDOM when g, hessian or alpha is not finite or alpha <= 0 (run untouched).
 *  In:      g        [n]  the gradient at x_t
 *           hessian  [n]  D_t for adahessian, else ignored
 *           alpha         alpha_t, where a schedule gives one, else hyper.alpha. Table 1's 1/sqrt(t) of sgd
 *                         is the variant's own and comes on top
 *           touched  [G]  or NULL; lazy rows: the groups of this step
 *           powers        or NULL; beta^t to take instead of the exact powers */
SGL_API SGL_NODISCARD sgl_status sgl_ref_rule(sgl_ref_run *run, const double *g, const double *hessian, double alpha,
                                              const unsigned char *touched, const sgl_ref_powers *powers);

/** The dual part of the step begun by sgl_ref_rule, from x_t: fills zeta and z. With form SGL_FORM_PROX:
 *  z = -W^d (x_t - m_t/W^d). Groups that are not touched keep zeta, z. x [n]. Returns SGL_OK. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_run_dual(sgl_ref_run *run, mpfi_srcptr x);

/** The shrink part: fills s, denominator, weighted, norm, threshold, group_zero, and x_next from z.
 *  x_next [n] may be the x of sgl_ref_run_dual; groups that are not touched are left alone in it.
 *  Returns: SGL_OK; SGL_EDOM as sgl_ref_shrink, the groups before that one being written. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_run_shrink(mpfi_ptr x_next, sgl_ref_run *run);

/** One whole step of all groups, in place: rule, dual, shrink. x [n]: in x_t, out x_{t+1}.
 *  Returns: as sgl_ref_rule, nothing being changed; as sgl_ref_run_shrink, and the run cannot go on. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_step(mpfi_ptr x, sgl_ref_run *run, const double *g, const double *hessian,
                                              double alpha);

/* ------------------------------------------------------------------ Eq. (6) by another road */

/** The objective of Eq. (6) for one group, kept as the raw history (m_s, Q_s/alpha_s, x_s), s <= t, never as
 *  z: so that nothing here can share a slip with the closed form.
 *      F(x) = sum_s (m_s.x + 1/2 sum_i q_{s,i} (x_i - x_{s,i})^2)
 *             + lambda1 |x|_1 + lambda21 sqrt(d) |A_t^{1/2} x| + lambda2 |x|^2,     q_s = Q_s/alpha_s */
typedef struct sgl_ref_objective sgl_ref_objective;

/** An empty history of a group of d entries, to be freed with sgl_ref_objective_free (which accepts NULL). bits
 *  is the precision that sgl_ref_argmin and sgl_ref_certificate start from; what is added is kept exactly.
 *
 *  Returns: SGL_OK; SGL_EDIM when d is 0 or bits is no MPFR precision; SGL_EDOM when a lambda is negative or
 *           not finite; SGL_ENOMEM. Out: objective, NULL on error. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_objective_new(sgl_ref_objective **objective, size_t d, double lambda1,
                                                       double lambda21, double lambda2, mpfr_prec_t bits);
SGL_API void sgl_ref_objective_free(sgl_ref_objective *objective);

/** Add the term m.x + 1/2 |q^{1/2}(x - x_s)|^2, q = Q_s/alpha_s (entries may be negative: the quadratic form is
 *  meant). m, q, x_s [d], copied. Returns SGL_OK; SGL_EDOM when an end is NaN or infinite; SGL_ENOMEM. On error
 *  nothing is added. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_objective_add(sgl_ref_objective *objective, mpfi_srcptr m, mpfi_srcptr q,
                                                       mpfi_srcptr x_s);

/** A_t of the l21 term: a [d], copied, or NULL for Theorem 1's A_t = sum q/2 + lambda2 (the default).
 *  Returns SGL_OK; SGL_EDOM when an end is NaN or infinite; SGL_ENOMEM. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_objective_set_a(sgl_ref_objective *objective, mpfi_srcptr a);

/** value = F(x) at x [d], not up to a constant: exactly Eq. (6).
 *  Returns: SGL_OK; SGL_EDOM when an A_i can be negative; SGL_ENOMEM.
 *  Error:   at most (4 t + 8) d operations of one unit in the last place each, on terms that may cancel. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_objective_value(mpfi_ptr value, const sgl_ref_objective *objective,
                                                         mpfi_srcptr x);

/** The argmin, for any diagonal A > 0.
 *
 *  With D = sum q + 2 lambda2, s the soft-thresholded negative gradient at 0, c = lambda21 sqrt(d): the group is zero iff
 *  |A^{-1/2} s| <= c; otherwise x_i = s_i/(D_i + c A_i/nu), nu = |A^{1/2} x| the one root of
 *  phi(nu) = sum A_i s_i^2/(D_i nu + c A_i)^2 = 1.
 *
 *  Returns: SGL_OK; SGL_EDOM unless D > 0 and A > 0 for certain; SGL_EUNSURE when the intervals given leave open
 *           whether the group is zero (x is written and encloses the argmin either way, zero is not); SGL_ENOMEM.
 *           Ties are decided in exact rationals where every input is a point.
 *  Out:     x [d]    enclosure of the argmin
 *           zero     whether the group is zero
 *  In:      max_bits the precision to stop at; the objective's own is where it starts, and each try doubles it
 *  Error:   for points, relative width of each x_i that is not 0 <= 2^(6 - precision of x), unless max_bits is
 *           reached first; for intervals, what their width allows. Always an enclosure. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_argmin(mpfi_ptr x, bool *zero, const sgl_ref_objective *objective,
                                                mpfr_prec_t max_bits);

/** How far x can be from the argmin x*, whoever computed it: |x - x*|_D <= |u|_{D^{-1}}, D = sum q + 2 lambda2
 *  (Theorem 1's 2 A_t), u the element of the subdifferential of F at x that is least in that norm. Nothing of the
 *  solver is trusted: for x = 0 it suggests u, and any u proves the bound.
 *
 *  Returns: SGL_OK; SGL_EDOM unless D > 0 and A > 0 for certain and x is bounded; SGL_ENOMEM. distance is
 *           written on SGL_OK only.
 *  Out:     distance    an upper bound, rounded up
 *  In:      x [d]       points or enclosures; an enclosure stands for all of its points, and the bound is that of
 *                       the worst (a component that straddles 0 costs up to lambda1, one that is the point 0
 *                       does not). A midpoint is what to certify when the enclosure is not the question.
 *  Error:   rounding adds about 2^(-32 - bits) of the terms of the gradient at x, however close x is to x*. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_certificate(mpfr_ptr distance, const sgl_ref_objective *objective,
                                                     mpfi_srcptr x);

/** Theorem 1's closed form for one group from z and W = sum Q_s/alpha_s: with norm SGL_NORM_EXACT the argmin of
 *  Eq. (6), with SGL_NORM_PRINTED what the paper prints (not the argmin), with SGL_NORM_ALGORITHM1 what everyone
 *  runs.
 *
 *  Returns: SGL_OK; SGL_EDIM when d is 0; SGL_EDOM unless w + 2 lambda2 > 0 wherever |z| can exceed lambda1, or
 *           when a lambda is negative or not finite; SGL_ENOMEM. On error x is untouched.
 *  Out:     x [d]    may be neither z nor w
 *           zero     or NULL; as sgl_ref_shrink: +1 zero, -1 not zero, 0 undecided at this precision
 *  In:      z, w [d]
 *  Error:   d/2 + 8 units in the last place of s/(2 A), and those of the norm over (r - c)/r, which cancels near
 *           a tie. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_closed_form(mpfi_ptr x, int *zero, mpfi_srcptr z, mpfi_srcptr w, size_t d,
                                                     double lambda1, double lambda21, double lambda2, sgl_norm norm);

/* ------------------------------------------------------------------ rounding */

/** The float32 or float64 nearest (ties to even) to every point of v, overflow to infinity and subnormals
 *  included. The zero of v itself is +0; a negative point that underflows is -0, which is not the same float.
 *  Returns SGL_OK; SGL_EUNSURE when two points of v round differently (raise the precision of what made v, and
 *  ask again); SGL_EDOM when an end is NaN. out is written on SGL_OK only. */
SGL_API SGL_NODISCARD sgl_status sgl_ref_round_f32(float *out, mpfi_srcptr v);
SGL_API SGL_NODISCARD sgl_status sgl_ref_round_f64(double *out, mpfi_srcptr v);

#ifdef __cplusplus
}
#endif

#endif
