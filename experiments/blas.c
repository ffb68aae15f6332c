#include "blas.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Absent with another cblas. */
extern void openblas_set_num_threads(int threads) __attribute__((weak));
extern char *openblas_get_corename(void) __attribute__((weak));

void blas_prepare(char **argv)
{
    if (openblas_set_num_threads)
        openblas_set_num_threads(1);
#if defined(__x86_64__) && defined(__linux__)
    if (openblas_get_corename && !strcmp(openblas_get_corename(), "Prescott") &&
        __builtin_cpu_supports("avx2") && setenv("OPENBLAS_CORETYPE", "Haswell", 0) == 0 &&
        !strcmp(getenv("OPENBLAS_CORETYPE"), "Haswell") && !getenv("SGL_BLAS_RESTARTED")) {
        setenv("SGL_BLAS_RESTARTED", "1", 1);
        execv("/proc/self/exe", argv); /* on failure: slower, not wrong */
    }
#else
    (void)argv;
#endif
}
