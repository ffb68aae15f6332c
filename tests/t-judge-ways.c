/* The nearest way of rounding (powers of beta, keeping z or x) is the one that all of them walked to their ends would name, though a way is
 * given up where it cannot be nearer; and what the judge says of a way that it gives up. */
#include "judge/choose.h"
#include "judge/likely.h"
#include "same_judgement.h"
#include "simulate_case.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4 * 120 + 3, T = 15 };

/* A program on many groups of 3 and 4, with powers of its own kind; plain: all lambda 0; still: all weights 0. */
static void make(simulate_run *run, size_t *offsets, const char *name, int power, bool plain, bool still, unsigned long long seed)
{
    size_t groups = 0;

    memset(run, 0, sizeof *run);
    for (size_t at = 0; at < MOST; at += groups % 5 == 0 ? 3 : 4)
        offsets[groups++] = at;
    offsets[groups] = MOST;
    run->variant = sgl_variant_find(name)->variant;
    run->dtype = SGL_FLOAT32;
    run->steps = T;
    run->style = (simulate_style){.power = power, .keeps_x = plain && power == 1};
    run->layout = (sgl_layout){.size = MOST, .groups = groups, .offsets = offsets};
    run->hyper = (sgl_hyperparameters){.alpha = 0.125, .beta1 = (double)0.9f, .beta2 = (double)0.99f, .epsilon = 0x1p-20, .gamma = 0.5};
    if (!plain)
        run->hyper.lambda1 = still ? 1000 : 0.125, run->hyper.lambda21 = 0.25;
    run->g = malloc(T * MOST * sizeof *run->g);
    run->x = calloc((T + 1) * MOST, sizeof *run->x);
    if (run->g == NULL || run->x == NULL)
        bail_out("out of memory");
    for (size_t k = 0; k < T * MOST; k++)
        run->g[k] = simulate_round(SGL_FLOAT32, 2 * simulate_uniform(&seed) - 1);
    simulate(run);
}

/* The nearest of all ways, each walked to its end or its first divergence. */
static sgl_judgement nearest(const sgl_trace *trace, const sgl_variant *v, sgl_judge_options options, int forms, int kinds)
{
    sgl_judgement best, one;

    for (options.stop_at_divergence = true;; options.stop_at_divergence = false) {
        for (int way = 0; way < forms * kinds; way++) {
            sgl_variant tried = *v;

            if (way >= kinds)
                tried.form = SGL_FORM_PROX;
            if (sgl_judge(&one, trace, &tried, (sgl_powers)(way % kinds), &options) != SGL_OK)
                bail_out("not judged");
            if (way == 0 || sgl_judgement_nearer(&one, &best))
                best = one;
        }
        if (!best.diverges || !options.stop_at_divergence)
            return best;
    }
}

static void test_nearest(const char *name, bool plain, bool wrong, bool still, bool exact)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 512, .exact = exact};
    size_t same = 0, prox = 0, kinds[SGL_POWERS_KINDS] = {0}, cases = test_cases(1) * SGL_POWERS_KINDS;

    for (size_t k = 0; k < cases; k++) {
        size_t offsets[MOST + 1];
        simulate_run run;
        sgl_trace trace;
        sgl_judgement j, all;

        make(&run, offsets, name, (int)(k % SGL_POWERS_KINDS), plain, still, test_random());
        if (wrong)
            run.x[7 * MOST + 500] += 1;
        simulate_trace(&trace, &run);
        if (sgl_judge_variant(&j, &trace, &run.variant, &options) != SGL_OK)
            bail_out("not judged");
        all = nearest(&trace, &run.variant, options, plain ? 2 : 1, SGL_POWERS_KINDS);
        same += same_judgement(&j, &all) && j.variant.form == all.variant.form && j.diverges == wrong && (j.max_ratio == 0) == still;
        kinds[j.powers]++;
        prox += j.variant.form == SGL_FORM_PROX;
        free(run.g);
        free(run.x);
    }
    ok(same == cases, "%s%s%s%s%s: of %zu recordings the nearest way is the nearest of all", name, plain ? ", all lambda 0" : "",
       wrong ? ", one weight wrong" : "", still ? ", all weights 0" : "", exact ? ", exactly" : "", cases);
    diag("powers exact %zu, by products %zu, pow %zu; keeping x %zu", kinds[0], kinds[1], kinds[2], prox);
}

enum { MANY = 8192, FEW = 128 };

/* As many groups of one weight as it takes for the way to begin with to be looked for. */
static void make_many(simulate_run *run, sgl_dtype dtype, int power, unsigned long long seed)
{
    size_t offsets[MOST + 1];

    make(run, offsets, "adam-algorithm2", power, false, false, seed);
    free(run->g);
    free(run->x);
    run->dtype = dtype;
    if (dtype == SGL_FLOAT64)
        run->hyper.beta1 = 0.9, run->hyper.beta2 = 0.999; /* of all bits, so that products are rounded */
    run->layout = (sgl_layout){.size = MANY, .groups = MANY, .group_size = 1};
    run->g = malloc(T * MANY * sizeof *run->g);
    run->x = calloc((T + 1) * MANY, sizeof *run->x);
    if (run->g == NULL || run->x == NULL)
        bail_out("out of memory");
    for (size_t k = 0; k < T * MANY; k++)
        run->g[k] = simulate_round(SGL_FLOAT32, 2 * simulate_uniform(&seed) - 1);
    simulate(run);
}

/* The way that is likely is the nearest of the first groups alone, and the nearest of all is found in any case. */
static void test_likely(sgl_dtype dtype, int power, int power_of_few)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 512};
    const int kinds = dtype == SGL_FLOAT32 ? SGL_POWERS_KINDS : SGL_POWERS_KINDS - 1; /* as the judge has them */
    const unsigned long long seed = test_random();
    double ratios[SGL_POWERS_KINDS], least = INFINITY;
    simulate_run run, few;
    sgl_judgement j, all;
    sgl_trace trace;
    bool finite = true;

    make_many(&run, dtype, power, seed);
    make_many(&few, dtype, power_of_few, seed);
    for (size_t t = 0; t <= T; t++)
        memcpy(run.x + t * MANY, few.x + t * MANY, FEW * sizeof *run.x);
    simulate_trace(&trace, &run);
    if (sgl_judge_variant(&j, &trace, &run.variant, &options) != SGL_OK)
        bail_out("not judged");
    all = nearest(&trace, &run.variant, options, 1, kinds);
    ok(same_judgement(&j, &all), "a large recording, powers by %d, at first by %d: the nearest way is the nearest of all, %d", power, power_of_few, (int)all.powers);
    for (int k = 0; k < kinds; k++) {
        ratios[k] = sgl_likely_ratios(&trace, &run.variant, (sgl_powers)k, &options);
        least = fmin(least, ratios[k]);
    }
    trace.layout.groups--;
    finite = isfinite(sgl_likely_ratios(&trace, &run.variant, SGL_POWERS_EXACT, &options));
    ok(isfinite(least) && ratios[power_of_few] == least && !finite, "the likely one is that of the first groups, %d", power_of_few);
    free(run.g);
    free(run.x);
    free(few.g);
    free(few.x);
}

/* A ratio that is asked for: reached, the walk ends there and says so; not reached, nothing changes. */
static void test_enough(bool exact)
{
    sgl_judge_options options = {.bits = 128, .max_bits = 512, .exact = exact, .stop_at_divergence = true};
    static const double shares[] = {0x1p-10, 0.5, 0.9, 1, 1 + 0x1p-40, 2};
    size_t offsets[MOST + 1];
    simulate_run run;
    sgl_trace trace;
    sgl_judgement whole, j, early;

    make(&run, offsets, "adam-algorithm2", 0, false, false, test_random());
    simulate_trace(&trace, &run);
    if (sgl_judge(&whole, &trace, &run.variant, SGL_POWERS_EXACT, &options) != SGL_OK || whole.diverges || whole.max_ratio <= 0)
        bail_out("not judged to conform");
    for (size_t k = 0; k < ARRAY_SIZE(shares); k++) {
        options.enough_ratio = shares[k] * whole.max_ratio;
        if (sgl_judge(&j, &trace, &run.variant, SGL_POWERS_EXACT, &options) != SGL_OK)
            bail_out("not judged");
        if (shares[k] > 1)
            ok(same_judgement(&j, &whole), "%g of the ratio is not reached%s: all as without", shares[k], exact ? ", exactly" : "");
        else if (shares[k] < 1 || j.stopped) /* of the ratio itself the filter may not be certain, and then all is known */
            ok(j.stopped && !j.diverges && j.max_ratio >= options.enough_ratio && j.max_ratio <= whole.max_ratio && j.entries <= whole.entries,
               "%g of the ratio%s: %zu of %zu entries seen, at least %g of it found", shares[k], exact ? ", exactly" : "", j.entries, whole.entries,
               j.max_ratio / whole.max_ratio);
        else
            ok(same_judgement(&j, &whole), "the ratio itself%s: all as without", exact ? ", exactly" : "");
    }
    options.enough_ratio = 0.99 * whole.max_ratio;
    options.first_group = whole.max_at.group;
    if (sgl_judge(&early, &trace, &run.variant, SGL_POWERS_EXACT, &options) != SGL_OK)
        bail_out("not judged");
    ok(early.stopped && early.entries <= 4 * 4 * T && early.max_ratio <= whole.max_ratio, "beginning where the ratio is%s: %zu entries seen",
       exact ? ", exactly" : "", early.entries);
    free(run.g);
    free(run.x);
}

int main(void)
{
    plan(7 + 2 * 4 + 2 * 7);
    test_nearest("adam-algorithm2", false, false, false, false);
    test_nearest("adam-algorithm2", false, true, false, false);
    test_nearest("adam-algorithm2", false, false, true, false);
    test_nearest("adam-algorithm2", false, false, false, true);
    test_nearest("adam-kingma-ba", true, false, false, false);
    test_nearest("adam-kingma-ba", true, true, false, false);
    test_nearest("amsgrad-reddi", true, false, false, false);
    test_likely(SGL_FLOAT32, SGL_POWERS_PRODUCT, SGL_POWERS_PRODUCT);
    test_likely(SGL_FLOAT32, SGL_POWERS_POW, SGL_POWERS_POW);
    test_likely(SGL_FLOAT32, SGL_POWERS_POW, SGL_POWERS_PRODUCT);
    test_likely(SGL_FLOAT64, SGL_POWERS_EXACT, SGL_POWERS_PRODUCT);
    test_enough(false);
    test_enough(true);
    return tap_status();
}
