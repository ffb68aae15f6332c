/* Corollary 2 and the rate. */
#include "check.h"
#include "identity.h"

static verdict co2(void)
{
    rat alpha = given("alpha"), delta = given("delta"), x_1 = given("x_1"), G = given("G"),
        least = rat_of(0, 1), factor, two = rat_of(2, 1);
    long T = (long)mpq_get_d(given("T"));
    num prime, x = num_rat(x_1);
    expr t, g, d;
    bool fails, kept;

    fails = true;
    for (
        long k = 0; k < T;
        k++) { /* losses G |x|: each step is at most alpha G/delta, so x_t >= x_1 - k alpha G/delta > 0 */
        rat xk = rat_sub(x_1, rat_mul(rat_of(k, 1), rat_div(rat_mul(alpha, G), delta)));

        fails &= rat_sgn(xk) > 0 && num_at_most(num_rat(xk), x);
        least = rat_add(least, rat_mul(G, xk));
        x = num_sub(x, num_div(num_rat(rat_mul(alpha, G)),
                               num_sqrt(num_rat(rat_add(rat_sqr(delta),
                                                        rat_mul(rat_of(k + 1, 1), rat_sqr(G)))))));
    }
    fails = is(fails, "the rational iterates stay below the certified ones, and positive") &&
            found("lower_bound", least);
    factor = rat_add(rat_div(rat_sqr(x_1), rat_mul(two, alpha)), alpha);
    fails &= found_real("printed", num_mul(num_rat(rat_mul(G, factor)), num_sqrt(num_int(T))));
    fails &= is(rat_cmp(least, given("printed")) > 0,
                "(21) with the G of V_t without delta^2 is broken");
    prime = num_sqrt(num_rat(rat_mul(rat_of(T, 1), rat_add(rat_sqr(G), rat_sqr(delta)))));
    prime = num_mul(num_rat(factor), prime);
    kept = found_real("with_G_prime", prime) &&
           is(num_below(num_rat(least), prime), "and kept with G'");
    expr_begin(); /* t G'^2 - (delta^2 + t G^2) = (t - 1) delta^2 */
    t = expr_var(), g = expr_var(), d = expr_var();
    kept &= identical(expr_sub(expr_mul(t, expr_add(expr_sqr(g), expr_sqr(d))),
                               expr_add(expr_sqr(d), expr_mul(t, expr_sqr(g)))),
                      expr_mul(expr_sub(t, expr_int(1)), expr_sqr(d)),
                      "t G'^2 exceeds delta^2 + t G^2 by (t - 1) delta^2 >= 0");
    return holds_if(fails, kept);
}

/* D_2^2/(2 alpha) + alpha, which is (20) over sqrt(T) for one weight with every lambda 0 and G = 1. */
static num over_root(num d2, rat alpha)
{
    return num_add(num_div(num_sqr(d2), num_rat(rat_mul(rat_of(2, 1), alpha))), num_rat(alpha));
}

static verdict p3_rate(void)
{
    static const long steps[] = {4, 16};
    static const char *const names[] = {"over_root_T_4", "over_root_T_16"};
    rat alpha = given("alpha");
    num value[2], ratio;
    bool fails = true, rate;

    for (int k = 0; k < 2; k++) {
        num d = num_int(0);

        for (long t = 1; t <= steps[k] / 2; t++)
            d = num_add(d, num_div(num_rat(alpha), num_sqrt(num_int(t))));
        value[k] = over_root(d, alpha);
        fails &= found_real(names[k], value[k]);
    }
    fails &= is(num_below(num_mul(num_int(4), value[0]), value[1]),
                "with D_2 growing the bound is not O(sqrt(T))");
    in_case(1);
    alpha = given("alpha");
    rate = found_real("over_root_T", over_root(num_rat(given("D_2")), alpha));
    /* (sqrt(16 T) G/(2 alpha))^{1/2} over the same at T, lambda2 = 0 */
    ratio = num_sqrt(num_sqrt(num_int(16)));
    rate &= found_real("lambda21_term_16_T_over_T", ratio);
    return holds_if(fails, rate);
}

static const check checks[] = {{"CO2", co2}, {"P3-RATE", p3_rate}};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
