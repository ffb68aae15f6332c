/* The numbers of the filter's second rung, in AVX2. */
#define TESTED "filter_value.inc"
#include "filter_on_avx2.inc"
