/* The numbers of the filter's second rung, in AVX-512. */
#define TESTED "filter_value.inc"
#include "filter_on_avx512.inc"
