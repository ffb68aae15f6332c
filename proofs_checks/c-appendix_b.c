/* Appendix B, the proof of Theorem 2, line by line. */
#include "check.h"
#include "game.h"
#include "identity.h"

static verdict th2_b1(void)
{
    expr x, m, w, z;

    expr_begin();
    x = expr_var(), m = expr_var(), w = expr_var();
    z = expr_sub(m, expr_mul(w, x));
    return holds(identical(expr_div(expr_sub(expr_int(0), z), w), expr_sub(x, expr_div(m, w)),
                           "-z_1/W_1 = x_1 - m_1/W_1"));
}

/* The state after a step that satisfies (35): x = x_before - m/W, z = m - W x_before. */
static verdict th2_35(void)
{
    expr x, m, w, next, z_next, x_next, m_next, w_next, z;

    expr_begin();
    x = expr_var(), m = expr_var(), w = expr_var(), m_next = expr_var(), w_next = expr_var();
    z = expr_sub(m, expr_mul(w, x));
    next = expr_sub(x, expr_div(m, w));
    z_next = expr_sub(expr_add(z, m_next), expr_mul(expr_sub(w_next, w), next));
    x_next = expr_div(expr_sub(expr_int(0), z_next), w_next);
    return holds(
        identical(z_next, expr_sub(m_next, expr_mul(w_next, next)), "the invariant carries over") &&
        identical(x_next, expr_sub(next, expr_div(m_next, w_next)), "and gives (1) at T + 1"));
}

static verdict th2_step(void)
{
    expr x, m, w, m_next, w_next, q, line[5];
    bool all = true;

    expr_begin();
    x = expr_var(), m = expr_var(), w = expr_var(), m_next = expr_var(),
    w_next = expr_var(); /* x is x_{T+1} */
    q = expr_sub(w_next, w);
    line[0] = expr_sub(expr_add(expr_sub(m, expr_mul(w, expr_add(x, expr_div(m, w)))), m_next),
                       expr_mul(q, x));
    line[1] = expr_sub(m_next, expr_mul(expr_add(w, q), x));
    line[2] = expr_sub(m_next, expr_mul(w_next, x));
    all &= identical(line[0], line[1], "lines 3 and 4");
    all &= identical(line[1], line[2], "lines 4 and 5");
    return holds(all);
}

static verdict th2_last(void)
{
    rat alpha[2], g[2], x = given("x_1"), root = rat_sqrt(given("V")), printed;
    expr ex, m, r, a, b;
    game run;
    bool refuted;

    given_vector("alpha", alpha, 2);
    given_vector("g", g, 2);
    run = game_new(&x, 1);
    for (size_t t = 0; t < 2; t++)
        game_step1(&run, g[t], rat_div(root, alpha[t]));
    printed = rat_sub(run.x[1][0], rat_div(rat_mul(alpha[0], g[1]), root));
    refuted = found("x_3", run.x[2][0]) && found("printed", printed) && run.agrees;
    refuted &= is(rat_cmp(run.x[2][0], printed) != 0, "the step uses alpha_2");
    expr_begin();
    ex = expr_var(), m = expr_var(), r = expr_var(), a = expr_var(), b = expr_var();
    refuted &= not_identical(expr_sub(ex, expr_div(expr_mul(a, m), r)),
                             expr_sub(ex, expr_div(m, expr_div(r, b))), "with alpha_T");
    return false_as_printed(refuted, identical(expr_sub(ex, expr_div(expr_mul(b, m), r)),
                                               expr_sub(ex, expr_div(m, expr_div(r, b))),
                                               "with alpha_{T+1}"));
}

static const check checks[] = {
    {"TH2-B1", th2_b1},
    {"TH2-35", th2_35},
    {"TH2-STEP", th2_step},
    {"TH2-LAST", th2_last},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
