/* Programs to judge, simulated: every optimizer written down from the paper in plain floating point, without any code of
 * reference/, in the many ways that programs round it; and the same with one thing wrong. */
#ifndef SIMULATE_H
#define SIMULATE_H

#include "judge/trace.h"

#include <stdbool.h>
#include <stddef.h>

/** How a program arranges its arithmetic. All of it follows the same formulas. */
typedef struct simulate_style {
    const char *name;
    int association;   /* of z + m - q: 0 (z + m) - q, 1 z + (m - q), 2 (z - q) + m                       */
    int sum;           /* of the norm: 0 first to last, 1 pairwise, 2 last to first                       */
    int power;         /* beta^t: an sgl_powers                                                           */
    int quotient;      /* x: 0 (s f)/Y, 1 (s/Y) f, 2 f = (r - c)/r, 3 s f (1/Y), f = max(1 - c/r, 0)      */
    bool fused;        /* a b + c in one rounding wherever it occurs                                      */
    bool reciprocal;   /* a/b as a (1/b)                                                                  */
    bool rough_root;   /* sqrt by Newton's step on an approximate reciprocal root, as vector code has it  */
    bool increment;    /* y + (q - y)(1 - beta) for beta y + (1 - beta) q                                 */
    bool one_division; /* (root_t - root_{t-1})/alpha for root_t/alpha - root_{t-1}/alpha; constant alpha */
    bool inverse_rate; /* 1/alpha is computed once                                                        */
    bool in_rates;     /* keeps alpha z, and compares it with alpha lambda; constant alpha                */
    bool keeps_x;      /* x - alpha m/root: no z; all lambda = 0                                          */
    bool flushes;      /* subnormal results and operands are 0                                            */
    bool under_root;   /* sqrt(v/b2) for sqrt(v)/sqrt(b2)                                                 */
} simulate_style;

/** One thing wrong, from step `from` on (or at it), at entry or group `where`. */
typedef enum simulate_fault {
    FAULT_NONE,
    FAULT_ALPHA,         /* alpha is 1 + size times itself                                     */
    FAULT_LAMBDA1,       /* lambda1 likewise                                                   */
    FAULT_DROP_GRADIENT, /* one entry's gradient is taken for 0, once                          */
    FAULT_LOSE_Z,        /* one entry's z is 0 after step from                                 */
    FAULT_LOSE_SECOND,   /* one entry's second moment or accumulator likewise                  */
    FAULT_SIGN,          /* |z| + lambda1 for |z| - lambda1                                    */
    FAULT_KEEP_GROUP,    /* one group that should be 0 keeps its weights                       */
    FAULT_REACHED,       /* >= for > at both thresholds                                        */
    FAULTS
} simulate_fault;

/** What happens to the result of an operation. */
typedef enum simulate_noise {
    NOISE_NONE,    /* the dtype's own arithmetic                                                          */
    NOISE_UNIFORM, /* exact (double), off by up to the operation's budget: uniform,                       */
    NOISE_EXTREME, /* by the whole budget, up or down by chance,                                          */
    NOISE_BIASED,  /* by the whole budget, in a direction that an operation keeps for an entry at all steps */
    NOISES
} simulate_noise;

typedef struct simulate_run {
    sgl_variant variant;
    sgl_hyperparameters hyper;
    sgl_layout layout;
    sgl_dtype dtype;
    size_t steps;
    simulate_style style;
    simulate_noise noise; /* other than NOISE_NONE only with SGL_FLOAT32 */
    unsigned long long seed;
    simulate_fault fault;
    size_t from, where;
    double size;
    double *g, *hessian;    /* [T n], values of the dtype; hessian may be NULL          */
    double *schedule;       /* [T] or NULL                                              */
    size_t *row_ptr, *rows; /* as in sgl_trace, or NULL                                 */
    double *x;              /* [(T + 1) n]: x_1 given, x_2 .. x_{T+1} filled in         */
    double *z;              /* [T n]: what the program held as z_t, or NULL             */
} simulate_run;

/** Fill in x from x_1. */
void simulate(simulate_run *run);

/** The run as a recording in memory; nothing is copied, so it lives as long as run and layout do, and is not closed. */
void simulate_trace(sgl_trace *trace, const simulate_run *run);

/** v rounded to the dtype. */
double simulate_round(sgl_dtype dtype, double v);

/** Next 64 random bits of a stream of its own (SplitMix64), and uniform in [0, 1). */
unsigned long long simulate_random(unsigned long long *state);
double simulate_uniform(unsigned long long *state);

#endif
