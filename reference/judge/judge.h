/* Judging a recording: for every step the exact step from the implied state, how far a conforming program can be from it
 * (envelope.h), and where the recorded weights are. */
#ifndef SGL_JUDGE_H
#define SGL_JUDGE_H

#include "judge/envelope.h"
#include "judge/team.h"
#include "judge/trace.h"

typedef enum sgl_verdict {
    SGL_CONFORMS,     /* every entry inside its envelope, no zero-pattern violation, something was decided */
    SGL_DEVIATES,     /* some entry is not                                                                  */
    SGL_INCONCLUSIVE, /* nothing deviates, and nothing was decided: every entry is undecided or vacuous     */
    SGL_VERDICTS
} sgl_verdict;

/** How an entry left its envelope. */
typedef enum sgl_divergence_kind {
    SGL_OUTSIDE,         /* |x - x*| > E                                          */
    SGL_WRONGLY_KEPT,    /* x != 0 where it is 0 for certain                      */
    SGL_WRONGLY_DROPPED, /* x = 0 where it is not 0 for certain, and |x*| > E     */
    SGL_MOVED,           /* a row that the step does not touch changed            */
    SGL_DIVERGENCE_KINDS
} sgl_divergence_kind;

/** A step, group and element, numbered as sgl-trace/1 does: step from 1, group and element within it from 0. */
typedef struct sgl_place {
    size_t step, group, element;
} sgl_place;

typedef struct sgl_divergence {
    sgl_place at;
    sgl_divergence_kind kind;
    double got, low, high; /* the recorded value, and the interval allowed */
} sgl_divergence;

/** What was found. Counts are of entries, n T in all. */
typedef struct sgl_judgement {
    sgl_verdict verdict;
    sgl_variant variant;
    sgl_powers powers;
    mpfr_prec_t bits;
    size_t entries, by_filter, by_pairs; /* all, and those that the filter (filter.h) decided on its first rung and on its second */
    double max_ratio;     /* largest |x - x*|/E, zero-pattern violations apart; infinite where E = 0 < |x - x*| */
    sgl_place max_at;
    double late_ratio;    /* the same over the last tenth of the steps */
    double step_ulp_max;  /* largest |x - x*| in ulps of x* */
    double trajectory_ulp_max; /* open loop: own past instead of the recorded one; in ulps of the largest the entry was. NAN
                                  where it was not asked for */
    bool diverges;
    sgl_divergence first; /* by step, then group, then element; meaningful when diverges */
    size_t steps_over;    /* steps with a divergence */
    size_t zero_agree;    /* entries whose zero pattern is decided and right; 0 without a lambda1 or lambda21 */
    size_t wrongly_kept, wrongly_dropped;
    size_t undecided;     /* zero or not is within rounding: both accepted */
    size_t vacuous;       /* live entries with E >= |x*|: any small number passes */
    size_t undefined;     /* entries after a division by 0 in the exact recursion, not judged */
    bool stopped;         /* the walk ended at the first divergence of some group: ratios and counts are of what was seen */
    size_t unsure;        /* entries that the precision did not decide; 0 unless the maximum precision was reached */
} sgl_judgement;

/** Called now and then with the work done and all of it; may be NULL. */
typedef void sgl_judge_progress(void *context, size_t done, size_t all);

/** One entry as it was judged, for whoever draws it. */
typedef struct sgl_observation {
    sgl_place at;
    double x;      /* recorded                                                                        */
    double error;  /* (x - x*)/E, infinite where E = 0 and x is not x*; NAN at a zero-pattern violation */
    int zero;      /* with a lambda1 or lambda21: +1 zero for certain, -1 not, 0 undecided; else -1   */
    bool diverges;
} sgl_observation;

/** Called for every entry of the groups that a step touches, from any thread. */
typedef void sgl_judge_observe(void *observer, const sgl_observation *o);

/** How a recording is judged. */
typedef struct sgl_judge_options {
    mpfr_prec_t bits, max_bits;   /* precision to start at, and to stop at                                    */
    bool exact;                   /* every group in MPFI; else the filter first, with the same result         */
    struct sgl_journal *journal;  /* where the work done is kept (journal.h), or NULL                       */
    const sgl_team *team;         /* the processes that do this together, all with these options, or NULL   */
    size_t window;                /* bytes that a thread holds of a recording read by columns (columns.h); 0: 16 MiB */
    bool stop_at_divergence;      /* leave a group at its first divergence: enough to know that it deviates   */
    double enough_ratio;          /* with it: the end too where max_ratio is that for certain, and is then a lower bound; 0: never */
    size_t first_group;           /* the group to begin with; the others follow, around                       */
    sgl_judge_progress *progress; /* or NULL */
    void *context;                /* for progress */
    sgl_judge_observe *observe;   /* or NULL. Set exact, and bits = max_bits, to see each entry once          */
    void *observer;               /* for observe */
} sgl_judge_options;

/** The window of options, or what is taken without one. */
size_t sgl_judge_window(const sgl_judge_options *options);

/** Judge a recording against one variant.
 *
 *  Starts at options->bits and doubles the precision until every comparison is certain, or max_bits is reached (then unsure > 0).
 *  Groups are independent: they are spread over the processes of a team and their OpenMP threads, and the result does not depend on
 *  how many there are.
 *
 *  Returns: SGL_OK; SGL_EDOM when the variant cannot be run with the hyper-parameters of the trace (adahessian without
 *           hessian_diag.npy included); SGL_ENOMEM; SGL_EIO when a file cannot be read to its end, or a process of the team is gone.
 *  Out:     result
 *  In:      variant  may be that of result */
SGL_NODISCARD sgl_status sgl_judge(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant,
                                   sgl_powers powers, const sgl_judge_options *options);

/** The open-loop error: the recursion run from x_1 on its own past, against the recording; in ulps of the dtype at the
 *  largest magnitude that the entry had so far. Does not decide anything. NAN where the recursion is not defined. */
SGL_NODISCARD sgl_status sgl_judge_trajectory(double *ulp_max, const sgl_trace *trace, const sgl_variant *variant,
                                              sgl_powers powers, mpfr_prec_t bits);

#endif
