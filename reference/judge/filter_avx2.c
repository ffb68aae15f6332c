/* The filter's walk in intervals of doubles, in AVX2. */
#define PATH sgl_filter_groups_avx2
#include "judge/filter_path_avx2.h"
