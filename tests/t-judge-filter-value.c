/* The numbers of the filter's second rung, on the portable path. */
#undef __AVX512F__
#undef __AVX2__
#include "filter_value.inc"

int main(void)
{
    return test_all();
}
