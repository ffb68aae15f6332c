/* The filter's walk in intervals of doubles, in AVX-512. */
#define PATH sgl_filter_groups_avx512
#include "judge/filter_path_avx512.h"
