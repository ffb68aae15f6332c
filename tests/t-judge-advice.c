/* What identify says a difference does to sparsity, counted: noisy quadratics, half of whose groups have their minimum at 0, run with a
 * variant and with its neighbour; the share of groups that are zero goes the way that the sentence says. */
#include "judge/variant_axes.h"
#include "sgl_ref.h"
#include "tap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { G = 8, D = 4, N = G * D, T = 40, PROBLEMS = 3 };

static double normal(void)
{
    double sum = 0;

    for (int k = 0; k < 6; k++)
        sum += test_uniform() - 0.5;
    return sum * sqrt(2);
}

typedef struct problem {
    double target[N], curvature[N], start[N], noise[T][N];
} problem;

static problem problems[PROBLEMS];

static void make_problems(void)
{
    for (int p = 0; p < PROBLEMS; p++) {
        for (int i = 0; i < N; i++) {
            problems[p].target[i] = i / D % 2 ? normal() : 0;
            problems[p].curvature[i] = exp(0.75 * normal());
            problems[p].start[i] = 0.3 * normal();
        }
        for (int t = 0; t < T; t++)
            for (int i = 0; i < N; i++)
                problems[p].noise[t][i] = 0.3 * normal();
    }
}

/* The share of groups that are zero, over all steps. */
static double share(const sgl_variant *v, const sgl_hyperparameters *h)
{
    const sgl_layout layout = {.size = N, .groups = G, .group_size = D};
    double zero = 0;

    for (int p = 0; p < PROBLEMS; p++) {
        const problem *q = &problems[p];
        double x[N], g[N];
        mpfi_ptr next = sgl_ref_vector_new(N, 64);
        sgl_ref_run *run;

        if (next == NULL || sgl_ref_run_new(&run, v, h, &layout, 64) != SGL_OK)
            bail_out("a run cannot be made");
        memcpy(x, q->start, sizeof x);
        for (int t = 0; t < T; t++) {
            for (int i = 0; i < N; i++)
                g[i] = q->curvature[i] * (x[i] - q->target[i] + q->noise[t][i]);
            if (sgl_ref_vector_set(next, x, N) != SGL_OK || sgl_ref_step(next, run, g, q->curvature, h->alpha) != SGL_OK)
                bail_out("a step cannot be made");
            for (int i = 0; i < N; i++)
                x[i] = (double)(float)mpfi_get_d(next + i);
            for (int k = 0; k < N; k += D) {
                bool any = false;

                for (int i = k; i < k + D; i++)
                    any |= x[i] != 0;
                zero += !any;
            }
        }
        sgl_ref_run_free(run);
        sgl_ref_vector_free(next, N);
    }
    return zero / (PROBLEMS * T * G);
}

static const struct {
    const char *variant, *word; /* "base+axis=value"; a word of the sentence that claims the direction */
    int more;                   /* +1 more groups are zero than with base, -1 fewer                       */
} claims[] = {
    {"adam-algorithm2+scaling=table1", "more groups", +1},
    {"adam-algorithm2+scaling=folded", "more groups", +1},
    {"adam-algorithm2+bias=none", "more groups", +1},
    {"adam-algorithm2+bias=m", "more groups", +1},
    {"adam-algorithm2+epsilon=compounding", "fewer groups", -1},
    {"adam-algorithm2+epsilon=inside-raw", "stay alive", -1},
    {"adam-algorithm2+epsilon=initial", "fewer groups", -1},
    {"adam-algorithm2+maximum=corrected", "die later", -1},
    {"adam-algorithm2+norm=dual", "fewer groups", -1},
    {"adam-algorithm2+group_factor=one", "Fewer groups", -1},
    {"adam-algorithm2+group_factor=d", "More groups", +1},
    {"adam-algorithm2+soft=signbit", "die later", -1},
    {"adam-algorithm2+soft=off", "fewer groups", -1},
    {"adam-algorithm2+form=prox", "more groups", +1},
    {"adam-algorithm2+lambda_times_rate=yes", "fewer groups", -1},
    {"ftrl-proximal+accumulate=twice", "fewer groups", -1},
    {"ftrl-proximal+power=0.25", "more groups", +1},
    {"ftrl-proximal+power=1", "fewer groups", -1},
    {"ftrl-proximal+form=prox", "more groups", +1},
    {"momentum-table1+momentum=average", "more groups", +1},
    {"momentum-table1+momentum=overwrite", "fewer groups", -1},
    {"momentum-table1+rate=sqrt", "die later", -1},
    {"momentum-table1+form=prox", "more groups", +1},
};

static sgl_hyperparameters hyper_of(sgl_optimizer optimizer)
{
    sgl_hyperparameters h = {.alpha = 0.1, .beta1 = 0.9, .beta2 = 0.99, .gamma = 0.9, .epsilon = 0.01, .initial_accumulator = 0.1,
                             .beta = 1, .lambda1 = 0.3, .lambda21 = 1, .lambda2 = 0.1};

    if (optimizer == SGL_FTRL)
        h.alpha = 0.5;
    if (optimizer == SGL_MOMENTUM) { /* W = 50: thresholds to match */
        h.alpha = 0.02;
        h.lambda1 = 6;
        h.lambda21 = 15;
    }
    return h;
}

static void claim(const char *text, const char *word, int more)
{
    sgl_written_variant changed;
    const sgl_named_variant *base;
    sgl_hyperparameters h;
    sgl_error error;
    const char *says = "";
    double before, after;
    char name[64];

    snprintf(name, sizeof name, "%.*s", (int)strcspn(text, "+"), text);
    base = sgl_variant_find(name);
    if (base == NULL || sgl_variant_read(&changed, text, &error) != SGL_OK)
        bail_out("%s", text);
    for (int axis = 0; axis < SGL_AXES; axis++)
        if (sgl_axis_get(&changed.named.variant, (sgl_axis)axis) != sgl_axis_get(&base->variant, (sgl_axis)axis))
            says = sgl_axis_sparsity((sgl_axis)axis, sgl_axis_get(&changed.named.variant, (sgl_axis)axis));
    h = hyper_of(base->variant.optimizer);
    before = share(&base->variant, &h);
    after = share(&changed.named.variant, &h);
    if (!ok(strstr(says, word) != NULL && more * (after - before) > 0.002, "%s: %.3f of the groups are zero, not %.3f", text, after, before))
        diag("it says: %s", says);
}

int main(void)
{
    plan(ARRAY_SIZE(claims));
    make_problems();
    for (size_t k = 0; k < ARRAY_SIZE(claims); k++)
        claim(claims[k].variant, claims[k].word, claims[k].more);
    return tap_status();
}
