/* The certificate |x - x*|_D <= |u|_{D^{-1}}: against distances known by hand, against the enclosure of the argmin
 * for points chosen at random, and at the argmin itself, where it must vanish as 2^-bits, A = I and other A without a
 * closed form included. */
#include "group_case.h"

/* Lower and upper bound of |y - x*|_D, y at its points, x* anywhere in x. */
static void true_distance(mpfi_ptr distance, const group_case *g, mpfi_srcptr y, mpfi_srcptr x)
{
    mpfi_t t, u;
    mpq_t z, w;

    mpq_inits(z, w, NULL);
    mpfi_init2(t, 600);
    mpfi_init2(u, 600);
    mpfi_set_ui(distance, 0);
    for (size_t i = 0; i < g->d; i++) {
        group_case_sums(z, w, g, i);
        mpfi_set_d(u, g->lambda2);
        mpfi_mul_2ui(u, u, 1);
        mpfi_add_q(u, u, w);
        mpfi_sub(t, y + i, x + i);
        mpfi_sqr(t, t);
        mpfi_mul(t, t, u);
        mpfi_add(distance, distance, t);
    }
    mpfi_sqrt(distance, distance);
    mpfi_clear(t);
    mpfi_clear(u);
    mpq_clears(z, w, NULL);
}

static void any_a(group_case *g)
{
    static const double identity = 1;

    switch (test_below(3)) {
    case 0:
        return; /* Theorem 1's */
    case 1:
        g->a = numbers(g->d);
        for (size_t i = 0; i < g->d; i++)
            g->a[i] = identity;
        return;
    default:
        g->a = numbers(g->d);
        for (size_t i = 0; i < g->d; i++)
            g->a[i] = fabs(test_log_uniform(-6, 6));
    }
}

static void solve(mpfi_ptr x, bool *zero, const sgl_ref_objective *objective)
{
    if (sgl_ref_argmin(x, zero, objective, 8192) != SGL_OK)
        bail_out("no argmin");
}

/* y = x*, x* moved a little, by its own size, or at random; some entries 0. Sometimes an interval. */
static void choose(mpfi_ptr y, mpfi_srcptr x, size_t d)
{
    size_t how = test_below(5);
    mpfr_t t;

    mpfr_init2(t, 300);
    for (size_t i = 0; i < d; i++) {
        mpfi_mid(t, x + i);
        if (how == 1)
            mpfr_mul_d(t, t, 1 + ldexp(test_uniform() - 0.5, -20), MPFR_RNDN);
        if (how == 2)
            mpfr_mul_d(t, t, 4 * test_uniform() - 2, MPFR_RNDN);
        if (how == 3 || (how == 2 && mpfr_zero_p(t)))
            mpfr_set_d(t, test_log_uniform(-10, 3), MPFR_RNDN);
        if (how == 4 || test_below(5) == 0)
            mpfr_set_zero(t, +1);
        mpfi_set_fr(y + i, t);
        if (how != 4 && test_below(6) == 0) { /* an interval around y */
            mpfr_set_d(t, ldexp(test_uniform(), -(int)test_below(40)), MPFR_RNDN);
            mpfi_increase(y + i, t);
        }
    }
    mpfr_clear(t);
}

static void test_bounds(size_t n)
{
    size_t bad = 0, useful = 0, exact = 0, at_zero = 0;

    for (size_t k = 0; k < n; k++) {
        group_case g;
        sgl_ref_objective *objective;
        size_t d = 1 + test_below(8);
        mpfi_ptr x = sgl_ref_vector_new(d, 300), y = sgl_ref_vector_new(d, 300);
        mpfi_t distance;
        mpfr_t bound, t;
        bool zero, origin = true;

        group_case_random(&g, k % GROUP_KINDS, d);
        any_a(&g);
        objective = group_case_objective(&g, 256);
        mpfi_init2(distance, 600);
        mpfr_inits2(64, bound, t, (mpfr_ptr)NULL);
        solve(x, &zero, objective);
        choose(y, x, d);
        if (sgl_ref_certificate(bound, objective, y) != SGL_OK)
            bail_out("no certificate");
        true_distance(distance, &g, y, x);
        /* The right end is the farthest point of y, rounded up and with x's own width: 2^-290 of the sizes here. */
        mpfr_mul_d(t, &distance->right, 1 - 0x1p-52, MPFR_RNDD);
        mpfr_sub_d(t, t, 0x1p-200, MPFR_RNDD);
        bad += mpfr_less_p(bound, t);
        mpfr_mul_ui(&distance->right, &distance->right, 1000, MPFR_RNDU);
        useful += mpfr_lessequal_p(bound, &distance->right);
        for (size_t i = 0; i < d; i++)
            origin = origin && mpfi_is_zero(y + i);
        if (origin) { /* u = -D x* is the least: the bound is the distance itself */
            at_zero++;
            true_distance(distance, &g, y, x);
            mpfr_mul_d(&distance->right, &distance->right, 1 + 0x1p-40, MPFR_RNDU);
            mpfr_add_d(&distance->right, &distance->right, 0x1p-250,
                       MPFR_RNDU); /* rounding at 288 bits */
            exact +=
                zero ? mpfr_cmp_d(bound, 0x1p-100) < 0 : mpfr_lessequal_p(bound, &distance->right);
        }
        mpfi_clear(distance);
        mpfr_clears(bound, t, (mpfr_ptr)NULL);
        sgl_ref_objective_free(objective);
        sgl_ref_vector_free(x, d);
        sgl_ref_vector_free(y, d);
        group_case_free(&g);
    }
    ok(bad == 0, "never less than the distance of the farthest point, %zu points and boxes", n);
    ok(useful > n / 2, "within 1000 times the distance in %zu of them", useful);
    ok(at_zero > n / 50 && exact == at_zero, "at 0 it is |x*|_D, %zu of %zu",
       exact, at_zero);
}

/* With relative errors e of each x_i, |u_i| <= (D_i + 2 c A_i/nu) |x_i| e to first order (the Hessian of the norm is
 * (c/nu)(A - A x x'A/nu^2)), and e <= 2^(6 - bits) by argmin's contract. The certificate's own rounding is of the
 * terms of the gradient, 2^(-32 - bits) of each. */
static double expected_scale(const group_case *g, mpfi_srcptr x)
{
    double nu = 0, sum = 0, c = g->lambda21 * sqrt((double)g->d);
    mpq_t z, w;

    mpq_inits(z, w, NULL);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < g->d; i++) {
            double x_i = fabs(mpfi_get_d(x + i)), D, a, u, terms = 0;

            group_case_sums(z, w, g, i);
            D = mpq_get_d(w) + 2 * g->lambda2;
            a = g->a != NULL ? g->a[i] : D / 2;
            if (pass == 0) {
                nu = hypot(nu, sqrt(a) * x_i);
                continue;
            }
            for (size_t s = 0; s < g->terms; s++) {
                size_t k = s * g->d + i;

                terms += fabs(g->m[k]) + fabs(g->q[k]) * (x_i + fabs(g->x[k]));
            }
            u = (D + (nu > 0 ? 2 * c * a / nu : 0)) * x_i + 0x1p-32 * (terms + g->lambda1);
            sum = hypot(sum, u / sqrt(D));
        }
    mpq_clears(z, w, NULL);
    return sum;
}

static void test_vanishes(size_t n)
{
    static const mpfr_prec_t precisions[] = {53, 128, 256, 512, 1024};
    size_t bad = 0, cases = 0;

    for (size_t k = 0; k < n; k++) {
        group_case g;
        size_t d = k % 40 == 39 ? 200 : 1 + test_below(12);

        group_case_random(&g, test_below(2) ? GENERIC : NO_LAMBDA, d);
        any_a(&g);
        for (size_t p = 0; p < ARRAY_SIZE(precisions); p++) {
            sgl_ref_objective *objective = group_case_objective(&g, precisions[p]);
            mpfi_ptr x = sgl_ref_vector_new(d, precisions[p]);
            mpfr_t bound, mid;
            bool zero;

            mpfr_init2(bound, 64);
            mpfr_init2(mid, precisions[p]);
            solve(x, &zero, objective);
            for (size_t i = 0; i < d; i++) {
                mpfi_mid(mid, x + i);
                mpfi_set_fr(x + i, mid);
            }
            if (sgl_ref_certificate(bound, objective, x) != SGL_OK)
                bail_out("no certificate");
            mpfr_mul_2ui(bound, bound, (unsigned long)precisions[p] - 6, MPFR_RNDU);
            bad += mpfr_cmp_d(bound, expected_scale(&g, x)) > 0;
            cases++;
            mpfr_clears(bound, mid, (mpfr_ptr)NULL);
            sgl_ref_vector_free(x, d);
            sgl_ref_objective_free(objective);
        }
        group_case_free(&g);
    }
    ok(bad == 0, "vanishes as 2^-bits at the argmin's midpoint, 53 to 1024 bits, %zu cases", cases);
}

/* d = 1: F(x) = m x + q x^2/2 + lambda1 |x| + lambda21 (q/2)^{1/2} |x|; D = q. */
static const struct {
    const char *why;
    double lambda1, lambda21, m, q, low, high, least, most;
} golden[] = {
    {"at the argmin 1/8", 0, 1, -3, 8, 0.125, 0.125, 0, 0x1p-60},
    /* u = 8 (x - 1/8) where x > 0: the bound is |x - 1/8| 8^{1/2} */
    {"1/8 too far", 0, 1, -3, 8, 0.25, 0.25, 0.35355339059327373, 0.35355339059327384},
    {"at 0: u = -3 + 2 is the least", 0, 1, -3, 8, 0, 0, 0.35355339059327373, 0.35355339059327384},
    {"an interval that ends 1/8 off", 0, 1, -3, 8, 0.125, 0.25, 0.35355339059327373,
     0.35355339059327384},
    /* x in [-1/8, 1/4]: at -1/8, u = -3 - 1 - 2; at 1/4, +1; the enclosure gives [-6, 1] or a little more */
    {"an interval across 0", 0, 1, -3, 8, -0.125, 0.25, 2.1213203435596424, 2.1213203435596428},
    /* at -1/8, u = -1 - 3 - 1; the right end is the argmin */
    {"an interval across 0 with lambda1", 1, 0, -3, 8, -0.125, 0.25, 1.7677669529663687,
     1.7677669529663691},
    /* the dead zone of lambda1: 0 is the argmin, u = 0 */
    {"lambda1 absorbs z", 4, 0, -3, 8, 0, 0, 0, 0},
    {"both absorb z", 2, 1, -3, 8, 0, 0, 0, 0},
    {"a tie, at 0", 1, 1, -3, 8, 0, 0, 0, 0x1p-60},
    /* 8 x + 4 - 3 at x = 1: 9/8^{1/2} */
    {"on the wrong side of nothing", 4, 0, -3, 8, 1, 1, 3.1819805153394634, 3.1819805153394642},
    {"an interval that holds the argmin 0", 4, 0, -3, 8, 0, 1, 3.1819805153394634, 1e9},
};

static void test_golden(size_t k)
{
    sgl_ref_objective *objective;
    mpfi_ptr v = sgl_ref_vector_new(4, 64);
    mpfr_t bound;

    mpfr_init2(bound, 64);
    mpfi_set_d(v, golden[k].m);
    mpfi_set_d(v + 1, golden[k].q);
    mpfi_interv_d(v + 3, golden[k].low, golden[k].high);
    if (sgl_ref_objective_new(&objective, 1, golden[k].lambda1, golden[k].lambda21, 0, 64) !=
            SGL_OK ||
        sgl_ref_objective_add(objective, v, v + 1, v + 2) != SGL_OK ||
        sgl_ref_certificate(bound, objective, v + 3) != SGL_OK)
        bail_out("no certificate");
    if (!ok(mpfr_cmp_d(bound, golden[k].least) >= 0 && mpfr_cmp_d(bound, golden[k].most) <= 0,
            "golden: %s", golden[k].why))
        diag("got %.17g", mpfr_get_d(bound, MPFR_RNDU));
    sgl_ref_objective_free(objective);
    mpfr_clear(bound);
    sgl_ref_vector_free(v, 4);
}

static void test_refusals(void)
{
    sgl_ref_objective *objective;
    mpfi_ptr v = sgl_ref_vector_new(3, 64);
    mpfr_t bound;

    mpfr_init2(bound, 64);
    if (sgl_ref_objective_new(&objective, 1, 0, 1, 0, 64) != SGL_OK)
        bail_out("no objective");
    ok(sgl_ref_certificate(bound, objective, v) == SGL_EDOM, "D = 0 is refused");
    mpfi_set_ui(v + 1, 2);
    if (sgl_ref_objective_add(objective, v, v + 1, v) != SGL_OK)
        bail_out("no term");
    mpfi_set_d(v, INFINITY);
    ok(sgl_ref_certificate(bound, objective, v) == SGL_EDOM, "an infinite x is refused");
    sgl_ref_objective_free(objective);
    mpfr_clear(bound);
    sgl_ref_vector_free(v, 3);
}

int main(void)
{
    plan(ARRAY_SIZE(golden) + 3 + 1 + 2);
    for (size_t k = 0; k < ARRAY_SIZE(golden); k++)
        test_golden(k);
    test_bounds(test_cases(3000));
    test_vanishes(test_cases(400));
    test_refusals();
    return tap_status();
}
