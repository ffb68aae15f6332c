/* What every variant in use is put through. All inputs are float32 numbers, most of them small binary fractions, so that both dtypes
 * are fed the same. Nothing here knows what comes out; where a case is there for something that must happen (a group dies and comes
 * back), inputs are tried in a fixed order until it does. */
#include "sgl_ref.h"
#include "vectors.h"

#include <math.h>
#include <string.h>

static const sgl_hyperparameters plain = {.alpha = 0.5, .beta1 = 0.5, .beta2 = 0.75, .gamma = 0.5, .epsilon = 0.0625,
                                          .initial_accumulator = 0.25, .beta = 0.5};

/* Multiples of 1/8 in [-2, 2] without a pattern. */
static double eighths(unsigned long long *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(int)((*state >> 33) % 33) / 8 - 2;
}

/* A case with groups of d and numbers from a seed. */
static vector_case begin(const sgl_named_variant *v, const char *what, const char *comment, size_t groups, size_t d, size_t steps,
                         unsigned long long seed)
{
    vector_case c;
    size_t n = groups * d;

    memset(&c, 0, sizeof c);
    snprintf(c.id, sizeof c.id, "%s/%s", v->name, what);
    c.comment = comment;
    c.variant = v;
    c.flags = v->conforming ? 0 : 1u << VECTOR_DEFECT;
    c.example = (sgl_example){.steps = steps, .layout = {.size = n, .groups = groups, .group_size = d}, .hyper = plain};
    c.has_hessian = v->variant.optimizer == SGL_ADAHESSIAN;
    for (size_t i = 0; i < n; i++)
        c.x1[i] = eighths(&seed);
    for (size_t k = 0; k < n * steps; k++) {
        c.grads[k] = eighths(&seed);
        c.hessian[k] = eighths(&seed) + 0.0625; /* never 0 */
    }
    return c;
}

static void set_flag(vector_case *c, vector_flag flag)
{
    c->flags |= 1u << flag;
}

static void set_lambdas(vector_case *c, double lambda1, double lambda21, double lambda2)
{
    c->example.hyper.lambda1 = lambda1;
    c->example.hyper.lambda21 = lambda21;
    c->example.hyper.lambda2 = lambda2;
    if (lambda1 > 0)
        set_flag(c, VECTOR_LAMBDA1);
    if (lambda21 > 0)
        set_flag(c, VECTOR_LAMBDA21);
    if (lambda2 > 0)
        set_flag(c, VECTOR_LAMBDA2);
    if (lambda1 == 0 && lambda21 == 0 && lambda2 == 0)
        set_flag(c, VECTOR_NO_LAMBDA);
}

static sgl_status lambdas(vector_list *list, const sgl_named_variant *v)
{
    static const char *const names[8] = {"lambdas-none", "lambdas-1", "lambdas-21", "lambdas-1-21",
                                         "lambdas-2", "lambdas-1-2", "lambdas-21-2", "lambdas-1-21-2"};
    sgl_status status = SGL_OK;

    for (unsigned k = 0; k < 8 && status == SGL_OK; k++) {
        vector_case c = begin(v, names[k], "the lambdas that are positive", 2, 2, 3, 7);

        set_lambdas(&c, k & 1 ? 0.25 : 0, k & 2 ? 0.375 : 0, k & 4 ? 0.5 : 0);
        status = vector_add(list, &c);
    }
    return status;
}

/* Whether some group is not 0, then 0 for certain, then not 0 again. */
static bool dies_and_revives(const vector_case *c, const sgl_example_run *run)
{
    const sgl_layout *layout = &c->example.layout;

    for (size_t k = 0; k < layout->groups; k++) {
        int phase = 0;

        for (size_t t = 0; t < c->example.steps; t++) {
            size_t dead = 0, live = 0;

            for (size_t i = k * layout->group_size; i < (k + 1) * layout->group_size; i++) {
                dead += run->zero[t * layout->size + i] == +1;
                live += run->zero[t * layout->size + i] == -1;
            }
            if (phase % 2 == 0 && live > 0)
                phase++;
            else if (phase == 1 && dead == layout->group_size)
                phase++;
        }
        if (phase >= 3)
            return true;
    }
    return false;
}

static sgl_status death(vector_list *list, const sgl_named_variant *v)
{
    for (unsigned long long seed = 1; seed < 300; seed++) {
        vector_case c = begin(v, "dies-and-revives", "a group that is zero for some steps and comes back", 2, 2, 6, seed);
        sgl_example_run run;
        bool good;

        set_lambdas(&c, 0.125, seed % 3 == 0 ? 0.5 : seed % 3 == 1 ? 0.75 : 0.25, 0);
        set_flag(&c, VECTOR_GROUP_DIES);
        set_flag(&c, VECTOR_GROUP_REVIVES);
        vector_point(&c);
        c.example.dtype = SGL_FLOAT32;
        if (sgl_example_new(&run, &c.example, &v->variant, 192, 1536) != SGL_OK)
            continue;
        good = dies_and_revives(&c, &run);
        sgl_example_free(&run);
        if (good)
            return vector_add(list, &c);
    }
    return SGL_OK;
}

/* z_1 from x_1 = 0, g = 1: a multiple of the first gradient, where it is a binary number; else NAN. */
static double first_z(const sgl_named_variant *v)
{
    const sgl_layout one = {.size = 1, .groups = 1, .group_size = 1};
    double z = NAN, g = 1, hessian = 1;
    sgl_ref_run *run;
    mpfi_ptr x = sgl_ref_vector_new(1, 192);

    if (x != NULL && sgl_ref_run_new(&run, &v->variant, &plain, &one, 192) == SGL_OK) {
        if (sgl_ref_step(x, run, &g, &hessian, plain.alpha) == SGL_OK && mpfr_equal_p(&run->z->left, &run->z->right))
            z = mpfr_get_d(&run->z->left, MPFR_RNDN);
        sgl_ref_run_free(run);
    }
    sgl_ref_vector_free(x, 1);
    return z == (double)(float)z ? z : NAN;
}

/* One step from 0 with g = 1 and a lambda at, a float32 below and a float32 above what makes the result 0. */
static sgl_status thresholds(vector_list *list, const sgl_named_variant *v)
{
    static const double factor[SGL_GROUP_FACTORS] = {2, 1, 4}; /* of d = 4 */
    static const char *const where[] = {"below", "at", "above"};
    const char *comment[] = {"lambda is a float32 below the threshold: not zero", "lambda is exactly at the threshold: zero",
                             "lambda is a float32 above the threshold: zero"};
    double z = first_z(v);
    sgl_status status = SGL_OK;

    for (int k = 0; k < 3 && !isnan(z) && status == SGL_OK; k++) {
        float at = (float)fabs(z), lambda = k == 0 ? nextafterf(at, 0) : k == 1 ? at : nextafterf(at, INFINITY);
        char what[32];
        vector_case c;

        snprintf(what, sizeof what, "lambda1-%s", where[k]);
        c = begin(v, what, comment[k], 1, 1, 1, 1);
        c.x1[0] = 0;
        c.grads[0] = c.hessian[0] = 1;
        set_lambdas(&c, (double)lambda, 0, 0);
        set_flag(&c, VECTOR_THRESHOLD_LAMBDA1);
        if (k == 1)
            set_flag(&c, VECTOR_TIE);
        status = vector_add(list, &c);
        if (status != SGL_OK || v->variant.norm != SGL_NORM_ALGORITHM1)
            continue;
        at = (float)(2 * fabs(z) / factor[v->variant.group_factor]); /* |(z, z, z, z)| = 2 |z| */
        lambda = k == 0 ? nextafterf(at, 0) : k == 1 ? at : nextafterf(at, INFINITY);
        snprintf(what, sizeof what, "lambda21-%s", where[k]);
        c = begin(v, what, comment[k], 1, 4, 1, 1);
        for (int i = 0; i < 4; i++) {
            c.x1[i] = 0;
            c.grads[i] = c.hessian[i] = i % 2 ? -1 : 1;
        }
        set_lambdas(&c, 0, (double)lambda, 0);
        set_flag(&c, VECTOR_THRESHOLD_LAMBDA21);
        if (k == 1)
            set_flag(&c, VECTOR_TIE);
        status = vector_add(list, &c);
    }
    return status;
}

static sgl_status layouts(vector_list *list, const sgl_named_variant *v)
{
    vector_case c = begin(v, "one-entry", "groups of one", 3, 1, 3, 11);
    sgl_status status;

    set_lambdas(&c, 0.125, 0.25, 0.25);
    set_flag(&c, VECTOR_ONE_ENTRY);
    status = vector_add(list, &c);
    if (status != SGL_OK)
        return status;
    c = begin(v, "unequal-groups", "groups of 1, 2 and 3", 3, 2, 3, 12);
    set_lambdas(&c, 0.125, 0.25, 0.25);
    set_flag(&c, VECTOR_UNEQUAL_GROUPS);
    c.has_offsets = true;
    memcpy(c.offsets, (const size_t[]){0, 1, 3, 6}, 4 * sizeof *c.offsets);
    return vector_add(list, &c);
}

static sgl_status late(vector_list *list, const sgl_named_variant *v)
{
    vector_case c = begin(v, "late-row", "the last group has no gradient before step 3", 2, 2, 4, 13);
    sgl_status status;

    set_lambdas(&c, 0.125, 0.25, 0.25);
    set_flag(&c, VECTOR_LATE_ROW);
    for (size_t t = 0; t < 2; t++)
        c.grads[4 * t + 2] = c.grads[4 * t + 3] = 0;
    status = vector_add(list, &c);
    if (status != SGL_OK)
        return status;
    for (int lambda = 1; lambda >= 0 && status == SGL_OK; lambda--) {
        c = lambda ? begin(v, "rows", "each step touches some groups: the last is first met at step 3, the first rests at step 2", 2, 2, 4, 14)
                   : begin(v, "rows-none", "as rows, with all lambda = 0", 2, 2, 4, 14);
        set_lambdas(&c, lambda * 0.125, lambda * 0.25, lambda * 0.25);
        set_flag(&c, VECTOR_ROWS);
        set_flag(&c, VECTOR_LATE_ROW);
        c.has_touched = true;
        memcpy(c.touched, (const unsigned char[]){1, 0, 0, 0, 1, 1, 0, 1}, 8);
        for (size_t t = 0; t < 4; t++)
            for (size_t i = 0; i < 4; i++)
                if (!c.touched[2 * t + i / 2])
                    c.grads[4 * t + i] = 0;
        status = vector_add(list, &c);
    }
    return status;
}

static sgl_status rates(vector_list *list, const sgl_named_variant *v)
{
    vector_case c = begin(v, "schedule", "the rate is halved at every step", 2, 2, 4, 15);
    sgl_status status;

    set_lambdas(&c, 0.125, 0.25, 0.25);
    set_flag(&c, VECTOR_SCHEDULE);
    c.has_alpha = true;
    memcpy(c.alpha, (const double[]){0.5, 0.25, 0.125, 0.0625}, 4 * sizeof *c.alpha);
    status = vector_add(list, &c);
    if (status != SGL_OK)
        return status;
    c = begin(v, "subnormal", "alpha is the smallest normal float32: the weights are subnormal", 1, 2, 2, 16);
    set_lambdas(&c, 0.0625, 0.125, 0);
    set_flag(&c, VECTOR_SUBNORMAL);
    c.example.hyper.alpha = 0x1p-126;
    c.x1[0] = 0x1p-149;
    c.x1[1] = -0x1.8p-128;
    memcpy(c.grads, (const double[]){0.25, -0.375, 0.5, 0.125}, 4 * sizeof *c.grads);
    return vector_add(list, &c);
}

static sgl_status gradients(vector_list *list, const sgl_named_variant *v)
{
    vector_case c = begin(v, "no-gradient", "the first weight never gets a gradient", 1, 2, 3, 17);
    sgl_status status;

    set_lambdas(&c, 0, 0, 0);
    set_flag(&c, VECTOR_NO_GRADIENT);
    c.x1[0] = 1;
    for (size_t t = 0; t < 3; t++)
        c.grads[2 * t] = c.hessian[2 * t] = 0;
    status = vector_add(list, &c);
    if (status != SGL_OK)
        return status;
    c = begin(v, "library-defaults", "hyper-parameters as libraries have them, rounded to float32", 2, 2, 3, 18);
    c.example.hyper.alpha = (double)0.1f;
    c.example.hyper.beta1 = c.example.hyper.gamma = (double)0.9f;
    c.example.hyper.beta2 = (double)0.999f;
    c.example.hyper.epsilon = (double)1e-3f;
    c.example.hyper.initial_accumulator = (double)0.1f;
    c.example.hyper.beta = 1;
    set_lambdas(&c, (double)0.01f, (double)0.02f, (double)0.001f);
    set_flag(&c, VECTOR_LIBRARY_DEFAULTS);
    return vector_add(list, &c);
}

sgl_status vectors_scenarios(vector_list *list, const sgl_named_variant *variant)
{
    static sgl_status (*const all[])(vector_list *, const sgl_named_variant *) = {lambdas, death, thresholds, layouts, late, rates, gradients};
    bool used = variant->shipped_by[0] != '\0' || variant == sgl_variant_paper(variant->variant.optimizer);
    sgl_status status = SGL_OK;

    for (size_t k = 0; k < sizeof all / sizeof *all && used && status == SGL_OK; k++)
        status = all[k](list, variant);
    return status;
}
