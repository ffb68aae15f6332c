/* The words between `assay run` and a program: JSON, a message a line, "assay": 1 (the version) in each.
 *
 *   > {"assay":1,"cmd":"start"}
 *   < {"assay":1,"name":"my optimizer","optimizers":["adam"],"dtypes":["float32"],"lambdas":["lambda1","lambda21","lambda2"]}
 *   > {"assay":1,"cmd":"run","case":"adam-float32-plain","optimizer":"adam","dtype":"float32","steps":T,"size":n,"group_size":d,
 *      "hyperparameters":{"alpha":..,"beta1":..,...},"x1":[n numbers],"grads":[T rows of n]}     hessian_diag too for adahessian
 *   < {"assay":1,"case":"adam-float32-plain","x":[T rows of n]}               x after every step; groups are d neighbours
 *   > {"assay":1,"cmd":"stop"}                                                the program exits, without an answer
 *
 * In the first answer lambdas (default: none) are the penalties that the program has, and variants may say what its author
 * believes it is: {"adam":"adam-kingma-ba"}; "arrays":"npy" asks for arrays by file. inputs (default: none) are keys of run that the
 * program understands, and is given cases with:
 *     "alpha"    "alpha":[T numbers], the rate of each step instead of the hyper-parameter
 *     "groups"   "groups":[0,..,n] instead of group_size: group k is weights groups[k] .. groups[k+1]-1
 *     "rows"     "rows":[T lists of groups], ascending: what each step touches. The others keep x and all their state, and beta^t goes on
 * In an answer to run, instead of x: "unsupported" or "skipped" with a reason, or "error" with a message. x1, grads, hessian_diag and
 * x may be {"npy":"path"}, on either side. A number may be a string: C's "%a", or "nan". Other keys are ignored. */
#ifndef SGL_PROTOCOL_H
#define SGL_PROTOCOL_H

#include "live_case.h"

#include <stdbool.h>

enum { PROTOCOL_VERSION = 1, PROTOCOL_TEXT = 256 };

/** What a program says of itself. */
typedef struct protocol_hello {
    char name[PROTOCOL_TEXT];
    live_abilities abilities;
    char variants[SGL_OPTIMIZERS][PROTOCOL_TEXT]; /* "" where it does not say */
    bool npy;
} protocol_hello;

typedef enum protocol_answer {
    PROTOCOL_X,           /* the case's x is filled                          */
    PROTOCOL_UNSUPPORTED, /* reason says why                                 */
    PROTOCOL_SKIPPED,
    PROTOCOL_ERROR
} protocol_answer;

/** Messages to a program, a line with its newline, to be freed; NULL when memory is short. folder: where to put arrays as files, or
 *  NULL for inline (the error of writing there goes to error). */
char *protocol_start(void);
char *protocol_run(const live_case *c, const char *folder, sgl_error *error);
char *protocol_stop(void);

/** How many bytes the answer to a case can have. */
size_t protocol_limit(const live_case *c);

/** Read the answer to start. Returns SGL_OK; SGL_EFORMAT, SGL_EDIM and a message "line N, column M: what; what was expected".
 *  In: text [size], without its newline; line counts from 1 */
SGL_NODISCARD sgl_status protocol_read_hello(protocol_hello *hello, const char *text, size_t size, size_t line, sgl_error *error);

/** Read the answer to a case, into c->x when it is PROTOCOL_X. A number that is not finite is kept. Returns as above.
 *  Out: reason [PROTOCOL_TEXT]   of the other answers */
SGL_NODISCARD sgl_status protocol_read_answer(protocol_answer *answer, char *reason, live_case *c, const char *text, size_t size,
                                              size_t line, sgl_error *error);

#endif
