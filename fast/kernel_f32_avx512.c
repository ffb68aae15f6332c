/* float32, x86 with AVX-512 F and DQ (Dir.mk gives the flags). */
#include "kernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__) && defined(__FMA__)
#include <immintrin.h>

#define SGL_NAME(name) name##_f32
#define REAL float
#define FN(name) name##_f32_avx512
#define BITS int32_t
#define FMA fmaf
#define SQRT sqrtf
#define VECTOR_BYTES 64
#define VECTOR_LANES 16
#define MM(name) _mm512_##name##_ps
#define MM_UNLESS _mm512_cmp_ps_mask
#include "kernel_body.inc"
#else
const sgl_kernel_f32 *sgl_kernel_f32_avx512(void)
{
    return NULL;
}
#endif
