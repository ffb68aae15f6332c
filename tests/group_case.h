/* Random groups for Eq. (6), kept as the history (m_s, q_s, x_s) in float64 so that every input is a point, and
 * the exact sums of that history in rationals. */
#ifndef GROUP_CASE_H
#define GROUP_CASE_H

#include "sgl_ref.h"
#include "tap.h"

#include <gmp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TERMS = 5 };

typedef enum group_kind {
    GENERIC,   /* sizes within 2^6 of each other                                  */
    WIDE,      /* sizes from 2^-30 to 2^30                                         */
    TIE,       /* |A^{-1/2} s| = lambda21 sqrt(d), most of it not dyadic           */
    NEAR_TIE,  /* a tie, and a last m of about 2^-k, k up to 400, on one entry     */
    THRESHOLD, /* many |z_i| = lambda1, others a hair to either side               */
    NO_LAMBDA, /* some or all of the lambdas are 0                                 */
    GROUP_KINDS
} group_kind;

static const char *const group_kind_names[GROUP_KINDS] = {"generic",  "wide",      "tie",
                                                          "near tie", "threshold", "no lambda"};

typedef struct group_case {
    size_t d, terms;
    double lambda1, lambda21, lambda2;
    double *m, *q, *x; /* [terms * d] */
    double *a;         /* [d] or NULL: Theorem 1's A */
} group_case;

static inline void group_case_free(group_case *g)
{
    free(g->m);
    free(g->q);
    free(g->x);
    free(g->a);
}

static inline double *numbers(size_t n)
{
    double *v = calloc(n, sizeof *v);

    if (v == NULL)
        bail_out("out of memory");
    return v;
}

static inline size_t test_below(size_t n)
{
    return (size_t)(test_random() % n);
}

/* Entry i gets the history of a gradient z and a curvature w at 0, in small dyadic numbers, so that the sums are
 * exact in float64: q_s = w + n_s - n_{s+1} of either sign, x_s quarters, m_s what is left. */
static inline void exact_history(group_case *g, size_t i, double z, double w)
{
    double left_w = w, left_z = z;

    for (size_t s = 0; s < g->terms; s++) {
        bool last = s + 1 == g->terms;
        double q = last ? left_w : (double)test_below(9) - 4, x = ((double)test_below(17) - 8) / 4;
        double m = last ? left_z + q * x : (double)test_below(33) / 4 - 4;

        g->q[s * g->d + i] = q;
        g->x[s * g->d + i] = x;
        g->m[s * g->d + i] = m;
        left_w -= q;
        left_z -= m - q * x;
    }
}

static inline void random_history(group_case *g, size_t i, int emin, int emax)
{
    double sum = 0;

    for (size_t s = 0; s < g->terms; s++) {
        size_t k = s * g->d + i;

        g->m[k] = test_below(10) == 0 ? 0 : test_log_uniform(emin, emax);
        g->x[k] = s == 0 && test_below(2) ? 0 : test_log_uniform(emin, emax);
        g->q[k] = test_log_uniform(emin, emax); /* either sign */
        if (s + 1 == g->terms)                  /* and the sum is positive */
            g->q[k] = fabs(sum) * (1 + test_uniform()) + fabs(g->q[k]);
        sum += g->q[k];
    }
}

/* sum s_i^2/A_i = 25 d = lambda21^2 d with lambda21 = 5, entry by entry: 25 each, or pairs 1 + 49, or triples with
 * A_i = 3 k^2, (100 + 100 + 25)/3, of which no partial sum is dyadic. */
static inline void tie_history(group_case *g)
{
    static const double pair[] = {1, 7}, triple[] = {10, 10, 5};

    g->lambda21 = 5;
    g->lambda2 = (double)test_below(3) / 2;
    g->lambda1 = (double)test_below(3);
    for (size_t i = 0; i < g->d;) {
        size_t left = g->d - i, n = 1 + test_below(left < 3 ? left : 3);

        for (size_t j = 0; j < n; j++, i++) {
            double k = 1 + (double)test_below(4), a = n == 3 ? 3 * k * k : k * k;
            double s = k * (n == 1 ? 5 : n == 2 ? pair[j] : triple[j]);

            exact_history(g, i, (test_below(2) ? 1 : -1) * (s + g->lambda1),
                          2 * a - 2 * g->lambda2);
        }
    }
}

static inline void threshold_history(group_case *g)
{
    g->lambda1 = (1 + (double)test_below(4)) / 2;
    for (size_t i = 0; i < g->d; i++) {
        double sign = test_below(2) ? 1 : -1, hair = (double)test_below(3) - 1;

        exact_history(g, i, sign * g->lambda1 + ldexp(hair, -30), 1 + (double)test_below(8));
        if (test_below(4) == 0)
            exact_history(g, i, sign * (g->lambda1 + 2), 1 + (double)test_below(8));
    }
    g->lambda21 = test_below(2) ? 0 : ldexp(1 + test_uniform(), -34);
    g->lambda2 = (double)test_below(2);
}

static inline void group_case_random(group_case *g, group_kind kind, size_t d)
{
    int range = kind == WIDE ? 30 : 3;

    *g = (group_case){.d = d, .terms = 1 + test_below(MOST_TERMS - 1)};
    g->m = numbers(MOST_TERMS * d);
    g->q = numbers(MOST_TERMS * d);
    g->x = numbers(MOST_TERMS * d);
    g->lambda1 = fabs(test_log_uniform(-4, 1));
    g->lambda21 = fabs(test_log_uniform(-4, 2));
    g->lambda2 = fabs(test_log_uniform(-6, 0));
    if (kind == NO_LAMBDA) {
        g->lambda1 = test_below(3) ? 0 : g->lambda1;
        g->lambda21 = test_below(2) ? 0 : g->lambda21;
        g->lambda2 = test_below(3) ? 0 : g->lambda2;
    }
    if (kind == TIE || kind == NEAR_TIE) {
        tie_history(g);
    } else if (kind == THRESHOLD) {
        threshold_history(g);
    } else {
        for (size_t i = 0; i < d; i++)
            random_history(g, i, -range, range);
    }
    if (kind == NEAR_TIE) { /* q = x_s = 0: only z moves */
        double *m = g->m + g->terms++ * d;

        m[test_below(d)] = test_log_uniform(-400, -20);
    }
}

static inline mpfi_ptr vector_of(const double *v, size_t n, mpfr_prec_t bits)
{
    mpfi_ptr out = sgl_ref_vector_new(n, bits);

    if (out == NULL || sgl_ref_vector_set(out, v, n) != SGL_OK)
        bail_out("no vector of %zu", n);
    return out;
}

static inline sgl_ref_objective *group_case_objective(const group_case *g, mpfr_prec_t bits)
{
    sgl_ref_objective *objective;

    if (sgl_ref_objective_new(&objective, g->d, g->lambda1, g->lambda21, g->lambda2, bits) !=
        SGL_OK)
        bail_out("no objective");
    for (size_t s = 0; s < g->terms; s++) {
        mpfi_ptr m = vector_of(g->m + s * g->d, g->d, 53), q = vector_of(g->q + s * g->d, g->d, 53);
        mpfi_ptr x = vector_of(g->x + s * g->d, g->d, 53);

        if (sgl_ref_objective_add(objective, m, q, x) != SGL_OK)
            bail_out("no term");
        sgl_ref_vector_free(m, g->d);
        sgl_ref_vector_free(q, g->d);
        sgl_ref_vector_free(x, g->d);
    }
    if (g->a != NULL) {
        mpfi_ptr a = vector_of(g->a, g->d, 53);

        if (sgl_ref_objective_set_a(objective, a) != SGL_OK)
            bail_out("no A");
        sgl_ref_vector_free(a, g->d);
    }
    return objective;
}

/* z = sum (m_s - q_s x_s), w = sum q_s of entry i, exactly. */
static inline void group_case_sums(mpq_t z, mpq_t w, const group_case *g, size_t i)
{
    mpq_t t, u;

    mpq_inits(t, u, NULL);
    mpq_set_ui(z, 0, 1);
    mpq_set_ui(w, 0, 1);
    for (size_t s = 0; s < g->terms; s++) {
        size_t k = s * g->d + i;

        mpq_set_d(t, g->q[k]);
        mpq_add(w, w, t);
        mpq_set_d(u, g->x[k]);
        mpq_mul(t, t, u);
        mpq_sub(z, z, t);
        mpq_set_d(t, g->m[k]);
        mpq_add(z, z, t);
    }
    mpq_clears(t, u, NULL);
}

#endif
