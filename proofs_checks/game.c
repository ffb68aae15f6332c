#include "game.h"

#include "enclosure.h"
#include "sgl_ref.h"
#include "tap.h"

#include <string.h>

game game_new(const rat *x, size_t n)
{
    game g;

    memset(&g, 0, sizeof g);
    if (n > GAME_SIZE)
        bail_out("a game of %zu coordinates", n);
    g.n = n;
    g.lambda1 = g.lambda2 = g.threshold = rat_of(0, 1);
    g.norm = SGL_NORM_ALGORITHM1;
    g.agrees = true;
    memcpy(g.x[0], x, n * sizeof *x);
    return g;
}

/* -sign(z) max(|z| - lambda1, 0), as Eq. (9) has it: two cases. */
static rat soft(rat z, rat lambda1)
{
    if (rat_cmp(rat_abs(z), lambda1) <= 0)
        return rat_of(0, 1);
    return rat_sub(rat_sgn(z) > 0 ? lambda1 : rat_neg(lambda1), z);
}

/* r^2 of entries begin..end-1. */
static rat squared_norm(const game *g, const rat *s, const rat *denominator, size_t begin,
                        size_t end)
{
    rat sum = rat_of(0, 1);

    for (size_t i = begin; i < end; i++) {
        rat a = rat_div(denominator[i], rat_of(2, 1)), term = rat_sqr(s[i]);

        if (g->norm == SGL_NORM_EXACT)
            term = rat_div(term, a);
        else if (g->norm == SGL_NORM_PRINTED)
            term = rat_div(term, rat_sqr(a));
        sum = rat_add(sum, term);
    }
    return sum;
}

static void shrink_group(game *g, rat *x, const rat *s, const rat *denominator, size_t begin,
                         size_t end)
{
    rat factor = rat_of(1, 1);
    bool nothing = true;

    for (size_t i = begin; i < end; i++)
        nothing &= rat_sgn(s[i]) == 0;
    if (!nothing && rat_sgn(g->threshold) > 0) {
        rat square = squared_norm(g, s, denominator, begin, end);

        factor = rat_cmp(square, rat_sqr(g->threshold)) <= 0
                     ? rat_of(0, 1)
                     : rat_sub(rat_of(1, 1), rat_div(g->threshold, rat_sqrt(square)));
    }
    for (size_t i = begin; i < end; i++)
        x[i] = rat_sgn(s[i]) == 0 ? rat_of(0, 1) : rat_div(rat_mul(factor, s[i]), denominator[i]);
}

static void set(mpfi_ptr out, const rat *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        mpfi_set_q(out + i, v[i]);
}

static bool holds_exact(mpfi_srcptr v, const rat *exact, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!num_same(v + i, num_rat(exact[i])))
            return false;
    return true;
}

/* The shrink of one group by the reference from the exact s. */
static bool shrink_agrees(const game *g, const rat *x, const rat *s, const rat *denominator,
                          size_t d)
{
    mpfi_ptr v = sgl_ref_vector_new(4 * d + 2, NUM_BITS);
    mpfi_ptr rs = v, rd = v + d, rx = v + 2 * d, weighted = v + 3 * d, r = v + 4 * d, c = r + 1;
    bool agrees;

    set(rs, s, d);
    set(rd, denominator, d);
    mpfi_set_q(c, g->threshold);
    for (size_t i = 0; i < d; i++) {
        mpfi_set(weighted + i, rs + i);
        if (g->norm == SGL_NORM_ALGORITHM1 || mpfi_is_zero(rs + i))
            continue;
        mpfi_div_2ui(rx + i, rd + i, 1);
        if (g->norm == SGL_NORM_EXACT)
            mpfi_sqrt(rx + i, rx + i);
        mpfi_div(weighted + i, weighted + i, rx + i);
    }
    agrees = sgl_ref_group_norm(r, weighted, d) == SGL_OK &&
             sgl_ref_shrink(rx, NULL, rs, rd, d, r, c) == SGL_OK && holds_exact(rx, x, d);
    sgl_ref_vector_free(v, 4 * d + 2);
    return agrees;
}

/* z and s by the reference, all steps from the first: its stable form keeps a state of its own. */
static bool dual_agrees(const game *g)
{
    size_t n = g->n;
    mpfi_ptr v = sgl_ref_vector_new(8 * n + 1, NUM_BITS);
    mpfi_ptr z = v, zeta = v + n, m = v + 2 * n, w0 = v + 3 * n, w = v + 4 * n, x0 = v + 5 * n,
             x = v + 6 * n;
    mpfi_ptr s = v + 7 * n, lambda1 = v + 8 * n;
    bool agrees = true;

    mpfi_set_q(lambda1, g->lambda1);
    set(x0, g->x[0], n); /* zeta_0 = 0 and W_0 = 0: sgl_ref_vector_new makes zeros */
    for (size_t t = 0; t < g->steps && agrees; t++) {
        set(m, g->m[t], n);
        set(w, g->w[t], n);
        set(x, g->x[t], n);
        agrees = sgl_ref_dual(z, zeta, m, w0, w, x0, x, n) == SGL_OK &&
                 holds_exact(z, g->z[t], n) && sgl_ref_soft_threshold(s, z, n, lambda1) == SGL_OK &&
                 holds_exact(s, g->s[t], n);
        set(w0, g->w[t], n);
        set(x0, g->x[t], n);
    }
    sgl_ref_vector_free(v, 8 * n + 1);
    return agrees;
}

void game_step(game *g, const rat *m, const rat *w)
{
    size_t t = g->steps, n = g->n, mark = num_mark();
    rat denominator[GAME_SIZE];

    if (t == GAME_STEPS)
        bail_out("a game of more than %d steps", GAME_STEPS);
    for (size_t i = 0; i < n; i++) {
        rat before = t == 0 ? rat_of(0, 1) : g->w[t - 1][i];
        rat z = t == 0 ? rat_of(0, 1) : g->z[t - 1][i];

        g->m[t][i] = m[i];
        g->w[t][i] = w[i];
        g->z[t][i] = rat_sub(rat_add(z, m[i]), rat_mul(rat_sub(w[i], before), g->x[t][i]));
        g->s[t][i] = soft(g->z[t][i], g->lambda1);
        denominator[i] = rat_add(w[i], rat_mul(rat_of(2, 1), g->lambda2));
    }
    for (size_t i = 0; i < n; i += g->separate ? 1 : n) {
        size_t end = g->separate ? i + 1 : n;

        shrink_group(g, g->x[t + 1], g->s[t], denominator, i, end);
        g->agrees &= shrink_agrees(g, g->x[t + 1] + i, g->s[t] + i, denominator + i, end - i);
    }
    g->steps++;
    g->agrees &= dual_agrees(g);
    num_release(mark);
}

void game_group(rat *x, const rat *s, const rat *w, size_t d, rat threshold, sgl_norm norm)
{
    rat m[GAME_SIZE], start[GAME_SIZE] = {rat_of(0, 1)};
    game g;

    for (size_t i = 0; i < d; i++) {
        m[i] = rat_neg(s[i]);
        start[i] = start[0];
    }
    g = game_new(start, d);
    g.threshold = threshold;
    g.norm = norm;
    game_step(&g, m, w);
    if (!g.agrees)
        bail_out("the reference's step from s = %s, .. is another", rat_text(s[0]));
    memcpy(x, g.x[1], d * sizeof *x);
}

void game_step1(game *g, rat m, rat w)
{
    game_step(g, &m, &w);
}

/* sum_t (x* - x_t)^T Q_t/(2 alpha_t) (x* - x_t), the part that both bounds have. */
static rat proximal_part(const game *g, const rat *x_star)
{
    rat sum = rat_of(0, 1);

    for (size_t t = 0; t < g->steps; t++)
        for (size_t i = 0; i < g->n; i++) {
            rat q = t == 0 ? g->w[t][i] : rat_sub(g->w[t][i], g->w[t - 1][i]);

            sum = rat_add(sum, rat_mul(q, rat_sqr(rat_sub(x_star[i], g->x[t][i]))));
        }
    return rat_div(sum, rat_of(2, 1));
}

rat game_bound14(const game *g, const rat *x_star, rat h0)
{
    rat sum = rat_of(0, 1);

    for (size_t t = 0; t < g->steps; t++)
        for (size_t i = 0; i < g->n; i++)
            sum = rat_add(sum, rat_div(rat_sqr(g->m[t][i]), t == 0 ? h0 : g->w[t - 1][i]));
    return rat_add(proximal_part(g, x_star), rat_div(sum, rat_of(2, 1)));
}

rat game_bound3prime(const game *g, const rat *x_star)
{
    rat sum = rat_of(0, 1);

    for (size_t t = 0; t < g->steps; t++)
        for (size_t i = 0; i < g->n; i++)
            sum = rat_add(sum, rat_div(rat_sqr(g->m[t][i]), g->w[t][i]));
    return rat_add(proximal_part(g, x_star), rat_div(sum, rat_of(2, 1)));
}
