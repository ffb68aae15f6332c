/* The public functions in float64. */
#include "checkpoint.h"
#include "kernel.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define REAL double
#define SGL_NAME(name) name##_f64
#define FMA fma
#define SQRT sqrt
#define ABS fabs
#define SCALBN scalbn
#define ILOGB ilogb
#define REAL_MAX DBL_MAX
#define REAL_LOW 0x1p-960
#define REAL_PIECE 0x1p+960
#define KERNEL_OF sgl_kernel_f64_of

#include "drive.inc"
#include "dense.inc"
#include "rows.inc"
#include "save.inc"
