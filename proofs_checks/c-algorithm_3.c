/* Algorithm 3, Group Adagrad, against Adagrad and FTRL-Proximal. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "witness.h"

/* Two runs of the reference on the same random gradients: do they agree at every step? */
static bool same_runs(const sgl_variant *a, const sgl_hyperparameters *ha, const sgl_variant *b,
                      const sgl_hyperparameters *hb)
{
    rat g[30];
    trail s, t;

    for (size_t k = 0; k < 30; k++)
        g[k] = rat_add(rat_random(3, 8), rat_of(1, 64));
    witness(&s, a, ha, rat_of(1, 2), g, NULL, 30);
    witness(&t, b, hb, rat_of(1, 2), g, NULL, 30);
    for (size_t k = 0; k <= 30; k++)
        if (!num_same(s.x[k], t.x[k]))
            return false;
    return true;
}

static verdict a3_adagrad(void)
{
    rat alpha = given("alpha"), x_1 = given("x_1"), g = given("g_1"), epsilon = given("epsilon"), a,
        b;
    sgl_hyperparameters h = {.alpha = mpq_get_d(alpha), .epsilon = mpq_get_d(epsilon)},
                        none = {.alpha = 0.25};
    sgl_variant three = plain(SGL_ADAGRAD), outside = three;
    trail s, t;
    bool differ;

    a = rat_sub(x_1, rat_div(rat_mul(alpha, g), rat_sqrt(rat_add(rat_sqr(g), epsilon))));
    b = rat_sub(x_1, rat_div(rat_mul(alpha, g), rat_add(rat_abs(g), epsilon)));
    differ =
        found("algorithm_3", a) && found("delta_outside", b) && is(rat_cmp(a, b) != 0, "two steps");
    three.epsilon = SGL_EPSILON_INITIAL;
    outside.epsilon = SGL_EPSILON_OUTSIDE;
    witness(&s, &three, &h, x_1, &g, NULL, 1);
    witness(&t, &outside, &h, x_1, &g, NULL, 1);
    differ &= is(num_same(s.x[1], num_rat(a)) && num_same(t.x[1], num_rat(b)),
                 "the reference makes both");
    return holds_if(differ,
                    is(same_runs(&three, &none, &outside, &none), "with epsilon 0 they are one"));
}

static verdict a3_ftrl(void)
{
    rat x_1 = given("x_1"), g = given("g_1"), epsilon = given("epsilon");
    sgl_hyperparameters h = {.alpha = mpq_get_d(given("alpha")),
                             .epsilon = mpq_get_d(epsilon),
                             .initial_accumulator = mpq_get_d(epsilon)};
    sgl_variant three = plain(SGL_ADAGRAD), ftrl = plain(SGL_FTRL);
    trail a, b, c;
    bool differ, equal;

    three.epsilon = SGL_EPSILON_INITIAL;
    ftrl.start = SGL_START_ACCUMULATOR;
    witness(&a, &three, &h, x_1, &g, NULL, 1);
    witness(&b, &ftrl, &h, x_1, &g, NULL, 1);
    h.initial_accumulator = 0;
    witness(&c, &ftrl, &h, x_1, &g, NULL, 1);
    differ = found_real("algorithm_3", a.x[1]) && found_real("ftrl_accumulator_epsilon", b.x[1]) &&
             found_real("ftrl_accumulator_0", c.x[1]);
    /* by hand: (g - W_1 x_1)/-W_1; z = g - (sqrt(eps + g^2) - sqrt eps) x_1 over sqrt(eps + g^2) */
    differ &= is(rat_cmp(given("algorithm_3"),
                         rat_sub(x_1, rat_div(g, rat_sqrt(rat_add(epsilon, rat_sqr(g)))))) == 0,
                 "x_1 - g/sqrt(g^2 + epsilon)");
    differ &= is(!num_same(a.x[1], b.x[1]) && !num_same(a.x[1], c.x[1]),
                 "Algorithm 3 with epsilon is neither");
    in_case(1);
    h = (sgl_hyperparameters){.alpha = mpq_get_d(given("alpha")),
                              .lambda2 = mpq_get_d(given("lambda2"))};
    x_1 = given("x_1"), g = given("g_1");
    ftrl.l2 = SGL_L2_ONE;
    witness(&a, &three, &h, x_1, &g, NULL, 1);
    witness(&b, &ftrl, &h, x_1, &g, NULL, 1);
    differ &= found_real("algorithm_3", a.x[1]) && found_real("ftrl_same_lambda2", b.x[1]);
    {
        const sgl_hyperparameters one = {.alpha = 0.5, .lambda1 = 0.25, .lambda2 = 0.75};
        const sgl_hyperparameters two = {
            .alpha = 0.5, .lambda1 = 0.25, .lambda2 = 0.5, .beta = 0.5};

        equal = is(same_runs(&three, &one, &ftrl, &two),
                   "2 lambda2 = lambda2_ftrl + beta/alpha: 30 random steps agree");
    }
    return holds_if(differ, equal);
}

static verdict a3_eq2(void)
{
    rat g[2], x[2], w[2], alpha = given("alpha");
    game run;
    expr y, z, total, slope;
    bool differ;

    given_vector("g_1", g, 2);
    given_vector("x_1", x, 2);
    for (size_t i = 0; i < 2; i++)
        w[i] = rat_div(rat_abs(g[i]), alpha);
    run = game_new(x, 2);
    game_step(&run, g, w);
    differ = found_vector("algorithm_3", run.x[1], 2) && run.agrees;
    differ &= found("cross_product_with_g",
                    rat_sub(rat_mul(run.x[1][0], g[1]), rat_mul(run.x[1][1], g[0])));
    differ &= is(rat_sgn(given("cross_product_with_g")) != 0,
                 "with one sigma x_2 - x_1 would be along g");
    expr_begin(); /* stationary at x = -z/W of one coordinate of (2) with its own sigma_s */
    z = total = slope = expr_int(0);
    for (int s = 0; s < 2; s++) {
        expr gs = expr_var(), sigma = expr_var(), center = expr_var();

        z = expr_sub(expr_add(z, gs), expr_mul(sigma, center));
        total = expr_add(total, sigma);
    }
    y = expr_div(expr_sub(expr_int(0), z), total);
    slope = expr_add(z, expr_mul(total, y));
    return holds_if(differ,
                    identical(slope, expr_int(0),
                              "with a sigma per coordinate the step is stationary for (2)"));
}

static verdict a3_l5(void)
{
    rat g[3], v[3], sum = given("epsilon");
    sgl_hyperparameters h = {.alpha = 1, .epsilon = mpq_get_d(sum)};
    sgl_variant three = plain(SGL_ADAGRAD);
    size_t n = given_vector("g", g, 3);
    trail t;
    bool all = true;

    three.epsilon = SGL_EPSILON_INITIAL;
    witness(&t, &three, &h, rat_zero(), g, NULL, n);
    for (size_t k = 0; k < n; k++) {
        v[k] = sum = rat_add(sum, rat_sqr(g[k]));
        all &= num_same(t.second[k], num_rat(v[k]));
    }
    return holds(found_vector("V", v, n) && is(all, "the reference's accumulator is the same"));
}

static verdict a3_l6(void)
{
    sgl_hyperparameters h = {.alpha = 0.5, .epsilon = 0.25};
    sgl_variant three = plain(SGL_ADAGRAD);
    rat g[TRAIL_STEPS];
    trail t;
    size_t falls = 0;

    three.epsilon = SGL_EPSILON_INITIAL;
    for (size_t k = 0; k < TRAIL_STEPS; k++)
        g[k] = k % 7 == 3 ? rat_zero() : rat_random(3, 8);
    witness(&t, &three, &h, rat_zero(), g, NULL, TRAIL_STEPS);
    for (size_t k = 1; k < TRAIL_STEPS; k++)
        falls += num_below(t.w_dual[k], t.w_dual[k - 1]) || num_below(t.second[k], t.second[k - 1]);
    return holds(is(falls == 0,
                    "sqrt is increasing and V_t does not fall: %d steps of the reference",
                    TRAIL_STEPS));
}

static verdict a3_tab(void)
{
    rat g[2], w[2], x[3], sum = rat_zero(), alpha = given("alpha");
    sgl_hyperparameters h = {.alpha = mpq_get_d(alpha),
                             .lambda1 = mpq_get_d(given("lambda1")),
                             .lambda2 = mpq_get_d(given("lambda2"))};
    sgl_variant three = plain(SGL_ADAGRAD);
    trail t;
    game run;
    bool all;

    given_vector("g", g, 2);
    x[0] = given("x_1");
    run = game_new(x, 1);
    run.lambda1 = given("lambda1");
    run.lambda2 = given("lambda2");
    for (size_t k = 0; k < 2;
         k++) { /* the row: V_t = sum/t, alpha_t = alpha/sqrt t; W_t^2 = (sum/t)/(alpha^2/t) */
        sum = rat_add(sum, rat_sqr(g[k]));
        w[k] = rat_sqrt(rat_div(rat_div(sum, rat_of((long)k + 1, 1)),
                                rat_div(rat_sqr(alpha), rat_of((long)k + 1, 1))));
        game_step1(&run, g[k], w[k]);
        x[k + 1] = run.x[k + 1][0];
    }
    witness(&t, &three, &h, x[0], g, NULL, 2);
    all = found_vector("W", w, 2) && found_vector("x", x, 3);
    return holds(
        all && is(run.agrees && num_same(t.x[1], num_rat(x[1])) && num_same(t.x[2], num_rat(x[2])),
                  "the reference's Algorithm 3 makes the same steps"));
}

static verdict p22_others(void)
{
    rat g[2], z[2], m = rat_zero(), x = given("x_1"), w = rat_div(rat_of(1, 1), given("alpha")), k;
    game run = game_new(&x, 1), scaled;
    bool momentum, differ;

    given_vector("g", g, 2);
    for (size_t t = 0; t < 2; t++) {
        m = rat_add(rat_mul(given("gamma"), m), g[t]);
        game_step1(&run, m, w);
        z[t] = run.z[t][0];
    }
    momentum = found_vector("z", z, 2) &&
               is(rat_cmp(z[1], rat_add(z[0], m)) == 0 && run.agrees, "z_2 = z_1 + m_2");
    in_case(1);
    x = given("x_1");
    k = given("k");
    w = rat_div(rat_of(1, 1), given("alpha"));
    run = game_new(&x, 1);
    scaled = game_new(&x, 1);
    run.lambda1 = scaled.lambda1 = given("lambda1");
    game_step1(&run, given("g_1"), w);
    game_step1(&scaled, rat_mul(k, given("g_1")), rat_mul(k, w));
    differ = found("x_2", run.x[1][0]) && found("x_2_scaled", scaled.x[1][0]);
    return holds_if(differ && is(rat_cmp(run.x[1][0], scaled.x[1][0]) != 0,
                                 "the framework alone does not say which"),
                    momentum);
}

static const check checks[] = {
    {"A3-ADAGRAD", a3_adagrad}, {"A3-FTRL", a3_ftrl}, {"A3-EQ2", a3_eq2},         {"A3-L5", a3_l5},
    {"A3-L6", a3_l6},           {"A3-TAB", a3_tab},   {"P22-OTHERS", p22_others},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
