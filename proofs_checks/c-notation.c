/* Section 1.5: square roots, dual norms, strong convexity, regret, online to batch. */
#include "check.h"
#include "identity.h"

static verdict p15_sqrt(void)
{
    expr p, q, r, determinant, trace;
    bool all;

    /* Cayley-Hamilton: A = X^2 gives tr(X) X = A + det(X) I, and det X = sqrt(det A), tr X = sqrt(tr A + 2 det X) are
     * determined by A when X >= 0; so X is. */
    expr_begin();
    p = expr_var(), q = expr_var(), r = expr_var();
    determinant = expr_sub(expr_mul(p, r), expr_sqr(q));
    trace = expr_add(p, r);
    all = identical(expr_mul(trace, p), expr_add(expr_add(expr_sqr(p), expr_sqr(q)), determinant),
                    "tr(X) X = X^2 + det(X) I, diagonal");
    all &= identical(expr_mul(trace, q), expr_add(expr_mul(p, q), expr_mul(q, r)),
                     "the same off the diagonal");
    all &= identical(
        expr_sqr(trace),
        expr_add(expr_add(expr_add(expr_sqr(p), expr_sqr(r)), expr_mul(expr_int(2), expr_sqr(q))),
                 expr_mul(expr_int(2), determinant)),
        "tr(X)^2 = tr(X^2) + 2 det X");
    all &= identical(
        expr_sub(expr_mul(expr_add(expr_sqr(p), expr_sqr(q)), expr_add(expr_sqr(r), expr_sqr(q))),
                 expr_sqr(expr_mul(q, trace))),
        expr_sqr(determinant), "det(X^2) = det(X)^2");
    return holds(all);
}

/* |s|_*^2 |x|_A^2 - (s.x)^2 expands into one term for each pair of entries, so two entries show it for any number. */
static verdict p15_dual(void)
{
    expr s[2], x[2], a[2], dual = expr_int(0), norm = dual, product = dual, cross;
    bool all;

    expr_begin();
    dual = norm = product = expr_int(0);
    for (int i = 0; i < 2; i++) {
        s[i] = expr_var(), x[i] = expr_var(), a[i] = expr_var();
        dual = expr_add(dual, expr_div(expr_sqr(s[i]), a[i]));
        norm = expr_add(norm, expr_mul(a[i], expr_sqr(x[i])));
        product = expr_add(product, expr_mul(s[i], x[i]));
    }
    cross = expr_sub(expr_mul(expr_mul(a[1], x[1]), s[0]), expr_mul(expr_mul(a[0], x[0]), s[1]));
    all = identical(expr_sub(expr_mul(dual, norm), expr_sqr(product)),
                    expr_div(expr_sqr(cross), expr_mul(a[0], a[1])),
                    "|s|_*^2 |x|_A^2 - (s.x)^2 is a square over A_1 A_2");
    expr_begin();
    s[0] = expr_var(), a[0] = expr_var();
    x[0] = expr_div(s[0], a[0]);
    all &=
        identical(expr_mul(a[0], expr_sqr(x[0])), expr_mul(s[0], x[0]), "attained at x = A^{-1} s");
    return holds(all);
}

static expr quadratic(expr w, expr x)
{
    return expr_div(expr_mul(w, expr_sqr(x)), expr_int(2));
}

static verdict p15_sc(void)
{
    expr w, x, y, a, chord, rest;
    bool all;

    expr_begin();
    w = expr_var(), x = expr_var(), y = expr_var(), a = expr_var();
    rest = expr_sub(expr_int(1), a);
    chord = expr_add(expr_mul(a, quadratic(w, x)), expr_mul(rest, quadratic(w, y)));
    chord = expr_sub(chord, expr_mul(expr_mul(a, rest), quadratic(w, expr_sub(x, y))));
    all = identical(quadratic(w, expr_add(expr_mul(a, x), expr_mul(rest, y))), chord,
                    "the chord form is an equality");
    all &= identical(quadratic(w, y),
                     expr_add(expr_add(quadratic(w, x), expr_mul(expr_mul(w, x), expr_sub(y, x))),
                              quadratic(w, expr_sub(x, y))),
                     "the gradient form is an equality");
    return holds(all);
}

static verdict eq7(void)
{
    const char *const at[] = {"x_a", "x_b"}, *const value[] = {"f_a", "f_b"};
    rat f[2];
    expr root, x;
    bool fails = true;

    for (int k = 0; k < 2; k++) {
        rat xk = given(at[k]);

        f[k] = rat_sub(rat_sqrt(rat_add(rat_of(1, 1), rat_sqr(xk))), xk);
        fails &= found(value[k], f[k]);
    }
    fails &= is(rat_cmp(f[1], f[0]) < 0 && rat_cmp(given("x_b"), given("x_a")) > 0, "it falls");
    expr_begin(); /* (root - x)(root + x) = 1 with root^2 = 1 + x^2: positive everywhere, yet 1/(root + x) has infimum 0 */
    root = expr_var(), x = expr_var();
    fails &=
        identical(expr_mul(expr_sub(root, x), expr_add(root, x)),
                  expr_sub(expr_sqr(root), expr_sqr(x)), "(root - x)(root + x) = root^2 - x^2");
    expr_begin();
    {
        expr y = expr_var(), b1 = expr_var(), b2 = expr_var(),
             mean = expr_div(expr_add(b1, b2), expr_int(2));
        expr loss = expr_add(expr_sqr(expr_sub(y, b1)), expr_sqr(expr_sub(y, b2)));
        expr best = expr_add(expr_sqr(expr_sub(mean, b1)), expr_sqr(expr_sub(mean, b2)));

        return holds_if(
            fails,
            identical(expr_sub(loss, best), expr_mul(expr_int(2), expr_sqr(expr_sub(y, mean))),
                      "two squares have an attained minimum, and no point a regret below 0"));
    }
}

/* Gradient descent on (x - b_t)^2 from x_1; sums f_t(x_t) into *loss, returns the average of x_1..x_T. */
static rat descend(rat x, rat alpha, const long *b, long T, rat *loss)
{
    rat sum = rat_of(0, 1);

    for (long t = 0; t < T; t++) {
        rat gap = rat_sub(x, rat_of(b[t], 1));

        sum = rat_add(sum, x);
        *loss = rat_add(*loss, rat_sqr(gap));
        x = rat_sub(x, rat_mul(rat_mul(rat_of(2, 1), alpha), gap));
    }
    return rat_div(sum, rat_of(T, 1));
}

static verdict p15_o2b(void)
{
    rat alpha = given("alpha"), x_1 = given("x_1"), gap = rat_of(0, 1), regret = gap, loss = gap,
        mean;
    long T = (long)mpq_get_d(given("T")), b[8] = {0}, ones[] = {1};
    long sequences = 1L << T;
    bool iid, biased;

    if (T < 1 || T > 8)
        bail_out("T = %ld", T);
    for (long k = 0; k < sequences; k++) { /* every sequence of losses, all equally likely */
        rat f = rat_of(0, 1), best;
        long sum = 0;

        for (long t = 0; t < T; t++)
            sum += b[t] = k >> t & 1 ? 1 : -1;
        mean = descend(x_1, alpha, b, T, &f);
        gap = rat_add(gap, rat_sqr(mean)); /* E (x -+ 1)^2 = x^2 + 1, least at 0 */
        best = rat_of(sum, T);             /* sum (x - b_t)^2 is least at the mean of the b_t */
        for (long t = 0; t < T; t++)
            f = rat_sub(f, rat_sqr(rat_sub(best, rat_of(b[t], 1))));
        regret = rat_add(regret, rat_div(f, rat_of(T, 1)));
    }
    iid = found("mean_gap", rat_div(gap, rat_of(sequences, 1)));
    iid &= found("mean_regret_per_round", rat_div(regret, rat_of(sequences, 1)));
    iid &=
        is(rat_cmp(gap, regret) <= 0, "the expected gap is at most the expected regret per round");
    in_case(1);
    mean = descend(given("x_1"), rat_of(1, 4), ones, 1, &loss);
    biased = found("regret", loss); /* the best point of this sequence, 1, has loss 0 */
    biased &= found("gap", rat_sqr(mean)) &&
              is(rat_cmp(given("gap"), given("regret")) > 0, "no regret, and a gap");
    return holds_if(biased, iid);
}

static const check checks[] = {
    {"P15-SQRT", p15_sqrt}, {"P15-DUAL", p15_dual}, {"P15-SC", p15_sc},
    {"EQ7", eq7},           {"P15-O2B", p15_o2b},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
