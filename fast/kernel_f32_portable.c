/* float32, any machine. */
#include "kernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define SGL_NAME(name) name##_f32
#define REAL float
#define FN(name) name##_f32_portable
#define BITS int32_t
#define FMA fmaf
#define SQRT sqrtf
#define VECTOR_BYTES 16
#define VECTOR_LANES 4
#include "kernel_body.inc"
