/* What the walk holds of one entry, in the way of the rung, and what every rung asks of an operand. */
#ifndef SGL_FILTER_ENTRY_H
#define SGL_FILTER_ENTRY_H

#ifdef SGL_FILTER_ESTIMATES
#include "judge/filter_estimate_entry.h"
#else
#include "judge/filter_interval_entry.h"
#endif

/* sgl_envelope_underflow and sgl_envelope_operand. */
INLINE I underflow(const sgl_filter *f, I magnitude)
{
    return lesser(magnitude, point(splat(f->eta)));
}

INLINE V operand(const sgl_filter *f, V v)
{
    return choose(less(absolute(v), splat(f->eta)), absolute(v), splat(0));
}

#endif
