/* Rationals against enclosures. */
#ifndef ENCLOSE_H
#define ENCLOSE_H

#include "sgl_ref.h"
#include "tap.h"

#include <gmp.h>
#include <stdio.h>
#include <string.h>

/** "3/5", "-2", "0" as an interval: a point where it is dyadic, else one unit wide. */
static inline void set_rational(mpfi_ptr v, const char *text)
{
    mpq_t q;

    mpq_init(q);
    if (mpq_set_str(q, text, 10) != 0)
        bail_out("not a rational: %s", text);
    mpq_canonicalize(q);
    mpfi_set_q(v, q);
    mpq_clear(q);
}

/** The rational lies in v, and v is no wider than 2^-40: an enclosure of everything proves nothing. */
static inline bool encloses(mpfi_srcptr v, const char *text)
{
    mpq_t q;
    mpfr_t width;
    bool inside;

    mpq_init(q);
    if (mpq_set_str(q, text, 10) != 0)
        bail_out("not a rational: %s", text);
    mpq_canonicalize(q);
    mpfr_init2(width, 53);
    mpfi_diam_abs(width, v);
    inside = mpfr_cmp_q(&v->left, q) <= 0 && mpfr_cmp_q(&v->right, q) >= 0 && mpfr_cmp_d(width, 0x1p-40) < 0;
    mpfr_clear(width);
    mpq_clear(q);
    return inside;
}

static inline void diag_interval(const char *name, mpfi_srcptr v)
{
    char text[256];

    mpfr_snprintf(text, sizeof text, "[%.17Rg, %.17Rg]", &v->left, &v->right);
    diag("%s = %s", name, text);
}

#endif
