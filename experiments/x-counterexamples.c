/* The smallest instances on which the bounds of Section 3 fail as printed, played out, with Theorem 3' beside; and the
 * regret of Adagrad with delta^2 in V on f = |x| against Corollary 1, over delta.
 * Tables: counterexamples (one row an instance), corollary (one row a delta). */
#include "experiment.h"
#include "online.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS = 4, ENTRIES = 2 };

/* Losses: slope |x - centre| where n = 1, slope . x where n = 2. x* is where the sum is least. */
typedef struct instance {
    const char *name,
        *hypothesis; /* which hypothesis is missing from the printed theorem, or fails */
    online_update update;
    size_t n, steps;
    double gamma, lambda21, start;
    double slope[STEPS][ENTRIES], centre[STEPS], w[STEPS][ENTRIES];
    double star;
    bool prime_applies;
} instance;

static const instance instances[] = {
    {"ADAGRAD, α = 2", "Q_1/α_1 ⪰ I", ONLINE_UPDATE_6, 1, 1, 0, 0, 1, {{1}}, {0}, {{0.5}}, 0, true},
    {"ADAM, β_1 = 0, β_2 = 1/2",
     "Q_t ⪰ 0",
     ONLINE_UPDATE_6,
     1,
     2,
     0,
     0,
     6,
     {{5}, {1}},
     {0},
     {{1}, {0.6}},
     0,
     true},
    {"step size doubles",
     "Q_t ⪰ 0",
     ONLINE_UPDATE_6,
     1,
     2,
     0,
     0,
     2,
     {{1}, {1}},
     {0},
     {{1}, {0.5}},
     0,
     true},
    {"γ = −1/2",
     "γ ≥ 0",
     ONLINE_UPDATE_6,
     1,
     2,
     -0.5,
     0,
     2,
     {{1}, {1.5}},
     {0},
     {{1}, {1}},
     0,
     false},
    {"heavy ball, γ = 1/2",
     "(12)",
     ONLINE_UPDATE_6,
     1,
     2,
     0.5,
     0,
     1,
     {{2}, {2}},
     {0},
     {{1}, {1}},
     0,
     false},
    {"Algorithm 1, d = 1",
     "update (6)",
     ONLINE_ALGORITHM_1,
     1,
     2,
     0,
     1,
     1,
     {{0}, {2}},
     {0, 2},
     {{1}, {1}},
     2,
     false},
    {"Algorithm 1, d = 2",
     "update (6)",
     ONLINE_ALGORITHM_1,
     2,
     4,
     0,
     0.35355339059327379,
     0,
     {{-0.5, 0}, {-2.5, -4}, {2.5, 4}, {0.5, 0}},
     {0},
     {{1, 16}, {1, 16}, {1, 16}, {1, 16}},
     0,
     false},
};

/* f_t(x) - f_t(x*), and a subgradient at x. */
static double play(double *g, const instance *c, size_t t, const double *x)
{
    if (c->n == 1) {
        double away = x[0] - c->centre[t];
        g[0] = away == 0 ? 0 : copysign(c->slope[t][0], away);
        return c->slope[t][0] * (fabs(away) - fabs(c->star - c->centre[t]));
    }
    g[0] = c->slope[t][0];
    g[1] = c->slope[t][1];
    return g[0] * (x[0] - c->star) + g[1] * (x[1] - c->star);
}

static bool write_instances(const experiment *e)
{
    table t;

    if (!table_open(&t, e, "counterexamples",
                    "instance\tmissing\tT\tregret\tprinted\tprime\tover_printed\tover_prime\tprime_"
                    "applies"))
        return false;
    for (size_t i = 0; i < sizeof instances / sizeof *instances; i++) {
        const instance *c = &instances[i];
        double start[ENTRIES] = {c->start, c->start}, star[ENTRIES] = {c->star, c->star},
               g[ENTRIES], regret = 0;
        online o = {.update = c->update, .gamma = c->gamma, .lambda21 = c->lambda21};
        online_start(&o, start, c->n, c->n);
        for (size_t k = 0; k < c->steps; k++) {
            regret += play(g, c, k, o.x);
            online_step(&o, g, c->w[k]);
        }
        double printed = online_bound_printed(&o, star), prime = online_bound_prime(&o, star);
        table_row(&t, "%s\t%s\t%zu\t%.9g\t%.9g\t%.9g\t%.6g\t%.6g\t%d", c->name, c->hypothesis,
                  c->steps, regret, printed, prime, regret / printed, regret / prime,
                  c->prime_applies);
    }
    return table_close(&t);
}

typedef struct worst {
    double printed, corrected, alpha;
    size_t T;
} worst;

/* f = |x|, x_1 = 1, G = D_2 = 1: x_{t+1} = x_t - alpha sign(x_t)/sqrt(delta^2 + t). */
static void play_corollary(worst *w, double delta, double alpha, size_t largest)
{
    double x = 1, regret = 0, d2 = 1;

    for (size_t T = 1; T <= largest; T++) {
        regret += fabs(x);
        d2 = fmax(d2, fabs(x));
        double root = sqrt((double)T), fixed = sqrt(delta * delta + (double)T);
        double printed = regret / ((d2 * d2 / (2 * alpha) + alpha) * root);
        double corrected = regret / (d2 * d2 * fixed / (2 * alpha) + alpha * root);
        if (printed > w->printed) {
            w->printed = printed;
            w->alpha = alpha;
            w->T = T;
        }
        w->corrected = fmax(w->corrected, corrected);
        x -= alpha * copysign(x != 0, x) / fixed;
    }
}

static bool write_corollary(const experiment *e, const double *delta, size_t n, const double *alpha,
                            size_t alphas, size_t largest)
{
    table t;

    if (!table_open(&t, e, "corollary", "delta\tover_printed\tover_corrected\talpha\tT"))
        return false;
    for (size_t i = 0; i < n; i++) {
        worst w = {0};
        for (size_t k = 0; k < alphas; k++)
            play_corollary(&w, delta[i], alpha[k], largest);
        table_row(&t, "%g\t%.6g\t%.6g\t%g\t%zu", delta[i], w.printed, w.corrected, w.alpha, w.T);
    }
    return table_close(&t);
}

int main(int argc, char **argv)
{
    experiment e;
    double delta[CONF_LIST], alpha[CONF_LIST];
    int status = experiment_begin(&e, argc, argv, "counterexamples");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    size_t deltas = conf_list(&e.conf, "deltas", delta),
           alphas = conf_list(&e.conf, "alphas", alpha);
    size_t largest = conf_count(&e.conf, "horizon");
    if (experiment_misconfigured(&e))
        return 4;
    bool done = write_instances(&e) && write_corollary(&e, delta, deltas, alpha, alphas, largest);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
