/* Appendix A, the proof of Theorem 1: (22) to (26), the objective of (6) brought to one square and one norm, and whether it separates. */
#include "check.h"
#include "game.h"
#include "identity.h"

static rat norm2(const rat *x)
{
    return rat_sqrt(rat_dot(x, x, 2));
}

static verdict eq22(void)
{
    expr x, z = expr_int(0), left, right, total;

    expr_begin();
    x = expr_var();
    z = left = right = total = expr_int(0);
    for (int s = 0; s < 2; s++) {
        expr m = expr_var(), q = expr_var(), center = expr_var();

        left = expr_add(
            left, expr_add(expr_mul(m, x),
                           expr_div(expr_mul(q, expr_sqr(expr_sub(x, center))), expr_int(2))));
        z = expr_add(z, expr_sub(m, expr_mul(q, center)));
        total = expr_add(total, q);
        right = expr_add(right, expr_div(expr_mul(q, expr_sqr(center)), expr_int(2)));
    }
    right = expr_add(right,
                     expr_add(expr_mul(z, x), expr_div(expr_mul(total, expr_sqr(x)), expr_int(2))));
    return holds(identical(left, right, "the objective is z.x + x^T (sum q) x/2 and a constant"));
}

static verdict eq24(void)
{
    rat q[2], x[2], half[2], square;
    bool differ = true;
    expr eq, ex;

    given_vector("q", q, 2);
    given_vector("x", x, 2);
    square = rat_dot(x, x, 2);
    for (size_t i = 0; i < 2; i++)
        half[i] = rat_div(rat_mul(q[i], square), rat_of(2, 1));
    found("meant", rat_div(rat_add(rat_mul(q[0], rat_sqr(x[0])), rat_mul(q[1], rat_sqr(x[1]))),
                           rat_of(2, 1)));
    found_vector("entries_as_printed", half, 2);
    for (size_t i = 0; i < 2; i++)
        differ &= rat_cmp(half[i], given("meant")) != 0;
    is(differ, "the printed term is a matrix, and no entry of it is the number meant");
    expr_begin(); /* in one dimension the slip does not show */
    eq = expr_var(), ex = expr_var();
    return false_as_printed(differ,
                            identical(expr_mul(eq, expr_sqr(ex)), expr_mul(expr_mul(eq, ex), ex),
                                      "in one dimension the two are one"));
}

static verdict eq25(void)
{
    expr q, l, x;

    expr_begin();
    q = expr_var(), l = expr_var(), x = expr_var();
    return holds(identical(
        expr_add(expr_div(expr_mul(q, expr_sqr(x)), expr_int(2)), expr_mul(l, expr_sqr(x))),
        expr_mul(expr_add(expr_div(q, expr_int(2)), l), expr_sqr(x)),
        "q x^2/2 + lambda2 x^2 = A x^2"));
}

static verdict p_sep(void)
{
    rat x[2], difference, derivative, n;

    given_vector("x", x, 2);
    n = norm2(x);
    difference =
        rat_sub(rat_sub(n, rat_abs(x[0])), rat_abs(x[1])); /* f(x) - f(x_1, 0) - f(0, x_2) + f(0) */
    derivative = rat_neg(rat_div(rat_mul(x[0], x[1]), rat_pow(n, 3)));
    found("mixed_difference", difference);
    found("mixed_derivative", derivative);
    return false_as_printed(
        is(rat_sgn(difference) != 0 && rat_sgn(derivative) != 0, "a sum over entries would have 0"),
        is(rat_sgn(x[0]) != 0 && rat_sgn(x[1]) != 0, "within one group"));
}

static verdict eq26(void)
{
    rat x[2], a[2], s[2], w[2], one[2], both[2];
    bool refuted, fixed;

    given_vector("x", x, 2);
    given_vector("A", a, 2);
    for (size_t i = 0; i < 2; i++)
        one[i] = rat_mul(rat_sqrt(a[i]), x[i]);
    refuted = found("sum_of_entries", rat_add(rat_abs(one[0]), rat_abs(one[1]))) &&
              found("group", norm2(one));
    in_case(1);
    given_vector("s", s, 2);
    given_vector("W", w, 2);
    for (size_t i = 0; i < 2; i++)
        game_group(&one[i], &s[i], &w[i], 1, given("threshold"), SGL_NORM_EXACT);
    game_group(both, s, w, 2, given("threshold"), SGL_NORM_EXACT);
    refuted &= found_vector("entry_by_entry", one, 2);
    fixed = found_vector("group_argmin", both, 2);
    return false_as_printed(refuted && is(rat_cmp(one[0], both[0]) != 0, "two minimisers"), fixed);
}

static rat phi(rat a, rat x, rat c)
{
    return rat_add(rat_mul(rat_mul(c, rat_sqrt(a)), rat_abs(x)), rat_mul(a, rat_sqr(x)));
}

static verdict p_phi(void)
{
    rat one = rat_of(1, 1);
    bool fails = found("phi", phi(given("A"), one, one)), kept;

    fails &= is(rat_sgn(given("phi")) == 0, "0 at 1");
    in_case(1);
    kept = found("phi", phi(given("A"), given("x"), given("threshold")));
    return holds_if(fails, kept && is(rat_sgn(given("phi")) > 0 && rat_sgn(given("A")) > 0,
                                      "positive for A > 0"));
}

static const check checks[] = {
    {"EQ22", eq22},   {"EQ24", eq24}, {"EQ25", eq25},
    {"P-SEP", p_sep}, {"EQ26", eq26}, {"P-PHI", p_phi},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
