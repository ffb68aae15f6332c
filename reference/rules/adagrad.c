/* Algorithm 3, Group Adagrad: V_t = V_{t-1} + g_t^2 (+ epsilon at t = 1), W_t = sqrt(V_t)/alpha, W_0 = 0. The
 * accumulator starts at epsilon, which is the same sum. Table 1's row, V_t = sum g^2/t with alpha/sqrt(t), has
 * this W_t with epsilon = 0. So it is FTRL's rule but for where it starts. */
#include "rules.h"

void sgl_rule_adagrad(sgl_ref_run *run, const double *g, size_t begin, size_t end)
{
    sgl_rule_ftrl(run, g, begin, end);
}
