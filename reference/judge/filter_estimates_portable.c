/* The walk by estimates in whatever vectors the compiler's target has. */
#undef __AVX512F__ /* a build for such a machine keeps both paths, for the tests */
#define SGL_FILTER_ESTIMATES
#include "judge/filter_walk.h"

sgl_status sgl_filter_estimates_portable(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count,
                                         const sgl_filter_probe *probe)
{
    return walk_estimates(out, filter, first, count, probe);
}
