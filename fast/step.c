/* What all weights share at step t: bias corrections, the scaling's and the variant's factors, the places of epsilon.
 *
 * Computed in long double and rounded to double once. 1 - beta^t is -expm1(t log1p(beta - 1)): the power itself,
 * close to 1 in the first thousand steps, would lose what the correction is made of. */
#include "sgl_fast.h"

#include <math.h>
#include <string.h>

static int is_adam(const sgl_variant *v)
{
    return v->optimizer == SGL_ADAM || v->optimizer == SGL_AMSGRAD ||
           v->optimizer == SGL_ADAHESSIAN;
}

static int is_adagrad(const sgl_variant *v)
{
    return v->optimizer == SGL_ADAGRAD || v->optimizer == SGL_FTRL;
}

static int nonnegative(double v)
{
    return isfinite(v) && v >= 0;
}

static int decay(double v)
{
    return v >= 0 && v < 1;
}

static int in_domain(const sgl_variant *v, const sgl_hyperparameters *h)
{
    if (!(isfinite(h->alpha) && h->alpha > 0) || !nonnegative(h->lambda1) ||
        !nonnegative(h->lambda21) || !nonnegative(h->lambda2))
        return 0;
    if (is_adam(v))
        return decay(h->beta1) && decay(h->beta2) && nonnegative(h->epsilon);
    switch (v->optimizer) {
    case SGL_MOMENTUM:
        return decay(h->gamma);
    case SGL_ADAGRAD:
        return nonnegative(h->epsilon);
    case SGL_FTRL:
        return nonnegative(h->initial_accumulator) && nonnegative(h->beta) &&
               nonnegative(h->epsilon);
    default:
        return v->optimizer == SGL_SGD;
    }
}

static int below(unsigned value, unsigned end)
{
    return value < end;
}

static int implemented(const sgl_variant *v)
{
    int known = below(v->scaling, SGL_SCALINGS) && below(v->bias, SGL_BIASES) &&
                below(v->epsilon, SGL_EPSILONS) && below(v->maximum, SGL_MAXIMA) &&
                below(v->second, SGL_SECONDS) && below(v->momentum, SGL_MOMENTUM_KINDS) &&
                below(v->rate, SGL_RATES) && below(v->start, SGL_STARTS) &&
                below(v->norm, SGL_NORMS) && below(v->group_factor, SGL_GROUP_FACTORS) &&
                below(v->l2, SGL_L2S) && below(v->form, SGL_FORMS) &&
                below(v->rows, SGL_ROWS_KINDS) && below(v->first, SGL_FIRSTS);

    if (!known || v->soft == SGL_SOFT_SIGNBIT || !below(v->soft, SGL_SOFTS))
        return 0;
    return !is_adagrad(v) || (v->accumulate_times == 1 && v->power == 0.5);
}

/* Epsilon's part of W^z is 0 at every t, the same at every t, or another at each. */
static enum { NEVER, CONSTANT, VARYING } epsilon_in_dual(const sgl_variant *v, double epsilon)
{
    int corrected = v->bias == SGL_BIAS_BOTH || v->bias == SGL_BIAS_V;

    if (!is_adam(v) || epsilon == 0)
        return NEVER;
    switch (v->epsilon) {
    case SGL_EPSILON_ALGORITHM2:
    case SGL_EPSILON_COMPOUNDING:
    case SGL_EPSILON_DUAL:
        return CONSTANT;
    case SGL_EPSILON_HAT: /* k eps/sqrt(b2) */
        return !corrected || v->scaling == SGL_SCALING_FOLDED
                   ? (v->scaling == SGL_SCALING_TABLE1 ? VARYING : CONSTANT)
                   : VARYING;
    case SGL_EPSILON_OUTSIDE: /* k eps */
        return v->scaling == SGL_SCALING_ALGORITHM2 ? CONSTANT : VARYING;
    case SGL_EPSILON_EVERY_STEP:
        return VARYING;
    default:
        return NEVER;
    }
}

/* A row that step 1 does not touch never gets epsilon in z. */
static int late_without_epsilon(const sgl_variant *v)
{
    return is_adam(v) && v->rows == SGL_ROWS_LAZY && v->first == SGL_FIRST_GLOBAL;
}

/* Whether epsilon's parts of W^z and W^d are the same at every t. */
static int epsilon_alike(const sgl_variant *v, double epsilon)
{
    if (!is_adam(v) || epsilon == 0)
        return 1;
    switch (v->epsilon) {
    case SGL_EPSILON_HAT:
    case SGL_EPSILON_OUTSIDE:
#if SGL_MUTANT == 225
        return 1;
#else
        return !late_without_epsilon(v);
#endif
    case SGL_EPSILON_INSIDE:
    case SGL_EPSILON_INSIDE_RAW:
    case SGL_EPSILON_INITIAL:
    case SGL_EPSILON_NONE:
        return 1;
    default:
        return 0;
    }
}

/* root_t = root sqrt(n), with the epsilon that adagrad and ftrl add inside or outside of it. */
static double accumulator_root(const sgl_step *step, double n)
{
    double inside = step->variant.epsilon == SGL_EPSILON_INSIDE ? step->hyper.epsilon : 0;
    double outside = step->variant.epsilon == SGL_EPSILON_OUTSIDE ? step->hyper.epsilon : 0;

    return sqrt(n + inside) + outside;
}

static void begin_accumulator(sgl_step *step)
{
    const sgl_variant *v = &step->variant;

    if (v->optimizer == SGL_FTRL)
        step->v_start = step->hyper.initial_accumulator;
    else if (v->epsilon == SGL_EPSILON_INITIAL)
        step->v_start = step->hyper.epsilon;
    if (v->start != SGL_START_ZERO)
        step->w_start = accumulator_root(step, step->v_start) / step->hyper.alpha;
}

static unsigned parts_needed(const sgl_step *step)
{
    const sgl_variant *v = &step->variant;
    unsigned parts = 0;

    if (is_adam(v) || v->optimizer == SGL_MOMENTUM)
        parts |= SGL_PART_M;
    if (is_adam(v) || is_adagrad(v))
        parts |= SGL_PART_V;
    if (is_adam(v) && (v->maximum == SGL_MAXIMUM_SEPARATE || v->maximum == SGL_MAXIMUM_CORRECTED))
        parts |= SGL_PART_MAXIMUM;
    if (is_adam(v) && v->second != SGL_SECOND_GRADIENT)
        parts |= SGL_PART_HESSIAN;
    if (!step->plain && v->form == SGL_FORM_DUAL)
        parts |= SGL_PART_Y;
    return parts;
}

sgl_status sgl_step_begin(sgl_step *step, const sgl_variant *variant,
                          const sgl_hyperparameters *hyper)
{
    static const double multiple[SGL_L2S] = {2, 1, 0.5, 4};
    sgl_step s;
    double scale;

    if (!in_domain(variant, hyper) || !implemented(variant))
        return SGL_EDOM;
    if (late_without_epsilon(variant) && epsilon_in_dual(variant, hyper->epsilon) == VARYING)
        return SGL_EDOM;
    memset(&s, 0, sizeof s);
    s.variant = *variant;
    s.hyper = *hyper;
    scale = variant->lambda_times_rate ? hyper->alpha : 1;
    s.lambda1 = variant->soft == SGL_SOFT_OFF ? 0 : hyper->lambda1 * scale;
    s.lambda21 = hyper->lambda21 * scale;
    s.lambda2_term = hyper->lambda2 * multiple[variant->l2] * scale;
    s.compounded = 1;
    if (is_adagrad(variant))
        begin_accumulator(&s);
    s.plain = s.lambda1 == 0 && s.lambda21 == 0 && s.lambda2_term == 0 &&
              (variant->form == SGL_FORM_PROX ||
               (epsilon_alike(variant, hyper->epsilon) && s.w_start == 0 &&
                !(variant->optimizer == SGL_FTRL && hyper->beta > 0)));
    s.parts = parts_needed(&s);
    *step = s;
    return SGL_OK;
}

/* 1 - beta^t */
static long double one_minus_power(double beta, size_t t)
{
#if SGL_MUTANT == 223
    return -expm1l((long double)t * log1pl((long double)(float)beta - 1));
#else
    return -expm1l((long double)t * log1pl((long double)beta - 1));
#endif
}

typedef struct {
    long double dual, denominator;
} epsilons;

/* The two epsilons of step t in units of root: of W^z and of W^d. hat = k eps/sqrt(b2), outside = k eps. */
static epsilons place_epsilon(sgl_step *s, long double hat, long double outside, long double root2)
{
    epsilons e = {0, 0};
    long double first = s->t == 1 ? hat : s->epsilon_first;

    s->epsilon_first = (double)first;
    s->epsilon_sum = (double)((s->t == 1 ? 0 : s->epsilon_sum) + hat);
#if SGL_MUTANT == 224
    s->compounded = (double)(1 / root2);
#else
    s->compounded = (double)(s->compounded / root2);
#endif
    switch (s->variant.epsilon) {
    case SGL_EPSILON_ALGORITHM2:
        e.dual = s->epsilon_first;
        e.denominator = hat;
        break;
    case SGL_EPSILON_COMPOUNDING:
        e.dual = s->epsilon_first;
        e.denominator = outside * s->compounded;
        break;
    case SGL_EPSILON_HAT:
        e.dual = e.denominator = hat;
        break;
    case SGL_EPSILON_OUTSIDE:
        e.dual = e.denominator = outside;
        break;
    case SGL_EPSILON_DENOMINATOR:
        e.denominator = outside;
        break;
    case SGL_EPSILON_DENOMINATOR_HAT:
        e.denominator = hat;
        break;
    case SGL_EPSILON_DUAL:
        e.dual = s->epsilon_first;
        break;
    case SGL_EPSILON_EVERY_STEP:
        e.dual = s->epsilon_sum;
        e.denominator = hat;
        break;
    default:
        break;
    }
    return e;
}

static epsilons next_adam(sgl_step *s, long double alpha)
{
    const sgl_variant *v = &s->variant;
    double epsilon = s->hyper.epsilon;
    int bias1 = v->bias == SGL_BIAS_BOTH || v->bias == SGL_BIAS_M;
    int bias2 = v->bias == SGL_BIAS_BOTH || v->bias == SGL_BIAS_V;
    long double b1 = bias1 ? one_minus_power(s->hyper.beta1, s->t) : 1;
    long double b2 = bias2 ? one_minus_power(s->hyper.beta2, s->t) : 1;
    long double root2 = sqrtl(b2), k = 1, m_factor = 1 / b1, root = 1 / root2;

    if (v->scaling == SGL_SCALING_TABLE1) {
        k = b1;
        m_factor = 1;
#if SGL_MUTANT == 220
        root = 1 / root2;
#else
        root = b1 / root2;
#endif
    } else if (v->scaling == SGL_SCALING_FOLDED) {
        k = root2;
#if SGL_MUTANT == 222
        m_factor = 1 / b1;
#else
        m_factor = root2 / b1;
#endif
        root = 1;
    }
    s->decay1 = s->hyper.beta1;
    s->gain1 = (double)(1 - (long double)s->hyper.beta1);
    s->decay2 = s->hyper.beta2;
    s->gain2 = (double)(1 - (long double)s->hyper.beta2);
    s->v_first = v->epsilon == SGL_EPSILON_INITIAL && s->t == 1 ? epsilon : 0;
#if SGL_MUTANT == 226
    s->maximum_factor = 2;
#else
    s->maximum_factor = 1;
#endif
    s->inside = v->epsilon == SGL_EPSILON_INSIDE       ? (double)(epsilon * b2)
                : v->epsilon == SGL_EPSILON_INSIDE_RAW ? epsilon
                                                       : 0;
    if (v->maximum == SGL_MAXIMUM_CORRECTED) {
        s->maximum_factor = (double)(1 / b2);
        s->inside = v->epsilon == SGL_EPSILON_INSIDE ? epsilon : s->inside;
        root = k;
    }
    s->m_factor = (double)m_factor;
    s->root = (double)(root / alpha);
    return place_epsilon(s, k * epsilon / root2, k * epsilon, root2);
}

static epsilons next_accumulator(sgl_step *s, long double alpha)
{
    epsilons e = {0, 0};

    s->decay2 = s->gain2 = s->m_factor = s->maximum_factor = 1;
    s->inside = s->variant.epsilon == SGL_EPSILON_INSIDE ? s->hyper.epsilon : 0;
    s->root = (double)(1 / alpha);
    if (s->variant.epsilon == SGL_EPSILON_OUTSIDE)
        e.dual = e.denominator = s->hyper.epsilon;
    if (s->variant.start == SGL_START_DENOMINATOR)
        e.denominator -= accumulator_root(s, s->v_start);
    if (s->variant.optimizer == SGL_FTRL)
        e.denominator += s->hyper.beta;
    return e;
}

static epsilons next_sgd(sgl_step *s, long double alpha)
{
    sgl_rate rate = s->variant.rate;
    long double t = (long double)s->t;
    double gamma = s->hyper.gamma;
    epsilons none = {0, 0};

    s->m_factor = 1;
    s->decay1 = gamma;
    s->gain1 = s->variant.momentum == SGL_MOMENTUM_AVERAGE ? (double)(1 - (long double)gamma) : 1;
    if (s->variant.momentum == SGL_MOMENTUM_NESTEROV ||
        s->variant.momentum == SGL_MOMENTUM_OVERWRITE) {
        s->m_factor = gamma;
        s->g_factor = 1;
    }
    s->root = (double)((rate == SGL_RATE_SQRT     ? sqrtl(t)
                        : rate == SGL_RATE_LINEAR ? t
                                                  : 1) /
                       alpha);
    return none;
}

sgl_status sgl_step_next(sgl_step *step, double alpha)
{
    sgl_step s = *step;
    epsilons e;

    if (!isfinite(alpha) || alpha <= 0)
        return SGL_EDOM;
    s.t++;
    e = is_adam(&s.variant)      ? next_adam(&s, alpha)
        : is_adagrad(&s.variant) ? next_accumulator(&s, alpha)
                                 : next_sgd(&s, alpha);
    s.add_in = s.add_out = (double)(e.dual / alpha);
    s.add_denominator = (double)(e.denominator / alpha + (long double)s.lambda2_term);
    if (s.variant.form == SGL_FORM_PROX)
        s.add_in = (double)(e.denominator / alpha);
    else if (late_without_epsilon(&s.variant)) {
        /* Rows that step 1 touched get it then, and keep it: what is constant need not be in y. */
        if (s.t > 1 && s.epsilon_dual != s.add_in)
            return SGL_EDOM;
        s.epsilon_dual = s.add_in;
#if SGL_MUTANT == 221
        s.add_in = s.t == 1 ? 0 : s.add_in;
#else
        s.add_in = s.t == 1 ? s.add_in : 0;
#endif
        s.add_out = 0;
    }
    *step = s;
    return SGL_OK;
}

size_t sgl_rows_stride(const sgl_step *step, size_t d)
{
    size_t parts = 1;

    for (unsigned bit = SGL_PART_M; bit <= SGL_PART_Y; bit *= 2)
        parts += (step->parts & bit) != 0;
    return parts * d;
}
