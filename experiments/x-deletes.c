/* Who deletes what the argmin keeps: on the states (z_t, W_t) that a plain run passes through, the groups that each norm
 * would delete at a given lambda21, against the argmin of Eq. (6), and how far the objective of (6) is above its least
 * value at each norm's x. Double precision; the reference decides the same in t-experiments-shapes.
 * Table: deletes. */
#include "experiment.h"
#include "horizon.h"

#include <math.h>
#include <stdlib.h>

enum { NORMS = 3, LAMBDAS = CONF_LIST };

static const char *const norm_names[NORMS] = {"s", "exact", "printed"};
static const double exponent[NORMS] = {0, 0.5, 1}; /* |A^-exponent s| */

typedef struct tally {
    double deleted, wrongly_deleted, wrongly_kept, gap, value;
} tally;

/* z.x + x'Wx/2 + Psi(x) of one group with lambda1 = 0. */
static double objective(const double *x, const double *z, const double *w, size_t d,
                        double threshold, double lambda2)
{
    double sum = 0, square = 0;

    for (size_t i = 0; i < d; i++) {
        sum += z[i] * x[i] + (w[i] / 2 + lambda2) * x[i] * x[i];
        square += (w[i] / 2 + lambda2) * x[i] * x[i];
    }
    return sum + threshold * sqrt(square);
}

static bool shrink(double *x, const double *z, const double *w, size_t d, double threshold,
                   double lambda2, double power)
{
    double square = 0;

    for (size_t i = 0; i < d; i++) {
        double v = z[i] * pow(w[i] / 2 + lambda2, -power);
        square += v * v;
    }
    double factor = sqrt(square) > threshold ? 1 - threshold / sqrt(square) : 0;
    for (size_t i = 0; i < d; i++)
        x[i] = -factor * z[i] / (w[i] + 2 * lambda2);
    return factor == 0;
}

static void weigh(tally *all, const online *o, const double *lambda, size_t lambdas, double lambda2)
{
    size_t d = o->group_size;
    double x[NORMS][ONLINE_MAX];
    bool zero[NORMS];

    for (size_t k = 0; k < o->n; k += d)
        for (size_t j = 0; j < lambdas; j++) {
            double threshold = lambda[j] * sqrt((double)d);
            for (int m = 0; m < NORMS; m++)
                zero[m] = shrink(x[m], o->z + k, o->w + k, d, threshold, lambda2, exponent[m]);
            double least = objective(x[1], o->z + k, o->w + k, d, threshold, lambda2);
            for (int m = 0; m < NORMS; m++) {
                tally *t = &all[(size_t)m * lambdas + j];
                t->deleted += zero[m];
                t->wrongly_deleted += zero[m] && !zero[1];
                t->wrongly_kept += !zero[m] && zero[1];
                t->gap += objective(x[m], o->z + k, o->w + k, d, threshold, lambda2) - least;
                t->value -= least;
            }
        }
}

int main(int argc, char **argv)
{
    static tally all[NORMS * LAMBDAS];
    experiment e;
    problem p;
    table t;
    double lambda[CONF_LIST], g[ONLINE_MAX], w[ONLINE_MAX], start[ONLINE_MAX] = {0};
    int status = experiment_begin(&e, argc, argv, "deletes");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    size_t n = conf_count(&e.conf, "n"), d = conf_count(&e.conf, "group_size"),
           T = conf_count(&e.conf, "horizon");
    size_t seeds = conf_count(&e.conf, "seeds"), lambdas = conf_list(&e.conf, "lambdas", lambda);
    double alpha = conf_number(&e.conf, "alpha"), lambda2 = conf_number(&e.conf, "lambda2");
    if (experiment_misconfigured(&e))
        return 4;
    if (n < 1 || n > ONLINE_MAX || d < 1 || n % d || T < 1 || !(alpha > 0)) {
        fprintf(stderr,
                "%s: expected n 1 to %d, a multiple of group_size, horizon >= 1, alpha > 0\n",
                e.conf.file, ONLINE_MAX);
        return 4;
    }
    for (size_t seed = 1; seed <= seeds; seed++) {
        online o = {.update = ONLINE_UPDATE_6};
        rule r;
        problem_new(&p, PROBLEM_SQUARES, n, d, seed);
        rule_start(&r, RULE_ADAM_0, alpha, &o);
        online_start(&o, start, n, d);
        while (o.t < T) {
            problem_loss(&p, o.t + 1, o.x, g, NULL);
            for (size_t i = 0; i < n; i++)
                g[i] *= pow(10, 2 * (double)(i % d) / (double)d -
                                    1); /* entries of one group differ in scale */
            rule_step(&r, w, g, NULL, n);
            online_step(&o, g, w);
            weigh(all, &o, lambda, lambdas, lambda2);
        }
    }
    if (!table_open(&t, &e, "deletes",
                    "norm\tlambda21\tdeleted\twrongly_deleted\twrongly_kept\tobjective_gap"))
        return EXIT_FAILURE;
    double count = (double)(seeds * T * (n / d));
    for (size_t m = 0; m < NORMS; m++)
        for (size_t j = 0; j < lambdas; j++) {
            const tally *v = &all[m * lambdas + j];
            table_row(&t, "%s\t%g\t%.6f\t%.6f\t%.6f\t%.6g", norm_names[m], lambda[j],
                      v->deleted / count, v->wrongly_deleted / count, v->wrongly_kept / count,
                      v->value > 0 ? fmax(0, v->gap) / v->value : NAN);
        }
    return table_close(&t) ? EXIT_SUCCESS : EXIT_FAILURE;
}
