/* What the walk by estimates holds of one entry, a group a lane. Claims (V) and (R) of filter_value_estimate.h hold for what the rule sets;
 * an error is an upper bound of how far a value is from the exact path's. */
#ifndef SGL_FILTER_ESTIMATE_ENTRY_H
#define SGL_FILTER_ESTIMATE_ENTRY_H

#include "judge/filter_value_estimate.h"

/* Beyond this nothing is decided, so that no infinity and no NaN passes for a number, and no product overflows. */
#define HUGE_ENOUGH 0x1p300

typedef struct entry {
    X first, second, maximum, w, w_denominator, m; /* set by the rule */
    I first_radius, second_radius, maximum_radius, w_radius, w_denominator_radius, m_radius;
    V zeta, zeta_error, z_before; /* z_before: |z| and its radius, of the step before */
    V below, above, below_error, above_error; /* low and high of the envelope */
    V x_before, x_now, x_next, w_before, w_radius_before;
    /* of this step */
    V implied, implied_error, z, z_error, z_radius, s, s_radius, denominator, denominator_radius, inverse, y_inverse, y, x, E;
    M zero, live; /* sure +1, sure -1 */
} entry;

#endif
