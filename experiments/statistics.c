#include "statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <math.h>

void mean_sd(double *mean, double *sd, size_t *count, const double *v, size_t n)
{
    double sum = 0, square = 0;

    *count = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(v[i])) {
            sum += v[i];
            ++*count;
        }
    *mean = *count ? sum / (double)*count : NAN;
    for (size_t i = 0; i < n; i++)
        if (!isnan(v[i]))
            square += (v[i] - *mean) * (v[i] - *mean); /* second pass: no cancellation */
    *sd = *count > 1 ? sqrt(square / (double)(*count - 1)) : NAN;
}

paired_test paired_t_resplit(const double *a, const double *b, size_t n, double test_over_train)
{
    paired_test r = {.n = 0};
    double sum = 0, square = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(a[i] - b[i])) {
            sum += a[i] - b[i];
            r.n++;
        }
    r.mean = r.n ? sum / (double)r.n : NAN;
    for (size_t i = 0; i < n; i++)
        if (!isnan(a[i] - b[i]))
            square += (a[i] - b[i] - r.mean) * (a[i] - b[i] - r.mean);
    r.sd = r.n > 1 ? sqrt(square / (double)(r.n - 1)) : NAN;
    r.t = r.mean / (r.sd * sqrt(1 / (double)r.n + test_over_train));
    r.p = r.sd > 0 ? 2 * gsl_cdf_tdist_Q(fabs(r.t), (double)(r.n - 1)) : NAN;
    return r;
}

paired_test paired_t(const double *a, const double *b, size_t n)
{
    return paired_t_resplit(a, b, n, 0);
}

/* Distance of v[which] [i] to its column's mean, scaled; NaN where there is none. */
static double off_level(const double *v, size_t rows, size_t stride, size_t which, size_t i)
{
    double level = 0, k = 0;

    for (size_t r = 0; r < rows; r++)
        if (!isnan(v[r * stride + i])) {
            level += v[r * stride + i];
            k++;
        }
    return k < 2 ? NAN : (v[which * stride + i] - level / k) * sqrt(k / (k - 1));
}

double within_sd(const double *v, size_t rows, size_t stride, size_t n, size_t which)
{
    double sum = 0, square = 0, count = 0;

    for (size_t i = 0; i < n; i++) {
        double d = off_level(v, rows, stride, which, i);
        if (!isnan(d)) {
            sum += d;
            count++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        double d = off_level(v, rows, stride, which, i);
        if (!isnan(d))
            square += (d - sum / count) * (d - sum / count);
    }
    return count > 1 ? sqrt(square / (count - 1)) : NAN;
}

double interpolate_log(const double *px, const double *py, size_t n, double x)
{
    double below = -INFINITY, above = INFINITY, y_below = NAN, y_above = NAN;

    for (size_t i = 0; i < n; i++) {
        if (!(px[i] > 0))
            continue;
        if (px[i] <= x && px[i] > below) {
            below = px[i];
            y_below = py[i];
        }
        if (px[i] >= x && px[i] < above) {
            above = px[i];
            y_above = py[i];
        }
    }
    if (below == above)
        return y_below;
    return y_below + (y_above - y_below) * log(x / below) / log(above / below);
}

void fit_slope(double *slope, double *error, const double *x, const double *y, size_t n)
{
    double intercept, c00, c01, c11, rest;

    *slope = *error = NAN;
    if (n < 3)
        return;
    gsl_fit_linear(x, 1, y, 1, n, &intercept, slope, &c00, &c01, &c11, &rest);
    *error = sqrt(c11);
}
