/* The named variants. Evidence for "shipped by": the programs' sources, and recordings of their runs judged by this suite.
 *
 * Where a row is first met late, epsilon enters z with the row (first = touch) in the readings whose W has it at every t: W is 0 before,
 * and with all lambda = 0 that is a program which keeps x and no z. By the global t it enters where Algorithm 2 says "t = 1", and
 * in programs that read so. */
#include "judge/variants.h"
#include "judge/trace_json.h"

#include <string.h>

#define HALF .power = 0.5, .accumulate_times = 1

static const sgl_named_variant variants[] = {
    /* ---- sgd, momentum */
    {"sgd-table1", {.optimizer = SGL_SGD, .rate = SGL_RATE_SQRT, HALF}, true,
     "m = g, W = sqrt(t)/alpha", "torch.optim.SGD with rate alpha/sqrt(t)", "x_sgd_sqrt",
     "This is Table 1's row."},
    {"sgd-constant", {.optimizer = SGL_SGD, .rate = SGL_RATE_CONSTANT, HALF}, true,
     "m = g, W = 1/alpha", "torch.optim.SGD", "",
     "Divide the rate by sqrt(t) for Table 1's row, or call it momentum with gamma = 0."},
    {"momentum-table1", {.optimizer = SGL_MOMENTUM, HALF}, true,
     "m = gamma m + g, W = 1/alpha", "torch.optim.SGD, TensorFlow Momentum, tfplus GroupMomentum, scikit-learn, monolith, TensorFlow.js",
     "x_momentum, tfplus_momentum, prox1", "This is Table 1's row (heavy ball); its prox after one step is the sparse group lasso prox."},
    {"momentum-prox", {.optimizer = SGL_MOMENTUM, .form = SGL_FORM_PROX, HALF}, true,
     "m = gamma m + g, x = prox(x - alpha m)", "yngvem/group-lasso (one step)", "prox1",
     "Keep z between steps: a prox of the last step alone forgets what dual averaging accumulates, and the threshold subtracted anew at every step deletes far more groups."},
    {"momentum-average", {.optimizer = SGL_MOMENTUM, .momentum = SGL_MOMENTUM_AVERAGE, HALF}, true,
     "m = gamma m + (1-gamma) g, W = 1/alpha", "", "",
     "Drop the factor 1 - gamma, or divide the rate and the lambdas by it."},
    {"momentum-nesterov", {.optimizer = SGL_MOMENTUM, .momentum = SGL_MOMENTUM_NESTEROV, HALF}, true,
     "m = gamma m + g, the step uses gamma m + g", "torch.optim.SGD(nesterov=True)", "",
     "Use m itself for Table 1's row."},
    {"momentum-nesterov-overwrites", {.optimizer = SGL_MOMENTUM, .momentum = SGL_MOMENTUM_OVERWRITE, HALF}, false,
     "as momentum-nesterov, but gamma m + g is kept as m", "tfplus GroupMomentum(use_nesterov)", "tfplus_momentum nesterov",
     "Copy m before the look-ahead: the buffer decays by gamma^2 plus gamma instead of gamma."},
    /* ---- adagrad, ftrl */
    {"adagrad-algorithm3", {.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_INITIAL, HALF}, true,
     "V = epsilon + sum g^2, W = sqrt(V)/alpha, W_0 = 0", "torch.optim.Adagrad, TensorFlow Adagrad, OpenEmbedding, ONNX",
     "x_adagrad", "This is Algorithm 3."},
    {"adagrad-epsilon-outside", {.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_OUTSIDE, HALF}, true,
     "W = (sqrt(sum g^2) + epsilon)/alpha", "Duchi et al. 2011", "",
     "Add epsilon to V_1 under the root for Algorithm 3."},
    {"adagrad-epsilon-inside", {.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_INSIDE, .start = SGL_START_ZERO, HALF}, true,
     "W = sqrt(sum g^2 + epsilon)/alpha", "TensorFlow.js Adagrad", "",
     "The same as Algorithm 3 in exact arithmetic; only where epsilon is added differs."},
    {"adagrad-exact-norm", {.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_INITIAL, .norm = SGL_NORM_EXACT, HALF}, true,
     "Algorithm 3 with r = |A^{-1/2} s|, the argmin of Eq. (6)", "", "",
     "Shrink by |s| for Algorithm 3."},
    {"ftrl-proximal", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, HALF}, true,
     "n = n_0 + sum g^2, W = sqrt(n)/alpha, sqrt(n_0) not in z, denominator W + beta/alpha + 2 lambda2",
     "tfplus SparseGroupFtrl, TensorFlow Ftrl, caffe2 Ftrl and GFtrl, opal GFtrl, OpenEmbedding, DeepX",
     "tfplus_sgftrl, tf_ftrl, caffe2_gftrl, caffe2_ftrl", "This is Algorithm 3 read as FTRL."},
    {"ftrl-start-in-z", {.optimizer = SGL_FTRL, .start = SGL_START_ZERO, .epsilon = SGL_EPSILON_NONE, HALF}, true,
     "as ftrl-proximal, sqrt(n_0) in z", "", "",
     "Leave the root of the initial accumulator out of z; or keep it, and call it adagrad."},
    {"ftrl-start-not-in-denominator", {.optimizer = SGL_FTRL, .start = SGL_START_DENOMINATOR, .epsilon = SGL_EPSILON_NONE, HALF}, true,
     "as ftrl-proximal, sqrt(n_0) neither in z nor in the denominator", "", "",
     "Divide by the root of the whole accumulator."},
    {"ftrl-lambda2-once", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, .l2 = SGL_L2_ONE, HALF}, true,
     "ftrl-proximal with lambda2 where Eq. (5) gives 2 lambda2", "caffe2, monolith (their own lambda2)", "",
     "Double lambda2: the penalty is lambda2 |x|^2, its gradient 2 lambda2 x."},
    {"ftrl-no-sqrt-d", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, .group_factor = SGL_GROUP_ONE, HALF}, true,
     "ftrl-proximal with threshold lambda21 for every group size", "", "",
     "Multiply lambda21 by sqrt(d), or large groups are deleted less often than small ones."},
    {"ftrl-exact-norm", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, .norm = SGL_NORM_EXACT, HALF}, true,
     "ftrl-proximal with r = |A^{-1/2} s|, the argmin of Eq. (6)", "", "",
     "Shrink by |s| for Algorithm 1."},
    {"ftrl-accumulates-twice", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, .power = 0.5, .accumulate_times = 2}, false,
     "as ftrl-proximal, but n += g^2 twice a step", "tfplus GroupFtrl", "tfplus_gftrl",
     "Add g^2 once: the roots' differences do not telescope, and rates fall by sqrt(2)."},
    {"ftrl-power-0.3", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, .power = (double)0.3f, .accumulate_times = 1}, false,
     "W = n^0.3/alpha", "tfplus SparseGroupFtrl(learning_rate_power=-0.3)", "tfplus_sgftrl lr_power",
     "Set the learning-rate power to -1/2."},
    {"ftrl-signbit", {.optimizer = SGL_FTRL, .start = SGL_START_ACCUMULATOR, .epsilon = SGL_EPSILON_NONE, .soft = SGL_SOFT_SIGNBIT, HALF}, false,
     "s = signbit(z) lambda1 - z", "monolith Ftrl", "monolith_ftrl",
     "Use the sign, -1 or +1: signbit is 1 for negative and 0 for positive z, so one side is not thresholded and the other by a wrong sign."},
    /* ---- adam */
    {"adam-kingma-ba", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE, .first = SGL_FIRST_TOUCH, HALF}, true,
     "m, V bias-corrected, W = (sqrt(V_t) + epsilon)/alpha", "torch.optim.Adam, TensorFlow.js Adam", "x_adam_kb",
     "Adam as Kingma and Ba's Algorithm 1; Algorithm 2 divides epsilon by sqrt(1-beta2^t)."},
    {"adam-epsilon-hat", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_FOLDED, .epsilon = SGL_EPSILON_HAT, .first = SGL_FIRST_TOUCH, HALF}, true,
     "m = sqrt(1-beta2^t)/(1-beta1^t) m^, W = (sqrt(v^) + epsilon)/alpha",
     "tfplus GroupAdam versions 2, 3, 4 (the default), TensorFlow Adam and LazyAdam, torch.optim.SparseAdam, monolith, OpenEmbedding, ONNX, scikit-learn",
     "tfplus_adam_v2, tfplus_adam_v3, tfplus_adam_v4, x_adam_hat",
     "With lambdas > 0 this is another algorithm than Algorithm 2: W is smaller by sqrt(1-beta2^t), so at equal lambda21 far more groups are deleted early."},
    {"adam-algorithm2", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, HALF}, true,
     "m, V bias-corrected, W^z = (sqrt(V_t) + eps_1)/alpha, W^d = (sqrt(V_t) + eps_t)/alpha, eps_t = epsilon/sqrt(1-beta2^t)",
     "tfplus GroupAdam version 1", "tfplus_adam_v1",
     "This is Algorithm 2 with line 8 not compounding; with all lambda = 0 it is not Adam when epsilon > 0 (a weight without gradient grows)."},
    {"adam-consistent", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_HAT, .first = SGL_FIRST_TOUCH, HALF}, true,
     "m, V bias-corrected, W = (sqrt(V_t) + eps_t)/alpha in z and in the denominator", "", "",
     "Algorithm 2 with (eps_t - eps_{t-1})I added to Q_t: exactly Adam when all lambda = 0."},
    {"adam-literal", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_COMPOUNDING, HALF}, true,
     "Algorithm 2 with line 8 as an assignment: eps <- eps/sqrt(1-beta2^t) at every step", "", "",
     "Divide the input epsilon, not the last one: it grows without bound (10^356 for beta2 = 0.999)."},
    {"adam-table1", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_HAT, .first = SGL_FIRST_TOUCH, HALF}, true,
     "m = m^, W = (1-beta1^t)(sqrt(v^) + epsilon)/(alpha sqrt(1-beta2^t))", "", "",
     "Table 1's row in Algorithm 1; with lambdas > 0 not Algorithm 2, which divides m and W by 1-beta1^t."},
    {"adam-epsilon-denominator", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_DENOMINATOR, HALF}, true,
     "W^z = sqrt(V_t)/alpha, W^d = (sqrt(V_t) + epsilon)/alpha", "", "",
     "Put epsilon into z as well: a weight that has no gradient yet becomes 0."},
    {"adam-epsilon-inside", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_INSIDE, HALF}, true,
     "W = sqrt(V_t + epsilon)/alpha", "", "",
     "Add epsilon to the root, not under it: sqrt(epsilon) is what small gradients are divided by."},
    {"adam-no-bias-correction", {.optimizer = SGL_ADAM, .bias = SGL_BIAS_NONE, .epsilon = SGL_EPSILON_OUTSIDE, .first = SGL_FIRST_TOUCH, HALF}, true,
     "m = m^, W = (sqrt(v^) + epsilon)/alpha", "", "",
     "Divide m^ by 1-beta1^t and v^ by 1-beta2^t."},
    {"adam-exact-norm", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, .norm = SGL_NORM_EXACT, HALF}, true,
     "Algorithm 2 with r = |A^{-1/2} s|, the argmin of Eq. (6)", "", "",
     "Shrink by |s| for Algorithm 2."},
    {"adam-printed-norm", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, .norm = SGL_NORM_PRINTED, HALF}, true,
     "Algorithm 2 with r = |A^{-1} s|, Eq. (10) as printed", "", "",
     "Use A^{-1/2}: the printed exponent is not the argmin."},
    {"adam-lambda2-once", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, .l2 = SGL_L2_ONE, HALF}, true,
     "Algorithm 2 with lambda2 where Eq. (5) gives 2 lambda2", "", "",
     "Double lambda2: the penalty is lambda2 |x|^2, its gradient 2 lambda2 x."},
    {"adam-no-sqrt-d", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, .group_factor = SGL_GROUP_ONE, HALF}, true,
     "Algorithm 2 with threshold lambda21 for every group size", "", "",
     "Multiply lambda21 by sqrt(d), or large groups are deleted less often than small ones."},
    {"adam-prox", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE, .form = SGL_FORM_PROX, HALF}, true,
     "x = shrink(x_t - m_t/W_t), W = (sqrt(V_t) + epsilon)/alpha; nothing is remembered", "", "",
     "Keep z between steps: dual averaging is another algorithm than a prox of the last step."},
    {"adam-lazy-rows", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, .rows = SGL_ROWS_LAZY, HALF}, false,
     "adam-algorithm2 on the rows of a batch: others keep x, m, v, z while beta^t goes on", "tfplus GroupAdam on a sparse table",
     "tfplus_adam_v1 lazy", "Record the rows of each step (rows.npy), or feed every row: a row first met after step 1 never gets epsilon in z."},
    {"adam-epsilon-hat-global-t", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_FOLDED, .epsilon = SGL_EPSILON_HAT, HALF}, true,
     "as adam-epsilon-hat where every row is met at step 1; a row first met later has epsilon in the denominator and not in z",
     "tfplus GroupAdam versions 2, 3, 4 on a sparse table", "",
     "Add epsilon to W in z at a row's first step, not at t = 1: the row's first step pulls its weights towards 0, and with all lambda = 0 it is not Adam."},
    /* ---- amsgrad */
    {"amsgrad-table1", {.optimizer = SGL_AMSGRAD, .scaling = SGL_SCALING_TABLE1, .maximum = SGL_MAXIMUM_FED_BACK, .epsilon = SGL_EPSILON_NONE, HALF}, true,
     "V = max(V, beta2 V + (1-beta2) g^2), fed back; m = m^, W = (1-beta1^t) sqrt(V)/(alpha sqrt(1-beta2^t)), no epsilon", "", "",
     "Keep the average apart from its maximum: the printed row is not AMSGrad."},
    {"amsgrad-reddi", {.optimizer = SGL_AMSGRAD, .maximum = SGL_MAXIMUM_SEPARATE, .epsilon = SGL_EPSILON_OUTSIDE, .first = SGL_FIRST_TOUCH, HALF}, true,
     "V = max(V, v^), v^ apart; W = (sqrt(V/(1-beta2^t)) + epsilon)/alpha", "torch.optim.Adam(amsgrad=True)", "x_amsgrad_kb",
     "AMSGrad of Reddi et al. with Adam's bias corrections."},
    {"amsgrad-epsilon-hat", {.optimizer = SGL_AMSGRAD, .scaling = SGL_SCALING_FOLDED, .maximum = SGL_MAXIMUM_SEPARATE, .epsilon = SGL_EPSILON_HAT, .first = SGL_FIRST_TOUCH, HALF}, true,
     "V = max(V, v^), m = sqrt(1-beta2^t)/(1-beta1^t) m^, W = (sqrt(V) + epsilon)/alpha", "monolith AMSGrad", "x_amsgrad_hat",
     "As amsgrad-reddi but for where epsilon is added."},
    {"amsgrad-corrected-max", {.optimizer = SGL_AMSGRAD, .maximum = SGL_MAXIMUM_CORRECTED, .epsilon = SGL_EPSILON_DENOMINATOR, HALF}, true,
     "V = max(V, v^/(1-beta2^t)), W^z = sqrt(V)/alpha, W^d = (sqrt(V) + epsilon)/alpha", "tfplus GroupAMSGrad", "tfplus_amsgrad",
     "Put epsilon into z as well; and take the maximum of v^ for Reddi et al.'s sequence."},
    /* ---- adahessian */
    {"adahessian-table1", {.optimizer = SGL_ADAHESSIAN, .scaling = SGL_SCALING_TABLE1, .second = SGL_SECOND_HESSIAN, .epsilon = SGL_EPSILON_NONE, HALF}, true,
     "v^ averages D^2; m = m^, W = (1-beta1^t) sqrt(v^)/(alpha sqrt(1-beta2^t)), no epsilon", "", "",
     "This is Table 1's row, which has no epsilon: a weight without curvature divides by 0."},
    {"adahessian-algorithm2", {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_HESSIAN, .epsilon = SGL_EPSILON_ALGORITHM2, HALF}, true,
     "Algorithm 2 with D^2 for g^2", "", "",
     "Algorithm 2's scaling; Table 1 leaves m uncorrected."},
    {"adahessian-denominator", {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_HESSIAN, .epsilon = SGL_EPSILON_DENOMINATOR, HALF}, true,
     "as adahessian-algorithm2, W^z = sqrt(V)/alpha, W^d = (sqrt(V) + epsilon)/alpha", "tfplus GroupAdaHessian", "tfplus_adahessian",
     "Put epsilon into z as well: a weight that has no gradient yet becomes 0."},
};

const sgl_named_variant *sgl_variants(size_t *count)
{
    *count = sizeof variants / sizeof *variants;
    return variants;
}

static bool one_size(const sgl_layout *layout)
{
    return layout->size == layout->groups; /* d = 1 everywhere */
}

sgl_variant sgl_variant_reduce(const sgl_variant *variant, const sgl_hyperparameters *h, const sgl_layout *layout, bool rows)
{
    sgl_variant v = *variant;
    bool averages = v.optimizer == SGL_ADAM || v.optimizer == SGL_AMSGRAD || v.optimizer == SGL_ADAHESSIAN;

    if (h->lambda21 == 0)
        v.norm = SGL_NORM_ALGORITHM1;
    if (h->lambda21 == 0 || one_size(layout))
        v.group_factor = SGL_GROUP_SQRT_D;
    if (h->lambda2 == 0)
        v.l2 = SGL_L2_TWO;
    if (h->lambda1 == 0) {
        v.soft = SGL_SOFT_THRESHOLD;
        if (v.norm == SGL_NORM_DUAL)
            v.norm = SGL_NORM_ALGORITHM1;
    }
    if (h->lambda1 == 0 && h->lambda21 == 0 && h->lambda2 == 0)
        v.lambda_times_rate = 0;
    if ((averages || v.optimizer == SGL_ADAGRAD || v.optimizer == SGL_FTRL) && h->epsilon == 0)
        v.epsilon = SGL_EPSILON_NONE;
    if (v.optimizer == SGL_ADAGRAD && v.epsilon == SGL_EPSILON_NONE) /* the accumulator starts at 0, and so does its root */
        v.start = SGL_START_ZERO;
    if (v.epsilon == SGL_EPSILON_NONE || v.epsilon == SGL_EPSILON_INSIDE || v.epsilon == SGL_EPSILON_INSIDE_RAW ||
        v.epsilon == SGL_EPSILON_INITIAL || v.epsilon == SGL_EPSILON_DENOMINATOR || v.epsilon == SGL_EPSILON_DENOMINATOR_HAT)
        v.first = SGL_FIRST_GLOBAL; /* no epsilon beside the root in z */
    if (v.form == SGL_FORM_PROX || (!rows && v.rows == SGL_ROWS_DENSE))
        v.first = SGL_FIRST_GLOBAL; /* no z; or every group is met at step 1 */
    if (v.optimizer == SGL_MOMENTUM && h->gamma == 0)
        v.momentum = SGL_MOMENTUM_SUM;
    if (v.optimizer == SGL_FTRL && h->initial_accumulator == 0)
        v.start = SGL_START_ZERO;
    return v;
}

bool sgl_variant_equal(const sgl_variant *a, const sgl_variant *b)
{
    return a->optimizer == b->optimizer && a->scaling == b->scaling && a->bias == b->bias && a->epsilon == b->epsilon &&
           a->maximum == b->maximum && a->second == b->second && a->momentum == b->momentum && a->rate == b->rate &&
           a->start == b->start && a->norm == b->norm && a->group_factor == b->group_factor && a->l2 == b->l2 &&
           a->soft == b->soft && a->form == b->form && a->rows == b->rows && a->first == b->first &&
           a->accumulate_times == b->accumulate_times && a->power == b->power &&
           a->lambda_times_rate == b->lambda_times_rate;
}

const sgl_named_variant *sgl_variant_find(const char *name)
{
    for (size_t k = 0; k < sizeof variants / sizeof *variants; k++)
        if (strcmp(variants[k].name, name) == 0)
            return &variants[k];
    return NULL;
}

const sgl_named_variant *sgl_variant_paper(sgl_optimizer optimizer)
{
    static const char *const paper[SGL_OPTIMIZERS] = {
        [SGL_SGD] = "sgd-table1",           [SGL_MOMENTUM] = "momentum-table1", [SGL_ADAGRAD] = "adagrad-algorithm3",
        [SGL_ADAM] = "adam-algorithm2",     [SGL_AMSGRAD] = "amsgrad-table1",   [SGL_ADAHESSIAN] = "adahessian-table1",
        [SGL_FTRL] = "ftrl-proximal",
    };

    return sgl_variant_find(paper[optimizer]);
}

const char *sgl_optimizer_name(sgl_optimizer optimizer)
{
    return sgl_trace_optimizer_names[optimizer];
}
