/* float64, any machine. */
#include "kernel.h"

#include <math.h>

#define SGL_NAME(name) name##_f64
#define REAL double
#define FN(name) name##_f64_portable
#define FMA fma
#define SQRT sqrt
#define ABS fabs
#define COPYSIGN copysign
#include "kernel_body.inc"
