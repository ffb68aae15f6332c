#include <stdio.h> /* before MPFR, for mpfr_fprintf */

#include "argmin_report.h"
#include "number.h"

void argmin_report_json(FILE *to, const argmin_problem *problem, const argmin_answer *answer,
                        size_t line)
{
    putc('{', to);
    number_write_vector(to, "x", answer->x, problem->d);
    putc(',', to);
    number_write_vector(to, "closed_form", answer->closed_form, problem->d);
    fputs(",\"distance\":", to);
    number_write_end(to, answer->distance);
    fprintf(to, ",\"zero\":%s,\"bits\":%ld,\"line\":%zu}\n",
            !answer->decided ? "null"
            : answer->zero   ? "true"
                             : "false",
            (long)problem->bits, line);
}

/* The quantities of Eqs. (8) to (10), and which way the group falls. */
static sgl_status intermediates(FILE *to, const argmin_problem *problem,
                                const argmin_answer *answer, int digits)
{
    size_t d = problem->d;
    mpfi_ptr s = sgl_ref_vector_new(d, problem->bits),
             curvature = sgl_ref_vector_new(d, problem->bits);
    mpfi_ptr a = sgl_ref_vector_new(d, problem->bits), v = sgl_ref_vector_new(d, problem->bits);
    mpfi_ptr t = sgl_ref_vector_new(2, problem->bits); /* a norm, c */
    sgl_status status = SGL_ENOMEM;

    if (s == NULL || curvature == NULL || a == NULL || v == NULL || t == NULL)
        goto done;
    mpfi_set_d(t, problem->lambda1);
    status = sgl_ref_soft_threshold(s, problem->z, d, t);
    if (status != SGL_OK)
        goto done;
    for (size_t i = 0; i < d; i++) {
        mpfi_set_d(curvature + i, problem->lambda2);
        mpfi_mul_2ui(curvature + i, curvature + i, 1);
        mpfi_add(curvature + i, curvature + i, problem->w + i);
        if (problem->a != NULL)
            mpfi_set(a + i, problem->a + i);
        else
            mpfi_div_2ui(a + i, curvature + i, 1);
        mpfi_sqrt(v + i, a + i);
        mpfi_div(v + i, s + i, v + i);
    }
    number_write_column(to, "z", "the dual, sum of m_s - Q_s/alpha_s x_s", problem->z, d, digits);
    number_write_column(to, "s", "soft threshold of -z by lambda1, Eq. (9)", s, d, digits);
    number_write_column(to, "D", "W + 2 lambda2", curvature, d, digits);
    number_write_column(to, "A", problem->a != NULL ? "as given" : "Theorem 1's: D/2", a, d, digits);
    status = sgl_ref_group_norm(t, v, d);
    mpfi_set_ui(t + 1, d);
    mpfi_sqrt(t + 1, t + 1);
    mpfi_mul_d(t + 1, t + 1, problem->lambda21);
    number_write_scalar(to, "|A^{-1/2} s|", t, digits);
    number_write_scalar(to, "c = lambda21 sqrt(d)", t + 1, digits);
    fprintf(to, "  the group is %s\n",
            !answer->decided ? "zero or not: undecided"
            : answer->zero   ? "zero: |A^{-1/2} s| <= c"
                             : "not zero: |A^{-1/2} s| > c");
    for (size_t i = 0; i < d; i++) {
        mpfi_sqrt(v + i, a + i);
        mpfi_mul(v + i, v + i, answer->x + i);
    }
    if (status == SGL_OK)
        status = sgl_ref_group_norm(t, v, d);
    if (answer->decided && !answer->zero)
        fputs("  nu is the root of sum A s^2/(D nu + c A)^2 = 1, and x = s/(D + c A/nu)\n", to);
    number_write_scalar(to, "nu = |A^{1/2} x|", t, digits);
done:
    sgl_ref_vector_free(s, d);
    sgl_ref_vector_free(curvature, d);
    sgl_ref_vector_free(a, d);
    sgl_ref_vector_free(v, d);
    sgl_ref_vector_free(t, 2);
    return status;
}

static sgl_status write_value(FILE *to, const argmin_problem *problem, const argmin_answer *answer,
                              mpfi_srcptr x, int digits)
{
    mpfi_t value;
    sgl_status status;

    mpfi_init2(value, problem->bits);
    status = sgl_ref_objective_value(value, answer->objective, x);
    if (status == SGL_OK)
        number_write_scalar(to, "  objective", value, digits);
    mpfi_clear(value);
    return status;
}

/* What the other norms make of the same z and W, beside the argmin. */
static sgl_status other_norms(FILE *to, const argmin_problem *problem, const argmin_answer *answer,
                              int digits)
{
    static const struct {
        sgl_norm norm;
        const char *name, *what;
    } others[] = {
        {SGL_NORM_PRINTED, "x, printed", "the norm of Eq. (10) as printed, |A^{-1} s|"},
        {SGL_NORM_ALGORITHM1, "x, algorithm1",
         "the norm of Algorithms 1 to 3, |s|: what everyone runs"},
    };
    mpfi_ptr x = sgl_ref_vector_new(problem->d, problem->bits);
    sgl_status status = x != NULL ? SGL_OK : SGL_ENOMEM;

    for (size_t k = 0; k < sizeof others / sizeof *others && status == SGL_OK; k++) {
        status = sgl_ref_closed_form(x, NULL, problem->z, problem->w, problem->d, problem->lambda1,
                                     problem->lambda21, problem->lambda2, others[k].norm);
        if (status != SGL_OK)
            break;
        number_write_column(to, others[k].name, others[k].what, x, problem->d, digits);
        status = write_value(to, problem, answer, x, digits);
    }
    sgl_ref_vector_free(x, problem->d);
    return status;
}

sgl_status argmin_report_text(FILE *to, const argmin_problem *problem, const argmin_answer *answer,
                              size_t line, int digits)
{
    sgl_status status;

    fprintf(
        to,
        "line %zu: a group of %zu, lambda1 = %.17g, lambda21 = %.17g, lambda2 = %.17g, %ld bits\n",
        line, problem->d, problem->lambda1, problem->lambda21, problem->lambda2,
        (long)problem->bits);
    status = intermediates(to, problem, answer, digits);
    if (status != SGL_OK)
        return status;
    number_write_column(to, "x", "the argmin of Eq. (6), from the objective alone", answer->x, problem->d,
                 digits);
    status = write_value(to, problem, answer, answer->x, digits);
    mpfr_fprintf(to, "    |midpoint - argmin|_D <= %.2RUe, by certificate\n", answer->distance);
    if (answer->closed_form != NULL) {
        number_write_column(to, "x, exact", "Theorem 1 corrected: the norm |A^{-1/2} s|",
                     answer->closed_form, problem->d, digits);
        if (status == SGL_OK)
            status = other_norms(to, problem, answer, digits);
    } else {
        fputs("  no closed form: A is not Theorem 1's\n", to);
    }
    putc('\n', to);
    return status;
}
