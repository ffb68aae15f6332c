/* The walk by estimates of float64 recordings, values as sums of two doubles, on every machine. */
#define PATH sgl_filter_estimate_pairs_portable
#define SGL_FILTER_ESTIMATES
#define SGL_FILTER_PAIRS
#include "judge/filter_path_portable.h"
