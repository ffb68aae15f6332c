/* One sentence for every value of an axis that is not the paper's: what to change, and what it does to sparsity. Both are read
 * off the recursion: a group is 0 when the norm of the thresholded z is at most lambda21 sqrt(d), so what makes z smaller
 * makes zeros, and what only changes the denominator moves z through x alone. Where a direction is claimed, t-judge-advice counts. */
#include "judge/variant_axes.h"

typedef struct sentence {
    const char *change, *sparsity;
} sentence;

#define LITTLE "The zero pattern moves only through x, by about epsilon/alpha in W."

static const sentence sentences[SGL_AXES][SGL_EPSILONS] = {
    [SGL_AXIS_SCALING] = {
        [SGL_SCALING_TABLE1] = {"Divide m and W by 1-beta1^t.",
                                "z is smaller by 1-beta1^t in the first 1/(1-beta1) steps, so more groups are zero early."},
        [SGL_SCALING_FOLDED] = {"Divide m and W by sqrt(1-beta2^t): do not fold the correction of v into the rate.",
                                "z is smaller by sqrt(1-beta2^t), so at equal lambdas far more groups are zero until 1/(1-beta2) steps."},
    },
    [SGL_AXIS_BIAS] = {
        [SGL_BIAS_NONE] = {"Divide m^ by 1-beta1^t and v^ by 1-beta2^t.", "z starts smaller, so more groups are zero early."},
        [SGL_BIAS_M] = {"Divide v^ by 1-beta2^t too.", "W is smaller by sqrt(1-beta2^t) and m is not: z holds less of x, so more groups are zero."},
        [SGL_BIAS_V] = {"Divide m^ by 1-beta1^t too.", "Weights move too little early; zeros hardly change."},
    },
    [SGL_AXIS_EPSILON] = {
        [SGL_EPSILON_COMPOUNDING] = {"Divide the input epsilon by sqrt(1-beta2^t), not the last one: it grows without bound.",
                                     "Live weights are pulled towards 0 by a growing denominator without being zero: fewer groups are."},
        [SGL_EPSILON_HAT] = {"Add epsilon/sqrt(1-beta2) once to z and epsilon/sqrt(1-beta2^t) to the denominator for Algorithm 2; "
                             "this reading is the one that is Adam when all lambda = 0.", LITTLE},
        [SGL_EPSILON_OUTSIDE] = {"Divide epsilon by sqrt(1-beta2^t) for Algorithm 2; this is Kingma and Ba's epsilon.", LITTLE},
        [SGL_EPSILON_DENOMINATOR] = {"Add epsilon to W in z as well as in the denominator.",
                                     "A weight without gradient has z = 0, so it becomes zero at once even when all lambda = 0."},
        [SGL_EPSILON_DENOMINATOR_HAT] = {"Add epsilon/sqrt(1-beta2^t) to W in z as well as in the denominator.",
                                         "A weight without gradient has z = 0, so it becomes zero at once even when all lambda = 0."},
        [SGL_EPSILON_DUAL] = {"Add epsilon to the denominator as well as in z.", LITTLE},
        [SGL_EPSILON_INSIDE] = {"Add epsilon to the root, not under it.",
                                "W is at least sqrt(epsilon)/alpha: z holds more of x, so quiet groups stay alive longer."},
        [SGL_EPSILON_INSIDE_RAW] = {"Add epsilon to the corrected root, not to v^.",
                                    "W is at least sqrt(epsilon/(1-beta2^t))/alpha: z holds more of x, so quiet groups stay alive longer."},
        [SGL_EPSILON_INITIAL] = {"Add epsilon to the root at every step; only Algorithm 3 adds it to V_1.",
                                 "W begins at sqrt(epsilon/(1-beta2))/alpha and fades, so fewer groups are zero early."},
        [SGL_EPSILON_EVERY_STEP] = {"Add epsilon to Q_1 alone: the test beta1 > beta1^t never holds for beta1 = 0.",
                                    "z gathers epsilon x at every step, so live groups stay alive longer."},
        [SGL_EPSILON_NONE] = {"Add epsilon to the root.", "None but for weights without gradient, which divide by 0."},
    },
    [SGL_AXIS_MAXIMUM] = {
        [SGL_MAXIMUM_FED_BACK] = {"Keep the running average apart from its maximum.", "W never falls: where gradients shrink, z holds more of x and groups die later."},
        [SGL_MAXIMUM_SEPARATE] = {"Drop the maximum for Adam; feed it back for Table 1's row.", "W never falls: where gradients shrink, z holds more of x and groups die later."},
        [SGL_MAXIMUM_CORRECTED] = {"Take the maximum of v^ before its correction.",
                                   "W keeps the large corrected values of the first steps: groups die later."},
    },
    [SGL_AXIS_SECOND] = {
        [SGL_SECOND_HESSIAN] = {"Average g^2 for Adam.", "W follows curvature, not gradients; either way."},
        [SGL_SECOND_ABS] = {"Average D^2, not |D|.", "W has another unit, so the lambdas mean something else."},
    },
    [SGL_AXIS_MOMENTUM] = {
        [SGL_MOMENTUM_AVERAGE] = {"Drop the factor 1-gamma, or divide the rate and the lambdas by it.",
                                  "z is smaller by 1-gamma, so more groups are zero at equal lambdas."},
        [SGL_MOMENTUM_NESTEROV] = {"Use m itself instead of gamma m + g.", "m is larger by up to 1+gamma, so groups die later and revive sooner."},
        [SGL_MOMENTUM_OVERWRITE] = {"Copy m before the look-ahead instead of keeping gamma m + g.",
                                    "z is larger, so fewer groups are zero at equal lambdas."},
    },
    [SGL_AXIS_RATE] = {
        [SGL_RATE_SQRT] = {"Keep the rate constant for the momentum row.", "W grows as sqrt(t): z holds more of x, groups die later."},
        [SGL_RATE_LINEAR] = {"Divide the rate by sqrt(t), not by t.", "W grows as t: z holds more of x, groups die later."},
    },
    [SGL_AXIS_START] = {
        [SGL_START_ACCUMULATOR] = {"Put the root of the initial accumulator into Q_1, and so into z, for Algorithm 3.",
                                   "z lacks sqrt(n_0) x_1/alpha: a few more groups are zero in the first steps."},
        [SGL_START_DENOMINATOR] = {"Divide by the root of the whole accumulator.",
                                   "z lacks sqrt(n_0) x_1/alpha: a few more groups are zero in the first steps, and live weights are larger."},
    },
    [SGL_AXIS_NORM] = {
        [SGL_NORM_EXACT] = {"Shrink by |s| for Algorithm 1; |A^{-1/2} s| is the argmin of Eq. (6).",
                            "The threshold is measured in units of sqrt(A): groups with large A die sooner, with small A later."},
        [SGL_NORM_PRINTED] = {"Shrink by |s|, or by |A^{-1/2} s| for the argmin: |A^{-1} s| is neither.",
                              "The threshold is measured in units of A: groups with large A die sooner, with small A later."},
        [SGL_NORM_DUAL] = {"Take the norm of s, after the soft threshold, not of z.",
                           "The norm is larger than |s|, so fewer groups are zero, and lambda1 is not felt in it."},
    },
    [SGL_AXIS_GROUP_FACTOR] = {
        [SGL_GROUP_ONE] = {"Multiply lambda21 by sqrt(d).", "Fewer groups are zero, the fewer the larger they are."},
        [SGL_GROUP_D] = {"Multiply lambda21 by sqrt(d), not by d.", "More groups are zero, the more the larger they are."},
    },
    [SGL_AXIS_L2] = {
        [SGL_L2_ONE] = {"Double lambda2: the gradient of lambda2 |x|^2 is 2 lambda2 x.", "Live weights are larger; zeros move only through x."},
        [SGL_L2_HALF] = {"Multiply lambda2 by 4: the gradient of lambda2 |x|^2 is 2 lambda2 x.",
                         "Live weights are larger; zeros move only through x."},
        [SGL_L2_FOUR] = {"Halve lambda2: the gradient of lambda2 |x|^2 is 2 lambda2 x.", "Live weights are smaller; zeros move only through x."},
    },
    [SGL_AXIS_SOFT] = {
        [SGL_SOFT_SIGNBIT] = {"Use sign(z), -1 or +1, instead of signbit(z), 1 or 0.",
                              "The same weights are zero by lambda1, but live ones are not shrunk, or pushed the wrong way: groups die later."},
        [SGL_SOFT_OFF] = {"Apply lambda1: s = -sign(z) max(|z|-lambda1, 0).", "No weight is zero by lambda1, and fewer groups are."},
    },
    [SGL_AXIS_FORM] = {
        [SGL_FORM_PROX] = {"Keep z between steps instead of shrinking x - m/W alone.",
                           "The whole threshold is subtracted anew at every step instead of once from the accumulated z: far more groups are zero."},
    },
    [SGL_AXIS_ROWS] = {
        [SGL_ROWS_LAZY] = {"Update every row, or record the rows of each step (rows.npy).",
                           "Rows without gradient keep x, so they neither die nor revive between visits."},
    },
    [SGL_AXIS_FIRST] = {
        [SGL_FIRST_TOUCH] = {"Nothing to change but for tfplus: there a row that is first met after step 1 never gets epsilon in z.",
                             "Rows met late hold epsilon x in z, so they stay alive a little longer."},
    },
    [SGL_AXIS_ACCUMULATE] = {
        [1] = {"Add g^2 to the accumulator once a step.", "W grows by up to sqrt(2) too fast: weights move less, z holds more of x, and slightly fewer groups are zero."},
    },
    [SGL_AXIS_POWER] = {
        [1] = {"Set the learning-rate power to -1/2.", "W = n^0.3/alpha: below the root where n > 1, and then more groups are zero."},
        [2] = {"Set the learning-rate power to -1/2.", "W = n^0.25/alpha: below the root where n > 1, and then more groups are zero."},
        [3] = {"Set the learning-rate power to -1/2.", "W = n^0.4/alpha: below the root where n > 1, and then more groups are zero."},
        [4] = {"Set the learning-rate power to -1/2.", "W = n^0.6/alpha: above the root where n > 1, and then fewer groups are zero."},
        [5] = {"Set the learning-rate power to -1/2.", "W = n^0.75/alpha: above the root where n > 1, and then fewer groups are zero."},
        [6] = {"Take the root of the accumulator.", "W = n/alpha: above the root where n > 1, and then fewer groups are zero."},
        [7] = {"Set the learning-rate power to -1/2.", "W is another power of n: zeros move through x."},
    },
    [SGL_AXIS_LAMBDA_RATE] = {
        [1] = {"Do not multiply the lambdas by the learning rate.", "Thresholds are alpha times what they should be: fewer groups are zero for alpha < 1."},
    },
};

const char *sgl_axis_advice(sgl_axis axis, size_t value)
{
    return sentences[axis][value].change;
}

const char *sgl_axis_sparsity(sgl_axis axis, size_t value)
{
    return sentences[axis][value].sparsity;
}
