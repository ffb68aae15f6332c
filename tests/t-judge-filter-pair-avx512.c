/* Sums of two doubles, as the walk by estimates has them, in AVX-512. */
#define TESTED "filter_estimate_pair.inc"
#include "filter_on_avx512.inc"
