/* What a check of the paper's claims works with. A program checks the claims of one theorem, lemma, table or
 * algorithm; it takes its numbers and the verdict from the ledger (claims.tsv), so that a ledger that says
 * something else than what is found makes the program fail.
 *
 * The column "counterexample" reads
 *     name=value; name=value; words -> name=value; name=value | a second case
 * with values that are rationals, decimals, vectors (a,b,c) of them, or ~decimal for a rounded one. What stands before
 * the arrow is given, what stands after it must be found. A number that no check reads is a failure. The
 * column "correction" may hold name=value parts between its semicolons; they are read in the same way. */
#ifndef CHECK_H
#define CHECK_H

#include "enclosure.h"
#include "rational.h"
#include "tap.h"

typedef enum verdict {
    UNSETTLED, /* no verdict: the check did not find what it needs for one */
    HOLDS,
    HOLDS_IF,
    FALSE_AS_PRINTED,
    VACUOUS,
    AMBIGUOUS,
    EMPIRICAL,
    EDITORIAL
} verdict;

typedef struct check {
    const char *id;
    verdict (*run)(void);
} check;

/** Run the checks, or with argv[1] the one of that id, against the ledger of $SGL_LEDGER or the compiled-in one; with
 *  --list print their ids. A check passes when its tests pass, the verdict that it returns is the ledger's,
 *  and it read every number of the row. Returns the exit status. */
int check_main(int argc, char **argv, const check *checks, size_t n);

/* ---- Inside a check */

/** One test, named "ID: ...". Returns condition. */
__attribute__((format(printf, 2, 3))) bool is(bool condition, const char *name, ...);

/** Go on with case k (from 0) of the counterexample; case 0 is where a check starts. */
void in_case(size_t k);
size_t cases(void);

/** A number of the counterexample, in the present case; bails out when it is not there. */
rat given(const char *name);

/** A vector of it: its length, at most most. A plain number is a vector of 1. */
size_t given_vector(const char *name, rat *out, size_t most);

/** A number of the column "correction". */
rat corrected(const char *name);

/** The test that the ledger's number of that name is value. Returns whether it is. */
bool found(const char *name, rat value);
bool found_vector(const char *name, const rat *value, size_t n);

/** The same for a real number: the enclosure must be narrow and meet the ledger's rational; where the ledger has
 *  ~decimal, lie within half a unit of its last place. */
bool found_real(const char *name, num value);

/* ---- Verdicts from what was found; UNSETTLED when the evidence for one is missing */

verdict holds(bool statement);
verdict holds_if(bool fails_without, bool holds_with);
verdict false_as_printed(bool refuted, bool corrected_holds);

/** Whether a = b identically (identity.h), as a test with the size of the grid in its YAML. */
struct expr;
bool identical(struct expr a, struct expr b, const char *what);

/** The control of an identity: a = b must not hold identically. */
bool not_identical(struct expr a, struct expr b, const char *what);

#endif
