#include "judge/filter_pass.h"

#include <math.h>
#include <stdlib.h>

void sgl_filter_pass_end(sgl_filter_pass *pass)
{
    free(pass->candidates);
    *pass = (sgl_filter_pass){0};
}

static bool may_hold(const sgl_filter_pass *pass, const sgl_filter_candidate *c)
{
    for (size_t k = 0; k < SGL_FILTER_LARGEST; k++)
#if SGL_MUTANT == 277
        if (c->high[k] > 2 * pass->low[k])
#else
        if (c->high[k] > 0 && c->high[k] >= pass->low[k]) /* the one that set low is among them */
#endif
            return true;
    return false;
}

static void prune(sgl_filter_pass *pass)
{
    size_t kept = 0;

    for (size_t k = 0; k < pass->count; k++)
        if (may_hold(pass, &pass->candidates[k]))
            pass->candidates[kept++] = pass->candidates[k];
    pass->count = kept;
}

sgl_status sgl_filter_pass_add(sgl_filter_pass *pass, sgl_judgement *result, const sgl_trace *trace, size_t group,
                               const sgl_filter_group *g)
{
    sgl_filter_candidate c = {group, {g->ratio.high, g->late.high, g->ulp.high}};
    size_t begin, end, entries;

    sgl_ref_group(&trace->layout, group, &begin, &end);
    entries = (end - begin) * trace->steps;

    result->entries += entries;
    *(g->by_pairs ? &result->by_pairs : &result->by_filter) += entries;
    result->zero_agree += (size_t)g->zero_agree;
    result->undecided += (size_t)g->undecided;
    result->vacuous += (size_t)g->vacuous;
    pass->low[0] = fmax(pass->low[0], g->ratio.low);
    pass->low[1] = fmax(pass->low[1], g->late.low);
    pass->low[2] = fmax(pass->low[2], g->ulp.low);
    if (!may_hold(pass, &c))
        return SGL_OK;
    if (pass->count == pass->room) {
        prune(pass);
        if (2 * pass->count >= pass->room) {
            size_t room = 2 * pass->room + 64;
            sgl_filter_candidate *more = realloc(pass->candidates, room * sizeof *more);

            if (more == NULL)
                return SGL_ENOMEM;
            pass->candidates = more;
            pass->room = room;
        }
    }
    pass->candidates[pass->count++] = c;
    return SGL_OK;
}

void sgl_filter_pass_settle(sgl_filter_pass *pass, const sgl_judgement *result)
{
    pass->low[0] = fmax(pass->low[0], result->max_ratio);
    pass->low[1] = fmax(pass->low[1], result->late_ratio);
    pass->low[2] = fmax(pass->low[2], result->step_ulp_max);
    prune(pass);
}
