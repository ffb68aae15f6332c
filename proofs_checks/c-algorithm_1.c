/* Algorithm 1: what its lines say, and what its own step is. The step shrinks by |s|, (6) by |A^{-1/2} s|. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "witness.h"

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

static verdict a1_l1(void)
{
    expr v, alpha, alpha_0;

    expr_begin();
    v = expr_var(), alpha = expr_var(), alpha_0 = expr_var();
    return holds(identical(expr_sub(expr_div(v, alpha), expr_div(expr_int(0), alpha_0)),
                           expr_div(v, alpha), "Q_1/alpha_1 is the same for every alpha_0"));
}

static verdict a1_l4(void)
{
    static const char *const d[] = {"D_first", "D_second"}, *const w[] = {"W_first", "W_second"};
    sgl_hyperparameters h = {.alpha = mpq_get_d(given("alpha")), .beta2 = 0.5, .lambda2 = 1};
    sgl_variant row = plain(SGL_ADAHESSIAN);
    rat g = rat_of(1, 1);
    trail t[2];
    bool all = true;

    for (int k = 0; k < 2; k++) {
        rat curvature = given(d[k]);

        witness(&t[k], &row, &h, rat_zero(), &g, &curvature, 1);
        all &= found_real(w[k], t[k].w_dual[0]);
    }
    return false_as_printed(
        is(all && !num_same(t[0].w_dual[0], t[1].w_dual[0]), "one gradient, two W"), all);
}

static verdict a1_l5(void)
{
    expr w = expr_int(0), sum, total;

    expr_begin();
    w = sum = total = expr_int(0);
    for (int t = 0; t < 4; t++) {
        total = expr_div(expr_var(), expr_var()); /* sqrt(V_t)/alpha_t */
        sum = expr_add(sum, expr_sub(total, w));
        w = total;
    }
    return holds(identical(sum, total, "four terms telescope"));
}

static verdict a1_l10(void)
{
    rat s[2], x[2], w = given("W"), c = given("lambda21");
    num norm, other;
    bool all = true;

    given_vector("s", s, 2);
    for (size_t i = 0; i < 2; i++)
        game_group(&x[i], &s[i], &w, 1, c, SGL_NORM_ALGORITHM1);
    all &= found_vector("per_group", x, 2);
    norm = num_sqrt(num_rat(rat_add(rat_sqr(s[0]), rat_sqr(s[1]))));
    other =
        num_div(num_mul(num_sub(num_int(1), num_div(num_rat(c), norm)), num_rat(s[1])), num_rat(w));
    all &=
        found_real("one_norm", other) && is(num_below(num_rat(x[1]), other), "the readings differ");
    return all ? AMBIGUOUS : UNSETTLED;
}

/* z + lambda1 sign(x) + c x/|x| + 2 a x, with |x| rational. */
static void optimality(rat *out, const rat *x, const rat *z, rat a, rat lambda1, rat c)
{
    rat norm = rat_sqrt(rat_add(rat_sqr(x[0]), rat_sqr(x[1])));

    for (size_t i = 0; i < 2; i++) {
        rat pull = rat_add(rat_div(c, norm), rat_mul(rat_of(2, 1), a));

        out[i] =
            rat_add(rat_add(z[i], rat_mul(lambda1, rat_of(rat_sgn(x[i]), 1))), rat_mul(pull, x[i]));
    }
}

static verdict a1_grp(void)
{
    rat z[2], x[2], w[2], left[2], a = given("a"), lambda1 = given("lambda1"),
                                   c = given("threshold");
    size_t n = test_cases(300), bad = 0;
    game g;
    bool all;

    given_vector("z", z, 2);
    w[0] = w[1] = rat_mul(rat_of(2, 1), a);
    x[0] = x[1] = rat_zero();
    g = game_new(x, 2);
    g.lambda1 = lambda1;
    g.threshold = c;
    game_step(&g, z, w);
    optimality(left, g.x[1], z, a, lambda1, c);
    all = found_vector("s", g.s[0], 2) && found_vector("x", g.x[1], 2) &&
          found_vector("optimality", left, 2);
    for (size_t k = 0; k < n; k++) {
        static const long triple[][3] = {{3, 4, 5}, {5, 12, 13}, {8, 15, 17}, {20, 21, 29}};
        const long *v = triple[test_random() % 4];
        size_t mark = rat_mark();

        g = game_new(x, 2);
        a = rat_of(1 + (long)(test_random() % 20), 6);
        g.lambda1 = rat_abs(rat_random(2, 3));
        g.threshold = rat_of((long)(test_random() % (unsigned long)v[2]), 1);
        for (size_t i = 0; i < 2; i++) {
            z[i] = rat_add(rat_of(v[i], 1), g.lambda1);
            z[i] = test_random() & 1 ? z[i] : rat_neg(z[i]);
            w[i] = rat_mul(rat_of(2, 1), a);
        }
        game_step(&g, z, w);
        optimality(left, g.x[1], z, a, g.lambda1, g.threshold);
        bad += rat_sgn(left[0]) != 0 || rat_sgn(left[1]) != 0 || !g.agrees;
        rat_release(mark);
    }
    return holds(all &&
                 is(bad == 0, "optimality conditions hold exactly on random isotropic groups"));
}

static verdict a1_0(void)
{
    bool ok_case[2];

    for (size_t k = 0; k < 2; k++) {
        rat x;
        game g;

        in_case(k);
        x = rat_of(1, 1);
        g = game_new(&x, 1);
        g.lambda2 = given("lambda2");
        game_step1(&g, given("m_1"), given("W_1"));
        ok_case[k] = found("denominator", rat_add(given("W_1"), rat_mul(rat_of(2, 1), g.lambda2)));
        ok_case[k] &= found("s", g.s[0][0]) && found("x_2", g.x[1][0]) && g.agrees;
    }
    in_case(0);
    return holds_if(ok_case[0] && is(rat_sgn(given("denominator")) == 0, "0 is not inverted"),
                    ok_case[1]);
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
    {"P21-SPRACT", p21_spract}, {"P21-EFF", p21_eff}, {"P21-SUBSET", p21_subset},
    {"A1-L1", a1_l1},           {"A1-L4", a1_l4},     {"A1-L5", a1_l5},
    {"A1-L10", a1_l10},         {"A1-GRP", a1_grp},   {"A1-0", a1_0},
    {"A1-T3", a1_t3},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
