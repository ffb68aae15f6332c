#include "sgl_ref.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

mpfi_ptr sgl_ref_vector_new(size_t n, mpfr_prec_t bits)
{
    mpfi_ptr v;

    if (n == 0 || n > SIZE_MAX / sizeof *v)
        return NULL;
    v = malloc(n * sizeof *v);
    if (v == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        mpfi_init2(v + i, bits);
        mpfi_set_ui(v + i, 0);
    }
    return v;
}

void sgl_ref_vector_free(mpfi_ptr v, size_t n)
{
    if (v == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        mpfi_clear(v + i);
    free(v);
}

sgl_status sgl_ref_vector_set(mpfi_ptr out, const double *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(v[i]))
            return SGL_EDOM;
    for (size_t i = 0; i < n; i++)
        mpfi_set_d(out + i, v[i]);
    return SGL_OK;
}
