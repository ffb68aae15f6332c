#define LOOPS sgl_loops_avx2
#include "bench/loops_body.inc"
