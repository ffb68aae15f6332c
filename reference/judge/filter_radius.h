/* The radii of a root and of a maximum, in the way of the rung. */
#ifndef SGL_FILTER_RADIUS_H
#define SGL_FILTER_RADIUS_H

#ifdef SGL_FILTER_ESTIMATES
#include "judge/filter_radius_estimate.h"
#else
#include "judge/filter_radius_interval.h"
#endif

#endif
