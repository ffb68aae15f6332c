/* The argmin of Eq. (6) where the history is known to intervals only: by hand at d = 1, then at random, where the argmin
 * of every history of points inside must lie in the enclosure, decided or not. */
#include "group_case.h"

/* One term with x_1 = 0, q = 2 everywhere (so A = 1), lambda21 sqrt(d) = 1 at d = 1. */
static sgl_status interval_argmin(mpfi_ptr x, bool *zero, double low, double high, double q_low,
                                  double q_high, mpfr_prec_t bits)
{
    sgl_ref_objective *objective;
    mpfi_ptr v = sgl_ref_vector_new(3, 64);
    sgl_status status;

    mpfi_interv_d(v, low, high);
    mpfi_interv_d(v + 1, q_low, q_high);
    if (sgl_ref_objective_new(&objective, 1, 0, 1, 0, bits) != SGL_OK ||
        sgl_ref_objective_add(objective, v, v + 1, v + 2) != SGL_OK)
        bail_out("no objective");
    status = sgl_ref_argmin(x, zero, objective, 1024);
    sgl_ref_objective_free(objective);
    sgl_ref_vector_free(v, 3);
    return status;
}

static void test_intervals(void)
{
    mpfi_ptr x = sgl_ref_vector_new(1, 64);
    bool zero = true;
    sgl_status status;

    /* x = -(m + 1)/2 for m < -1 */
    status = interval_argmin(x, &zero, -3, -2, 2, 2, 64);
    ok(status == SGL_OK && !zero && mpfi_is_inside_d(1, x) && mpfi_is_inside_d(0.5, x) &&
           mpfr_cmp_d(&x->left, 0.4) > 0,
       "an interval of m that decides: every argmin is enclosed");
    status = interval_argmin(x, &zero, -0.9, 0.5, 2, 2, 64);
    ok(status == SGL_OK && zero && mpfi_is_zero(x),
       "an interval of m inside the dead zone gives the point 0");
    zero = true;
    status = interval_argmin(x, &zero, -1.5, -0.5, 2, 2, 64);
    ok(status == SGL_EUNSURE && zero && mpfi_is_inside_d(0, x) && mpfi_is_inside_d(0.25, x) &&
           mpfi_bounded_p(x),
       "an interval across the boundary is undecided, and both answers are enclosed");
    status = interval_argmin(x, &zero, -1, -1, 2, 2, 64);
    ok(status == SGL_OK && zero, "its point on the boundary is zero");
    status = interval_argmin(x, &zero, -1.25, 1.25, 2, 2, 64);
    ok(status == SGL_EUNSURE && mpfi_is_inside_d(0.125, x) && mpfi_is_inside_d(-0.125, x),
       "an m of either sign, undecided");
    zero = true;
    status = interval_argmin(x, &zero, -3, -3, 2, 8, 64);
    /* A = q/2: (3 - (q/2)^{1/2})/q, 1 at q = 2, 1/8 at q = 8 */
    ok(status == SGL_OK && !zero && mpfi_is_inside_d(1, x) && mpfi_is_inside_d(0.125, x),
       "an interval of q");
    zero = false;
    ok(interval_argmin(x, &zero, -3, -3, -2, -1, 64) == SGL_EDOM, "D < 0 is refused");
    ok(interval_argmin(x, &zero, -3, -3, 0, 0, 64) == SGL_EDOM, "D = 0 is refused");
    ok(interval_argmin(x, &zero, -3, -3, -1, 2, 64) == SGL_EDOM && !zero,
       "a D that may be 0 is refused");
    sgl_ref_vector_free(x, 1);
}

/* ---- at random */

/* The history of g with v widened to v (1 +- radius), or moved to a point within that when points is true. */
static sgl_ref_objective *near(const group_case *g, double radius, bool points, mpfr_prec_t bits)
{
    sgl_ref_objective *objective;
    mpfi_ptr v = sgl_ref_vector_new(3 * g->d, 128);
    const double *const parts[] = {g->m, g->q, g->x};

    if (sgl_ref_objective_new(&objective, g->d, g->lambda1, g->lambda21, g->lambda2, bits) !=
        SGL_OK)
        bail_out("no objective");
    for (size_t s = 0; s < g->terms; s++) {
        for (size_t part = 0; part < 3; part++)
            for (size_t i = 0; i < g->d; i++) {
                double at = parts[part][s * g->d + i], r = fabs(at) * radius;
                mpfi_ptr out = v + part * g->d + i;

                if (points) {
                    mpfr_set_d(&out->left,
                               (test_below(4)   ? 2 * test_uniform() - 1
                                : test_below(2) ? 1
                                                : -1) *
                                   r,
                               MPFR_RNDN);
                    mpfr_add_d(&out->left, &out->left, at,
                               MPFR_RNDN); /* exact at 128 bits for radius > 2^-20 */
                    mpfr_set(&out->right, &out->left, MPFR_RNDN);
                } else {
                    mpfi_interv_d(out, -r, r);
                    mpfi_add_d(out, out, at);
                }
            }
        if (sgl_ref_objective_add(objective, v, v + g->d, v + 2 * g->d) != SGL_OK)
            bail_out("no term");
    }
    sgl_ref_vector_free(v, 3 * g->d);
    return objective;
}

static void test_inclusion(size_t n)
{
    size_t outside = 0, contrary = 0, undecided = 0, refused = 0, cases = 0;

    for (size_t k = 0; k < n; k++) {
        group_case g;
        size_t d = 1 + test_below(6);
        double radius = ldexp(1, -2 - (int)test_below(16));
        mpfi_ptr x = sgl_ref_vector_new(d, 100), y = sgl_ref_vector_new(d, 200);
        sgl_ref_objective *wide;
        sgl_status status;
        bool zero, point_zero;

        group_case_random(&g, test_below(3) == 0 ? TIE : GENERIC, d);
        wide = near(&g, radius, false, 64);
        status = sgl_ref_argmin(x, &zero, wide, 512);
        refused += status == SGL_EDOM;
        undecided += status == SGL_EUNSURE;
        for (int sample = 0; sample < 4 && status != SGL_EDOM; sample++) {
            sgl_ref_objective *inside = near(&g, radius, true, 200);

            if (sgl_ref_argmin(y, &point_zero, inside, 4096) != SGL_OK)
                bail_out("no argmin");
            contrary += status == SGL_OK && zero != point_zero;
            for (size_t i = 0; i < d; i++)
                outside += !mpfi_is_inside(y + i, x + i);
            cases++;
            sgl_ref_objective_free(inside);
        }
        sgl_ref_objective_free(wide);
        sgl_ref_vector_free(x, d);
        sgl_ref_vector_free(y, d);
        group_case_free(&g);
    }
    if (!ok(outside == 0 && contrary == 0 && cases > n && undecided > n / 20 && undecided < n / 2,
            "%zu histories inside %zu histories of intervals, %zu of them undecided, %zu refused",
            cases, n, undecided, refused))
        diag("%zu entries outside, %zu groups contrary", outside, contrary);
}

int main(void)
{
    plan(9 + 1);
    test_intervals();
    test_inclusion(test_cases(2000));
    return tap_status();
}
