/* Sums of two doubles, as the walk by estimates has them, on the portable path. */
#undef __AVX512F__
#undef __AVX2__
#include "filter_estimate_pair.inc"

int main(void)
{
    return test_all();
}
