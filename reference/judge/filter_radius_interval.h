/* The radii of a root and of a maximum in intervals: sgl_envelope_sqrt of envelope.c, maximum_radius of envelope_adam.c. */
#ifndef SGL_FILTER_RADIUS_INTERVAL_H
#define SGL_FILTER_RADIUS_INTERVAL_H

#include "judge/budget.h"
#include "judge/filter_entry.h"

/* sgl_envelope_sqrt of v within r; root_v = root(v). Where it is not certain whether the root may be flushed, lanes are not decided.
 *
 * Not flushed, the exact path has r/(sqrt v + sqrt(v - r)), its roots up to 2^-52 of themselves too small, its sum and quotient rounded up.
 * With e = r/v <= 1: sqrt(1 - e) lies in [1 - e/2 - e^2/2, 1 - e/2] (squared, 1 - e - 3e^2/4 + e^3/2 + e^4/4 <= 1 - e), so the denominator
 * in 2 sqrt v [1 - a, 1 - e/4], a = (e + e^2)/4 <= 1/2; 1/(1 - e/4) >= 1 + e/4, and 1/(1 - a) <= 1 + a + 2a^2 <= 1 + e/4 + e^2/4 + e^2/2. The
 * roundings stay within 2^-50 relative. No root of v - r is needed. */
INLINE I sqrt_radius(const sgl_filter *f, I v, I root_v, I r, M *decided)
{
    I least = positive(subtract(v, r)), inverse_root = inverse(root_v), half = scale(times(r, inverse_root), splat(0.5)), radius;
    I e = times(times(r, inverse_root), inverse_root);
    M normal = at_most(splat(f->eta), low(least)), flushed = less(least.h, splat(f->eta));

    radius = times(half, (I){e.n * splat(0.25) - splat(1 - 0x1p-48), splat(1 + 0x1p-48) + e.h * splat(0.25) + e.h * e.h});
    if (any(flushed)) {
        M zero = equal(v.h, splat(0)), above = is_positive(v);
        I whole = greater(root_v, subtract(root(add(v, r)), root_v));

        *decided &= not(flushed) | zero | above;
        radius = when(flushed, when(zero, root(r), positive(whole)), radius);
    }
    *decided &= normal | flushed;
    return add(radius, scale(add(root_v, radius), splat(SGL_BUDGET_SQRT * f->u)));
}

/* maximum_radius of envelope_adam.c, for a maximum that was `before` off and an average, r off: where the average cannot reach the
 * maximum it is before, else the larger of the two. Where neither is certain, their hull. */
INLINE I maximum_radius(I maximum, I before, I average, I r, M *decided)
{
    I reach = add(average, r), least = subtract(maximum, before), both = greater(before, r);
    M below = at_most(reach.h, low(least)), not_below = less(least.h, low(reach));

    (void)decided;
#if SGL_MUTANT == 445
    not_below = none();
    below = not(none());
#endif
    return when(below, before, when(not_below, both, (I){larger(before.n, both.n), larger(before.h, both.h)}));
}

#endif
