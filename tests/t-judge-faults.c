/* Simulated programs with one thing wrong deviate: another variant than the one they are judged against, or a slip at a step, in
 * two dtypes and several ways to round. What each was found by is printed. A slip of 1 % begun at step 9001 of 10^4 is found. */
#include "simulate_case.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 8 };

static const simulate_style styles[] = {
    {.name = "plain"},
    {.name = "fused, increment, rough root, powers of the dtype", .association = 1, .sum = 1, .power = 1, .fused = true, .increment = true,
     .rough_root = true, .quotient = 1},
    {.name = "reciprocals, flushes", .association = 2, .sum = 2, .reciprocal = true, .flushes = true, .inverse_rate = true, .quotient = 2},
};

static const struct slip {
    const char *what;
    const char *program, *judged; /* named variants */
    simulate_fault fault;
    size_t from, where;
    double size;
    bool none; /* nothing to be found: it computes the same */
} slips[] = {
    {.what = "epsilon outside the root's correction", .program = "adam-kingma-ba", .judged = "adam-algorithm2"},
    {.what = "epsilon in the denominator only", .program = "adam-epsilon-denominator", .judged = "adam-algorithm2"},
    {.what = "epsilon in z frozen at step 1", .program = "adam-algorithm2", .judged = "adam-consistent"},
    {.what = "sqrt(d) missing", .program = "adam-no-sqrt-d", .judged = "adam-algorithm2"},
    {.what = "sqrt(d) missing", .program = "ftrl-no-sqrt-d", .judged = "ftrl-proximal"},
    {.what = "lambda2 once", .program = "adam-lambda2-once", .judged = "adam-algorithm2"},
    {.what = "lambda2 once", .program = "ftrl-lambda2-once", .judged = "ftrl-proximal"},
    {.what = "the norm of A^{-1/2} s", .program = "adam-exact-norm", .judged = "adam-algorithm2"},
    {.what = "the norm of A^{-1} s", .program = "adam-printed-norm", .judged = "adam-exact-norm"},
    {.what = "no bias correction", .program = "adam-no-bias-correction", .judged = "adam-kingma-ba"},
    {.what = "folded scaling", .program = "adam-epsilon-hat", .judged = "adam-consistent"},
    {.what = "the rate's factor left out of m", .program = "adam-table1", .judged = "adam-consistent"},
    {.what = "the maximum of the corrected average", .program = "amsgrad-corrected-max", .judged = "amsgrad-reddi"},
    {.what = "Hessian for gradient", .program = "adahessian-algorithm2", .judged = "adahessian-denominator"},
    {.what = "z forgotten: prox", .program = "momentum-prox", .judged = "momentum-table1"},
    {.what = "momentum averaged", .program = "momentum-average", .judged = "momentum-table1"},
    {.what = "look-ahead kept", .program = "momentum-nesterov-overwrites", .judged = "momentum-nesterov"},
    {.what = "rate constant", .program = "sgd-constant", .judged = "sgd-table1"},
    {.what = "epsilon beside the root", .program = "adagrad-epsilon-outside", .judged = "adagrad-algorithm3"},
    {.what = "root of n_0 in z", .program = "ftrl-start-in-z", .judged = "ftrl-proximal"},
    {.what = "g^2 twice", .program = "ftrl-accumulates-twice", .judged = "ftrl-proximal"},
    {.what = "power 0.3", .program = "ftrl-power-0.3", .judged = "ftrl-proximal"},
    {.what = "sign by its bit", .program = "ftrl-signbit", .judged = "ftrl-proximal"},
    {.what = "one gradient dropped", .program = "adam-algorithm2", .judged = "adam-algorithm2", .fault = FAULT_DROP_GRADIENT, .from = 17, .where = 2},
    {.what = "one gradient dropped", .program = "momentum-table1", .judged = "momentum-table1", .fault = FAULT_DROP_GRADIENT, .from = 40, .where = 0},
    {.what = "one gradient dropped", .program = "ftrl-proximal", .judged = "ftrl-proximal", .fault = FAULT_DROP_GRADIENT, .from = 59, .where = 7},
    {.what = "one z lost", .program = "adam-algorithm2", .judged = "adam-algorithm2", .fault = FAULT_LOSE_Z, .from = 30, .where = 3},
    {.what = "one z lost", .program = "sgd-table1", .judged = "sgd-table1", .fault = FAULT_LOSE_Z, .from = 30, .where = 3},
    {.what = "one second moment lost", .program = "amsgrad-reddi", .judged = "amsgrad-reddi", .fault = FAULT_LOSE_SECOND, .from = 30, .where = 3},
    {.what = "one accumulator lost", .program = "adagrad-algorithm3", .judged = "adagrad-algorithm3", .fault = FAULT_LOSE_SECOND, .from = 30, .where = 3},
    {.what = "lambda1 added", .program = "ftrl-proximal", .judged = "ftrl-proximal", .fault = FAULT_SIGN, .from = 1},
    {.what = "lambda1 added", .program = "adahessian-algorithm2", .judged = "adahessian-algorithm2", .fault = FAULT_SIGN, .from = 1},
    {.what = "one group not deleted", .program = "adam-algorithm2", .judged = "adam-algorithm2", .fault = FAULT_KEEP_GROUP, .from = 1, .where = 1},
    {.what = "one group not deleted", .program = "ftrl-proximal", .judged = "ftrl-proximal", .fault = FAULT_KEEP_GROUP, .from = 1, .where = 1},
    {.what = "alpha + 1 % from step 31 on", .program = "momentum-table1", .judged = "momentum-table1", .fault = FAULT_ALPHA, .from = 31, .size = 0.01},
    {.what = ">= for > at the thresholds: x is 0 either way", .program = "adam-algorithm2", .judged = "adam-algorithm2", .fault = FAULT_REACHED, .from = 1, .none = true},
};

static void *must(void *memory)
{
    if (memory == NULL)
        bail_out("out of memory");
    return memory;
}

/* A run of N weights in groups of 4: gradients, that may drift, so that weights stay alive; the second group's are small, so that
 * it is deleted and comes back. */
static void fill(simulate_case *c, const char *program, sgl_dtype dtype, size_t T, bool drift, unsigned long long seed)
{
    const sgl_named_variant *named = sgl_variant_find(program);
    simulate_run *run = &c->run;
    bool hessian;

    if (named == NULL)
        bail_out("no variant %s", program);
    memset(c, 0, sizeof *c);
    c->named = named;
    c->seed = run->seed = seed;
    hessian = named->variant.second != SGL_SECOND_GRADIENT;
    run->variant = named->variant;
    run->dtype = dtype;
    run->steps = T;
    run->layout = (sgl_layout){.size = N, .groups = 2, .group_size = 4};
    run->hyper = (sgl_hyperparameters){.alpha = 0.0625, .beta1 = 0.9, .beta2 = 0.999, .gamma = 0.9, .epsilon = 1e-3, .initial_accumulator = 0.1,
                                       .beta = 1, .lambda1 = 0.125, .lambda21 = 0.25, .lambda2 = 0.5};
    for (double *h = (double *)&run->hyper; h < (double *)(&run->hyper + 1); h++)
        *h = simulate_round(dtype, *h);
    run->g = must(malloc(T * N * sizeof *run->g));
    run->x = must(malloc((T + 1) * N * sizeof *run->x));
    run->hessian = hessian ? must(malloc(T * N * sizeof *run->hessian)) : NULL;
    for (size_t k = 0; k < T * N; k++) {
        double scale = k % N < 4 ? 1 : (k / N / 5) % 3 == 0 ? 0 : 0.25;

        run->g[k] = simulate_round(dtype, scale * (simulate_gradient(&seed, RANDOM, 1, 1, 0, 0) + (!drift ? 0 : k % 3 == 0 ? 0.25 : -0.125)));
        if (hessian)
            run->hessian[k] = simulate_round(dtype, 0.5 + simulate_uniform(&seed));
    }
    for (size_t i = 0; i < N; i++)
        run->x[i] = simulate_round(dtype, simulate_uniform(&seed) - 0.5);
}

static void test_slip(const struct slip *s)
{
    const sgl_named_variant *as = sgl_variant_find(s->judged);
    double least = INFINITY, most = 0;
    size_t found = 0, runs = 0, pattern = 0, first = SIZE_MAX;

    if (as == NULL)
        bail_out("no variant %s", s->judged);
    for (size_t k = 0; k < 2 * ARRAY_SIZE(styles) * test_cases(1); k++) {
        simulate_case c;
        sgl_judgement j;
        bool deviates;

        fill(&c, s->program, k % 2 ? SGL_FLOAT64 : SGL_FLOAT32, 60, true, test_random());
        c.run.style = styles[k / 2 % ARRAY_SIZE(styles)];
        c.run.fault = s->fault;
        c.run.from = s->from;
        c.run.where = s->where;
        c.run.size = s->size;
        simulate(&c.run);
        j = simulate_case_judge(&c, &as->variant);
        deviates = j.verdict == SGL_DEVIATES && (s->fault == FAULT_NONE || j.first.at.step >= s->from);
        runs++;
        found += s->none ? j.verdict == SGL_CONFORMS : deviates;
        if (!deviates && !s->none)
            simulate_case_describe(&c, &j);
        least = fmin(least, j.max_ratio);
        most = fmax(most, j.max_ratio);
        pattern += j.wrongly_kept + j.wrongly_dropped > 0;
        if (j.diverges && j.first.at.step < first)
            first = j.first.at.step;
        simulate_case_release(&c);
    }
    if (s->fault == FAULT_KEEP_GROUP && pattern < runs) /* that is what the zero pattern is for */
        found = 0;
    ok(found == runs, "%s: %s as %s", s->what, s->program, s->judged);
    if (s->none)
        diag("ratio at most %.3g", most);
    else
        diag("by a ratio of %.3g to %.3g, by the zero pattern in %zu of %zu runs, at step %zu the earliest", least, most, pattern, runs, first);
}

/* 1 % of alpha or lambda1 from step 9001 of 10^4 on, float32, and the same run without it. By then E/|x| is some 10^3 u: what an
 * accumulator of 10^4 terms can be off. 1 % of lambda1 is seen where lambda1 is no small part of z: gradients without drift leave
 * |z| of the order of sqrt(T), and lambda1 is 8. */
static void test_late(const char *variant, simulate_fault fault, const char *what, const simulate_style *style, unsigned long long seed)
{
    const sgl_named_variant *named = sgl_variant_find(variant);
    sgl_judgement right, wrong;
    simulate_case c;

    fill(&c, variant, SGL_FLOAT32, 10000, false, seed);
    c.run.hyper.lambda1 = 8;
    c.run.layout = (sgl_layout){.size = N, .groups = 4, .group_size = 2};
    c.run.style = *style;
    c.run.size = 0.01;
    c.run.from = 9001;
    simulate(&c.run);
    right = simulate_case_judge(&c, &named->variant);
    c.run.fault = fault;
    simulate(&c.run);
    wrong = simulate_case_judge(&c, &named->variant);
    if (!ok(right.verdict == SGL_CONFORMS && wrong.verdict == SGL_DEVIATES && wrong.first.at.step >= 9001 && wrong.first.at.step < 9100,
            "%s + 1 %% from step 9001 of 10000: %s, %s", what, variant, style->name)) {
        simulate_case_describe(&c, &right);
        simulate_case_describe(&c, &wrong);
    }
    diag("without it %.3g (%zu undecided), with it %.3g at step %zu, first at step %zu", right.max_ratio, right.undecided, wrong.max_ratio,
         wrong.max_at.step, wrong.first.at.step);
    simulate_case_release(&c);
}

int main(void)
{
    static const simulate_style late[] = {
        {.name = "plain"},
        {.name = "one division, fused", .one_division = true, .fused = true, .association = 1, .power = 1},
    };
    static const char *const variants[] = {"adam-algorithm2", "ftrl-proximal"};
    unsigned long long seed = test_random();

    simulate_threads(1); /* runs of a few groups */
    plan(ARRAY_SIZE(slips) + 2 * ARRAY_SIZE(late) * ARRAY_SIZE(variants));
    for (size_t k = 0; k < ARRAY_SIZE(slips); k++)
        test_slip(&slips[k]);
    for (size_t v = 0; v < ARRAY_SIZE(variants); v++)
        for (size_t k = 0; k < ARRAY_SIZE(late); k++) {
            test_late(variants[v], FAULT_ALPHA, "alpha", &late[k], seed);
            test_late(variants[v], FAULT_LAMBDA1, "lambda1", &late[k], seed);
        }
    return tap_status();
}
