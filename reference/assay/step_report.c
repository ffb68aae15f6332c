#include "step_report.h"
#include "number.h"

#include <stdio.h>
#include <string.h>

/* Row k of what is printed: every intermediate of step t, in the order of Algorithm 1. Returns its length, 0 after the last. */
static size_t row(const sgl_ref_run *r, mpfi_srcptr x, size_t k, const char **name, const char **what, mpfi_srcptr *v)
{
    const struct {
        const char *name, *what;
        mpfi_srcptr v;
        size_t n;
    } all[] = {
        {"alpha", "alpha_t", r->scalars.alpha, 1},
        {"bias1", "1 - beta1^t", r->scalars.bias1, 1},
        {"bias2", "1 - beta2^t", r->scalars.bias2, 1},
        {"epsilon_dual", "the epsilon of W^z, scaled", r->scalars.epsilon_dual, 1},
        {"epsilon_denominator", "the epsilon of W^d, scaled", r->scalars.epsilon_denominator, 1},
        {"first", "first moment, not corrected", r->first, r->layout.size},
        {"second", "second moment or accumulator, not corrected", r->second, r->layout.size},
        {"maximum", "AMSGrad's maximum", r->maximum, r->layout.size},
        {"m", "m_t", r->m, r->layout.size},
        {"root", "sqrt(V_t), without epsilon", r->root, r->layout.size},
        {"w_previous", "W^z_{t-1}, what the step subtracts", r->w_previous, r->layout.size},
        {"w_dual", "W^z_t = sum Q_s/alpha_s", r->w_dual, r->layout.size},
        {"w_denominator", "W^d_t = (sqrt(V_t) + epsilon)/alpha_t", r->w_denominator, r->layout.size},
        {"z", "z_t = z_{t-1} + m_t - (W^z_t - W^z_{t-1}) x_t, Eq. (23)", r->z, r->layout.size},
        {"s", "s_t = -sign(z_t) max(|z_t| - lambda1, 0), Eq. (9)", r->s, r->layout.size},
        {"denominator", "2 A_t = W^d_t + 2 lambda2", r->denominator, r->layout.size},
        {"weighted", "what the norm is taken of", r->weighted, r->layout.size},
        {"norm", "|.|_2 of each group", r->norm, r->layout.groups},
        {"threshold", "sqrt(d) lambda21 of each group", r->threshold, r->layout.groups},
        {"x", "x_{t+1} = max(1 - threshold/norm, 0) s_t/(2 A_t), line 10", x, r->layout.size},
    };

    if (k >= sizeof all / sizeof *all)
        return 0;
    *name = all[k].name;
    *what = all[k].what;
    *v = all[k].v;
    return all[k].n;
}

/* Whether the optimizer has that row: a reader need not see an accumulator of SGD. */
static bool applies(const sgl_variant *v, const char *name)
{
    bool averages = v->optimizer == SGL_ADAM || v->optimizer == SGL_AMSGRAD || v->optimizer == SGL_ADAHESSIAN;

    if (strncmp(name, "bias", 4) == 0 || strncmp(name, "epsilon", 7) == 0)
        return averages;
    if (strcmp(name, "first") == 0)
        return averages || v->optimizer == SGL_MOMENTUM;
    if (strcmp(name, "second") == 0)
        return averages || v->optimizer == SGL_ADAGRAD || v->optimizer == SGL_FTRL;
    return strcmp(name, "maximum") != 0 || v->maximum != SGL_MAXIMUM_NONE;
}

void step_report_json(const sgl_named_variant *named, const sgl_ref_run *run, mpfi_srcptr x)
{
    const char *name, *what;
    mpfi_srcptr v;
    size_t n;

    printf("{\"optimizer\":\"%s\",\"variant\":\"%s\",\"step\":%zu,\"bits\":%ld", sgl_optimizer_name(run->variant.optimizer),
           named->name, run->t, (long)run->bits);
    for (size_t k = 0; (n = row(run, x, k, &name, &what, &v)) > 0; k++) {
        putchar(',');
        number_write_vector(stdout, name, v, n);
    }
    fputs(",\"zero\":[", stdout);
    for (size_t k = 0; k < run->layout.groups; k++)
        printf("%s%s", k > 0 ? "," : "", run->group_zero[k] > 0 ? "true" : run->group_zero[k] < 0 ? "false" : "null");
    puts("]}");
}

void step_report_text(const sgl_named_variant *named, const sgl_ref_run *run, mpfi_srcptr x, int digits)
{
    const char *name, *what;
    mpfi_srcptr v;
    size_t n;

    printf("%s, step %zu\n  %s\n", named->name, run->t, named->formula);
    for (size_t k = 0; (n = row(run, x, k, &name, &what, &v)) > 0; k++)
        if (applies(&run->variant, name))
            number_write_column(stdout, name, what, v, n, digits);
    for (size_t k = 0; k < run->layout.groups; k++)
        printf("  group %zu: %s\n", k,
               run->group_zero[k] > 0   ? "zero"
               : run->group_zero[k] < 0 ? "not zero"
                                        : "zero or not is undecided at this precision (a tie, or nearly)");
}
