/* Theorem 2: with every lambda 0 Algorithm 1 is Eq. (1). By induction with free m_t and W_t, in T steps with free
 * m_t and W_t, and on the reference's own rules. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "witness.h"

/* x_{t+1} = x_t - m_t/W_t against the game with all lambda 0, in exact rationals; W_t may fall. */
static size_t differences(size_t n)
{
    size_t bad = 0;

    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), d = 1 + test_random() % 3;
        rat x[3], m[3], w[3];
        game g;

        for (size_t i = 0; i < d; i++)
            x[i] = rat_random(3, 7);
        g = game_new(x, d);
        for (size_t t = 0; t < 5; t++) {
            for (size_t i = 0; i < d; i++) {
                m[i] = rat_random(4, 3);
                w[i] = rat_of(1 + (long)(test_random() % 30), 7);
                x[i] = rat_sub(x[i], rat_div(m[i], w[i]));
            }
            game_step(&g, m, w);
            for (size_t i = 0; i < d; i++)
                bad += rat_cmp(x[i], g.x[t + 1][i]) != 0;
        }
        bad += !g.agrees;
        rat_release(mark);
    }
    return bad;
}

/* The reference's rules with lambda 0: x_{t+1} = x_t - m_t/W_t from its own m and W. */
static bool rule_is_equation_1(sgl_optimizer optimizer)
{
    sgl_variant v = plain(optimizer);
    sgl_hyperparameters h = {.alpha = 0.25, .gamma = 0.5, .beta1 = 0.5, .beta2 = 0.75};
    rat g[24], d[24];
    trail t;

    for (size_t k = 0; k < 24; k++) {
        g[k] = rat_add(rat_random(3, 8), rat_of(1, 64));
        d[k] = rat_add(rat_random(3, 8), rat_of(1, 64));
    }
    witness(&t, &v, &h, rat_of(1, 2), g, d, 24);
    for (size_t k = 0; k < 24; k++)
        if (!num_same(t.x[k + 1], num_sub(t.x[k], num_div(t.m[k], t.w_dual[k]))))
            return false;
    return true;
}

static verdict th2(void)
{
    static const char *const names[] = {"SGD",  "MOMENTUM", "ADAGRAD",
                                        "ADAM", "AMSGRAD",  "ADAHESSIAN"};
    rat x = given("x_1"), w = rat_div(rat_sqrt(given("V")), given("alpha"));
    game g = game_new(&x, 1);
    bool undefined, all;
    expr y, u, z, before;
    size_t bad;

    game_step1(&g, given("g_1"), w);
    undefined = found("z_1", g.z[0][0]) && found("norm", rat_abs(g.s[0][0])) &&
                found("x_2", g.x[1][0]) && g.agrees;
    undefined &= is(rat_sgn(g.s[0][0]) == 0, "the factor of line 10 is 1 - 0/0");
    expr_begin();
    y = u = expr_var();
    z = before = expr_int(0);
    for (int t = 0; t < 3; t++) {
        expr m = expr_var(), wt = expr_var();

        z = expr_sub(expr_add(z, m), expr_mul(expr_sub(wt, before), y));
        y = expr_sub(expr_int(0), expr_div(z, wt));
        u = expr_sub(u, expr_div(m, wt));
        before = wt;
    }
    all = identical(y, u, "three steps from any x_1, for any m_t and W_t");
    bad = differences(test_cases(150));
    all &= is(bad == 0, "five steps of random rationals, W_t rising and falling");
    for (int k = SGL_SGD; k <= SGL_ADAHESSIAN; k++)
        all &= is(rule_is_equation_1((sgl_optimizer)k), "24 steps of the reference's %s", names[k]);
    return holds_if(undefined, all);
}

static const check checks[] = {{"TH2", th2}};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
