/* Section 4.4: the mathematics of one step behind its discussion of lambda1 and lambda21. */
#include "check.h"
#include "game.h"
#include "sgl_ref.h"

#include <gsl/gsl_cdf.h>

/* One step of d entries with dual z, W and either lambda. */
static bool one_step(rat *x, const rat *z, const rat *w, size_t d, rat lambda1, rat threshold,
                     sgl_norm norm)
{
    rat start[GAME_SIZE] = {rat_zero()};
    game g;

    for (size_t i = 0; i < d; i++)
        start[i] = rat_zero();
    g = game_new(start, d);
    g.lambda1 = lambda1;
    g.threshold = threshold;
    g.norm = norm;
    game_step(&g, z, w);
    for (size_t i = 0; i < d; i++)
        x[i] = g.x[1][i];
    return g.agrees;
}

static verdict s44_eq(void)
{
    rat a = given("A"), lambda = given("lambda"), z[4], w[4], x[4], y[4];
    size_t n = test_cases(200), bad = 0;
    bool differ;

    z[0] = given("z");
    w[0] = rat_mul(rat_of(2, 1), a);
    one_step(x, z, w, 1, lambda, rat_zero(), SGL_NORM_EXACT);
    one_step(y, z, w, 1, rat_zero(), lambda, SGL_NORM_EXACT);
    differ = found("by_lambda1", x[0]) && found("by_lambda21", y[0]) &&
             is(rat_cmp(x[0], y[0]) != 0, "two effects");
    for (size_t k = 0; k < n;
         k++) { /* sqrt(d) and |s| = |a| sqrt(d) are rational for d = 1 and 4 */
        size_t mark = rat_mark(), d = k % 2 == 0 ? 1 : 4;
        rat size = rat_random(4, 3), sqrt_d = rat_of(d == 1 ? 1 : 2, 1),
            part = rat_of((long)(test_random() % 5), 4);

        lambda = rat_abs(rat_random(4, 5));
        for (size_t i = 0; i < d; i++) {
            z[i] = test_random() & 1 ? size : rat_neg(size);
            w[i] = rat_of(1 + (long)(test_random() % 20), 3);
        }
        bad += !one_step(x, z, w, d, lambda, rat_zero(), SGL_NORM_ALGORITHM1);
        bad += !one_step(y, z, w, d, rat_mul(part, lambda),
                         rat_mul(sqrt_d, rat_mul(rat_sub(rat_of(1, 1), part), lambda)),
                         SGL_NORM_ALGORITHM1);
        for (size_t i = 0; i < d; i++)
            bad += rat_cmp(x[i], y[i]) != 0;
        rat_release(mark);
    }
    return holds_if(
        differ,
        is(bad == 0,
           "Algorithm 1, |z_i| equal, any V: any split of lambda1 + lambda21 gives the same step"));
}

/* Does the reference's Algorithm 1 delete a group of d equal entries a, for certain (+1), or keep it (-1)? */
static int reference_deletes(size_t d, double a, double lambda21)
{
    const sgl_variant sgd = {
        .optimizer = SGL_SGD, .rate = SGL_RATE_CONSTANT, .accumulate_times = 1, .power = 0.5};
    const sgl_hyperparameters hyper = {.alpha = 1, .lambda21 = lambda21};
    const sgl_layout layout = {d, 1, d, NULL};
    mpfi_ptr x = sgl_ref_vector_new(d, NUM_BITS);
    double g[16];
    sgl_ref_run *run;
    int answer;

    for (size_t i = 0; i < d && i < 16; i++)
        g[i] = i % 2 ? a : -a;
    if (d > 16 || sgl_ref_run_new(&run, &sgd, &hyper, &layout, NUM_BITS) != SGL_OK ||
        sgl_ref_step(x, run, g, NULL, 1) != SGL_OK)
        bail_out("S44-REASON: the reference refuses a group of %zu", d);
    answer = run->group_zero[0];
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, d);
    return answer;
}

static verdict s44_reason(void)
{
    static const char *const names[] = {"p_4", "p_8", "p_16"};
    rat d[3], deleted[3], threshold[3], a = given("a"), lambda = given("lambda21");
    bool equal, normal = true, up = false, down = false;
    size_t n = given_vector("d", d, 3);

    for (size_t k = 0; k < n; k++) {
        threshold[k] = rat_mul(d[k], rat_sqr(lambda)); /* of |s|^2 = d a^2 */
        deleted[k] = rat_of(rat_cmp(rat_mul(d[k], rat_sqr(a)), threshold[k]) <= 0, 1);
    }
    equal = found("rms", rat_abs(a)) && found_vector("threshold_squared", threshold, n);
    equal &= found_vector("deleted", deleted, n);
    for (size_t k = 0; k < n; k++) { /* d = 1, 4, 9 have rational roots, so a tie is exact */
        size_t size = (size_t)mpq_get_d(d[k]);
        double at = mpq_get_d(a), under = at * (1 - 0x1p-40);

        equal &=
            is(reference_deletes(size, at, at) == 1 && reference_deletes(size, at, under) == -1,
               "the reference deletes %zu entries at lambda21 = rms, and not below", size);
    }
    equal &= is(rat_cmp(d[0], d[n - 1]) < 0 && rat_cmp(deleted[0], deleted[n - 1]) == 0,
                "the same for every d");
    for (size_t k = 1; k < cases(); k++) {
        double p[3], l;

        in_case(k);
        given_vector("d", d, 3);
        l = mpq_get_d(given("lambda21"));
        for (int i = 0; i < 3; i++) { /* |s|^2 <= lambda21^2 d, chi-square of d degrees */
            double degrees = mpq_get_d(d[i]);

            p[i] = gsl_cdf_chisq_P(l * l * degrees, degrees);
            normal &= found_real(names[i], num_double(p[i]));
        }
        down |= p[0] > p[1] && p[1] > p[2];
        up |= p[0] < p[1] && p[1] < p[2];
    }
    return false_as_printed(
        equal && normal && is(down, "below 1 fewer groups go as d grows, against the reason given"),
        is(up, "above 1 more"));
}

static const check checks[] = {
    {"S44-EQ", s44_eq},
    {"S44-REASON", s44_reason},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
