/* x = max(1 - threshold/r, 0) s/denominator, and the norm r. Rows are groups of two whose norm is rational. */
#include "enclose.h"

static const struct {
    const char *why, *s[2], *denominator[2], *threshold, *r, *want[2];
    int zero;
} cases[] = {
    {"live group", {"3", "4"}, {"2", "4"}, "1", "5", {"6/5", "4/5"}, -1},
    {"tie: r = threshold is zero", {"3", "4"}, {"2", "4"}, "5", "5", {"0", "0"}, +1},
    {"below the threshold", {"3", "-4"}, {"2", "4"}, "6", "5", {"0", "0"}, +1},
    {"a hair above", {"3", "4"}, {"1", "1"}, "87960930222079/17592186044416", "5", {"3/87960930222080", "4/87960930222080"}, -1},
    {"threshold 0 leaves s/denominator", {"3", "-4"}, {"2", "4"}, "0", "5", {"3/2", "-1"}, -1},
    {"s = 0 is zero, over a denominator of 0 too", {"0", "0"}, {"0", "0"}, "1", "0", {"0", "0"}, +1},
    {"s = 0, threshold 0: no 0/0", {"0", "0"}, {"0", "1"}, "0", "0", {"0", "0"}, +1},
    {"one entry 0 over 0, the other live", {"0", "5"}, {"0", "2"}, "1", "5", {"0", "2"}, -1},
    {"signs are kept", {"-3", "4"}, {"1", "1"}, "5/2", "5", {"-3/2", "2"}, -1},
};

static void norm_and_errors(void)
{
    mpfi_ptr v = sgl_ref_vector_new(3, 128);
    mpfi_t r, c;
    int zero;

    mpfi_init2(r, 128);
    mpfi_init2(c, 128);
    set_rational(v, "2/7");
    set_rational(v + 1, "-3/7");
    set_rational(v + 2, "6/7");
    ok(sgl_ref_group_norm(r, v, 3) == SGL_OK && encloses(r, "1"), "|(2, -3, 6)/7| = 1");
    ok(sgl_ref_group_norm(r, v, 1) == SGL_OK && encloses(r, "2/7"), "d = 1 is |v|");
    ok(sgl_ref_group_norm(r, v, 0) == SGL_EDIM, "d = 0 is SGL_EDIM");
    set_rational(c, "1/2");
    mpfi_interv_d(r, 0.25, 1);
    set_rational(v, "1");
    set_rational(v + 1, "2");
    ok(sgl_ref_shrink(v + 2, &zero, v, v + 1, 1, r, c) == SGL_OK && zero == 0 && mpfr_zero_p(&v[2].left) &&
           mpfr_cmp_d(&v[2].right, 0.25) == 0, "an undecided group gives [0, (1 - c/r_max) s/D]");
    mpfi_interv_d(v + 1, 0, 1);
    mpfi_set_d(v + 2, 7);
    ok(sgl_ref_shrink(v + 2, NULL, v, v + 1, 1, r, c) == SGL_EDOM && mpfi_cmp_d(v + 2, 7) == 0,
       "a denominator that reaches 0 is SGL_EDOM and leaves x alone");
    mpfi_clear(r);
    mpfi_clear(c);
    sgl_ref_vector_free(v, 3);
}

int main(void)
{
    mpfi_ptr s = sgl_ref_vector_new(2, 128), denominator = sgl_ref_vector_new(2, 128), x = sgl_ref_vector_new(2, 128);
    mpfi_t r, threshold;

    plan(2 * ARRAY_SIZE(cases) + 5);
    mpfi_init2(r, 128);
    mpfi_init2(threshold, 128);
    for (size_t k = 0; k < ARRAY_SIZE(cases); k++) {
        int zero = 7;

        for (size_t i = 0; i < 2; i++) {
            set_rational(s + i, cases[k].s[i]);
            set_rational(denominator + i, cases[k].denominator[i]);
        }
        set_rational(threshold, cases[k].threshold);
        ok(sgl_ref_group_norm(r, s, 2) == SGL_OK && encloses(r, cases[k].r), "norm: %s", cases[k].why);
        if (!ok(sgl_ref_shrink(x, &zero, s, denominator, 2, r, threshold) == SGL_OK && zero == cases[k].zero &&
                    encloses(x, cases[k].want[0]) && encloses(x + 1, cases[k].want[1]), "shrink: %s", cases[k].why)) {
            diag("zero = %d", zero);
            diag_interval("x_1", x);
            diag_interval("x_2", x + 1);
        }
    }
    norm_and_errors();
    mpfi_clear(r);
    mpfi_clear(threshold);
    sgl_ref_vector_free(s, 2);
    sgl_ref_vector_free(denominator, 2);
    sgl_ref_vector_free(x, 2);
    return tap_status();
}
