/* float64, any machine. */
#include "kernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define SGL_NAME(name) name##_f64
#define REAL double
#define FN(name) name##_f64_portable
#define BITS int64_t
#define FMA fma
#define SQRT sqrt
#define VECTOR_BYTES 16
#define VECTOR_LANES 2
#include "kernel_body.inc"
