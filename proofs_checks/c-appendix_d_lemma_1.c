/* Appendix D.1, the proof of Lemma 1, line by line. */
#include "check.h"
#include "identity.h"
#include "moments.h"

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
    rat m[MOMENTS_MOST], gamma = given("gamma"), one = rat_of(1, 1), rest = rat_zero(), last,
                         factor = rat_sub(one, gamma);
    size_t n = given_vector("m", m, MOMENTS_MOST);
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

static verdict eq44_a(void)
{
    rat g[MOMENTS_MOST], m[MOMENTS_MOST], sigma[MOMENTS_MOST], squares[MOMENTS_MOST],
        one = rat_of(1, 1), gamma = given("gamma");
    size_t T = given_vector("g", g, MOMENTS_MOST), n = test_cases(300), bad = 0;
    num left, right;

    moments(m, sigma, g, T, gamma, one);
    moments_squares(squares, m, T);
    found_real("left", left = moments_weighted(m, sigma, T));
    found_real("right",
               right = num_div(moments_weighted(m, squares, T), num_rat(rat_sub(one, gamma))));
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), other = num_mark();
        rat c = rat_of((long)(test_random() % 9), 10);

        T = moments_draw(g);
        moments(m, sigma, g, T, c, one);
        moments_squares(squares, m, T);
        bad += num_below(num_div(moments_weighted(m, squares, T), num_rat(rat_sub(one, c))),
                         moments_weighted(m, sigma, T));
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
    rat g[MOMENTS_MOST], m[MOMENTS_MOST], sigma[MOMENTS_MOST], squares[MOMENTS_MOST],
        one = rat_of(1, 1), two = rat_of(2, 1), gamma = rat_zero();
    size_t T = given_vector("g", g, MOMENTS_MOST), n = test_cases(300), bad = 0;
    num left, right;

    moments(m, sigma, g, T, gamma, one);
    moments_squares(squares, m, T);
    left = moments_weighted(m, sigma, T);
    right = num_mul(num_rat(rat_div(two, rat_sub(one, gamma))), num_sqrt(num_rat(squares[T - 1])));
    found_real("left", left);
    found_real("right", right);
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), other = num_mark();
        rat c = rat_of((long)(test_random() % 9), 10);

        T = moments_draw(g);
        moments(m, sigma, g, T, c, one);
        moments_squares(squares, m, T);
        if (rat_sgn(squares[T - 1]) > 0)
            bad += !num_below(
                moments_weighted(m, sigma, T),
                num_mul(num_rat(rat_div(two, rat_sub(one, c))), num_sqrt(num_rat(squares[T - 1]))));
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
        rat g[MOMENTS_MOST], m[MOMENTS_MOST], sigma[MOMENTS_MOST], left = rat_zero(),
                                                                   right = rat_zero();
        rat eta = rat_of((long)(test_random() % 11), 10),
            gamma = rat_mul(eta, rat_of((long)(test_random() % 10), 10));
        size_t T = moments_draw(g);

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
        rat g[MOMENTS_MOST], m[MOMENTS_MOST], sigma[MOMENTS_MOST], squares[MOMENTS_MOST],
            eta = rat_of(1 + (long)(test_random() % 9), 10), s = rat_zero();
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
        moments_squares(squares, m, T);
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

static const check checks[] = {
    {"EQ42-12", eq42_12}, {"EQ42-3", eq42_3}, {"EQ42-4", eq42_4}, {"EQ43-1", eq43_1},
    {"EQ43-2", eq43_2},   {"EQ43-3", eq43_3}, {"EQ44-A", eq44_a}, {"EQ44-B", eq44_b},
    {"EQ44", eq44},       {"D1b-1", d1b_1},   {"D1b-2", d1b_2},   {"EQ45", eq45},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
