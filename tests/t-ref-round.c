/* Rounding of enclosures to float32 and float64: a table worked by hand, then every kind of neighbour pair and
 * its midpoint (what "nearest, ties to even" means), then MPFR's other road: round to p bits in a narrow exponent
 * range and subnormalise. */
#include "sgl_ref.h"
#include "tap.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { BITS = 1400 }; /* holds the largest float64 beside 2^-300 */

static sgl_status round_f32(double *out, mpfi_srcptr v)
{
    float f = 0;
    sgl_status status = sgl_ref_round_f32(&f, v);

    if (status == SGL_OK)
        *out = f; /* exact, sign of zero included */
    return status;
}

static bool is_even_f32(double v)
{
    float f = (float)v;
    uint32_t u;

    memcpy(&u, &f, sizeof u);
    return (u & 1) == 0;
}

static bool is_even_f64(double v)
{
    uint64_t u;

    memcpy(&u, &v, sizeof u);
    return (u & 1) == 0;
}

static double next_f32(double v)
{
    return nextafterf((float)v, INFINITY);
}

static double next_f64(double v)
{
    return nextafter(v, INFINITY);
}

static double random_f32(void)
{
    uint32_t u = (uint32_t)test_random();
    float f;

    memcpy(&f, &u, sizeof f);
    return f;
}

static double random_f64(void)
{
    uint64_t u = test_random();
    double f;

    memcpy(&f, &u, sizeof f);
    return f;
}

static const struct format {
    const char *name;
    sgl_status (*round)(double *out, mpfi_srcptr v);
    bool (*is_even)(double v);
    double (*next)(double v);
    double (*random)(void);
    mpfr_prec_t precision;
    mpfr_exp_t emin, emax; /* of MPFR: 0.1b..., so one more than C's */
    double max;
} formats[] = {
    {"f32", round_f32, is_even_f32, next_f32, random_f32, 24, -148, 128, FLT_MAX},
    {"f64", sgl_ref_round_f64, is_even_f64, next_f64, random_f64, 53, -1073, 1024, DBL_MAX},
};

/* Ends are sums a + b of two numbers, so that one may be far below the other. */
static const struct {
    const char *why;
    size_t format;
    double left[2], right[2];
    sgl_status status;
    double want;
} cases[] = {
    {"a float", 0, {1.5, 0}, {1.5, 0}, SGL_OK, 1.5},
    {"tie goes down to even", 0, {1, 0x1p-24}, {1, 0x1p-24}, SGL_OK, 1},
    {"tie goes up to even", 0, {1, 0x3p-24}, {1, 0x3p-24}, SGL_OK, 0x1.000004p0},
    {"just above a tie",
     0,
     {0x1.000001p0, 0x1p-300},
     {0x1.000001p0, 0x1p-300},
     SGL_OK,
     0x1.000002p0},
    {"rounded once, not by way of float64",
     0,
     {0x1.000001p0, 0x1p-80},
     {0x1.000001p0, 0x1p-80},
     SGL_OK,
     0x1.000002p0},
    {"a tie inside", 0, {0x1.000001p0, -0x1p-300}, {0x1.000001p0, 0x1p-300}, SGL_EUNSURE, 0},
    {"up to the tie, which goes down", 0, {0x1.000001p0, -0x1p-300}, {0x1.000001p0, 0}, SGL_OK, 1},
    {"from the tie, which goes down",
     0,
     {0x1.000001p0, 0},
     {0x1.000001p0, 0x1p-300},
     SGL_EUNSURE,
     0},
    {"wide, inside one cell", 0, {1, -0x1p-26}, {1, 0x1p-25}, SGL_OK, 1},
    {"half the least subnormal is 0", 0, {0x1p-150, 0}, {0x1p-150, 0}, SGL_OK, 0.0},
    {"minus half of it is -0", 0, {-0x1p-150, 0}, {-0x1p-150, 0}, SGL_OK, -0.0},
    {"just above half of it", 0, {0x1p-150, 0x1p-400}, {0x1p-150, 0x1p-400}, SGL_OK, 0x1p-149},
    {"one and a half of it", 0, {0x3p-150, 0}, {0x3p-150, 0}, SGL_OK, 0x1p-148},
    {"a subnormal tie", 0, {0x1p-127, 0x1p-150}, {0x1p-127, 0x1p-150}, SGL_OK, 0x1p-127},
    {"a subnormal near-tie",
     0,
     {0x1p-127, 0x1.00000001p-150},
     {0x1p-127, 0x1.1p-150},
     SGL_OK,
     0x1.000004p-127},
    {"last subnormal or first normal",
     0,
     {0x1p-126, -0x1p-150},
     {0x1p-126, -0x1p-150},
     SGL_OK,
     0x1p-126},
    {"the largest float", 0, {FLT_MAX, 0}, {FLT_MAX, 0x1p102}, SGL_OK, FLT_MAX},
    {"the tie to infinity", 0, {FLT_MAX, 0x1p103}, {FLT_MAX, 0x1p103}, SGL_OK, INFINITY},
    {"just below it",
     0,
     {0x1.fffffefffffffp127, 0x0.ffffp75},
     {0x1.fffffefffffffp127, 0x0.ffffp75},
     SGL_OK,
     FLT_MAX},
    {"across it", 0, {FLT_MAX, 0}, {FLT_MAX, 0x1p103}, SGL_EUNSURE, 0},
    {"beyond it", 0, {-0x1p300, 0}, {-0x1p200, 0}, SGL_OK, -INFINITY},
    {"finite to infinite", 0, {0x1p200, 0}, {INFINITY, 0}, SGL_OK, INFINITY},
    {"everything", 0, {-INFINITY, 0}, {INFINITY, 0}, SGL_EUNSURE, 0},
    {"not a number", 0, {NAN, 0}, {NAN, 0}, SGL_EDOM, 0},
    {"zero is +0", 0, {0, 0}, {0, 0}, SGL_OK, 0.0},
    {"zero to an underflow", 0, {0, 0}, {0x1p-400, 0}, SGL_OK, 0.0},
    {"a negative underflow to zero: -0 or 0", 0, {-0x1p-400, 0}, {0, 0}, SGL_EUNSURE, 0},
    {"both sides of zero", 0, {-0x1p-400, 0}, {0x1p-400, 0}, SGL_EUNSURE, 0},
    {"only negative underflows", 0, {-0x1p-300, 0}, {-0x1p-400, 0}, SGL_OK, -0.0},
    {"a float", 1, {0x1.8000000000001p3, 0}, {0x1.8000000000001p3, 0}, SGL_OK, 0x1.8000000000001p3},
    {"tie goes down to even", 1, {1, 0x1p-53}, {1, 0x1p-53}, SGL_OK, 1},
    {"tie goes up to even", 1, {1, 0x3p-53}, {1, 0x3p-53}, SGL_OK, 0x1.0000000000002p0},
    {"a tie inside", 1, {1, 0x1.fp-54}, {1, 0x1.1p-53}, SGL_EUNSURE, 0},
    {"half the least subnormal is 0",
     1,
     {0x1p-1074, -0x1p-1074},
     {0x1p-1074, -0x1p-1074},
     SGL_OK,
     0.0},
    {"the least subnormal", 1, {0x1p-1074, 0}, {0x1p-1074, 0}, SGL_OK, 0x1p-1074},
    {"the largest float", 1, {DBL_MAX, 0}, {DBL_MAX, 0x1p969}, SGL_OK, DBL_MAX},
    {"the tie to infinity", 1, {DBL_MAX, 0x1p970}, {DBL_MAX, 0x1p970}, SGL_OK, INFINITY},
    {"across it", 1, {DBL_MAX, 0}, {DBL_MAX, 0x1p970}, SGL_EUNSURE, 0},
    {"both sides of zero", 1, {-0x1p-1074, 0}, {0x1p-1074, 0}, SGL_EUNSURE, 0},
};

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void set_end(mpfr_ptr end, const double *sum, mpfr_rnd_t round)
{
    mpfr_set_d(end, sum[0], round);
    mpfr_add_d(end, end, sum[1], round);
}

static void test_cases_table(mpfi_ptr v)
{
    mpfr_t left, right;

    mpfr_inits2(BITS, left, right, (mpfr_ptr)NULL);
    for (size_t k = 0; k < ARRAY_SIZE(cases); k++) {
        const struct format *format = &formats[cases[k].format];
        double got = 42;
        sgl_status status;
        bool good;

        set_end(left, cases[k].left, MPFR_RNDD);
        set_end(right, cases[k].right, MPFR_RNDU);
        mpfi_interv_fr(v, left, right); /* with MPFI's own signs of zero */
        status = format->round(&got, v);
        good = status == cases[k].status && same_bits(got, status == SGL_OK ? cases[k].want : 42);
        if (!ok(good, "%s: %s", format->name, cases[k].why))
            diag("status %d, got %a, want %d, %a", (int)status, got, (int)cases[k].status,
                 cases[k].want);
    }
    mpfr_clears(left, right, (mpfr_ptr)NULL);
}

/* m the midpoint of f and the next float: m goes to the even one, what is below to f, what is above to the next. */
static bool neighbours(mpfi_ptr v, const struct format *format, double f)
{
    double above = format->next(f), got_below, got_tie, got_above;
    mpfr_t m, e;
    bool good;

    mpfr_inits2(BITS, m, e, (mpfr_ptr)NULL);
    mpfr_set_d(m, f, MPFR_RNDN);
    if (isinf(above))
        mpfr_set_ui_2exp(e, 1, format->emax, MPFR_RNDN);
    else
        mpfr_set_d(e, above, MPFR_RNDN);
    mpfr_add(m, m, e, MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    mpfi_set_fr(v, m);
    good = format->round(&got_tie, v) == SGL_OK &&
           same_bits(got_tie, format->is_even(f) || f == 0 ? f : above);
    mpfr_set_ui_2exp(e, 1, mpfr_get_exp(m) - 600, MPFR_RNDN);
    mpfr_sub(&v->left, m, e, MPFR_RNDN);
    mpfr_set(&v->right, &v->left, MPFR_RNDN);
    good = format->round(&got_below, v) == SGL_OK && same_bits(got_below, f) && good;
    mpfr_add(&v->left, m, e, MPFR_RNDN);
    mpfr_set(&v->right, &v->left, MPFR_RNDN);
    good = format->round(&got_above, v) == SGL_OK && same_bits(got_above, above) && good;
    mpfr_sub(&v->left, m, e, MPFR_RNDN);
    good = format->round(&got_tie, v) == SGL_EUNSURE && good;
    if (!good)
        diag("%s f=%a next=%a below=%a above=%a", format->name, f, above, got_below, got_above);
    mpfr_clears(m, e, (mpfr_ptr)NULL);
    return good;
}

static bool same_as_subnormalize(mpfi_ptr v, const struct format *format)
{
    mpfr_exp_t emin = mpfr_get_emin(), emax = mpfr_get_emax();
    mpfr_t wide, narrow;
    double got, want;
    int inexact;
    bool good;

    mpfr_init2(wide, 200);
    mpfr_init2(narrow, format->precision);
    mpfr_set_d(wide, test_log_uniform(-3, 0), MPFR_RNDN);
    for (int k = 0; k < 2; k++) { /* 53 more bits each time, at a random distance */
        mpfr_mul_2si(wide, wide, 20 + (long)(test_uniform() * 40), MPFR_RNDN);
        mpfr_add_d(wide, wide, test_uniform(), MPFR_RNDN);
    }
    mpfr_set_exp(wide,
                 format->emin - 6 +
                     (mpfr_exp_t)(test_uniform() * (double)(format->emax - format->emin + 12)));
    mpfi_set_fr(v, wide);
    mpfr_set_emin(format->emin);
    mpfr_set_emax(format->emax);
    inexact = mpfr_set(narrow, wide, MPFR_RNDN);
    inexact = mpfr_check_range(narrow, inexact, MPFR_RNDN);
    mpfr_subnormalize(narrow, inexact, MPFR_RNDN);
    mpfr_set_emin(emin);
    mpfr_set_emax(emax);
    want = mpfr_get_d(narrow, MPFR_RNDN);
    good = format->round(&got, v) == SGL_OK && same_bits(got, want);
    if (!good)
        diag("%s got=%a want=%a", format->name, got, want);
    mpfr_clears(wide, narrow, (mpfr_ptr)NULL);
    return good;
}

int main(void)
{
    size_t n = test_cases(40000);
    mpfi_t v;

    plan(ARRAY_SIZE(cases) + 2 * ARRAY_SIZE(formats));
    mpfi_init2(v, BITS);
    test_cases_table(v);
    for (size_t k = 0; k < ARRAY_SIZE(formats); k++) {
        const struct format *format = &formats[k];
        const double edges[] = {0, ldexp(1, (int)format->emin - 1),
                                ldexp(1, (int)format->emin - 2 + (int)format->precision), 1,
                                format->max};
        size_t bad = 0;

        for (size_t i = 0; i < n; i++) {
            double f = i < ARRAY_SIZE(edges) ? edges[i] : format->random();

            if (isfinite(f) && !(f == 0 && signbit(f)) && format->next(f) != 0)
                bad += !neighbours(v, format, f);
        }
        ok(bad == 0, "%s: each side of the midpoint of neighbours, and the midpoint itself",
           format->name);
        bad = 0;
        for (size_t i = 0; i < n; i++)
            bad += !same_as_subnormalize(v, format);
        ok(bad == 0, "%s: the same as rounding and subnormalising in MPFR", format->name);
    }
    mpfi_clear(v);
    return tap_status();
}
