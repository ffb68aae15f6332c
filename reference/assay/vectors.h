/* Golden vectors: small runs with every input, what each variant must leave after every step, and why the case is there. Files in
 * tests/vectors, one an optimizer; schema.json beside them says what stands where. */
#ifndef SGL_VECTORS_H
#define SGL_VECTORS_H

#include "judge/example.h"
#include "judge/variants.h"

#include <stdbool.h>
#include <stdio.h>

/** Why a case is there: bits of vector_case.flags. vectors_flags has the text of each. */
typedef enum vector_flag {
    VECTOR_LAMBDA1,
    VECTOR_LAMBDA21,
    VECTOR_LAMBDA2,
    VECTOR_NO_LAMBDA,
    VECTOR_GROUP_DIES,
    VECTOR_GROUP_REVIVES,
    VECTOR_THRESHOLD_LAMBDA1,
    VECTOR_THRESHOLD_LAMBDA21,
    VECTOR_TIE,
    VECTOR_ONE_ENTRY,
    VECTOR_UNEQUAL_GROUPS,
    VECTOR_LATE_ROW,
    VECTOR_ROWS,
    VECTOR_SCHEDULE,
    VECTOR_SUBNORMAL,
    VECTOR_NO_GRADIENT,
    VECTOR_LIBRARY_DEFAULTS,
    VECTOR_SEPARATES,
    VECTOR_DEFECT,
    VECTOR_FLAGS
} vector_flag;

typedef struct vector_flag_text {
    const char *name, *hunts, *effect;
} vector_flag_text;

extern const vector_flag_text vectors_flags[VECTOR_FLAGS];

enum { VECTOR_ENTRIES = 8, VECTOR_STEPS = 6, VECTOR_GROUPS = 4 };

/** One case. */
typedef struct vector_case {
    char id[96];         /* "VARIANT/what", for ever */
    const char *comment;
    unsigned flags;      /* bits 1 << vector_flag */
    const sgl_named_variant *variant;
    const char *separates[64]; /* names of the variants that it tells from this one */
    size_t separates_count;
    sgl_example example; /* dtype is that of the run to be made; points into this structure: use vector_point after a copy */
    bool has_hessian, has_alpha, has_touched, has_offsets;
    double x1[VECTOR_ENTRIES], grads[VECTOR_ENTRIES * VECTOR_STEPS], hessian[VECTOR_ENTRIES * VECTOR_STEPS];
    double alpha[VECTOR_STEPS];
    unsigned char touched[VECTOR_GROUPS * VECTOR_STEPS];
    size_t offsets[VECTOR_GROUPS + 1];
    sgl_example_run run[SGL_FLOAT64 + 1]; /* by sgl_dtype */
} vector_case;

typedef struct vector_list {
    vector_case *cases;
    size_t count, room;
} vector_list;

/** Make example's pointers point into the case. */
void vector_point(vector_case *c);

/** Run a case in both dtypes and, where it can be run, append it. Cases that divide by 0 or whose rounding is a tie are left out.
 *  Returns SGL_OK, appended or not; SGL_ENOMEM. */
sgl_status vector_add(vector_list *list, vector_case *c);
void vectors_free(vector_list *list);

/** All cases of one optimizer, in the order of the file. */
sgl_status vectors_make(vector_list *list, sgl_optimizer optimizer);

/** Append what every variant in use is put through. */
sgl_status vectors_scenarios(vector_list *list, const sgl_named_variant *variant);

/** The file of one optimizer. text is to be freed. */
sgl_status vectors_text(char **text, size_t *size, const vector_list *list, sgl_optimizer optimizer);

/** Read the files in folder and say on stderr what is wrong with them, a line each; the number of slips. Cases counted in *cases. */
size_t vectors_lint(const char *folder, size_t *cases);

#endif
