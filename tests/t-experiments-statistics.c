/* AUC, paired tests, interpolation and slopes against values worked out by hand, and AUC against
 * the count of pairs that defines it. */
#include "auc.h"
#include "statistics.h"
#include "tap.h"

#include <math.h>

static const struct {
    const char *why;
    float score[5], label[5];
    size_t n;
    double want; /* NaN: not defined */
} areas[] = {
    {"perfect order", {1, 2, 3, 4}, {0, 0, 1, 1}, 4, 1},
    {"reversed", {4, 3, 2, 1}, {0, 0, 1, 1}, 4, 0},
    {"one pair of four is wrong", {1, 3, 2, 4}, {0, 0, 1, 1}, 4, 0.75},
    {"all tied is a half", {2, 2, 2, 2}, {0, 1, 0, 1}, 4, 0.5},
    {"a tie between the classes counts a half", {1, 2, 2, 3}, {0, 0, 1, 1}, 4, 0.875},
    {"infinities are ordered", {-INFINITY, 0, INFINITY}, {0, 0, 1}, 3, 1},
    {"no positives", {1, 2}, {0, 0}, 2, NAN},
    {"no rows", {0}, {0}, 0, NAN},
    {"a NaN score", {NAN, 1}, {0, 1}, 2, NAN},
};

static double pairs(const float *score, const float *label, size_t n)
{
    double won = 0, all = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (label[i] > 0.5f && label[j] <= 0.5f) {
                all++;
                won += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
            }
    return won / all;
}

static void test_auc(void)
{
    size_t wrong = 0, cases = test_cases(300);

    for (size_t i = 0; i < ARRAY_SIZE(areas); i++) {
        double got = auc(areas[i].score, areas[i].label, areas[i].n), want = areas[i].want;
        ok(isnan(want) ? isnan(got) : got == want, "auc: %s", areas[i].why);
    }
    for (size_t c = 0; c < cases; c++) {
        float score[40], label[40];
        size_t n = 2 + test_random() % 39;
        for (size_t i = 0; i < n; i++) {
            score[i] = (float)(test_random() % 7); /* many ties */
            label[i] = (float)(test_random() % 2);
        }
        double got = auc(score, label, n), want = pairs(score, label, n);
        wrong += !(isnan(want) ? isnan(got) : fabs(got - want) <= 1e-15);
    }
    ok(wrong == 0, "auc: equals the share of ordered pairs, %zu random cases", cases);
}

static void test_paired(void)
{
    /* Differences 1, 2, 3: mean 2, sd 1, t = 2 sqrt 3, two degrees of freedom, where p = 1 -
     * t/sqrt(2 + t^2). */
    double a[] = {2, 4, 6, NAN}, b[] = {1, 2, 3, 4}, c[] = {0, 1, 2};
    paired_test r = paired_t(a, b, 4);

    ok(r.n == 3 && r.mean == 2 && r.sd == 1, "paired t: the NaN pair is left out");
    ok(fabs(r.t - 2 * sqrt(3)) < 1e-14, "paired t: statistic");
    ok(fabs(r.p - (1 - 2 * sqrt(3) / sqrt(14))) < 1e-14,
       "paired t: p from the closed form for 2 degrees");
    ok(isnan(paired_t(b, c, 3).p), "paired t: equal differences have no p");
    ok(isnan(paired_t(a, b, 1).p), "paired t: one pair has no p");
    ok(fabs(paired_t_resplit(a, b, 3, 0.25).t - 2 / sqrt(1.0 / 3 + 0.25)) < 1e-14,
       "re-splits: the variance of the mean is sd^2 (1/n + test/train)");
}

static void test_within(void)
{
    /* Off the columns' means 2 4 6: -1 0 1, 0 0 0, 1 0 -1; sd 1, times sqrt(3/2). */
    double v[] = {1, 4, 7, 0, 2, 4, 6, 0, 3, 4, 5, 0}, two[] = {1, 2, 4, 9, 3, 1, 8, 2};
    double easier[] = {11, 4, 7, 0, 12, 4, 6, 0, 13, 4, 5, 0}, hole[] = {1, 4, NAN, 7, 3, 4, 5, 5};

    ok(fabs(within_sd(v, 3, 4, 3, 0) - sqrt(1.5)) < 1e-14 && within_sd(v, 3, 4, 3, 1) == 0,
       "sd within: by hand, three rows");
    ok(fabs(within_sd(easier, 3, 4, 3, 0) - sqrt(1.5)) < 1e-14,
       "sd within: a column's level is no part of it");
    double want = paired_t(two, two + 4, 4).sd / sqrt(2);
    ok(fabs(within_sd(two, 2, 4, 4, 0) - want) < 1e-14 &&
           fabs(within_sd(two, 2, 4, 4, 1) - want) < 1e-14,
       "sd within: of two rows, the sd of their differences over sqrt 2");
    ok(fabs(within_sd(hole, 2, 4, 4, 0) - sqrt(2)) < 1e-14 && isnan(within_sd(v, 1, 4, 3, 0)),
       "sd within: columns that lack a partner are left out");
}

static void test_lines(void)
{
    double x[] = {0.1, 0.01, 0, 1}, y[] = {2, 1, 99, 3}, slope, error;

    ok(fabs(interpolate_log(x, y, 4, sqrt(0.001)) - 1.5) < 1e-14,
       "interpolation: half way in log x");
    ok(interpolate_log(x, y, 4, 0.1) == 2, "interpolation: at a point");
    ok(isnan(interpolate_log(x, y, 4, 0.001)) && isnan(interpolate_log(x, y, 4, 2)),
       "interpolation: nothing outside the range");
    double u[] = {1, 2, 3, 4}, v[] = {1, 3, 2, 4};
    /* slope = 4/5, residual sum of squares 9/5, variance of the slope (9/5/2)/5 */
    fit_slope(&slope, &error, u, v, 4);
    ok(fabs(slope - 0.8) < 1e-14 && fabs(error - sqrt(0.18)) < 1e-14, "slope and its error");
}

int main(void)
{
    plan(ARRAY_SIZE(areas) + 1 + 6 + 4 + 4);
    test_auc();
    test_paired();
    test_within();
    test_lines();
    return tap_status();
}
