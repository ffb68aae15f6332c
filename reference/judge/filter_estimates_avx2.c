/* The walk by estimates of float32 recordings, in AVX2. */
#define PATH sgl_filter_estimates_avx2
#define SGL_FILTER_ESTIMATES
#include "judge/filter_path_avx2.h"
