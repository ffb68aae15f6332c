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
    X zeta, w_before;
    V zeta_error, z_before;                   /* z_before: |z| and its radius, of the step before */
    V below, above, below_error, above_error; /* low and high of the envelope */
    V x_before, x_now, x_next, w_radius_before;
    /* of this step */
    X implied, z, s, denominator, y, x;
    V implied_error, z_error, z_radius, s_radius, denominator_radius, inverse, y_inverse, E;
    M zero, live, ordinary; /* sure +1, sure -1; the denominator is */
} entry;

#endif
