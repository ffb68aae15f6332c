/* What `assay step` prints of the last step of a run: every intermediate, in the order of Algorithm 1. */
#ifndef SGL_STEP_REPORT_H
#define SGL_STEP_REPORT_H

#include "judge/variants.h"
#include "sgl_ref.h"

/** One line of JSON: each quantity as a list of ["lo", "hi"], exact. x [n] is x_{t+1}. */
void step_report_json(const sgl_named_variant *named, const sgl_ref_run *run, mpfi_srcptr x);

/** For a person: the quantities that the optimizer has, in digits decimals rounded outward. */
void step_report_text(const sgl_named_variant *named, const sgl_ref_run *run, mpfi_srcptr x, int digits);

#endif
