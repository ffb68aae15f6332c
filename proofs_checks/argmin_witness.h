/* The closed form and the certified argmin of one weight, for the checks of Theorem 1 and of (8) to (10). */
#ifndef ARGMIN_WITNESS_H
#define ARGMIN_WITNESS_H

#include "rational.h"
#include "sgl_spec.h"

/** The norm of sgl_spec.h that an exponent of A in (10) stands for: -1/2 exact, -1 printed, 0 Algorithm 1. Any other
 *  fails a test. */
sgl_norm norm_of(rat exponent);

/** x_2 of one weight from s and W. */
rat one_weight(rat s, rat w, rat lambda21, sgl_norm norm);

/** Whether x is the argmin that the reference certifies from the raw history (m = -s, Q_1/alpha_1 = W, x_1 = 0). lambda21 must be
 *  a double. */
bool is_argmin(rat x, rat s, rat w, rat lambda21);

#endif
