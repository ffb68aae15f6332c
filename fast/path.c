/* Which machine path runs, and how many threads. */
#include "kernel.h"

#if defined(_OPENMP)
#include <omp.h>
#endif

const char *sgl_path_name(sgl_path path)
{
    static const char *const names[SGL_PATHS] = {"best", "portable", "avx2", "avx512"};

    return (unsigned)path < SGL_PATHS ? names[path] : "unknown";
}

static int machine_has(sgl_path path)
{
#if defined(__x86_64__) || defined(__i386__)
    if (path == SGL_PATH_AVX2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (path == SGL_PATH_AVX512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("fma");
#endif
    return path == SGL_PATH_PORTABLE;
}

const sgl_kernel_f32 *sgl_kernel_f32_of(sgl_path path)
{
    return path == SGL_PATH_AVX512 ? sgl_kernel_f32_avx512()
           : path == SGL_PATH_AVX2 ? sgl_kernel_f32_avx2()
                                   : sgl_kernel_f32_portable();
}

const sgl_kernel_f64 *sgl_kernel_f64_of(sgl_path path)
{
    return path == SGL_PATH_AVX512 ? sgl_kernel_f64_avx512()
           : path == SGL_PATH_AVX2 ? sgl_kernel_f64_avx2()
                                   : sgl_kernel_f64_portable();
}

int sgl_path_available(sgl_path path)
{
    if (path == SGL_PATH_BEST)
        return 1;
    return (unsigned)path < SGL_PATHS && machine_has(path) && sgl_kernel_f32_of(path) != NULL &&
           sgl_kernel_f64_of(path) != NULL;
}

sgl_path sgl_path_choose(sgl_path path)
{
    if (path != SGL_PATH_BEST)
        return sgl_path_available(path) ? path : SGL_PATHS;
    for (path = SGL_PATH_AVX512; path > SGL_PATH_PORTABLE; path--)
        if (sgl_path_available(path))
            break;
    return path;
}

/* Below this many weights a step costs less than waking a thread. */
enum { WEIGHTS_PER_THREAD = 1 << 15 };

int sgl_threads_for(const sgl_step *step, size_t n)
{
#if defined(_OPENMP)
    size_t threads = (size_t)(step->threads > 0 ? step->threads : omp_get_max_threads());

    if (threads > n / WEIGHTS_PER_THREAD)
        threads = n / WEIGHTS_PER_THREAD;
    return threads < 1 || omp_in_parallel() ? 1 : (int)threads;
#else
    (void)step;
    (void)n;
    return 1;
#endif
}

int sgl_with_of(const sgl_step *step)
{
    if (step->plain)
        return SGL_WITH_PLAIN;
    return step->variant.form == SGL_FORM_PROX ? SGL_WITH_PROX : SGL_WITH_DUAL;
}

int sgl_rule_of(const sgl_step *step)
{
    const sgl_variant *v = &step->variant;
    int rule = SGL_RULE_ADAM;

    switch (v->optimizer) {
    case SGL_SGD:
        return SGL_RULE_SGD;
    case SGL_MOMENTUM:
        return v->momentum == SGL_MOMENTUM_NESTEROV    ? SGL_RULE_NESTEROV
               : v->momentum == SGL_MOMENTUM_OVERWRITE ? SGL_RULE_OVERWRITE
                                                       : SGL_RULE_MOMENTUM;
    case SGL_ADAGRAD:
    case SGL_FTRL:
        return SGL_RULE_ACCUMULATE;
    default:
        break;
    }
    if (v->maximum == SGL_MAXIMUM_FED_BACK)
        rule = SGL_RULE_FED_BACK;
    else if (v->maximum != SGL_MAXIMUM_NONE)
        rule = SGL_RULE_SEPARATE;
    return v->second == SGL_SECOND_ABS ? rule + (SGL_RULE_ADAM_ABS - SGL_RULE_ADAM) : rule;
}
