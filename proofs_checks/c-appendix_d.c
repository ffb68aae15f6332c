/* Appendix D, the proofs of Lemma 1 and Corollary 1, line by line. */
#include "check.h"
#include "identity.h"

enum { MOST = 12 };

static rat zero(void)
{
    return rat_of(0, 1);
}

static verdict eq42_12(void)
{
    expr gamma, eta, sigma = expr_int(0), sum, before, m[3];

    expr_begin();
    gamma = expr_var(), eta = expr_var();
    sigma = sum = before = expr_int(0);
    for (int s = 0; s < 3; s++) {
        expr gap;

        m[s] = expr_var();
        gap = expr_sub(m[s], expr_mul(gamma, before)); /* g_s */
        sigma = expr_add(expr_sqr(gap), expr_mul(eta, sigma));
        before = m[s];
    }
    before = expr_int(0);
    for (int s = 0; s < 3; s++) {
        expr term = expr_sqr(expr_sub(m[s], expr_mul(gamma, before)));

        for (int k = s; k < 2; k++)
            term = expr_mul(eta, term);
        sum = expr_add(sum, term);
        before = m[s];
    }
    return holds(identical(sigma, sum, "three steps of (15) are the sum of (42)"));
}

static verdict eq42_3(void)
{
    rat gamma = given("gamma"), m = given("m"), before = given("m_before");
    expr g, a, b;

    found("left", rat_sqr(rat_sub(m, rat_mul(gamma, before))));
    found("right", rat_mul(rat_sub(rat_of(1, 1), gamma),
                           rat_sub(rat_sqr(m), rat_mul(gamma, rat_sqr(before)))));
    expr_begin();
    g = expr_var(), a = expr_var(), b = expr_var();
    not_identical(
        expr_sqr(expr_sub(a, expr_mul(g, b))),
        expr_mul(expr_sub(expr_int(1), g), expr_sub(expr_sqr(a), expr_mul(g, expr_sqr(b)))),
        "an equality");
    return holds_if(is(rat_cmp(given("left"), given("right")) < 0 && rat_sgn(gamma) < 0,
                       "false for a negative gamma"),
                    identical(expr_sub(expr_sqr(expr_sub(a, expr_mul(g, b))),
                                       expr_mul(expr_sub(expr_int(1), g),
                                                expr_sub(expr_sqr(a), expr_mul(g, expr_sqr(b))))),
                              expr_mul(g, expr_sqr(expr_sub(a, b))),
                              "the difference is gamma (m - m')^2"));
}

/* One step of induction: with S_t = eta S_{t-1} + m_t^2 - gamma m_{t-1}^2 and R_t = eta R_{t-1} + m_t^2, the claim is
 * S_t = m_t^2 + (eta - gamma) R_{t-1}, that is S_t = R_t - gamma R_{t-1}. */
static verdict eq42_4(void)
{
    expr eta, gamma, r_before, m_before, m, s, r;

    expr_begin();
    eta = expr_var(), gamma = expr_var(), r_before = expr_var(), m_before = expr_var(),
    m = expr_var();
    r = expr_add(expr_mul(eta, r_before), expr_sqr(m_before));
    s = expr_sub(r, expr_mul(gamma, r_before)); /* S_{t-1}, by hypothesis */
    s = expr_add(expr_mul(eta, s), expr_sub(expr_sqr(m), expr_mul(gamma, expr_sqr(m_before))));
    return holds(identical(s, expr_add(expr_sqr(m), expr_mul(expr_sub(eta, gamma), r)),
                           "the telescoped form carries over from t - 1 to t"));
}

static verdict eq43_1(void)
{
    expr gamma, m, rest, one, factor;

    expr_begin(); /* rest = sum_{s<t} m_s^2, eta = 1 */
    gamma = expr_var(), m = expr_var(), rest = expr_var(), one = expr_int(1);
    factor = expr_sub(one, gamma);
    return holds(
        identical(expr_mul(factor, expr_add(expr_sqr(m), expr_mul(expr_sub(one, gamma), rest))),
                  expr_add(expr_mul(factor, expr_sqr(m)), expr_mul(expr_sqr(factor), rest)),
                  "eta - gamma is 1 - gamma and every power of eta 1"));
}

static verdict eq43_2(void)
{
    rat m[MOST], gamma = given("gamma"), one = rat_of(1, 1), rest = zero(), last,
                 factor = rat_sub(one, gamma);
    size_t n = given_vector("m", m, MOST);
    expr g, em, er, f;

    for (size_t s = 0; s + 1 < n; s++)
        rest = rat_add(rest, rat_sqr(m[s]));
    last = rat_sqr(m[n - 1]);
    found("line_1", rat_mul(factor, rat_add(last, rat_mul(factor, rest))));
    found("line_2", rat_mul(rat_sqr(factor), rat_add(last, rest)));
    expr_begin();
    g = expr_var(), em = expr_var(), er = expr_var();
    f = expr_sub(expr_int(1), g);
    return false_as_printed(
        is(rat_cmp(given("line_1"), given("line_2")) == 0, "equal, so not greater"),
        identical(expr_sub(expr_mul(f, expr_add(expr_sqr(em), expr_mul(f, er))),
                           expr_mul(expr_sqr(f), expr_add(expr_sqr(em), er))),
                  expr_mul(expr_mul(f, g), expr_sqr(em)),
                  "the difference is (1 - gamma) gamma m_t^2 >= 0"));
}

static verdict eq43_3(void)
{
    expr g, v, one;

    expr_begin();
    g = expr_var(), v = expr_var(), one = expr_int(1);
    return holds(identical(expr_sub(expr_sqr(expr_sub(one, g)), expr_sqr(expr_sub(one, v))),
                           expr_mul(expr_sub(v, g), expr_sub(expr_int(2), expr_add(g, v))),
                           "the difference is (nu - gamma)(2 - gamma - nu)"));
}

/* m_t and sigma_t of one coordinate. */
static void moments(rat *m, rat *sigma, const rat *g, size_t T, rat gamma, rat eta)
{
    rat first = zero(), second = zero();

    for (size_t t = 0; t < T; t++) {
        m[t] = first = rat_add(rat_mul(gamma, first), g[t]);
        sigma[t] = second = rat_add(rat_mul(eta, second), rat_sqr(g[t]));
    }
}

/* sum m^2/sqrt(under_t), 0/0 := 0. */
static num weighted(const rat *m, const rat *under, size_t T)
{
    num sum = num_int(0);

    for (size_t t = 0; t < T; t++)
        if (rat_sgn(m[t]) != 0)
            sum = num_add(sum, num_div(num_rat(rat_sqr(m[t])), num_sqrt(num_rat(under[t]))));
    return sum;
}

static void running_squares(rat *squares, const rat *m, size_t T)
{
    rat sum = zero();

    for (size_t t = 0; t < T; t++)
        squares[t] = sum = rat_add(sum, rat_sqr(m[t]));
}

static size_t draw(rat *g)
{
    size_t T = 1 + test_random() % MOST;

    for (size_t t = 0; t < T; t++)
        g[t] = rat_random(3, 4);
    return T;
}

static verdict eq44_a(void)
{
    rat g[MOST], m[MOST], sigma[MOST], squares[MOST], one = rat_of(1, 1), gamma = given("gamma");
    size_t T = given_vector("g", g, MOST), n = test_cases(300), bad = 0;
    num left, right;

    moments(m, sigma, g, T, gamma, one);
    running_squares(squares, m, T);
    found_real("left", left = weighted(m, sigma, T));
    found_real("right", right = num_div(weighted(m, squares, T), num_rat(rat_sub(one, gamma))));
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), other = num_mark();
        rat c = rat_of((long)(test_random() % 9), 10);

        T = draw(g);
        moments(m, sigma, g, T, c, one);
        running_squares(squares, m, T);
        bad += num_below(num_div(weighted(m, squares, T), num_rat(rat_sub(one, c))),
                         weighted(m, sigma, T));
        rat_release(mark);
        num_release(other);
    }
    return false_as_printed(is(num_same(left, right), "equal, so not below"),
                            is(bad == 0, "at most, on random sequences"));
}

static verdict eq44_b(void)
{
    expr p, q;

    expr_begin(); /* p = |M_{t-1}|, q = |M_t|, m^2 = q^2 - p^2: 2 (q - p) - m^2/q = (q - p)^2/q >= 0, and it telescopes */
    p = expr_var(), q = expr_var();
    return holds(identical(expr_sub(expr_mul(expr_int(2), expr_sub(q, p)),
                                    expr_div(expr_sub(expr_sqr(q), expr_sqr(p)), q)),
                           expr_div(expr_sqr(expr_sub(q, p)), q),
                           "one step: 2 (|M_t| - |M_{t-1}|) - m_t^2/|M_t| is a square over |M_t|"));
}

static verdict eq44(void)
{
    rat g[MOST], m[MOST], sigma[MOST], squares[MOST], one = rat_of(1, 1), two = rat_of(2, 1),
                                                      gamma = zero();
    size_t T = given_vector("g", g, MOST), n = test_cases(300), bad = 0;
    num left, right;

    moments(m, sigma, g, T, gamma, one);
    running_squares(squares, m, T);
    left = weighted(m, sigma, T);
    right = num_mul(num_rat(rat_div(two, rat_sub(one, gamma))), num_sqrt(num_rat(squares[T - 1])));
    found_real("left", left);
    found_real("right", right);
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), other = num_mark();
        rat c = rat_of((long)(test_random() % 9), 10);

        T = draw(g);
        moments(m, sigma, g, T, c, one);
        running_squares(squares, m, T);
        if (rat_sgn(squares[T - 1]) > 0)
            bad += !num_below(weighted(m, sigma, T), num_mul(num_rat(rat_div(two, rat_sub(one, c))),
                                                             num_sqrt(num_rat(squares[T - 1]))));
        rat_release(mark);
        num_release(other);
    }
    return holds_if(is(!num_below(left, right), "0 is not below 0"),
                    is(bad == 0, "below for certain on random sequences"));
}

static verdict d1b_1(void)
{
    rat sigma[2], kappa = given("kappa"), s0, s1, right, one = rat_of(1, 1);
    expr k, a, b;

    given_vector("sigma", sigma, 2);
    s0 = rat_add(rat_mul(kappa, sigma[0]), sigma[1]);
    s1 = rat_mul(rat_add(kappa, one), sigma[1]);
    right = rat_add(sigma[0], sigma[1]);
    found("left_S0", s0);
    found("left_S1", s1);
    found("right", right);
    expr_begin(); /* term by term: kappa^{t-s} sigma_t >= sigma_s follows from kappa sigma_t >= sigma_{t-1} */
    k = expr_var(), a = expr_var(), b = expr_var();
    return false_as_printed(
        is(rat_cmp(s0, right) < 0 && rat_cmp(rat_mul(kappa, sigma[1]), sigma[0]) >= 0,
           "S0 is false, the hypothesis holds"),
        is(rat_cmp(s1, right) >= 0, "S1 holds") &&
            identical(expr_sub(expr_mul(expr_sqr(k), b), a),
                      expr_add(expr_mul(k, expr_sub(expr_mul(k, b), expr_div(a, k))), expr_int(0)),
                      "two steps of the hypothesis compose"));
}

static verdict d1b_2(void)
{
    size_t n = test_cases(600), bad = 0;

    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark();
        rat g[MOST], m[MOST], sigma[MOST], left = zero(), right = zero();
        rat eta = rat_of((long)(test_random() % 11), 10),
            gamma = rat_mul(eta, rat_of((long)(test_random() % 10), 10));
        size_t T = draw(g);

        moments(m, sigma, g, T, gamma, eta);
        for (size_t t = 0; t < T; t++) {
            left = rat_add(left, sigma[t]);
            right = rat_add(right, rat_sqr(m[t]));
        }
        bad += rat_cmp(left, rat_mul(rat_sub(rat_of(1, 1), gamma), right)) < 0;
        rat_release(mark);
    }
    {
        expr c, e, m, w, one;

        expr_begin(); /* term by term, by (42): its right side exceeds (1 - gamma) m_t^2; w the sum in it */
        c = expr_var(), e = expr_var(), m = expr_var(), w = expr_var(), one = expr_int(1);
        identical(
            expr_sub(expr_mul(expr_sub(one, c), expr_add(expr_sqr(m), expr_mul(expr_sub(e, c), w))),
                     expr_mul(expr_sub(one, c), expr_sqr(m))),
            expr_mul(expr_mul(expr_sub(one, c), expr_sub(e, c)), w),
            "(42) exceeds (1 - gamma) m_t^2 by (1 - gamma)(eta - gamma) times a sum of squares");
    }
    return holds(is(bad == 0, "exactly, on random sequences with eta >= gamma >= 0"));
}

static verdict eq45(void)
{
    rat kappa = given("kappa"), gamma = given("gamma"), one = rat_of(1, 1),
        m2 = rat_sqr(given("g_1")), factor;
    size_t n = test_cases(400), bad = 0, used = 0;

    factor = rat_mul(rat_sub(one, kappa),
                     rat_sub(one, gamma)); /* t = 1: (1 - kappa)/(1 - kappa^1) is 1 */
    found("line_1", rat_mul(rat_sub(one, gamma), m2));
    found("line_2", rat_mul(factor, m2));
    {
        expr c, k, v, o;

        expr_begin();
        c = expr_var(), k = expr_var(), v = expr_var(), o = expr_int(1);
        identical(expr_sub(expr_mul(expr_sub(o, k), expr_sub(o, c)), expr_sqr(expr_sub(o, v))),
                  expr_add(expr_mul(expr_sub(v, k), expr_sub(o, c)),
                           expr_mul(expr_sub(o, v), expr_sub(v, c))),
                  "(1 - kappa)(1 - gamma) - (1 - nu)^2 is a sum of products that nu >= kappa, "
                  "gamma makes >= 0");
    }
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), T = 2 + test_random() % 5;
        rat g[MOST], m[MOST], sigma[MOST], squares[MOST],
            eta = rat_of(1 + (long)(test_random() % 9), 10), s = zero();
        rat c = rat_of(8 + (long)(test_random() % 12), 20), nu, top,
            d = rat_mul(eta, rat_of((long)(test_random() % 11), 10));

        for (size_t t = 0; t < T; t++) { /* g_t^2 >= (1/kappa - eta) sigma_{t-1}, g_t rational */
            rat least = rat_sub(rat_div(s, c), rat_mul(eta, s));
            long root = 1;

            while (rat_cmp(rat_sqr(rat_of(root, 8)), least) < 0)
                root++;
            g[t] = rat_of(test_random() & 1 ? root : -root, 8);
            s = rat_add(rat_mul(eta, s), rat_sqr(g[t]));
        }
        moments(m, sigma, g, T, d, eta);
        running_squares(squares, m, T);
        nu = rat_max(d, c);
        for (size_t t = 0; t < T; t++) {
            top = rat_div(rat_mul(rat_mul(rat_sub(one, c), rat_sub(one, d)), squares[t]),
                          rat_sub(one, rat_pow(c, t + 1)));
            bad += rat_cmp(sigma[t], top) < 0 ||
                   rat_cmp(top, rat_mul(rat_sqr(rat_sub(one, nu)), squares[t])) < 0;
            used++;
        }
        rat_release(mark);
    }
    return holds_if(
        is(rat_cmp(given("line_1"), given("line_2")) == 0, "not strict at kappa = 0"),
        is(bad == 0 && used > n, "exactly, on random sequences built to satisfy the hypothesis"));
}

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
        rat g[MOST], m[MOST], sigma[MOST], most = zero(),
                                           c = rat_of((long)(test_random() % 10), 10), bound;

        T = draw(g);
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
    rat root[8], h = zero(), G = given("G");
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
        rat q = rat_sub(root[t], t == 0 ? zero() : root[t - 1]);

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
    rat g[MOST], m[MOST], sigma[MOST], squares[MOST], one = rat_of(1, 1);
    size_t T = given_vector("g", g, MOST), n = test_cases(300), bad = 0;
    rat most = zero();
    bool zeros;

    moments(m, sigma, g, T, zero(), one);
    for (size_t t = 0; t < T; t++)
        most = rat_max(most, rat_abs(g[t]));
    found_real("left", weighted(m, sigma, T));
    found_real("right", num_mul(num_rat(most), num_sqrt(num_int((long)T))));
    zeros = is(rat_sgn(most) == 0, "0 is not below 0");
    for (size_t k = 0; k < n;
         k++) { /* |M_T| <= sqrt(T) G/(1 - gamma), squared; the rest is Lemma 2 */
        size_t mark = rat_mark();
        rat c = rat_of((long)(test_random() % 10), 10);

        T = draw(g);
        moments(m, sigma, g, T, c, one);
        running_squares(squares, m, T);
        most = zero();
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
    {"EQ42-12", eq42_12}, {"EQ42-3", eq42_3}, {"EQ42-4", eq42_4}, {"EQ43-1", eq43_1},
    {"EQ43-2", eq43_2},   {"EQ43-3", eq43_3}, {"EQ44-A", eq44_a}, {"EQ44-B", eq44_b},
    {"EQ44", eq44},       {"D1b-1", d1b_1},   {"D1b-2", d1b_2},   {"EQ45", eq45},
    {"D2-M", d2_m},       {"D2-S", d2_s},     {"EQ46", eq46},     {"EQ47", eq47},
    {"EQ48", eq48},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
