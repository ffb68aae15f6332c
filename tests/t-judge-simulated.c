/* Programs that follow their algorithm conform, however they round. The programs are simulated (simulate.h): in the arithmetic of
 * the dtype, and with every operation off by what its budget allows, by chance or always in one direction: the envelope must hold
 * those too, and not by much more than it must. */
#include "judge/choose.h"
#include "simulate_case.h"
#include "tap.h"

#include <fenv.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

static size_t count; /* named variants */
static const sgl_named_variant *variants;

static const simulate_style styles[] = {
    {.name = "plain"},
    {.name = "fused", .fused = true},
    {.name = "z + (m - q), pairwise, (s/Y) f", .association = 1, .sum = 1, .quotient = 1, .power = 1},
    {.name = "(z - q) + m, last to first, (r - c)/r", .association = 2, .sum = 2, .quotient = 2, .power = 2},
    {.name = "reciprocals, fused", .reciprocal = true, .fused = true, .association = 1, .inverse_rate = true, .quotient = 3},
    {.name = "rough root, pairwise", .rough_root = true, .sum = 1, .power = 1, .quotient = 2},
    {.name = "increment, 1/alpha", .increment = true, .inverse_rate = true, .under_root = true},
    {.name = "increment, fused, rough root", .increment = true, .fused = true, .rough_root = true, .association = 2, .power = 2},
    {.name = "one division, under the root", .one_division = true, .under_root = true, .association = 2},
    {.name = "one division, reciprocals", .one_division = true, .reciprocal = true, .rough_root = true, .increment = true},
    {.name = "alpha z and alpha lambda", .in_rates = true, .quotient = 2},
    {.name = "flushes, rough root", .flushes = true, .rough_root = true, .fused = true},
    {.name = "flushes, plain", .flushes = true, .association = 1},
    {.name = "keeps x", .keeps_x = true},
    {.name = "keeps x, reciprocals, increment", .keeps_x = true, .reciprocal = true, .increment = true, .rough_root = true, .flushes = true},
};

/* keeps_x is the same algorithm only where one W is in z and in the denominator. */
static bool has_x_form(const sgl_named_variant *v)
{
    sgl_epsilon e = v->variant.epsilon;
    bool averages = v->variant.optimizer >= SGL_ADAM && v->variant.optimizer <= SGL_ADAHESSIAN;

    if (v->variant.form == SGL_FORM_PROX || v->variant.rows == SGL_ROWS_LAZY || v->variant.optimizer == SGL_FTRL)
        return false;
    return !averages || e == SGL_EPSILON_HAT || e == SGL_EPSILON_OUTSIDE || e == SGL_EPSILON_INSIDE;
}

/* Whether a program of this style can be written for the variant. Keeping alpha z needs a norm in which a common factor is none. */
static bool applies(const simulate_style *style, const sgl_named_variant *v)
{
    if (style->in_rates && (v->variant.form == SGL_FORM_PROX || v->variant.norm == SGL_NORM_EXACT || v->variant.norm == SGL_NORM_PRINTED))
        return false;
    return !style->keeps_x || has_x_form(v);
}

static void conforming(const simulate_style *style, simulate_noise noise, const char *noise_name)
{
    size_t cases = 0, over = 0, refused = 0, entries = 0, vacuous = 0, undecided = 0, undefined = 0, unsure = 0;
    double worst = 0;
    bool numbers = true;

    for (size_t k = 0; k < count; k++) {
        for (size_t again = 0; again < test_cases(noise == NOISE_NONE ? 2 : 1); again++) {
            unsigned long long seed = test_random();
            size_t T = noise != NOISE_NONE ? 4 + seed % 120 : again == 0 ? 1 + seed % 8 : 20 + seed % (again % 8 == 7 ? 280 : 60);
            simulate_case c;
            sgl_judgement j;

            if (!applies(style, &variants[k]) || (noise != NOISE_NONE && (k + again + (size_t)(style - styles)) % 3 != 0))
                continue;
            simulate_case_make(&c, seed, &variants[k], style, noise, T);
            if (!simulate_case_finite(&c.run)) {
                refused++;
            } else {
                j = simulate_case_judge(&c, &c.run.variant);
                cases++;
                entries += j.entries;
                vacuous += j.vacuous;
                undecided += j.undecided;
                undefined += j.undefined;
                unsure += j.unsure;
                numbers &= !isnan(j.max_ratio) && !isnan(j.late_ratio) && !isnan(j.step_ulp_max);
                if (j.diverges || !(j.max_ratio <= 1) || j.unsure > 0) {
                    over++;
                    if (over <= 4)
                        simulate_case_describe(&c, &j);
                }
                if (isfinite(j.max_ratio) && j.max_ratio > worst)
                    worst = j.max_ratio;
            }
            simulate_case_release(&c);
        }
    }
    ok(over == 0 && numbers && cases > 0, "%s%s: %zu of %zu runs conform, worst ratio %.3f", noise_name, style->name, cases - over, cases, worst);
    diag("%zu entries: %zu vacuous, %zu undecided, %zu undefined, %zu unsure; %zu runs not finite", entries, vacuous, undecided, undefined,
         unsure, refused);
}

/* Auto finds every way to round: the form that keeps x, and each kind of powers. */
static void test_auto(void)
{
    static const char *const names[] = {"adam-kingma-ba", "adam-epsilon-hat", "amsgrad-reddi", "momentum-table1"};
    static const sgl_judge_options options = {.bits = 128, .max_bits = 1024};
    sgl_candidate *candidates = calloc(count, sizeof *candidates);
    size_t cases = 0, found = 0;

    if (candidates == NULL)
        bail_out("out of memory");
    for (size_t k = 0; k < 120 * test_cases(1); k++) {
        simulate_style style = styles[k % 2 ? ARRAY_SIZE(styles) - 2 : 0];
        simulate_case c;
        sgl_trace trace;
        size_t n;

        style.power = (int)(k / 2 % SGL_POWERS_KINDS);
        simulate_case_make(&c, test_random(), sgl_variant_find(names[k / 6 % ARRAY_SIZE(names)]), &style, NOISE_NONE, 30);
        simulate_trace(&trace, &c.run);
        if (simulate_case_finite(&c.run) && !trace.has_rows) {
            if (sgl_judge_auto(candidates, &n, &trace, false, &options) != SGL_OK)
                bail_out("auto fails");
            cases++;
            found += candidates[0].judgement.verdict != SGL_DEVIATES;
            if (candidates[0].judgement.verdict == SGL_DEVIATES)
                simulate_case_describe(&c, &candidates[0].judgement);
        }
        simulate_case_release(&c);
    }
    ok(found == cases && cases > 0, "auto explains %zu of %zu runs, keeping x or z, by each kind of powers", found, cases);
    free(candidates);
}

static bool same(const sgl_judgement *a, const sgl_judgement *b)
{
    return a->verdict == b->verdict && a->entries == b->entries && a->max_ratio == b->max_ratio && a->late_ratio == b->late_ratio &&
           a->max_at.step == b->max_at.step && a->max_at.group == b->max_at.group && a->max_at.element == b->max_at.element &&
           a->step_ulp_max == b->step_ulp_max && a->diverges == b->diverges && a->first.at.step == b->first.at.step &&
           a->first.at.group == b->first.at.group && a->first.at.element == b->first.at.element && a->first.low == b->first.low &&
           a->first.high == b->first.high && a->steps_over == b->steps_over && a->zero_agree == b->zero_agree &&
           a->wrongly_kept == b->wrongly_kept && a->wrongly_dropped == b->wrongly_dropped && a->undecided == b->undecided &&
           a->vacuous == b->vacuous && a->undefined == b->undefined && a->stopped == b->stopped && a->unsure == b->unsure;
}

/* One result for any number of threads, and the rounding mode of the caller back. */
static void test_threads(void)
{
    size_t cases = test_cases(40), equal = 0, modes = 0;

    for (size_t k = 0; k < cases; k++) {
        sgl_judge_options options = {.bits = 128, .max_bits = 1024, .stop_at_divergence = k % 2, .first_group = k % 5};
        const sgl_named_variant *other = sgl_variant_find("ftrl-lambda2-once");
        simulate_case c;
        sgl_trace trace;
        sgl_judgement one, two;
        bool good;

        simulate_case_make(&c, test_random(), sgl_variant_find("ftrl-proximal"), &styles[0], NOISE_NONE, 20);
        c.run.layout = (sgl_layout){.size = 8, .groups = 8, .group_size = 1};
        free(c.run.row_ptr);
        free(c.run.rows);
        c.run.row_ptr = c.run.rows = NULL;
        simulate(&c.run);
        simulate_trace(&trace, &c.run);
        simulate_threads(1);
        good = sgl_judge(&one, &trace, &other->variant, SGL_POWERS_EXACT, &options) == SGL_OK;
        modes += fegetround() == FE_TONEAREST;
        simulate_threads(4);
        good &= sgl_judge(&two, &trace, &other->variant, SGL_POWERS_EXACT, &options) == SGL_OK;
        simulate_threads(1);
        equal += good && same(&one, &two);
        simulate_case_release(&c);
    }
    ok(equal == cases, "one result with 1 thread and with 4: %zu of %zu", equal, cases);
    ok(modes == cases, "the rounding mode is the caller's again");
}

/* The first step from 0, where z = g: |z| or |s| at its threshold, a few u beside it, or up to half above; one weight or four. Whatever
 * side a program takes conforms, and whatever it errs within its budget. */
static void test_ties(void)
{
    size_t cases = test_cases(12000), over = 0, undecided = 0;
    double worst = 0;

    for (size_t k = 0; k < cases; k++) {
        bool group = k % 4 != 0, beside = k % 8 < 5;
        size_t d = group ? 4 : 1;
        simulate_case c = {.named = sgl_variant_find("momentum-table1")};
        double threshold = (double)(float)(1 + test_uniform()), g[4], x[8] = {0};
        double above = 1 + (beside ? ((double)(test_random() % 97) - 48) * (FLT_EPSILON / 4) : test_uniform() / 2);
        sgl_judgement j;

        for (size_t i = 0; i < d; i++)
            g[i] = (double)(float)(threshold * above);
        c.run = (simulate_run){.variant = c.named->variant, .style = styles[test_random() % (ARRAY_SIZE(styles) - 2)], .steps = 1, .g = g,
                               .x = x, .dtype = SGL_FLOAT32, .noise = (simulate_noise)(test_random() % NOISES), .seed = test_random(),
                               .layout = {.size = d, .groups = 1, .group_size = d}};
        c.run.hyper = (sgl_hyperparameters){.alpha = k % 2 ? 1 : (double)0.7f, .gamma = 0.5, .lambda2 = k % 3 ? 0 : 1};
        *(group ? &c.run.hyper.lambda21 : &c.run.hyper.lambda1) = threshold;
        simulate(&c.run);
        j = simulate_case_judge(&c, &c.run.variant);
        over += j.diverges;
        undecided += j.undecided > 0;
        worst = fmax(worst, j.max_ratio);
        if (j.diverges && over < 4)
            simulate_case_describe(&c, &j);
    }
    ok(over == 0 && undecided > 0 && undecided < cases, "%zu first steps at or above a threshold: none deviates, worst ratio %.3f, %zu undecided", cases,
       worst, undecided);
}

int main(void)
{
    static const char *const names[NOISES] = {"", "any error within the budget, ", "the whole budget, ", "the whole budget one way, "};

    simulate_threads(1); /* runs of a few groups */
    variants = sgl_variants(&count);
    plan(ARRAY_SIZE(styles) * NOISES + 4);
    for (int noise = NOISE_NONE; noise < NOISES; noise++)
        for (size_t k = 0; k < ARRAY_SIZE(styles); k++)
            conforming(&styles[k], (simulate_noise)noise, names[noise]);
    test_auto();
    test_threads();
    test_ties();
    return tap_status();
}
