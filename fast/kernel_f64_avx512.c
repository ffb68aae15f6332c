/* float64, x86 with AVX-512 F and DQ (Dir.mk gives the flags). */
#include "kernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__) && defined(__FMA__)
#include <immintrin.h>

#define SGL_NAME(name) name##_f64
#define REAL double
#define FN(name) name##_f64_avx512
#define BITS int64_t
#define FMA fma
#define SQRT sqrt
#define VECTOR_BYTES 64
#define VECTOR_LANES 8
#define MM(name) _mm512_##name##_pd
#define MM_UNLESS _mm512_cmp_pd_mask
#include "kernel_body.inc"
#else
const sgl_kernel_f64 *sgl_kernel_f64_avx512(void)
{
    return NULL;
}
#endif
