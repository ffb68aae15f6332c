/* Table 1: the rows, against the optimizers that they are named after. The rule of each row is the reference's; the
 * optimizer is written out here, from its own paper. */
#include "check.h"
#include "identity.h"
#include "witness.h"

static bool trail_is(const num *trail_values, const rat *exact, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!num_same(trail_values[k], num_rat(exact[k])))
            return false;
    return true;
}

static verdict eq1_cover(void)
{
    rat alpha = given("alpha"), x_1 = given("x_1"), g = given("g_1"), epsilon = given("epsilon");
    sgl_hyperparameters hyper = {.alpha = mpq_get_d(alpha), .epsilon = mpq_get_d(epsilon)};
    sgl_variant adagrad = plain(SGL_ADAGRAD), inside = adagrad;
    trail a, b;
    rat with, without = rat_sub(x_1, rat_div(rat_mul(alpha, g), rat_abs(g)));

    inside.epsilon = SGL_EPSILON_INSIDE;
    with = rat_sub(x_1, rat_div(rat_mul(alpha, g), rat_sqrt(rat_add(rat_sqr(g), epsilon))));
    witness(&a, &inside, &hyper, x_1, &g, NULL, 1);
    witness(&b, &adagrad, &hyper, x_1, &g, NULL, 1);
    found("adagrad", with);
    found("equation_1", without);
    return holds_if(
        is(rat_cmp(with, without) != 0 && num_same(b.x[1], num_rat(without)),
           "the row has no epsilon"),
        is(num_same(a.x[1], num_rat(with)), "V_t + epsilon in the place of V_t gives it"));
}

static verdict t1_sgd(void)
{
    rat alpha = given("alpha"), g[60];
    sgl_hyperparameters hyper = {.alpha = mpq_get_d(alpha)};
    sgl_variant sgd = plain(SGL_SGD);
    size_t T = ARRAY_SIZE(g), falls = 0;
    expr r, q;
    trail t;
    num x;
    bool all;

    given_vector("g", g, 2);
    for (size_t k = 2; k < T; k++)
        g[k] = rat_random(2, 4);
    witness(&t, &sgd, &hyper, rat_zero(), g, NULL, T);
    all = found_real("W_1", t.w_dual[0]) && found_real("W_2", t.w_dual[1]) &&
          found_real("x_3", t.x[2]);
    x = num_int(0);
    for (size_t k = 0; k < T; k++) {
        num rate = num_div(num_rat(alpha), num_sqrt(num_int((long)k + 1)));

        x = num_sub(x, num_mul(rate, num_rat(g[k])));
        all &= !num_below(x, t.x[k + 1]) && !num_below(t.x[k + 1], x);
        falls += k > 0 && !num_below(t.w_dual[k - 1], t.w_dual[k]);
    }
    is(all, "60 steps of the reference are x - alpha g/sqrt(t)");
    is(falls == 0, "every Q_t of them is positive for certain");
    expr_begin(); /* (sqrt t - sqrt(t-1))(sqrt t + sqrt(t-1)) = 1 for r^2 = t, q^2 = t - 1 */
    r = expr_var(), q = expr_var();
    all &= identical(expr_mul(expr_sub(r, q), expr_add(r, q)), expr_sub(expr_sqr(r), expr_sqr(q)),
                     "Q_t (sqrt t + sqrt(t-1)) = t - (t-1)");
    return holds(all && falls == 0);
}

static verdict t1_momentum(void)
{
    rat alpha = given("alpha"), gamma = given("gamma"), g[3], x[4], w[3], previous;
    sgl_hyperparameters hyper = {.alpha = mpq_get_d(alpha), .gamma = mpq_get_d(gamma)};
    sgl_variant momentum = plain(SGL_MOMENTUM);
    trail t;
    bool all;
    expr ex, ea, eg, em, en, before, now;

    given_vector("g", g, 3);
    previous = x[0] = given("x_1");
    for (size_t k = 0; k < 3; k++) {
        rat push = rat_mul(gamma, rat_sub(x[k], previous));

        x[k + 1] = rat_add(rat_sub(x[k], rat_mul(alpha, g[k])), push);
        previous = x[k];
        w[k] = rat_div(rat_of(1, 1), alpha);
    }
    witness(&t, &momentum, &hyper, x[0], g, NULL, 3);
    all = found_vector("x", x, 4) && found_vector("W", w, 3);
    all &= is(trail_is(t.x, x, 4) && trail_is(t.w_dual, w, 3),
              "the reference's row makes these steps");
    expr_begin(); /* x_t - x_{t-1} = -alpha m_{t-1}, so the two forms take the same step */
    ex = expr_var(), ea = expr_var(), eg = expr_var(), em = expr_var(), en = expr_var();
    before = expr_add(ex, expr_mul(ea, em));
    now = expr_sub(ex, expr_mul(ea, expr_add(expr_mul(eg, em), en)));
    all &=
        identical(now, expr_add(expr_sub(ex, expr_mul(ea, en)), expr_mul(eg, expr_sub(ex, before))),
                  "x - alpha (gamma m + g) = x - alpha g + gamma (x - x_{t-1})");
    return holds(all);
}

static verdict t1_adagrad(void)
{
    rat alpha = given("alpha"), g[2], w[2], x[3], sum = rat_zero();
    sgl_hyperparameters hyper = {.alpha = mpq_get_d(alpha)};
    sgl_variant adagrad = plain(SGL_ADAGRAD);
    trail t;
    bool all;
    expr r, q, a;

    given_vector("g", g, 2);
    x[0] = given("x_1");
    for (size_t k = 0; k < 2; k++) {
        sum = rat_add(sum, rat_sqr(g[k]));
        w[k] = rat_div(rat_sqrt(sum), alpha);
        x[k + 1] = rat_sub(x[k], rat_div(g[k], w[k]));
    }
    witness(&t, &adagrad, &hyper, x[0], g, NULL, 2);
    all = found_vector("W", w, 2) && found_vector("x", x, 3);
    all &= is(trail_is(t.x, x, 3) && trail_is(t.w_dual, w, 2),
              "the reference's row makes these steps");
    expr_begin(); /* r = sqrt(sum g^2), q = sqrt t */
    r = expr_var(), q = expr_var(), a = expr_var();
    all &= identical(expr_div(expr_div(r, q), expr_div(a, q)), expr_div(r, a),
                     "sqrt(S/t)/(alpha/sqrt t) = sqrt(S)/alpha");
    return holds(all);
}

/* Adam as published, from its own recursion in intervals, against the reference's run. */
static bool adam_by_hand(const trail *t, const sgl_hyperparameters *h, rat x_1, const rat *g,
                         size_t T)
{
    num b1 = num_double(h->beta1), b2 = num_double(h->beta2), p1 = num_int(1), p2 = p1, one = p1;
    num m = num_int(0), v = m, x = num_rat(x_1);

    for (size_t k = 0; k < T; k++) {
        num root, gk = num_rat(g[k]);

        m = num_add(num_mul(b1, m), num_mul(num_sub(one, b1), gk));
        v = num_add(num_mul(b2, v), num_mul(num_sub(one, b2), num_sqr(gk)));
        p1 = num_mul(p1, b1);
        p2 = num_mul(p2, b2);
        root = num_add(num_sqrt(num_div(v, num_sub(one, p2))), num_double(h->epsilon));
        x = num_sub(x, num_div(num_mul(num_double(h->alpha), num_div(m, num_sub(one, p1))), root));
        if (!num_near(t->x[k + 1], x))
            return false;
    }
    return true;
}

static verdict t1_adam(void)
{
    rat x_1 = given("x_1"), g[30], one = given("g_1"), epsilon = given("epsilon");
    sgl_hyperparameters h = {.alpha = mpq_get_d(given("alpha")),
                             .beta1 = 0.5,
                             .beta2 = 0.5,
                             .epsilon = mpq_get_d(epsilon)};
    sgl_variant row = plain(SGL_ADAM), outside = row;
    trail t, e;
    bool equal;

    row.scaling = SGL_SCALING_TABLE1;
    outside.epsilon = SGL_EPSILON_OUTSIDE;
    witness(&t, &row, &h, x_1, &one, NULL, 1);
    witness(&e, &outside, &h, x_1, &one, NULL, 1);
    found_real("adam", e.x[1]);
    found_real("table_1", t.x[1]);
    is(adam_by_hand(&e, &h, x_1, &one, 1), "Adam with epsilon, written out, is the first");
    for (size_t k = 0; k < 30; k++)
        g[k] = rat_add(rat_random(3, 16), rat_of(1, 64));
    h = (sgl_hyperparameters){.alpha = 0.125, .beta1 = 0.9, .beta2 = 0.999};
    witness(&t, &row, &h, x_1, g, NULL, 30);
    equal =
        is(adam_by_hand(&t, &h, x_1, g, 30), "30 random steps of the row are Adam with epsilon 0");
    return holds_if(is(rat_cmp(given("adam"), given("table_1")) != 0, "with epsilon they differ"),
                    equal);
}

static verdict t1_alpha(void)
{
    expr a, m, v, b1, b2;

    expr_begin(); /* v, b2 the roots of v_t and 1 - beta2^t; b1 = 1 - beta1^t */
    a = expr_var(), m = expr_var(), v = expr_var(), b1 = expr_var(), b2 = expr_var();
    return holds(identical(expr_div(expr_mul(expr_div(expr_mul(a, b2), b1), m), v),
                           expr_div(expr_mul(a, expr_div(m, b1)), expr_div(v, b2)),
                           "alpha_t m/sqrt(v) = alpha (m/b1)/sqrt(v/b2)"));
}

/* V_t of the printed row (fed back) or of AMSGrad (average apart), uncorrected. */
static void amsgrad(rat *v, const rat *g, size_t T, rat beta, bool fed_back)
{
    rat average = rat_zero(), top = rat_zero();

    for (size_t k = 0; k < T; k++) {
        rat share = rat_mul(rat_sub(rat_of(1, 1), beta), rat_sqr(g[k]));

        average = rat_add(rat_mul(beta, fed_back ? top : average), share);
        top = v[k] = rat_max(top, average);
    }
}

static verdict t1_amsgrad(void)
{
    rat g[6], printed[6], right[6], beta = given("beta2");
    sgl_hyperparameters hyper = {.alpha = 1, .beta2 = mpq_get_d(beta)};
    sgl_variant row = plain(SGL_AMSGRAD), apart = row;
    size_t T = given_vector("g", g, 6), below = 0, early = 0;
    trail a, b;
    bool refuted, repaired;

    row.maximum = SGL_MAXIMUM_FED_BACK;
    apart.maximum = SGL_MAXIMUM_SEPARATE;
    amsgrad(printed, g, T, beta, true);
    amsgrad(right, g, T, beta, false);
    refuted = found_vector("printed", printed, T) && found_vector("amsgrad", right, T);
    witness(&a, &row, &hyper, rat_zero(), g, NULL, T);
    witness(&b, &apart, &hyper, rat_zero(), g, NULL, T);
    refuted &=
        is(trail_is(a.maximum, printed, T), "the reference's fed-back maximum is the printed row");
    repaired = is(trail_is(b.maximum, right, T), "its separate maximum is AMSGrad");
    for (size_t k = 0; k < test_cases(500); k++) {
        size_t mark = rat_mark();

        beta = rat_of((long)(test_random() % 9), 9);
        for (size_t i = 0; i < 6; i++)
            g[i] = rat_random(3, 3);
        amsgrad(printed, g, 6, beta, true);
        amsgrad(right, g, 6, beta, false);
        for (size_t i = 0; i < 6; i++)
            below += rat_cmp(printed[i], right[i]) < 0;
        early += rat_cmp(printed[0], right[0]) != 0 || rat_cmp(printed[1], right[1]) != 0;
        rat_release(mark);
    }
    repaired &=
        is(below == 0 && early == 0, "on random rationals: never below AMSGrad, equal for t <= 2");
    return false_as_printed(refuted, repaired);
}

static verdict t1_ams_q(void)
{
    rat beta = given("beta2"), alpha = given("alpha"), g[2], v[2], w[2], one = rat_of(1, 1), h[6],
        u[6];
    size_t falls = 0, at = 1;
    bool refuted, repaired;
    num smallest = num_int(2);

    given_vector("g", g, 2);
    amsgrad(v, g, 2, beta, true);
    for (size_t k = 0; k < 2; k++) {
        rat bias1 = rat_sub(one, rat_pow(given("beta1"), k + 1));
        rat rate = rat_div(rat_mul(alpha, rat_sqrt(rat_sub(one, rat_pow(beta, k + 1)))), bias1);

        w[k] = rat_div(rat_sqrt(v[k]), rate);
    }
    refuted = found_vector("W", w, 2) && is(rat_cmp(w[1], w[0]) < 0, "Q_2 < 0");
    in_case(1);
    for (size_t t = 1; t <= 400; t++) {
        rat b1 = rat_sub(one, rat_pow(given("beta1"), t)),
            b2 = rat_sub(one, rat_pow(given("beta2"), t));
        num rate = num_div(num_sqrt(num_rat(b2)), num_rat(b1));

        if (num_below(rate, smallest)) {
            smallest = rate;
            at = t;
        }
    }
    refuted &= found_real("smallest_alpha_t", smallest) && found("at_t", rat_of((long)at, 1));
    for (size_t k = 0; k < test_cases(300); k++) {
        size_t mark = rat_mark();

        for (size_t i = 0; i < 6; i++)
            h[i] = rat_random(3, 3);
        amsgrad(u, h, 6, rat_of((long)(test_random() % 9), 9), k % 2);
        for (size_t i = 1; i < 6; i++)
            falls += rat_cmp(u[i], u[i - 1]) < 0;
        rat_release(mark);
    }
    repaired = is(falls == 0, "with a constant alpha_t no Q_t is negative");
    return false_as_printed(refuted, repaired);
}

static verdict t1_adahess(void)
{
    rat d[2], w[2], beta = given("beta2"), v = rat_zero(), one = rat_of(1, 1), g[2] = {one, one}, mean;
    sgl_hyperparameters hyper = {.alpha = mpq_get_d(given("alpha")), .beta2 = mpq_get_d(beta)};
    sgl_variant row = plain(SGL_ADAHESSIAN);
    trail t;
    bool negative, differ;

    given_vector("D", d, 2);
    for (size_t k = 0; k < 2; k++) {
        v = rat_add(rat_mul(beta, v), rat_mul(rat_sub(one, beta), rat_sqr(d[k])));
        w[k] = rat_div(rat_sqrt(rat_div(v, rat_sub(one, rat_pow(beta, k + 1)))), given("alpha"));
    }
    witness(&t, &row, &hyper, rat_zero(), g, d, 2);
    negative =
        found_vector("W", w, 2) && found("Q_2", rat_mul(given("alpha"), rat_sub(w[1], w[0])));
    negative &= is(trail_is(t.w_dual, w, 2), "the reference's ADAHESSIAN reads the row as printed");
    in_case(1); /* the first step of two weights: their own curvature, or the block's mean */
    given_vector("D_block", d, 2);
    mean = rat_div(rat_add(rat_abs(d[0]), rat_abs(d[1])), rat_of(2, 1));
    w[0] = rat_abs(d[0]), w[1] = rat_abs(d[1]);
    differ = found_vector("W_printed", w, 2) && found_vector("W_block", (rat[]){mean, mean}, 2);
    differ &= is(rat_cmp(w[0], mean) != 0, "the two readings differ");
    return negative && differ ? AMBIGUOUS : UNSETTLED;
}

static verdict t1_nonuniq(void)
{
    sgl_hyperparameters h = {.alpha = mpq_get_d(given("alpha")),
                             .beta1 = mpq_get_d(given("beta1")),
                             .beta2 = 0.5,
                             .lambda1 = mpq_get_d(given("lambda1"))};
    sgl_variant table = plain(SGL_ADAM), algorithm = table;
    rat g = given("g_1"), more[12];
    trail a, b;
    bool refuted, same = true;

    table.scaling = SGL_SCALING_TABLE1;
    witness(&a, &table, &h, given("x_1"), &g, NULL, 1);
    witness(&b, &algorithm, &h, given("x_1"), &g, NULL, 1);
    refuted = found_real("table_1", a.x[1]) && found_real("algorithm_2", b.x[1]);
    refuted &= is(num_below(a.x[1], b.x[1]) || num_below(b.x[1], a.x[1]),
                  "two algorithms from one optimizer");
    h.lambda1 = 0;
    for (size_t k = 0; k < 12; k++)
        more[k] = rat_add(rat_random(2, 8), rat_of(1, 32));
    witness(&a, &table, &h, given("x_1"), more, NULL, 12);
    witness(&b, &algorithm, &h, given("x_1"), more, NULL, 12);
    for (size_t k = 0; k <= 12; k++)
        same &= num_same(a.x[k], b.x[k]);
    return false_as_printed(refuted, is(same, "with every lambda 0 they are one"));
}

static const check checks[] = {
    {"EQ1-COVER", eq1_cover},   {"T1-SGD", t1_sgd},     {"T1-MOM", t1_momentum},
    {"T1-ADAGRAD", t1_adagrad}, {"T1-ADAM", t1_adam},   {"T1-ALPHA", t1_alpha},
    {"T1-AMSGRAD", t1_amsgrad}, {"T1-AMS-Q", t1_ams_q}, {"T1-ADAHESS", t1_adahess},
    {"T1-NONUNIQ", t1_nonuniq},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
