/* (8) to (10): per group, where s is 0, the soft threshold, the exponent; and what Section 2.1 says of s and s~. */
#include "argmin_witness.h"
#include "check.h"
#include "game.h"

static verdict eq8(void)
{
    rat s[2], argmin[2], w = given("W"), lambda21 = given("lambda21");
    num a = num_rat(rat_div(w, rat_of(2, 1))), global, factor;
    bool per_group, root;

    given_vector("s", s, 2);
    for (size_t i = 0; i < 2; i++)
        argmin[i] = one_weight(s[i], w, lambda21, SGL_NORM_EXACT);
    per_group = found_vector("argmin", argmin, 2) && is_argmin(argmin[1], s[1], w, lambda21);
    global = num_div(num_rat(rat_add(rat_sqr(s[0]), rat_sqr(s[1]))), a);
    factor = num_sub(num_int(1), num_div(num_rat(lambda21), num_sqrt(global)));
    global = num_div(num_mul(factor, num_rat(s[1])), num_rat(w));
    per_group &= found_real("global_norm", global);
    per_group &= is(num_below(num_int(0), global),
                    "one norm for all keeps a weight that the argmin deletes");
    in_case(1);
    w = given("W");
    lambda21 = given("lambda21");
    root = found("argmin", one_weight(given("s"), w, lambda21, SGL_NORM_EXACT));
    root &= is_argmin(given("argmin"), given("s"), w, lambda21);
    root &=
        found("under_the_root",
              one_weight(given("s"), w, rat_sqrt(rat_mul(given("d"), lambda21)), SGL_NORM_EXACT));
    root &= is(rat_cmp(given("under_the_root"), given("argmin")) != 0,
               "lambda21 under the root is another point");
    return false_as_printed(per_group, root);
}

static verdict eq8_zero(void)
{
    rat x = given("x_1"), half = rat_of(1, 2);
    game g = game_new(&x, 1);
    bool convention;

    g.threshold = given("lambda21");
    game_step1(&g, given("m_1"), given("W"));
    convention = found("z", g.z[0][0]) && found("x_2", g.x[1][0]) && g.agrees;
    /* m x + W (x - x_1)^2/2 - W x_1^2/2 at x = 1 against 0 at x = 0 */
    convention &= found("objective_at_1", rat_mul(rat_mul(half, given("W")), rat_of(1, 1)));
    convention &=
        is(rat_sgn(given("objective_at_1")) > 0, "0 is better, and is what the reference gives");
    return holds_if(is(rat_sgn(g.z[0][0]) == 0 && rat_sgn(g.threshold) == 0,
                       "the factor is 1 - 0/0 as printed"),
                    convention);
}

/* (9) by cases, and the form of Algorithms 2 and 3. */
static rat by_cases(rat z, rat lambda1)
{
    if (rat_cmp(rat_abs(z), lambda1) <= 0)
        return rat_zero();
    return rat_sub(rat_mul(rat_of(rat_sgn(z), 1), lambda1), z);
}

static rat by_maximum(rat z, rat lambda1)
{
    return rat_mul(rat_of(-rat_sgn(z), 1), rat_max(rat_sub(rat_abs(z), lambda1), rat_zero()));
}

/* Optimality of x for z x + lambda1 |x| + x^2/2. */
static bool is_prox(rat x, rat z, rat lambda1)
{
    if (rat_sgn(x) == 0)
        return rat_cmp(rat_abs(z), lambda1) <= 0;
    return rat_sgn(rat_add(rat_add(x, z), rat_mul(rat_of(rat_sgn(x), 1), lambda1))) == 0;
}

static rat prox_objective(rat x, rat z, rat lambda1)
{
    return rat_add(rat_add(rat_mul(z, x), rat_mul(lambda1, rat_abs(x))),
                   rat_div(rat_sqr(x), rat_of(2, 1)));
}

static verdict eq9(void)
{
    size_t n = test_cases(2000), differ = 0, wrong = 0;
    rat z = given("z"), lambda1 = given("lambda1"), one = rat_of(1, 1);
    bool fails;

    found("by_cases", by_cases(z, lambda1));
    found("by_maximum", by_maximum(z, lambda1));
    found("objective", prox_objective(given("by_cases"), z, lambda1));
    found("objective_at_1", prox_objective(one, z, lambda1));
    fails = is(rat_cmp(given("objective_at_1"), given("objective")) < 0,
               "with lambda1 < 0 (9) is no minimum");
    for (size_t k = 0; k < n; k++) {
        size_t mark = rat_mark();

        z = rat_random(6, 7);
        lambda1 = rat_random(4, 5);
        differ += rat_cmp(by_cases(z, lambda1), by_maximum(z, lambda1)) != 0;
        wrong += !is_prox(by_cases(z, rat_abs(lambda1)), z, rat_abs(lambda1));
        rat_release(mark);
    }
    is(differ == 0, "the two forms agree on random rationals");
    yaml("pairs", "%zu", n);
    return holds_if(fails,
                    is(wrong == 0, "for lambda1 >= 0 the optimality condition holds exactly"));
}

static verdict eq10(void)
{
    sgl_norm norm = norm_of(corrected("exponent"));
    bool refuted, coincide;

    found("A", rat_div(given("W"), rat_of(2, 1)));
    found("printed", one_weight(given("s"), given("W"), given("lambda21"), SGL_NORM_PRINTED));
    refuted = found("argmin", one_weight(given("s"), given("W"), given("lambda21"), norm));
    refuted &= is_argmin(given("argmin"), given("s"), given("W"), given("lambda21"));
    refuted &= is(rat_cmp(given("printed"), given("argmin")) != 0,
                  "the printed exponent is not the argmin's");
    in_case(1);
    found("A", rat_div(given("W"), rat_of(2, 1)));
    coincide =
        found("printed", one_weight(given("s"), given("W"), given("lambda21"), SGL_NORM_PRINTED));
    coincide &= found("argmin", one_weight(given("s"), given("W"), given("lambda21"), norm));
    return false_as_printed(refuted, coincide);
}

static verdict p21_avg(void)
{
    rat a = given("A"), s = given("s");
    bool half = rat_cmp(corrected("exponent"), rat_of(-1, 2)) == 0;

    found("rescaled", rat_div(s, half ? rat_sqrt(a) : a));
    found("rescaled_as_printed", rat_div(s, a));
    found("average", s); /* of one number with any weights that sum to 1 */
    return false_as_printed(is(rat_cmp(given("rescaled"), given("average")) != 0 &&
                                   rat_cmp(given("rescaled_as_printed"), given("average")) != 0,
                               "neither exponent averages"),
                            half);
}

static rat factor_of(const rat *s, const rat *w, rat c)
{
    rat x[2];

    game_group(x, s, w, 2, c, SGL_NORM_ALGORITHM1);
    return rat_div(rat_mul(x[0], w[0]), s[0]);
}

static verdict p21_nodep(void)
{
    rat s[2], w[2] = {rat_of(1, 1), rat_of(16, 1)}, v[2] = {rat_of(7, 3), rat_of(1, 5)}, x;
    game g, h;
    bool factor;

    given_vector("s", s, 2);
    factor = found("factor", factor_of(s, w, given("threshold")));
    factor &= found("factor_other_W", factor_of(s, v, given("threshold")));
    in_case(1);
    x = given("x_1");
    g = game_new(&x, 1);
    h = game_new(&x, 1);
    game_step1(&g, given("m_1"), given("W_1"));
    game_step1(&g, given("m_2"), given("W_2"));
    game_step1(&h, given("m_1"), given("W_1_other"));
    game_step1(&h, given("m_2"), given("W_2_other"));
    found("s_2", g.s[1][0]);
    found("s_2_other", h.s[1][0]);
    return holds_if(is(rat_cmp(g.s[1][0], h.s[1][0]) != 0, "s_t itself depends on alpha"), factor);
}

static const check checks[] = {
    {"EQ8", eq8},   {"EQ8-ZERO", eq8_zero}, {"EQ9", eq9},
    {"EQ10", eq10}, {"P21-AVG", p21_avg},   {"P21-NODEP", p21_nodep},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
