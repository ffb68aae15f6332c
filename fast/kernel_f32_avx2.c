/* float32, x86 with AVX2 and FMA (Dir.mk gives the flags). */
#include "kernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>

#define SGL_NAME(name) name##_f32
#define REAL float
#define FN(name) name##_f32_avx2
#define BITS int32_t
#define FMA fmaf
#define SQRT sqrtf
#define VECTOR_BYTES 32
#define VECTOR_LANES 8
#define MM(name) _mm256_##name##_ps
#include "kernel_body.inc"
#else
const sgl_kernel_f32 *sgl_kernel_f32_avx2(void)
{
    return NULL;
}
#endif
