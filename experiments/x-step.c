/* One step of Group Adam (Algorithm 2) with every intermediate, by the reference: two groups of two, one of which dies.
 * Table: step, a row a quantity. */
#include "experiment.h"
#include "sgl_ref.h"

#include <stdlib.h>

enum { N = 4 };

static void row(table *t, const char *symbol, const char *formula, mpfi_srcptr v, size_t n)
{
    double d[N];

    for (size_t i = 0; i < N; i++) /* one number a group: shown for both its entries */
        d[i] = mpfi_get_d(v + (n == N ? i : i / 2));
    table_row(t, "%s\t%s\t%.6g\t%.6g\t%.6g\t%.6g", symbol, formula, d[0], d[1], d[2], d[3]);
}

int main(int argc, char **argv)
{
    experiment e;
    table t;
    double x[CONF_LIST], g1[CONF_LIST], g2[CONF_LIST];
    int status = experiment_begin(&e, argc, argv, "step");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    sgl_hyperparameters hyper = {.alpha = conf_number(&e.conf, "alpha"),
                                 .beta1 = conf_number(&e.conf, "beta1"),
                                 .beta2 = conf_number(&e.conf, "beta2"),
                                 .epsilon = conf_number(&e.conf, "epsilon"),
                                 .lambda1 = conf_number(&e.conf, "lambda1"),
                                 .lambda21 = conf_number(&e.conf, "lambda21"),
                                 .lambda2 = conf_number(&e.conf, "lambda2")};
    bool four = conf_list(&e.conf, "x", x) == N && conf_list(&e.conf, "g1", g1) == N &&
                conf_list(&e.conf, "g2", g2) == N;
    if (experiment_misconfigured(&e) || !four) {
        fprintf(stderr, "%s: expected four numbers each for x, g1 and g2\n", e.conf.file);
        return 4;
    }
    sgl_variant variant = {.optimizer = SGL_ADAM, .accumulate_times = 1, .power = 0.5};
    sgl_layout layout = {.size = N, .groups = 2, .group_size = 2};
    sgl_ref_run *run = NULL;
    mpfi_ptr xi = sgl_ref_vector_new(N, 256), before = sgl_ref_vector_new(N, 256),
             g = sgl_ref_vector_new(N, 256);
    bool done = xi && before && g && sgl_ref_vector_set(xi, x, N) == SGL_OK &&
                sgl_ref_vector_set(g, g2, N) == SGL_OK &&
                sgl_ref_run_new(&run, &variant, &hyper, &layout, 256) == SGL_OK &&
                sgl_ref_step(xi, run, g1, NULL, hyper.alpha) == SGL_OK;
    for (size_t i = 0; done && i < N; i++)
        mpfi_set(before + i, xi + i);
    done = done && sgl_ref_step(xi, run, g2, NULL, hyper.alpha) == SGL_OK &&
           table_open(&t, &e, "step", "symbol\tformula\te1\te2\te3\te4");
    if (done) {
        row(&t, "x_2", "weights after one step", before, N);
        row(&t, "g_2", "gradient", g, N);
        row(&t, "m_2", "(β_1 m_1 + (1-β_1) g_2)/(1-β_1^2)", run->m, N);
        row(&t, "√V_2", "√((β_2 v_1 + (1-β_2) g_2^2)/(1-β_2^2))", run->root, N);
        row(&t, "W_1", "Σ Q_s/α, s ≤ 1", run->w_previous, N);
        row(&t, "W_2", "Σ Q_s/α, s ≤ 2", run->w_dual, N);
        row(&t, "z_2", "z_1 + m_2 - (W_2 - W_1) x_2", run->z, N);
        row(&t, "s_2", "-sign(z) max(|z| - λ_1, 0)", run->s, N);
        row(&t, "2A_2", "(√V_2 + ε_2)/α + 2λ_2", run->denominator, N);
        row(&t, "‖s_2‖", "of the group", run->norm, 2);
        row(&t, "c", "√d λ_{21}", run->threshold, 2);
        row(&t, "x_3", "max(1 - c/‖s‖, 0) s/(2A)", xi, N);
        done = table_close(&t);
    }
    sgl_ref_run_free(run);
    sgl_ref_vector_free(xi, N);
    sgl_ref_vector_free(before, N);
    sgl_ref_vector_free(g, N);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
