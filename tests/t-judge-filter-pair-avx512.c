/* Sums of two doubles, as the walk by estimates has them, in AVX-512. */
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include "filter_estimate_pair.inc"

int main(void)
{
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq")) {
        plan(1);
        skip("this machine has no AVX-512");
        return tap_status();
    }
    return test_all();
}
#else
#include "tap.h"

int main(void)
{
    plan(1);
    skip("this compiler does not know AVX-512");
    return tap_status();
}
#endif
