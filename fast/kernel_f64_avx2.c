/* float64, x86 with AVX2 and FMA (Dir.mk gives the flags). */
#include "kernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>

#define SGL_NAME(name) name##_f64
#define REAL double
#define FN(name) name##_f64_avx2
#define BITS int64_t
#define FMA fma
#define SQRT sqrt
#define VECTOR_BYTES 32
#define VECTOR_LANES 4
#define MM(name) _mm256_##name##_pd
#include "kernel_body.inc"
#else
const sgl_kernel_f64 *sgl_kernel_f64_avx2(void)
{
    return NULL;
}
#endif
