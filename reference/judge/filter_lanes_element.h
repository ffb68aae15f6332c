/* What vectors are made of: one number of a recording. */
#ifndef SGL_FILTER_LANES_ELEMENT_H
#define SGL_FILTER_LANES_ELEMENT_H

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

INLINE float f4(const unsigned char *base, long long at)
{
    float v;

    memcpy(&v, base + 4 * at, sizeof v);
    return v;
}

INLINE double f8(const unsigned char *base, long long at)
{
    double v;

    memcpy(&v, base + 8 * at, sizeof v);
    return v;
}

#endif
