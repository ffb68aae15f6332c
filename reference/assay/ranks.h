/* The processes that judge a recording or make a sweep together: MPI ranks where built with MPI=1, else this process
 * alone. Nothing else knows MPI. Every call comes from the main thread. */
#ifndef RANKS_H
#define RANKS_H

#include "judge/team.h"

/** Join the others, first thing; leaving them is done at exit. When a rank dies, the launcher ends
 *  all of them; rank 0 then says so in one line, "PROGRAM: a rank died or the job was stopped; ADVICE". */
void ranks_begin(const char *program, const char *advice);

/** All ranks as a team of the judge's; NULL where there is but one. */
const sgl_team *ranks_team(void);

/** Let only rank 0 be heard: of the others, standard output and error go nowhere. */
void ranks_silence(void);

int ranks_size(void); /* >= 1 */
int ranks_rank(void); /* 0 .. size - 1 */

/** Wait for all ranks. Returns: whether all of them are well. A rank that exits earlier counts as
 *  not well, so nobody waits for it; once false, it is false for ever, without waiting. */
bool ranks_agree(bool well);

/** End all ranks at once with a failure. */
_Noreturn void ranks_abort(void);

#endif
