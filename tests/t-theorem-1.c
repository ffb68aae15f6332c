/* Theorem 1. Corrected (the norm of A^{-1/2} s, not of A^{-1} s), its closed form is the argmin of Eq. (6): over
 * random groups the closed form, at more bits and from z in exact rationals, lies inside the enclosure that
 * argmin.c finds from the raw history without knowing z. As printed it is refuted by certified counterexamples in
 * both directions: it deletes what the argmin keeps, and keeps what the argmin deletes. */
#include "group_case.h"

#include <math.h>

static const mpfr_prec_t precisions[] = {53, 64, 113, 256, 512, 1024};

/* Closed form from exact z and w, rounded outward to the precision of x. */
static int closed_form(mpfi_ptr x, const group_case *g, sgl_norm norm)
{
    mpfr_prec_t bits = mpfi_get_prec(x);
    mpfi_ptr z = sgl_ref_vector_new(g->d, bits), w = sgl_ref_vector_new(g->d, bits);
    mpq_t exact_z, exact_w;
    int zero;

    mpq_inits(exact_z, exact_w, NULL);
    for (size_t i = 0; i < g->d; i++) {
        group_case_sums(exact_z, exact_w, g, i);
        mpfi_set_q(z + i, exact_z);
        mpfi_set_q(w + i, exact_w);
    }
    if (sgl_ref_closed_form(x, &zero, z, w, g->d, g->lambda1, g->lambda21, g->lambda2, norm) !=
        SGL_OK)
        bail_out("no closed form");
    mpq_clears(exact_z, exact_w, NULL);
    sgl_ref_vector_free(z, g->d);
    sgl_ref_vector_free(w, g->d);
    return zero;
}

typedef struct counts {
    size_t groups, zero, outside, undecided, disagree, wide, printed_differs;
} counts;

static bool printed_differs(const group_case *g, mpfi_srcptr x, mpfr_prec_t bits)
{
    mpfi_ptr printed = sgl_ref_vector_new(g->d, bits);
    bool differs = false;

    (void)closed_form(printed, g, SGL_NORM_PRINTED);
    for (size_t i = 0; i < g->d; i++)
        differs = differs || mpfi_cmp(printed + i, x + i) != 0; /* 0 when they overlap */
    sgl_ref_vector_free(printed, g->d);
    return differs;
}

static void one_group(counts *tally, const group_case *g, group_kind kind, mpfr_prec_t bits)
{
    sgl_ref_objective *objective = group_case_objective(g, bits);
    mpfi_ptr x = sgl_ref_vector_new(g->d, bits), closed = sgl_ref_vector_new(g->d, 2 * bits + 1200);
    int decided = closed_form(closed, g, SGL_NORM_EXACT);
    bool zero;
    mpfr_t width;

    mpfr_init2(width, 53);
    if (sgl_ref_argmin(x, &zero, objective, 8192) != SGL_OK)
        bail_out("no argmin");
    tally->groups++;
    tally->zero += zero;
    tally->undecided += decided == 0 && kind != TIE;
    tally->disagree += kind == TIE ? !zero : decided != (zero ? 1 : -1);
    tally->printed_differs += printed_differs(g, x, bits);
    for (size_t i = 0; i < g->d; i++) {
        if (kind == TIE) /* no number of bits sees a tie: 0 or a hair */
            tally->outside += !mpfi_is_zero(x + i) || !mpfi_has_zero(closed + i);
        else
            tally->outside += !mpfi_is_inside(closed + i, x + i);
        mpfi_diam_rel(width, x + i);
        tally->wide += !mpfi_is_zero(x + i) && mpfr_cmp_d(width, ldexp(1, 7 - (int)bits)) > 0;
    }
    mpfr_clear(width);
    sgl_ref_vector_free(x, g->d);
    sgl_ref_vector_free(closed, g->d);
    sgl_ref_objective_free(objective);
}

static size_t random_size(size_t n)
{
    if (n % 250 == 249)
        return 1000;
    if (n % 50 == 49)
        return 100;
    return 1 + test_below(n % 5 == 0 ? 20 : 4);
}

static void random_groups(group_kind kind, size_t n)
{
    counts tally = {0};

    for (size_t k = 0; k < n; k++) {
        size_t d = random_size(k);
        mpfr_prec_t bits = precisions[d == 1000 ? k / 250 % 2 : test_below(ARRAY_SIZE(precisions))];
        group_case g;

        group_case_random(&g, kind, d);
        one_group(&tally, &g, kind, bits);
        group_case_free(&g);
    }
    if (!ok(tally.outside == 0 && tally.disagree == 0 && tally.undecided == 0 && tally.wide == 0,
            "%s: the corrected closed form is inside the argmin's enclosure, %zu groups, %zu of "
            "them zero",
            group_kind_names[kind], tally.groups, tally.zero))
        diag("%zu entries outside, %zu wide, %zu groups disagree, %zu undecided", tally.outside,
             tally.wide, tally.disagree, tally.undecided);
    if (kind == GENERIC)
        ok(tally.printed_differs > tally.groups / 4 && tally.zero > 0 && tally.zero < tally.groups,
           "%s: the printed form is off in %zu of %zu groups", group_kind_names[kind],
           tally.printed_differs, tally.groups);
}

/* d = 1, one term, x_1 = 0: m = -s, q = 2 A. The certificate speaks for the argmin alone: |x - x*|_D <= bound. */
static void counterexample(const char *why, long num, unsigned long den, double q, double argmin,
                           double printed_low, double printed_high)
{
    sgl_ref_objective *objective;
    mpfi_t m, w, x_1, x, printed, exact, at_argmin, at_printed;
    mpfr_t distance;
    int printed_zero, exact_zero;
    bool zero, certified, differs, higher;
    mpq_t rational;

    mpq_init(rational);
    mpq_set_si(rational, num, den);
    mpfi_init2(m, 256);
    mpfi_init2(w, 256);
    mpfi_init2(x_1, 256);
    mpfi_init2(x, 256);
    mpfi_init2(printed, 256);
    mpfi_init2(exact, 256);
    mpfi_init2(at_argmin, 256);
    mpfi_init2(at_printed, 256);
    mpfr_init2(distance, 53);
    mpfi_set_q(m, rational); /* z = m: x_1 = 0 */
    mpfi_set_d(w, q);
    mpfi_set_ui(x_1, 0);
    if (sgl_ref_objective_new(&objective, 1, 0, 1, 0, 256) != SGL_OK ||
        sgl_ref_objective_add(objective, m, w, x_1) != SGL_OK ||
        sgl_ref_argmin(x, &zero, objective, 1024) != SGL_OK ||
        sgl_ref_closed_form(printed, &printed_zero, m, w, 1, 0, 1, 0, SGL_NORM_PRINTED) != SGL_OK ||
        sgl_ref_closed_form(exact, &exact_zero, m, w, 1, 0, 1, 0, SGL_NORM_EXACT) != SGL_OK ||
        sgl_ref_objective_value(at_argmin, objective, x) != SGL_OK ||
        sgl_ref_objective_value(at_printed, objective, printed) != SGL_OK)
        bail_out("counterexample");
    ok(mpfi_is_inside_d(argmin, x) && zero == (argmin == 0) && mpfi_is_inside_d(argmin, exact) &&
           exact_zero == (zero ? 1 : -1),
       "%s: the argmin and the corrected form are %g", why, argmin);
    mpfi_set_d(x, argmin);
    certified =
        sgl_ref_certificate(distance, objective, x) == SGL_OK && mpfr_cmp_d(distance, 0x1p-200) < 0;
    ok(certified, "%s: a certificate for %g that does not use the solver", why, argmin);
    differs = mpfr_cmp_d(&printed->left, printed_low) >= 0 &&
              mpfr_cmp_d(&printed->right, printed_high) <= 0 && mpfi_cmp(printed, x) != 0;
    higher = mpfr_greater_p(&at_printed->left, &at_argmin->right);
    ok(differs && higher && printed_zero == (printed_low == 0 ? 1 : -1),
       "%s: the printed form is elsewhere, and the objective is higher there", why);
    sgl_ref_objective_free(objective);
    mpq_clear(rational);
    mpfi_clear(m);
    mpfi_clear(w);
    mpfi_clear(x_1);
    mpfi_clear(x);
    mpfi_clear(printed);
    mpfi_clear(exact);
    mpfi_clear(at_argmin);
    mpfi_clear(at_printed);
    mpfr_clear(distance);
}

int main(void)
{
    plan(GROUP_KINDS + 1 + 3 * 3);
    /* F(x) = -3 x + 4 x^2 + 2 |x|: the minimum is at 1/8; |A^{-1} s| = 3/4 < 1 <= 3/2 = |A^{-1/2} s|. */
    counterexample("A = 4, lambda21 = 1, s = 3", -3, 1, 8, 0.125, 0, 0);
    /* F(x) = -3/5 x + x^2/2 + |x|/sqrt(2): 3/5 < 1/sqrt(2), so 0; printed 1 - 1/(6/5) = 1/6 times 3/5. */
    counterexample("SGD alpha = 1, x_1 = 0, g = -3/5", -3, 5, 1, 0, 0x1.9999999999999p-4,
                   0x1.999999999999ap-4);
    /* The same in floats: 5/8 < 1/sqrt(2); printed (1 - 4/5) 5/8 = 1/8. */
    counterexample("SGD alpha = 1, x_1 = 0, g = -5/8", -5, 8, 1, 0, 0x1.fffffffffffffp-4,
                   0x1.0000000000001p-3);
    for (group_kind kind = 0; kind < GROUP_KINDS; kind++)
        random_groups(kind, test_cases(kind == GENERIC || kind == WIDE ? 500 : 400));
    return tap_status();
}
