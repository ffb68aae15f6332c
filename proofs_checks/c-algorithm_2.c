/* Algorithm 2, Group Adam: what its epsilon does in each reading of line 8. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "witness.h"

/* epsilon/sqrt(1 - beta2^t), rational where the ledger's beta2 makes it so. */
static rat epsilon_at(unsigned long t)
{
    return rat_div(given("epsilon"), rat_sqrt(rat_sub(rat_of(1, 1), rat_pow(given("beta2"), t))));
}

/* Adam written out, epsilon_t = epsilon or, hat, epsilon/sqrt(1 - beta2^t), in intervals. */
static bool is_adam(const trail *t, const sgl_hyperparameters *h, const rat *g, size_t T, bool hat)
{
    num one = num_int(1), p1 = one, p2 = one, m = num_int(0), v = m, x = t->x[0];

    for (size_t k = 0; k < T; k++) {
        num root, epsilon = num_double(h->epsilon);

        p1 = num_mul(p1, num_double(h->beta1));
        p2 = num_mul(p2, num_double(h->beta2));
        m = num_add(num_mul(num_double(h->beta1), m),
                    num_mul(num_sub(one, num_double(h->beta1)), num_rat(g[k])));
        v = num_add(num_mul(num_double(h->beta2), v),
                    num_mul(num_sub(one, num_double(h->beta2)), num_sqr(num_rat(g[k]))));
        root = num_sqrt(num_sub(one, p2));
        if (hat)
            epsilon = num_div(epsilon, root);
        root = num_add(num_div(num_sqrt(v), root), epsilon);
        x = num_sub(x, num_div(num_mul(num_double(h->alpha), num_div(m, num_sub(one, p1))), root));
        if (!num_near(t->x[k + 1], x))
            return false;
    }
    return true;
}

static bool reading_is_adam(sgl_epsilon epsilon, bool hat)
{
    sgl_variant v = plain(SGL_ADAM);
    sgl_hyperparameters h = {.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0.25};
    rat g[30];
    trail t;

    v.epsilon = epsilon;
    for (size_t k = 0; k < 30; k++)
        g[k] = rat_random(2, 8);
    witness(&t, &v, &h, rat_of(1, 2), g, NULL, 30);
    return is_adam(&t, &h, g, 30, hat);
}

static verdict a2_adam(void)
{
    rat epsilon[2] = {epsilon_at(1), epsilon_at(2)}, alpha = rat_of(1, 1), x_1 = given("x_1"),
        none[2] = {rat_zero(), rat_zero()};
    rat x, z = rat_zero();
    sgl_hyperparameters h = {.alpha = mpq_get_d(alpha),
                             .beta2 = mpq_get_d(given("beta2")),
                             .epsilon = mpq_get_d(given("epsilon"))};
    sgl_variant v = plain(SGL_ADAM);
    trail t;
    bool refuted, repaired;

    /* z_1 = -(eps_1/alpha) x_1 for good; x_{t+1} = -z alpha/eps_t */
    z = rat_neg(rat_div(rat_mul(epsilon[0], x_1), alpha));
    x = rat_neg(rat_div(rat_mul(z, alpha), epsilon[1]));
    refuted = found_vector("epsilon_t", epsilon, 2) && found("x_3", x) && found("adam", x_1);
    refuted &= is(rat_cmp(x, x_1) != 0, "without a gradient Adam does not move");
    v.epsilon = SGL_EPSILON_ALGORITHM2;
    witness(&t, &v, &h, x_1, none, NULL, 2);
    refuted &= is(num_near(t.x[2], num_rat(x)), "the reference's reading of Algorithm 2 does");
    refuted &= is(!reading_is_adam(SGL_EPSILON_ALGORITHM2, true) &&
                      !reading_is_adam(SGL_EPSILON_ALGORITHM2, false),
                  "30 random steps are not Adam either");
    repaired =
        is(reading_is_adam(SGL_EPSILON_OUTSIDE, false), "with a constant epsilon they are Adam");
    repaired &= is(reading_is_adam(SGL_EPSILON_HAT, true),
                   "with the corrected Q_t they are Adam with epsilon hat");
    return false_as_printed(refuted, repaired);
}

static verdict a2_l5(void)
{
    expr b, p;

    expr_begin(); /* weights of the recursion sum to 1 - beta^t, by induction with p = beta^t; then divide */
    b = expr_var(), p = expr_var();
    return holds(identical(
        expr_div(expr_add(expr_mul(b, expr_sub(expr_int(1), p)), expr_sub(expr_int(1), b)),
                 expr_sub(expr_int(1), expr_mul(b, p))),
        expr_int(1), "the corrected weights sum to 1"));
}

/* log10 of prod_{t<=n} (1 - beta^t)^{-1/2}; with all, of the infinite product: the rest of it is at most
 * 1/(1 - beta^{n+1}/(1 - beta)) for the square, for prod (1 - a_t) >= 1 - sum a_t. */
static num log10_factor(rat beta, size_t n, bool all)
{
    num b = num_rat(beta), power = num_int(1), product = num_int(1), one = num_int(1), answer;

    for (size_t t = 1; t <= n; t++) {
        size_t mark = num_mark();
        num next = num_mul(power, b), term = num_mul(product, num_sub(one, next));

        mpfi_set((mpfi_ptr)power, next);
        mpfi_set((mpfi_ptr)product, term);
        num_release(mark);
    }
    answer = num_div(num_log(product), num_mul(num_int(-2), num_log(num_int(10))));
    if (all) {
        num rest = num_div(num_mul(power, b), num_sub(one, b));
        mpfi_ptr wide = (mpfi_ptr)num_sub(answer, num_log(num_sub(one, rest)));

        mpfr_set(&wide->left, &answer->left, MPFR_RNDD);
        answer = wide;
    }
    return answer;
}

/* First t at which epsilon times the product is above 10^limit. */
static long first_above(rat beta, rat epsilon, num log10_limit)
{
    long low = 0, high = 1 << 12;
    num start = num_div(num_log(num_rat(epsilon)), num_log(num_int(10)));

    while (high - low > 1) {
        long middle = (low + high) / 2;
        size_t mark = num_mark();

        if (num_below(log10_limit, num_add(start, log10_factor(beta, (size_t)middle, false))))
            high = middle;
        else
            low = middle;
        num_release(mark);
    }
    return high;
}

static verdict a2_l8a(void)
{
    rat beta = given("beta2"), epsilon = given("epsilon");
    num ten = num_log(num_int(10)), f32 = num_div(num_log(num_double(0x1.fffffep127)), ten),
        f64 = num_div(num_log(num_double(0x1.fffffffffffffp1023)), ten);
    sgl_variant v = plain(SGL_ADAM);
    sgl_hyperparameters h = {.alpha = 1, .beta2 = 0.5, .epsilon = 1};
    rat none[8];
    trail t;
    bool all = found_real("log10_factor", log10_factor(beta, 30000, true));
    num product = num_int(1);

    all &= found("above_1_at_t", rat_of(first_above(beta, epsilon, num_int(0)), 1));
    all &= found("above_float32_at_t", rat_of(first_above(beta, epsilon, f32), 1));
    all &= found("above_float64_at_t", rat_of(first_above(beta, epsilon, f64), 1));
    for (size_t k = 1; k < cases(); k++) {
        in_case(k);
        all &= found_real("log10_factor", log10_factor(given("beta2"), 3000, true));
    }
    for (size_t k = 0; k < 8; k++)
        none[k] = rat_zero();
    v.epsilon = SGL_EPSILON_COMPOUNDING;
    witness(&t, &v, &h, rat_of(1, 1), none, NULL, 8);
    for (unsigned long k = 1; k <= 8; k++)
        product =
            num_div(product, num_sqrt(num_rat(rat_sub(rat_of(1, 1), rat_pow(rat_of(1, 2), k)))));
    all &= is(num_same(t.w_denominator[7], product), "the reference's literal reading compounds");
    v.epsilon = SGL_EPSILON_ALGORITHM2;
    witness(&t, &v, &h, rat_of(1, 1), none, NULL, 8);
    return false_as_printed(all, is(num_at_most(t.w_denominator[7], num_double(1.01)),
                                    "the other reading returns to epsilon"));
}

static verdict a2_l8b(void)
{
    rat beta = given("beta2"), one = rat_of(1, 1), none[TRAIL_STEPS];
    unsigned long t = (unsigned long)mpq_get_d(given("t"));
    num power = num_int(1), growth, limit = num_sqrt(num_rat(rat_div(one, rat_sub(one, beta))));
    sgl_hyperparameters h;
    sgl_variant v = plain(SGL_ADAM);
    size_t steps;
    trail run;
    bool grows, kept;

    for (unsigned long k = 0; k < t && k < 1000000; k++) {
        size_t mark = num_mark();

        mpfi_set((mpfi_ptr)power, num_mul(power, num_rat(beta)));
        num_release(mark);
    }
    growth = num_mul(limit, num_sqrt(num_sub(num_int(1), power)));
    grows = found_real("growth", growth) && found_real("limit", limit) &&
            is(num_below(growth, limit), "from below");
    in_case(1);
    h = (sgl_hyperparameters){.alpha = 1, .beta2 = mpq_get_d(given("beta2")), .epsilon = 0.125};
    steps = (size_t)mpq_get_d(given("steps"));
    for (size_t k = 0; k < TRAIL_STEPS; k++)
        none[k] = rat_zero();
    v.epsilon = SGL_EPSILON_ALGORITHM2;
    witness(&run, &v, &h, given("x_1"), none, NULL, steps);
    grows &= found_real("x_last", run.x[steps]);
    v.epsilon = SGL_EPSILON_HAT;
    witness(&run, &v, &h, given("x_1"), none, NULL, steps);
    kept = is(num_same(run.x[steps], num_rat(given("x_1"))),
              "with the corrected Q_t the weight stays");
    return holds_if(grows, kept);
}

static verdict a2_l9(void)
{
    rat g[2], alpha = given("alpha"), first = rat_div(epsilon_at(1), alpha),
              second = rat_div(epsilon_at(2), alpha);
    sgl_hyperparameters h = {.alpha = mpq_get_d(alpha),
                             .beta2 = mpq_get_d(given("beta2")),
                             .epsilon = mpq_get_d(given("epsilon"))};
    sgl_variant v = plain(SGL_ADAM);
    trail t;
    bool refuted;

    given_vector("g", g, 2);
    is(rat_sgn(g[0]) == 0 && rat_sgn(g[1]) == 0, "no gradient, so that sqrt(V) is 0");
    refuted = found("W_dual", first) && found("W_denominator", second);
    v.epsilon = SGL_EPSILON_ALGORITHM2;
    witness(&t, &v, &h, rat_zero(), g, NULL, 2);
    refuted &=
        is(num_near(t.w_dual[1], num_rat(first)) && num_near(t.w_denominator[1], num_rat(second)),
           "the reference keeps the two apart");
    refuted &= is(rat_cmp(first, second) != 0, "two matrices");
    v.epsilon = SGL_EPSILON_HAT;
    witness(&t, &v, &h, rat_zero(), g, NULL, 2);
    return false_as_printed(
        refuted, is(num_same(t.w_dual[1], t.w_denominator[1]), "with the correction they are one"));
}

static verdict a2_qneg(void)
{
    rat g[2], root[2], v = rat_zero(), beta = given("beta2"), one = rat_of(1, 1);
    sgl_hyperparameters h = {.alpha = 1, .beta2 = mpq_get_d(beta)};
    sgl_variant adam = plain(SGL_ADAM);
    trail t;
    expr x, q, y;
    bool refuted;

    given_vector("g", g, 2);
    for (size_t k = 0; k < 2; k++) {
        v = rat_add(rat_mul(beta, v), rat_mul(rat_sub(one, beta), rat_sqr(g[k])));
        root[k] = rat_sqrt(rat_div(v, rat_sub(one, rat_pow(beta, k + 1))));
    }
    witness(&t, &adam, &h, rat_zero(), g, NULL, 2);
    refuted = found_vector("root_V", root, 2) && found("Q_2", rat_sub(root[1], root[0]));
    refuted &= is(num_near(t.w_dual[1], num_rat(root[1])) && rat_sgn(given("Q_2")) < 0,
                  "the reference's Q_2 is negative");
    expr_begin(); /* the quadratic form needs no root: its expansion is (22)'s */
    x = expr_var(), q = expr_var(), y = expr_var();
    return false_as_printed(
        refuted, identical(expr_mul(q, expr_sqr(expr_sub(x, y))),
                           expr_add(expr_sub(expr_mul(q, expr_sqr(x)),
                                             expr_mul(expr_int(2), expr_mul(q, expr_mul(x, y)))),
                                    expr_mul(q, expr_sqr(y))),
                           "the quadratic form expands for any sign"));
}

static verdict a2_untouched(void)
{
    rat alpha = given("alpha"), lambda21 = given("lambda21"), x = given("x_1"),
        w = rat_div(epsilon_at(1), alpha);
    game g = game_new(&x, 1);
    num root, s, kept;
    bool all;

    g.threshold = lambda21; /* d = 1: rms(x_1) is |x_1| */
    game_step1(&g, rat_zero(), w);
    all = found("s", g.s[0][0]) && found("x_2", g.x[1][0]) && g.agrees;
    all &= found("least_kept", rat_div(lambda21, w));
    all &= is(rat_cmp(rat_abs(x), given("least_kept")) <= 0 && rat_sgn(g.x[1][0]) == 0,
              "at most least_kept: deleted");
    in_case(1);
    root = num_sqrt(num_rat(rat_sub(rat_of(1, 1), given("beta2"))));
    s = num_div(num_rat(rat_div(rat_mul(given("epsilon"), given("x_1")), given("alpha"))), root);
    kept = num_mul(num_rat(rat_div(rat_mul(given("lambda21"), given("alpha")), given("epsilon"))),
                   root);
    all &= found_real("s", s) && found_real("least_kept", kept);
    all &= is(num_below(kept, num_rat(given("x_1"))) && num_below(num_rat(given("lambda21")), s),
              "above least_kept: kept");
    return holds(all);
}

static const check checks[] = {
    {"A2-ADAM", a2_adam},
    {"A2-L5", a2_l5},
    {"A2-L8A", a2_l8a},
    {"A2-L8B", a2_l8b},
    {"A2-L9", a2_l9},
    {"A2-QNEG", a2_qneg},
    {"A2-UNTOUCHED", a2_untouched},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
