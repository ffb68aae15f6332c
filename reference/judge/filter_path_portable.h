/* A path of the filter, named PATH, in the vectors that every machine of its kind has. */
#undef __AVX512F__ /* a build for a machine with more keeps this path too */
#undef __AVX2__
#define MACHINE_HAS_IT true
#include "judge/filter_path.h"
