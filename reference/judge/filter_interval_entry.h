/* What the walk in intervals holds of one entry, a group a lane: values in the way of the rung (filter_value.h), radii as intervals of
 * doubles. */
#ifndef SGL_FILTER_INTERVAL_ENTRY_H
#define SGL_FILTER_INTERVAL_ENTRY_H

#include "judge/filter.h"
#include "judge/filter_value.h"

/* Beyond this nothing is decided, so that no infinity and no NaN passes for a number. */
#define HUGE_ENOUGH 1e300

/* One entry of as many groups as there are lanes. */
typedef struct entry {
    X first, second, zeta; /* of the run                      */
    X maximum;             /* AMSGrad's, where it is kept apart */
    X w, w_before;         /* W^z_t and the one before it     */
    I first_radius, second_radius, maximum_radius, w_radius, w_radius_before;
    I z_before, below, above; /* z_before, low, high of the envelope */
    V x_before;
    /* of this step */
    X m, w_denominator, implied, z, s, denominator, y, x;
    I m_radius, w_denominator_radius, shift, z_radius, s_radius, denominator_radius, y_inverse, E;
    V x_now, x_next;
    I prox_radius; /* of x_t - m/W */
    M zero, live;  /* sure +1, sure -1 */
    M stays;       /* m is 0 for certain */
} entry;

#endif
