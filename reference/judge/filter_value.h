/* The numbers X that the walk holds for the values of a run (moments, W, zeta, z, s, x), in the way of one rung of the ladder: the
 * interval of doubles, or with SGL_FILTER_PAIRS the one around a double. Radii are intervals of doubles (I) on both. */
#ifndef SGL_FILTER_VALUE_H
#define SGL_FILTER_VALUE_H

#ifdef SGL_FILTER_PAIRS
#include "judge/filter_value_pair.h"
#else
#include "judge/filter_value_double.h"
#endif

#endif
