/* The public functions in float32. */
#include "checkpoint.h"
#include "kernel.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define REAL float
#define SGL_NAME(name) name##_f32
#define FMA fmaf
#define SQRT sqrtf
#define ABS fabsf
#define SCALBN scalbnf
#define ILOGB ilogbf
#define REAL_MAX FLT_MAX
#define REAL_LOW 0x1p-110f
#define REAL_PIECE 0x1p+66f
#define KERNEL_OF sgl_kernel_f32_of

#include "drive.inc"
#include "dense.inc"
#include "rows.inc"
#include "save.inc"
