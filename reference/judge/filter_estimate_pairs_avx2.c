/* The walk by estimates of float64 recordings, values as sums of two doubles, in AVX2. */
#define PATH sgl_filter_estimate_pairs_avx2
#define SGL_FILTER_ESTIMATES
#define SGL_FILTER_PAIRS
#include "judge/filter_path_avx2.h"
