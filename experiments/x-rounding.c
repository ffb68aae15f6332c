/* Theorem 2 in arithmetic: Algorithm 1 with all lambda = 0 and Eq. (1) are one algorithm; what separates them is rounding.
 * ADAM (Table 1) on fixed random gradients, in MPFR at p bits: the dual form (z, Algorithm 1), its stable form
 * (zeta = z + W x) and the direct form (x - m/W), each against the direct form at 512 bits.
 * Tables: theorem_2_bits (largest difference of x, x_1 in [1, 2), after T steps against p), theorem_2_steps (against t at 24 and 53
 * bits). */
#include "experiment.h"
#include "rng.h"

#include <math.h>
#include <mpfr.h>
#include <stdlib.h>

enum { FORMS = 3, TRUTH = 512 };

static const char *const form_names[FORMS] = {"dual", "stable", "direct"};

typedef struct run {
    mpfr_t x, m, v, w, w_before, z, s, b1, b2, power1, power2;
} run;

static void run_start(run *r, mpfr_prec_t p, double x)
{
    mpfr_inits2(p, r->x, r->m, r->v, r->w, r->w_before, r->z, r->s, r->b1, r->b2, r->power1,
                r->power2, (mpfr_ptr)NULL);
    mpfr_set_d(r->x, x, MPFR_RNDN);
    mpfr_set_zero(r->m, 1);
    mpfr_set_zero(r->v, 1);
    mpfr_set_zero(r->w, 1);
    mpfr_set_zero(r->z, 1);
    mpfr_set_d(r->power1, 1, MPFR_RNDN);
    mpfr_set_d(r->power2, 1, MPFR_RNDN);
}

static void run_free(run *r)
{
    mpfr_clears(r->x, r->m, r->v, r->w, r->w_before, r->z, r->s, r->b1, r->b2, r->power1, r->power2,
                (mpfr_ptr)NULL);
}

/* average <- beta average + (1 - beta) g; beta = 1 - 2^-k, so that it is exact at every p. */
static void average(mpfr_ptr a, mpfr_ptr g, mpfr_ptr scratch, int k)
{
    mpfr_sub(scratch, g, a, MPFR_RNDN);
    mpfr_mul_2si(scratch, scratch, -k, MPFR_RNDN);
    mpfr_add(a, a, scratch, MPFR_RNDN);
}

/* m_t and W_t = sqrt(v) (1 - beta1^t)/(alpha sqrt(1 - beta2^t)), alpha = 2^-5, beta1 = 7/8, beta2 = 1 - 2^-9. */
static void rule(run *r, double g)
{
    mpfr_set_d(r->s, g, MPFR_RNDN);
    average(r->m, r->s, r->b1, 3);
    mpfr_sqr(r->s, r->s, MPFR_RNDN);
    average(r->v, r->s, r->b1, 9);
    mpfr_mul_d(r->power1, r->power1, 0.875, MPFR_RNDN);
    mpfr_mul_d(r->power2, r->power2, 1 - 0x1p-9, MPFR_RNDN);
    mpfr_ui_sub(r->b1, 1, r->power1, MPFR_RNDN);
    mpfr_ui_sub(r->b2, 1, r->power2, MPFR_RNDN);
    mpfr_set(r->w_before, r->w, MPFR_RNDN);
    mpfr_div(r->w, r->v, r->b2, MPFR_RNDN);
    mpfr_sqrt(r->w, r->w, MPFR_RNDN);
    mpfr_mul(r->w, r->w, r->b1, MPFR_RNDN);
    mpfr_mul_2si(r->w, r->w, 5, MPFR_RNDN);
}

static void step(run *r, int form, double g)
{
    rule(r, g);
    if (form == 2) { /* x - m/W */
        mpfr_div(r->s, r->m, r->w, MPFR_RNDN);
        mpfr_sub(r->x, r->x, r->s, MPFR_RNDN);
        return;
    }
    if (form == 0) { /* z += m - (W - W') x */
        mpfr_sub(r->s, r->w, r->w_before, MPFR_RNDN);
        mpfr_mul(r->s, r->s, r->x, MPFR_RNDN);
        mpfr_sub(r->s, r->m, r->s, MPFR_RNDN);
        mpfr_add(r->z, r->z, r->s, MPFR_RNDN);
        mpfr_div(r->x, r->z, r->w, MPFR_RNDN);
        mpfr_neg(r->x, r->x, MPFR_RNDN);
        return;
    }
    /* zeta (kept in z) = z + W x; then z = zeta + m - W x, x = -z/W, zeta = z + W x */
    mpfr_mul(r->s, r->w, r->x, MPFR_RNDN);
    mpfr_sub(r->s, r->m, r->s, MPFR_RNDN);
    mpfr_add(r->z, r->z, r->s, MPFR_RNDN);
    mpfr_div(r->x, r->z, r->w, MPFR_RNDN);
    mpfr_neg(r->x, r->x, MPFR_RNDN);
    mpfr_mul(r->s, r->w, r->x, MPFR_RNDN);
    mpfr_add(r->z, r->z, r->s, MPFR_RNDN);
}

static double difference(run *r, run *truth)
{
    mpfr_sub(r->b1, r->x, truth->x, MPFR_RNDN);
    return fabs(mpfr_get_d(r->b1, MPFR_RNDN));
}

/* Largest difference up to each of the steps at[k], over several weights. */
static void compare(double *worst, int form, mpfr_prec_t p, const double *at, size_t n,
                    size_t weights, uint64_t seed)
{
    for (size_t k = 0; k < n; k++)
        worst[k] = 0;
    for (size_t i = 0; i < weights; i++) {
        run truth, r;
        rng random;
        double start, largest = 0;
        rng_seed(&random, seed + i);
        start = 1 + rng_uniform(&random);
        run_start(&truth, TRUTH, start);
        run_start(&r, p, start);
        for (size_t t = 1, k = 0; k < n; t++) {
            double g = (float)rng_normal(&random); /* 24 bits: exact at every p */
            step(&truth, 2, g);
            step(&r, form, g);
            largest = fmax(largest, difference(&r, &truth));
            for (; k < n && (double)t >= at[k]; k++)
                worst[k] = fmax(worst[k], largest);
        }
        run_free(&truth);
        run_free(&r);
    }
}

int main(int argc, char **argv)
{
    experiment e;
    table bits_table, steps_table;
    double bits[CONF_LIST], steps[CONF_LIST], worst[CONF_LIST], horizon;
    int status = experiment_begin(&e, argc, argv, "rounding");

    if (status)
        return status < 0 ? EXIT_SUCCESS : status;
    size_t n_bits = conf_list(&e.conf, "bits", bits), n_steps = conf_list(&e.conf, "steps", steps);
    size_t weights = conf_count(&e.conf, "weights"), seed = conf_count(&e.conf, "seed");
    horizon = (double)conf_count(&e.conf, "horizon");
    if (experiment_misconfigured(&e))
        return 4;
    if (!table_open(&bits_table, &e, "theorem_2_bits", "form\tbits\tT\tdifference") ||
        !table_open(&steps_table, &e, "theorem_2_steps", "form\tbits\tt\tdifference\tulp"))
        return EXIT_FAILURE;
    for (int form = 0; form < FORMS; form++) {
        for (size_t k = 0; k < n_bits; k++) {
            compare(worst, form, (mpfr_prec_t)bits[k], &horizon, 1, weights, seed);
            table_row(&bits_table, "%s\t%g\t%g\t%.6g", form_names[form], bits[k], horizon,
                      worst[0]);
        }
        for (int p = 24; p <= 53; p += 29) {
            compare(worst, form, p, steps, n_steps, weights, seed);
            for (size_t k = 0; k < n_steps; k++)
                table_row(&steps_table, "%s\t%d\t%g\t%.6g\t%.6g", form_names[form], p, steps[k],
                          worst[k], worst[k] * pow(2, p));
        }
    }
    bool closed = table_close(&bits_table);
    return table_close(&steps_table) && closed ? EXIT_SUCCESS : EXIT_FAILURE;
}
