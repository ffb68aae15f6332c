/* Appendix C, the proof of Theorem 3: the last step of (36), h_t^* and (37) to (39), on random problems in enclosures. */
#include "check.h"
#include "conjugate.h"
#include "identity.h"

static bool breaks_36c(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], other[PROBLEM_SIZE], x[PROBLEM_SIZE];

    (void)t;
    conjugate_duals(u, other, p, o, p->T);
    return num_below(
        conjugate_value(x, p, o, p->T, u),
        num_sub(conjugate_dot(u, o->x_star, p->n), conjugate_penalised(p, o, p->T, o->x_star)));
}

static verdict eq36c(void)
{
    return conjugate_on_problems(breaks_36c, false, "the supremum is at least the value at x*");
}

static bool breaks_conjugate(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], other[PROBLEM_SIZE], x[PROBLEM_SIZE], y[PROBLEM_SIZE], value;

    conjugate_duals(u, other, p, o, t);
    value = conjugate_value(x, p, o, t, other);
    for (int k = 0; k < 5; k++) {
        for (size_t i = 0; i < p->n; i++)
            y[i] = num_add(x[i], num_double((test_uniform() - 0.5) / (1 << 3 * k)));
        if (num_below(value,
                      num_sub(conjugate_dot(other, y, p->n), conjugate_penalised(p, o, t, y))))
            return true;
    }
    return false;
}

static verdict conjugate_of(void)
{
    return conjugate_on_problems(breaks_conjugate, false,
                                 "no point near or far beats the closed form");
}

static bool breaks_37(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], v[PROBLEM_SIZE], x[PROBLEM_SIZE], y[PROBLEM_SIZE], left = num_int(0),
                                                                            right = left;

    conjugate_duals(u, v, p, o, t);
    conjugate_gradient(x, p, o, t, u);
    conjugate_gradient(y, p, o, t, v);
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
    return conjugate_on_problems(breaks_37, false, "never expands");
}

static bool breaks_38(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], other[PROBLEM_SIZE], x[PROBLEM_SIZE];

    conjugate_duals(u, other, p, o, t);
    conjugate_gradient(x, p, o, t, u);
    for (size_t i = 0; i < p->n; i++)
        if (num_below(x[i], o->x[t][i]) || num_below(o->x[t][i], x[i]))
            return true;
    return false;
}

static verdict eq38(void)
{
    return conjugate_on_problems(breaks_38, false,
                                 "the reference's x_{t+1} is the gradient at -m_{1:t}");
}

static bool breaks_39(const problem *p, const outcome *o, size_t t)
{
    num u[PROBLEM_SIZE], v[PROBLEM_SIZE], x[PROBLEM_SIZE], y[PROBLEM_SIZE], right,
        half = num_int(0);

    conjugate_duals(u, v, p, o, t);
    right = conjugate_value(x, p, o, t, u);
    for (size_t i = 0; i < p->n; i++) {
        num step = num_sub(v[i], u[i]);

        right = num_add(right, num_mul(x[i], step));
        half = num_add(half, num_div(num_sqr(step), num_mul(num_int(2), o->w[t - 1][i])));
    }
    return num_below(num_add(right, half), conjugate_value(y, p, o, t, v));
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
    return conjugate_on_problems(breaks_39, false, "the quadratic stays above");
}

static const check checks[] = {
    {"EQ36c", eq36c}, {"CONJ", conjugate_of}, {"EQ37", eq37}, {"EQ38", eq38}, {"EQ39", eq39},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
