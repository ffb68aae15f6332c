#include "simulate_case.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

void simulate_threads(int threads)
{
#ifdef _OPENMP
    omp_set_num_threads(threads);
#else
    (void)threads;
#endif
}

static const char *const gradient_names[] = {"random", "dyadic", "constant", "spiky", "late", "zero", "reviving", "tiny", "scales", "signs"};

double simulate_gradient(unsigned long long *r, enum gradients kind, size_t t, size_t T, size_t group, double fixed)
{
    double v = 2 * simulate_uniform(r) - 1;

    switch (kind) {
    case DYADIC:
        return floor(8 * v) / 8;
    case CONSTANT:
        return fixed;
    case SPIKY:
        return simulate_random(r) % 16 == 0 ? 1000 * v : 0x1p-7 * v;
    case LATE:
        return 2 * t > T + group ? v : 0;
    case ZERO:
        return group % 3 == 0 ? v : 0;
    case REVIVING:
        return (t / 7 + group) % 3 == 0 ? v : (t / 7 + group) % 3 == 1 ? 0 : 0x1p-10 * v;
    case TINY: /* squares underflow in float32 */
        return ldexp(v, -60 - (int)(simulate_random(r) % 20));
    case SCALES:
        return ldexp(v, -(int)(4 * (group % 6)));
    case SIGNS:
        return t % 2 == 0 ? fixed : -fixed * (1 - 0x1p-9 * v);
    default:
        return v;
    }
}

static void layout(simulate_case *c, unsigned long long *r, size_t n)
{
    static const size_t sizes[] = {1, 2, 4};
    size_t at = 0, k = 0;

    c->run.layout = (sgl_layout){.size = n};
    if (simulate_random(r) % 4 != 0) {
        c->run.layout.group_size = simulate_random(r) % 6 == 0 ? n : sizes[simulate_random(r) % 3];
        c->run.layout.groups = n / c->run.layout.group_size;
        return;
    }
    while (at < n) {
        c->offsets[k++] = at;
        at += 1 + simulate_random(r) % 5;
    }
    c->offsets[k] = n;
    c->run.layout.groups = k;
    c->run.layout.offsets = c->offsets;
}

/* Hyper-parameters as the program received them: numbers of its dtype, but for some that a wider caller passed. */
static void hyper(simulate_case *c, unsigned long long *r)
{
    static const double alphas[] = {0.125, 0.1, 0.001, 1, 0.03, 1e-5, 30}, betas1[] = {0.9, 0.5, 0, 0.99, 0.3}, betas2[] = {0.999, 0.99, 0.5, 0.9999, 0},
                        lambdas[] = {0, 0.01, 0.1, 0.5, 1e-6, 3}, epsilons[] = {1e-8, 1e-3, 0.1, 1e-6};
    sgl_hyperparameters h = {0};
    bool exact = simulate_random(r) % 4 != 0;

    h.alpha = alphas[simulate_random(r) % 7];
    h.beta1 = betas1[simulate_random(r) % 5];
    h.beta2 = betas2[simulate_random(r) % 5];
    h.gamma = betas1[simulate_random(r) % 5];
    h.epsilon = epsilons[simulate_random(r) % 4];
    h.initial_accumulator = simulate_random(r) % 3 == 0 ? 0 : epsilons[simulate_random(r) % 4];
    h.beta = simulate_random(r) % 2 ? 0 : 1;
    h.lambda1 = lambdas[simulate_random(r) % 6];
    h.lambda21 = lambdas[simulate_random(r) % 6];
    h.lambda2 = lambdas[simulate_random(r) % 6];
    if (simulate_random(r) % 16 == 0)
        h.lambda1 = simulate_random(r) % 2 ? 1e10 : 1e-20;
    if (simulate_random(r) % 16 == 0)
        h.lambda21 = simulate_random(r) % 2 ? 1e10 : 1e-20;
    for (double *v = (double *)&h; v < (double *)(&h + 1); v++) {
        bool average = v == &h.beta1 || v == &h.beta2 || v == &h.gamma;

        *v = exact || average ? simulate_round(c->run.dtype, *v) : *v;
    }
    c->run.hyper = h;
}

static void *must(void *memory)
{
    if (memory == NULL)
        bail_out("out of memory");
    return memory;
}

void simulate_case_release(simulate_case *c)
{
    free(c->run.g);
    free(c->run.hessian);
    free(c->run.schedule);
    free(c->run.x);
    free(c->run.row_ptr);
    free(c->run.rows);
}

static void rows(simulate_case *c, unsigned long long *r)
{
    simulate_run *run = &c->run;
    size_t at = 0;

    run->row_ptr = must(calloc(run->steps + 1, sizeof *run->row_ptr));
    run->rows = must(calloc(run->steps * run->layout.groups, sizeof *run->rows));
    for (size_t t = 0; t < run->steps; t++) {
        for (size_t k = 0; k < run->layout.groups; k++)
            if (simulate_random(r) % 3 != 0)
                run->rows[at++] = k;
        run->row_ptr[t + 1] = at;
    }
}

static void data(simulate_case *c, unsigned long long *r)
{
    simulate_run *run = &c->run;
    size_t n = run->layout.size, T = run->steps;
    double fixed = 2 * simulate_uniform(r) - 1;

    run->g = must(malloc(T * n * sizeof *run->g));
    run->x = must(malloc((T + 1) * n * sizeof *run->x));
    if (run->variant.second != SGL_SECOND_GRADIENT)
        run->hessian = must(malloc(T * n * sizeof *run->hessian));
    for (size_t t = 1; t <= T; t++)
        for (size_t i = 0; i < n; i++) {
            run->g[(t - 1) * n + i] = simulate_round(run->dtype, simulate_gradient(r, c->gradients, t, T, i / 4, fixed));
            if (run->hessian != NULL)
                run->hessian[(t - 1) * n + i] = simulate_round(run->dtype, simulate_gradient(r, c->gradients, t, T, i / 4, fixed));
        }
    for (size_t i = 0; i < n; i++)
        run->x[i] = simulate_random(r) % 5 == 0 ? 0 : simulate_round(run->dtype, ldexp(2 * simulate_uniform(r) - 1, (int)(simulate_random(r) % 8) - 4));
    if (simulate_random(r) % 4 == 0 && !run->style.one_division && !run->style.in_rates) {
        run->schedule = must(malloc(T * sizeof *run->schedule));
        for (size_t t = 0; t < T; t++)
            run->schedule[t] = simulate_round(run->dtype, run->hyper.alpha / (1 + 0.1 * (double)t));
    }
    if (simulate_random(r) % 8 == 0 && !run->style.keeps_x)
        rows(c, r);
}

void simulate_case_make(simulate_case *c, unsigned long long seed, const sgl_named_variant *named, const simulate_style *style,
                        simulate_noise noise, size_t T)
{
    unsigned long long r = seed;

    memset(c, 0, sizeof *c);
    c->named = named;
    c->seed = seed;
    c->run = (simulate_run){.variant = named->variant, .steps = T, .style = *style, .noise = noise, .seed = seed,
                            .dtype = simulate_random(&r) % 3 == 0 && noise == NOISE_NONE ? SGL_FLOAT64 : SGL_FLOAT32};
    c->gradients = (enum gradients)(simulate_random(&r) % GRADIENTS);
    if (c->run.dtype == SGL_FLOAT64 && c->run.style.power == SGL_POWERS_POW)
        c->run.style.power = SGL_POWERS_EXACT;
    layout(c, &r, 8);
    hyper(c, &r);
    if (style->keeps_x)
        c->run.hyper.lambda1 = c->run.hyper.lambda21 = c->run.hyper.lambda2 = 0;
    data(c, &r);
    if (c->run.row_ptr != NULL && simulate_random(&r) % 2 != 0)
        c->run.variant.first = SGL_FIRST_TOUCH;
    simulate(&c->run);
}

bool simulate_case_finite(const simulate_run *run)
{
    for (size_t i = 0; i < (run->steps + 1) * run->layout.size; i++)
        if (!isfinite(run->x[i]))
            return false;
    return true;
}

sgl_judgement simulate_case_judge(const simulate_case *c, const sgl_variant *as)
{
    static const sgl_judge_options options = {.bits = 128, .max_bits = 1024, .exact = true};
    sgl_trace trace;
    sgl_judgement j;
    sgl_variant v = *as;
    sgl_status status;

    if (c->run.style.keeps_x)
        v.form = SGL_FORM_PROX;
    simulate_trace(&trace, &c->run);
    status = sgl_judge(&j, &trace, &v, (sgl_powers)c->run.style.power, &options);
    if (status != SGL_OK)
        bail_out("%s: the judge returns %d", c->named->name, (int)status);
    return j;
}

void simulate_case_describe(const simulate_case *c, const sgl_judgement *j)
{
    const sgl_hyperparameters *h = &c->run.hyper;

    diag("%s, %s, %s, %s gradients, T %zu, seed %llu: ratio %g, %s", c->named->name, c->run.style.name,
         c->run.dtype == SGL_FLOAT32 ? "float32" : "float64", gradient_names[c->gradients], c->run.steps, c->seed, j->max_ratio,
         j->diverges ? "diverges" : "does not diverge");
    if (j->diverges)
        diag("step %zu group %zu element %zu kind %d: got %a, allowed [%a, %a]", j->first.at.step, j->first.at.group,
             j->first.at.element, (int)j->first.kind, j->first.got, j->first.low, j->first.high);
    diag("alpha %g%s beta1 %g beta2 %g gamma %g epsilon %g n0 %g beta %g lambda1 %g lambda21 %g lambda2 %g d %zu%s", h->alpha,
         c->run.schedule != NULL ? " (schedule)" : "", h->beta1, h->beta2, h->gamma, h->epsilon, h->initial_accumulator,
         h->beta, h->lambda1, h->lambda21, h->lambda2, c->run.layout.group_size, c->run.row_ptr != NULL ? " rows" : "");
}
