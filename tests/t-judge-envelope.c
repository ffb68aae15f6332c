/* The radii of the envelope against brute force: each formula against perturbed sequences of operations in MPFR; the radius of z
 * and E against simulated programs whose every operation errs by what its budget allows. A radius must hold, and must not be far
 * larger than what can be reached. */
#include "judge/budget.h"
#include "judge/envelope.h"
#include "judge/radius.h"
#include "simulate_case.h"
#include "tap.h"

#include <fenv.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

#define U (FLT_EPSILON / 2)

static sgl_envelope dtype_f32(void)
{
    sgl_envelope e = {.dtype = SGL_FLOAT32, .u = U, .eta = FLT_MIN, .eta_rates = FLT_MIN, .largest = FLT_MAX};

    return e;
}

/* v (1 + theta budget u), theta in [-1, 1]: mostly an end. */
static void off(mpfr_t v, double budget)
{
    double theta = test_random() % 4 == 0 ? 2 * test_uniform() - 1 : test_random() % 2 ? 1 : -1;
    mpfr_t factor;

    mpfr_init2(factor, 200);
    mpfr_set_d(factor, theta * budget * U, MPFR_RNDN);
    mpfr_add_ui(factor, factor, 1, MPFR_RNDN);
    mpfr_mul(v, v, factor, MPFR_RNDN);
    mpfr_clear(factor);
}

/* |v - exact|/radius; what is 0 stays 0. */
static double share(mpfr_t v, mpfr_t exact, double radius)
{
    double distance;

    mpfr_sub(v, v, exact, MPFR_RNDN);
    distance = fabs(mpfr_get_d(v, MPFR_RNDN));
    return distance == 0 ? 0 : distance / radius;
}

/* A radius in [0, 2 v], mostly a few u of v. */
static double some_radius(double v)
{
    switch (test_random() % 4) {
    case 0:
        return 0;
    case 1:
        return 2 * v * test_uniform();
    default:
        return v * U * 1000 * test_uniform();
    }
}

static void report(const char *name, double worst, size_t cases, double least)
{
    ok(worst <= 1 && worst >= least, "%s: %zu perturbed sequences reach %.3f of the radius", name, cases, worst);
}

static void test_sqrt(void)
{
    size_t cases = test_cases(20000);
    sgl_envelope e = dtype_f32();
    double worst = 0;
    mpfr_t v, exact;
    mpfi_t interval;

    mpfr_inits2(200, v, exact, (mpfr_ptr)NULL);
    mpfi_init2(interval, 128);
    for (size_t k = 0; k < cases; k++) {
        double value = test_random() % 16 == 0 ? 0 : fabs(test_log_uniform(test_random() % 2 ? -150 : -30, 10)), r = some_radius(value), radius;

        if (value == 0)
            r = test_random() % 2 ? 0 : ldexp(test_uniform(), -130);
        mpfi_set_d(interval, value);
        fesetround(FE_UPWARD);
        radius = sgl_envelope_sqrt(&e, interval, r);
        fesetround(FE_TONEAREST);
        mpfr_set_d(exact, value, MPFR_RNDN);
        mpfr_add_d(v, exact, test_random() % 2 ? r : -r, MPFR_RNDN);
        if (mpfr_sgn(v) < 0)
            mpfr_set_ui(v, 0, MPFR_RNDN);
        mpfr_sqrt(exact, exact, MPFR_RNDN);
        if (mpfr_cmp_d(v, FLT_MIN) < 0 && test_random() % 2)
            mpfr_set_ui(v, 0, MPFR_RNDN); /* flushed */
        mpfr_sqrt(v, v, MPFR_RNDN);
        off(v, SGL_BUDGET_SQRT);
        worst = fmax(worst, share(v, exact, radius));
    }
    report("sqrt", worst, cases, 0.9);
    mpfr_clears(v, exact, (mpfr_ptr)NULL);
    mpfi_clear(interval);
}

/* beta y + (1 - beta) q in both arrangements, y off by its radius, q rounded or not, underflow to 0 or not. */
static void perturbed_average(mpfr_t out, double y, double r, double beta, double q, bool square, bool increment)
{
    mpfr_t a, b, complement;
    bool flush = test_random() % 2;

    mpfr_inits2(200, a, b, complement, (mpfr_ptr)NULL);
    mpfr_set_d(complement, beta, MPFR_RNDN);
    mpfr_ui_sub(complement, 1, complement, MPFR_RNDN);
    mpfr_set_d(a, y, MPFR_RNDN);
    mpfr_add_d(a, a, test_random() % 2 ? r : -r, MPFR_RNDN);
    mpfr_set_d(b, q, MPFR_RNDN);
    if (square)
        off(b, 1);
    if (increment) {
        mpfr_sub(b, b, a, MPFR_RNDN);
        off(b, 1);
        mpfr_mul(b, b, complement, MPFR_RNDN);
    } else {
        mpfr_mul_d(a, a, beta, MPFR_RNDN);
        off(a, 1);
        mpfr_mul(b, b, complement, MPFR_RNDN);
    }
    off(b, 1);
    if (flush && mpfr_cmpabs(b, a) < 0 && fabs(mpfr_get_d(b, MPFR_RNDN)) < FLT_MIN)
        mpfr_set_ui(b, 0, MPFR_RNDN);
    mpfr_add(out, a, b, MPFR_RNDN);
    off(out, 1);
    if (flush && fabs(mpfr_get_d(out, MPFR_RNDN)) < FLT_MIN)
        mpfr_set_ui(out, 0, MPFR_RNDN);
    mpfr_clears(a, b, complement, (mpfr_ptr)NULL);
}

static void test_average(bool square)
{
    static const float betas[] = {0, 0.3f, 0.5f, 0.9f, 0.999f, 0.9999f};
    size_t cases = test_cases(20000);
    sgl_envelope e = dtype_f32();
    double worst = 0;
    mpfr_t v, exact, complement;

    mpfr_inits2(200, v, exact, complement, (mpfr_ptr)NULL);
    for (size_t k = 0; k < cases; k++) {
        bool increment = test_random() % 2;
        int floor = test_random() % 8 == 0 ? -140 : -10;
        double beta = betas[test_random() % 6], y = test_random() % 8 == 0 ? 0 : test_log_uniform(floor, 5);
        double q = test_random() % 8 == 0 ? 0 : test_log_uniform(floor, 5), r, radius;

        y = square ? fabs(y) : y;
        q = square ? fabs(q) : q;
        r = some_radius(fabs(y));
        mpfr_set_d(exact, y, MPFR_RNDN);
        mpfr_mul_d(exact, exact, beta, MPFR_RNDN);
        mpfr_set_d(complement, beta, MPFR_RNDN);
        mpfr_ui_sub(complement, 1, complement, MPFR_RNDN);
        mpfr_mul_d(complement, complement, q, MPFR_RNDN);
        mpfr_add(exact, exact, complement, MPFR_RNDN);
        fesetround(FE_UPWARD);
        radius = sgl_envelope_average(&e, r, fabs(y), y, beta, q, 0, square, fabs(mpfr_get_d(exact, MPFR_RNDA)));
        fesetround(FE_TONEAREST);
        perturbed_average(v, y, r, beta, q, square, increment);
        worst = fmax(worst, share(v, exact, radius));
    }
    report(square ? "average of squares" : "average", worst, cases, 0.9);
    mpfr_clears(v, exact, complement, (mpfr_ptr)NULL);
}

/* Squares, a sum from first to last or pairwise, a root. */
static void pairwise(mpfr_t out, mpfr_t *squares, size_t n, bool halves)
{
    mpfr_t other;

    if (n == 1) {
        mpfr_set(out, squares[0], MPFR_RNDN);
        return;
    }
    mpfr_init2(other, 200);
    pairwise(out, squares, halves ? n / 2 : n - 1, halves);
    pairwise(other, squares + (halves ? n / 2 : n - 1), halves ? n - n / 2 : 1, halves);
    mpfr_add(out, out, other, MPFR_RNDN);
    off(out, 1);
    mpfr_clear(other);
}

static void test_norm(void)
{
    enum { LARGEST = 64 };
    size_t cases = test_cases(2000);
    sgl_envelope e = dtype_f32();
    double worst = 0;
    mpfr_t squares[LARGEST], exact, v;

    mpfr_inits2(200, exact, v, (mpfr_ptr)NULL);
    for (size_t i = 0; i < LARGEST; i++)
        mpfr_init2(squares[i], 200);
    for (size_t k = 0; k < cases; k++) {
        size_t d = 1 + test_random() % LARGEST;

        mpfr_set_ui(exact, 0, MPFR_RNDN);
        for (size_t i = 0; i < d; i++) {
            mpfr_set_d(squares[i], test_log_uniform(-3, 0), MPFR_RNDN);
            mpfr_sqr(squares[i], squares[i], MPFR_RNDN);
            mpfr_add(exact, exact, squares[i], MPFR_RNDN);
            off(squares[i], 1);
        }
        mpfr_sqrt(exact, exact, MPFR_RNDN);
        pairwise(v, squares, d, test_random() % 2);
        mpfr_sqrt(v, v, MPFR_RNDN);
        off(v, SGL_BUDGET_SQRT);
        worst = fmax(worst, share(v, exact, sgl_envelope_norm(&e, d) * mpfr_get_d(exact, MPFR_RNDU)));
    }
    report("norm", worst, cases, 0.5);
    for (size_t i = 0; i < LARGEST; i++)
        mpfr_clear(squares[i]);
    mpfr_clears(exact, v, (mpfr_ptr)NULL);
}

/* Small helpers, at the places where they break. */
static void test_helpers(void)
{
    sgl_envelope e = dtype_f32(), wide = e;
    bool good = true;
    mpfr_t exact;

    wide.dtype = SGL_FLOAT64;
    ok(times(INFINITY, 0) == 0 && times(0, INFINITY) == 0 && times(2, 3) == 6, "nothing times infinity is nothing");
    ok(isinf(of_inverse(1)) && isinf(of_inverse(2)) && of_inverse(0) == 0 && of_inverse(0.5) == 1, "1/(1 - r) at and beyond r = 1");
    mpfr_init2(exact, 200);
    fesetround(FE_UPWARD);
    for (int k = 0; k < 1000; k++) {
        double r = test_uniform() * (k % 2 ? 1 : 1e-5);

        mpfr_set_d(exact, r, MPFR_RNDN);
        mpfr_ui_sub(exact, 1, exact, MPFR_RNDN);
        mpfr_d_div(exact, r, exact, MPFR_RNDU);
        good &= mpfr_cmp_d(exact, of_inverse(r)) <= 0;
    }
    fesetround(FE_TONEAREST);
    mpfr_clear(exact);
    ok(good, "of_inverse holds 1/(1 - r) - 1");
    ok(sgl_envelope_underflow(&e, 0) == 0 && sgl_envelope_underflow(&e, 1e-40) == 1e-40 && sgl_envelope_underflow(&e, 1) == FLT_MIN,
       "underflow takes no more than there is");
    ok(sgl_envelope_operand(&e, -1e-40) == 1e-40 && sgl_envelope_operand(&e, FLT_MIN) == 0, "a subnormal operand counts as 0 or as itself");
    ok(sgl_envelope_holds(&wide, 0.1) && !sgl_envelope_holds(&e, 0.1) && sgl_envelope_holds(&e, (double)0.1f), "what a dtype holds");
    ok(relative(0, 0) == 0 && isinf(relative(1, 0)), "relative radius at 0");
}

/* z of the program within its radius of the implied z, after every step, whatever the recorded x taught about it. */
static double worst_z(const simulate_case *c)
{
    const simulate_run *p = &c->run;
    size_t n = p->layout.size;
    sgl_ref_run *run;
    sgl_envelope e;
    mpfi_ptr x = sgl_ref_vector_new(n, 128);
    double worst = 0;

    if (x == NULL || sgl_ref_run_new(&run, &p->variant, &p->hyper, &p->layout, 128) != SGL_OK)
        bail_out("no run");
    fesetround(FE_UPWARD);
    if (sgl_envelope_new(&e, run, p->dtype, (sgl_powers)p->style.power) != SGL_OK)
        bail_out("no envelope");
    for (size_t t = 1; t <= p->steps; t++) {
        const double *g = p->g + (t - 1) * n, *h = p->hessian != NULL ? p->hessian + (t - 1) * n : NULL;
        sgl_ref_powers powers;

        if (sgl_ref_rule(run, g, h, p->schedule != NULL ? p->schedule[t - 1] : p->hyper.alpha, NULL, sgl_envelope_powers(&e, run, &powers)) != SGL_OK)
            bail_out("no rule");
        sgl_envelope_rule(&e, run, g, h);
        if (sgl_ref_vector_set(x, p->x + (t - 1) * n, n) != SGL_OK || sgl_ref_run_dual(run, x) != SGL_OK)
            bail_out("no dual");
        sgl_envelope_dual(&e, run, p->x + (t - 1) * n);
        for (size_t i = 0; i < n; i++) {
            double distance;
            mpfi_t away;

            mpfi_init2(away, 128);
            mpfi_sub_d(away, run->z + i, p->z[(t - 1) * n + i]);
            distance = mignitude(away);
            worst = fmax(worst, distance == 0 ? 0 : distance / e.z[i]);
            mpfi_clear(away);
        }
        if (sgl_ref_run_shrink(x, run) != SGL_OK)
            break; /* a division by 0: nothing is judged from here on */
        sgl_envelope_shrink(&e, run, x);
        sgl_envelope_reset(&e, run, p->x + t * n, p->x + (t - 1) * n);
    }
    fesetround(FE_TONEAREST);
    sgl_envelope_free(&e);
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, n);
    return worst;
}

static int ascending(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;

    return (p > q) - (p < q);
}

/* For every variant and many cases, the largest share of E and of the radius of z that many random roundings reach. */
static void test_reached(void)
{
    enum { TRIES = 12, MOST = 4096 };
    static const simulate_style style[] = {{.name = "plain"}, {.name = "", .association = 1, .increment = true, .quotient = 2, .under_root = true},
                                           {.name = "", .association = 2, .reciprocal = true, .quotient = 1, .inverse_rate = true}};
    static double reached_x[MOST], reached_z[MOST];
    size_t count, cases = 0, runs = 0;
    const sgl_named_variant *variants = sgl_variants(&count);
    double worst = 0, worst_dual = 0;

    for (size_t k = 0; k < count * test_cases(1) && cases < MOST; k++) {
        simulate_case c;
        double most = 0, most_z = 0;

        simulate_case_make(&c, test_random(), &variants[k % count], &style[k % 3], NOISE_UNIFORM, 8);
        c.run.z = malloc(c.run.steps * c.run.layout.size * sizeof *c.run.z);
        if (c.run.z == NULL)
            bail_out("out of memory");
        for (int again = 0; again < TRIES; again++) {
            sgl_judgement j;

            c.run.noise = (simulate_noise)(NOISE_UNIFORM + again % 3);
            c.run.seed = test_random();
            simulate(&c.run);
            if (!simulate_case_finite(&c.run))
                continue;
            j = simulate_case_judge(&c, &c.run.variant);
            if (j.diverges && worst <= 1)
                simulate_case_describe(&c, &j);
            most = fmax(most, j.diverges ? INFINITY : j.max_ratio);
            if (c.run.row_ptr == NULL && c.run.variant.form == SGL_FORM_DUAL && c.run.variant.rows == SGL_ROWS_DENSE)
                most_z = fmax(most_z, worst_z(&c));
            runs++;
        }
        worst = fmax(worst, most);
        worst_dual = fmax(worst_dual, most_z);
        reached_x[cases] = most;
        reached_z[cases++] = most_z;
        free(c.run.z);
        simulate_case_release(&c);
    }
    qsort(reached_x, cases, sizeof *reached_x, ascending);
    qsort(reached_z, cases, sizeof *reached_z, ascending);
    ok(worst <= 1, "E holds in %zu runs of %zu cases; the largest share reached is %.3f", runs, cases, worst);
    diag("share of E reached, by tenths of the cases: %.3f %.3f %.3f %.3f %.3f", reached_x[cases / 10], reached_x[cases / 4], reached_x[cases / 2],
         reached_x[3 * cases / 4], reached_x[9 * cases / 10]);
    ok(reached_x[cases / 2] > 1.0 / 16, "and half of the cases reach a sixteenth of it");
    ok(worst_dual <= 1, "the radius of z holds; the largest share reached is %.3f", worst_dual);
    diag("share of the radius of z reached, likewise: %.3f %.3f %.3f %.3f %.3f", reached_z[cases / 10], reached_z[cases / 4], reached_z[cases / 2],
         reached_z[3 * cases / 4], reached_z[9 * cases / 10]);
}

int main(void)
{
    simulate_threads(1); /* runs of a few groups */
    plan(14);
    test_helpers();
    test_sqrt();
    test_average(false);
    test_average(true);
    test_norm();
    test_reached();
    return tap_status();
}
