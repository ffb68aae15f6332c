/* The step that Algorithm 1 runs, which shrinks by |s|, against (6), which shrinks by |A^{-1/2} s|. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "sgl_ref.h"

static bool not_monotone(void)
{
    rat w[2], s[2], other[2], x[2], y[2], ds[2], dx[2], c = given("threshold");
    bool all;

    given_vector("W", w, 2);
    given_vector("s", s, 2);
    given_vector("s_other", other, 2);
    game_group(x, s, w, 2, c, SGL_NORM_ALGORITHM1);
    game_group(y, other, w, 2, c, SGL_NORM_ALGORITHM1);
    all = found_vector("x", x, 2) && found_vector("x_other", y, 2);
    for (size_t i = 0; i < 2; i++) {
        ds[i] = rat_sub(s[i], other[i]);
        dx[i] = rat_sub(x[i], y[i]);
    }
    all &= found("inner_product", rat_dot(dx, ds, 2));
    return is(all && rat_sgn(given("inner_product")) < 0, "an argmin's would be >= 0, for any P");
}

/* Near the sphere |s| = c, s against c A^{-1} s/|A^{-1} s|, which is deleted: negative for certain? */
static bool certain_on_random_group(void)
{
    size_t d = 2 + test_random() % 4;
    num s[5], over[5], norm = num_int(0), inverse = norm, form = norm;

    for (size_t i = 0; i < d; i++) {
        num a = num_double(test_log_uniform(-3, 3));

        s[i] = num_double(test_uniform() - 0.5);
        over[i] = num_div(s[i], num_abs(a));
        norm = num_add(norm, num_sqr(s[i]));
        inverse = num_add(inverse, num_sqr(over[i]));
        form = num_add(form, num_mul(s[i], over[i]));
    }
    /* x.(s - s') has the sign of s.A^{-1}s - c |A^{-1} s|, c = |s|/(1 + 10^-9) */
    norm = num_div(num_sqrt(norm), num_double(1.000000001));
    return num_below(form, num_mul(norm, num_sqrt(inverse)));
}

static verdict p21_spract(void)
{
    rat a[2], x[2];
    bool refuted = not_monotone(), isotropic;
    size_t n = test_cases(1000), certain = 0;
    num root, curl;
    expr e1, e2, form, product;

    in_case(1);
    refuted &= not_monotone();
    in_case(2); /* d(Ax/|Ax|)_1/dx_2 - d(..)_2/dx_1 = -a_1 a_2 x_1 x_2 (a_2 - a_1)/|Ax|^3 */
    given_vector("A", a, 2);
    given_vector("x", x, 2);
    root = num_rat(rat_add(rat_sqr(rat_mul(a[0], x[0])), rat_sqr(rat_mul(a[1], x[1]))));
    root = num_mul(root, num_sqrt(root));
    curl = num_rat(rat_mul(rat_mul(rat_mul(a[0], a[1]), rat_mul(x[0], x[1])), rat_sub(a[0], a[1])));
    refuted &= found_real("curl", num_div(curl, root));
    for (size_t k = 0; k < n; k++)
        certain += certain_on_random_group();
    refuted &= is(certain > n - n / 50,
                  "not monotone for certain at a random point of nearly every random group");
    yaml("groups", "%zu", n);
    yaml("certain", "%zu", certain);
    expr_begin(); /* with A = a I: (s/a).s - |s| |s/a| = 0, written with n^2 = |s|^2 */
    e1 = expr_var(), e2 = expr_var();
    form = expr_div(expr_sqr(e1), e2);
    product = expr_mul(e1, expr_div(e1, e2));
    isotropic = identical(form, product, "for A = a I the same product is 0");
    return false_as_printed(refuted, isotropic);
}

static verdict p21_eff(void)
{
    size_t n = test_cases(500), outside = 0;
    expr c, r, q, es, ea;

    expr_begin();
    c = expr_var(), r = expr_var(), q = expr_var(); /* r = |s|, q = |A^{-1/2} s| */
    identical(expr_div(c, r), expr_div(expr_div(expr_mul(c, q), r), q),
              "c/|s| = (c |A^{-1/2} s|/|s|)/|A^{-1/2} s|");
    expr_begin(); /* entry by entry: s^2/a lies between s^2/max and s^2/min */
    es = expr_var(), ea = expr_var(), r = expr_var();
    identical(expr_sub(expr_div(expr_sqr(es), ea), expr_div(expr_sqr(es), r)),
              expr_div(expr_mul(expr_sqr(es), expr_sub(r, ea)), expr_mul(ea, r)),
              "s^2/a - s^2/b = s^2 (b - a)/(a b)");
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark();
        rat square = rat_zero(), scaled = rat_zero(), least = rat_of(1000, 1), most = rat_zero();

        for (size_t i = 0; i < 4; i++) {
            rat s = rat_add(rat_random(3, 5), rat_of(1, 11)),
                a = rat_of(1 + (long)(test_random() % 40), 7);

            square = rat_add(square, rat_sqr(s));
            scaled = rat_add(scaled, rat_div(rat_sqr(s), a));
            least = rat_cmp(a, least) < 0 ? a : least;
            most = rat_max(a, most);
        }
        scaled = rat_div(scaled, square); /* the factor, squared */
        outside += rat_cmp(scaled, rat_div(rat_of(1, 1), most)) < 0 ||
                   rat_cmp(scaled, rat_div(rat_of(1, 1), least)) > 0;
        rat_release(mark);
    }
    return holds(is(outside == 0, "the factor stays in its range, exactly, on random groups"));
}

static verdict p21_subset(void)
{
    size_t n = test_cases(800), bad = 0, deleted = 0, kept = 0;

    {
        expr x, d;

        expr_begin(); /* entry by entry, so of the sums too */
        x = expr_var(), d = expr_var();
        identical(expr_sub(expr_sqr(x), expr_div(expr_sqr(x), d)),
                  expr_div(expr_mul(expr_sqr(x), expr_sub(d, expr_int(1))), d),
                  "s^2 - s^2/a = s^2 (a - 1)/a");
    }
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark();
        bool large = k % 2 == 0, one, six;
        rat square = rat_zero(), scaled = rat_zero(), c2 = rat_of((long)(test_random() % 60), 4);

        for (size_t i = 0; i < 3; i++) {
            rat s = rat_random(3, 5), a = rat_of(7 + (long)(test_random() % 30), 7);

            a = large ? a : rat_div(rat_of(1, 1), a);
            square = rat_add(square, rat_sqr(s));
            scaled = rat_add(scaled, rat_div(rat_sqr(s), a));
        }
        one = rat_cmp(square, c2) <= 0;
        six = rat_cmp(scaled, c2) <= 0;
        deleted += one;
        kept += !six;
        bad += large ? one && !six : six && !one;
        rat_release(mark);
    }
    return holds(is(bad == 0 && deleted > n / 20 && kept > n / 20,
                    "inclusion holds exactly on random groups"));
}

/* One weight, W = sqrt(V)/alpha constant: losses 0 and 2|x - x*|. */
static bool violated_with_theorem_1(void)
{
    rat x_1 = given("x_1"), star = given("x_star"),
        w = rat_div(rat_sqrt(given("V")), given("alpha"));
    rat lambda21 = given("lambda21"), a = rat_div(w, rat_of(2, 1)), two = rat_of(2, 1),
        s = rat_mul(w, x_1), rest;
    game g = game_new(&x_1, 1);
    num bound, six;

    g.threshold = lambda21;
    game_step1(&g, rat_zero(), w);
    found("x_2", g.x[1][0]);
    found("regret", rat_mul(two, rat_abs(rat_sub(g.x[1][0], star))));
    rest = rat_div(rat_mul(w, rat_sqr(rat_sub(star, x_1))), two); /* Q_1 term; Q_2 is 0, m_1 is 0 */
    rest = rat_add(rest, rat_div(rat_div(rat_sqr(two), w), two)); /* m_2 = -+2 */
    bound =
        num_add(num_mul(num_mul(num_rat(lambda21), num_sqrt(num_rat(a))), num_rat(rat_abs(star))),
                num_rat(rest));
    found_real("bound", bound);
    six =
        num_sub(num_int(1), num_div(num_rat(lambda21), num_div(num_rat(s), num_sqrt(num_rat(a)))));
    six = num_sub(num_rat(star), num_div(num_mul(six, num_rat(s)), num_rat(w)));
    six = num_mul(num_int(2), num_abs(six));
    found_real("regret_update_6", six);
    is(num_at_most(six, bound), "update (6) keeps the bound in the same game");
    return is(num_below(bound, num_rat(given("regret"))), "Algorithm 1 breaks it");
}

/* x of (6) for one group from s, W and c, with A_t = W/2 or the identity, by the reference's argmin. */
static void update_6(num *x, const rat *s, const rat *w, rat c, bool identity_a)
{
    mpfi_ptr v = sgl_ref_vector_new(10, NUM_BITS);
    sgl_ref_objective *f;
    bool group_zero;

    for (size_t i = 0; i < 2; i++) {
        mpfi_set_q(v + i, rat_neg(s[i]));
        mpfi_set_q(v + 2 + i, w[i]);
        mpfi_set_ui(v + 8 + i, 1);
    }
    /* lambda21 sqrt(2) = c: c is put into A instead, lambda21 = 1, A -> A c^2/2 */
    for (size_t i = 0; i < 2; i++) {
        rat a = identity_a ? rat_of(1, 1) : rat_div(w[i], rat_of(2, 1));

        mpfi_set_q(v + 8 + i, rat_div(rat_mul(a, rat_sqr(c)), rat_of(2, 1)));
    }
    if (sgl_ref_objective_new(&f, 2, 0, 1, 0, NUM_BITS) != SGL_OK ||
        sgl_ref_objective_add(f, v, v + 2, v + 4) != SGL_OK ||
        sgl_ref_objective_set_a(f, v + 8) != SGL_OK ||
        sgl_ref_argmin(v + 6, &group_zero, f, 2048) != SGL_OK)
        bail_out("A1-T3: the argmin of (6) was refused");
    x[0] = num_of(v + 6);
    x[1] = num_of(v + 7);
    sgl_ref_objective_free(f);
    sgl_ref_vector_free(v, 10);
}

static bool violated_with_any(void)
{
    static const char *const names[] = {"g_1", "g_2", "g_3", "g_4"};
    rat w[2], g[4][2], s[2] = {rat_zero(), rat_zero()}, x[2] = {rat_zero(), rat_zero()}, regret = rat_zero(),
                       bound = rat_zero(), c = given("threshold");
    num six[2] = {num_int(0), num_int(0)};

    given_vector("W", w, 2);
    for (size_t t = 0; t < 4; t++) {
        given_vector(names[t], g[t], 2);
        regret = rat_add(regret, rat_dot(g[t], x, 2));
        for (size_t k = 0; k < 2 && t > 0; k++) {
            num y[2];

            update_6(y, s, w, c, k == 1);
            six[k] = num_add(
                six[k], num_add(num_mul(num_rat(g[t][0]), y[0]), num_mul(num_rat(g[t][1]), y[1])));
        }
        for (size_t i = 0; i < 2; i++) { /* W is constant, x_1 = 0: s = -(g_1 + .. + g_t) */
            s[i] = rat_sub(s[i], g[t][i]);
            bound = rat_add(bound, rat_div(rat_sqr(g[t][i]), t == 0 ? rat_of(1, 1) : w[i]));
        }
        game_group(x, s, w, 2, c, SGL_NORM_ALGORITHM1);
    }
    bound = rat_div(bound, rat_of(2, 1)); /* x* = x_1 = 0: Psi and the Q_1 term are 0 */
    is(rat_sgn(s[0]) == 0 && rat_sgn(s[1]) == 0,
       "the losses sum to 0, so every point is optimal, 0 too");
    found("regret", regret);
    found("bound", bound);
    found_real("regret_update_6", six[0]);
    found_real("regret_update_6_identity", six[1]);
    is(num_below(six[0], num_rat(bound)) && num_below(six[1], num_rat(bound)),
       "update (6) keeps it with either A_t");
    return is(rat_cmp(regret, bound) > 0, "Algorithm 1 breaks (14) whatever A_t is");
}

static verdict a1_t3(void)
{
    bool first = violated_with_theorem_1(), second;

    in_case(1);
    second = violated_with_any();
    return false_as_printed(first && second, first);
}

static const check checks[] = {
    {"P21-SPRACT", p21_spract}, {"P21-EFF", p21_eff}, {"P21-SUBSET", p21_subset}, {"A1-T3", a1_t3},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
