/* Whether two judgements say the same, to the last bit. */
#ifndef SAME_JUDGEMENT_H
#define SAME_JUDGEMENT_H

#include "judge/judge.h"

#include <string.h>

static inline bool same_place(const sgl_place *a, const sgl_place *b)
{
    return a->step == b->step && a->group == b->group && a->element == b->element;
}

static inline bool same_judgement(const sgl_judgement *a, const sgl_judgement *b)
{
    return a->verdict == b->verdict && a->powers == b->powers && a->bits == b->bits && a->entries == b->entries &&
           a->by_filter == b->by_filter && a->by_pairs == b->by_pairs && a->max_ratio == b->max_ratio && same_place(&a->max_at, &b->max_at) &&
           a->late_ratio == b->late_ratio && a->step_ulp_max == b->step_ulp_max && a->diverges == b->diverges &&
           (!a->diverges || (same_place(&a->first.at, &b->first.at) && a->first.kind == b->first.kind && a->first.got == b->first.got &&
                             a->first.low == b->first.low && a->first.high == b->first.high)) &&
           a->steps_over == b->steps_over && a->zero_agree == b->zero_agree && a->wrongly_kept == b->wrongly_kept &&
           a->wrongly_dropped == b->wrongly_dropped && a->undecided == b->undecided && a->vacuous == b->vacuous &&
           a->undefined == b->undefined && a->unsure == b->unsure && a->stopped == b->stopped;
}

#endif
