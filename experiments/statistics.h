/* Means, paired tests and slopes, on GSL. */
#ifndef STATISTICS_H
#define STATISTICS_H

#include <stddef.h>

typedef struct paired_test {
    size_t n;
    double mean; /* of the differences a - b                       */
    double sd;   /* of the differences, n - 1 in the denominator   */
    double t;    /* mean / standard error                          */
    double p;    /* two-sided; NaN when n < 2 or sd = 0            */
} paired_test;

/** Paired t test of a [n] against b [n]; pairs with a NaN are left out and not counted in n. */
paired_test paired_t(const double *a, const double *b, size_t n);

/** The same for re-splits of one data set, whose training rows overlap: the variance of the mean is
 *  sd^2 (1/n + test/train), Nadeau and Bengio's correction. test/train is the ratio of row counts.
 */
paired_test paired_t_resplit(const double *a, const double *b, size_t n, double test_over_train);

/** Mean and standard deviation of the entries that are not NaN; *count of them. sd is NaN when
 * *count < 2. */
void mean_sd(double *mean, double *sd, size_t *count, const double *v, size_t n);

/** Standard deviation of row which of v [rows * stride], n entries, once each column's own level is taken out: of its
 *  distance to the mean of the column's entries that are not NaN, times sqrt(k/(k-1)) for k of those (Cousineau 2005, Morey
 *  2008). Columns with k < 2 are left out. What all rows share, a data set that is easier, is no part of it: with two
 *  rows it is the sd of their differences over sqrt 2. NaN when fewer than two columns are left. */
double within_sd(const double *v, size_t rows, size_t stride, size_t n, size_t which);

/** y at x by linear interpolation in log x between the points (px, py), which need not be sorted;
 * points with px <= 0 are left out. NaN outside their range. In: px, py [n], n <= 64. */
double interpolate_log(const double *px, const double *py, size_t n, double x);

/** Least squares line through (x, y) [n]: slope and its standard error. NaN when n < 3. */
void fit_slope(double *slope, double *error, const double *x, const double *y, size_t n);

#endif
