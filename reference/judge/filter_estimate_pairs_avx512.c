/* The walk by estimates of float64 recordings, values as sums of two doubles, in AVX-512, where the compiler was given its flags (Makefile)
 * and the machine has it. */
#include "judge/filter.h"

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define SGL_FILTER_ESTIMATES
#define SGL_FILTER_PAIRS
#include "judge/filter_walk.h"

sgl_status sgl_filter_estimate_pairs_avx512(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count,
                                            const sgl_filter_probe *probe)
{
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq"))
        return SGL_EDOM;
    return walk_estimates(out, filter, first, count, probe);
}
#else
sgl_status sgl_filter_estimate_pairs_avx512(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count,
                                            const sgl_filter_probe *probe)
{
    (void)out, (void)filter, (void)first, (void)count, (void)probe;
    return SGL_EDOM;
}
#endif
