/* What the drivers (dense, rows) and the machine paths agree on. A step walks the weights in blocks that stay in the
 * first cache, and each block in three phases:
 *     element   rule, dual, soft threshold, one weight at a time:  m, v, y -> s, q = s/(2 A), w, z
 *     norm      a number per group: its factor f = max(1 - c/r, 0)
 *     finish    x = q f,  y = z + w x
 * A phase exists once for every machine path, from one source (kernel_body.inc). Internal to fast/. */
#ifndef SGL_KERNEL_H
#define SGL_KERNEL_H

#include "sgl_fast.h"

#include <stddef.h>

/* Bytes of one array in a block: with all arrays and buffers it takes a third of the first cache, and a phase is
 * short enough for the processor to overlap it with the next. Divisible by 10 so that groups of 10 fill it. */
enum { SGL_BLOCK_BYTES = 1280 };

/* How far the arrays are asked for in advance: into the first cache far enough to cross a page's end before the processor's own
 * prefetcher, into the second still further, for the first has room for few lines under way. */
enum { SGL_AHEAD_BYTES = 1024, SGL_FAR_BYTES = 3072 };

#if defined(__GNUC__)
#define PREFETCH(p) __builtin_prefetch(p)
#define PREFETCH_WRITTEN(p)                                                                        \
    __builtin_prefetch(p, 1) /* what is to be written: asked for once, not once more then */
#define PREFETCH_FAR(p) __builtin_prefetch(p, 0, 2) /* into the second cache */
#else
#define PREFETCH(p) ((void)(p))
#define PREFETCH_WRITTEN(p) ((void)(p))
#define PREFETCH_FAR(p) ((void)(p))
#endif

/* How many groups of d a block of so many entries takes: as many as fit, but a multiple of 16 or else of 8 groups, whose sums are
 * full vectors, or else of 16 entries where that is possible. At least 1 (of d > entries). */
static inline size_t sgl_groups_a_block(size_t entries, size_t d)
{
    size_t power = d & (~d + 1), fit = entries / d; /* power: the largest of 2 that divides d */
    size_t whole = power < 16 ? 16 / power : 1;

    if (fit >= 8)
        whole = fit >= 16 ? 16 : 8;
    return fit == 0 ? 1 : fit >= whole ? fit / whole * whole : fit;
}

/* What the element phase does to m and v. */
enum {
    SGL_RULE_SGD,
    SGL_RULE_MOMENTUM,
    SGL_RULE_NESTEROV,
    SGL_RULE_OVERWRITE,
    SGL_RULE_ACCUMULATE,
    SGL_RULE_ADAM, /* from here on: q = h^2, h = g or D */
    SGL_RULE_FED_BACK,
    SGL_RULE_SEPARATE,
    SGL_RULE_ADAM_ABS, /* the same three with q = |h| */
    SGL_RULE_FED_BACK_ABS,
    SGL_RULE_SEPARATE_ABS,
    SGL_RULES
};

/* What it does with x: the dual form, the prox form, the plain step. */
enum { SGL_WITH_DUAL, SGL_WITH_PROX, SGL_WITH_PLAIN, SGL_WITHS };

int sgl_rule_of(const sgl_step *step);
int sgl_with_of(const sgl_step *step);

/* The path that step.path asks for, or SGL_PATHS when this machine has it not. */
sgl_path sgl_path_choose(sgl_path path);

/* Threads worth starting for n weights. */
int sgl_threads_for(const sgl_step *step, size_t n);

#define SGL_REAL float
#define SGL_NAME(name) name##_f32
#include "kernel_types.inc"
#undef SGL_REAL
#undef SGL_NAME

#define SGL_REAL double
#define SGL_NAME(name) name##_f64
#include "kernel_types.inc"
#undef SGL_REAL
#undef SGL_NAME

const sgl_kernel_f32 *sgl_kernel_f32_portable(void);
const sgl_kernel_f32 *sgl_kernel_f32_avx2(void);
const sgl_kernel_f32 *sgl_kernel_f32_avx512(void);
const sgl_kernel_f64 *sgl_kernel_f64_portable(void);
const sgl_kernel_f64 *sgl_kernel_f64_avx2(void);
const sgl_kernel_f64 *sgl_kernel_f64_avx512(void);

/* NULL when this build has no such path. */
const sgl_kernel_f32 *sgl_kernel_f32_of(sgl_path path);
const sgl_kernel_f64 *sgl_kernel_f64_of(sgl_path path);

#endif
