/* The axes of sgl_variant, each with its named values: what the lattice is searched along, and what the names of its points
 * are made of ("adam-algorithm2+norm=exact+l2=one"). */
#ifndef SGL_VARIANT_AXES_H
#define SGL_VARIANT_AXES_H

#include "judge/error.h"
#include "judge/variants.h"

typedef enum sgl_axis {
    SGL_AXIS_SCALING,
    SGL_AXIS_BIAS,
    SGL_AXIS_EPSILON,
    SGL_AXIS_MAXIMUM,
    SGL_AXIS_SECOND,
    SGL_AXIS_MOMENTUM,
    SGL_AXIS_RATE,
    SGL_AXIS_START,
    SGL_AXIS_NORM,
    SGL_AXIS_GROUP_FACTOR,
    SGL_AXIS_L2,
    SGL_AXIS_SOFT,
    SGL_AXIS_FORM,
    SGL_AXIS_ROWS,
    SGL_AXIS_FIRST,
    SGL_AXIS_ACCUMULATE,   /* accumulate_times 1, 2     */
    SGL_AXIS_POWER,        /* a few of the real numbers */
    SGL_AXIS_LAMBDA_RATE,  /* lambda_times_rate         */
    SGL_AXES
} sgl_axis;

/** "scaling" ... "lambda_times_rate", as in the names of lattice points. */
const char *sgl_axis_name(sgl_axis axis);

/** How many values the axis has, and the text of one; NULL beyond the last. */
size_t sgl_axis_count(sgl_axis axis);
const char *sgl_axis_value(sgl_axis axis, size_t value);

/** Which value v has, sgl_axis_count for a power without a name; and give it one. */
size_t sgl_axis_get(const sgl_variant *v, sgl_axis axis);
void sgl_axis_set(sgl_variant *v, sgl_axis axis, size_t value);

/** Whether the axis, and a value of it, means anything for an optimizer. */
bool sgl_axis_applies(sgl_optimizer optimizer, sgl_axis axis, size_t value);

/** What to change when a program has this value and the paper's optimizer another, and what the value does to sparsity; one
 *  sentence each. NULL for the paper's own value (of Algorithm 2, or Table 1's row). */
const char *sgl_axis_advice(sgl_axis axis, size_t value);
const char *sgl_axis_sparsity(sgl_axis axis, size_t value);

/** Room for any name that sgl_variant_write makes. */
enum { SGL_VARIANT_TEXT = 160 };

/** The named variant nearest to v (fewest axes apart, the best-known first), and how many axes differ. */
const sgl_named_variant *sgl_variant_nearest(const sgl_variant *v, size_t *apart);

/** text [SGL_VARIANT_TEXT] = the name of v: that of a named variant, or the nearest one's with "+axis=value" for each axis that
 *  differs. Reading it with sgl_variant_read gives v again. */
void sgl_variant_write(char *text, const sgl_variant *v);

/** A variant as somebody wrote it: a point of the lattice with what there is to say about it. */
typedef struct sgl_written_variant {
    char text[SGL_VARIANT_TEXT], advice[512];
    sgl_named_variant named; /* name and advice point into this structure: do not copy it */
} sgl_written_variant;

/** Read "NAME" or "NAME+axis=value+...". "power" may be any number in (0, 2].
 *  Returns: SGL_OK; SGL_EFORMAT when there is no such name, axis or value, or the axis does not apply: error then says
 *           what there is instead. */
SGL_NODISCARD sgl_status sgl_variant_read(sgl_written_variant *out, const char *text, sgl_error *error);

/** Fill out from a point that nobody wrote: the named one itself, or its name, formula and advice put together. */
void sgl_variant_describe(sgl_written_variant *out, const sgl_variant *v);

#endif
