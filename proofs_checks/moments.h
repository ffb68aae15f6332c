/* The moments of one coordinate in Appendix D, exact: m_t = gamma m_{t-1} + g_t, sigma_t = eta sigma_{t-1} + g_t^2. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "enclosure.h"
#include "rational.h"
#include "tap.h"

enum { MOMENTS_MOST = 12 }; /* steps */

/** m [T], sigma [T] from g [T], T <= MOMENTS_MOST. */
void moments(rat *m, rat *sigma, const rat *g, size_t T, rat gamma, rat eta);

/** sum of m_t^2/sqrt(under_t), 0/0 read as 0. */
num moments_weighted(const rat *m, const rat *under, size_t T);

/** squares_t = m_1^2 + ... + m_t^2. */
void moments_squares(rat *squares, const rat *m, size_t T);

/** Random g; returns T. */
size_t moments_draw(rat *g);

#endif
