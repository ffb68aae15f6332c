/* Programs that follow their algorithm conform, however they round. The programs are simulated (simulate.h): in the arithmetic of
 * the dtype, and with every operation off by what its budget allows, by chance or always in one direction: the envelope must hold
 * those too, and not by much more than it must. */
#include "simulate_case.h"
#include "tap.h"

#include <math.h>
#include <stdio.h>
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
            size_t T = noise != NOISE_NONE ? 4 + seed % 20 : again == 0 ? 1 + seed % 8 : 20 + seed % (again % 8 == 7 ? 280 : 60);
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

int main(void)
{
    static const char *const names[NOISES] = {"", "any error within the budget, ", "the whole budget, ", "the whole budget one way, "};

    variants = sgl_variants(&count);
    plan(ARRAY_SIZE(styles) * NOISES);
    for (int noise = NOISE_NONE; noise < NOISES; noise++)
        for (size_t k = 0; k < ARRAY_SIZE(styles); k++)
            conforming(&styles[k], (simulate_noise)noise, names[noise]);
    return tap_status();
}
