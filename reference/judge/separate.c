/* The search is a plain walk through small inputs. Which differences show on which: a factor in the group threshold needs d > 1, a
 * power of beta t > 1, rows two groups of which one rests, a row's first step that it is not touched then, the norms unequal W in a
 * group. */
#include "judge/separate.h"
#include "judge/variants.h"

#include <stdio.h>
#include <string.h>

enum { BITS = 192, SETS = 8 };

/* One size of input. */
typedef struct size {
    size_t d, steps, groups;
} size;

/* Small binary fractions without a pattern: the same on every machine. */
static double fraction(unsigned long long *state)
{
    static const double values[] = {1, -1, 0.5, -0.5, 2, -2, 0.25, -0.25, 1.5, -1.5, 0.75, -3, 3, 4, -4, 0};

    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return values[*state >> 60];
}

/* Set 0 is the simplest: x_1 = 0 or 1, g = 1. Of two groups the last rests at odd steps. */
static void fill(sgl_separated *s, const size *z, unsigned set)
{
    unsigned long long state = 1 + set;
    size_t n = z->d * z->groups;

    for (size_t i = 0; i < n; i++)
        s->x1[i] = set < 2 ? set : fraction(&state);
    for (size_t k = 0; k < n * z->steps; k++) {
        bool rests = z->groups > 1 && k % n >= z->d && (k / n) % 2 == 0;

        s->grads[k] = set < 2 ? 1 : fraction(&state);
        s->hessian[k] = set < 2 ? 1 : fraction(&state);
#if SGL_MUTANT != 84
        if (rests)
            s->grads[k] = 0;
#else
        (void)rests;
#endif
        s->touched[k / z->d] = !rests;
    }
}

/* Bits of choice: which lambdas are positive, epsilon, and what the optimizer has besides. */
enum { LAMBDA1 = 1, LAMBDA21 = 2, LAMBDA2 = 4, EPSILON = 8, CHOICES = 16 };

static sgl_hyperparameters hyper_of(unsigned choice)
{
    return (sgl_hyperparameters){.alpha = 0.5, .beta1 = 0.5, .beta2 = 0.75, .gamma = 0.5,
                                 .epsilon = choice & EPSILON ? 0.25 : 0, .initial_accumulator = choice & EPSILON ? 0.25 : 0,
                                 .beta = choice & EPSILON ? 0.5 : 0, .lambda1 = choice & LAMBDA1 ? 0.25 : 0,
                                 .lambda21 = choice & LAMBDA21 ? 0.5 : 0, .lambda2 = choice & LAMBDA2 ? 0.25 : 0};
}

static unsigned ones(unsigned v)
{
    unsigned n = 0;

    for (; v != 0; v &= v - 1)
        n++;
    return n;
}

/* rows: the example lists those of each step. */
static void point(sgl_separated *s, bool rows)
{
    s->example.x1 = s->x1;
    s->example.grads = s->grads;
    s->example.hessian = s->hessian;
    s->example.touched = rows ? s->touched : NULL;
}

/* Keep the best of one size. */
static sgl_status try_one(sgl_separated *best, sgl_separated *now, const sgl_variant *a, const sgl_variant *b)
{
#if SGL_MUTANT == 507
    bool rows = false;
#else
    bool rows = a->first != b->first && now->example.layout.groups > 1;
#endif
    sgl_status status;

    point(now, rows);
    status = sgl_example_separation(&now->separation, &now->at, &now->example, a, b, BITS);
    if (status != SGL_OK)
        return status == SGL_ENOMEM ? status : SGL_OK; /* a variant that divides by 0 here, or a tie: no input for these two */
    best->tried++;
    if (now->example.layout.size > best->largest_size)
        best->largest_size = now->example.layout.size;
    if (now->example.steps > best->largest_steps)
        best->largest_steps = now->example.steps;
    if (now->separation > best->separation) {
        now->tried = best->tried;
        now->largest_size = best->largest_size;
        now->largest_steps = best->largest_steps;
        *best = *now;
        point(best, rows);
    }
    return SGL_OK;
}

/* All inputs of one size, fewest positive lambdas first; stops at the first number of them that separates. */
static sgl_status try_size(sgl_separated *best, const size *z, const sgl_variant *a, const sgl_variant *b, sgl_dtype dtype)
{
    static sgl_separated zero;
    sgl_status status = SGL_OK;

    for (unsigned positive = 0; positive <= 4 && !best->separable; positive++) {
        for (unsigned choice = 0; choice < CHOICES; choice++) {
            for (unsigned set = 0; set < SETS && ones(choice) == positive; set++) {
                sgl_separated now = zero;

                now.example.dtype = dtype;
                now.example.steps = z->steps;
                now.example.layout = (sgl_layout){.size = z->d * z->groups, .groups = z->groups, .group_size = z->d};
                now.example.hyper = hyper_of(choice);
                fill(&now, z, set);
                status = try_one(best, &now, a, b);
                if (status != SGL_OK)
                    return status;
            }
        }
        best->separable = best->separation > 1;
    }
    return status;
}

sgl_status sgl_separate(sgl_separated *out, const sgl_variant *a, const sgl_variant *b, sgl_dtype dtype)
{
    static const size sizes[] = {{1, 1, 1}, {1, 2, 1}, {2, 1, 1}, {2, 2, 1}, {1, 3, 1}, {2, 3, 1}, {3, 2, 1}, {1, 2, 2},
                                 {1, 3, 2}, {2, 4, 1}, {2, 4, 2}, {3, 5, 2}};

    memset(out, 0, sizeof *out);
    if (a->optimizer != b->optimizer)
        return SGL_EDIM;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes && !out->separable; k++) {
        sgl_status status = try_size(out, &sizes[k], a, b, dtype);

        if (status != SGL_OK)
            return status;
    }
    return SGL_OK;
}

enum { ONE_ENTRY = sizeof(sgl_hyperparameters), NO_ROWS };

void sgl_same_when(char *text, size_t room, const sgl_variant *a, const sgl_variant *b)
{
    static const struct {
        const char *name;
        size_t offset; /* of the hyper-parameter that is 0, or one of those below */
    } when[] = {
        {"lambda1 = 0", offsetof(sgl_hyperparameters, lambda1)},   {"lambda21 = 0", offsetof(sgl_hyperparameters, lambda21)},
        {"lambda2 = 0", offsetof(sgl_hyperparameters, lambda2)},   {"epsilon = 0", offsetof(sgl_hyperparameters, epsilon)},
        {"gamma = 0", offsetof(sgl_hyperparameters, gamma)},       {"initial_accumulator = 0", offsetof(sgl_hyperparameters, initial_accumulator)},
        {"d = 1", ONE_ENTRY}, {"no row is met late", NO_ROWS},
    };
    const sgl_hyperparameters all = {.alpha = 1, .beta1 = 0.5, .beta2 = 0.5, .gamma = 0.5, .epsilon = 1, .initial_accumulator = 1,
                                     .beta = 1, .lambda1 = 1, .lambda21 = 1, .lambda2 = 1};
    size_t used = 0;

    text[0] = '\0';
    if (sgl_variant_equal(a, b)) {
        snprintf(text, room, "always");
        return;
    }
    for (size_t k = 0; k < sizeof when / sizeof *when && used < room; k++) {
        sgl_layout layout = {.size = 4, .groups = 2, .group_size = 2};
        sgl_hyperparameters hyper = all;
        sgl_variant p, q;

        if (when[k].offset == ONE_ENTRY)
            layout = (sgl_layout){.size = 2, .groups = 2, .group_size = 1};
        else if (when[k].offset != NO_ROWS)
            memcpy((char *)&hyper + when[k].offset, &(double){0}, sizeof(double));
        p = sgl_variant_reduce(a, &hyper, &layout, when[k].offset != NO_ROWS);
        q = sgl_variant_reduce(b, &hyper, &layout, when[k].offset != NO_ROWS);
        if (sgl_variant_equal(&p, &q))
            used += (size_t)snprintf(text + used, room - used, "%s%s", used > 0 ? ", or " : "", when[k].name);
    }
}
