/* Which of several ways of judging a large recording is probably the nearest, so that the others can be given up soon. */
#ifndef SGL_LIKELY_H
#define SGL_LIKELY_H

#include "judge/judge.h"

/** How far a recording's first groups are off, about: the sum of their largest ratios, one as good as another. Infinite where the recording
 *  is too small for that to be of use, or where the filter does not decide one of them. Nobody's verdict depends on it. */
double sgl_likely_ratios(const sgl_trace *trace, const sgl_variant *variant, sgl_powers powers, const sgl_judge_options *options);

#endif
