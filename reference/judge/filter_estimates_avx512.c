/* The walk by estimates of float32 recordings, in AVX-512. */
#define PATH sgl_filter_estimates_avx512
#define SGL_FILTER_ESTIMATES
#include "judge/filter_path_avx512.h"
