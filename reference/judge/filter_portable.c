/* The filter's walk in whatever vectors the compiler's target has. */
#undef __AVX512F__ /* a build for such a machine keeps both paths, for the tests */
#include "judge/filter_walk.h"

sgl_status sgl_filter_groups_portable(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count,
                                      const sgl_filter_probe *probe)
{
    return walk_groups(out, filter, first, count, probe);
}
