/* GSL's minimisers, in double: a witness of the argmin that shares nothing with the reference. */
#ifndef GSL_WITNESS_H
#define GSL_WITNESS_H

#include "sgl_spec.h"

/** F(x) = -s.x + c |A^{1/2} x| + |A^{1/2} x|^2 of one group, d <= 2 (lambda1 = 0): the least value that gsl_min (Brent, d = 1) or
 *  gsl_multimin (simplex, d = 2) finds, less F at the reference's closed form with that norm. Negative: a better point. */
double gsl_gap(const double *s, const double *a, size_t d, double c, sgl_norm norm);

#endif
