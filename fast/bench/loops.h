/* The loops that the kernels are measured against, compiled for each machine path as the kernels are. Index 0: float32,
 * 1: float64. arrays: x m v y maximum g hessian. */
#ifndef SGL_BENCH_LOOPS_H
#define SGL_BENCH_LOOPS_H

#include <stddef.h>

typedef struct sgl_loops {
    void (*streams[2])(void *const *arrays, int rw, int ro, size_t begin, size_t end);
    void (*plain[2])(void *const *arrays, size_t begin, size_t end);
    void (*triad[2])(void *const *arrays, size_t begin, size_t end);
    void (*adam[2])(void *const *arrays, size_t begin, size_t end);
    void (*naive[2])(void *const *arrays, size_t begin, size_t end, size_t d);
    void (*touch[2])(void *table, const size_t *touched, size_t begin, size_t end, size_t count,
                     const void *gradient, size_t d, size_t parts);
} sgl_loops;

const sgl_loops *sgl_loops_portable(void);
const sgl_loops *sgl_loops_avx2(void);
const sgl_loops *sgl_loops_avx512(void);

#endif
