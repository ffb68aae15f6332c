/* One step of a run: rule, dual, shrink, each over the groups that the step touches. */
#include "interval.h"
#include "rules/rules.h"
#include "sgl_ref.h"

#include <math.h>
#include <string.h>

static sgl_status rule_inputs(const sgl_ref_run *run, const double *g, const double *hessian, double alpha)
{
    if (!isfinite(alpha) || alpha <= 0)
        return SGL_EDOM;
    for (size_t i = 0; i < run->layout.size; i++)
        if (!isfinite(g[i]) || (run->variant.second != SGL_SECOND_GRADIENT && !isfinite(hessian[i])))
            return SGL_EDOM;
    return SGL_OK;
}

sgl_status sgl_ref_rule(sgl_ref_run *run, const double *g, const double *hessian, double alpha,
                        const unsigned char *touched, const sgl_ref_powers *powers)
{
    sgl_status status = rule_inputs(run, g, hessian, alpha);

    if (status != SGL_OK)
        return status;
    if (touched != NULL)
        memcpy(run->touched, touched, run->layout.groups);
    else
        memset(run->touched, 1, run->layout.groups);
    run->t++;
    if (run->t == 1)
        memcpy(run->touched_first, run->touched, run->layout.groups);
    sgl_rule_scalars(run, alpha, powers);
    for (size_t k = 0; k < run->layout.groups; k++) {
        size_t begin, end;

        if (!run->touched[k])
            continue;
        sgl_ref_group(&run->layout, k, &begin, &end);
        switch (run->variant.optimizer) {
        case SGL_SGD:
            sgl_rule_sgd(run, g, begin, end);
            break;
        case SGL_MOMENTUM:
            sgl_rule_momentum(run, g, begin, end);
            break;
        case SGL_ADAGRAD:
            sgl_rule_adagrad(run, g, begin, end);
            break;
        case SGL_FTRL:
            sgl_rule_ftrl(run, g, begin, end);
            break;
        default: /* a row first met after t = 1 never gets its epsilon in z: what lazy kernels do */
            sgl_rule_adam(run, g, hessian, begin, end, run->touched_first[k] || run->variant.first == SGL_FIRST_TOUCH);
        }
    }
    return SGL_OK;
}

/* z = m - W^d x = -W^d (x - m/W^d): the prox form forgets the past. */
static void prox(sgl_ref_run *run, mpfi_srcptr x, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        mpfi_mul(run->z + i, run->w_denominator + i, x + i);
        mpfi_sub(run->z + i, run->m + i, run->z + i);
    }
}

/* z_t = z_{t-1} + m_t - (W_t - W^-_t) x_t where W^-_t is not what the program held before: no stable form. z_t is kept in zeta as
 * well, since whoever judges a recording moves run->z to the middle of where a program's can be. */
static void dual_not_telescoping(sgl_ref_run *run, mpfi_srcptr x, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        mpfi_ptr change = run->scratch;

        mpfi_sub(change, run->w_dual + i, run->w_previous + i);
        mpfi_mul(change, change, x + i);
        mpfi_add(run->zeta + i, run->zeta + i, run->m + i);
        mpfi_sub(run->zeta + i, run->zeta + i, change);
        mpfi_set(run->z + i, run->zeta + i);
    }
}

/* zeta_0 = W_0 x_1, x_0 = x_1. */
static void dual_start(sgl_ref_run *run, mpfi_srcptr x, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        mpfi_set(run->x_previous + i, x + i);
        mpfi_mul(run->zeta + i, run->w_previous + i, x + i);
    }
}

sgl_status sgl_ref_run_dual(sgl_ref_run *run, mpfi_srcptr x)
{
    for (size_t k = 0; k < run->layout.groups; k++) {
        size_t i, end;

        if (!run->touched[k])
            continue;
        sgl_ref_group(&run->layout, k, &i, &end);
        if (run->variant.form == SGL_FORM_PROX) {
            prox(run, x, i, end);
        } else if (run->variant.accumulate_times != 1) {
            dual_not_telescoping(run, x, i, end);
        } else {
            sgl_status status;

            if (!run->started[k])
                dual_start(run, x, i, end);
            status = sgl_ref_dual(run->z + i, run->zeta + i, run->m + i, run->w_previous + i, run->w_dual + i,
                                  run->x_previous + i, x + i, end - i);
            if (status != SGL_OK)
                return status;
            for (size_t j = i; j < end; j++)
                mpfi_set(run->x_previous + j, x + j);
        }
        run->started[k] = 1;
    }
    return SGL_OK;
}

/* s = signbit(z) lambda1 - z where |z| > lambda1: discontinuous, so a straddling z gives the hull. */
static void soft_signbit(sgl_ref_run *run, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        mpfi_ptr s = run->s + i, z = run->z + i, below = run->scratch;

        mpfi_sub(below, run->lambda1, z); /* z < 0 */
        mpfi_neg(s, z);                   /* z > 0 */
        if (mpfi_cmp(z, run->lambda1) > 0)
            continue;
        mpfi_neg(run->scratch + 1, run->lambda1);
        if (mpfi_cmp(z, run->scratch + 1) < 0) {
            mpfi_set(s, below);
            continue;
        }
        mpfi_abs(run->scratch + 1, z);
        if (mpfr_greater_p(&run->scratch[1].right, &run->lambda1->left)) {
            mpfi_union(s, s, below);
            mpfi_put_ui(s, 0);
        } else {
            mpfi_set_ui(s, 0);
        }
    }
}

/* What the group norm is taken of. An exact 0 stays 0, whatever A is. */
static sgl_status weight(sgl_ref_run *run, size_t begin, size_t end)
{
    mpfi_ptr a = run->scratch;

    for (size_t i = begin; i < end; i++) {
        mpfi_ptr out = run->weighted + i;

        mpfi_set(out, run->variant.norm == SGL_NORM_DUAL ? run->z + i : run->s + i);
        if (run->variant.norm == SGL_NORM_ALGORITHM1 || run->variant.norm == SGL_NORM_DUAL ||
            sgl_interval_is_zero(out))
            continue;
        mpfi_div_2ui(a, run->denominator + i, 1);
        if (mpfr_sgn(&a->left) <= 0)
            return SGL_EDOM;
        if (run->variant.norm == SGL_NORM_EXACT)
            mpfi_sqrt(a, a);
        mpfi_div(out, out, a);
    }
    return SGL_OK;
}

static void group_threshold(sgl_ref_run *run, size_t k, size_t d)
{
    mpfi_ptr c = run->threshold + k;

    mpfi_set_ui(c, run->variant.group_factor == SGL_GROUP_ONE ? 1 : d);
#if SGL_MUTANT != 5
    if (run->variant.group_factor == SGL_GROUP_SQRT_D)
        mpfi_sqrt(c, c);
#endif
    mpfi_mul(c, c, run->lambda21);
}

sgl_status sgl_ref_run_shrink(mpfi_ptr x_next, sgl_ref_run *run)
{
    for (size_t k = 0; k < run->layout.groups; k++) {
        size_t i, end, d;
        sgl_status status;

        if (!run->touched[k])
            continue;
        sgl_ref_group(&run->layout, k, &i, &end);
        d = end - i;
        for (size_t j = i; j < end; j++)
            mpfi_add(run->denominator + j, run->w_denominator + j, run->twice_lambda2);
        if (run->variant.soft == SGL_SOFT_SIGNBIT)
            soft_signbit(run, i, end);
        else if ((status = sgl_ref_soft_threshold(run->s + i, run->z + i, d, run->lambda1)) != SGL_OK)
            return status;
        group_threshold(run, k, d);
        if ((status = weight(run, i, end)) != SGL_OK ||
            (status = sgl_ref_group_norm(run->norm + k, run->weighted + i, d)) != SGL_OK ||
            (status = sgl_ref_shrink(x_next + i, &run->group_zero[k], run->s + i, run->denominator + i, d,
                                     run->norm + k, run->threshold + k)) != SGL_OK)
            return status;
    }
    return SGL_OK;
}

sgl_status sgl_ref_step(mpfi_ptr x, sgl_ref_run *run, const double *g, const double *hessian, double alpha)
{
    sgl_status status = sgl_ref_rule(run, g, hessian, alpha, NULL, NULL);

    if (status == SGL_OK)
        status = sgl_ref_run_dual(run, x);
    return status == SGL_OK ? sgl_ref_run_shrink(x, run) : status;
}
