/* Appendix A, the proof of Theorem 1: (28) to (34), the group in y = A^{1/2} x. In identities a point whose norm must be rational is written
 * r (1 - u^2, 2 u), of norm r (1 + u^2): every point of the plane but a ray has that form. */
#include "check.h"
#include "game.h"
#include "identity.h"

static rat norm2(const rat *x)
{
    return rat_sqrt(rat_dot(x, x, 2));
}

static verdict eq28(void)
{
    rat a[2], x[2], y[2], other[2];
    expr r, ex;

    given_vector("A", a, 2);
    for (int k = 0; k < 2; k++) {
        given_vector(k == 0 ? "x" : "x_other", x, 2);
        for (size_t i = 0; i < 2; i++)
            (k == 0 ? y : other)[i] = rat_mul(rat_sqrt(a[i]), x[i]);
    }
    found_vector("y", y, 2);
    found_vector("y_other", other, 2);
    given_vector("x", a, 2);
    a[0] = rat_sub(x[0], a[0]);
    a[1] = rat_sub(x[1], a[1]);
    found_vector("difference", a, 2);
    expr_begin();
    r = expr_var(), ex = expr_var();
    return holds_if(
        is(rat_cmp(y[0], other[0]) == 0 && rat_cmp(y[1], other[1]) == 0, "two x, one y"),
        identical(expr_div(expr_mul(r, ex), r), ex, "for A > 0 it is undone by A^{-1/2}"));
}

/* A^{exponent} s for exponents -1/2 and -1 of one weight. */
static rat scaled(rat s, rat a, rat exponent)
{
    return rat_div(s, rat_cmp(exponent, rat_of(-1, 2)) == 0 ? rat_sqrt(a) : a);
}

static verdict eq29(void)
{
    rat a = given("A"), s = given("s"), x = given("x"), y = rat_mul(rat_sqrt(a), x),
        minus = rat_of(-1, 1);
    bool refuted, fixed;

    refuted = found("y", y) && found("linear", rat_mul(minus, rat_mul(s, x)));
    fixed =
        found("linear_corrected", rat_mul(minus, rat_mul(scaled(s, a, corrected("exponent")), y)));
    refuted &= found("linear_printed", rat_mul(minus, rat_mul(scaled(s, a, minus), y)));
    refuted &= is(rat_cmp(given("linear"), given("linear_printed")) != 0,
                  "the printed s~ changes the linear term");
    return false_as_printed(refuted,
                            fixed && is(rat_cmp(given("linear"), given("linear_corrected")) == 0,
                                        "the corrected one keeps it"));
}

/* A plane point with rational norm. */
typedef struct point {
    expr x[2], norm;
} point;

static point rational_point(void)
{
    expr r = expr_var(), u = expr_var(), one = expr_int(1), square = expr_sqr(u);

    return (point){{expr_mul(r, expr_sub(one, square)), expr_mul(r, expr_mul(expr_int(2), u))},
                   expr_mul(r, expr_add(one, square))};
}

static verdict eq30(void)
{
    expr y[2], length, c, gain = expr_int(0), rest, xi_y;
    point p;

    expr_begin(); /* s~ = 2 p + c p/|p|: f(y) - f(p) = |y - p|^2 + c (|y| - xi.y), xi = p/|p|; both terms >= 0 */
    p = rational_point();
    y[0] = expr_var(), y[1] = expr_var(), length = expr_var(), c = expr_var();
    gain = rest = xi_y = expr_int(0);
    for (int i = 0; i < 2; i++) {
        expr xi = expr_div(p.x[i], p.norm),
             s = expr_add(expr_mul(expr_int(2), p.x[i]), expr_mul(c, xi));

        gain = expr_add(gain, expr_sub(expr_sub(expr_sqr(y[i]), expr_sqr(p.x[i])),
                                       expr_mul(s, expr_sub(y[i], p.x[i]))));
        rest = expr_add(rest, expr_sqr(expr_sub(y[i], p.x[i])));
        xi_y = expr_add(xi_y, expr_mul(xi, y[i]));
    }
    gain = expr_add(gain, expr_mul(c, expr_sub(length, p.norm)));
    rest = expr_add(rest, expr_mul(c, expr_sub(length, xi_y)));
    return holds(identical(gain, rest, "f(y) - f(y*) = |y - y*|^2 + c (|y| - xi.y)"));
}

static verdict subdiff(void)
{
    rat zeta[2], y[2], s[2], xi[2], c, objective;
    expr e[2], f[2];
    bool refuted, wrong, ball;

    given_vector("zeta", zeta, 2);
    given_vector("y", y, 2);
    refuted = found("zeta_y", rat_dot(zeta, y, 2)) && found("norm", norm2(y));
    for (size_t i = 0; i < 2; i++)
        refuted &= rat_cmp(rat_abs(zeta[i]), rat_of(1, 1)) <= 0;
    refuted &=
        is(rat_cmp(given("zeta_y"), given("norm")) > 0, "a zeta of the box is no subgradient at 0");
    in_case(1);
    given_vector("s", s, 2);
    given_vector("y", y, 2);
    c = given("threshold");
    wrong = true;
    for (size_t i = 0; i < 2; i++) {
        xi[i] = rat_div(s[i], c);
        wrong &= rat_cmp(rat_abs(xi[i]), rat_of(1, 1)) <= 0;
    }
    objective = rat_add(rat_sub(rat_mul(c, norm2(y)), rat_dot(s, y, 2)), rat_dot(y, y, 2));
    wrong &= found_vector("xi", xi, 2) && found("objective", objective);
    wrong &= is(rat_sgn(objective) < 0, "the box accepts y = 0, which is not the minimum");
    expr_begin();
    for (int i = 0; i < 2; i++)
        e[i] = expr_var(), f[i] = expr_var();
    ball = identical(expr_sub(expr_mul(expr_add(expr_sqr(e[0]), expr_sqr(e[1])),
                                       expr_add(expr_sqr(f[0]), expr_sqr(f[1]))),
                              expr_sqr(expr_add(expr_mul(e[0], f[0]), expr_mul(e[1], f[1])))),
                     expr_sqr(expr_sub(expr_mul(e[0], f[1]), expr_mul(e[1], f[0]))),
                     "|zeta|^2 |y|^2 - (zeta.y)^2 is a square, so every zeta of the ball is one");
    return false_as_printed(refuted && wrong, ball);
}

static verdict a_a(void)
{
    rat s[2], x[2], w[2] = {rat_of(2, 1), rat_of(2, 1)}, t[2] = {rat_of(3, 1), rat_of(4, 1)};
    bool fails, kept;

    given_vector("s", s, 2);
    game_group(x, s, w, 2, given("threshold"), SGL_NORM_EXACT);
    fails = found("norm", norm2(s)) && found_vector("x", x, 2);
    fails &= is(rat_sgn(given("threshold")) == 0 && rat_sgn(given("norm")) == 0, "xi = s~/0");
    game_group(x, t, w, 2, rat_of(5, 1), SGL_NORM_EXACT);
    kept = is(rat_sgn(x[0]) == 0 && rat_sgn(x[1]) == 0,
              "a tie with lambda21 > 0 gives 0, and |xi| = 1");
    game_group(x, t, w, 2, rat_of(4, 1), SGL_NORM_EXACT);
    return holds_if(fails, kept && is(rat_sgn(x[0]) != 0, "below the norm it does not"));
}

static verdict a_a2(void)
{
    rat s[2], w[2], y[2];

    given_vector("s", s, 2);
    given_vector("W", w, 2);
    game_group(y, s, w, 2, given("threshold"), SGL_NORM_EXACT); /* W = 2: y = x */
    return false_as_printed(
        found_vector("y", y, 2) &&
            is(rat_sgn(y[0]) != 0 && rat_sgn(y[1]) == 0, "y is not 0, an entry of it is"),
        is(rat_cmp(w[0], rat_of(2, 1)) == 0 && rat_cmp(w[1], w[0]) == 0, "with A the identity"));
}

/* s~ with rational norm N, y = (1 - c/N) s~/2. */
static verdict eq31(void)
{
    expr c, k, left;
    point s;
    bool all = true;

    expr_begin();
    s = rational_point();
    c = expr_var();
    k = expr_div(expr_sub(expr_int(1), expr_div(c, s.norm)), expr_int(2));
    for (int i = 0; i < 2; i++) { /* |y| = k N */
        expr y = expr_mul(k, s.x[i]);

        left = expr_add(expr_div(expr_mul(c, y), expr_mul(k, s.norm)), expr_mul(expr_int(2), y));
        all &= identical(left, s.x[i], i == 0 ? "(31) in the first entry" : "and in the second");
    }
    return holds(all);
}

static verdict eq32(void)
{
    expr c, n, y;

    expr_begin(); /* (c/|y| + 2)|y| = N solved for |y| */
    c = expr_var(), n = expr_var();
    y = expr_div(expr_sub(n, c), expr_int(2));
    return holds(identical(expr_mul(expr_add(expr_div(c, y), expr_int(2)), y), n,
                           "(c/|y| + 2)|y| = |s~| at |y| = (|s~| - c)/2"));
}

static verdict eq33(void)
{
    expr c, k;
    point s;

    expr_begin();
    s = rational_point();
    c = expr_var();
    k = expr_div(expr_sub(expr_int(1), expr_div(c, s.norm)), expr_int(2));
    return holds(identical(expr_add(expr_sqr(expr_mul(k, s.x[0])), expr_sqr(expr_mul(k, s.x[1]))),
                           expr_sqr(expr_div(expr_sub(s.norm, c), expr_int(2))),
                           "|y|^2 of (33) is ((|s~| - c)/2)^2"));
}

static verdict eq34(void)
{
    rat a = given("A"), s = given("s"), k = given("factor"), two = rat_of(2, 1),
        minus = rat_of(-1, 1), root = rat_sqrt(a);
    bool fails, kept;
    expr r, es, ek;

    found("line_2", rat_div(rat_mul(k, s), rat_mul(two, a)));
    kept = found("line_1",
                 rat_div(rat_mul(k, scaled(s, a, corrected("exponent"))), rat_mul(two, root)));
    fails = found("line_1_printed", rat_div(rat_mul(k, scaled(s, a, minus)), rat_mul(two, root)));
    fails &= is(rat_cmp(given("line_1_printed"), given("line_2")) != 0,
                "with the printed (10) the lines differ");
    expr_begin();
    r = expr_var(), es = expr_var(), ek = expr_var();
    kept &= identical(expr_div(expr_mul(ek, expr_div(es, r)), expr_mul(expr_int(2), r)),
                      expr_div(expr_mul(ek, es), expr_mul(expr_int(2), expr_sqr(r))),
                      "with exponent -1/2 line 1 is line 2");
    return holds_if(fails, kept);
}

static const check checks[] = {
    {"EQ28", eq28}, {"EQ29", eq29}, {"EQ30", eq30}, {"SUBDIFF", subdiff}, {"A-a", a_a},
    {"A-a2", a_a2}, {"EQ31", eq31}, {"EQ32", eq32}, {"EQ33", eq33},       {"EQ34", eq34},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
