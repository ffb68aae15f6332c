/* Medians, spread and ratios of a case. */
#include "bench/bench.h"

#include <stdlib.h>

const char *const dtype_name[2] = {"float32", "float64"};

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

void report(FILE *tsv, measured *m, int rounds)
{
    double ratio[MOST_ROUNDS], work = (double)m->n * m->repeat, median, spread;
    bool gigabytes = m->bytes > 0;

    for (int r = 0; r < rounds; r++)
        ratio[r] = m->base_seconds[r] / m->seconds[r];
    qsort(ratio, (size_t)rounds, sizeof *ratio, ascending);
    qsort(m->seconds, (size_t)rounds, sizeof *m->seconds, ascending);
    median = work / m->seconds[rounds / 2] / 1e9;
    spread =
        (m->seconds[rounds - 1 - rounds / 4] - m->seconds[rounds / 4]) / m->seconds[rounds / 2];
    printf("%-36s %-8s d=%-3zu %d thread%s n=%-10zu %8.3f G/s", m->what, dtype_name[m->dtype], m->d,
           m->threads, m->threads > 1 ? "s" : " ", m->n, median);
    if (gigabytes)
        printf(" %7.1f GB/s", median * m->bytes);
    else
        printf("%13s", "");
    if (m->base != m->kind)
        printf("  %6.3f x %s", ratio[rounds / 2], m->against);
    printf("  +-%.0f %%\n", 50 * spread);
    fprintf(tsv, "%s\t%s\t%zu\t%d\tGelements/s\t%.6g\t%s\t", m->what, dtype_name[m->dtype], m->d,
            m->threads, median, m->base != m->kind ? m->against : "");
    if (m->base != m->kind)
        fprintf(tsv, "%.4f", ratio[rounds / 2]);
    fprintf(tsv, "\t%d\t%.4f\t%zu\t%.6g\n", rounds, spread, m->n,
            gigabytes ? median * m->bytes : 0);
}
