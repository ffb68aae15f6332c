/* The body of simulate.c, included once for each arithmetic: REAL, NAME, SQRT, FMA, POW, SMALLEST, and ROUNDED(site, budget, v),
 * what becomes of a result v. site numbers the operation and the entry, for errors that keep their direction. */
#ifdef REAL
#include "simulate_arithmetic.h"

typedef struct NAME(state) {
    REAL *m, *v, *largest, *z, *held, *x; /* held: W_{t-1}, or root_{t-1}, or it times nothing: see dual */
    REAL *s, *denominator, *squares;
    REAL power1, power2, compounded, every; /* epsilons that accumulate */
    bool *met_first;                        /* per group: step 1 touched it */
} NAME(state);

/* What all entries share at a step. */
typedef struct NAME(shared) {
    REAL alpha, inverse, b1, b2, root2, epsilon_z, epsilon_d;
    size_t t;
} NAME(shared);

#include "simulate_rule.h"

#include "simulate_group.h"

#undef SITE_FILE
#define SITE_FILE 3

/* W_0: 0, or FTRL's root of the initial accumulator over alpha. */
static void NAME(start)(simulate_run *p, NAME(state) * a)
{
    NAME(shared) s = {0};
    double n0 = p->variant.optimizer == SGL_FTRL      ? p->hyper.initial_accumulator
                : p->variant.epsilon == SGL_EPSILON_INITIAL ? p->hyper.epsilon
                                                            : 0;

    s.alpha = (REAL)(p->schedule != NULL ? p->schedule[0] : p->hyper.alpha);
    a->power1 = a->power2 = a->compounded = 1;
    for (size_t i = 0; i < p->layout.size; i++) {
        a->x[i] = (REAL)p->x[i];
        if (p->variant.optimizer != SGL_FTRL && p->variant.optimizer != SGL_ADAGRAD)
            continue;
        a->v[i] = (REAL)n0;
        if (p->variant.start == SGL_START_ZERO)
            continue;
        s.inverse = p->style.inverse_rate ? DIV(1, s.alpha) : 0;
        a->held[i] = NAME(accumulated_root)(p, i, a->v[i]);
        if (!p->style.one_division && !p->style.in_rates)
            a->held[i] = NAME(over_rate)(p, i, &s, a->held[i]);
    }
}

static void NAME(program)(simulate_run *p)
{
    size_t n = p->layout.size;
    REAL *memory = calloc(10 * n, sizeof *memory);
    NAME(state) a = {.m = memory, .v = memory + n, .largest = memory + 2 * n, .z = memory + 3 * n, .held = memory + 4 * n,
                     .x = memory + 5 * n, .s = memory + 6 * n, .denominator = memory + 7 * n, .squares = memory + 8 * n};

    a.met_first = calloc(p->layout.groups, sizeof *a.met_first);
    if (memory == NULL || a.met_first == NULL)
        abort();
    NAME(start)(p, &a);
    for (size_t t = 1; t <= p->steps; t++) {
        NAME(shared) s;

        NAME(begin_step)(p, &a, &s, t);
        for (size_t k = 0; k < p->layout.groups; k++) {
            size_t begin = p->layout.offsets != NULL ? p->layout.offsets[k] : k * p->layout.group_size;
            size_t end = p->layout.offsets != NULL ? p->layout.offsets[k + 1] : begin + p->layout.group_size;

            if (!touches(p, t, k, begin, end))
                continue;
            a.met_first[k] |= t == 1 || p->variant.first == SGL_FIRST_TOUCH;
            NAME(group_step)(p, &a, &s, k, begin, end, memory + 9 * n);
        }
        for (size_t i = 0; i < n; i++) {
            p->x[t * n + i] = (double)a.x[i];
            if (p->z != NULL)
                p->z[(t - 1) * n + i] = p->style.in_rates ? (double)a.z[i] / (double)s.alpha : (double)a.z[i];
        }
    }
    free(a.met_first);
    free(memory);
}

#undef SITE
#undef SITE_FILE
#undef ADD
#undef SUB
#undef MUL
#undef DIV
#undef ROOT
#undef MUL_ADD

#endif
