#include "judge/trace.h"

/* FNV-1a. */
static void mix(unsigned long long *hash, const void *bytes, size_t size)
{
    const unsigned char *p = bytes;

    for (size_t k = 0; k < size; k++)
        *hash = (*hash ^ p[k]) * 0x100000001b3ULL;
}

unsigned long long sgl_trace_fingerprint(const sgl_trace *trace)
{
    unsigned long long hash = 0xcbf29ce484222325ULL;
    size_t numbers[] = {trace->steps, trace->layout.size, trace->layout.groups, (size_t)trace->dtype, (size_t)trace->optimizer};
    size_t rows[] = {1, trace->steps / 2 + 1, trace->steps};
    double row[256];

    mix(&hash, numbers, sizeof numbers);
    mix(&hash, &trace->hyper, sizeof trace->hyper);
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < trace->layout.size; i += 256) {
            size_t end = trace->layout.size - i < 256 ? trace->layout.size : i + 256;

            sgl_trace_x(row, trace, rows[k] + 1, i, end);
            mix(&hash, row, (end - i) * sizeof *row);
            sgl_trace_g(row, trace, rows[k], i, end);
            mix(&hash, row, (end - i) * sizeof *row);
        }
    return hash;
}
