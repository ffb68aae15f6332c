/* Steps worked by hand: gradients are chosen so that every root is rational, and each line below can be followed with
 * pencil and paper. One row a run; x after each step.
 *
 * Adam's rows have beta1 = beta2 = 0 or a gradient of constant size, so that sqrt(v^/(1 - beta2^t)) = |g|. */
#include "enclose.h"

enum { MOST_STEPS = 3, MOST_WEIGHTS = 2 };

#define PLAIN .power = 0.5, .accumulate_times = 1

static const struct {
    const char *why;
    sgl_variant variant;
    sgl_hyperparameters hyper;
    size_t d, steps;
    const char *x1[MOST_WEIGHTS];
    double g[MOST_STEPS][MOST_WEIGHTS], hessian[MOST_WEIGHTS];
    const char *want[MOST_STEPS][MOST_WEIGHTS];
} runs[] = {
    /* SGD: W_1 = 1, z_1 = -3/8; s = 3/8 - 1/8 = 1/4; x = 1/4/(1 + 2/2) = 1/8. */
    {"sgd, one step with lambda1 and lambda2", {.optimizer = SGL_SGD, .rate = SGL_RATE_SQRT, PLAIN},
     {.alpha = 1, .lambda1 = 0.125, .lambda2 = 0.5}, 1, 1, {"0"}, {{-0.375}}, {0}, {{"1/8"}}},
    /* Without a lambda only step 1 moves, though W grows with sqrt(t): x_2 = 1 - 1/2. */
    {"sgd without lambda is Eq. (1)", {.optimizer = SGL_SGD, .rate = SGL_RATE_SQRT, PLAIN},
     {.alpha = 0.5}, 1, 3, {"1"}, {{1}, {0}, {0}}, {0}, {{"1/2"}, {"1/2"}, {"1/2"}}},
    /* Momentum, alpha = 1/2, gamma = 1/2: W = 2. m = 1, 3/2, 3/4. x_1 = 1: z_1 = 1 - 2 = -1, x_2 = 1/2;
     * z_2 = -1 + 3/2 = 1/2, x_3 = -1/4; z_3 = 1/2 + 3/4 = 5/4, x_4 = -5/8. */
    {"momentum is the heavy ball", {.optimizer = SGL_MOMENTUM, PLAIN}, {.alpha = 0.5, .gamma = 0.5},
     1, 3, {"1"}, {{1}, {1}, {0}}, {0}, {{"1/2"}, {"-1/4"}, {"-5/8"}}},
    /* Momentum, d = 2, lambda21 = 1: c = sqrt 2. alpha = 1, x_1 = 0: z = g = (-7, -1): |s| = sqrt 50, f = 1 - sqrt(2/50) = 4/5. */
    {"group of two, sqrt(d) in the threshold", {.optimizer = SGL_MOMENTUM, PLAIN}, {.alpha = 1, .lambda21 = 1},
     2, 1, {"0", "0"}, {{-7, -1}}, {0}, {{"28/5", "4/5"}}},
    /* The same, then g = (7, 1) - (1, 1): z_2 = (-1, -1): |s| = sqrt 2 = c: a tie, zero. */
    {"a group dies on a tie", {.optimizer = SGL_MOMENTUM, PLAIN}, {.alpha = 1, .lambda21 = 1},
     2, 2, {"0", "0"}, {{-7, -1}, {6, 0}}, {0}, {{"28/5", "4/5"}, {"0", "0"}}},
    /* Adagrad, epsilon = 0: g = 3, 4: W = 3, 5 (alpha = 1). x_1 = 1: z_1 = 3 - 3 = 0, x_2 = 0; z_2 = 0 + 4 - 2*0 = 4, x_3 = -4/5. */
    {"adagrad, roots 3 and 5", {.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_INITIAL, PLAIN}, {.alpha = 1},
     1, 2, {"1"}, {{3}, {4}}, {0}, {{"0"}, {"-4/5"}}},
    /* Algorithm 3, epsilon = 16: V = 16 + 9 = 25: W = 5, all of it in Q_1: x_1 = 1: z = 3 - 5 = -2; lambda2 = 1/2: x_2 = 2/6. */
    {"adagrad, epsilon's root is in Q_1", {.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_INITIAL, PLAIN},
     {.alpha = 1, .epsilon = 16, .lambda2 = 0.5}, 1, 1, {"1"}, {{3}}, {0}, {{"1/3"}}},
    /* FTRL, n_0 = 16: Q_1 = 5 - 4 = 1: z = 3 - 1 = 2; beta = 1: denominator 1 + 5 + 1 = 7: x_2 = -(2 - 1/2)/7. */
    {"ftrl, n_0's root is not in z, beta is in the denominator", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 1, .initial_accumulator = 16, .beta = 1, .lambda1 = 0.5, .lambda2 = 0.5}, 1, 1, {"1"}, {{3}}, {0}, {{"-3/14"}}},
    /* Algorithm 2, |g| = 2 always, epsilon = 0: V = 4, W = 2/alpha = 4; m_1 = 2, so z_1 = 2 - 4 = -2, x_2 = 1/2. beta1 = 1/2:
     * m^_2 = 1/2*1 + 1/2*(-2) = -1/2, m_2 = -1/2 / (3/4) = -2/3; z_2 = -2 - 2/3 = -8/3; x_3 = 2/3. */
    {"adam, constant |g|, no epsilon", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 0.5, .beta1 = 0.5, .beta2 = 0.75}, 1, 2, {"1"}, {{2}, {-2}}, {0}, {{"1/2"}, {"2/3"}}},
    /* The same in Table 1's scaling with lambda1 = 1/4: m = m^ = 1, W = b1 2/alpha = 2: z_1 = 1 - 2 = -1, x_2 = 3/4/2. */
    {"adam, Table 1's scaling: another algorithm once lambda1 > 0", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 0.5, .beta1 = 0.5, .beta2 = 0.75, .lambda1 = 0.25}, 1, 1, {"1"}, {{2}}, {0}, {{"3/8"}}},
    /* Algorithm 2's scaling for comparison: z_1 = -2, x_2 = (2 - 1/4)/4. */
    {"adam, Algorithm 2's scaling, the same lambda1", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 0.5, .beta1 = 0.5, .beta2 = 0.75, .lambda1 = 0.25}, 1, 1, {"1"}, {{2}}, {0}, {{"7/16"}}},
    /* Folded: b2 = 1/4: m = (1/2)/(1/2) m^ = 1, v^ = 1, W = 1/alpha = 2: z_1 = -1, x_2 = (1 - 1/4)/2. */
    {"adam, folded scaling, the same lambda1", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_FOLDED, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 0.5, .beta1 = 0.5, .beta2 = 0.75, .lambda1 = 0.25}, 1, 1, {"1"}, {{2}}, {0}, {{"3/8"}}},
    /* Algorithm 2, no gradient, beta2 = 3/4: eps_1 = 2 epsilon = 2 in z and in the denominator: z_1 = -2, x_2 = 1. */
    {"adam, Algorithm 2, a weight without gradient at t = 1", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, PLAIN},
     {.alpha = 1, .beta1 = 0, .beta2 = 0.75, .epsilon = 1}, 1, 1, {"1"}, {{0}}, {0}, {{"1"}}},
    /* epsilon in the denominator only: z_1 = 0 - 0, x_2 = 0: the weight is lost. */
    {"adam, epsilon in the denominator only, the weight is lost", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_DENOMINATOR, PLAIN},
     {.alpha = 1, .beta1 = 0, .beta2 = 0.75, .epsilon = 1}, 1, 1, {"1"}, {{0}}, {0}, {{"0"}}},
    /* Kingma-Ba, epsilon = 1: W = 2 + 1: z = 2 - 3 = -1, x_2 = 1/3 = 1 - 2/3. */
    {"adam, Kingma and Ba's epsilon", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE, PLAIN},
     {.alpha = 1, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 1}, 1, 1, {"1"}, {{2}}, {0}, {{"1/3"}}},
    /* The lasso norm: d = 1, A = (W + 0)/2 = 4 with W = 8: s = 3, c = 1. Printed |s|/A = 3/4 < 1: zero. Exact |s|/2 = 3/2: f = 1/3, x = 1/8.
     * Momentum, alpha = 1/8, x_1 = 0, g = -3. */
    {"the argmin's norm keeps what the printed one deletes", {.optimizer = SGL_MOMENTUM, .norm = SGL_NORM_EXACT, PLAIN},
     {.alpha = 0.125, .lambda21 = 1}, 1, 1, {"0"}, {{-3}}, {0}, {{"1/8"}}},
    {"the printed norm deletes it", {.optimizer = SGL_MOMENTUM, .norm = SGL_NORM_PRINTED, PLAIN},
     {.alpha = 0.125, .lambda21 = 1}, 1, 1, {"0"}, {{-3}}, {0}, {{"0"}}},
    {"Algorithm 1's norm", {.optimizer = SGL_MOMENTUM, PLAIN},
     {.alpha = 0.125, .lambda21 = 1}, 1, 1, {"0"}, {{-3}}, {0}, {{"1/4"}}},
    /* AMSGrad, beta = 0: V = g^2 = 16, then g = 2: max(16, 4) = 16: W = 4. x_1 = 1: z_1 = 4 - 4 = 0, x_2 = 0; z_2 = 2, x_3 = -1/2. */
    {"amsgrad remembers the largest", {.optimizer = SGL_AMSGRAD, .maximum = SGL_MAXIMUM_SEPARATE, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 1}, 1, 2, {"1"}, {{4}, {2}}, {0}, {{"0"}, {"-1/2"}}},
    /* Table 1's AMSGRAD, beta2 = 3/4, no correction: g = -4: V = 4; g = 0: max(4, 3) = 4, and 4 is what is averaged next:
     * 3 + 121/16 = 169/16 (apart it would be 9/4 + 121/16). W = 2, 2, 13/4; x_4 = 2 + (11/2)/(13/4). */
    {"amsgrad, Table 1, feeds the maximum back", {.optimizer = SGL_AMSGRAD, .bias = SGL_BIAS_NONE, .maximum = SGL_MAXIMUM_FED_BACK, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 1, .beta1 = 0, .beta2 = 0.75}, 1, 3, {"0"}, {{-4}, {0}, {-5.5}}, {0}, {{"2"}, {"2"}, {"48/13"}}},
    /* AdaHessian: D = -3: root |D| = 3 with beta = 0: W = 3, z = 6 - 3, x_2 = -1. */
    {"adahessian divides by |D|", {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_HESSIAN, .epsilon = SGL_EPSILON_NONE, PLAIN},
     {.alpha = 1}, 1, 1, {"1"}, {{6}}, {-3}, {{"-1"}}},
};

int main(void)
{
    size_t tests = 0;

    for (size_t k = 0; k < ARRAY_SIZE(runs); k++)
        tests += runs[k].steps;
    plan(tests);
    for (size_t k = 0; k < ARRAY_SIZE(runs); k++) {
        sgl_layout layout = {.size = runs[k].d, .groups = 1, .group_size = runs[k].d};
        mpfi_ptr x = sgl_ref_vector_new(runs[k].d, 192);
        sgl_ref_run *run;

        if (sgl_ref_run_new(&run, &runs[k].variant, &runs[k].hyper, &layout, 192) != SGL_OK)
            bail_out("%s: no run", runs[k].why);
        for (size_t i = 0; i < runs[k].d; i++)
            set_rational(x + i, runs[k].x1[i]);
        for (size_t t = 0; t < runs[k].steps; t++) {
            bool right = sgl_ref_step(x, run, runs[k].g[t], runs[k].hessian, runs[k].hyper.alpha) == SGL_OK;

            for (size_t i = 0; i < runs[k].d; i++)
                right = right && encloses(x + i, runs[k].want[t][i]);
            if (!ok(right, "%s, step %zu", runs[k].why, t + 1))
                for (size_t i = 0; i < runs[k].d; i++)
                    diag_interval("x", x + i);
        }
        sgl_ref_run_free(run);
        sgl_ref_vector_free(x, runs[k].d);
    }
    return tap_status();
}
