/* What was found in some groups, and how such findings are put together: of groups, of threads, of processes. Sums and largest values
 * with ties broken by place, so that the order does not matter. */
#ifndef SGL_TALLY_H
#define SGL_TALLY_H

#include "judge/filter_pass.h"
#include "judge/team.h"

typedef struct sgl_tally {
    sgl_judgement found;
    sgl_filter_pass filtered;
    unsigned char *over; /* [steps + 1] steps that diverge; not owned */
    sgl_status status;
    double seconds;      /* that it took */
} sgl_tally;

/** Adds what a group, or any other set of groups, has given. */
void sgl_tally_merge(sgl_judgement *into, const sgl_judgement *from);

/** Adds what this process and all others of the team found to whole, the same on all of them. mine is used up, but for mine->over, which may
 *  be whole->over. whole->seconds is the longest of all.
 *  Returns: SGL_OK; what the first of those that failed says; SGL_ENOMEM; SGL_EIO when one is gone.
 *  In:      steps   T
 *           team    NULL: this process alone */
SGL_NODISCARD sgl_status sgl_tally_together(sgl_tally *whole, sgl_tally *mine, size_t steps, const sgl_team *team);

#endif
