/* A path of the filter, named PATH, in the vectors that every machine of its kind has. */
#undef __AVX512F__ /* a build for a machine with more keeps this path too */
#undef __AVX2__
#include "judge/filter_walk.h"

sgl_status PATH(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count, const sgl_filter_probe *probe)
{
    return walk_path(out, filter, first, count, probe);
}
