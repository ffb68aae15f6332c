/* The arrays of the benchmark. */
#include "bench/bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

const size_t dtype_size[2] = {4, 8};

char *memory;
static size_t memory_bytes;

void get_memory(size_t bytes)
{
    const size_t page = (size_t)1 << 21;

    memory_bytes = (bytes + 2 * page) / page * page;
    memory = aligned_alloc(page, memory_bytes);
    if (memory == NULL)
        die("no %zu MB of memory", memory_bytes >> 20);
#if defined(MADV_HUGEPAGE)
    madvise(memory, memory_bytes, MADV_HUGEPAGE);
#endif
    memset(memory, 0, memory_bytes);
}

void lay_out(void *arrays[ARRAYS], size_t n, int dtype)
{
    size_t stride = (n * dtype_size[dtype] + 63) / 64 * 64 + 5 * 64;

    for (size_t k = 0; k < ARRAYS; k++)
        arrays[k] = k < 4 || memory_bytes > (k + 1) * stride ? memory + k * stride : memory;
}

double small(size_t i)
{
    return (double)((i * 2654435761U) % 2001) / 1000 - 1;
}

void fill(void *const *arrays, size_t n, int dtype)
{
    for (size_t k = 0; k < ARRAYS; k++)
        for (size_t i = 0; i < n; i++) {
            double value = k == 0 || k == 5 || k == 6 ? small(i + 7 * k) : 0;

            if (dtype == 0)
                ((float *)arrays[k])[i] = (float)value;
            else
                ((double *)arrays[k])[i] = value;
        }
}
