/* The numbers of the filter's second rung, in AVX2. */
#undef __AVX512F__
#if defined(__AVX2__) && defined(__FMA__)
#include "filter_value.inc"

int main(void)
{
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
        plan(1);
        skip("this machine has no AVX2");
        return tap_status();
    }
    return test_all();
}
#else
#include "tap.h"

int main(void)
{
    plan(1);
    skip("this compiler does not know AVX2");
    return tap_status();
}
#endif
