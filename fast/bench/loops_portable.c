#define LOOPS sgl_loops_portable
#include "bench/loops_body.inc"
