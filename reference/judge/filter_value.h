/* The numbers X that the walk holds for the values of a run (moments, W, zeta, z, s, x), in the way of one rung of the ladder: the
 * interval of doubles, with SGL_FILTER_PAIRS the one around a double, with SGL_FILTER_ESTIMATES a double, with both a sum of two. Radii (I) are
 * intervals of doubles on the first two, a double on the others. */
#ifndef SGL_FILTER_VALUE_H
#define SGL_FILTER_VALUE_H

#if defined(SGL_FILTER_ESTIMATES)
#include "judge/filter_value_estimate.h"
#elif defined(SGL_FILTER_PAIRS)
#include "judge/filter_value_pair.h"
#else
#include "judge/filter_value_double.h"
#endif

#endif
