/* The golden vectors by a second road: every variant's recursion written anew, a coordinate at a time, in plain MPFR arithmetic of
 * 1200 bits (no intervals, z by its definition and not by the stable form, nothing of the reference). Each expected x must be that
 * number rounded to float32 or float64, inside its interval, and zero where the pattern says so. */
#include "vectors_read.h"

#include <mpfr.h>

enum { BITS = 1200 };
#define R MPFR_RNDN

/* A coordinate's state, and the numbers of its step. */
static mpfr_t first[READ_N], second[READ_N], largest[READ_N], w_last[READ_N], z[READ_N], s[READ_N], denominator[READ_N];
static mpfr_t m, root, wz, wd, a, b, b1, b2, k, eps, eps_dual, compounded, r, c, factor;
static int met_first[READ_G];

static mpfr_ptr all[READ_N * 7 + 16];
static size_t all_count;

static void make(void)
{
    mpfr_t *vectors[] = {first, second, largest, w_last, z, s, denominator};
    mpfr_ptr scalars[] = {m, root, wz, wd, a, b, b1, b2, k, eps, eps_dual, compounded, r, c, factor};

    for (size_t v = 0; v < ARRAY_SIZE(vectors); v++)
        for (size_t i = 0; i < READ_N; i++)
            all[all_count++] = vectors[v][i];
    for (size_t v = 0; v < ARRAY_SIZE(scalars); v++)
        all[all_count++] = scalars[v];
    for (size_t v = 0; v < all_count; v++)
        mpfr_init2(all[v], BITS);
}

/* y = beta y + (1 - beta) v */
static void average(mpfr_ptr y, double beta, double v, int square)
{
    mpfr_set_d(a, v, R);
    if (square)
        mpfr_sqr(a, a, R);
    mpfr_set_ui(b, 1, R);
    mpfr_sub_d(b, b, beta, R);
    mpfr_mul(a, a, b, R);
    mpfr_mul_d(y, y, beta, R);
    mpfr_add(y, y, a, R);
}

/* 1 - beta^t */
static void correction(mpfr_ptr out, double beta, size_t t, int made)
{
    mpfr_set_d(out, beta, R);
    mpfr_pow_ui(out, out, t, R);
    mpfr_ui_sub(out, 1, out, R);
    if (!made)
        mpfr_set_ui(out, 1, R);
}

/* b1, b2, k, eps of the denominator and of z at step t. */
static void adam_scalars(const read_case *q, size_t t)
{
    const sgl_variant *v = &q->named->variant;

    correction(b1, q->h.beta1, t, v->bias == SGL_BIAS_BOTH || v->bias == SGL_BIAS_M);
    correction(b2, q->h.beta2, t, v->bias == SGL_BIAS_BOTH || v->bias == SGL_BIAS_V);
    mpfr_set_ui(k, 1, R);
    if (v->scaling == SGL_SCALING_TABLE1)
        mpfr_set(k, b1, R);
    if (v->scaling == SGL_SCALING_FOLDED)
        mpfr_sqrt(k, b2, R);
    mpfr_sqrt(a, b2, R);
    if (t == 1)
        mpfr_set_d(compounded, q->h.epsilon, R);
    mpfr_div(compounded, compounded, a, R);
    mpfr_mul_d(eps, k, q->h.epsilon, R); /* k epsilon */
    if (v->epsilon == SGL_EPSILON_HAT || v->epsilon == SGL_EPSILON_ALGORITHM2)
        mpfr_div(eps, eps, a, R); /* k epsilon/sqrt(b2) */
    if (v->epsilon == SGL_EPSILON_COMPOUNDING)
        mpfr_mul(eps, k, compounded, R);
    if (v->epsilon == SGL_EPSILON_NONE || v->epsilon == SGL_EPSILON_INSIDE)
        mpfr_set_ui(eps, 0, R);
    if (v->epsilon == SGL_EPSILON_HAT || v->epsilon == SGL_EPSILON_OUTSIDE)
        mpfr_set(eps_dual, eps, R);
    else if (v->epsilon == SGL_EPSILON_ALGORITHM2 || v->epsilon == SGL_EPSILON_COMPOUNDING) {
        if (t == 1)
            mpfr_set(eps_dual, eps, R);
    } else {
        mpfr_set_ui(eps_dual, 0, R);
    }
}

static void adam(const read_case *q, size_t t, size_t i, size_t group)
{
    const sgl_variant *v = &q->named->variant;

    average(first[i], q->h.beta1, q->g[t - 1][i], 0);
    average(second[i], q->h.beta2, v->second == SGL_SECOND_GRADIENT ? q->g[t - 1][i] : q->hessian[t - 1][i], 1);
    if (v->maximum == SGL_MAXIMUM_CORRECTED) {
        mpfr_div(a, second[i], b2, R);
        mpfr_max(largest[i], largest[i], a, R);
        mpfr_set(root, largest[i], R);
    } else {
        mpfr_max(largest[i], largest[i], second[i], R);
        if (v->maximum == SGL_MAXIMUM_FED_BACK)
            mpfr_set(second[i], largest[i], R);
        mpfr_div(root, v->maximum == SGL_MAXIMUM_NONE ? second[i] : largest[i], b2, R);
    }
    if (v->epsilon == SGL_EPSILON_INSIDE)
        mpfr_add_d(root, root, q->h.epsilon, R);
    mpfr_sqrt(root, root, R);
    mpfr_mul(root, root, k, R);
    mpfr_div(m, first[i], b1, R);
    mpfr_mul(m, m, k, R);
    mpfr_set(wz, root, R);
    if (met_first[group])
        mpfr_add(wz, wz, eps_dual, R);
    mpfr_add(wd, root, eps, R);
    mpfr_div_d(wz, wz, q->alpha[t - 1], R);
    mpfr_div_d(wd, wd, q->alpha[t - 1], R);
}

/* n^power, epsilon in it or beside it. */
static void power_of(mpfr_ptr out, const read_case *q, mpfr_srcptr n)
{
    const sgl_variant *v = &q->named->variant;
    mpfr_t p;

    mpfr_init2(p, 53);
    mpfr_set_d(p, v->power, R);
    mpfr_add_d(out, n, v->epsilon == SGL_EPSILON_INSIDE ? q->h.epsilon : 0, R);
    mpfr_pow(out, out, p, R);
    if (v->epsilon == SGL_EPSILON_OUTSIDE)
        mpfr_add_d(out, out, q->h.epsilon, R);
    mpfr_clear(p);
}

static double initial(const read_case *q)
{
    if (q->named->variant.optimizer == SGL_FTRL)
        return q->h.initial_accumulator;
    return q->named->variant.epsilon == SGL_EPSILON_INITIAL ? q->h.epsilon : 0;
}

static void sums(const read_case *q, size_t t, size_t i)
{
    const sgl_variant *v = &q->named->variant;

    if (v->accumulate_times > 1 && t > 1) { /* its root is taken anew, of everything added so far */
        power_of(a, q, second[i]);
        mpfr_div_d(w_last[i], a, q->alpha[t - 1], R);
    }
    mpfr_set_d(m, q->g[t - 1][i], R);
    mpfr_sqr(b, m, R);
    mpfr_add(second[i], second[i], b, R);
    power_of(root, q, second[i]);
    mpfr_div_d(wz, root, q->alpha[t - 1], R);
    mpfr_set(wd, root, R);
    if (v->optimizer == SGL_FTRL)
        mpfr_add_d(wd, wd, q->h.beta, R);
    if (v->start == SGL_START_DENOMINATOR) {
        mpfr_set_d(a, initial(q), R);
        power_of(a, q, a);
        mpfr_sub(wd, wd, a, R);
    }
    mpfr_div_d(wd, wd, q->alpha[t - 1], R);
    for (int again = 1; again < v->accumulate_times; again++)
        mpfr_add(second[i], second[i], b, R);
}

static void heavy_ball(const read_case *q, size_t t, size_t i)
{
    const sgl_variant *v = &q->named->variant;
    double g = q->g[t - 1][i];

    if (v->optimizer == SGL_SGD) {
        mpfr_set_d(m, g, R);
    } else if (v->momentum == SGL_MOMENTUM_AVERAGE) {
        average(first[i], q->h.gamma, g, 0);
        mpfr_set(m, first[i], R);
    } else {
        mpfr_mul_d(first[i], first[i], q->h.gamma, R);
        mpfr_add_d(first[i], first[i], g, R);
        mpfr_set(m, first[i], R);
        if (v->momentum != SGL_MOMENTUM_SUM) {
            mpfr_mul_d(m, m, q->h.gamma, R);
            mpfr_add_d(m, m, g, R);
        }
        if (v->momentum == SGL_MOMENTUM_OVERWRITE)
            mpfr_set(first[i], m, R);
    }
    mpfr_set_ui(wz, v->rate == SGL_RATE_CONSTANT ? 1 : t, R);
    if (v->rate == SGL_RATE_SQRT)
        mpfr_sqrt(wz, wz, R);
    mpfr_div_d(wz, wz, q->alpha[t - 1], R);
    mpfr_set(wd, wz, R);
}

static void coordinate(const read_case *q, size_t t, size_t i, size_t group, double x)
{
    static const double multiple[] = {2, 1, 0.5, 4};
    const sgl_variant *v = &q->named->variant;

    if (v->optimizer == SGL_SGD || v->optimizer == SGL_MOMENTUM)
        heavy_ball(q, t, i);
    else if (v->optimizer == SGL_ADAGRAD || v->optimizer == SGL_FTRL)
        sums(q, t, i);
    else
        adam(q, t, i, group);
    if (v->form == SGL_FORM_PROX) { /* x - m/W, in z's unit */
        mpfr_mul_d(a, wd, x, R);
        mpfr_sub(z[i], m, a, R);
    } else {
        mpfr_sub(a, wz, w_last[i], R);
        mpfr_mul_d(a, a, x, R);
        mpfr_add(z[i], z[i], m, R);
        mpfr_sub(z[i], z[i], a, R);
    }
    mpfr_set(w_last[i], wz, R);
    mpfr_set_d(a, q->h.lambda2, R);
    mpfr_mul_d(a, a, multiple[v->l2], R);
    mpfr_add(denominator[i], wd, a, R);
    mpfr_abs(a, z[i], R);
    mpfr_neg(s[i], z[i], R);
    if (mpfr_cmp_d(a, q->h.lambda1) <= 0) {
        mpfr_set_ui(s[i], 0, R);
    } else if (v->soft == SGL_SOFT_SIGNBIT) {
        if (mpfr_sgn(z[i]) < 0)
            mpfr_add_d(s[i], s[i], q->h.lambda1, R);
    } else {
        mpfr_sub_d(a, a, q->h.lambda1, R);
        mpfr_setsign(s[i], a, mpfr_sgn(z[i]) > 0, R);
    }
}

/* factor = max(1 - c/r, 0) of one group. */
static void shrink(const read_case *q, size_t begin, size_t end)
{
    const sgl_variant *v = &q->named->variant;

    mpfr_set_ui(r, 0, R);
    for (size_t i = begin; i < end; i++) {
        mpfr_sqr(a, s[i], R);
        mpfr_div_ui(b, denominator[i], 2, R);
        if (v->norm == SGL_NORM_PRINTED)
            mpfr_sqr(b, b, R);
        if (v->norm != SGL_NORM_ALGORITHM1 && !mpfr_zero_p(s[i]))
            mpfr_div(a, a, b, R);
        mpfr_add(r, r, a, R);
    }
    mpfr_sqrt(r, r, R);
    mpfr_set_ui(c, end - begin, R);
    mpfr_sqrt(c, c, R);
    if (v->group_factor == SGL_GROUP_ONE)
        mpfr_set_ui(c, 1, R);
    mpfr_mul_d(c, c, q->h.lambda21, R);
    mpfr_set_ui(factor, 0, R);
    if (mpfr_cmp(r, c) > 0) {
        mpfr_div(c, c, r, R);
        mpfr_ui_sub(factor, 1, c, R);
    }
}

static size_t wrong; /* of the case at hand */

static void entry(const read_case *q, int dtype, size_t t, size_t i)
{
    double want = q->want[dtype].x[t - 1][i], low = q->want[dtype].low[t - 1][i], high = q->want[dtype].high[t - 1][i], got;
    char zero = q->want[dtype].zero[t - 1][i];

    mpfr_set_ui(a, 0, R);
    if (!mpfr_zero_p(s[i]) && !mpfr_zero_p(factor)) {
        mpfr_div(a, s[i], denominator[i], R);
        mpfr_mul(a, a, factor, R);
    }
    got = dtype == SGL_FLOAT32 ? (double)mpfr_get_flt(a, R) : mpfr_get_d(a, R);
    if (got == want && (zero != '0' || mpfr_zero_p(a)) && (zero != 'x' || !mpfr_zero_p(a)) &&
        ((mpfr_cmp_d(a, low) >= 0 && mpfr_cmp_d(a, high) <= 0) || (zero == '?' && mpfr_zero_p(a))))
        return;
    if (wrong++ < 2)
        diag("%s, float%d: step %zu, entry %zu: %a is in the file (%a to %a, %c), replayed %a", q->id, dtype ? 64 : 32, t, i, want, low, high,
             zero, got);
}

static void start(const read_case *q)
{
    const sgl_variant *v = &q->named->variant;

    for (size_t j = 0; j < all_count; j++)
        mpfr_set_ui(all[j], 0, R);
    memset(met_first, 0, sizeof met_first);
    for (size_t i = 0; i < q->n && (v->optimizer == SGL_ADAGRAD || v->optimizer == SGL_FTRL); i++) {
        mpfr_set_d(second[i], initial(q), R);
        if (v->start == SGL_START_ZERO)
            continue;
        power_of(a, q, second[i]);
        mpfr_div_d(w_last[i], a, q->h.alpha, R);
    }
}

static int is_touched(const read_case *q, size_t t, size_t group)
{
    int any = q->named->variant.rows == SGL_ROWS_DENSE;

    for (size_t i = q->offsets[group]; i < q->offsets[group + 1]; i++)
        any |= q->g[t - 1][i] != 0;
    return any && q->touched[t - 1][group];
}

static void run(const read_case *q, int dtype)
{
    start(q);
    for (size_t t = 1; t <= q->steps; t++) {
        adam_scalars(q, t);
        for (size_t group = 0; group < q->groups; group++) {
            size_t begin = q->offsets[group], end = q->offsets[group + 1];

            if (!is_touched(q, t, group)) {
                for (size_t i = begin; i < end; i++)
                    wrong += q->want[dtype].x[t - 1][i] != (t == 1 ? q->x1[i] : q->want[dtype].x[t - 2][i]);
                continue;
            }
            if (t == 1 || q->named->variant.first == SGL_FIRST_TOUCH)
                met_first[group] = 1;
            for (size_t i = begin; i < end; i++)
                coordinate(q, t, i, group, t == 1 ? q->x1[i] : q->want[dtype].x[t - 2][i]);
            shrink(q, begin, end);
            for (size_t i = begin; i < end; i++)
                entry(q, dtype, t, i);
        }
    }
}

static void replay(const read_case *q)
{
    wrong = 0;
    run(q, SGL_FLOAT32);
    run(q, SGL_FLOAT64);
    ok(wrong == 0, "%s", q->id);
}

int main(void)
{
    size_t tests = 0;

    make();
    for (int o = 0; o < SGL_OPTIMIZERS; o++)
        tests += read_vectors((sgl_optimizer)o, replay);
    plan(tests);
    for (size_t j = 0; j < all_count; j++)
        mpfr_clear(all[j]);
    mpfr_free_cache();
    return tap_status();
}
