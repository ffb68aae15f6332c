/* The lattice of implementations around the named variants of one optimizer, searched for what explains a recording. */
#ifndef SGL_LATTICE_H
#define SGL_LATTICE_H

#include "judge/choose.h"
#include "judge/variant_axes.h"

/** A point: a named variant, or one with one or two axes changed. */
typedef struct sgl_lattice_point {
    sgl_variant variant, reduced;       /* as it is, and on the recording's hyper-parameters and layout           */
    const sgl_named_variant *base;      /* the nearest named one                                                  */
    size_t apart;                       /* axes that differ from it: 0 for a named variant                        */
    const sgl_named_variant *same;      /* a named one that is the same algorithm on this recording, or NULL; its
                                           judgement is copied                                                    */
    sgl_status status;                  /* SGL_EDOM: the variant cannot run on these hyper-parameters             */
    sgl_judgement judgement;
} sgl_lattice_point;

typedef struct sgl_identification {
    sgl_lattice_point *points; /* the best explanation first */
    size_t count;              /* of points                                                                      */
    size_t explains;           /* the first so many do not deviate: they cannot be told apart on this recording   */
    size_t judged;             /* points judged, duplicates apart */
    size_t depth;              /* axes changed at once, as far as was searched: 1, or 2 where no single explains  */
} sgl_identification;

/** Rank the lattice. Named variants first, defects included, then every single change of each; pairs only where none of those
 *  explains the recording, or when pairs is set. A point equal to an earlier one on this recording is left out (named
 *  ones stay, with same set).
 *
 *  Order: points that conform, by kind (documented, defect, unnamed with one change, with two); within a kind by ratio, the best-known
 *  first of those within a factor of 2; then points that are inconclusive; then those that deviate. A point that deviates is
 *  left at its first divergence, in the group with the largest gradients if it has one; when nothing explains the recording,
 *  the named variants and the nearest points are judged to the end and rank first, as sgl_judgement_nearer has it.
 *  The result does not depend on the number of threads.
 *
 *  Returns: SGL_OK; SGL_EDOM when no variant of the optimizer can run on the recording; SGL_ENOMEM.
 *  Out:     result    points to be freed with sgl_identification_free, also on error
 *  In:      options   stop_at_divergence is ignored; progress counts points */
SGL_NODISCARD sgl_status sgl_identify(sgl_identification *result, const sgl_trace *trace, bool pairs,
                                      const sgl_judge_options *options);
void sgl_identification_free(sgl_identification *result);

/** Bring the points into that order, and count in explains those that do not deviate. */
void sgl_identification_sort(sgl_identification *found);

#endif
