/* The golden vectors of sgd and momentum by a third road: exact rationals (GMP), where the recursion has no root in it. Only the group
 * norm has one: its square is compared, and x = (1 - c/r) s/D is caught between rationals of 300 bits. Rounding is done here
 * too, in integers. Variants whose W has a root (sgd-table1) are left to t-vectors-replay. */
#include "vectors_read.h"

#include <gmp.h>
#include <math.h>

static mpq_t first[READ_N], z[READ_N], w_last[READ_N], s[READ_N], d[READ_N], w, m, p, q, r2, c2, low, high;

static void make(void)
{
    for (size_t i = 0; i < READ_N; i++)
        mpq_inits(first[i], z[i], w_last[i], s[i], d[i], (mpq_ptr)NULL);
    mpq_inits(w, m, p, q, r2, c2, low, high, (mpq_ptr)NULL);
}

static void clear(void)
{
    for (size_t i = 0; i < READ_N; i++)
        mpq_clears(first[i], z[i], w_last[i], s[i], d[i], (mpq_ptr)NULL);
    mpq_clears(w, m, p, q, r2, c2, low, high, (mpq_ptr)NULL);
}

static void add_product(mpq_ptr out, mpq_srcptr a, double b)
{
    mpq_set_d(q, b);
    mpq_mul(q, q, a);
    mpq_add(out, out, q);
}

/* m_t, and what the buffer keeps. */
static void momentum(const read_case *v, size_t t, size_t i)
{
    double g = v->g[t - 1][i], gamma = v->h.gamma;
    sgl_momentum_kind kind = v->named->variant.momentum;

    if (v->named->variant.optimizer == SGL_SGD) {
        mpq_set_d(m, g);
        return;
    }
    mpq_set_d(p, gamma);
    mpq_mul(first[i], first[i], p);
    mpq_set_d(m, g);
    if (kind == SGL_MOMENTUM_AVERAGE) {
        mpq_set_ui(q, 1, 1);
        mpq_sub(q, q, p);
        mpq_mul(m, m, q);
    }
    mpq_add(first[i], first[i], m);
    mpq_set(m, first[i]);
    if (kind == SGL_MOMENTUM_NESTEROV || kind == SGL_MOMENTUM_OVERWRITE) {
        mpq_mul(m, m, p);
        mpq_set_d(q, g);
        mpq_add(m, m, q);
    }
    if (kind == SGL_MOMENTUM_OVERWRITE)
        mpq_set(first[i], m);
}

static void coordinate(const read_case *v, size_t t, size_t i, double x)
{
    momentum(v, t, i);
    mpq_set_d(w, v->alpha[t - 1]);
    mpq_inv(w, w);
    if (v->named->variant.form == SGL_FORM_PROX) {
        mpq_set(z[i], m);
        mpq_neg(p, w);
        add_product(z[i], p, x);
    } else {
        mpq_add(z[i], z[i], m);
        mpq_sub(p, w_last[i], w);
        add_product(z[i], p, x);
    }
    mpq_set(w_last[i], w);
    mpq_set_d(d[i], 2 * v->h.lambda2);
    mpq_add(d[i], d[i], w);
    mpq_set_d(p, v->h.lambda1);
    mpq_abs(q, z[i]);
    mpq_sub(q, q, p);
    if (mpq_sgn(q) <= 0)
        mpq_set_ui(q, 0, 1);
    if (mpq_sgn(z[i]) > 0)
        mpq_neg(q, q);
    mpq_set(s[i], q);
}

/* c^2 = lambda21^2 d, r^2 = sum s^2 */
static void squares(const read_case *v, size_t begin, size_t end)
{
    mpq_set_d(c2, v->h.lambda21);
    mpq_mul(c2, c2, c2);
    mpq_set_ui(p, end - begin, 1);
    mpq_mul(c2, c2, p);
    mpq_set_ui(r2, 0, 1);
    for (size_t i = begin; i < end; i++) {
        mpq_mul(p, s[i], s[i]);
        mpq_add(r2, r2, p);
    }
}

/* floor or ceiling of 2^300 sqrt(v), over 2^300 */
static void root(mpq_ptr out, mpq_srcptr v, int up)
{
    mpz_t n;

    mpz_init(n);
    mpz_mul_2exp(n, mpq_numref(v), 600);
    mpz_fdiv_q(n, n, mpq_denref(v));
    mpz_sqrt(n, n);
    if (up)
        mpz_add_ui(n, n, 1);
    mpq_set_z(out, n);
    mpq_div_2exp(out, out, 300);
    mpz_clear(n);
}

/* The float of `digits` bits, no exponent below emin, nearest to v, ties to even. */
static double nearest(mpq_srcptr v, int digits, int emin)
{
    mpz_t n, rest;
    long e;
    double out;
    int twice;

    if (mpq_sgn(v) == 0)
        return 0;
    e = (long)mpz_sizeinbase(mpq_numref(v), 2) - (long)mpz_sizeinbase(mpq_denref(v), 2); /* 2^(e-1) < |v| < 2^(e+1) */
    mpq_abs(p, v);
    mpq_set_ui(q, 1, 1);
    if (e > 0)
        mpq_mul_2exp(q, q, (mp_bitcnt_t)e);
    else
        mpq_div_2exp(q, q, (mp_bitcnt_t)-e);
    if (mpq_cmp(p, q) < 0)
        e--; /* 2^e <= |v| < 2^(e+1) */
    e = (e < emin ? emin : e) - digits + 1;
    if (e > 0)
        mpq_div_2exp(p, p, (mp_bitcnt_t)e);
    else
        mpq_mul_2exp(p, p, (mp_bitcnt_t)-e);
    mpz_inits(n, rest, (mpz_ptr)NULL);
    mpz_fdiv_qr(n, rest, mpq_numref(p), mpq_denref(p));
    mpz_mul_2exp(rest, rest, 1);
    twice = mpz_cmp(rest, mpq_denref(p));
    if (twice > 0 || (twice == 0 && mpz_odd_p(n)))
        mpz_add_ui(n, n, 1);
    out = ldexp(mpz_get_d(n), (int)e) * mpq_sgn(v);
    mpz_clears(n, rest, (mpz_ptr)NULL);
    return out;
}

static double rounded(mpq_srcptr v, int dtype)
{
    return dtype == SGL_FLOAT32 ? nearest(v, 24, -126) : nearest(v, 53, -1022);
}

static size_t wrong, cases;

/* x = (1 - c/r) s/D; exact when c = 0, else between low and high. */
static void entry(const read_case *v, int dtype, size_t t, size_t i)
{
    double want = v->want[dtype].x[t - 1][i], got[2];

    for (int up = 0; up < 2; up++) {
        mpq_ptr bound = up ? high : low;

        mpq_set_ui(bound, 0, 1);
        if (mpq_cmp(r2, c2) > 0) {
            root(low, r2, 0);
            root(high, c2, 1);
            if (up) { /* c/r from below gives the larger factor */
                root(low, r2, 1);
                root(high, c2, 0);
            }
            mpq_div(p, high, low);
            if (mpq_sgn(c2) == 0)
                mpq_set_ui(p, 0, 1);
            mpq_set_ui(q, 1, 1);
            mpq_sub(bound, q, p);
            mpq_mul(bound, bound, s[i]);
            mpq_div(bound, bound, d[i]);
        }
        got[up] = rounded(bound, dtype);
    }
    if ((got[0] == want && got[1] == want) || wrong++ > 1)
        return;
    diag("%s, float%d: step %zu, entry %zu: %a is in the file, rationals give %a and %a", v->id, dtype ? 64 : 32, t, i, want, got[0], got[1]);
}

static void run(const read_case *v, int dtype)
{
    for (size_t i = 0; i < READ_N; i++) {
        mpq_set_ui(first[i], 0, 1);
        mpq_set_ui(z[i], 0, 1);
        mpq_set_ui(w_last[i], 0, 1);
    }
    for (size_t t = 1; t <= v->steps; t++) {
        for (size_t k = 0; k < v->groups; k++) {
            if (!v->touched[t - 1][k])
                continue;
            for (size_t i = v->offsets[k]; i < v->offsets[k + 1]; i++)
                coordinate(v, t, i, t == 1 ? v->x1[i] : v->want[dtype].x[t - 2][i]);
            squares(v, v->offsets[k], v->offsets[k + 1]);
            for (size_t i = v->offsets[k]; i < v->offsets[k + 1]; i++)
                entry(v, dtype, t, i);
        }
    }
}

static void rational(const read_case *v)
{
    const sgl_variant *variant = &v->named->variant;

    if (variant->rate != SGL_RATE_CONSTANT || variant->norm != SGL_NORM_ALGORITHM1)
        return;
    wrong = 0;
    run(v, SGL_FLOAT32);
    run(v, SGL_FLOAT64);
    cases++;
    ok(wrong == 0, "%s", v->id);
}

int main(void)
{
    make();
    (void)read_vectors(SGL_SGD, rational);
    (void)read_vectors(SGL_MOMENTUM, rational);
    ok(cases > 100, "%zu cases have no root but the norm's", cases);
    plan(cases + 1);
    clear();
    return tap_status();
}
