/* The certified filter: whole groups judged in vectors of doubles, with the verdict that the exact path would give.
 *
 * The filter is the exact path (sgl_ref_run and sgl_envelope, step by step as judge.c calls them) carried out once more in intervals
 * rounded outward, several groups at a time. Claim: after every operation
 *     (1) the interval of a run's variable contains the MPFI interval that the exact path holds for it, and
 *     (2) the interval of an envelope's variable contains the double that the exact path holds for it.
 * By induction over the operations. The exact path rounds each result to a grid, MPFR's of at least 106 bits or the doubles, and
 * every double lies on that grid. The filter applies the same operation to intervals that contain the operands, so the exact
 * result lies in the exact range, the range lies between two doubles (the filter's ends), and rounding to a finer grid in any
 * direction does not leave that interval. Hence no fused operation and no shorter formula here: the operations are those of the
 * exact path, in its order, or ones whose range contains theirs (a product with an enclosure of 1/b for a quotient by b).
 * Numbers that all groups share (powers, bias corrections, factors, epsilons, alpha, radii of the scalars) are
 * taken from the exact path itself, run for one entry: sgl_filter_new.
 *
 * The ladder. Radii are relative to u, and intervals of doubles hold them to ten digits and more. Values must be known to a small part
 * of u, which intervals of doubles give where the recording is float32, and not where it is float64. So there are two rungs, one text:
 * values as intervals of doubles (filter_value_double.h), or as intervals around a double, of twice as many bits (filter_value_pair.h,
 * which says why (1) holds there too). A float32 recording goes to the first, and what that leaves undecided to the second; a
 * float64 recording to the second; what is undecided then is walked by the exact path.
 *
 * Below them, for the common variants, numbers are single doubles, values of float64 recordings sums of two, with an error that is known
 * beforehand (filter_value_estimate.h): half the work. That decides as intervals do, but knows of the largest values only what they are at
 * most; the few groups that may hold one are walked in intervals too.
 *
 * A comparison of the exact path is answered only where the intervals leave no choice; where both answers lead to values,
 * their hull is taken; otherwise the group is escalated: it is not decided, and walked by the next rung over its whole history.
 * So a group is decided when every entry certainly lies inside its envelope with its zero pattern allowed, and every count of
 * the exact path is certain. */
#ifndef SGL_FILTER_H
#define SGL_FILTER_H

#include "judge/judge.h"

/** A largest value of a group, as an interval: the exact path's lies in it. */
typedef struct sgl_filter_largest {
    double low, high;
} sgl_filter_largest;

/** What the filter says of one group. Without decided the rest means nothing, but for deviates: an entry lies outside of its envelope
 *  for certain, so that no other rung decides it either. */
typedef struct sgl_filter_group {
    bool decided, by_pairs, deviates;
    sgl_filter_largest ratio, late, ulp; /* max_ratio, late_ratio, step_ulp_max of the group */
    double zero_agree, undecided, vacuous;
} sgl_filter_group;

/** Interval [v[0], v[1]]. */
typedef double sgl_filter_pair[2];

/** A number that the walk computes with: in doubles, and to twice as many bits as [center - below, center + above]. */
typedef struct sgl_filter_number {
    sgl_filter_pair ends;
    double center, below, above;
} sgl_filter_number;

/** What one step's scalars are, for all entries. */
typedef struct sgl_filter_scalars {
    sgl_filter_number inverse_alpha, m_factor, root_factor, epsilon_dual, epsilon_denominator;
    double m_magnitude, root_magnitude; /* magnitude of the two factors */
    double m_factor_radius, root_factor_radius, epsilon_dual_radius, epsilon_denominator_radius;
    double w_roundings; /* of W from the root, in u */
    double eta_rates, rate; /* as the envelope's; max(1, alpha) */
    bool m_scaled, root_scaled;
    sgl_filter_number epsilon_inside, inverse_bias2; /* what is added under the root; 1/(1 - beta2^t)   */
    double epsilon_inside_radius, bias2_least, correction_radius;
    sgl_filter_number w_dual, w_denominator; /* sgd, momentum: W is the same for all entries */
    double w_dual_radius, w_denominator_radius;
} sgl_filter_scalars;

/** Of beta y + (1 - beta) q. */
typedef struct sgl_filter_average {
    sgl_filter_number complement; /* 1 - beta */
    double beta, complement_up; /* the latter as the envelope has it */
    bool beta_rounded, complement_rounded;
} sgl_filter_average;

/** What depends on the number d of entries of a group. */
typedef struct sgl_filter_size {
    size_t d;
    sgl_filter_number threshold;
    double threshold_radius, threshold_least, threshold_most; /* below the first a group is zero for certain, above the second it is not */
    double threshold_low;                                     /* threshold less its radius */
    double norm;                                              /* sgl_envelope_norm */
} sgl_filter_size;

typedef struct sgl_filter {
    const sgl_trace *trace;
    struct sgl_columns *columns; /* whose view trace is, or NULL: all steps are in memory */
    sgl_variant variant;
    sgl_hyperparameters hyper;
    double u, eta, largest_number;
    bool pattern, resets, plain; /* plain: the program keeps x, and all lambda are 0 */
    bool lazy;                   /* a step may leave a group alone */
    bool has_pairs;              /* bits are enough for the second rung of intervals */
    bool has_estimates;          /* the walk by estimates may be taken */
    sgl_filter_number lambda1, twice_lambda2, offset, second, w_dual; /* the last two at t = 0 */
    double lambda1_radius, twice_lambda2_radius, second_radius, w_dual_radius;
    bool gamma_rounded;
    sgl_filter_average first_average, second_average;
    sgl_filter_size *sizes;
    size_t size_count;
    sgl_filter_scalars *steps; /* [T + 1], from 1 */
    size_t largest;            /* d of the largest group */
} sgl_filter;

/** Most groups that one call of sgl_filter_groups takes, and how many largest values a group has. */
enum { SGL_FILTER_LANES = 8, SGL_FILTER_LARGEST = 3 };

/** The tables for judging trace against a variant, as the exact path at that precision does.
 *
 *  Returns: SGL_OK, with *filter NULL where the filter does not know the variant, or bits are fewer than it needs;
 *           SGL_EDOM as sgl_judge; SGL_ENOMEM.
 *  Out:     filter    to be freed with sgl_filter_free, which accepts NULL */
SGL_NODISCARD sgl_status sgl_filter_new(sgl_filter **filter, const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers,
                                        mpfr_prec_t bits);
void sgl_filter_free(sgl_filter *filter);

/** How many groups from first on can be given together: of one size, at most SGL_FILTER_LANES; at least 1. */
size_t sgl_filter_batch(const sgl_filter *filter, size_t first);

/** Walk groups first .. first + count - 1, all of one size, on the fastest path that this machine has, up the ladder.
 *  In:      found [SGL_FILTER_LARGEST]: the largest ratio, late ratio and ulp that are known of other groups. Of a group that cannot hold a
 *           larger one no more is found out than that.
 *  Returns: SGL_OK; SGL_ENOMEM; SGL_EIO where columns cannot be read. Out: out [count] */
SGL_NODISCARD sgl_status sgl_filter_groups(sgl_filter_group *out, const sgl_filter *filter, const double *found, size_t first, size_t count);

/** A value that the walk holds: [center - below, center + above]. */
typedef struct sgl_filter_seen_value {
    double center, below, above;
} sgl_filter_seen_value;

/** What the walk holds of one entry after step t, for the containment tests. */
typedef struct sgl_filter_seen {
    sgl_filter_seen_value first, second, m, w_dual, w_denominator, zeta, z, s, x;
    sgl_filter_pair first_radius, second_radius, w_dual_radius, z_radius, E, below, above; /* radii; below, above: low and high after the reset */
} sgl_filter_seen;

typedef struct sgl_filter_probe {
    void (*see)(void *context, size_t t, size_t group, size_t element, const sgl_filter_seen *seen);
    void *context;
} sgl_filter_probe;

/** One rung on one path, calling probe (or NULL) at every entry; the rounding mode must be upward. SGL_EDOM where this machine or compiler
 *  does not have it. */
typedef sgl_status sgl_filter_path(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count,
                                   const sgl_filter_probe *probe);
sgl_filter_path sgl_filter_groups_portable, sgl_filter_groups_avx2, sgl_filter_groups_avx512;
sgl_filter_path sgl_filter_pairs_portable, sgl_filter_pairs_avx2, sgl_filter_pairs_avx512;

/** The rung below them; SGL_EDOM also of a filter that has no estimates. It decides, and of the largest values it gives upper bounds alone (low is 0). */
sgl_filter_path sgl_filter_estimates_portable, sgl_filter_estimates_avx2, sgl_filter_estimates_avx512;

/** The same for float64, as those are for float32 alone. */
sgl_filter_path sgl_filter_estimate_pairs_portable, sgl_filter_estimate_pairs_avx2, sgl_filter_estimate_pairs_avx512;

/** Whether has_estimates is to be set of a filter that is otherwise complete. */
bool sgl_filter_estimates_suit(const sgl_filter *filter);

#endif
