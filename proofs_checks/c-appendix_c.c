/* Appendix C, the proof of Theorem 3, line by line: exact where a line is algebra, on random problems in enclosures where
 * it is an inequality of the run. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "problem.h"

static rat zero(void)
{
    return rat_of(0, 1);
}

/* Psi_t(x) + h_t(x), t >= 1 steps. */
static num penalised(const problem *p, const outcome *o, size_t t, const num *x)
{
    num sum = num_int(0), two = num_int(2);

    for (size_t k = 0; k < p->groups; k++) {
        num square = num_int(0),
            root_d = num_sqrt(num_int((long)(p->offsets[k + 1] - p->offsets[k])));

        for (size_t i = p->offsets[k]; i < p->offsets[k + 1]; i++) {
            num a = num_add(num_div(o->w[t - 1][i], two), num_double(p->lambda2)),
                x2 = num_sqr(x[i]);

            square = num_add(square, num_mul(a, x2));
            sum = num_add(sum, num_add(num_mul(num_double(p->lambda1), num_abs(x[i])),
                                       num_mul(num_double(p->lambda2), x2)));
            for (size_t s = 0; s < t; s++) {
                num q = s == 0 ? o->w[0][i] : num_sub(o->w[s][i], o->w[s - 1][i]);

                sum = num_add(sum, num_div(num_mul(q, num_sqr(num_sub(x[i], o->x[s][i]))), two));
            }
        }
        sum = num_add(sum, num_mul(num_mul(num_double(p->lambda21), root_d), num_sqrt(square)));
    }
    return sum;
}

static num dot(const num *a, const num *b, size_t n)
{
    num sum = num_int(0);

    for (size_t i = 0; i < n; i++)
        sum = num_add(sum, num_mul(a[i], b[i]));
    return sum;
}

/* Gradient of h_t^* at u: the minimiser of -u.x + Psi_t + h_t, written out for itself. */
static void gradient(num *x, const problem *p, const outcome *o, size_t t, const num *u)
{
    num s[PROBLEM_SIZE], a[PROBLEM_SIZE], nil = num_int(0);

    for (size_t i = 0; i < p->n; i++) {
        num z = num_neg(u[i]), l = num_double(p->lambda1);

        for (size_t r = 0; r < t; r++)
            z = num_sub(
                z, num_mul(r == 0 ? o->w[0][i] : num_sub(o->w[r][i], o->w[r - 1][i]), o->x[r][i]));
        s[i] = num_sub(num_max(num_neg(num_add(z, l)), nil), num_max(num_sub(z, l), nil));
        a[i] = num_add(num_div(o->w[t - 1][i], num_int(2)), num_double(p->lambda2));
    }
    for (size_t k = 0; k < p->groups; k++) {
        size_t begin = p->offsets[k], end = p->offsets[k + 1];
        num square = nil,
            c = num_mul(num_double(p->lambda21), num_sqrt(num_int((long)(end - begin)))), factor;

        for (size_t i = begin; i < end; i++)
            square = num_add(square, num_div(num_sqr(s[i]), a[i]));
        square = num_sqrt(square);
        if (num_at_most(square, c))
            factor = nil;
        else
            factor = num_max(num_sub(num_int(1), num_div(c, square)), nil);
        for (size_t i = begin; i < end; i++)
            x[i] = num_div(num_mul(factor, s[i]), num_mul(num_int(2), a[i]));
    }
}

static num conjugate(num *x, const problem *p, const outcome *o, size_t t, const num *u)
{
    gradient(x, p, o, t, u);
    return num_sub(dot(u, x, p->n), penalised(p, o, t, x));
}

/* A random problem that satisfies what (40) needs, or with any Q_t. */
static bool draw(problem *p, outcome *o, bool all_hypotheses)
{
    for (int tries = 0; tries < 200; tries++) {
        problem_draw(p);
        p->identity_a = false; /* the gradient of h_t^* is written out for Theorem 1's A_t */
        p->delta = 1;
        if (problem_run(o, p) && p->T >= 2 &&
            (!all_hypotheses || (o->failed & (FAILS_Q | FAILS_Q1 | FAILS_A | FAILS_12)) == 0))
            return true;
    }
    bail_out("no random problem with the hypotheses of (40)");
}

/* u = -m_{1:t}, and a random other. */
static void duals(num *u, num *other, const problem *p, const outcome *o, size_t t)
{
    for (size_t i = 0; i < p->n; i++) {
        u[i] = num_int(0);
        for (size_t s = 0; s < t; s++)
            u[i] = num_sub(u[i], o->m[s][i]);
        other[i] = num_add(u[i], num_double(4 * test_uniform() - 2));
    }
}

/* What a line compares: the test left <= right fails for certain in so many of the problems. */
typedef bool (*comparison)(const problem *p, const outcome *o, size_t t);

static size_t broken(comparison broken_line, size_t n, bool all_hypotheses)
{
    size_t bad = 0;

    for (size_t k = 0; k < n; k++) {
        size_t mark = num_mark();
        problem p;
        outcome o;

        draw(&p, &o, all_hypotheses);
        bad += broken_line(&p, &o, 1 + test_random() % p.T);
        num_release(mark);
    }
    return bad;
}

static verdict on_problems(comparison broken_line, bool all_hypotheses, const char *what)
{
    size_t n = test_cases(100), bad = broken(broken_line, n, all_hypotheses);
    bool all = is(bad == 0, "%s, on random problems", what);

    yaml("problems", "%zu", n);
    yaml("broken", "%zu", bad);
    return holds(all);
}

static verdict eq36a(void)
{
    size_t n = test_cases(2000), bad = 0;
    expr a, x, y;
    bool square;

    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark();
        rat u = rat_random(3, 5), v = rat_random(3, 5), g = rat_of(rat_sgn(u), 1);

        if (rat_sgn(u) == 0) /* any number in [-1, 1] is a subgradient of |x| at 0 */
            g = rat_random(1, 7);
        bad += rat_cmp(rat_sub(rat_abs(u), rat_abs(v)), rat_mul(g, rat_sub(u, v))) > 0;
        rat_release(mark);
    }
    expr_begin();
    a = expr_var(), x = expr_var(), y = expr_var();
    square =
        identical(expr_sub(expr_mul(expr_mul(a, x), expr_sub(x, y)),
                           expr_div(expr_mul(a, expr_sub(expr_sqr(x), expr_sqr(y))), expr_int(2))),
                  expr_div(expr_mul(a, expr_sqr(expr_sub(x, y))), expr_int(2)),
                  "for a x^2/2 the gap is a (x - x*)^2/2");
    return holds(square &&
                 is(bad == 0, "for |x| it holds exactly on random rationals, kinks among them"));
}

static verdict eq36b(void)
{
    rat g[2], m[2], x[2], w = rat_div(rat_of(1, 1), given("alpha")), gamma = given("gamma"), left,
                          right;
    expr em, before, eg, d;

    given_vector("g", g, 2);
    x[0] = given("x_1");
    m[0] = g[0];
    m[1] = rat_add(rat_mul(gamma, m[0]), g[1]);
    x[1] = rat_sub(x[0], rat_div(m[0], w));
    left = rat_dot(g, x, 2);
    right = rat_dot(m, x, 2);
    found("left", left);
    found("right", right);
    expr_begin();
    em = expr_var(), before = expr_var(), eg = expr_var(), d = expr_var();
    return holds_if(
        is(rat_cmp(left, right) > 0 && rat_sgn(rat_mul(m[0], x[1])) >= 0,
           "gamma < 0 reverses it though (12) holds"),
        identical(expr_sub(expr_mul(em, d), expr_mul(expr_sub(em, expr_mul(eg, before)), d)),
                  expr_mul(eg, expr_mul(before, d)),
                  "the difference is gamma <m_{t-1}, x_t - x*>"));
}

static bool breaks_36c(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], other[PROBLEM_SIZE], x[PROBLEM_SIZE];

    (void)t;
    duals(u, other, p, o, p->T);
    return num_below(conjugate(x, p, o, p->T, u),
                     num_sub(dot(u, o->x_star, p->n), penalised(p, o, p->T, o->x_star)));
}

static verdict eq36c(void)
{
    return on_problems(breaks_36c, false, "the supremum is at least the value at x*");
}

static bool breaks_conjugate(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], other[PROBLEM_SIZE], x[PROBLEM_SIZE], y[PROBLEM_SIZE], value;

    duals(u, other, p, o, t);
    value = conjugate(x, p, o, t, other);
    for (int k = 0; k < 5; k++) {
        for (size_t i = 0; i < p->n; i++)
            y[i] = num_add(x[i], num_double((test_uniform() - 0.5) / (1 << 3 * k)));
        if (num_below(value, num_sub(dot(other, y, p->n), penalised(p, o, t, y))))
            return true;
    }
    return false;
}

static verdict conjugate_of(void)
{
    return on_problems(breaks_conjugate, false, "no point near or far beats the closed form");
}

static bool breaks_37(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], v[PROBLEM_SIZE], x[PROBLEM_SIZE], y[PROBLEM_SIZE], left = num_int(0),
                                                                            right = left;

    duals(u, v, p, o, t);
    gradient(x, p, o, t, u);
    gradient(y, p, o, t, v);
    for (size_t i = 0; i < p->n; i++) {
        left = num_add(left, num_mul(o->w[t - 1][i], num_sqr(num_sub(x[i], y[i]))));
        right = num_add(right, num_div(num_sqr(num_sub(u[i], v[i])), o->w[t - 1][i]));
    }
    return num_below(right, left);
}

static verdict eq37(void)
{
    expr w, d, g;

    /* Growth (TH1-FIX) at both minimisers, added: (u - v).(x - y) >= |x - y|_W^2. With d = x - y, g = u - v this gives
     * |g|_*^2 - |d|_W^2 >= sum (g_i - W_i d_i)^2/W_i, entry by entry: */
    expr_begin();
    w = expr_var(), d = expr_var(), g = expr_var();
    identical(expr_sub(expr_div(expr_sqr(g), w), expr_mul(w, expr_sqr(d))),
              expr_add(expr_div(expr_sqr(expr_sub(g, expr_mul(w, d))), w),
                       expr_mul(expr_int(2), expr_sub(expr_mul(g, d), expr_mul(w, expr_sqr(d))))),
              "|g|_*^2 - |d|^2 is a square and twice g.d - |d|^2");
    return on_problems(breaks_37, false, "never expands");
}

static bool breaks_38(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], other[PROBLEM_SIZE], x[PROBLEM_SIZE];

    duals(u, other, p, o, t);
    gradient(x, p, o, t, u);
    for (size_t i = 0; i < p->n; i++)
        if (num_below(x[i], o->x[t][i]) || num_below(o->x[t][i], x[i]))
            return true;
    return false;
}

static verdict eq38(void)
{
    return on_problems(breaks_38, false, "the reference's x_{t+1} is the gradient at -m_{1:t}");
}

static bool breaks_39(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], v[PROBLEM_SIZE], x[PROBLEM_SIZE], y[PROBLEM_SIZE], right,
        half = num_int(0);

    duals(u, v, p, o, t);
    right = conjugate(x, p, o, t, u);
    for (size_t i = 0; i < p->n; i++) {
        num step = num_sub(v[i], u[i]);

        right = num_add(right, num_mul(x[i], step));
        half = num_add(half, num_div(num_sqr(step), num_mul(num_int(2), o->w[t - 1][i])));
    }
    return num_below(num_add(right, half), conjugate(y, p, o, t, v));
}

static verdict eq39(void)
{
    expr w, d, v;

    /* Growth (TH1-FIX) bounds F_u(y) - v.y below by F_u(x) - v.x + W d^2/2 - v d, d = y - x, entry by entry: */
    expr_begin();
    w = expr_var(), d = expr_var(), v = expr_var();
    identical(expr_sub(expr_div(expr_mul(w, expr_sqr(d)), expr_int(2)), expr_mul(v, d)),
              expr_sub(expr_div(expr_sqr(expr_sub(expr_mul(w, d), v)), expr_mul(expr_int(2), w)),
                       expr_div(expr_sqr(v), expr_mul(expr_int(2), w))),
              "W d^2/2 - v d = (W d - v)^2/(2 W) - v^2/(2 W)");
    return on_problems(breaks_39, false, "the quadratic stays above");
}

static verdict p_hmono(void)
{
    rat g[2], w[2], v = zero(), beta = given("beta2"), one = rat_of(1, 1), d = given("distance"), q;
    expr eq, h, x, c;

    given_vector("g", g, 2);
    for (size_t t = 0; t < 2; t++) {
        v = rat_add(rat_mul(beta, v), rat_mul(rat_sub(one, beta), rat_sqr(g[t])));
        w[t] = rat_div(rat_sqrt(rat_div(v, rat_sub(one, rat_pow(beta, t + 1)))), given("alpha"));
    }
    q = rat_sub(w[1], w[0]);
    found("Q_2", rat_mul(q, given("alpha")));
    found("change", rat_div(rat_mul(q, rat_sqr(d)), rat_of(2, 1)));
    expr_begin();
    eq = expr_var(), h = expr_var(), x = expr_var(), c = expr_var();
    return holds_if(
        is(rat_sgn(given("change")) < 0, "h_2 is below h_1 there"),
        identical(
            expr_sub(expr_add(h, expr_div(expr_mul(eq, expr_sqr(expr_sub(x, c))), expr_int(2))), h),
            expr_div(expr_mul(eq, expr_sqr(expr_sub(x, c))), expr_int(2)),
            "the change is q (x - x_t)^2/2, of the sign of q"));
}

static verdict p_h10(void)
{
    bool below[2];

    for (size_t k = 0; k < 2; k++) {
        rat d2, two = rat_of(2, 1);

        in_case(k);
        d2 = rat_sqr(given("distance"));
        found("h_1", rat_div(rat_mul(given("q"), d2), two));
        found("h_0", rat_div(d2, two));
        below[k] = rat_cmp(given("h_1"), given("h_0")) < 0;
    }
    return holds_if(is(below[0], "q < 1: h_1 < h_0"),
                    is(!below[1] && rat_cmp(given("q"), rat_of(1, 1)) >= 0, "q >= 1: not"));
}

static verdict p_psimono(void)
{
    rat a[2];
    num change;
    expr r, q;

    given_vector("A", a, 2);
    change = num_sub(num_sqrt(num_rat(a[1])), num_sqrt(num_rat(a[0])));
    change = num_mul(num_mul(num_rat(given("lambda21")), num_rat(rat_abs(given("x")))), change);
    found_real("change", change);
    expr_begin();
    r = expr_var(), q = expr_var();
    return holds_if(
        is(num_below(change, num_int(0)) && rat_cmp(a[1], a[0]) < 0, "A falls, and Psi with it"),
        identical(expr_mul(expr_sub(r, q), expr_add(r, q)), expr_sub(expr_sqr(r), expr_sqr(q)),
                  "roots keep the order of A"));
}

/* One weight, all lambda 0: h_t^*(u) in closed form, h_t = sum q_s (x - x_s)^2/2. */
static rat conjugate1(const rat *w, const rat *x, size_t t, rat u)
{
    rat linear = u, constant = zero(), total = w[t - 1];

    for (size_t s = 0; s < t; s++) {
        rat q = s == 0 ? w[0] : rat_sub(w[s], w[s - 1]);

        linear = rat_add(linear, rat_mul(q, x[s]));
        constant = rat_add(constant, rat_mul(q, rat_sqr(x[s])));
    }
    return rat_div(rat_sub(rat_div(rat_sqr(linear), total), constant), rat_of(2, 1));
}

static bool breaks_40(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], v[PROBLEM_SIZE], x[PROBLEM_SIZE], line0, line1, line2;

    t = t < 2 ? 2 : t;
    duals(u, v, p, o, t);
    line0 = conjugate(x, p, o, t, u);
    line1 = conjugate(x, p, o, t - 1, u);
    duals(v, x, p, o, t - 1);
    line2 = conjugate(x, p, o, t - 1, v);
    for (size_t i = 0; i < p->n; i++) {
        num m = o->m[t - 1][i];

        line2 = num_sub(line2, num_mul(x[i], m));
        line2 = num_add(line2, num_div(num_sqr(m), num_mul(num_int(2), o->w[t - 2][i])));
    }
    return num_below(line1, line0) || num_below(line2, line1);
}

static verdict eq40_1(void)
{
    rat w[2], m[2], x[2], u;
    bool fails;

    given_vector("W", w, 2);
    given_vector("m", m, 2);
    x[0] = given("x_1");
    x[1] = rat_sub(x[0], rat_div(m[0], w[0]));
    u = rat_neg(rat_add(m[0], m[1]));
    found("line_0", conjugate1(w, x, 2, u));
    found("line_1", conjugate1(w, x, 1, u));
    fails = is(rat_cmp(given("line_0"), given("line_1")) > 0, "line 1 is false for a negative Q_2");
    return holds_if(fails,
                    on_problems(breaks_40, true, "lines 1 to 3 under the hypotheses") == HOLDS);
}

static verdict eq40_4(void)
{
    bool refuted = true, fixed = true;

    for (size_t k = 0; k < cases(); k++) {
        rat w[2], m[2], x[3], left, line, u = zero(), two = rat_of(2, 1);
        size_t T;

        in_case(k);
        T = given_vector("W", w, 2);
        is(given_vector("m", m, 2) == T, "as many m_t as W_t");
        x[0] = given("x_1");
        line = zero(); /* h_0^*(0) = 0, its gradient is c = x_1 */
        for (size_t t = 0; t < T; t++) {
            u = rat_sub(u, m[t]);
            x[t + 1] = rat_sub(x[t], rat_div(m[t], w[t]));
            line = rat_sub(line, rat_mul(x[t], m[t]));
            if (t > 0)
                line = rat_add(line, rat_div(rat_sqr(m[t]), rat_mul(two, w[t - 1])));
        }
        left = conjugate1(w, x, T, u);
        refuted &= found("left", left) && found("printed", line) &&
                   is(rat_cmp(left, line) > 0, "line 4 is false as printed");
        line = rat_add(line, rat_div(rat_sqr(m[0]), two));
        fixed &= found("sum_from_1", line) &&
                 is(rat_cmp(left, line) <= 0, "with the sum from t = 1 it holds");
    }
    return false_as_printed(refuted, fixed);
}

static verdict eq40_5(void)
{
    expr u, c, x, y;

    expr_begin(); /* u y - (y - c)^2/2 = u c + u^2/2 - (y - (c + u))^2/2: largest at c + u, so h_0^*(0) = 0 at c */
    u = expr_var(), c = expr_var(), y = expr_var();
    x = expr_sub(expr_mul(u, y), expr_div(expr_sqr(expr_sub(y, c)), expr_int(2)));
    return holds(identical(x,
                           expr_sub(expr_add(expr_mul(u, c), expr_div(expr_sqr(u), expr_int(2))),
                                    expr_div(expr_sqr(expr_sub(y, expr_add(c, u))), expr_int(2))),
                           "h_0^*(u) = u c + u^2/2, attained at c + u"));
}

static bool breaks_41(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], v[PROBLEM_SIZE], x[PROBLEM_SIZE], middle;

    (void)t;
    duals(u, v, p, o, p->T);
    middle = num_add(penalised(p, o, p->T, o->x_star), conjugate(x, p, o, p->T, u));
    for (size_t s = 0; s < p->T; s++)
        middle = num_add(middle, dot(o->m[s], o->x[s], p->n));
    return num_below(middle, o->regret) || num_below(o->bound14, middle);
}

static verdict eq41(void)
{
    return on_problems(breaks_41, true, "R_T, line 1 and line 2 are in order under the hypotheses");
}

static const check checks[] = {
    {"EQ36a", eq36a},   {"EQ36b", eq36b},         {"EQ36c", eq36c},   {"CONJ", conjugate_of},
    {"EQ37", eq37},     {"EQ38", eq38},           {"EQ39", eq39},     {"P-HMONO", p_hmono},
    {"P-H10", p_h10},   {"P-PSIMONO", p_psimono}, {"EQ40-1", eq40_1}, {"EQ40-4", eq40_4},
    {"EQ40-5", eq40_5}, {"EQ41", eq41},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
