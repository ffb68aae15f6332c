#define LOOPS sgl_loops_avx512
#include "bench/loops_body.inc"
