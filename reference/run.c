/* A run at t = 0, and its end. */
#include "rules/rules.h"
#include "sgl_ref.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool finite_nonnegative(double v)
{
    return isfinite(v) && v >= 0;
}

static bool decay(double v)
{
#if SGL_MUTANT == 500
    return v >= 0 && v <= 1;
#else
    return v >= 0 && v < 1;
#endif
}

static bool hyper_in_domain(const sgl_variant *variant, const sgl_hyperparameters *h)
{
    if (!(isfinite(h->alpha) && h->alpha > 0) || !finite_nonnegative(h->lambda1) ||
        !finite_nonnegative(h->lambda21) || !finite_nonnegative(h->lambda2))
        return false;
    switch (variant->optimizer) {
    case SGL_SGD:
        return true;
    case SGL_MOMENTUM:
        return decay(h->gamma);
    case SGL_ADAGRAD:
        return finite_nonnegative(h->epsilon);
    case SGL_FTRL:
        return finite_nonnegative(h->initial_accumulator) && finite_nonnegative(h->beta);
    default:
        return decay(h->beta1) && decay(h->beta2) && finite_nonnegative(h->epsilon);
    }
}

static bool layout_covers(const sgl_layout *layout)
{
    if (layout->size == 0 || layout->groups == 0)
        return false;
    if (layout->offsets == NULL)
        return layout->group_size > 0 && layout->size / layout->group_size == layout->groups &&
               layout->size % layout->group_size == 0;
    for (size_t k = 0; k < layout->groups; k++)
#if SGL_MUTANT == 501
        if (layout->offsets[k] > layout->offsets[k + 1])
#else
        if (layout->offsets[k] >= layout->offsets[k + 1])
#endif
            return false;
    return layout->offsets[0] == 0 && layout->offsets[layout->groups] == layout->size;
}

void sgl_ref_group(const sgl_layout *layout, size_t k, size_t *begin, size_t *end)
{
    *begin = layout->offsets != NULL ? layout->offsets[k] : k * layout->group_size;
    *end = layout->offsets != NULL ? layout->offsets[k + 1] : *begin + layout->group_size;
}

/* The vectors of a run, so that making and freeing them cannot disagree. */
enum { ENTRY_VECTORS = 14, GROUP_VECTORS = 2, SCRATCH = 2 };

static void entry_vectors(sgl_ref_run *r, mpfi_ptr *vectors[ENTRY_VECTORS])
{
    mpfi_ptr *all[ENTRY_VECTORS] = {&r->first,         &r->second,     &r->maximum, &r->m,          &r->root,
                                    &r->w_previous,    &r->w_dual,     &r->zeta,    &r->x_previous, &r->z,
                                    &r->w_denominator, &r->s,          &r->denominator, &r->weighted};

    memcpy(vectors, all, sizeof all);
}

static bool make_vectors(sgl_ref_run *run)
{
    mpfi_ptr *vectors[ENTRY_VECTORS];

    entry_vectors(run, vectors);
    for (size_t k = 0; k < ENTRY_VECTORS; k++)
        if ((*vectors[k] = sgl_ref_vector_new(run->layout.size, run->bits)) == NULL)
            return false;
    run->norm = sgl_ref_vector_new(run->layout.groups, run->bits);
    run->threshold = sgl_ref_vector_new(run->layout.groups, run->bits);
    run->scratch = sgl_ref_vector_new(SCRATCH, run->bits);
    run->touched = calloc(run->layout.groups, 1);
    run->touched_first = calloc(run->layout.groups, 1);
    run->started = calloc(run->layout.groups, 1);
    run->group_zero = calloc(run->layout.groups, sizeof *run->group_zero);
    return run->norm && run->threshold && run->scratch && run->touched && run->touched_first && run->started &&
           run->group_zero;
}

static mpfi_ptr scalar(sgl_ref_run *run, size_t k)
{
    sgl_ref_scalars *s = &run->scalars;
    mpfi_ptr all[] = {s->alpha,       s->power1,       s->power2,         s->bias1,      s->bias2,
                      s->m_factor,    s->root_factor,  s->epsilon_dual,   s->compounded, s->epsilon_denominator,
                      run->lambda1,   run->lambda21,   run->twice_lambda2, run->zero};

    return k < sizeof all / sizeof *all ? all[k] : NULL;
}

static void set_lambdas(sgl_ref_run *run)
{
    static const double multiple[SGL_L2S] = {2, 1, 0.5, 4};
    const sgl_hyperparameters *h = &run->hyper;

    mpfi_set_d(run->lambda1, run->variant.soft == SGL_SOFT_OFF ? 0 : h->lambda1);
    mpfi_set_d(run->lambda21, h->lambda21);
    mpfi_set_d(run->twice_lambda2, h->lambda2);
    mpfi_mul_d(run->twice_lambda2, run->twice_lambda2, multiple[run->variant.l2]);
    if (run->variant.lambda_times_rate) {
        mpfi_mul_d(run->lambda1, run->lambda1, h->alpha);
        mpfi_mul_d(run->lambda21, run->lambda21, h->alpha);
        mpfi_mul_d(run->twice_lambda2, run->twice_lambda2, h->alpha);
    }
}

/* n_0, and with it W_0: 0 for Algorithm 3, sqrt(n_0)/alpha for FTRL. */
static void set_accumulator(sgl_ref_run *run)
{
    double initial = sgl_rule_initial_accumulator(&run->variant, &run->hyper);

    if (run->variant.optimizer != SGL_ADAGRAD && run->variant.optimizer != SGL_FTRL)
        return;
    for (size_t i = 0; i < run->layout.size; i++) {
        mpfi_set_d(run->second + i, initial);
        if (run->variant.start == SGL_START_ZERO)
            continue;
        sgl_rule_ftrl_root(run->w_dual + i, run, run->second + i);
        mpfi_div(run->w_dual + i, run->w_dual + i, run->scalars.alpha);
    }
}

static sgl_status copy_layout(sgl_ref_run *run, const sgl_layout *layout)
{
    size_t *offsets;

    run->layout = *layout;
    if (layout->offsets == NULL)
        return SGL_OK;
    offsets = malloc((layout->groups + 1) * sizeof *offsets);
    if (offsets != NULL)
        memcpy(offsets, layout->offsets, (layout->groups + 1) * sizeof *offsets);
    run->layout.offsets = offsets;
    return offsets != NULL ? SGL_OK : SGL_ENOMEM;
}

sgl_status sgl_ref_run_new(sgl_ref_run **run, const sgl_variant *variant, const sgl_hyperparameters *hyper,
                           const sgl_layout *layout, mpfr_prec_t bits)
{
    sgl_ref_run *r;
    mpfi_ptr v;

    *run = NULL;
    if (!layout_covers(layout) || bits < 53)
        return SGL_EDIM;
    if (!hyper_in_domain(variant, hyper))
        return SGL_EDOM;
    r = calloc(1, sizeof *r);
    if (r == NULL)
        return SGL_ENOMEM;
    r->variant = *variant;
    r->hyper = *hyper;
    r->bits = bits;
    for (size_t k = 0; (v = scalar(r, k)) != NULL; k++) {
        mpfi_init2(v, bits);
        mpfi_set_ui(v, 0);
    }
    if (copy_layout(r, layout) != SGL_OK || !make_vectors(r)) {
        sgl_ref_run_free(r);
        return SGL_ENOMEM;
    }
    mpfi_set_d(r->scalars.alpha, hyper->alpha);
    mpfi_set_ui(r->scalars.power1, 1);
    mpfi_set_ui(r->scalars.power2, 1);
    mpfi_set_ui(r->scalars.compounded, 1);
    set_lambdas(r);
    set_accumulator(r);
    *run = r;
    return SGL_OK;
}

void sgl_ref_run_free(sgl_ref_run *run)
{
    mpfi_ptr *vectors[ENTRY_VECTORS];
    mpfi_ptr v;

    if (run == NULL)
        return;
    entry_vectors(run, vectors);
    for (size_t k = 0; k < ENTRY_VECTORS; k++)
        sgl_ref_vector_free(*vectors[k], run->layout.size);
    sgl_ref_vector_free(run->norm, run->layout.groups);
    sgl_ref_vector_free(run->threshold, run->layout.groups);
    sgl_ref_vector_free(run->scratch, SCRATCH);
    for (size_t k = 0; (v = scalar(run, k)) != NULL; k++)
        mpfi_clear(v);
    free(run->touched);
    free(run->touched_first);
    free(run->started);
    free(run->group_zero);
    free((void *)run->layout.offsets);
    free(run);
}
