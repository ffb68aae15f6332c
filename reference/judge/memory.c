#include "judge/memory.h"

#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

static size_t least_of(size_t bytes, int resource)
{
    struct rlimit limit;

    if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > bytes)
        return bytes;
    return (size_t)limit.rlim_cur;
}

size_t sgl_memory_here(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    size_t bytes;

    if (pages <= 0 || size <= 0 || __builtin_mul_overflow((size_t)pages, (size_t)size, &bytes))
        bytes = SIZE_MAX;
    return least_of(least_of(bytes, RLIMIT_AS), RLIMIT_DATA);
}
