/* Every group of a small world: d = 1 and 2, all entries from a dozen critical values (zero, the threshold, one unit
 * in the last place beyond it, ...), Theorem 1's A and A = I. The zero pattern is compared with exact rationals, the
 * point with its certificate. */
#include "sgl_ref.h"
#include "tap.h"

#include <gmp.h>
#include <math.h>

static const double zs[] = {-5, -2, -0x1.0000000000001p0, -1, 0, 0.5, 1, 0x1.0000000000001p0, 2.5};
static const double ws[] = {0.5, 2, 6};
static const double lambda1s[] = {0, 1}, lambda21s[] = {0, 0.5, 1, 2}, lambda2s[] = {0, 1};

typedef struct world {
    double lambda1, lambda21, lambda2;
    size_t d;
    bool identity;
    double z[2], w[2];
} world;

typedef struct counts {
    size_t groups, zero, wrong_group, wrong_entry, far;
} counts;

/* |A^{-1/2} s|^2 <= lambda21^2 d, exactly. */
static bool is_zero(const world *v)
{
    mpq_t sum, s, t;
    bool result;

    mpq_inits(sum, s, t, NULL);
    for (size_t i = 0; i < v->d; i++) {
        mpq_set_d(s, fabs(v->z[i]));
        mpq_set_d(t, v->lambda1);
        mpq_sub(s, s, t);
        if (mpq_sgn(s) <= 0)
            continue;
        mpq_mul(s, s, s);
        mpq_set_d(t, v->identity ? 1 : v->w[i] / 2 + v->lambda2); /* exact: small dyadic numbers */
        mpq_div(s, s, t);
        mpq_add(sum, sum, s);
    }
    mpq_set_d(s, v->lambda21 * v->lambda21 * (double)v->d);
    result = mpq_cmp(sum, s) <= 0;
    mpq_clears(sum, s, t, NULL);
    return result;
}

/* x_i has the sign of -z_i where |z_i| > lambda1 in a group that is kept, and is the point 0 elsewhere. */
static bool right_sign(const world *v, mpfi_srcptr x, size_t i, bool zero)
{
    if (zero || fabs(v->z[i]) <= v->lambda1)
        return mpfi_is_zero(x + i);
    return v->z[i] > 0 ? mpfi_is_strictly_neg(x + i) : mpfi_is_strictly_pos(x + i);
}

static void one_group(counts *tally, const world *v)
{
    sgl_ref_objective *objective;
    mpfi_ptr z = sgl_ref_vector_new(v->d, 64), w = sgl_ref_vector_new(v->d, 64),
             x = sgl_ref_vector_new(v->d, 64);
    mpfr_t t;
    bool zero;

    mpfr_init2(t, 64);
    if (sgl_ref_vector_set(z, v->z, v->d) != SGL_OK ||
        sgl_ref_vector_set(w, v->w, v->d) != SGL_OK ||
        sgl_ref_objective_new(&objective, v->d, v->lambda1, v->lambda21, v->lambda2, 64) !=
            SGL_OK ||
        sgl_ref_objective_add(objective, z, w, x) != SGL_OK)
        bail_out("no objective");
    for (size_t i = 0; i < v->d; i++)
        mpfi_set_ui(w + i, 1);
    if (v->identity && sgl_ref_objective_set_a(objective, w) != SGL_OK)
        bail_out("no A");
    if (sgl_ref_argmin(x, &zero, objective, 1024) != SGL_OK)
        bail_out("no argmin");
    tally->groups++;
    tally->zero += zero;
    tally->wrong_group += zero != is_zero(v);
    for (size_t i = 0; i < v->d; i++) {
        tally->wrong_entry += !right_sign(v, x, i, zero);
        mpfi_mid(t, x + i);
        mpfi_set_fr(x + i, t);
    }
    /* all sizes here are below 2^4, and each x_i is within 2^-58 of itself: 2^-50 is far above the certificate */
    if (sgl_ref_certificate(t, objective, x) != SGL_OK)
        bail_out("no certificate");
    tally->far += mpfr_cmp_d(t, 0x1p-50) > 0;
    mpfr_clear(t);
    sgl_ref_objective_free(objective);
    sgl_ref_vector_free(z, v->d);
    sgl_ref_vector_free(w, v->d);
    sgl_ref_vector_free(x, v->d);
}

static void all_entries(counts *tally, world *v, size_t i)
{
    if (i == v->d) {
        one_group(tally, v);
        return;
    }
    for (size_t j = 0; j < ARRAY_SIZE(zs); j++)
        for (size_t k = 0; k < ARRAY_SIZE(ws); k++) {
            v->z[i] = zs[j];
            v->w[i] = ws[k];
            all_entries(tally, v, i + 1);
        }
}

int main(void)
{
    plan(4);
    for (size_t d = 1; d <= 2; d++)
        for (int identity = 0; identity < 2; identity++) {
            counts tally = {0};

            for (size_t i = 0; i < ARRAY_SIZE(lambda1s); i++)
                for (size_t j = 0; j < ARRAY_SIZE(lambda21s); j++)
                    for (size_t k = 0; k < ARRAY_SIZE(lambda2s); k++) {
                        world v = {.lambda1 = lambda1s[i],
                                   .lambda21 = lambda21s[j],
                                   .lambda2 = lambda2s[k],
                                   .d = d,
                                   .identity = identity};

                        all_entries(&tally, &v, 0);
                    }
            if (!ok(tally.wrong_group == 0 && tally.wrong_entry == 0 && tally.far == 0,
                    "d = %zu, %s: all %zu groups, %zu of them zero", d,
                    identity ? "A = I" : "Theorem 1's A", tally.groups, tally.zero))
                diag("%zu wrong groups, %zu wrong entries, %zu far", tally.wrong_group,
                     tally.wrong_entry, tally.far);
        }
    return tap_status();
}
