/* Theorem 1's closed form in each of the four norms, on groups whose norms are rational: every x by hand. That the
 * exact norm gives the argmin is t-theorem-1's business. */
#include "sgl_ref.h"
#include "tap.h"

#include <math.h>

enum { MOST = 4 };

/* x = numerator/denominator; zero as sgl_ref_shrink has it. */
static const struct {
    const char *why;
    sgl_norm norm;
    size_t d;
    double z[MOST], w[MOST], lambda1, lambda21, lambda2;
    long numerator[MOST], denominator;
    int zero;
} golden[] = {
    /* s = 3, D = 8, A = 4, c = 1: r = 3/2, 3/4, 3 */
    {"d = 1, exact", SGL_NORM_EXACT, 1, {-3}, {8}, 0, 1, 0, {1}, 8, -1},
    {"d = 1, printed", SGL_NORM_PRINTED, 1, {-3}, {8}, 0, 1, 0, {0}, 1, 1},
    {"d = 1, algorithm1", SGL_NORM_ALGORITHM1, 1, {-3}, {8}, 0, 1, 0, {1}, 4, -1},
    /* s = -2 and r = |z| = 3: 2/3 of 2/8 */
    {"d = 1, dual", SGL_NORM_DUAL, 1, {3}, {8}, 1, 1, 0, {-1}, 6, -1},
    {"d = 1, dual and algorithm1 differ by lambda1",
     SGL_NORM_ALGORITHM1,
     1,
     {3},
     {8},
     1,
     1,
     0,
     {-1},
     8,
     -1},
    /* s = (6, 12), A = (4, 9), c = 3/2 sqrt(4): A^{-1/2} s = (3, 4) */
    {"d = 4, exact",
     SGL_NORM_EXACT,
     4,
     {-6, -12, 0, 0},
     {8, 18, 2, 2},
     0,
     1.5,
     0,
     {9, 8, 0, 0},
     30,
     -1},
    /* the same with lambda2 = 1 in D and lambda1 = 1 in s */
    {"d = 4, exact, all lambdas",
     SGL_NORM_EXACT,
     4,
     {-7, 13, 1, -1},
     {6, 16, 0, 0},
     1,
     1.5,
     1,
     {9, -8, 0, 0},
     30,
     -1},
    /* s = (12, 36), A = (4, 9): A^{-1} s = (3, 4) */
    {"d = 4, printed",
     SGL_NORM_PRINTED,
     4,
     {-12, -36, 0, 0},
     {8, 18, 2, 2},
     0,
     1.5,
     0,
     {3, 4, 0, 0},
     5,
     -1},
    /* s = (6, 8), c = 5/2 sqrt(4) */
    {"d = 4, algorithm1",
     SGL_NORM_ALGORITHM1,
     4,
     {-6, 8, 0, 0},
     {4, 5, 1, 1},
     0,
     2.5,
     0,
     {15, -16, 0, 0},
     20,
     -1},
    {"r = c in numbers that binary holds is zero",
     SGL_NORM_ALGORITHM1,
     4,
     {-6, 8, 0, 0},
     {4, 5, 1, 1},
     0,
     5,
     0,
     {0},
     1,
     1},
    {"no lambda21: no norm matters",
     SGL_NORM_PRINTED,
     2,
     {-6, 8},
     {4, 5},
     0,
     0,
     0,
     {15, -16},
     10,
     -1},
    {"W = 0 where s = 0", SGL_NORM_EXACT, 2, {-3, 1}, {8, 0}, 1, 0, 0, {1, 0}, 4, -1},
    {"s = 0", SGL_NORM_EXACT, 2, {1, -1}, {0, 0}, 1, 0.5, 0, {0}, 1, 1},
};

static void test_golden(size_t k, mpfr_prec_t bits)
{
    size_t d = golden[k].d;
    mpfi_ptr z = sgl_ref_vector_new(d, 53), w = sgl_ref_vector_new(d, 53),
             x = sgl_ref_vector_new(d, bits);
    mpfi_t want;
    mpfr_t width;
    int zero = 42;
    bool good;

    mpfi_init2(want, 4 * bits);
    mpfr_init2(width, 53);
    if (sgl_ref_vector_set(z, golden[k].z, d) != SGL_OK ||
        sgl_ref_vector_set(w, golden[k].w, d) != SGL_OK)
        bail_out("no vector");
    good = sgl_ref_closed_form(x, &zero, z, w, d, golden[k].lambda1, golden[k].lambda21,
                               golden[k].lambda2, golden[k].norm) == SGL_OK &&
           zero == golden[k].zero;
    for (size_t i = 0; i < d; i++) {
        mpfi_set_si(want, golden[k].numerator[i]);
        mpfi_div_si(want, want, golden[k].denominator);
        mpfi_diam_rel(width, x + i);
        good =
            good && mpfi_is_inside(want, x + i) && mpfr_cmp_d(width, ldexp(1, 7 - (int)bits)) <= 0;
    }
    ok(good, "%ld bits: %s", (long)bits, golden[k].why);
    mpfi_clear(want);
    mpfr_clear(width);
    sgl_ref_vector_free(z, d);
    sgl_ref_vector_free(w, d);
    sgl_ref_vector_free(x, d);
}

static sgl_status form(mpfi_ptr x, double z, double w, double lambda1, double lambda21,
                       double lambda2, int *zero)
{
    mpfi_ptr v = sgl_ref_vector_new(2, 53);
    sgl_status status;

    mpfi_set_d(v, z);
    mpfi_set_d(v + 1, w);
    status = sgl_ref_closed_form(x, zero, v, v + 1, 1, lambda1, lambda21, lambda2, SGL_NORM_EXACT);
    sgl_ref_vector_free(v, 2);
    return status;
}

static void test_refusals(void)
{
    mpfi_ptr x = sgl_ref_vector_new(1, 53);
    int zero = 42;

    mpfi_set_ui(x, 7);
    ok(sgl_ref_closed_form(x, &zero, x, x, 0, 0, 0, 0, SGL_NORM_EXACT) == SGL_EDIM, "d = 0");
    ok(form(x, 3, 0, 0, 1, 0, &zero) == SGL_EDOM, "W + 2 lambda2 = 0");
    ok(form(x, 3, -2, 0, 1, 0.5, &zero) == SGL_EDOM, "W + 2 lambda2 < 0");
    ok(form(x, 3, 8, -1, 1, 0, &zero) == SGL_EDOM, "lambda1 < 0");
    ok(form(x, 3, 8, 0, INFINITY, 0, &zero) == SGL_EDOM, "lambda21 infinite");
    ok(form(x, 3, 8, 0, 1, NAN, &zero) == SGL_EDOM, "lambda2 not a number");
    ok(mpfr_cmp_ui(&x->left, 7) == 0 && mpfr_cmp_ui(&x->right, 7) == 0 && zero == 42,
       "a refusal leaves x and zero alone");
    /* |A^{-1/2} s| = 1/sqrt(2) and c the float64 nearest to it: r straddles c */
    ok(form(x, -1, 4, 0, 0x1.6a09e667f3bcdp-1, 0, &zero) == SGL_OK && zero == 0 &&
           mpfi_is_inside_d(0, x),
       "a near tie is undecided, and 0 is enclosed");
    ok(form(x, -3, 8, 0, 1, 0, NULL) == SGL_OK && mpfi_is_inside_d(0.125, x), "zero may be NULL");
    sgl_ref_vector_free(x, 1);
}

int main(void)
{
    static const mpfr_prec_t precisions[] = {24, 53, 256};

    plan(ARRAY_SIZE(golden) * ARRAY_SIZE(precisions) + 9);
    for (size_t p = 0; p < ARRAY_SIZE(precisions); p++)
        for (size_t k = 0; k < ARRAY_SIZE(golden); k++)
            test_golden(k, precisions[p]);
    test_refusals();
    return tap_status();
}
