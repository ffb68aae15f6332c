/* Whether the walk by estimates may be taken: what filter_value_estimate.h asks of the variant and of the constants. */
#include "judge/filter.h"

#include <math.h>

/* Of a number in two doubles. */
#define PAIR_ERROR 0x1p-98

enum { MOST_STEPS = 1 << 19, MOST_ENTRIES = 1 << 20 };

/* Far from where products of a few constants, gradients and states overflow or underflow, and known to the bits of a pair. */
static bool moderate(const sgl_filter_number *v)
{
    double size = fabs(v->center);

    return size == 0 || (size > 0x1p-150 && size < 0x1p150 && v->below + v->above <= PAIR_ERROR * size);
}

/* Claim (V) for a constant whose radius is given: of float64 it is taken as a pair, else as a double. */
static bool near(const sgl_filter *f, const sgl_filter_number *v, double radius)
{
    double error = f->trace->dtype == SGL_FLOAT64 ? v->below + v->above : fmax(v->below, v->above);

    return moderate(v) && error <= 0x1p-26 * radius;
}

static bool step_suits(const sgl_filter *f, const sgl_filter_scalars *s)
{
    bool constant = f->variant.optimizer == SGL_SGD || f->variant.optimizer == SGL_MOMENTUM; /* W is */

    return moderate(&s->inverse_alpha) && moderate(&s->m_factor) && moderate(&s->root_factor) && moderate(&s->epsilon_dual) &&
           moderate(&s->epsilon_denominator) && moderate(&s->epsilon_inside) && moderate(&s->inverse_bias2) &&
           (!constant || (near(f, &s->w_dual, s->w_dual_radius) && near(f, &s->w_denominator, s->w_denominator_radius)));
}

bool sgl_filter_estimates_suit(const sgl_filter *f)
{
    const sgl_trace *trace = f->trace;

    if (!f->resets || trace->steps > MOST_STEPS || f->largest > MOST_ENTRIES)
        return false;
    if (!near(f, &f->lambda1, f->lambda1_radius) || !near(f, &f->second, f->second_radius) || !near(f, &f->w_dual, f->w_dual_radius) ||
        !moderate(&f->twice_lambda2))
        return false;
    for (size_t k = 0; k < f->size_count; k++)
        if (!moderate(&f->sizes[k].threshold))
            return false;
    for (size_t t = 1; t <= trace->steps; t++)
        if (!step_suits(f, &f->steps[t]))
            return false;
    return true;
}
