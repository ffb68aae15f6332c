/* A path of the filter in AVX2, named PATH: where the compiler was given its flags (Makefile) and the machine has it. */
#undef __AVX512F__ /* a build for a machine with more keeps this path too */
#if defined(__AVX2__) && defined(__FMA__)
#define MACHINE_HAS_IT (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
#endif
#include "judge/filter_path.h"
