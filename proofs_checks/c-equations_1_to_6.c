/* Equations (1) to (6): the general update, its two argmin forms, the penalty. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "witness.h"

static verdict eq1(void)
{
    rat x = rat_of(1, 1), s_like = x;
    game g = game_new(&x, 1);
    bool undefined, refuses, defined;
    mpfi_ptr v = sgl_ref_vector_new(5, NUM_BITS); /* x, s, denominator 0, r, threshold 0 */

    game_step1(&g, given("m_1"), given("W_1"));
    undefined = is(rat_sgn(given("m_1")) == 0 && rat_sgn(given("W_1")) == 0, "(1) is 0/0 there");
    undefined &= found("z_1", g.z[0][0]) && found("x_2", g.x[1][0]) && g.agrees;
    mpfi_set_q(v + 1, s_like);
    mpfi_set_q(v + 3, s_like);
    refuses = is(sgl_ref_shrink(v, NULL, v + 1, v + 2, 1, v + 3, v + 4) == SGL_EDOM,
                 "m over 0 is refused");
    sgl_ref_vector_free(v, 5);
    in_case(1);
    x = given("x_1");
    g = game_new(&x, 1);
    game_step1(&g, given("m_1"), given("W_1"));
    defined = found("x_2", g.x[1][0]);
    defined &=
        is(rat_cmp(g.x[1][0], rat_sub(x, rat_div(given("m_1"), given("W_1")))) == 0 && g.agrees,
           "it is (1)");
    return holds_if(undefined && refuses, defined);
}

/* Weights of g_1..g_t in m_t = decay m_{t-1} + share g_t. */
static rat weights(rat *w, rat decay, rat share, size_t t)
{
    rat sum = rat_zero();

    for (size_t s = 0; s < t; s++) {
        w[s] = rat_mul(share, rat_pow(decay, t - 1 - s));
        sum = rat_add(sum, w[s]);
    }
    return sum;
}

static verdict eq1_m(void)
{
    rat w[2], beta, sum, one = rat_of(1, 1);
    bool momentum, adam, repaired;
    expr b, p;

    sum = weights(w, given("gamma"), one, 2);
    momentum = found_vector("weights", w, 2) && found("sum", sum) &&
               is(rat_cmp(sum, one) != 0, "not an average");
    in_case(1);
    beta = given("beta1");
    sum = weights(w, beta, rat_sub(one, beta), 1);
    adam = found_vector("weights", w, 1) && found("sum", sum) &&
           is(rat_cmp(sum, one) != 0, "not an average");
    expr_begin(); /* the sum is 1 - beta^t: beta (1 - p) + 1 - beta = 1 - beta p */
    b = expr_var(), p = expr_var();
    repaired =
        identical(expr_add(expr_mul(b, expr_sub(expr_int(1), p)), expr_sub(expr_int(1), b)),
                  expr_sub(expr_int(1), expr_mul(b, p)), "ADAM's weights sum to 1 - beta1^t");
    return false_as_printed(momentum && adam, repaired);
}

static verdict eq2(void)
{
    expr g = expr_int(0), dual = expr_int(0), total = expr_int(0), slope = expr_int(0), x;

    expr_begin();
    g = dual = total = slope = expr_int(0);
    x = expr_var();
    for (int s = 0; s < 3; s++) {
        expr gradient = expr_var(), sigma = expr_var(), center = expr_var();

        g = expr_add(g, gradient);
        slope = expr_add(slope, expr_add(gradient, expr_mul(sigma, expr_sub(x, center))));
        dual = expr_sub(expr_add(dual, gradient), expr_mul(sigma, center));
        total = expr_add(total, sigma);
    }
    return holds(identical(slope, expr_add(dual, expr_mul(total, x)),
                           "the smooth parts have one gradient z + W x"));
}

static verdict p12_lasso(void)
{
    rat z[2], s[2], norm = rat_zero(), lambda;
    size_t bad = 0, deleted = 0;
    bool lasso, group;

    given_vector("z", z, 2);
    for (size_t k = 0; k < 2; k++) {
        game g = game_new((rat[]){rat_zero()}, 1);

        g.lambda1 = given("lambda");
        game_step1(&g, z[k], rat_of(1, 1));
        s[k] = g.s[0][0];
    }
    lasso = found("slack", rat_sub(given("lambda"), rat_max(rat_abs(z[0]), rat_abs(z[1]))));
    lasso &= found_vector("s", s, 2) &&
             is(rat_sgn(s[0]) == 0 && rat_sgn(s[1]) == 0, "l1 deletes the group");
    in_case(1);
    given_vector("z", z, 2);
    lambda = given("lambda");
    for (size_t k = 0; k < 2; k++) {
        s[k] = rat_mul(rat_of(-rat_sgn(z[k]), 1), rat_max(rat_sub(rat_abs(z[k]), lambda), rat_zero()));
        norm = rat_add(norm, rat_sqr(z[k]));
    }
    group = found_vector("s", s, 2) && found("norm_squared", norm);
    group &= found("threshold_squared", rat_mul(rat_of(2, 1), rat_sqr(lambda)));
    group &= is(rat_cmp(norm, given("threshold_squared")) <= 0 && rat_sgn(s[1]) != 0,
                "l21 deletes, l1 does not");
    for (size_t k = 0; k < test_cases(2000); k++) {
        size_t d = 1 + test_random() % 5, mark = rat_mark();
        rat largest = rat_zero(), sum = rat_zero();

        lambda = rat_abs(rat_random(3, 4));
        for (size_t i = 0; i < d; i++) {
            rat zi = rat_random(3, 4);

            largest = rat_max(largest, rat_abs(zi));
            sum = rat_add(sum, rat_sqr(zi));
        }
        if (rat_cmp(largest, lambda) <= 0) {
            deleted++;
            bad += rat_cmp(sum, rat_mul(rat_of((long)d, 1), rat_sqr(lambda))) > 0;
        }
        rat_release(mark);
    }
    group &=
        is(bad == 0 && deleted > 100, "l21 deletes every group that l1 deletes at the same lambda");
    yaml("groups_deleted_by_l1", "%zu", deleted);
    return holds_if(lasso, group);
}

/* m x + W (x - center)^2/2. */
static rat proximal(rat x, rat m, rat w, rat center)
{
    return rat_add(rat_mul(m, x), rat_div(rat_mul(w, rat_sqr(rat_sub(x, center))), rat_of(2, 1)));
}

static bool falls_without_bound(rat center)
{
    rat m = given("m"), w = given("W");

    found("objective_a", proximal(given("x_a"), m, w, center));
    found("objective_b", proximal(given("x_b"), m, w, center));
    return is(rat_sgn(w) == 0 && rat_sgn(m) != 0 &&
                  rat_cmp(given("objective_b"), given("objective_a")) < 0,
              "linear, and so without a minimum");
}

static verdict eq3(void)
{
    bool fails = falls_without_bound(rat_zero());
    expr x, m, w, y, h, f_y, f_h;

    expr_begin();
    x = expr_var(), m = expr_var(), w = expr_var(), h = expr_var();
    y = expr_sub(x, expr_div(m, w));
    f_y = expr_add(expr_mul(m, y), expr_div(expr_mul(w, expr_sqr(expr_sub(y, x))), expr_int(2)));
    f_h = expr_add(expr_mul(m, expr_add(y, h)),
                   expr_div(expr_mul(w, expr_sqr(expr_sub(expr_add(y, h), x))), expr_int(2)));
    return holds_if(fails,
                    identical(expr_sub(f_h, f_y), expr_div(expr_mul(w, expr_sqr(h)), expr_int(2)),
                              "objective(y + h) - objective(y) = W h^2/2 at y = x - m/W"));
}

/* ADAM without momentum, from the ledger's beta2, alpha and g: W_t in rationals, compared with the reference's. */
static bool adam_w(rat *w)
{
    rat g[2], beta = given("beta2"), alpha = given("alpha"), v = rat_zero(), one = rat_of(1, 1);
    sgl_hyperparameters hyper = {.alpha = mpq_get_d(alpha), .beta2 = mpq_get_d(beta)};
    sgl_variant adam = plain(SGL_ADAM);
    trail t;

    given_vector("g", g, 2);
    for (size_t k = 0; k < 2; k++) {
        v = rat_add(rat_mul(beta, v), rat_mul(rat_sub(one, beta), rat_sqr(g[k])));
        w[k] = rat_div(rat_sqrt(rat_div(v, rat_sub(one, rat_pow(beta, k + 1)))), alpha);
    }
    witness(&t, &adam, &hyper, rat_zero(), g, NULL, 2);
    return is(num_near(t.w_dual[0], num_rat(w[0])) && num_near(t.w_dual[1], num_rat(w[1])),
              "the reference's ADAM has these W");
}

static verdict eq4(void)
{
    rat w[2];
    bool fails = adam_w(w) && found_vector("W", w, 2) &&
                 found("Q_2", rat_mul(given("alpha"), rat_sub(w[1], w[0])));
    expr w0, w1;

    fails &= is(rat_sgn(given("Q_2")) < 0, "Q_2 has no real root");
    expr_begin();
    w0 = expr_var(), w1 = expr_var();
    return holds_if(fails, identical(expr_add(w0, expr_sub(w1, w0)), w1, "the weights telescope"));
}

static verdict eq34(void)
{
    rat q1 = given("Q_1"), q2 = given("Q_2"), x1 = given("x_1"), x2 = given("x_2"), m = given("m"),
        w = rat_add(q1, q2);
    bool differ;
    expr x, y, z = expr_int(0), w_before = expr_int(0);

    found("equation_3", rat_sub(x2, rat_div(m, w)));
    found("equation_4", rat_div(rat_sub(rat_add(rat_mul(q1, x1), rat_mul(q2, x2)), m), w));
    differ = is(rat_cmp(given("equation_3"), given("equation_4")) != 0,
                "the single argmins differ off the trajectory");
    expr_begin();
    x = y = expr_var();
    z = w_before = expr_int(0);
    for (int t = 0; t < 3; t++) {
        expr mt = expr_var(), wt = expr_var();

        z = expr_sub(expr_add(z, mt), expr_mul(expr_sub(wt, w_before), x));
        x = expr_sub(expr_int(0), expr_div(z, wt)); /* (4) */
        y = expr_sub(y, expr_div(mt, wt));          /* (3), that is (1) */
        w_before = wt;
    }
    return holds_if(
        differ,
        identical(x, y, "three steps of (4) from x_1 are three of (3), for any m_t and W_t"));
}

static verdict eq5(void)
{
    rat lambda1 = given("lambda1"), x = given("x"), y = given("y"),
        middle = rat_div(rat_add(x, y), rat_of(2, 1));
    sgl_hyperparameters negative = {.alpha = 1, .lambda1 = mpq_get_d(lambda1)};
    const sgl_layout layout = {1, 1, 1, NULL};
    sgl_variant sgd = plain(SGL_SGD);
    sgl_ref_run *run;
    bool concave, refused;

    found("psi_x", rat_mul(lambda1, rat_abs(x)));
    found("psi_y", rat_mul(lambda1, rat_abs(y)));
    found("psi_middle", rat_mul(lambda1, rat_abs(middle)));
    concave = is(rat_cmp(given("psi_middle"),
                         rat_div(rat_add(given("psi_x"), given("psi_y")), rat_of(2, 1))) > 0,
                 "with a negative lambda Psi is not convex");
    refused = is(sgl_ref_run_new(&run, &sgd, &negative, &layout, NUM_BITS) == SGL_EDOM,
                 "the reference refuses it");
    return concave && refused ? AMBIGUOUS : UNSETTLED;
}

static verdict eq5_pos(void)
{
    rat a[2], b[2], v[2], form;
    bool positive;

    given_vector("row_1", a, 2);
    given_vector("row_2", b, 2);
    given_vector("v", v, 2);
    positive = is(rat_sgn(a[0]) > 0 && rat_sgn(a[1]) > 0 && rat_sgn(b[0]) > 0 && rat_sgn(b[1]) > 0,
                  "every entry is positive");
    found("determinant", rat_sub(rat_mul(a[0], b[1]), rat_mul(a[1], b[0])));
    form = rat_add(rat_mul(v[0], rat_dot(a, v, 2)), rat_mul(v[1], rat_dot(b, v, 2)));
    found("quadratic_form", form);
    return is(positive && rat_sgn(form) < 0, "and it is no norm") ? AMBIGUOUS : UNSETTLED;
}

static verdict eq5_mono(void)
{
    expr a, p, x, r, q;
    bool all;

    expr_begin(); /* x'(A + P)x - x'Ax = sum P x^2, one entry; a sum of such terms is >= 0 for P >= 0 */
    a = expr_var(), p = expr_var(), x = expr_var();
    all = identical(expr_sub(expr_mul(expr_add(a, p), expr_sqr(x)), expr_mul(a, expr_sqr(x))),
                    expr_mul(p, expr_sqr(x)), "the change of |A^{1/2} x|^2 is sum P_i x_i^2");
    expr_begin(); /* and the root keeps the order: (r - q)(r + q) = r^2 - q^2 */
    r = expr_var(), q = expr_var();
    all &= identical(expr_mul(expr_sub(r, q), expr_add(r, q)), expr_sub(expr_sqr(r), expr_sqr(q)),
                     "r - q has the sign of r^2 - q^2 for r + q > 0");
    return holds(all);
}

/* Q_t >= 0 for certain in 40 steps of the reference's rule on random gradients. */
static bool never_negative(sgl_optimizer optimizer)
{
    sgl_variant variant = plain(optimizer);
    sgl_hyperparameters hyper = {.alpha = 0.5, .gamma = 0.5};
    rat g[40];
    trail t;

    for (size_t k = 0; k < 40; k++)
        g[k] = rat_add(rat_of(5, 1), rat_random(4, 8));
    witness(&t, &variant, &hyper, rat_zero(), g, NULL, 40);
    for (size_t k = 1; k < 40; k++)
        if (num_below(t.w_dual[k], t.w_dual[k - 1]))
            return false;
    return true;
}

static verdict eq5_at(void)
{
    rat w[2], two = rat_of(2, 1);
    bool fails = adam_w(w), others;
    rat a[2] = {rat_div(w[0], two), rat_div(w[1], two)};
    num change = num_sub(num_sqrt(num_rat(a[1])), num_sqrt(num_rat(a[0])));

    fails &= found_vector("A", a, 2);
    change = num_mul(num_mul(num_rat(given("lambda21")), num_rat(rat_abs(given("x")))), change);
    fails &=
        found_real("psi_change", change) && is(num_below(change, num_int(0)), "the penalty falls");
    others =
        is(never_negative(SGL_SGD) && never_negative(SGL_MOMENTUM) && never_negative(SGL_ADAGRAD),
           "A_t does not fall for SGD, MOMENTUM, ADAGRAD");
    return holds_if(fails, others);
}

static verdict eq6(void)
{
    bool fails = falls_without_bound(rat_zero()), refuses;
    sgl_ref_objective *f;
    mpfi_ptr v = sgl_ref_vector_new(4, NUM_BITS);
    bool group_zero;
    expr x, y, m, w, middle, gap;

    mpfi_set_ui(v, 1);
    refuses = sgl_ref_objective_new(&f, 1, 0, 0, 0, NUM_BITS) == SGL_OK &&
              sgl_ref_objective_add(f, v, v + 1, v + 2) == SGL_OK &&
              sgl_ref_argmin(v + 3, &group_zero, f, 512) == SGL_EDOM;
    fails &= is(refuses, "the reference's argmin refuses W = 0");
    sgl_ref_objective_free(f);
    sgl_ref_vector_free(v, 4);
    expr_begin();
    x = expr_var(), y = expr_var(), m = expr_var(), w = expr_var();
    middle = expr_div(expr_add(x, y), expr_int(2));
    gap = expr_add(expr_add(expr_mul(m, x), expr_mul(w, expr_sqr(x))),
                   expr_add(expr_mul(m, y), expr_mul(w, expr_sqr(y))));
    gap = expr_sub(expr_div(gap, expr_int(2)),
                   expr_add(expr_mul(m, middle), expr_mul(w, expr_sqr(middle))));
    return holds_if(fails,
                    identical(gap, expr_div(expr_mul(w, expr_sqr(expr_sub(x, y))), expr_int(4)),
                              "strict convexity: the midpoint gains W (x - y)^2/4"));
}

static const check checks[] = {
    {"EQ1", eq1},         {"EQ1-M", eq1_m},       {"EQ2", eq2},         {"P12-LASSO", p12_lasso},
    {"EQ3", eq3},         {"EQ4", eq4},           {"EQ34-EQUIV", eq34}, {"EQ5", eq5},
    {"EQ5-POS", eq5_pos}, {"EQ5-MONO", eq5_mono}, {"EQ5-AT", eq5_at},   {"EQ6", eq6},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
