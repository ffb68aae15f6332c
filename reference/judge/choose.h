/* Judging against named variants: every way that the variant is rounded in practice, and every variant that the
 * optimizer has. */
#ifndef SGL_CHOOSE_H
#define SGL_CHOOSE_H

#include "judge/judge.h"
#include "judge/variants.h"

/** Judge against one variant. What is rounding and not formula is tried in turn, and the nearest is reported: powers of beta (exact, product in the dtype, pow); with all lambda = 0 and W^z = W^d also the
 *  form that keeps x instead of z, the same algorithm in exact arithmetic.
 *  Returns as sgl_judge. */
SGL_NODISCARD sgl_status sgl_judge_variant(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant,
                                           const sgl_judge_options *options);

/** As sgl_judge_variant, but begins with the rounding that like was judged with (NULL: all are tried), and is content with the
 *  first that conforms: for many variants of one recording, whose program rounds in one way only. */
SGL_NODISCARD sgl_status sgl_judge_variant_like(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant,
                                                const sgl_judgement *like, const sgl_judge_options *options);

/** One candidate of sgl_judge_auto. */
typedef struct sgl_candidate {
    const sgl_named_variant *named;
    sgl_judgement judgement;
    sgl_status status; /* SGL_EDOM: the variant cannot run on these hyper-parameters */
    bool same;         /* on these hyper-parameters the same algorithm as an earlier one; its judgement is copied */
} sgl_candidate;

/** Judge against every conforming variant of the trace's optimizer, the best explanation first in candidates [*count].
 *
 *  Conforming ones come first. A ratio is the maximum over a few entries and ranks by chance among variants that all conform: of
 *  those within a factor of 2 of the least ratio, the best-known (the order of sgl_variants) is put first. No verdict depends
 *  on that. Where one conforms, those that do not are left at their first divergence (unless whole is set), so their
 *  ratios are of what was seen.
 *  In:  candidates has room for all named variants (sgl_variants). */
SGL_NODISCARD sgl_status sgl_judge_auto(sgl_candidate *candidates, size_t *count, const sgl_trace *trace,
                                        bool whole, const sgl_judge_options *options);

/** Whether a is a better explanation than b: fewer steps that diverge (the later first one where a walk was cut short), then the
 *  smaller ratio. */
bool sgl_judgement_nearer(const sgl_judgement *a, const sgl_judgement *b);

#endif
