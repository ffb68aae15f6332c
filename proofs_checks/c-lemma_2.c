/* (17), (18) and Lemma 2: what delta does, and which h_0 it needs. */
#include "check.h"
#include "identity.h"

static verdict p3_delta(void)
{
    rat g[2], eta = given("eta"), d2 = rat_sqr(given("delta")), v = rat_zero(), inside = rat_zero();

    given_vector("g", g, 2);
    for (size_t t = 0; t < 2; t++) {
        v = rat_add(rat_mul(eta, v), rat_sqr(g[t]));
        inside = rat_add(rat_add(rat_mul(eta, inside), rat_sqr(g[t])), d2);
    }
    found("V_2_on_top", rat_add(v, d2));
    found("V_2_inside", inside);
    return is(rat_cmp(given("V_2_on_top"), inside) != 0, "two readings") ? AMBIGUOUS : UNSETTLED;
}

static verdict eq17(void)
{
    size_t n = test_cases(2000), bad = 0;
    expr d, v, g, e;
    bool all;

    expr_begin();
    d = expr_var(), v = expr_var(), g = expr_var(), e = expr_var();
    all = identical(
        expr_sub(expr_add(expr_sqr(d), v), expr_add(expr_sqr(g), expr_mul(e, v))),
        expr_add(expr_mul(expr_sub(d, g), expr_add(d, g)), expr_mul(expr_sub(expr_int(1), e), v)),
        "the gap is (delta - |g|)(delta + |g|) + (1 - eta) V_{t-1}");
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark();
        rat eta = rat_of((long)(test_random() % 11), 10), before = rat_abs(rat_random(5, 7)),
            gt = rat_random(3, 4);
        rat delta = rat_add(rat_abs(gt), rat_abs(rat_random(1, 5)));

        bad += rat_cmp(rat_add(rat_sqr(delta), before),
                       rat_add(rat_sqr(gt), rat_mul(eta, before))) < 0;
        rat_release(mark);
    }
    return holds(
        all && is(bad == 0, "never negative on random rationals with delta >= |g|, 0 <= eta <= 1"));
}

static verdict eq18(void)
{
    rat alpha = given("alpha"), delta = given("delta"), g = given("g_1"), one = rat_of(1, 1);
    bool refuted, repaired;

    refuted = found("by_theorem_3", rat_sqr(g));
    refuted &= found("printed",
                     rat_div(rat_mul(alpha, rat_sqr(g)), rat_sqrt(rat_add(rat_sqr(delta), one))));
    refuted &= is(rat_cmp(given("by_theorem_3"), given("printed")) != 0, "not equal");
    repaired = found("repaired", rat_div(rat_mul(alpha, rat_sqr(g)), delta)) &&
               found("right", rat_mul(alpha, rat_abs(g)));
    repaired &= is(rat_cmp(given("repaired"), given("right")) <= 0,
                   "the repaired h_0 gives what (18) needs");
    in_case(1);
    alpha = given("alpha"), delta = given("delta"), g = given("g_1");
    refuted &= found("by_theorem_3", rat_sqr(g)) && found("right", rat_mul(alpha, rat_abs(g)));
    refuted &=
        is(rat_cmp(given("by_theorem_3"), given("right")) > 0, "the Euclidean norm does not");
    repaired &= found("repaired", rat_div(rat_mul(alpha, rat_sqr(g)), delta));
    return false_as_printed(refuted, repaired && rat_cmp(given("repaired"), given("right")) <= 0);
}

static verdict eq18_ineq(void)
{
    expr d, g;

    expr_begin(); /* |g| <= sqrt(delta^2 + 1), squared */
    d = expr_var(), g = expr_var();
    return holds(identical(expr_sub(expr_add(expr_sqr(d), expr_int(1)), expr_sqr(g)),
                           expr_add(expr_mul(expr_sub(d, g), expr_add(d, g)), expr_int(1)),
                           "delta^2 + 1 - g^2 = (delta - |g|)(delta + |g|) + 1 > 0"));
}

static verdict eq18_h0(void)
{
    rat alpha = given("alpha"), delta = given("delta"), g = given("g_1"), x = given("distance"),
        two = rat_of(2, 1);
    rat w = rat_div(rat_sqrt(rat_add(rat_sqr(delta), rat_sqr(g))), alpha),
        h1 = rat_div(rat_mul(w, rat_sqr(x)), two);
    rat printed = rat_div(rat_sqrt(rat_add(rat_sqr(delta), rat_of(1, 1))), alpha),
        repaired = rat_div(delta, alpha);
    bool refuted, kept;

    refuted = found("regret", rat_mul(rat_abs(g), x));
    refuted &= found("bound", rat_add(h1, rat_div(rat_sqr(g), rat_mul(two, printed))));
    refuted &= is(rat_cmp(given("regret"), given("bound")) > 0 && rat_cmp(printed, w) > 0,
                  "one step breaks the bound, h_0 > h_1");
    kept = found("bound_repaired", rat_add(h1, rat_div(rat_sqr(g), rat_mul(two, repaired))));
    kept &= is(rat_cmp(given("regret"), given("bound_repaired")) <= 0 && rat_cmp(repaired, w) <= 0,
               "the repaired h_0 keeps it");
    return false_as_printed(refuted, kept);
}

/* Left side of (19) with H_0 and alpha, and the right side. */
static void sides(num *left, num *right, const rat *g, size_t T, rat gamma, rat alpha, rat delta,
                  num h0)
{
    rat m = rat_zero(), v = rat_zero();
    num squares = num_int(0), a = num_rat(alpha);

    *left = num_int(0);
    for (size_t t = 0; t < T; t++) {
        num norm = t == 0 ? h0 : num_div(num_sqrt(num_rat(rat_add(rat_sqr(delta), v))), a);

        m = rat_add(rat_mul(gamma, m), g[t]);
        if (rat_sgn(m) != 0)
            *left = num_add(*left, num_div(num_rat(rat_sqr(m)), norm));
        squares = num_add(squares, num_rat(rat_sqr(m)));
        v = rat_add(v, rat_sqr(g[t]));
    }
    *right = num_div(num_mul(num_mul(num_int(2), a), num_sqrt(squares)),
                     num_rat(rat_sub(rat_of(1, 1), gamma)));
}

static verdict le2(void)
{
    rat g[12], one = rat_of(1, 1), alpha = one, delta = one;
    size_t T = given_vector("g", g, 12), n = test_cases(600), bad[2] = {0, 0}, used = 0;
    num left, right;
    bool zeros;

    sides(&left, &right, g, T, rat_zero(), alpha, delta, num_int(1));
    found_real("left", left);
    found_real("right", right);
    zeros = is(!num_below(left, right), "0 < 0 is false");
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark(), other = num_mark();
        rat gamma = rat_of((long)(test_random() % 9), 10), most = rat_zero();
        num printed;

        T = 1 + test_random() % 12;
        for (size_t t = 0; t < T; t++) {
            g[t] = rat_random(4, 5);
            most = rat_max(most, rat_abs(g[t]));
        }
        alpha = rat_of(1 + (long)(test_random() % 12), 4);
        delta = rat_add(most, rat_abs(rat_random(1, 3)));
        if (rat_sgn(most) > 0) {
            used++;
            printed = num_div(num_sqrt(num_rat(rat_add(rat_sqr(delta), one))), num_rat(alpha));
            sides(&left, &right, g, T, gamma, alpha, delta, printed);
            bad[0] += !num_below(left, right);
            sides(&left, &right, g, T, gamma, alpha, delta, num_rat(rat_div(delta, alpha)));
            bad[1] += !num_below(left, right);
        }
        rat_release(mark);
        num_release(other);
    }
    return holds_if(zeros, is(bad[0] == 0 && bad[1] == 0 && used > n / 2,
                              "(19) for certain with either h_0 on random sequences"));
}

static const check checks[] = {
    {"P3-DELTA", p3_delta},   {"EQ17", eq17},       {"EQ18", eq18},
    {"EQ18-INEQ", eq18_ineq}, {"EQ18-H0", eq18_h0}, {"LE2", le2},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
