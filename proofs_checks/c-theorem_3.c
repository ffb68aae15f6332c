/* Theorem 3, its hypotheses, and the form 3' that needs fewer. Exact counterexamples; random convex problems with every
 * hypothesis evaluated at every t, decided for certain. */
#include "check.h"
#include "game.h"
#include "identity.h"
#include "problem.h"

static verdict eq11(void)
{
    expr x, c;

    expr_begin();
    x = expr_var(), c = expr_var();
    return holds(identical(expr_sub(expr_sqr(expr_sub(x, c)), expr_sqr(expr_sub(c, c))),
                           expr_sqr(expr_sub(x, c)),
                           "the objective exceeds its value at c by a square"));
}

/* A run of one weight from the ledger's x_1, g and gamma, with W_t = w[t]; sum |g_t| |x_t| is the regret of losses
 * |g_t| |x| with x* = 0, whose gradients must be the g that the ledger has. */
static game play(const rat *w, rat gamma, rat *regret, bool *gradients)
{
    rat g[GAME_STEPS], m = rat_zero(), x = given("x_1");
    size_t T = given_vector("g", g, GAME_STEPS);
    game run = game_new(&x, 1);

    *regret = rat_zero();
    *gradients = true;
    for (size_t t = 0; t < T; t++) {
        m = rat_add(rat_mul(gamma, m), g[t]);
        *gradients &= rat_sgn(run.x[t][0]) == rat_sgn(g[t]);
        *regret = rat_add(*regret, rat_mul(rat_abs(g[t]), rat_abs(run.x[t][0])));
        game_step1(&run, m, w[t]);
    }
    return run;
}

static rat product_at(const game *run, size_t t)
{
    return rat_mul(run->m[t - 2][0], run->x[t - 1][0]);
}

static verdict eq12(void)
{
    rat w[3], regret, star = rat_zero(), x;
    bool gradients, fails, needed;
    game run;

    for (size_t t = 0; t < 3; t++)
        w[t] = rat_div(rat_of(1, 1), given("alpha"));
    run = play(w, given("gamma"), &regret, &gradients);
    x = run.x[2][0];
    fails = found("x_3", x) && found("product_at_3", product_at(&run, 3)) && run.agrees;
    for (size_t t = 0; t < 3; t++) { /* gradients of x^2/2 */
        rat g =
            t == 0 ? run.m[0][0] : rat_sub(run.m[t][0], rat_mul(given("gamma"), run.m[t - 1][0]));

        fails &= rat_cmp(g, run.x[t][0]) == 0;
    }
    fails = is(fails && rat_sgn(given("product_at_3")) < 0,
               "the gradients are those of x^2/2, and (12) fails at t = 3");
    in_case(1);
    run = play(w, given("gamma"), &regret, &gradients);
    needed = found("product_at_2", product_at(&run, 2)) && found("regret", regret);
    needed &= found("bound", game_bound14(&run, &star, rat_of(1, 1))) &&
              found("product_at_2", product_at(&run, 2));
    needed &= is(gradients && rat_cmp(w[0], rat_div(rat_of(1, 1), given("alpha"))) == 0,
                 "subgradients of 2|x|");
    needed &= is(rat_cmp(regret, given("bound")) > 0 && rat_sgn(given("product_at_2")) < 0,
                 "(14) breaks where (12) does");
    return holds_if(fails, needed);
}

static verdict eq13(void)
{
    rat one = rat_of(1, 1), b1 = given("beta1"), b2 = given("beta2"), rate[2];
    expr a, p, q, beta, m;

    for (unsigned long t = 1; t <= 2; t++) { /* alpha_t' for alpha = 1 */
        rat top = rat_mul(rat_sub(one, b1), rat_sqrt(rat_sub(one, rat_pow(b2, t))));

        rate[t - 1] =
            rat_div(top, rat_mul(rat_sub(one, rat_pow(b1, t)), rat_sqrt(rat_sub(one, b2))));
    }
    found("rate_2_over_rate_1", rat_div(rate[1], rate[0]));
    expr_begin(); /* sums m' = m/(1 - beta1), roots v' = v/(1 - beta2), q = sqrt(1 - beta2): one step of ADAM */
    a = expr_var(), p = expr_var(), q = expr_var(), beta = expr_var(), m = expr_var();
    return holds_if(
        is(rat_cmp(given("rate_2_over_rate_1"), one) != 0, "alpha_t' is not constant"),
        identical(expr_div(expr_mul(expr_mul(a, p), expr_mul(expr_sub(expr_int(1), beta), m)),
                           expr_mul(q, expr_int(1))),
                  expr_mul(expr_div(expr_mul(expr_mul(a, p), expr_sub(expr_int(1), beta)), q), m),
                  "the factors 1 - beta1 and sqrt(1 - beta2) move into alpha_t"));
}

static verdict eq13_g(void)
{
    rat w[2] = {rat_div(rat_of(1, 1), given("alpha")), rat_div(rat_of(1, 1), given("alpha"))},
        regret, star = rat_zero();
    bool gradients, refuted;
    game run = play(w, given("gamma"), &regret, &gradients);
    expr g, m, before;

    refuted = found("product_at_2", product_at(&run, 2)) && found("regret", regret);
    refuted &= found("bound", game_bound14(&run, &star, rat_of(1, 1))) && run.agrees;
    refuted &= is(gradients && rat_sgn(given("product_at_2")) >= 0 && rat_sgn(given("gamma")) < 0,
                  "(12) holds, gamma < 1");
    refuted &= is(rat_cmp(regret, given("bound")) > 0, "(14) does not");
    expr_begin(); /* (36): sum <m_t - gamma m_{t-1}, .> <= sum <m_t, .> takes gamma <m_{t-1}, .> >= 0 */
    g = expr_var(), m = expr_var(), before = expr_var();
    return false_as_printed(refuted, identical(expr_sub(m, expr_sub(m, expr_mul(g, before))),
                                               expr_mul(g, before),
                                               "what (36) drops is gamma <m_{t-1}, x_t - x*>"));
}

/* W_t of the three cases of TH3. */
static void case_w(rat *w, size_t k)
{
    rat g[2], v = rat_zero(), one = rat_of(1, 1), beta, a[2];

    given_vector("g", g, 2);
    if (k == 0) { /* ADAGRAD, t = 1 */
        w[0] = rat_div(rat_abs(g[0]), given("alpha"));
    } else if (k == 1) {
        beta = given("beta2");
        for (size_t t = 0; t < 2; t++) {
            v = rat_add(rat_mul(beta, v), rat_mul(rat_sub(one, beta), rat_sqr(g[t])));
            w[t] =
                rat_div(rat_sqrt(rat_div(v, rat_sub(one, rat_pow(beta, t + 1)))), given("alpha"));
        }
    } else {
        given_vector("alphas", a, 2);
        for (size_t t = 0; t < 2; t++)
            w[t] = rat_div(one, a[t]);
    }
}

/* Bounds on random problems: what is certain. */
typedef struct tally {
    size_t runs, skipped, broken, broken_under_hypotheses, undecided, by[5], alone[5], momentum,
        q_negative, identity_a;
} tally;

/* A quarter of the problems each: steady losses from afar, where one hypothesis alone can fail. Gamma < 0 under MOMENTUM
 * with Q_1/alpha_1 = 1, or W_t falling from at least 1; no penalty. */
static void aim(problem *p, size_t k)
{
    if (k % 4 > 1)
        return;
    p->kind = LOSS_ABSOLUTE;
    p->lambda1 = p->lambda21 = p->lambda2 = 0;
    p->identity_a = false;
    p->gamma = k % 4 == 0 ? -0.5 : 0;
    p->rule = k % 4 == 0 ? W_MOMENTUM : W_ANY;
    p->alpha = 1;
    for (size_t i = 0; i < p->n; i++) {
        p->x_1[i] = p->star[i] + 1 + 3 * test_uniform();
        for (size_t t = 0; t < p->T; t++) {
            p->b[t][i] = p->star[i];
            p->a[t][i] = 0.5 + test_uniform();
            p->free_w[t][i] =
                t == 0 ? 1 + test_uniform() : p->free_w[t - 1][i] * (0.5 + test_uniform() / 2);
        }
    }
}

static void count(tally *c, bool prime, unsigned hypotheses_needed, size_t n, bool aimed)
{
    problem p;
    outcome o;

    for (size_t k = 0; k < n; k++) {
        size_t mark = num_mark();
        num bound;

        problem_draw(&p);
        p.delta = 1;
        if (aimed)
            aim(&p, k);
        if (!problem_run(&o, &p)) {
            c->skipped++;
            num_release(mark);
            continue;
        }
        bound = prime ? o.bound3 : o.bound14;
        c->runs++;
        c->momentum += p.gamma > 0 && (o.failed & hypotheses_needed) == 0;
        c->identity_a += p.identity_a && (o.failed & hypotheses_needed) == 0;
        c->q_negative += (o.failed & FAILS_Q) != 0 && (o.failed & hypotheses_needed) == 0;
        if (num_below(bound, o.regret)) {
            c->broken++;
            c->broken_under_hypotheses += (o.failed & hypotheses_needed) == 0;
            for (int h = 0; h < 5; h++) {
                c->by[h] += o.failed >> h & 1;
                c->alone[h] += (o.failed & hypotheses_needed) == 1u << h;
            }
        } else if (!num_at_most(o.regret, bound)) {
            c->undecided++;
        }
        num_release(mark);
    }
}

static void report(const tally *c)
{
    yaml("runs", "%zu", c->runs);
    yaml("skipped", "%zu", c->skipped);
    yaml("undecided", "%zu", c->undecided);
    yaml("broken_for_certain", "%zu", c->broken);
    yaml("broken_with_every_hypothesis", "%zu", c->broken_under_hypotheses);
    for (int h = 0; h < 5; h++)
        yaml(hypothesis_name(h), "failed in %zu of the broken, in %zu it alone", c->by[h],
             c->alone[h]);
    yaml("momentum_runs_covered", "%zu", c->momentum);
    yaml("covered_with_some_Q_negative", "%zu", c->q_negative);
    yaml("covered_with_A_the_identity", "%zu", c->identity_a);
}

enum {
    NEEDED = FAILS_12 | FAILS_Q | FAILS_Q1 | FAILS_GAMMA | FAILS_A,
    NEEDED_PRIME = FAILS_12 | FAILS_GAMMA | FAILS_A
};

static verdict th3(void)
{
    bool refuted = true, prime = true;
    tally c = {0};

    for (size_t k = 0; k < cases(); k++) {
        rat w[2], regret, star = rat_zero();
        bool gradients;
        game run;

        in_case(k);
        case_w(w, k);
        run = play(w, rat_zero(), &regret, &gradients);
        refuted &=
            found("regret", regret) && found("bound", game_bound14(&run, &star, rat_of(1, 1)));
        if (k > 0)
            refuted &= found("x_2", run.x[1][0]);
        refuted &= is(gradients && run.agrees && rat_cmp(regret, given("bound")) > 0,
                      "(14) fails, gamma = 0, convex, x* = 0");
        prime &= found("bound_prime", game_bound3prime(&run, &star));
        prime &= is(rat_cmp(regret, given("bound_prime")) <= 0, "3' holds there");
    }
    count(&c, false, NEEDED, test_cases(700), true);
    prime &= is(c.broken_under_hypotheses == 0,
                "random problems: every violation of (14) names a hypothesis that failed");
    report(&c);
    refuted &= is(c.alone[0] > 0 && c.alone[1] > 0 && c.alone[2] > 0 && c.alone[3] > 0,
                  "(14) is broken for certain where (12), Q_t >= 0, Q_1/alpha_1 >= I or gamma >= 0 "
                  "alone fails");
    return false_as_printed(refuted && cases() >= 3, prime);
}

static verdict th3_fix(void)
{
    rat g[1], w[1], regret, star = rat_zero();
    bool gradients, all;
    tally c = {0};
    game run;

    given_vector("g", g, 1);
    w[0] = rat_div(rat_abs(g[0]), given("alpha"));
    run = play(w, rat_zero(), &regret, &gradients);
    all = found("regret", regret) && found("bound", game_bound14(&run, &star, given("H_0"))) &&
          gradients;
    all &= is(rat_cmp(given("H_0"), w[0]) <= 0 && rat_cmp(regret, given("bound")) <= 0,
              "with H_0 <= Q_1/alpha_1 it holds");
    count(&c, false, NEEDED, test_cases(700), false);
    all &= is(c.broken_under_hypotheses == 0 && c.runs - c.broken > 100,
              "random problems: no violation under the hypotheses");
    report(&c);
    return holds(all);
}

static verdict th3_prime(void)
{
    tally c = {0};
    bool all;

    count(&c, true, NEEDED_PRIME, test_cases(1500), true);
    all = is(c.broken_under_hypotheses == 0,
             "random problems: no violation of 3' under its hypotheses");
    report(&c);
    all &= is(c.momentum > 20 && c.q_negative > 20,
              "among them runs with momentum and runs with a negative Q_t");
    return holds(all);
}

static verdict th3_sc(void)
{
    expr x, y, h_x = expr_int(0), h_y, slope, total;

    expr_begin();
    x = expr_var(), y = expr_var();
    h_x = h_y = slope = total = expr_int(0);
    for (int s = 0; s < 2; s++) { /* the q of any sign */
        expr q = expr_var(), center = expr_var();

        h_x = expr_add(h_x, expr_div(expr_mul(q, expr_sqr(expr_sub(x, center))), expr_int(2)));
        h_y = expr_add(h_y, expr_div(expr_mul(q, expr_sqr(expr_sub(y, center))), expr_int(2)));
        slope = expr_add(slope, expr_mul(q, expr_sub(x, center)));
        total = expr_add(total, q);
    }
    return holds(
        identical(h_y,
                  expr_add(expr_add(h_x, expr_mul(slope, expr_sub(y, x))),
                           expr_div(expr_mul(total, expr_sqr(expr_sub(x, y))), expr_int(2))),
                  "h(y) = h(x) + h'(x)(y - x) + (sum q)(x - y)^2/2"));
}

static const check checks[] = {
    {"EQ11", eq11}, {"EQ12", eq12},       {"EQ13", eq13},           {"EQ13-G", eq13_g},
    {"TH3", th3},   {"TH3-FIX", th3_fix}, {"TH3-PRIME", th3_prime}, {"TH3-SC", th3_sc},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
