/* The rows of fast/bounds.def by name: "function dtype quantity". */
#ifndef FAST_BOUNDS_H
#define FAST_BOUNDS_H

#include "tap.h"

#include <string.h>

static const struct {
    const char *row;
    double limit;
} limits[] = {
#define SGL_BOUND(function, dtype, quantity, unit, limit, how)                                     \
    {#function " " #dtype " " #quantity, limit},
#include "bounds.def"
#undef SGL_BOUND
};

static inline double limit_of(const char *row)
{
    for (size_t k = 0; k < ARRAY_SIZE(limits); k++)
        if (strcmp(limits[k].row, row) == 0)
            return limits[k].limit;
    bail_out("bounds.def has no row %s", row);
}

#endif
