/* The argmin of Eq. (6): golden cases whose solution was chosen first and whose history was worked out from the
 * optimality condition s_i = D_i x_i + c A_i x_i/|A^{1/2} x| by hand; then near ties, limits of precision, and
 * what must be refused. */
#include "group_case.h"

enum { MOST = 4 };

/* The history sums to z = sum m - q x_s and D = sum q + 2 lambda2; x = numerator/denominator. */
static const struct {
    const char *why;
    size_t d, terms;
    double lambda1, lambda21, lambda2;
    double m[2 * MOST], q[2 * MOST], x[2 * MOST], a[MOST]; /* a[0] = 0: Theorem 1's */
    long numerator[MOST], denominator;
    bool zero;
    double value; /* F at the argmin: F(0) - sum D x^2/2 */
} golden[] = {
    /* -3 x + 4 x^2 + 2 |x| */
    {"d = 1", 1, 1, 0, 1, 0, {-3}, {8}, {0}, {0}, {1}, 8, false, -0x1p-4},
    /* A = (4, 9, 1, 1), A^{-1/2} s = (3, 4, 0, 0), c = 3: 2/5 of s/(2 A) = (6/8, 12/18) */
    {"two of four",
     4,
     1,
     0,
     1.5,
     0,
     {-6, -12, 0, 0},
     {8, 18, 2, 2},
     {0},
     {0},
     {9, 8, 0, 0},
     30,
     false,
     -1},
    /* the same norm 5 = c */
    {"tie", 4, 1, 0, 2.5, 0, {-6, -12, 0, 0}, {8, 18, 2, 2}, {0}, {0}, {0}, 1, true, 0},
    /* 1/3 + 1/3 + 1/3 = (1/2)^2 4: no binary precision sees it */
    {"tie of thirds", 4, 1, 0, 0.5, 0, {1, -1, 1, 0}, {6, 6, 6, 2}, {0}, {0}, {0}, 1, true, 0},
    {"tie of thirds after lambda1",
     4,
     1,
     2,
     0.5,
     0,
     {3, -3, 3, 2},
     {6, 6, 6, 2},
     {0},
     {0},
     {0},
     1,
     true,
     0},
    /* x = (3, 4), |x| = 5, c = 10: s = (1 + 2) 3, (2 + 2) 4 */
    {"A = I",
     4,
     1,
     0,
     5,
     0,
     {-9, -16, 0, 0},
     {1, 2, 1, 1},
     {0},
     {1, 1, 1, 1},
     {3, 4, 0, 0},
     1,
     false,
     -20.5},
    /* x = (3/2, 4), A = (4, 1), D = (3, 5), c = 10: s = (33/2, 28), z = -s - lambda1; z_3 = lambda1; q_2 < 0;
     * F(0) = 72 */
    {"two terms, any A",
     4,
     2,
     0.5,
     5,
     0.5,
     {-20, -10, 0.25, 0.5, 2, 0.5, 0.25, -0.25},
     {5, 1, 1, 1, -3, 3, 1, -0.5},
     {1, -2, 0, 0, 2, 7, 0, 0},
     {4, 1, 1, 1},
     {3, 8, 0, 0},
     2,
     false,
     28.625},
    /* separable: (|z| - 1)/(w + 1) */
    {"lambda21 = 0",
     3,
     1,
     1,
     0,
     0.5,
     {4, -2, 1},
     {2, 1, 1},
     {0},
     {0},
     {-2, 1, 0},
     2,
     false,
     -1.5 - 0.25},
    {"lambda21 = 0, all |z| <= lambda1",
     3,
     1,
     1,
     0,
     0.5,
     {1, -1, 0.5},
     {2, 1, 1},
     {0},
     {0},
     {0},
     1,
     true,
     0},
    {"no lambda", 2, 1, 0, 0, 0, {3, -1}, {2, 4}, {1, 1}, {0}, {-2, 5}, 4, false, -0.375},
    /* x = 1: s = 2 (1) + c |x|/|x| with c = 2^40 A^{1/2}, A = 2^-60: 2 + 2^10 */
    {"A far below D", 1, 1, 0, 0x1p40, 0, {-1026}, {2}, {0}, {0x1p-60}, {1}, 1, false, -1},
};

static mpfi_ptr rational_vector(const long *numerator, long denominator, size_t n, mpfr_prec_t bits)
{
    mpfi_ptr v = sgl_ref_vector_new(n, bits);

    for (size_t i = 0; i < n; i++) {
        mpfi_set_si(v + i, numerator[i]);
        mpfi_div_si(v + i, v + i, denominator);
    }
    return v;
}

static void test_golden(size_t k, mpfr_prec_t bits)
{
    size_t d = golden[k].d;
    group_case g = {.d = d,
                    .terms = golden[k].terms,
                    .lambda1 = golden[k].lambda1,
                    .lambda21 = golden[k].lambda21,
                    .lambda2 = golden[k].lambda2};
    double m[2 * MOST], q[2 * MOST], x_s[2 * MOST], a[MOST];
    sgl_ref_objective *objective;
    mpfi_ptr x = sgl_ref_vector_new(d, bits);
    mpfi_ptr want = rational_vector(golden[k].numerator, golden[k].denominator, d, 4 * bits);
    mpfi_t value;
    mpfr_t width;
    bool zero, good;

    memcpy(m, golden[k].m, sizeof m);
    memcpy(q, golden[k].q, sizeof q);
    memcpy(x_s, golden[k].x, sizeof x_s);
    memcpy(a, golden[k].a, sizeof a);
    g.m = m;
    g.q = q;
    g.x = x_s;
    g.a = a[0] != 0 ? a : NULL;
    objective = group_case_objective(&g, bits);
    good = sgl_ref_argmin(x, &zero, objective, 4096) == SGL_OK && zero == golden[k].zero;
    mpfr_init2(width, 53);
    for (size_t i = 0; i < d && good; i++) {
        mpfi_diam_rel(width, x + i);
        good = mpfi_is_inside(want + i, x + i) && mpfr_cmp_d(width, ldexp(1, 6 - (int)bits)) <= 0;
    }
    mpfr_clear(width);
    ok(good, "golden, %ld bits: %s", (long)bits, golden[k].why);
    mpfi_init2(value, 4 * bits);
    good = sgl_ref_objective_value(value, objective, want) == SGL_OK;
    ok(good && mpfi_is_inside_d(golden[k].value, value), "value, %ld bits: %s", (long)bits,
       golden[k].why);
    mpfi_clear(value);
    sgl_ref_objective_free(objective);
    sgl_ref_vector_free(x, d);
    sgl_ref_vector_free(want, d);
}

/* ---- precision, limits, refusals */

/* z = -(1 + 2^-k) in two terms against c = 1 and A = 1: x = 2^-k/2, decided in rationals whatever max_bits is. */
static void test_near_tie(mpfr_exp_t k, mpfr_prec_t max_bits, bool narrow)
{
    sgl_ref_objective *objective;
    mpfi_ptr v = sgl_ref_vector_new(4, 64), x = sgl_ref_vector_new(1, 64);
    mpfi_t want;
    bool zero = true, good;

    mpfi_init2(want, 64);
    mpfi_set_si(v, -1);
    mpfi_set_ui(v + 1, 2);
    mpfi_set_si(v + 3, -1);
    mpfi_div_2ui(v + 3, v + 3, (unsigned long)k);
    mpfi_set_ui(want, 1);
    mpfi_div_2ui(want, want, (unsigned long)k + 1);
    if (sgl_ref_objective_new(&objective, 1, 0, 1, 0, 64) != SGL_OK ||
        sgl_ref_objective_add(objective, v, v + 1, v + 2) != SGL_OK ||
        sgl_ref_objective_add(objective, v + 3, v + 2, v + 2) != SGL_OK)
        bail_out("no objective");
    good =
        sgl_ref_argmin(x, &zero, objective, max_bits) == SGL_OK && !zero && mpfi_is_inside(want, x);
    ok(good && narrow == mpfi_is_strictly_pos(x), "2^-%ld off a tie, up to %ld bits: %s", (long)k,
       (long)max_bits, narrow ? "narrow" : "an enclosure still");
    mpfi_clear(want);
    sgl_ref_objective_free(objective);
    sgl_ref_vector_free(v, 4);
    sgl_ref_vector_free(x, 1);
}

static void test_refusals(void)
{
    sgl_ref_objective *objective;
    mpfi_ptr v = sgl_ref_vector_new(3, 64);
    bool zero;

    ok(sgl_ref_objective_new(&objective, 0, 0, 0, 0, 64) == SGL_EDIM && objective == NULL, "d = 0");
    ok(sgl_ref_objective_new(&objective, 1, -1, 0, 0, 64) == SGL_EDOM, "lambda1 < 0");
    ok(sgl_ref_objective_new(&objective, 1, 0, NAN, 0, 64) == SGL_EDOM, "lambda21 not a number");
    ok(sgl_ref_objective_new(&objective, 1, 0, 0, INFINITY, 64) == SGL_EDOM, "lambda2 infinite");
    if (sgl_ref_objective_new(&objective, 1, 0, 1, 0, 64) != SGL_OK)
        bail_out("no objective");
    mpfi_set_d(v, INFINITY);
    ok(sgl_ref_objective_add(objective, v, v + 1, v + 2) == SGL_EDOM, "an infinite m");
    ok(sgl_ref_objective_set_a(objective, v) == SGL_EDOM, "an infinite A");
    mpfi_set_si(v, 3);
    mpfi_set_ui(v + 1, 2);
    if (sgl_ref_objective_add(objective, v, v + 1, v + 2) != SGL_OK)
        bail_out("no term");
    ok(sgl_ref_objective_set_a(objective, v + 2) == SGL_OK &&
           sgl_ref_argmin(v, &zero, objective, 256) == SGL_EDOM,
       "A = 0");
    ok(sgl_ref_objective_set_a(objective, NULL) == SGL_OK &&
           sgl_ref_argmin(v, &zero, objective, 256) == SGL_OK && mpfi_is_inside_d(-1, v),
       "Theorem 1's A again");
    sgl_ref_objective_free(objective);
    sgl_ref_objective_free(NULL);
    sgl_ref_vector_free(v, 3);
}

int main(void)
{
    static const mpfr_prec_t precisions[] = {24, 53, 256, 1000};

    plan(2 * ARRAY_SIZE(golden) * ARRAY_SIZE(precisions) + 4 + 8);
    for (size_t p = 0; p < ARRAY_SIZE(precisions); p++)
        for (size_t k = 0; k < ARRAY_SIZE(golden); k++)
            test_golden(k, precisions[p]);
    test_near_tie(30, 64, true);
    test_near_tie(300, 1024, true);
    test_near_tie(300, 128, false);
    test_near_tie(60000, 4096, false);
    test_refusals();
    return tap_status();
}
