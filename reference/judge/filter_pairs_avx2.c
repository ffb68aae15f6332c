/* The filter's walk in intervals around doubles, in AVX2. */
#define PATH sgl_filter_pairs_avx2
#define SGL_FILTER_PAIRS
#include "judge/filter_path_avx2.h"
