#include "judge/choose.h"

#include "judge/journal.h"
#include "judge/likely.h"
#include "judge/team.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A step is judged from the recorded past, so a slip at one step shows at that step alone: the variant that a program means is the one
 * with the fewest steps wrong, even where another is never far off. Of walks cut short only the beginning is known. */
bool sgl_judgement_nearer(const sgl_judgement *a, const sgl_judgement *b)
{
    if (a->diverges != b->diverges)
        return b->diverges;
    if (a->diverges && (a->stopped || b->stopped) && a->first.at.step != b->first.at.step)
        return a->first.at.step > b->first.at.step;
    if (a->diverges && !a->stopped && !b->stopped && a->steps_over != b->steps_over)
        return a->steps_over < b->steps_over;
    return a->max_ratio < b->max_ratio;
}

static bool uses_powers(const sgl_variant *v)
{
    return (v->optimizer == SGL_ADAM || v->optimizer == SGL_AMSGRAD || v->optimizer == SGL_ADAHESSIAN) &&
           v->bias != SGL_BIAS_NONE;
}

/* With all lambda = 0 and one W in z and in the denominator, keeping z or keeping x is one algorithm. */
static bool forms_agree(const sgl_trace *trace, const sgl_variant *v)
{
    const sgl_hyperparameters *h = &trace->hyper;

    if (h->lambda1 != 0 || h->lambda21 != 0 || h->lambda2 != 0 || v->rows != SGL_ROWS_DENSE || trace->has_rows ||
        v->accumulate_times != 1 || v->form != SGL_FORM_DUAL)
        return false;
    switch (v->optimizer) {
    case SGL_SGD:
    case SGL_MOMENTUM:
        return true;
    case SGL_ADAGRAD:
    case SGL_FTRL:
        return v->start == SGL_START_ZERO && h->beta == 0;
    default:
        return v->epsilon == SGL_EPSILON_HAT || v->epsilon == SGL_EPSILON_OUTSIDE || v->epsilon == SGL_EPSILON_INSIDE ||
               v->epsilon == SGL_EPSILON_INSIDE_RAW || v->epsilon == SGL_EPSILON_INITIAL ||
               v->epsilon == SGL_EPSILON_NONE || h->epsilon == 0;
    }
}

/* The options for one more way. The nearest so far, where it does not diverge, is left behind only by one of a smaller ratio, or the same of a
 * way that is earlier: at any other a way is given up, and it is looked for first where the nearest has its own. */
static sgl_judge_options against(const sgl_judgement *nearest, bool earlier, const sgl_judge_options *options)
{
    sgl_judge_options how = *options;

    if (options->stop_at_divergence && !nearest->diverges && nearest->max_ratio > 0) {
#if SGL_MUTANT == 518
        how.enough_ratio = 0.5 * nearest->max_ratio;
#else
        how.enough_ratio = earlier ? nextafter(nearest->max_ratio, INFINITY) : nearest->max_ratio;
#endif
        how.first_group = nearest->max_at.group;
    }
    return how;
}

/* Of a way: the form that it judges by, and its kind of powers. */
static sgl_variant form_of(const sgl_variant *variant, int powers, int way)
{
    sgl_variant tried = *variant;

    if (way > powers)
        tried.form = SGL_FORM_PROX;
    return tried;
}

static sgl_powers powers_of(int powers, int way)
{
    return (sgl_powers)(way % (powers + 1));
}

/* The way by which somebody judged, where it is one of these. */
static int way_of(sgl_form form, sgl_powers kind, int powers, int ways)
{
    return (form == SGL_FORM_PROX && ways > powers + 1 ? powers + 1 : 0) + ((int)kind <= powers ? (int)kind : 0);
}

/* The nearest of the ways start, start + 1, ... (modulo ways), of some that are as near the first; with first, no more than up to one that
 * conforms. */
static sgl_status judge_ways(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant, int powers, int ways,
                             int start, bool first, const sgl_judge_options *options)
{
    int nearest = start;

    for (int k = 0; k < ways; k++) {
#if SGL_MUTANT == 461
        int way = start + k < ways ? start + k : start;
#else
        int way = (start + k) % ways;
#endif
        bool earlier = way < nearest;
        sgl_judge_options how = k > 0 && !first ? against(result, earlier, options) : *options;
        sgl_variant tried = form_of(variant, powers, way);
        sgl_judgement one;
        sgl_status status;

        if (k > 0 && !result->diverges && result->max_ratio == 0)
            break; /* none is nearer */
        status = sgl_judge(&one, trace, &tried, powers_of(powers, way), &how);
        if (status != SGL_OK)
            return status;
        if (k == 0 || sgl_judgement_nearer(&one, result) || (earlier && !sgl_judgement_nearer(result, &one))) {
            *result = one;
            nearest = way;
        }
        if (first && one.verdict == SGL_CONFORMS)
            break;
    }
    return SGL_OK;
}

/* Where it can be told the nearest way, against which the others are soon given up. */
static int likely_way(const sgl_trace *trace, const sgl_variant *variant, int powers, int ways, const sgl_judge_options *options)
{
    double least = INFINITY;
    int likely = 0;

    for (int way = 0; way < ways; way++) {
        sgl_variant tried = form_of(variant, powers, way);
        double ratios = sgl_likely_ratios(trace, &tried, powers_of(powers, way), options);

        if (ratios < least) {
            least = ratios;
            likely = way;
        }
    }
    return likely;
}

/* The way to begin with. All members of a team begin with one, the first's: on another machine two that are as good may look otherwise. So does
 * a run that goes on, with the one that it began with. */
static sgl_status first_way(int *way, const sgl_trace *trace, const sgl_variant *variant, int powers, int ways,
                            const sgl_judge_options *options)
{
    const sgl_journal_pass *kept = options->journal != NULL ? sgl_journal_kept(options->journal) : NULL;
    const sgl_team *team = options->team;
    size_t *sizes;
    void *all = NULL;
    bool heard;

    *way = kept != NULL ? way_of(kept->variant.form, kept->powers, powers, ways) : 0;
    if (kept != NULL || ways == 1)
        return SGL_OK;
    if (team == NULL || team->rank == 0)
        *way = likely_way(trace, variant, powers, ways, options);
#if SGL_MUTANT == 463
    team = NULL;
#endif
    if (team == NULL)
        return SGL_OK;
    sizes = malloc(team->size * sizeof *sizes);
    heard = sizes != NULL && team->gather(&all, sizes, way, sizeof *way);
    if (heard)
        memcpy(way, all, sizeof *way);
    free(all);
    free(sizes);
    return heard ? SGL_OK : SGL_EIO;
}

sgl_status sgl_judge_variant_like(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant,
                                  const sgl_judgement *like, const sgl_judge_options *options)
{
    int powers = uses_powers(variant) ? trace->dtype == SGL_FLOAT64 ? SGL_POWERS_PRODUCT : SGL_POWERS_POW
                                      : SGL_POWERS_EXACT;
#if SGL_MUTANT == 56
    int forms = forms_agree(trace, variant) ? 2 : 1, ways, start = 0;
    ways = forms * ((powers = SGL_POWERS_EXACT) + 1);
#else
    int forms = forms_agree(trace, variant) ? 2 : 1, ways = forms * (powers + 1), start = 0;
#endif

    if (like != NULL) {
        start = way_of(like->variant.form, like->powers, powers, ways);
    } else {
        sgl_status status = first_way(&start, trace, variant, powers, ways, options);

        if (status != SGL_OK)
            return status;
    }
    if (ways > 1 && like == NULL && !options->stop_at_divergence) {
        /* Where one does not diverge it is nearer than any that does, and those need no more than their first divergence. */
        sgl_judge_options quick = *options;
        sgl_status status;

        quick.stop_at_divergence = true;
        status = judge_ways(result, trace, variant, powers, ways, start, false, &quick);
        if (status != SGL_OK || !result->diverges)
            return status;
    }
    return judge_ways(result, trace, variant, powers, ways, start, like != NULL, options);
}

sgl_status sgl_judge_variant(sgl_judgement *result, const sgl_trace *trace, const sgl_variant *variant,
                             const sgl_judge_options *options)
{
    return sgl_judge_variant_like(result, trace, variant, NULL, options);
}

static bool conforms(const sgl_candidate *c)
{
    return c->status == SGL_OK && c->judgement.verdict == SGL_CONFORMS;
}

static int compare(const void *a, const void *b)
{
    const sgl_candidate *p = a, *q = b;

    if ((p->status == SGL_OK) != (q->status == SGL_OK))
        return p->status == SGL_OK ? -1 : 1;
    if (p->status == SGL_OK && sgl_judgement_nearer(&p->judgement, &q->judgement))
        return -1;
    if (p->status == SGL_OK && sgl_judgement_nearer(&q->judgement, &p->judgement))
        return 1;
    return p->named < q->named ? -1 : 1; /* the order of the table, so that the result is one */
}

/* Of the conforming candidates within a factor of 2 of the first, bring the best-known to the front. */
static void prefer_known(sgl_candidate *candidates, size_t count)
{
    size_t best = 0;
    sgl_candidate first;

    for (size_t k = 1; k < count && conforms(&candidates[k]); k++)
        if (candidates[k].judgement.max_ratio <= 2 * candidates[0].judgement.max_ratio &&
            candidates[k].named < candidates[best].named)
            best = k;
    first = candidates[best];
    for (size_t k = best; k > 0; k--)
        candidates[k] = candidates[k - 1];
    candidates[0] = first;
}

/* An earlier candidate that is the same algorithm on this recording, or NULL. */
static const sgl_candidate *same_as(const sgl_candidate *candidates, size_t count, const sgl_variant *variant,
                                    const sgl_trace *trace)
{
    sgl_variant reduced = sgl_variant_reduce(variant, &trace->hyper, &trace->layout, trace->has_rows);

    for (size_t k = 0; k < count; k++) {
        sgl_variant other = sgl_variant_reduce(&candidates[k].named->variant, &trace->hyper, &trace->layout, trace->has_rows);

        if (sgl_variant_equal(&reduced, &other))
            return &candidates[k];
    }
    return NULL;
}

sgl_status sgl_judge_auto(sgl_candidate *candidates, size_t *count, const sgl_trace *trace, bool whole,
                          const sgl_judge_options *options)
{
    size_t all;
    const sgl_named_variant *variants = sgl_variants(&all);
    sgl_judge_options quick = *options;
    bool found = false;

    quick.stop_at_divergence = true;
    *count = 0;
    for (size_t k = 0; k < all; k++) {
        sgl_candidate *c = &candidates[*count];
        const sgl_candidate *same;

        if (!variants[k].conforming || variants[k].variant.optimizer != trace->optimizer)
            continue;
        same = same_as(candidates, *count, &variants[k].variant, trace);
        if (same != NULL)
            *c = *same;
        c->same = same != NULL;
        c->named = &variants[k];
        ++*count;
        if (c->same)
            continue;
        c->status = sgl_judge_variant(&c->judgement, trace, &variants[k].variant, &quick);
        if (c->status != SGL_OK && c->status != SGL_EDOM)
            return c->status;
        found |= conforms(c);
    }
    for (size_t k = 0; k < *count && (whole || !found); k++) {
        sgl_candidate *c = &candidates[k];

        if (c->status != SGL_OK || !c->judgement.stopped)
            continue;
        c->status = sgl_judge(&c->judgement, trace, &c->judgement.variant, c->judgement.powers, options);
        if (c->status != SGL_OK)
            return c->status;
    }
    qsort(candidates, *count, sizeof *candidates, compare);
    if (*count > 0 && conforms(&candidates[0]))
        prefer_known(candidates, *count);
    return SGL_OK;
}
