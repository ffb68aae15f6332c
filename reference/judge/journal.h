/* The journal of a judgement: what was judged so far, in a file, so that a run that was killed goes on where it was and says the same.
 *
 * A judgement is a sequence of passes over all groups (a variant, a kind of powers, a precision each), a pass a sequence of blocks of groups.
 * Sums and largest values do not depend on the order of groups, so what a block adds is added once and for all: the state after
 * a block is the judgement so far, the steps that diverge, and the filter's candidates. The file is replaced in one step. Of a team the
 * first process has the file, and all know what is in it: another number of them may go on. */
#ifndef SGL_JOURNAL_H
#define SGL_JOURNAL_H

#include "judge/filter_pass.h"
#include "judge/team.h"

enum { SGL_JOURNAL_BLOCK = 64 }; /* groups of the first block */

/** The state of one pass. */
typedef struct sgl_journal_pass {
    sgl_variant variant;
    sgl_powers powers;
    mpfr_prec_t bits;
    bool stop, exact, finished;
    size_t begin, block; /* the next group, and how many the next block has */
    size_t stop_at;      /* with stop: where it is next asked whether to go on */
    double enough_ratio; /* as the options have it */
    sgl_judgement result;
    unsigned char *over; /* [steps + 1] */
    sgl_filter_pass filtered;
} sgl_journal_pass;

typedef struct sgl_journal {
    char *path;
    size_t steps;
    bool silent;         /* another process of the team writes the file */
    unsigned long long recording; /* fingerprint of the trace */
    double seconds, saved;        /* at least so many between two saves; when the last was */
    sgl_journal_pass *passes;
    size_t count, next; /* passes known; the next one that the judgement comes to */
    sgl_error error;    /* why the last function failed */
} sgl_journal;

/** Open the journal of judging trace, or begin one where path does not exist.
 *
 *  Returns: SGL_OK; SGL_EFORMAT when path is no journal, or one of another recording or version; SGL_EIO; SGL_ENOMEM. Of a team all
 *           return the same.
 *  Out:     journal   to be closed with sgl_journal_close; NULL on error
 *           error     or NULL
 *  In:      seconds   at least so many between two saves
 *           team      or NULL */
SGL_NODISCARD sgl_status sgl_journal_open(sgl_journal **journal, const char *path, const sgl_trace *trace, double seconds,
                                          const sgl_team *team, sgl_error *error);

/** Accepts NULL. With done, the file is removed: everything was judged. */
void sgl_journal_close(sgl_journal *journal, bool done);

/** The pass that comes next where the file has it, or NULL. */
const sgl_journal_pass *sgl_journal_kept(const sgl_journal *journal);

/** The pass that comes next, as result (variant, powers, bits) and options name it: its state from the file, or a new one that
 *  begins with result. *pass stays where it is until the next call.
 *  Returns: SGL_OK; SGL_EFORMAT when the file has another pass there: other options, another version; SGL_ENOMEM. */
SGL_NODISCARD sgl_status sgl_journal_next(sgl_journal_pass **pass, sgl_journal *journal, const sgl_judgement *result,
                                          const sgl_judge_options *options);

/** How many groups to judge before the next save, when the last `block` took so many seconds. */
size_t sgl_journal_block(const sgl_journal *journal, size_t block, double seconds);

/** Write the file, if the last time was long enough ago or the pass is finished. Returns SGL_OK, SGL_EIO or SGL_ENOMEM. */
SGL_NODISCARD sgl_status sgl_journal_save(sgl_journal *journal);

#endif
