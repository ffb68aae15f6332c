/* The filter's walk in intervals around doubles, in AVX-512. */
#define PATH sgl_filter_pairs_avx512
#define SGL_FILTER_PAIRS
#include "judge/filter_path_avx512.h"
