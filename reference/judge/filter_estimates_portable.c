/* The walk by estimates of float32 recordings, on every machine. */
#define PATH sgl_filter_estimates_portable
#define SGL_FILTER_ESTIMATES
#include "judge/filter_path_portable.h"
