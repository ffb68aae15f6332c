/* Appendix D.2, the proof of Corollary 1, line by line. */
#include "check.h"
#include "identity.h"
#include "moments.h"

static verdict d2_m(void)
{
    rat one = rat_of(1, 1), gamma = given("gamma"), G = given("G"), middle, right;
    size_t n = test_cases(500), bad = 0;

    right = rat_div(G, rat_sub(one, gamma));
    middle = rat_mul(right, rat_sub(one, gamma));
    found("middle", middle);
    found("right", right);
    {
        expr c, p, g;

        expr_begin(); /* the bound b_t = G (1 - gamma^t)/(1 - gamma) has b_t = gamma b_{t-1} + G; p = gamma^{t-1} */
        c = expr_var(), p = expr_var(), g = expr_var();
        identical(
            expr_add(expr_div(expr_mul(expr_mul(c, g), expr_sub(expr_int(1), p)),
                              expr_sub(expr_int(1), c)),
                     g),
            expr_div(expr_mul(g, expr_sub(expr_int(1), expr_mul(c, p))), expr_sub(expr_int(1), c)),
            "gamma b_{t-1} + G = b_t");
    }
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), T;
        rat g[MOMENTS_MOST], m[MOMENTS_MOST], sigma[MOMENTS_MOST],
            most = rat_zero(), c = rat_of((long)(test_random() % 10), 10), bound;

        T = moments_draw(g);
        moments(m, sigma, g, T, c, one);
        for (size_t t = 0; t < T; t++)
            most = rat_max(most, rat_abs(g[t]));
        for (size_t t = 0; t < T; t++) {
            bound = rat_div(rat_mul(most, rat_sub(one, rat_pow(c, t + 1))), rat_sub(one, c));
            bad += rat_cmp(rat_abs(m[t]), bound) > 0;
        }
        rat_release(mark);
    }
    return false_as_printed(is(rat_cmp(middle, right) == 0, "equal, so not below"),
                            is(bad == 0, "the first inequality holds exactly on random sequences"));
}

static verdict d2_s(void)
{
    expr eta, g, v, G, t;

    expr_begin(); /* induction: t G^2 - (eta v + g^2) = eta ((t-1) G^2 - v) + (1 - eta)(t-1) G^2 + (G^2 - g^2) */
    eta = expr_var(), g = expr_var(), v = expr_var(), G = expr_var(), t = expr_var();
    return holds(identical(
        expr_sub(expr_mul(t, expr_sqr(G)), expr_add(expr_mul(eta, v), expr_sqr(g))),
        expr_add(
            expr_add(expr_mul(eta, expr_sub(expr_mul(expr_sub(t, expr_int(1)), expr_sqr(G)), v)),
                     expr_mul(expr_sub(expr_int(1), eta),
                              expr_mul(expr_sub(t, expr_int(1)), expr_sqr(G)))),
            expr_sub(expr_sqr(G), expr_sqr(g))),
        "three terms, each >= 0, by induction on t"));
}

static verdict eq46(void)
{
    rat two_alpha = rat_mul(rat_of(2, 1), given("alpha")), d2 = rat_sqr(given("delta")),
        g2 = rat_sqr(given("g_1"));
    num factor = num_rat(rat_mul(given("lambda21"), rat_abs(given("x_star")))), psi, printed, fixed;

    psi =
        num_mul(factor, num_sqrt(num_div(num_sqrt(num_rat(rat_add(d2, g2))), num_rat(two_alpha))));
    printed = num_mul(factor, num_sqrt(num_rat(rat_div(given("G"), two_alpha))));
    fixed = num_mul(factor, num_sqrt(num_div(num_sqrt(num_rat(rat_add(d2, rat_sqr(given("G"))))),
                                             num_rat(two_alpha))));
    found_real("psi", psi);
    found_real("printed", printed);
    found_real("corrected", fixed);
    return false_as_printed(
        is(num_below(printed, psi), "Psi_1(x*) is above (46)"),
        is(num_at_most(psi, fixed) || num_same(psi, fixed), "and at most the corrected one"));
}

static verdict eq47(void)
{
    rat two_alpha = rat_mul(rat_of(2, 1), given("alpha")), d2 = rat_sqr(given("delta")),
        D2 = rat_sqr(given("D_2"));
    rat root[8], h = rat_zero(), G = given("G");
    bool first, second, fixed;
    size_t T;
    num printed;

    first =
        found("h", rat_div(rat_mul(D2, rat_sqrt(rat_add(d2, rat_sqr(given("g_1"))))), two_alpha));
    first &= found("printed", rat_div(rat_mul(D2, G), two_alpha));
    fixed = found("corrected", rat_div(rat_mul(D2, rat_sqrt(rat_add(d2, rat_sqr(G)))), two_alpha));
    first &= is(rat_cmp(given("h"), given("printed")) > 0, "h_1(x*) is above (47)");
    fixed &= rat_cmp(given("h"), given("corrected")) <= 0;
    in_case(1);
    T = given_vector("root_V", root, 8);
    two_alpha = rat_mul(rat_of(2, 1), given("alpha"));
    D2 = rat_sqr(given("D_2"));
    G = given("G");
    for (size_t t = 0; t < T; t++) {
        rat q = rat_sub(root[t], t == 0 ? rat_zero() : root[t - 1]);

        if (rat_sgn(q) > 0)
            h = rat_add(h, rat_div(rat_mul(q, D2), two_alpha));
    }
    printed =
        num_div(num_mul(num_rat(rat_mul(D2, G)), num_sqrt(num_int((long)T))), num_rat(two_alpha));
    second = found("h", h) && found_real("printed", printed) &&
             is(num_below(printed, num_rat(h)), "and so it is with Q_t of both signs, delta 0");
    return false_as_printed(first && second, fixed);
}

static verdict eq48(void)
{
    rat g[MOMENTS_MOST], m[MOMENTS_MOST], sigma[MOMENTS_MOST], squares[MOMENTS_MOST],
        one = rat_of(1, 1);
    size_t T = given_vector("g", g, MOMENTS_MOST), n = test_cases(300), bad = 0;
    rat most = rat_zero();
    bool zeros;

    moments(m, sigma, g, T, rat_zero(), one);
    for (size_t t = 0; t < T; t++)
        most = rat_max(most, rat_abs(g[t]));
    found_real("left", moments_weighted(m, sigma, T));
    found_real("right", num_mul(num_rat(most), num_sqrt(num_int((long)T))));
    zeros = is(rat_sgn(most) == 0, "0 is not below 0");
    for (size_t k = 0; k < n;
         k++) { /* |M_T| <= sqrt(T) G/(1 - gamma), squared; the rest is Lemma 2 */
        size_t mark = rat_mark();
        rat c = rat_of((long)(test_random() % 10), 10);

        T = moments_draw(g);
        moments(m, sigma, g, T, c, one);
        moments_squares(squares, m, T);
        most = rat_zero();
        for (size_t t = 0; t < T; t++)
            most = rat_max(most, rat_abs(g[t]));
        bad += rat_cmp(squares[T - 1],
                       rat_mul(rat_of((long)T, 1), rat_sqr(rat_div(most, rat_sub(one, c))))) > 0;
        rat_release(mark);
    }
    return holds_if(zeros,
                    is(bad == 0, "|M_T| <= sqrt(T) G/(1 - gamma), exactly, on random sequences"));
}

static const check checks[] = {
    {"D2-M", d2_m}, {"D2-S", d2_s}, {"EQ46", eq46}, {"EQ47", eq47}, {"EQ48", eq48},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
