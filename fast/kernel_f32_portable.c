/* float32, any machine. */
#include "kernel.h"

#include <math.h>

#define SGL_NAME(name) name##_f32
#define REAL float
#define FN(name) name##_f32_portable
#define FMA fmaf
#define SQRT sqrtf
#define ABS fabsf
#define COPYSIGN copysignf
#include "kernel_body.inc"
