#include "judge/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool before(sgl_place a, sgl_place b)
{
    if (a.step != b.step)
        return a.step < b.step;
    return a.group != b.group ? a.group < b.group : a.element < b.element;
}

void sgl_tally_merge(sgl_judgement *into, const sgl_judgement *group)
{
    if (group->max_ratio > into->max_ratio ||
        (group->max_ratio == into->max_ratio && group->max_ratio > 0 && before(group->max_at, into->max_at))) {
        into->max_ratio = group->max_ratio;
        into->max_at = group->max_at;
    }
    into->late_ratio = fmax(into->late_ratio, group->late_ratio);
    into->step_ulp_max = fmax(into->step_ulp_max, group->step_ulp_max);
#if SGL_MUTANT == 290
    if (group->diverges && !into->diverges) {
#else
    if (group->diverges && (!into->diverges || before(group->first.at, into->first.at))) {
#endif
        into->diverges = true;
        into->first = group->first;
    }
    into->entries += group->entries;
    into->by_filter += group->by_filter;
    into->by_pairs += group->by_pairs;
    into->zero_agree += group->zero_agree;
    into->wrongly_kept += group->wrongly_kept;
    into->wrongly_dropped += group->wrongly_dropped;
    into->undecided += group->undecided;
    into->vacuous += group->vacuous;
    into->undefined += group->undefined;
    into->unsure += group->unsure;
    into->stopped |= group->stopped;
}

/* What one process says: this, its candidates, and its steps that diverge where there are any. */
typedef struct message {
    sgl_judgement found;
    double low[SGL_FILTER_LARGEST], seconds;
    size_t candidates;
    sgl_status status;
} message;

static void *write_message(const sgl_tally *mine, size_t steps, size_t *size)
{
    const sgl_filter_pass *f = &mine->filtered;
    size_t candidates = f->count * sizeof *f->candidates;
    message m;
    unsigned char *bytes;

    memset(&m, 0, sizeof m);
    m.found = mine->found;
    memcpy(m.low, f->low, sizeof m.low);
    m.seconds = mine->seconds;
    m.candidates = f->count;
    m.status = mine->status;
    *size = sizeof m + candidates + (m.found.diverges ? steps + 1 : 0);
    bytes = malloc(*size);
    if (bytes == NULL)
        return NULL;
    memcpy(bytes, &m, sizeof m);
    if (candidates > 0)
        memcpy(bytes + sizeof m, f->candidates, candidates);
    if (m.found.diverges)
        memcpy(bytes + sizeof m + candidates, mine->over, steps + 1);
    return bytes;
}

static sgl_status add_candidates(sgl_filter_pass *to, const void *from, size_t count)
{
    size_t all = to->count + count;

    if (count == 0)
        return SGL_OK;
    if (all > to->room) {
        sgl_filter_candidate *more = realloc(to->candidates, all * sizeof *more);

        if (more == NULL)
            return SGL_ENOMEM;
        to->candidates = more;
        to->room = all;
    }
    memcpy(to->candidates + to->count, from, count * sizeof *to->candidates);
    to->count = all;
    return SGL_OK;
}

/* Adds to whole what one process says; returns the message's length. */
static size_t read_message(sgl_tally *whole, const unsigned char *bytes, size_t steps)
{
    size_t candidates;
    message m;

    memcpy(&m, bytes, sizeof m);
    candidates = m.candidates * sizeof *whole->filtered.candidates;
    if (whole->status == SGL_OK)
        whole->status = m.status;
    if (whole->status == SGL_OK)
        whole->status = add_candidates(&whole->filtered, bytes + sizeof m, m.candidates);
    sgl_tally_merge(&whole->found, &m.found);
    for (size_t k = 0; k < SGL_FILTER_LARGEST; k++)
        whole->filtered.low[k] = fmax(whole->filtered.low[k], m.low[k]);
    whole->seconds = fmax(whole->seconds, m.seconds);
    if (!m.found.diverges)
        return sizeof m + candidates;
    for (size_t t = 0; t <= steps; t++)
        whole->over[t] |= bytes[sizeof m + candidates + t];
    return sizeof m + candidates + steps + 1;
}

sgl_status sgl_tally_together(sgl_tally *whole, sgl_tally *mine, size_t steps, const sgl_team *team)
{
    size_t size = 0, *sizes = NULL, members = team != NULL ? team->size : 1;
    void *own = write_message(mine, steps, &size), *all = own;
    const unsigned char *at;
    bool heard = own != NULL;

    whole->seconds = 0;
    sgl_filter_pass_end(&mine->filtered);
    if (team != NULL && heard) {
        sizes = malloc(members * sizeof *sizes);
        heard = sizes != NULL && team->gather(&all, sizes, own, size);
    }
    at = all;
    for (size_t k = 0; k < members && heard; k++)
        at += read_message(whole, at, steps);
    if (!heard)
        whole->status = own != NULL && sizes != NULL ? SGL_EIO : SGL_ENOMEM;
    sgl_filter_pass_settle(&whole->filtered, &whole->found);
    if (team != NULL && heard)
        free(all);
    free(own);
    free(sizes);
    return whole->status;
}
