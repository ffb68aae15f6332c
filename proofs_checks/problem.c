#include "problem.h"

#include "sgl_ref.h"
#include "tap.h"

#include <math.h>
#include <string.h>

static double pick(const double *from, size_t n)
{
    return from[test_random() % n];
}

/* A multiple of 1/16 in [-bound, bound], so that sums of a few are exact. */
static double sixteenth(int bound)
{
    return ((double)(test_random() % (unsigned long)(32 * bound + 1)) - 16 * bound) / 16;
}

static void draw_losses(problem *p)
{
    static const double scales[] = {0.125, 1, 4};
    double scale = pick(scales, 3);

    for (size_t i = 0; i < p->n; i++) {
        double sum = 0;

        for (size_t t = 0; t < p->T; t++) {
            p->a[t][i] = p->kind == LOSS_LINEAR ? scale * sixteenth(2)
                                                : scale * (fabs(sixteenth(2)) + 0.0625);
            p->b[t][i] = p->star[i] + (p->kind == LOSS_SQUARE ? sixteenth(1) : 0);
            sum += p->a[t][i];
        }
        if (p->kind == LOSS_LINEAR)
            p->a[p->T - 1][i] -= sum;
    }
}

void problem_draw(problem *p)
{
    static const double lambdas[] = {0, 0, 0.125, 0.5, 1}, gammas[] = {0, 0, 0.25, 0.75},
                        alphas[] = {0.125, 0.5, 1, 2, 5};
    static const double spreads[] = {0, 1, 3};
    double spread_1 = pick(spreads, 3), spread_star = pick(spreads, 3);

    memset(p, 0, sizeof *p);
    p->n = 1 + test_random() % PROBLEM_SIZE;
    p->T = 1 + test_random() % PROBLEM_STEPS;
    while (p->offsets[p->groups] < p->n) {
        size_t rest = p->n - p->offsets[p->groups];

        p->offsets[p->groups + 1] = p->offsets[p->groups] + 1 + test_random() % rest;
        p->groups++;
    }
    p->kind = (loss)(test_random() % LOSSES);
    p->rule = (w_rule)(test_random() % W_RULES);
    p->alpha = pick(alphas, 5);
    p->gamma = pick(gammas, 4);
    p->eta = 1;
    p->beta2 = 0.75;
    p->lambda1 = pick(lambdas, 5);
    p->lambda21 = pick(lambdas, 5);
    p->lambda2 = pick(lambdas, 5);
    p->identity_a = p->lambda21 > 0 && test_random() % 4 == 0;
    for (size_t i = 0; i < p->n; i++) {
        double w = 1 + fabs(sixteenth(2));

        p->x_1[i] = spread_1 * sixteenth(1);
        p->star[i] = spread_star * sixteenth(1);
        for (size_t t = 0; t < p->T; t++) {
            p->free_w[t][i] = p->rule == W_RISING ? w : 0.0625 + fabs(sixteenth(2));
            w += test_random() % 2 ? fabs(sixteenth(1)) : 0;
        }
    }
    draw_losses(p);
}

/* One coordinate's gradient at x_t; false when its sign is undecided. At a kink that is x* itself it is 0. */
static bool gradient(num *g, const problem *p, size_t t, size_t i, num x)
{
    num away = num_sub(x, num_double(p->b[t][i])), zero = num_int(0);

    if (p->kind == LOSS_LINEAR)
        *g = num_double(p->a[t][i]);
    else if (p->kind == LOSS_SQUARE)
        *g = num_mul(num_double(p->a[t][i]), away);
    else if (num_below(zero, away) || num_below(away, zero))
        *g = num_double(num_below(zero, away) ? p->a[t][i] : -p->a[t][i]);
    else
        *g = zero;
    return p->kind != LOSS_ABSOLUTE || !mpfi_has_zero(away) || mpfi_is_zero(away) > 0;
}

static num loss_at(const problem *p, size_t t, size_t i, num x)
{
    num a = num_double(p->a[t][i]), away = num_sub(x, num_double(p->b[t][i]));

    if (p->kind == LOSS_LINEAR)
        return num_mul(a, x);
    if (p->kind == LOSS_ABSOLUTE)
        return num_mul(a, num_abs(away));
    return num_div(num_mul(a, num_sqr(away)), num_int(2));
}

static void minimiser(num *x, const problem *p)
{
    for (size_t i = 0; i < p->n; i++) {
        num sum = num_int(0), weight = num_int(0);

        x[i] = num_double(p->star[i]);
        if (p->kind != LOSS_SQUARE)
            continue;
        for (size_t t = 0; t < p->T; t++) {
            weight = num_add(weight, num_double(p->a[t][i]));
            sum = num_add(sum, num_mul(num_double(p->a[t][i]), num_double(p->b[t][i])));
        }
        x[i] = num_div(sum, weight);
    }
}

static num rule_w(const problem *p, const outcome *o, size_t t, size_t i)
{
    num v = num_int(0), b = num_double(p->rule == W_ADAM ? p->beta2 : p->eta), power = num_int(1);

    if (p->rule == W_RISING || p->rule == W_ANY)
        return num_double(p->free_w[t][i]);
    if (p->rule == W_MOMENTUM)
        return num_div(num_int(1), num_double(p->alpha));
    for (size_t s = 0; s <= t; s++) {
        num share = num_sqr(o->g[s][i]);

        if (p->rule == W_ADAM)
            share = num_mul(share, num_sub(num_int(1), b));
        v = p->rule == W_ADAGRAD ? num_add(v, share) : num_add(num_mul(v, b), share);
        power = num_mul(power, b);
    }
    if (p->rule == W_ADAM)
        v = num_div(v, num_sub(num_int(1), power));
    if (p->rule == W_DELTA)
        v = num_add(v, num_sqr(num_double(p->delta)));
    return num_div(num_sqrt(v), num_double(p->alpha));
}

/* x_{t+1} with A_t = I, where there is no closed form: the reference's certified argmin, group by group. */
static bool argmin(outcome *o, const problem *p, size_t t, mpfi_srcptr z)
{
    mpfi_ptr v = sgl_ref_vector_new(4 * p->n, NUM_BITS); /* W, 0, I, x */
    bool done = true;

    for (size_t k = 0; k < p->groups && done; k++) {
        size_t begin = p->offsets[k], d = p->offsets[k + 1] - begin;
        sgl_ref_objective *f = NULL;
        bool zero;

        for (size_t i = 0; i < d; i++) {
            mpfi_set(v + i, o->w[t][begin + i]);
            mpfi_set_ui(v + 2 * p->n + i, 1);
        }
        done = sgl_ref_objective_new(&f, d, p->lambda1, p->lambda21, p->lambda2, NUM_BITS) == SGL_OK &&
               sgl_ref_objective_add(f, z + begin, v, v + p->n) == SGL_OK &&
               sgl_ref_objective_set_a(f, v + 2 * p->n) == SGL_OK &&
               sgl_ref_argmin(v + 3 * p->n, &zero, f, NUM_BITS) == SGL_OK;
        for (size_t i = 0; i < d && done; i++)
            o->x[t + 1][begin + i] = num_of(v + 3 * p->n + i);
        sgl_ref_objective_free(f);
    }
    sgl_ref_vector_free(v, 4 * p->n);
    return done;
}

/* x_{t+1} by the reference's parts, the exact norm. */
static bool shrink(outcome *o, const problem *p, size_t t, mpfi_srcptr z)
{
    mpfi_ptr v = sgl_ref_vector_new(4 * p->n + 3, NUM_BITS);
    mpfi_ptr s = v, d = v + p->n, weighted = v + 2 * p->n, x = v + 3 * p->n, r = v + 4 * p->n,
             c = r + 1, l = r + 2;
    bool done = true;

    mpfi_set_d(l, p->lambda1);
    for (size_t i = 0; i < p->n; i++)
        mpfi_set(d + i, num_add(o->w[t][i], num_double(2 * p->lambda2)));
    done = sgl_ref_soft_threshold(s, z, p->n, l) == SGL_OK;
    for (size_t i = 0; i < p->n; i++)
        mpfi_set(weighted + i, num_div(s + i, num_sqrt(num_div(d + i, num_int(2)))));
    for (size_t k = 0; k < p->groups && done; k++) {
        size_t begin = p->offsets[k], size = p->offsets[k + 1] - begin;

        mpfi_set(c, num_mul(num_double(p->lambda21), num_sqrt(num_int((long)size))));
        done = sgl_ref_group_norm(r, weighted + begin, size) == SGL_OK &&
               sgl_ref_shrink(x + begin, NULL, s + begin, d + begin, size, r, c) == SGL_OK;
    }
    for (size_t i = 0; i < p->n && done; i++)
        o->x[t + 1][i] = num_of(x + i);
    sgl_ref_vector_free(v, 4 * p->n + 3);
    return done;
}

static void fail(outcome *o, int bit, size_t step)
{
    if (!(o->failed >> bit & 1))
        o->first[bit] = step;
    o->failed |= 1u << bit;
}

/* What step t + 1 tells about the hypotheses. One that is not certain counts as failed. */
static void hypotheses(outcome *o, const problem *p, size_t t)
{
    num product = num_int(0), zero = num_int(0);

    for (size_t i = 0; i < p->n; i++) {
        if (t == 0 && !num_at_most(num_int(1), o->w[0][i]))
            fail(o, 2, 1);
        if (t > 0 && p->rule != W_MOMENTUM && p->rule != W_ADAGRAD && p->rule != W_DELTA &&
            !num_at_most(o->w[t - 1][i], o->w[t][i]))
            fail(o, 1, t + 1);
        if (t > 0)
            product = num_add(product, num_mul(o->m[t - 1][i], num_sub(o->x[t][i], o->x_star[i])));
    }
    if (p->gamma != 0 && t > 0 && !num_at_most(zero, product))
        fail(o, 0, t + 1);
    if (p->gamma < 0)
        fail(o, 3, 1);
    if ((o->failed >> 1 & 1) && p->lambda21 > 0 && !p->identity_a)
        fail(o, 4, o->first[1]);
}

static void bounds(outcome *o, const problem *p)
{
    num prox = num_int(0), early = prox, late = prox, two = num_int(2);

    o->psi = o->regret = num_int(0);
    for (size_t k = 0; k < p->groups; k++) {
        num square = num_int(0),
            factor = num_sqrt(num_int((long)(p->offsets[k + 1] - p->offsets[k])));

        for (size_t i = p->offsets[k]; i < p->offsets[k + 1]; i++) {
            num x2 = num_sqr(o->x_star[i]),
                a = num_add(num_div(o->w[p->T - 1][i], two), num_double(p->lambda2));

            if (p->identity_a)
                a = num_int(1);

            square = num_add(square, num_mul(a, x2));
            o->psi = num_add(o->psi, num_mul(num_double(p->lambda1), num_abs(o->x_star[i])));
            o->psi = num_add(o->psi, num_mul(num_double(p->lambda2), x2));
        }
        o->psi =
            num_add(o->psi, num_mul(num_mul(num_double(p->lambda21), factor), num_sqrt(square)));
    }
    for (size_t t = 0; t < p->T; t++)
        for (size_t i = 0; i < p->n; i++) {
            num q = t == 0 ? o->w[0][i] : num_sub(o->w[t][i], o->w[t - 1][i]),
                m2 = num_sqr(o->m[t][i]);

            prox = num_add(prox, num_mul(q, num_sqr(num_sub(o->x_star[i], o->x[t][i]))));
            early = num_add(early, t == 0 ? m2 : num_div(m2, o->w[t - 1][i]));
            late = num_add(late, num_div(m2, o->w[t][i]));
            o->regret = num_add(
                o->regret, num_sub(loss_at(p, t, i, o->x[t][i]), loss_at(p, t, i, o->x_star[i])));
        }
    o->bound14 = num_add(o->psi, num_div(num_add(prox, early), two));
    o->bound3 = num_add(o->psi, num_div(num_add(prox, late), two));
}

bool problem_run(outcome *o, const problem *p)
{
    mpfi_ptr v = sgl_ref_vector_new(7 * p->n, NUM_BITS);
    mpfi_ptr z = v, zeta = v + p->n, m = v + 2 * p->n, w0 = v + 3 * p->n, w = v + 4 * p->n,
             x0 = v + 5 * p->n, x = v + 6 * p->n;
    bool done = true;

    memset(o, 0, sizeof *o);
    minimiser(o->x_star, p);
    for (size_t i = 0; i < p->n; i++) {
        o->x[0][i] = num_double(p->x_1[i]);
        mpfi_set(x0 + i, o->x[0][i]);
    }
    for (size_t t = 0; t < p->T && done; t++) {
        for (size_t i = 0; i < p->n && done; i++) {
            num before = t == 0 ? num_int(0) : o->m[t - 1][i];

            done = gradient(&o->g[t][i], p, t, i, o->x[t][i]);
            o->m[t][i] = num_add(num_mul(num_double(p->gamma), before), o->g[t][i]);
            o->w[t][i] = rule_w(p, o, t, i);
            done &= num_below(num_int(0), o->w[t][i]);
            mpfi_set(m + i, o->m[t][i]);
            mpfi_set(w + i, o->w[t][i]);
            mpfi_set(x + i, o->x[t][i]);
        }
        if (!done)
            break;
        hypotheses(o, p, t);
        done = sgl_ref_dual(z, zeta, m, w0, w, x0, x, p->n) == SGL_OK &&
               (p->identity_a ? argmin(o, p, t, z) : shrink(o, p, t, z));
        for (size_t i = 0; i < p->n; i++) {
            mpfi_set(w0 + i, w + i);
            mpfi_set(x0 + i, x + i);
        }
    }
    if (done)
        bounds(o, p);
    sgl_ref_vector_free(v, 7 * p->n);
    return done;
}

const char *hypothesis_name(int k)
{
    static const char *const names[] = {"condition_12", "Q_t_nonnegative", "Q_1_at_least_identity",
                                        "gamma_nonnegative", "A_t_nondecreasing"};

    return names[k];
}
