/* The certified filter: its intervals contain the numbers of the exact path, on both of its paths; and with it the judgement is that of
 * the exact path, to the last bit, for simulated programs with and without something wrong. */
#include "filter_contain.h"
#include "simulate_case.h"

#include <stdio.h>
#include <string.h>

static const simulate_style styles[] = {
    {.name = "plain"},
    {.name = "fused", .fused = true, .power = SGL_POWERS_POW},
    {.name = "product", .power = SGL_POWERS_PRODUCT, .association = 1, .sum = 1},
    {.name = "in rates", .in_rates = true, .reciprocal = true},
    {.name = "flushes", .flushes = true, .rough_root = true, .quotient = 2},
    {.name = "keeps x", .keeps_x = true},
    {.name = "increment", .increment = true, .inverse_rate = true, .quotient = 3},
};

static const simulate_fault faults[] = {FAULT_NONE, FAULT_NONE, FAULT_ALPHA, FAULT_LAMBDA1, FAULT_DROP_GRADIENT, FAULT_LOSE_Z,
                                        FAULT_LOSE_SECOND, FAULT_SIGN, FAULT_KEEP_GROUP, FAULT_REACHED};

/* Momentum with numbers that doubles hold, and errors that keep their direction: the filter's intervals are hardly wider than the exact
 * path's roundings, and these all matter. */
static void make_tight(simulate_case *c)
{
    simulate_case_make(c, test_random(), sgl_variant_paper(SGL_MOMENTUM), &styles[0], NOISE_BIASED, 30);
    c->run.hyper = (sgl_hyperparameters){.alpha = 0.125, .gamma = 0.5};
    simulate(&c->run);
}

/* Numbers of which underflow takes a part that counts. */
static void make_small(simulate_case *c)
{
    size_t n;

    simulate_case_make(c, test_random(), sgl_variant_paper(SGL_MOMENTUM), &styles[0], NOISE_NONE, 30);
    n = c->run.layout.size;
    c->run.hyper = (sgl_hyperparameters){.alpha = 0.125, .gamma = 0.5};
    for (size_t i = 0; i < n; i++)
        c->run.x[i] = ldexp(c->run.x[i], -88);
    for (size_t i = 0; i < 30 * n; i++)
        c->run.g[i] = ldexp(c->run.g[i], -88);
    simulate(&c->run);
}

/* A first moment that decays to less than a double holds: one gradient, then none, beta1 = 2^-10. */
static void make_fading(simulate_case *c)
{
    enum { STEPS = 120 };
    size_t n;

    simulate_case_make(c, test_random(), sgl_variant_paper(SGL_ADAM), &styles[0], NOISE_NONE, STEPS);
    n = c->run.layout.size;
    if (test_random() % 3 > 0)
        c->run.dtype = SGL_FLOAT64;
    c->run.hyper = (sgl_hyperparameters){.alpha = 0.125, .beta1 = 0x1p-10, .beta2 = 0.5, .epsilon = 0x1p-20};
    for (size_t i = n; i < STEPS * n; i++)
        c->run.g[i] = 0;
    simulate(&c->run);
}

static void make(simulate_case *c, size_t T)
{
    size_t count;
    const sgl_named_variant *variants = sgl_variants(&count);
    const simulate_style *style = &styles[test_random() % ARRAY_SIZE(styles)];
    simulate_noise noise = test_random() % 2 ? NOISE_NONE : (simulate_noise)(test_random() % NOISES);
    const sgl_named_variant *named;

    do
        named = &variants[test_random() % count];
    while (named->variant.optimizer > SGL_FTRL);
    simulate_case_make(c, test_random(), named, style, noise, T);
    c->run.fault = faults[test_random() % ARRAY_SIZE(faults)];
    c->run.from = 1 + test_random() % T;
    c->run.where = test_random() % c->run.layout.groups;
    c->run.size = test_log_uniform(-20, -4);
    if (c->run.fault != FAULT_NONE)
        simulate(&c->run);
}

/* The same program on groups of width entries, three of them. */
static void make_wide(simulate_case *c, size_t T, size_t width)
{
    size_t n = 3 * width;
    double *x, *g, *hessian;

    do {
        simulate_case_release(c);
        make(c, T);
    } while (c->run.row_ptr != NULL);
    x = realloc(c->run.x, (T + 1) * n * sizeof *x);
    g = realloc(c->run.g, T * n * sizeof *g);
    hessian = c->run.hessian != NULL ? realloc(c->run.hessian, T * n * sizeof *hessian) : NULL;
    if (x == NULL || g == NULL || (c->run.hessian != NULL && hessian == NULL))
        bail_out("out of memory");
    c->run.x = x;
    c->run.g = g;
    c->run.hessian = hessian;
    c->run.layout = (sgl_layout){.size = n, .groups = 3, .group_size = width};
    c->run.where %= 3;
    for (size_t i = 0; i < n; i++)
        x[i] = simulate_round(c->run.dtype, test_uniform() - 0.5);
    for (size_t i = 0; i < T * n; i++) {
        g[i] = simulate_round(c->run.dtype, 2 * test_uniform() - 1);
        if (hessian != NULL)
            hessian[i] = simulate_round(c->run.dtype, 2 * test_uniform() - 1);
    }
    simulate(&c->run);
}

/* What two judgements differ in; NULL where they are the same. Sums of counts and largest values do not depend on the order. */
static const char *difference(const sgl_judgement *a, const sgl_judgement *b)
{
    if (a->verdict != b->verdict)
        return "verdict";
    if (a->diverges != b->diverges || (a->diverges && memcmp(&a->first.at, &b->first.at, sizeof a->first.at) != 0))
        return "first divergence";
    if (a->diverges && (a->first.kind != b->first.kind || a->first.got != b->first.got || a->first.low != b->first.low ||
                        a->first.high != b->first.high))
        return "what is allowed at the first divergence";
    if (a->max_ratio != b->max_ratio || (a->max_ratio > 0 && memcmp(&a->max_at, &b->max_at, sizeof a->max_at) != 0))
        return "max_ratio";
    if (a->late_ratio != b->late_ratio)
        return "late_ratio";
    if (a->step_ulp_max != b->step_ulp_max)
        return "step_ulp_max";
    if (a->entries != b->entries || a->steps_over != b->steps_over || a->bits != b->bits)
        return "entries, steps_over or bits";
    if (a->zero_agree != b->zero_agree || a->wrongly_kept != b->wrongly_kept || a->wrongly_dropped != b->wrongly_dropped ||
        a->undecided != b->undecided || a->vacuous != b->vacuous || a->undefined != b->undefined || a->unsure != b->unsure)
        return "a count";
    return NULL;
}

typedef struct tally {
    size_t cases, entries, by_filter, by_pairs, deviate, differ;
} tally;

static void compare_judgements(tally *sum, const simulate_case *c)
{
    sgl_judge_options options = {.bits = 128, .max_bits = 1024, .stop_at_divergence = test_random() % 4 == 0};
    sgl_variant v = c->run.variant;
    sgl_judgement with, exact;
    sgl_trace trace;
    const char *what;

    if (c->run.style.keeps_x)
        v.form = SGL_FORM_PROX;
    simulate_trace(&trace, &c->run);
    if (sgl_judge(&with, &trace, &v, (sgl_powers)c->run.style.power, &options) != SGL_OK)
        bail_out("%s: not judged", c->named->name);
    options.exact = true;
    if (sgl_judge(&exact, &trace, &v, (sgl_powers)c->run.style.power, &options) != SGL_OK)
        bail_out("%s: not judged exactly", c->named->name);
    sum->cases++;
    sum->entries += exact.entries;
    sum->by_filter += with.by_filter;
    sum->by_pairs += with.by_pairs;
    sum->deviate += exact.diverges;
    what = difference(&with, &exact);
    if (what != NULL && sum->differ++ < 5) {
        diag("%s differs", what);
        simulate_case_describe(c, &exact);
        simulate_case_describe(c, &with);
    }
}

static void test_judgements(void)
{
    tally sum = {0};

    for (size_t k = 0; k < test_cases(240); k++) {
        simulate_case c;

        make(&c, 4 + test_random() % 30);
        if (simulate_case_finite(&c.run))
            compare_judgements(&sum, &c);
        simulate_case_release(&c);
    }
    for (size_t k = 0; k < test_cases(12); k++) {
        simulate_case c = {0};

        make_wide(&c, 3 + test_random() % 8, 17 + test_random() % 100);
        if (simulate_case_finite(&c.run))
            compare_judgements(&sum, &c);
        simulate_case_release(&c);
    }
    diag("%zu recordings, %zu deviate; of %zu entries %zu decided on the first rung, %zu on the second", sum.cases, sum.deviate, sum.entries,
         sum.by_filter, sum.by_pairs);
    ok(sum.differ == 0 && sum.deviate > 10 && sum.by_filter > sum.entries / 10 && sum.by_pairs > sum.entries / 20, "the judgement is the exact path's, bit by bit");
}

/* x of a row that rests is another by one ulp at the first step that leaves some row alone. False where no step does. */
static bool move_a_rest(simulate_run *run)
{
    size_t n = run->layout.size, groups = run->layout.groups;

    for (size_t t = 1; t <= run->steps && run->row_ptr != NULL; t++)
        if (run->row_ptr[t] - run->row_ptr[t - 1] < groups) {
            size_t k = 0, begin, end;
            double *x;

            while (run->row_ptr[t - 1] + k < run->row_ptr[t] && run->rows[run->row_ptr[t - 1] + k] == k)
                k++;
            sgl_ref_group(&run->layout, k, &begin, &end);
            x = run->x + t * n + begin;
            *x = run->dtype == SGL_FLOAT32 ? (double)nextafterf((float)*x, 2) : nextafter(*x, 2);
            return true;
        }
    return false;
}

static void test_rests(void)
{
    tally sum = {0};

    for (size_t k = 0; k < test_cases(200); k++) {
        simulate_case c;

        make(&c, 4 + test_random() % 12);
        if (move_a_rest(&c.run) && simulate_case_finite(&c.run))
            compare_judgements(&sum, &c);
        simulate_case_release(&c);
    }
    ok(sum.differ == 0 && sum.cases > 5 && sum.deviate == sum.cases, "of %zu recordings in which a row that rests moves all deviate", sum.cases);
}

/* Constants near the end of a double's range are no matter for estimates. */
static void test_suits(void)
{
    static const sgl_hyperparameters all[] = {
        {.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0.5, .lambda21 = 0.5, .lambda2 = 0.5},
        {.alpha = 0x1p-160, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0.5, .lambda21 = 0.5, .lambda2 = 0.5},
        {.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0x1p-160, .lambda21 = 0.5, .lambda2 = 0.5},
        {.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0.5, .lambda21 = 0x1p-160, .lambda2 = 0.5},
        {.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0.5, .lambda21 = 0.5, .lambda2 = 0x1p-160},
    };
    size_t right = 0;

    for (size_t k = 0; k < ARRAY_SIZE(all); k++) {
        sgl_trace trace = {.dtype = SGL_FLOAT32, .steps = 3, .layout = {4, 1, 4, NULL}, .optimizer = SGL_ADAM, .hyper = all[k]};
        sgl_filter *filter;

        if (sgl_filter_new(&filter, &trace, &sgl_variant_paper(SGL_ADAM)->variant, SGL_POWERS_EXACT, 128) != SGL_OK || filter == NULL)
            bail_out("no filter");
        right += filter->has_estimates == (k == 0);
        sgl_filter_free(filter);
    }
    ok(right == ARRAY_SIZE(all), "alpha or a lambda of 2^-160: no estimates");
}

static void test_containment(const char *name, sgl_filter_path *path, mpfr_prec_t bits)
{
    filter_record all = {0};
    size_t decided = 0, groups = 0;
    bool ever = false;

    for (size_t k = 0; k < test_cases(60); k++) {
        filter_record r = {0};
        simulate_case c;
        sgl_trace trace;
        bool has;

        if (k % 4 == 0)
            make_tight(&c);
        else if (k % 8 == 3)
            make_small(&c);
        else if (k % 16 == 5)
            make_fading(&c);
        else
            make(&c, k % 16 == 1 ? 200 : 4 + test_random() % 40);
        simulate_trace(&trace, &c.run);
        if (simulate_case_finite(&c.run)) {
            if (c.run.style.keeps_x)
                c.run.variant.form = SGL_FORM_PROX;
            decided += filter_contains(&r, &has, &trace, &c.run.variant, (sgl_powers)c.run.style.power, path, bits);
            groups += has ? trace.layout.groups : 0;
            ever |= has;
            if (r.outside > 0)
                diag("%s, seed %llu", c.named->name, c.seed);
            all.compared += r.compared;
            all.outside += r.outside;
        }
        simulate_case_release(&c);
    }
    if (!ever) {
        skip("%s: not on this machine", name);
        return;
    }
    diag("%s: %zu numbers, %zu of %zu groups decided", name, all.compared, decided, groups);
    ok(all.outside == 0 && all.compared > 5000, "%s: contains every number of the exact path at %ld bits", name, (long)bits);
}

int main(void)
{
    plan(19);
    test_judgements();
    test_rests();
    test_suits();
    test_containment("portable", sgl_filter_groups_portable, 128);
    test_containment("portable", sgl_filter_groups_portable, 512);
    test_containment("AVX2", sgl_filter_groups_avx2, 512);
    test_containment("AVX-512", sgl_filter_groups_avx512, 512);
    test_containment("estimates, portable", sgl_filter_estimates_portable, 128);
    test_containment("estimates, portable", sgl_filter_estimates_portable, 512);
    test_containment("estimates, AVX2", sgl_filter_estimates_avx2, 512);
    test_containment("estimates, AVX-512", sgl_filter_estimates_avx512, 512);
    test_containment("estimate pairs, portable", sgl_filter_estimate_pairs_portable, 128);
    test_containment("estimate pairs, portable", sgl_filter_estimate_pairs_portable, 512);
    test_containment("estimate pairs, AVX2", sgl_filter_estimate_pairs_avx2, 512);
    test_containment("estimate pairs, AVX-512", sgl_filter_estimate_pairs_avx512, 512);
    test_containment("second rung, portable", sgl_filter_pairs_portable, 128);
    test_containment("second rung, portable", sgl_filter_pairs_portable, 512);
    test_containment("second rung, AVX2", sgl_filter_pairs_avx2, 512);
    test_containment("second rung, AVX-512", sgl_filter_pairs_avx512, 512);
    return tap_status();
}
