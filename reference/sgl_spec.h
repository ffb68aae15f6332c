/* The vocabulary that every part of assay shares: status codes, the names of the optimizers, the
 * axes along which their implementations differ, hyper-parameters, group layout. No code, and the
 * only header that reference/ and fast/ have in common: a shared helper would be a shared bug. */
#ifndef SGL_SPEC_H
#define SGL_SPEC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SGL_NODISCARD __attribute__((warn_unused_result))
#else
#define SGL_NODISCARD
#endif

/** A function that a library exports; everything else in it is hidden. */
#if defined(__GNUC__)
#define SGL_API __attribute__((visibility("default")))
#else
#define SGL_API
#endif

/** What a function reports. 0 is success. */
typedef enum sgl_status {
    SGL_OK = 0,
    SGL_EDIM,    /* a size is 0, too large, or two sizes disagree */
    SGL_EDOM,    /* outside the domain: the value asked for is not defined */
    SGL_EUNSURE, /* defined, but not decided at the largest precision allowed */
    SGL_ENOMEM,  /* out of memory */
    SGL_EIO,     /* the operating system could not read or write */
    SGL_EFORMAT  /* read, but not what the format says */
} sgl_status;

/** What is wrong with an input: "PATH: key or byte offset: what was found; what was expected", without a newline. */
typedef struct sgl_error {
    char text[512];
} sgl_error;

/** The optimizers of Table 1 and Algorithms 2 and 3, and FTRL-Proximal (McMahan et al. 2013). With a
 *  lambda > 0 each is its group version (Group Adam, Group Adagrad, ...). */
typedef enum sgl_optimizer {
    SGL_SGD,
    SGL_MOMENTUM,
    SGL_ADAGRAD,
    SGL_ADAM,
    SGL_AMSGRAD,
    SGL_ADAHESSIAN,
    SGL_FTRL,
    SGL_OPTIMIZERS
} sgl_optimizer;

/** Arithmetic of the program under test. */
typedef enum sgl_dtype { SGL_FLOAT32, SGL_FLOAT64 } sgl_dtype;

/* ---- Axes: where implementations of one optimizer differ. Value 0 is the paper's algorithm for
 * ---- adam (Algorithm 2); variants.c names the points that occur. */

/** Factor k_t on (m_t, W_t). One algorithm when all lambda = 0, different ones otherwise. With
 *  b1 = 1 - beta1^t, b2 = 1 - beta2^t, m^ and v^ the uncorrected averages:          */
typedef enum sgl_scaling {
    SGL_SCALING_ALGORITHM2, /* m = m^/b1,            W = sqrt(v^/b2) / alpha       */
    SGL_SCALING_TABLE1,     /* m = m^,               W = b1 sqrt(v^/b2) / alpha    */
    SGL_SCALING_FOLDED,     /* m = m^ sqrt(b2)/b1,   W = sqrt(v^) / alpha          */
    SGL_SCALINGS
} sgl_scaling;

/** Which bias corrections are made at all. */
typedef enum sgl_bias { SGL_BIAS_BOTH, SGL_BIAS_NONE, SGL_BIAS_M, SGL_BIAS_V, SGL_BIASES } sgl_bias;

/** Where epsilon enters. W^z is the W of the dual recursion, W^d that of the denominator. Written for
 *  SGL_SCALING_ALGORITHM2; in another scaling epsilon is multiplied by that scaling's k_t.
 *  eps^_t = epsilon / sqrt(1 - beta2^t).                                                       */
typedef enum sgl_epsilon {
    SGL_EPSILON_ALGORITHM2,      /* eps^_1 in W^z, eps^_t in W^d  (Algorithm 2, line 8 not compounding)   */
    SGL_EPSILON_COMPOUNDING,     /* line 8 read literally: eps <- eps / sqrt(1 - beta2^t) at every step   */
    SGL_EPSILON_HAT,             /* eps^_t in both: TensorFlow's epsilon hat, and the consistent reading  */
    SGL_EPSILON_OUTSIDE,         /* epsilon in both, added to the corrected root (Kingma-Ba, Algorithm 1) */
    SGL_EPSILON_DENOMINATOR,     /* epsilon in W^d, nothing in W^z                                        */
    SGL_EPSILON_DENOMINATOR_HAT, /* eps^_t in W^d, nothing in W^z                                         */
    SGL_EPSILON_DUAL,            /* eps^_1 in W^z, nothing in W^d                                         */
    SGL_EPSILON_INSIDE,          /* sqrt(v^/b2 + epsilon)                                                 */
    SGL_EPSILON_INSIDE_RAW,      /* sqrt((v^ + epsilon)/b2)                                               */
    SGL_EPSILON_INITIAL,         /* v_1 gets + epsilon, as in Algorithm 3                                 */
    SGL_EPSILON_EVERY_STEP,      /* eps^_t added to Q_t at every t (the test beta1 > beta1^t with beta1=0)*/
    SGL_EPSILON_NONE,
    SGL_EPSILONS
} sgl_epsilon;

/** AMSGrad's maximum. */
typedef enum sgl_maximum {
    SGL_MAXIMUM_NONE,
    SGL_MAXIMUM_FED_BACK,  /* Table 1: v = max(v, beta2 v + (1-beta2) g^2), fed back into the average */
    SGL_MAXIMUM_SEPARATE,  /* Reddi et al.: the running v apart, the maximum of the uncorrected v     */
    SGL_MAXIMUM_CORRECTED, /* the maximum of v/(1 - beta2^t)                                          */
    SGL_MAXIMA
} sgl_maximum;

/** What the second moment averages. */
typedef enum sgl_second {
    SGL_SECOND_GRADIENT, /* g^2                             */
    SGL_SECOND_HESSIAN,  /* D^2, D the Hessian's diagonal   */
    SGL_SECOND_ABS,      /* |D|                             */
    SGL_SECONDS
} sgl_second;

/** What the first moment is, for sgd and momentum. */
typedef enum sgl_momentum_kind {
    SGL_MOMENTUM_SUM,       /* m = gamma m + g                             */
    SGL_MOMENTUM_AVERAGE,   /* m = gamma m + (1 - gamma) g                 */
    SGL_MOMENTUM_NESTEROV,  /* gamma m_t + g_t is used, m_t is kept        */
    SGL_MOMENTUM_OVERWRITE, /* gamma m_t + g_t is used, and kept as m_t    */
    SGL_MOMENTUM_KINDS
} sgl_momentum_kind;

/** alpha_t of sgd and momentum. */
typedef enum sgl_rate {
    SGL_RATE_CONSTANT,
    SGL_RATE_SQRT,   /* alpha / sqrt(t), Table 1's SGD */
    SGL_RATE_LINEAR, /* alpha / t                      */
    SGL_RATES
} sgl_rate;

/** W_0 of adagrad and ftrl, n_0 their initial accumulator. */
typedef enum sgl_start {
    SGL_START_ZERO,        /* W_0 = 0: the root of n_0 is in Q_1 (Algorithm 3)           */
    SGL_START_ACCUMULATOR, /* W_0 = sqrt(n_0)/alpha: it is not in z (FTRL)               */
    SGL_START_DENOMINATOR, /* as SGL_START_ACCUMULATOR, and not in the denominator       */
    SGL_STARTS
} sgl_start;

/** The norm r that a group is shrunk by: max(1 - lambda21 sqrt(d)/r, 0). */
typedef enum sgl_norm {
    SGL_NORM_ALGORITHM1, /* |s|           what everyone runs                         */
    SGL_NORM_EXACT,      /* |A^{-1/2} s|  the argmin of Eq. (6): Theorem 1 corrected */
    SGL_NORM_PRINTED,    /* |A^{-1} s|    Eq. (10) as printed                        */
    SGL_NORM_DUAL,       /* |z|           without lambda1                            */
    SGL_NORMS
} sgl_norm;

typedef enum sgl_group_factor {
    SGL_GROUP_SQRT_D,
    SGL_GROUP_ONE,
    SGL_GROUP_D,
    SGL_GROUP_FACTORS
} sgl_group_factor;

/** The multiple of lambda2 in the denominator. */
typedef enum sgl_l2 { SGL_L2_TWO, SGL_L2_ONE, SGL_L2_HALF, SGL_L2_FOUR, SGL_L2S } sgl_l2;

/** The soft threshold. */
typedef enum sgl_soft {
    SGL_SOFT_THRESHOLD, /* Eq. (9)                                                      */
    SGL_SOFT_SIGNBIT,   /* signbit(z) lambda1 - z for sign(z) lambda1 - z: 1 or 0, not +-1 */
    SGL_SOFT_OFF,       /* lambda1 ignored                                              */
    SGL_SOFTS
} sgl_soft;

/** The state that the program keeps between steps. With all lambda = 0 and W^z = W^d the two are one
 *  algorithm in exact arithmetic, and differ only in how they round. */
typedef enum sgl_form {
    SGL_FORM_DUAL, /* z: dual averaging, Algorithms 1 to 3   */
    SGL_FORM_PROX, /* x: shrinks x_t - m_t/W_t, then forgets */
    SGL_FORMS
} sgl_form;

/** Which groups a step touches. */
typedef enum sgl_rows {
    SGL_ROWS_DENSE,
    SGL_ROWS_LAZY, /* a group whose gradient is all 0 keeps x, m, v and z; beta^t goes on */
    SGL_ROWS_KINDS
} sgl_rows;

/** Which step is a row's first, for the epsilon of W^z, where rows are met at different steps (lazy rows, or a recording that lists
 *  them). The powers of beta are of the global t in both. */
typedef enum sgl_first {
    SGL_FIRST_GLOBAL, /* t = 1: a row that is first met later never gets epsilon in z */
    SGL_FIRST_TOUCH,  /* its own first step: what a program that keeps x does         */
    SGL_FIRSTS
} sgl_first;

/** A point in the lattice of implementations: the optimizer and a value on every axis. Axes that do not
 *  apply to the optimizer are 0. */
typedef struct sgl_variant {
    sgl_optimizer optimizer;
    sgl_scaling scaling;
    sgl_bias bias;
    sgl_epsilon epsilon;
    sgl_maximum maximum;
    sgl_second second;
    sgl_momentum_kind momentum;
    sgl_rate rate;
    sgl_start start;
    sgl_norm norm;
    sgl_group_factor group_factor;
    sgl_l2 l2;
    sgl_soft soft;
    sgl_form form;
    sgl_rows rows;
    sgl_first first;
    int accumulate_times;     /* adagrad, ftrl: g^2 is added so many times a step; 1 but for a defect  */
    double power;             /* adagrad, ftrl: W = n^power / alpha; 1/2 but where lr_power says other */
    int lambda_times_rate;    /* the lambdas are multiplied by alpha (rate inside the penalty)         */
} sgl_variant;

/** Hyper-parameters as the program received them. A field that the optimizer does not have is ignored. */
typedef struct sgl_hyperparameters {
    double alpha;               /* step size, > 0                                     */
    double beta1, beta2;        /* decay of the averages, in [0, 1)                   */
    double gamma;               /* momentum, in [0, 1)                                */
    double epsilon;             /* >= 0                                               */
    double initial_accumulator; /* n_0 of ftrl, >= 0; adagrad: epsilon plays this part */
    double beta;                /* ftrl: alpha_i = alpha/(beta + sqrt(n_i)), >= 0     */
    double lambda1, lambda21, lambda2; /* >= 0                                        */
} sgl_hyperparameters;

/** How n weights fall into groups: group k holds entries offsets[k] .. offsets[k+1]-1, or, when offsets
 *  is NULL, entries k*group_size .. (k+1)*group_size-1. Groups cover 0..n-1 once, each has d >= 1. */
typedef struct sgl_layout {
    size_t size;           /* n */
    size_t groups;         /* G */
    size_t group_size;     /* used when offsets is NULL: n = G * group_size */
    const size_t *offsets; /* G + 1 of them, or NULL */
} sgl_layout;

#ifdef __cplusplus
}
#endif

#endif
