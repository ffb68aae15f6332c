/* A path of the filter in AVX-512, named PATH: where the compiler was given its flags (Makefile) and the machine has it. */
#include "judge/filter.h"

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include "judge/filter_walk.h"

sgl_status PATH(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count, const sgl_filter_probe *probe)
{
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq"))
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
