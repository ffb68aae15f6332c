/* The walk by estimates of float64 recordings, values as sums of two doubles, in AVX-512. */
#define PATH sgl_filter_estimate_pairs_avx512
#define SGL_FILTER_ESTIMATES
#define SGL_FILTER_PAIRS
#include "judge/filter_path_avx512.h"
