/* The rules of Table 1 and Algorithms 2 and 3, one file each: g_t -> m_t, W^z_t, W^d_t for entries
 * begin..end-1 of a run whose scalars are those of step t. Internal to reference/; sgl_ref_rule calls them.
 * Before the call w_dual holds W^z_{t-1}; every rule moves it to w_previous (sgl_rule_set_w does). */
#ifndef SGL_RULES_H
#define SGL_RULES_H

#include "sgl_ref.h"

/** Step t's scalars from those of step t - 1; powers NULL for the exact ones. */
void sgl_rule_scalars(sgl_ref_run *run, double alpha, const sgl_ref_powers *powers);

void sgl_rule_sgd(sgl_ref_run *run, const double *g, size_t begin, size_t end);
void sgl_rule_momentum(sgl_ref_run *run, const double *g, size_t begin, size_t end);
void sgl_rule_adagrad(sgl_ref_run *run, const double *g, size_t begin, size_t end);
void sgl_rule_ftrl(sgl_ref_run *run, const double *g, size_t begin, size_t end);
void sgl_rule_adam(sgl_ref_run *run, const double *g, const double *hessian, size_t begin, size_t end,
                   bool epsilon_in_dual);
void sgl_rule_amsgrad(sgl_ref_run *run, size_t i);
void sgl_rule_adahessian(mpfi_ptr q, const sgl_ref_run *run, double hessian);

/** root = n^power, Adagrad's and FTRL's, with the epsilon that the variant adds inside or outside. */
void sgl_rule_ftrl_root(mpfi_ptr root, const sgl_ref_run *run, mpfi_srcptr n);

/** n_0 of adagrad (epsilon, where the variant has it in V_1) and ftrl. */
double sgl_rule_initial_accumulator(const sgl_variant *variant, const sgl_hyperparameters *hyper);

/** average = beta average + (1 - beta) value, through scratch of the same precision. */
void sgl_rule_average(mpfi_ptr average, mpfi_srcptr value, double beta, mpfi_ptr scratch);

/** W^z_{t-1} <- W^z_t, then W^z_t = (root + dual)/alpha_t and W^d_t = (root + denominator)/alpha_t. */
void sgl_rule_set_w(sgl_ref_run *run, size_t i, mpfi_srcptr dual, mpfi_srcptr denominator);

#endif
