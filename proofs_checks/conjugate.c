#include "conjugate.h"

num conjugate_penalised(const problem *p, const outcome *o, size_t t, const num *x)
{
    num sum = num_int(0), two = num_int(2);

    for (size_t k = 0; k < p->groups; k++) {
        num square = num_int(0),
            root_d = num_sqrt(num_int((long)(p->offsets[k + 1] - p->offsets[k])));

        for (size_t i = p->offsets[k]; i < p->offsets[k + 1]; i++) {
            num a = num_add(num_div(o->w[t - 1][i], two), num_double(p->lambda2)),
                x2 = num_sqr(x[i]);

            square = num_add(square, num_mul(a, x2));
            sum = num_add(sum, num_add(num_mul(num_double(p->lambda1), num_abs(x[i])),
                                       num_mul(num_double(p->lambda2), x2)));
            for (size_t s = 0; s < t; s++) {
                num q = s == 0 ? o->w[0][i] : num_sub(o->w[s][i], o->w[s - 1][i]);

                sum = num_add(sum, num_div(num_mul(q, num_sqr(num_sub(x[i], o->x[s][i]))), two));
            }
        }
        sum = num_add(sum, num_mul(num_mul(num_double(p->lambda21), root_d), num_sqrt(square)));
    }
    return sum;
}

num conjugate_dot(const num *a, const num *b, size_t n)
{
    num sum = num_int(0);

    for (size_t i = 0; i < n; i++)
        sum = num_add(sum, num_mul(a[i], b[i]));
    return sum;
}

void conjugate_gradient(num *x, const problem *p, const outcome *o, size_t t, const num *u)
{
    num s[PROBLEM_SIZE], a[PROBLEM_SIZE], nil = num_int(0);

    for (size_t i = 0; i < p->n; i++) {
        num z = num_neg(u[i]), l = num_double(p->lambda1);

        for (size_t r = 0; r < t; r++)
            z = num_sub(
                z, num_mul(r == 0 ? o->w[0][i] : num_sub(o->w[r][i], o->w[r - 1][i]), o->x[r][i]));
        s[i] = num_sub(num_max(num_neg(num_add(z, l)), nil), num_max(num_sub(z, l), nil));
        a[i] = num_add(num_div(o->w[t - 1][i], num_int(2)), num_double(p->lambda2));
    }
    for (size_t k = 0; k < p->groups; k++) {
        size_t begin = p->offsets[k], end = p->offsets[k + 1];
        num square = nil,
            c = num_mul(num_double(p->lambda21), num_sqrt(num_int((long)(end - begin)))), factor;

        for (size_t i = begin; i < end; i++)
            square = num_add(square, num_div(num_sqr(s[i]), a[i]));
        square = num_sqrt(square);
        if (num_at_most(square, c))
            factor = nil;
        else
            factor = num_max(num_sub(num_int(1), num_div(c, square)), nil);
        for (size_t i = begin; i < end; i++)
            x[i] = num_div(num_mul(factor, s[i]), num_mul(num_int(2), a[i]));
    }
}

num conjugate_value(num *x, const problem *p, const outcome *o, size_t t, const num *u)
{
    conjugate_gradient(x, p, o, t, u);
    return num_sub(conjugate_dot(u, x, p->n), conjugate_penalised(p, o, t, x));
}

/* A random problem that satisfies what (40) needs, or with any Q_t. */
static bool draw(problem *p, outcome *o, bool all_hypotheses)
{
    for (int tries = 0; tries < 200; tries++) {
        problem_draw(p);
        p->identity_a = false; /* the gradient of h_t^* is written out for Theorem 1's A_t */
        p->delta = 1;
        if (problem_run(o, p) && p->T >= 2 &&
            (!all_hypotheses || (o->failed & (FAILS_Q | FAILS_Q1 | FAILS_A | FAILS_12)) == 0))
            return true;
    }
    bail_out("no random problem with the hypotheses of (40)");
}

void conjugate_duals(num *u, num *other, const problem *p, const outcome *o, size_t t)
{
    for (size_t i = 0; i < p->n; i++) {
        u[i] = num_int(0);
        for (size_t s = 0; s < t; s++)
            u[i] = num_sub(u[i], o->m[s][i]);
        other[i] = num_add(u[i], num_double(4 * test_uniform() - 2));
    }
}

static size_t broken(conjugate_line broken_line, size_t n, bool all_hypotheses)
{
    size_t bad = 0;

    for (size_t k = 0; k < n; k++) {
        size_t mark = num_mark();
        problem p;
        outcome o;

        draw(&p, &o, all_hypotheses);
        bad += broken_line(&p, &o, 1 + test_random() % p.T);
        num_release(mark);
    }
    return bad;
}

verdict conjugate_on_problems(conjugate_line broken_line, bool all_hypotheses, const char *what)
{
    size_t n = test_cases(100), bad = broken(broken_line, n, all_hypotheses);
    bool all = is(bad == 0, "%s, on random problems", what);

    yaml("problems", "%zu", n);
    yaml("broken", "%zu", bad);
    return holds(all);
}
