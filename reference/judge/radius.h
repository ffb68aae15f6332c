/* Radii: non-negative doubles that bound how far a program may be from an exact value.
 *
 * All of this runs with the rounding mode set upward (sgl_judge_block does that), so that a sum, product or quotient of
 * radii is an upper bound of the exact one; where a lower bound is needed, the functions here negate. */
#ifndef SGL_RADIUS_H
#define SGL_RADIUS_H

#include <math.h>
#include <mpfi.h>
#include <stdbool.h>

/** a - b and a / b from below, a * b from below (b > 0), sqrt from below. */
static inline double sub_down(double a, double b)
{
    return -(b - a);
}

static inline double div_down(double a, double b)
{
    return -(-a / b);
}

static inline double sqrt_down(double a)
{
    return a > 0 ? nextafter(sqrt(a), 0) : 0;
}

/** |a - b| from above. */
static inline double distance_up(double a, double b)
{
    return fmax(a - b, b - a);
}

/** The largest and the smallest magnitude in v, from above and from below. */
static inline double magnitude(mpfi_srcptr v)
{
    return fmax(-mpfr_get_d(&v->left, MPFR_RNDD), mpfr_get_d(&v->right, MPFR_RNDU));
}

static inline double mignitude(mpfi_srcptr v)
{
    if (mpfr_sgn(&v->left) > 0)
        return mpfr_get_d(&v->left, MPFR_RNDD);
    return mpfr_sgn(&v->right) < 0 ? -mpfr_get_d(&v->right, MPFR_RNDU) : 0;
}

/** a b for radii, 0 where a factor is 0, even times infinity: nothing is off, or nothing is multiplied. */
static inline double times(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

/** The relative error of 1/(b (1 + r)): r/(1 - r), infinite from r = 1 on. */
static inline double of_inverse(double r)
{
    return r < 1 ? r / sub_down(1, r) : INFINITY;
}

/** magnitude/mignitude - 1 style quotients: r/m, infinite when m is 0 and r is not. */
static inline double relative(double r, double m)
{
    return r == 0 ? 0 : m > 0 ? r / m : INFINITY;
}

#endif
