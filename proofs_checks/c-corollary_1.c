/* Corollary 1: (20) forgets delta. Exact example; random problems with (20) as printed and corrected. */
#include "check.h"
#include "identity.h"
#include "problem.h"

#include <math.h>

/* x_{t+1} = x_t - alpha/sqrt(delta^2 + t) of losses |x| from x_1, and the rational x_t >= x_1 - (t - 1) alpha/delta. */
static bool lower_bound(num *regret, rat *least, rat alpha, rat delta, rat x_1, long T)
{
    num x = num_rat(x_1);
    bool positive = true;

    *regret = num_int(0);
    *least = rat_zero();
    for (long t = 1; t <= T; t++) {
        num root = num_sqrt(num_rat(rat_add(rat_sqr(delta), rat_of(t, 1))));

        positive &= num_below(num_int(0), x);
        *regret = num_add(*regret, x);
        *least = rat_add(*least, rat_sub(x_1, rat_mul(rat_of(t - 1, 1), rat_div(alpha, delta))));
        x = num_sub(x, num_div(num_rat(alpha), root));
    }
    return positive;
}

/* (20) for one weight, every lambda 0, G = 1, D_2 = x_1, nu = 0: (D_2^2/(2 alpha) + alpha) sqrt(T). */
static rat factor20(rat alpha, rat x_1)
{
    return rat_add(rat_div(rat_sqr(x_1), rat_mul(rat_of(2, 1), alpha)), alpha);
}

/* The bound (20), or its corrected form, from a run. */
static num bound20(const problem *p, const outcome *o, bool corrected_form)
{
    num g = num_int(0), d1 = g, d2 = g, size = num_int((long)p->n),
        two_alpha = num_double(2 * p->alpha), one = num_int(1);
    num root_t = num_sqrt(num_int((long)p->T)), s, first, last;

    for (size_t i = 0; i < p->n; i++) {
        d1 = num_max(d1, num_abs(o->x_star[i]));
        for (size_t t = 0; t < p->T; t++) {
            g = num_max(g, num_abs(o->g[t][i]));
            d2 = num_max(d2, num_abs(num_sub(o->x[t][i], o->x_star[i])));
        }
    }
    s = num_mul(root_t, g);
    last = num_div(num_mul(num_mul(size, num_double(p->alpha)), s),
                   num_sqr(num_sub(one, num_double(p->gamma))));
    if (corrected_form)
        s = num_sqrt(num_add(num_sqr(num_double(p->delta)), num_sqr(s)));
    first = num_mul(num_double(p->lambda21),
                    num_sqrt(num_add(num_div(s, two_alpha), num_double(p->lambda2))));
    first = num_add(num_add(num_double(p->lambda1), first), num_mul(num_double(p->lambda2), d1));
    first = num_mul(num_mul(size, d1), first);
    return num_add(num_add(first, num_div(num_mul(num_mul(size, num_sqr(d2)), s), two_alpha)),
                   last);
}

typedef struct tally {
    size_t runs, printed_broken, corrected_broken, without_12, broken_without_12;
    double largest;
} tally;

/* Random problems with V of (15), eta = 1, delta = times the largest gradient that can occur (losses with known slopes). */
static tally count(size_t n, double times)
{
    tally c = {0};
    problem p;
    outcome o;

    for (size_t k = 0; k < n; k++) {
        size_t mark = num_mark();
        double most = 0;

        problem_draw(&p);
        p.identity_a = false; /* (20) has A_t of Theorem 1 */
        p.rule = W_DELTA;
        if (times > 1 &&
            k % 2 == 0) { /* the shape of the exact example: steady losses, started away */
            p.kind = LOSS_ABSOLUTE;
            p.gamma = p.lambda1 = p.lambda21 = p.lambda2 = 0;
            p.alpha = 1;
            for (size_t i = 0; i < p.n; i++) {
                p.x_1[i] = p.star[i] + 1;
                for (size_t t = 0; t < p.T; t++) {
                    p.a[t][i] = 1;
                    p.b[t][i] = p.star[i];
                }
            }
        }
        if (p.kind == LOSS_SQUARE)
            p.kind = LOSS_ABSOLUTE;
        for (size_t i = 0; i < p.n; i++)
            for (size_t t = 0; t < p.T; t++) {
                p.b[t][i] = p.star[i];
                most = fmax(most, fabs(p.a[t][i]));
            }
        p.delta = times * most;
        if (problem_run(&o, &p)) {
            num printed = bound20(&p, &o, false);

            if (o.failed & FAILS_12) {
                c.without_12++;
                c.broken_without_12 += num_below(printed, o.regret);
            } else {
                c.runs++;
                c.printed_broken += num_below(printed, o.regret);
                c.corrected_broken += num_below(bound20(&p, &o, true), o.regret);
                if (num_mid(printed) > 0 && num_mid(o.regret) / num_mid(printed) > c.largest)
                    c.largest = num_mid(o.regret) / num_mid(printed);
            }
        }
        num_release(mark);
    }
    return c;
}

/* The three of them, made once: two claims look at them. */
static const tally *tallies(void)
{
    static tally all[3];
    static bool made;

    if (!made) {
        all[0] = count(test_cases(300), 8);
        all[1] = count(test_cases(500), 1);
        all[2] = count(test_cases(500), 0);
        made = true;
    }
    return all;
}

static void report(const char *name, const tally *c)
{
    yaml(name, "%zu runs, printed broken %zu, corrected broken %zu, largest regret/printed %.3f",
         c->runs, c->printed_broken, c->corrected_broken, c->largest);
}

static verdict co1(void)
{
    rat alpha = given("alpha"), delta = given("delta"), x_1 = given("x_1"), least,
        factor = factor20(alpha, x_1), square;
    long T = (long)mpq_get_d(given("T"));
    num regret, fixed;
    bool refuted = is(lower_bound(&regret, &least, alpha, delta, x_1, T),
                      "x_1..x_T are positive, so every gradient is 1"),
         repaired;
    tally far, near, none;

    refuted &= found("lower_bound", least) && found_real("regret", regret) &&
               is(num_at_most(num_rat(least), regret), "a lower bound");
    refuted &= found_real("printed", num_mul(num_rat(factor), num_sqrt(num_int(T))));
    refuted &= is(rat_cmp(least, given("printed")) > 0, "R_T is above (20)");
    fixed = num_sqrt(num_rat(rat_add(rat_sqr(delta), rat_of(T, 1))));
    fixed = num_add(
        num_div(num_mul(num_rat(rat_sqr(x_1)), fixed), num_rat(rat_mul(rat_of(2, 1), alpha))),
        num_mul(num_rat(alpha), num_sqrt(num_int(T))));
    repaired = found_real("corrected", fixed) &&
               is(num_at_most(regret, fixed), "and below the corrected bound");
    in_case(1);
    T = (long)mpq_get_d(given("T"));
    refuted &= lower_bound(&regret, &least, given("alpha"), given("delta"), given("x_1"), T);
    refuted &= found("lower_bound", least) && found("lower_bound_squared", rat_sqr(least));
    square = rat_mul(rat_sqr(factor20(given("alpha"), given("x_1"))), rat_of(T, 1));
    refuted &= found("printed_squared", square) &&
               is(rat_cmp(rat_sqr(least), square) > 0, "already after fewer steps");
    in_case(2);
    alpha = given("alpha"), x_1 = given("x_1");
    T = (long)mpq_get_d(given("T"));
    refuted &=
        lower_bound(&regret, &least, alpha, given("delta"), x_1, T) && found_real("regret", regret);
    fixed = num_mul(num_rat(factor20(alpha, x_1)), num_sqrt(num_int(T)));
    refuted &=
        found_real("printed", fixed) && is(num_below(fixed, regret), "and with a delta below 3 G");
    far = tallies()[0];
    near = tallies()[1];
    none = tallies()[2];
    refuted &= is(far.printed_broken > 0, "random problems with delta = 8 G break (20)");
    report("delta_8G", &far);
    report("delta_G", &near);
    report("delta_0", &none);
    repaired &= is(none.printed_broken == 0, "with delta 0 none does");
    return false_as_printed(refuted, repaired);
}

static verdict co1_fix(void)
{
    tally far = tallies()[0], near = tallies()[1], none = tallies()[2];
    bool all = is(far.corrected_broken + near.corrected_broken + none.corrected_broken == 0,
                  "no random problem breaks the corrected bound");

    report("delta_8G", &far);
    report("delta_G", &near);
    report("delta_0", &none);
    return holds(all && is(far.runs > 100 && near.runs > 100 && none.runs > 100,
                           "enough of them satisfy (12)"));
}

static verdict co1_strict(void)
{
    rat x_1 = given("x_1"), g = given("G"), alpha = rat_of(1, 1), d2 = rat_abs(x_1),
        regret = rat_mul(g, d2), bound;

    /* every lambda 0, T = 1, x* = 0: G (D_2^2/(2 alpha) + alpha) */
    bound = rat_mul(g, rat_add(rat_div(rat_sqr(d2), rat_mul(rat_of(2, 1), alpha)), alpha));
    found("D_2", d2);
    found("regret", regret);
    found("bound", bound);
    return false_as_printed(is(rat_cmp(regret, bound) == 0, "equal, so not below"),
                            is(rat_cmp(regret, bound) <= 0, "at most"));
}

static verdict co1_12(void)
{
    tally c = count(test_cases(800), 1);

    is(c.broken_without_12 == 0, "no violation of (20) among random problems where (12) fails");
    yaml("runs_where_12_fails", "%zu", c.without_12);
    return is(c.without_12 > 50, "there are such problems") ? AMBIGUOUS : UNSETTLED;
}

static verdict co1_const(void)
{
    static const long T[] = {4, 16};
    static const char *const names[] = {"D_2_at_T_4", "D_2_at_T_16"};
    num d[2];
    bool all = true;

    for (int k = 0; k < 2; k++) { /* x* may be x_1; the farthest point is after the first half */
        num x = num_rat(rat_zero());

        for (long t = 1; t <= T[k] / 2; t++)
            x = num_sub(x, num_div(num_rat(given("alpha")), num_sqrt(num_int(t))));
        d[k] = num_abs(num_sub(x, num_rat(rat_zero())));
        all &= found_real(names[k], d[k]);
    }
    return all && is(num_below(num_mul(num_int(2), d[0]), d[1]), "D_2 grows with T") ? VACUOUS
                                                                                     : UNSETTLED;
}

static const check checks[] = {
    {"CO1", co1},       {"CO1-FIX", co1_fix},     {"CO1-STRICT", co1_strict},
    {"CO1-12", co1_12}, {"CO1-CONST", co1_const},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
