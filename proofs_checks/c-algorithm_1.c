/* Algorithm 1, line by line. That its step is not that of (6) is c-algorithm_1_step.c. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "witness.h"

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

static const check checks[] = {
    {"A1-L1", a1_l1},   {"A1-L4", a1_l4},   {"A1-L5", a1_l5},
    {"A1-L10", a1_l10}, {"A1-GRP", a1_grp}, {"A1-0", a1_0},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
