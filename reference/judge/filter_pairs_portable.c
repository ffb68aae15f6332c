/* The filter's walk in intervals around doubles, on every machine. */
#define PATH sgl_filter_pairs_portable
#define SGL_FILTER_PAIRS
#include "judge/filter_path_portable.h"
