/* An optimizer as a shared library, for `assay run --plugin ./lib.so`. The library exports one function,
 *
 *     const sgl_plugin *sgl_plugin_v1(void);
 *
 * and is loaded in a process of its own: a crash costs one case. Needs sgl_spec.h and nothing else. What the library prints to
 * standard output goes to standard error. */
#ifndef SGL_PLUGIN_H
#define SGL_PLUGIN_H

#include "sgl_spec.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SGL_PLUGIN_VERSION 1u

/** Bits of sgl_plugin.lambdas. */
#define SGL_PLUGIN_LAMBDA1 1u
#define SGL_PLUGIN_LAMBDA21 2u
#define SGL_PLUGIN_LAMBDA2 4u

/** Bits of sgl_plugin.inputs. */
#define SGL_PLUGIN_ALPHA 1u
#define SGL_PLUGIN_GROUPS 2u
#define SGL_PLUGIN_ROWS 4u

/** What the optimizer is to be. The library may read the fields that lie within size bytes. */
typedef struct sgl_plugin_problem {
    size_t size; /* sizeof(sgl_plugin_problem) of who made it */
    sgl_optimizer optimizer;
    sgl_dtype dtype;
    size_t weights, group_size; /* n and d; group k holds weights k d .. k d + d - 1 */
    size_t steps;
    const void *x1; /* [weights] of dtype, x_1 */
    sgl_hyperparameters hyper;

    /* What comes only to a library that asks for it with sgl_plugin.inputs. Valid until stop. */
    const double *alpha;    /* [steps] the rate of each step, or NULL: hyper.alpha                                     */
    size_t groups;          /* how many there are                                                                      */
    const size_t *offsets;  /* [groups + 1] group k holds weights offsets[k] .. offsets[k+1] - 1; or NULL: group_size   */
    const size_t *row_ptr;  /* [steps + 1] step t (from 1) touches the groups rows[row_ptr[t-1]] .. rows[row_ptr[t] - 1], */
    const size_t *rows;     /* ascending; the others keep x and all their state, beta^t goes on. NULL: it touches all  */
} sgl_plugin_problem;

/** What a library offers; it stays valid while the library is loaded. */
typedef struct sgl_plugin {
    size_t size;          /* sizeof(sgl_plugin) as the library was compiled        */
    unsigned version;     /* SGL_PLUGIN_VERSION                                    */
    const char *name;
    unsigned optimizers;  /* bit 1u << SGL_ADAM ...                                */
    unsigned dtypes;      /* bit 1u << SGL_FLOAT32, 1u << SGL_FLOAT64              */
    unsigned lambdas;     /* SGL_PLUGIN_LAMBDA1 ...                                */
    const char *const *variants; /* NULL, or [SGL_OPTIMIZERS] names of variants, NULL where unknown */

    /** A new optimizer at t = 0; NULL, and *why a reason or untouched, when the problem is not supported. */
    void *(*start)(const sgl_plugin_problem *problem, const char **why);

    /** One step, in place: x [weights] in x_t, out x_{t+1}. hessian is NULL but for adahessian. Returns 0, or else there was an
     *  error. */
    int (*step)(void *optimizer, void *x, const void *g, const void *hessian);

    void (*stop)(void *optimizer);

    /* A library compiled before there was more has a smaller size and gets none of it. */
    unsigned inputs;      /* SGL_PLUGIN_ALPHA ...                                  */
} sgl_plugin;

typedef const sgl_plugin *sgl_plugin_function(void);

/** Exported by the library. */
SGL_API const sgl_plugin *sgl_plugin_v1(void);

#ifdef __cplusplus
}
#endif

#endif
