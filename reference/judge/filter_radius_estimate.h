/* The radii of a root and of a maximum as estimates: sgl_envelope_sqrt of envelope.c, maximum_radius of envelope_adam.c. */
#ifndef SGL_FILTER_RADIUS_ESTIMATE_H
#define SGL_FILTER_RADIUS_ESTIMATE_H

#include "judge/budget.h"
#include "judge/filter_estimate_entry.h"

/* Of v within r; root_v its root. r/(sqrt v + sqrt(v - r)) is r/(2 sqrt v) 2/(1 + sqrt(1 - e)), e = r/v, and the last factor
 * 1 + e/4 + e^2/8 + 5 e^3/64 + ..., of which the terms left out are less than 2^-26 for e <= 2^-8; above that it is computed as it stands.
 * Roots near eta may be flushed, and pairs need more than that: those lanes are not decided. Where v is 0, so is r. */
INLINE I sqrt_radius(const sgl_filter *f, I v, I root_v, I r, M *decided)
{
    const double least = fmax(f->eta * (1 + 0x1p-20), IN_PAIRS ? 0x1p-400 : 0);
    V inverse = splat(1) / root_v, part = r * inverse, e = part * inverse, radius = part * fused(e, fused(splat(0.0625), e, splat(0.125)), splat(0.5));
    M ordinary = at_most(e, splat(0x1p-8)) & at_most(splat(2 * least), v);

    if (any(not(ordinary))) {
        const V zero = splat(0);
        M still = equal(v, zero) & equal(r, zero);

        radius = choose(ordinary, radius, choose(still, zero, r / (root_v + root_up(larger(v - r, zero)))));
        *decided &= ordinary | still | (at_most(e, splat(0.5)) & at_most(splat(least), v - r));
    }
    return fused(splat(SGL_BUDGET_SQRT * f->u), root_v + radius, radius);
}

/* For a maximum that was `before` off and an average, r off. Where it is not certain whether the average reaches the maximum, the two answers
 * must be one. An average that is the maximum, or more to all bits that a double has, is not below it by any radius but 0. */
INLINE I maximum_radius(I maximum, I before, I average, I r, M *decided)
{
    V both = larger(before, r), gap = maximum - average, reach = before + r;
    V unsure = fused(splat(4 * RADIUS_ERROR), reach, splat(0x1p-48) * maximum);
    M below = at_most(reach + unsure, gap), not_below = less(gap, reach - unsure) | at_most(gap, splat(0));

    *decided &= below | not_below | equal(both, before);
#if SGL_MUTANT == 455
    return before;
#else
    return choose(below, before, both);
#endif
}

#endif
