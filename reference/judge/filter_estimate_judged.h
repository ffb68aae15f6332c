/* Where the recorded x_{t+1} is: judge_entry of walk.c, as estimates. Only that an entry lies inside is found here, and what its largest values
 * are at most. */
#ifndef SGL_FILTER_ESTIMATE_JUDGED_H
#define SGL_FILTER_ESTIMATE_JUDGED_H

#include "judge/filter_estimate_shrink.h"

/* The largest far/E so far. */
INLINE void note_ratio(V *so_far, V far, V E)
{
    M more = less(*so_far * E, far);

    if (any(more))
        *so_far = choose(more, far / E, *so_far);
}

/* The largest far/ulp of the dtype at |x*|, at most: far and |x*| are within error. Where x* vanishes it is that of 1/2. */
INLINE void note_ulp(V *so_far, const sgl_filter *f, V far, V error, V value, M vanishes)
{
    V few = larger(value - error, splat(f->eta));

    few = choose(vanishes, splat(0.5), few);
    *so_far = larger(*so_far, (far + error) * inverse_power(few) * splat(0.5 / f->u));
}

INLINE void judge_entry(batch *b, entry *e, const factor *k, size_t t)
{
    const sgl_filter *f = b->filter;
    const V one = splat(1);
    V far = absolute(value_gap(value_point(e->x_next), e->x)), value = size_of(e->x), least = narrowest(b, e->E), most = widest(b, e->E);
    M kept = unequal(e->x_next, splat(0)), is_vacuous = at_most(value, least);

#if SGL_MUTANT == 454
    least = e->E + e->E;
#endif
    b->decided &= at_most(far, least);
    if (any(k->rough))
        b->decided &= not(k->rough & kept);
    note_ratio(&b->ratio.high, far, e->E);
    if (t > f->trace->steps - (f->trace->steps + 9) / 10)
        note_ratio(&b->late.high, far, e->E);
    if (f->pattern) {
        b->decided &= not(e->zero & kept);
        b->decided &= not(e->live) | kept | is_vacuous;
        b->agree = choose(e->zero | e->live, b->agree + one, b->agree);
    }
    b->decided &= not(kept & not(is_vacuous) & at_most(value, most));
    b->vacuous = choose(kept & is_vacuous, b->vacuous + one, b->vacuous);
    note_ulp(&b->ulp.high, f, far, splat(4) * b->slack * e->E, value, e->zero | k->vanishes | equal(value + e->E, splat(0)));
}

#endif
