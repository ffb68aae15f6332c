#include "witness.h"

#include "tap.h"

sgl_variant plain(sgl_optimizer optimizer)
{
    sgl_variant v = {
        .optimizer = optimizer, .epsilon = SGL_EPSILON_NONE, .accumulate_times = 1, .power = 0.5};

    if (optimizer == SGL_SGD)
        v.rate = SGL_RATE_SQRT;
    if (optimizer == SGL_ADAHESSIAN)
        v.second = SGL_SECOND_HESSIAN;
    return v;
}

void witness(trail *out, const sgl_variant *variant, const sgl_hyperparameters *hyper, rat x_1,
             const rat *g, const rat *hessian, size_t T)
{
    const sgl_layout layout = {1, 1, 1, NULL};
    mpfi_ptr x = sgl_ref_vector_new(1, NUM_BITS);
    sgl_ref_run *run;

    if (T > TRAIL_STEPS || sgl_ref_run_new(&run, variant, hyper, &layout, NUM_BITS) != SGL_OK)
        bail_out("the reference refuses the variant");
    mpfi_set_q(x, x_1);
    out->x[0] = num_of(x);
    for (size_t t = 0; t < T; t++) {
        double gradient = mpq_get_d(g[t]), curvature = hessian != NULL ? mpq_get_d(hessian[t]) : 0;

        if (sgl_ref_step(x, run, &gradient, &curvature, hyper->alpha) != SGL_OK)
            bail_out("the reference refuses step %zu", t + 1);
        out->m[t] = num_of(run->m);
        out->w_dual[t] = num_of(run->w_dual);
        out->w_denominator[t] = num_of(run->w_denominator);
        out->second[t] = num_of(run->second);
        out->maximum[t] = num_of(run->maximum);
        out->x[t + 1] = num_of(x);
    }
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, 1);
}

bool num_near(num a, num b)
{
    num scale = num_max(num_abs(b), num_int(1));

    return num_at_most(num_mul(num_abs(num_sub(a, b)), num_double(0x1p45)), scale);
}
