/* A run for `assay step`: read from JSON, and made. */
#ifndef SGL_STEP_RUN_H
#define SGL_STEP_RUN_H

#include "judge/trace.h"
#include "judge/variants.h"
#include "sgl_ref.h"

#include <jansson.h>

typedef struct step_run {
    sgl_trace trace; /* hyper-parameters, layout, optimizer; no arrays */
    const sgl_named_variant *named;
    const json_t *x, *g, *hessian; /* borrowed from the run */
    bool recorded;                 /* x holds x_1 .. x_t, not x_1 alone */
} step_run;

/** {"optimizer", "variant", "hyperparameters", "group_size", "x", "g", "hessian"}, as cmd_step.c's help has it. Its keys are those
 *  of trace.json and are checked by the same reader.
 *
 *  Returns: true; false with one line, "where: key: what was found; what was expected".
 *  Out:     s      to be cleared with step_run_clear also on false
 *  In:      run    must outlive s */
bool step_run_read(step_run *s, const json_t *run, const char *where, sgl_error *error);
void step_run_clear(step_run *s);

/** All its steps: run at t, x [n] at x_{t+1}. False as step_run_read, also where a step divides by 0. */
bool step_run_make(mpfi_ptr x, sgl_ref_run *run, const step_run *s, const char *where, sgl_error *error);

#endif
