/* What MPFI leaves out and several steps need. Internal to reference/. */
#ifndef SGL_INTERVAL_H
#define SGL_INTERVAL_H

#include <mpfi.h>
#include <stdbool.h>

/** v = max(v, 0), exact. */
void sgl_interval_positive_part(mpfi_ptr v);

/** out = v^p for v >= 0 (ends below 0 count as 0) and p > 0; sqrt where p is 1/2. out may be v.
 *  Error: one unit in the last place at each end. */
void sgl_interval_power(mpfi_ptr out, mpfi_srcptr v, double p);

/** out = max(a, b), exact but for the precision of out. out may be a or b. */
void sgl_interval_max(mpfi_ptr out, mpfi_srcptr a, mpfi_srcptr b);

/** Whether v is the one point 0. */
bool sgl_interval_is_zero(mpfi_srcptr v);

#endif
