/* Several processes that judge one recording together. The judge knows what they must tell each other; how it travels is the
 * caller's affair (assay: MPI). All members make the same calls in the same order; each holds all results. */
#ifndef SGL_TEAM_H
#define SGL_TEAM_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sgl_team {
    size_t size, rank; /* 0 <= rank < size */

    /** What each member says, one after the other by rank, to everyone.
     *  Returns: false when a member is gone or memory is short: for all members, or all but those.
     *  Out:     all    to be freed; NULL on failure
     *           sizes  [size] bytes of each member
     *  In:      mine   [bytes], or NULL with bytes = 0 */
    bool (*gather)(void **all, size_t *sizes, const void *mine, size_t bytes);
} sgl_team;

#endif
