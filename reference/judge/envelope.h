/* The rounding envelope: beside every exact value of a run (sgl_ref_run, intervals of negligible width) a radius that says
 * how far a program can be which follows the same recursion, rounds every operation within its budget (budget.h),
 * in any order, fused or not. Derivations stand beside the code; nothing is fitted.
 *
 * Per block of entries: sgl_envelope_rule after sgl_ref_rule, sgl_envelope_dual after sgl_ref_run_dual, then
 * sgl_envelope_shrink after sgl_ref_run_shrink. All of it with the rounding mode upward. */
#ifndef SGL_ENVELOPE_H
#define SGL_ENVELOPE_H

#include "sgl_ref.h"

/** How a program made beta^t; the three differ by far more than rounding in 1 - beta^t at small t, so each is tried and
 *  reported, not covered by one hull. */
typedef enum sgl_powers {
    SGL_POWERS_EXACT,   /* beta^t in double or wider, rounded once to the dtype */
    SGL_POWERS_PRODUCT, /* repeated multiplication in the dtype                 */
    SGL_POWERS_POW,     /* pow in the dtype                                     */
    SGL_POWERS_KINDS
} sgl_powers;

/** Radii of one block. Vectors have the length of the run's layout. */
typedef struct sgl_envelope {
    sgl_dtype dtype;
    sgl_powers powers;
    double u, eta, largest; /* unit roundoff, smallest normal and largest number of the dtype */
    double eta_rates;       /* eta for a program that keeps alpha z: eta (1 + 1/alpha_t) */
    double power1, power2; /* the product in the dtype, SGL_POWERS_PRODUCT */

    /* Step t's scalars, relative radii; 0 where no operation is made. */
    double bias1, bias2, m_factor, root_factor, compounded;
    bool m_scaled, root_scaled;
    double epsilon_dual, epsilon_denominator; /* absolute */

    /* Per entry, absolute. */
    double *first, *first_before;   /* radius of the first moment; |first| before the step        */
    double *second, *second_before; /* second moment or accumulator                               */
    double *maximum;                /* AMSGrad's maximum                                          */
    double *center;                 /* [2n] first and second moment before the step, in double    */
    double *m, *root;               /* m_t, root_t                                                */
    double *w_dual, *w_before;      /* W^z_t; the one this step subtracts                         */
    double *w_denominator;          /* W^d_t                                                      */
    double *x_before;               /* x_{t-1}                                                    */
    double *z_before;               /* |z_{t-1}| a program can hold                               */
    double *low, *high;             /* where the program's zeta can be, minus the exact one        */
    double *shift;                  /* what sgl_envelope_dual moved run->z by                      */
    double *z;                      /* radius of z around its (recentred) value                   */
    double *x;                      /* E: how far x_{t+1} can be from the exact step               */
    int *sure;                      /* +1 zero for certain, -1 not, 0 undecided                   */
    double *memory;                 /* all of the vectors                                         */
} sgl_envelope;

/** Returns SGL_OK or SGL_ENOMEM. Free with sgl_envelope_free. */
SGL_NODISCARD sgl_status sgl_envelope_new(sgl_envelope *e, const sgl_ref_run *run, sgl_dtype dtype, sgl_powers powers);
void sgl_envelope_free(sgl_envelope *e);

/** The powers that step t of the program used, or NULL for the exact ones. Call it before sgl_ref_rule of step t. */
const sgl_ref_powers *sgl_envelope_powers(sgl_envelope *e, const sgl_ref_run *run, sgl_ref_powers *powers);

/** Radii of m_t, W^z_t, W^d_t. g, hessian [n] as given to sgl_ref_rule. */
void sgl_envelope_rule(sgl_envelope *e, const sgl_ref_run *run, const double *g, const double *hessian);

/** Radius of z_t around its implied value, from the recorded x_t [n]. With the dual form, recentres: run->z moves to the middle
 *  of where the program's z can be, given all of x up to x_t. */
void sgl_envelope_dual(sgl_envelope *e, sgl_ref_run *run, const double *x);

/** E and the zero pattern of x_{t+1}, whose exact value sgl_ref_run_shrink left in x_exact [n]. */
void sgl_envelope_shrink(sgl_envelope *e, const sgl_ref_run *run, mpfi_srcptr x_exact);

/** What the recorded x_{t+1} [n] says about z_t (the inverse of the shrink): narrows low and high. x_t [n]. For the dual form
 *  with Algorithm 1's norm and Eq. (9)'s threshold; otherwise nothing is learned. */
void sgl_envelope_reset(sgl_envelope *e, const sgl_ref_run *run, const double *x_next, const double *x);

/** Whether the variant has a zero pattern at all: lambda1 or lambda21 > 0. */
bool sgl_envelope_has_pattern(const sgl_ref_run *run);

/* ---- Internal to the envelope: one file each. */

/** The radii of lambda1 and of lambda21 sqrt(d) (k the group): a kernel may rescale them. */
double sgl_envelope_lambda1(const sgl_envelope *e, const sgl_ref_run *run);
double sgl_envelope_threshold(const sgl_envelope *e, const sgl_ref_run *run, size_t k);

/** The radius of 2 A_t = W^d_t + 2 lambda2, and the relative one of a norm of d entries. */
double sgl_envelope_denominator(const sgl_envelope *e, const sgl_ref_run *run, size_t i);
double sgl_envelope_norm(const sgl_envelope *e, size_t d);

/** Whether the dtype holds v. */
bool sgl_envelope_holds(const sgl_envelope *e, double v);

/** What underflow can take from a result of at most that magnitude, and from an operand. */
double sgl_envelope_underflow(const sgl_envelope *e, double magnitude);
double sgl_envelope_operand(const sgl_envelope *e, double v);

/** Radius of sqrt(v), v within r of its exact value: budget and propagation. */
double sgl_envelope_sqrt(const sgl_envelope *e, mpfi_srcptr v, double r);

/** Radius of beta y + (1 - beta) q, in either of the two ways that it is computed. */
double sgl_envelope_average(const sgl_envelope *e, double r, double y_magnitude, double y_center, double beta, double q,
                            double q_radius, bool q_rounded, double result_magnitude);

/** Radii of step t's shared numbers; of the moments and W of entry i, by each kind of rule. */
void sgl_envelope_scalars(sgl_envelope *e, const sgl_ref_run *run);
void sgl_envelope_momentum(sgl_envelope *e, const sgl_ref_run *run, const double *g, size_t i);
void sgl_envelope_ftrl(sgl_envelope *e, const sgl_ref_run *run, const double *g, size_t i);
void sgl_envelope_adam(sgl_envelope *e, const sgl_ref_run *run, const double *g, const double *hessian, size_t i);

/** Radii of W^z and W^d from that of the root. */
void sgl_envelope_w(sgl_envelope *e, const sgl_ref_run *run, size_t i);

#endif
