/* A path of the filter in AVX2, named PATH: where the compiler was given its flags (Makefile) and the machine has it. */
#undef __AVX512F__ /* a build for a machine with more keeps this path too */
#include "judge/filter.h"

#if defined(__AVX2__) && defined(__FMA__)
#include "judge/filter_walk.h"

sgl_status PATH(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count, const sgl_filter_probe *probe)
{
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
        return SGL_EDOM;
    return walk_path(out, filter, first, count, probe);
}
#else
sgl_status PATH(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count, const sgl_filter_probe *probe)
{
    (void)out, (void)filter, (void)first, (void)count, (void)probe;
    return SGL_EDOM;
}
#endif
