/* Which point of the lattice explains a recording best. */
#include "judge/lattice.h"

#include <stdlib.h>
#include <string.h>

/* 0 conforms, with every entry judged; 1 but for some divided by 0; 2 inconclusive; 3 deviates, judged to the end; 4 to its first
 * divergence; 5 cannot run. */
static int rank(const sgl_lattice_point *p)
{
    if (p->status != SGL_OK)
        return 5;
    if (p->judgement.verdict == SGL_CONFORMS)
        return p->judgement.undefined > 0;
    return p->judgement.verdict == SGL_INCONCLUSIVE ? 2 : p->judgement.stopped ? 4 : 3;
}

static bool explains(const sgl_lattice_point *p)
{
    return rank(p) <= 2;
}

static int kind(const sgl_lattice_point *p)
{
    return p->apart > 0 ? 1 + (int)p->apart : !p->base->conforming;
}

/* A total order, so that the result is one: the last resort is the table's, then the axes'. */
static int compare(const void *a, const void *b)
{
    const sgl_lattice_point *p = a, *q = b;
    int order = rank(p) - rank(q);

    if (order == 0 && explains(p))
        order = kind(p) - kind(q);
    if (order == 0 && p->status == SGL_OK)
        order = sgl_judgement_nearer(&p->judgement, &q->judgement)   ? -1
                : sgl_judgement_nearer(&q->judgement, &p->judgement) ? 1
                                                                     : 0;
    if (order == 0)
        order = (int)p->apart - (int)q->apart;
    if (order == 0 && p->base != q->base)
        order = p->base < q->base ? -1 : 1;
    for (int axis = 0; order == 0 && axis < SGL_AXES; axis++)
        order = (int)sgl_axis_get(&p->variant, (sgl_axis)axis) - (int)sgl_axis_get(&q->variant, (sgl_axis)axis);
    return order;
}

/* A ratio is the maximum over a few entries and ranks by chance among points that all conform: of those of the first's kind within
 * a factor of 2 of its ratio, the best-known comes first. */
static void prefer_known(sgl_identification *found)
{
    sgl_lattice_point *points = found->points, first;
    size_t best = 0;

    for (size_t k = 1; k < found->explains; k++)
        if (rank(&points[k]) == rank(&points[0]) && kind(&points[k]) == kind(&points[0]) &&
            points[k].judgement.max_ratio <= 2 * points[0].judgement.max_ratio && points[k].base < points[best].base)
            best = k;
    first = points[best];
    memmove(points + 1, points, best * sizeof *points);
    points[0] = first;
}

void sgl_identification_sort(sgl_identification *found)
{
    qsort(found->points, found->count, sizeof *found->points, compare);
    found->explains = 0;
    while (found->explains < found->count && explains(&found->points[found->explains]))
        found->explains++;
    if (found->explains > 0)
        prefer_known(found);
}
