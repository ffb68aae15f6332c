/* s = -sign(z) max(|z| - lambda1, 0), Eq. (9). */
#include "enclose.h"

static const struct {
    const char *why, *z, *lambda1, *want;
} cases[] = {
    {"dead zone, z > 0", "1/8", "1/4", "0"},
    {"dead zone, z < 0", "-1/8", "1/4", "0"},
    {"boundary is zero", "1/4", "1/4", "0"},
    {"boundary from below is zero", "-1/4", "1/4", "0"},
    {"a hair outside", "4398046511105/17592186044416", "1/4", "-1/17592186044416"},
    {"outside, z > 0: s < 0", "3", "1/2", "-5/2"},
    {"outside, z < 0: s > 0", "-3", "1/2", "5/2"},
    {"lambda1 = 0 is -z", "7/3", "0", "-7/3"},
    {"z = 0", "0", "0", "0"},
    {"not dyadic", "-2/3", "1/5", "7/15"},
};

static void straddling(void)
{
    mpfi_t z, lambda1, s;

    mpfi_init2(z, 64);
    mpfi_init2(lambda1, 64);
    mpfi_init2(s, 64);
    mpfi_set_d(lambda1, 0.25);
    mpfi_interv_d(z, 0.125, 0.5);
    ok(sgl_ref_soft_threshold(s, z, 1, lambda1) == SGL_OK && mpfr_cmp_d(&s->left, -0.25) == 0 &&
           mpfr_zero_p(&s->right), "an interval over the threshold gives the exact range [-1/4, 0]");
    mpfi_interv_d(z, -1, 1);
    ok(sgl_ref_soft_threshold(s, z, 1, lambda1) == SGL_OK && mpfr_cmp_d(&s->left, -0.75) == 0 &&
           mpfr_cmp_d(&s->right, 0.75) == 0, "over both thresholds [-3/4, 3/4]");
    ok(sgl_ref_soft_threshold(s, z, 0, lambda1) == SGL_EDIM, "n = 0 is SGL_EDIM");
    mpfi_set_d(lambda1, -1);
    mpfi_set_d(s, 5);
    ok(sgl_ref_soft_threshold(s, z, 1, lambda1) == SGL_EDOM && mpfi_cmp_d(s, 5) == 0,
       "lambda1 < 0 is SGL_EDOM and leaves s alone");
    mpfi_clear(z);
    mpfi_clear(lambda1);
    mpfi_clear(s);
}

int main(void)
{
    mpfi_t z, lambda1;

    plan(ARRAY_SIZE(cases) + 4);
    mpfi_init2(z, 128);
    mpfi_init2(lambda1, 128);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        set_rational(z, cases[i].z);
        set_rational(lambda1, cases[i].lambda1);
        if (!ok(sgl_ref_soft_threshold(z, z, 1, lambda1) == SGL_OK && encloses(z, cases[i].want), "in place: %s",
                cases[i].why))
            diag_interval("s", z);
    }
    straddling();
    mpfi_clear(z);
    mpfi_clear(lambda1);
    return tap_status();
}
