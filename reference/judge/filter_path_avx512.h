/* A path of the filter in AVX-512, named PATH: where the compiler was given its flags (Makefile) and the machine has it. */
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define MACHINE_HAS_IT (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
#endif
#include "judge/filter_path.h"
