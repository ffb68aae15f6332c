/* Passes at a precision that doubles until every comparison is certain, and the verdict. */
#include "judge/pass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static sgl_verdict verdict(const sgl_judgement *j)
{
    if (j->diverges)
        return SGL_DEVIATES;
    return j->entries > j->undefined + j->unsure && j->entries > j->undecided + j->vacuous ? SGL_CONFORMS
                                                                                            : SGL_INCONCLUSIVE;
}

sgl_status sgl_judge(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers,
                     const sgl_judge_options *options)
{
    const sgl_variant judged = *variant; /* which may be result's own */
    mpfr_prec_t bits = options->bits;
    unsigned char *over;
    sgl_status status;

    if (judged.second != SGL_SECOND_GRADIENT && !trace->has_hessian)
        return SGL_EDOM;
    over = malloc(trace->steps + 1);
    if (over == NULL)
        return SGL_ENOMEM;
    for (;;) {
        memset(over, 0, trace->steps + 1);
        memset(result, 0, sizeof *result);
#if SGL_MUTANT == 27
        result->variant = *variant;
#else
        result->variant = judged;
#endif
        result->powers = powers;
        result->bits = bits;
        result->trajectory_ulp_max = NAN;
        status = sgl_pass(result, trace, over, options);
        if (status != SGL_OK || result->unsure == 0 || 2 * bits > options->max_bits)
            break;
        bits *= 2;
    }
    for (size_t t = 1; t <= trace->steps; t++)
        result->steps_over += over[t];
    result->verdict = verdict(result);
    free(over);
    return status;
}
