/* Theorem 2: with all lambda = 0 Algorithm 1 is Eq. (1), x_{t+1} = x_t - alpha_t m_t/sqrt(V_t).
 *
 * The other road is Eq. (1) with Table 1's formulas written out here, sharing nothing with the reference but MPFI. Over long
 * runs the two enclosures must meet, and the distance that they leave open must vanish with the precision as 2^-bits. Intervals that
 * feed on themselves widen by a factor each step (x_{t+1} depends on x_t twice), hence 3 bits a step more. Algorithm 2
 * as printed is shown not to be Adam when epsilon > 0, by certified distance, and its consistent form to be. */
#include "enclose.h"

#include <math.h>

enum { N = 3, STILL = 1000 };

/* ---- Eq. (1), coordinate by coordinate: m_t, sqrt(V_t)/alpha_t from Table 1. */
typedef struct plain {
    mpfi_t m, v, largest, power1, power2, root, a, b;
} plain;

static void plain_init(plain *p, mpfr_prec_t bits)
{
    mpfi_ptr all[] = {p->m, p->v, p->largest, p->power1, p->power2, p->root, p->a, p->b};

    for (size_t k = 0; k < ARRAY_SIZE(all); k++) {
        mpfi_init2(all[k], bits);
        mpfi_set_ui(all[k], 0);
    }
    mpfi_set_ui(p->power1, 1);
    mpfi_set_ui(p->power2, 1);
}

static void plain_clear(plain *p)
{
    mpfi_ptr all[] = {p->m, p->v, p->largest, p->power1, p->power2, p->root, p->a, p->b};

    for (size_t k = 0; k < ARRAY_SIZE(all); k++)
        mpfi_clear(all[k]);
}

/* y = beta y + (1 - beta) q */
static void average(mpfi_ptr y, mpfi_srcptr q, double beta, mpfi_ptr a)
{
    mpfi_sub(a, y, q);
    mpfi_mul_d(a, a, beta);
    mpfi_add(y, a, q);
}

/* The epsilon of each reading: 0, or what is added to sqrt(v/(1 - beta2^t)). */
typedef enum reading { NO_EPSILON, KINGMA_BA, EPSILON_HAT } reading;

static void plain_step(mpfi_ptr x, plain *p, sgl_optimizer o, const sgl_hyperparameters *h, reading epsilon, double g, double hessian, size_t t)
{
    mpfi_set_d(p->b, g);
    switch (o) {
    case SGL_SGD: /* x - alpha/sqrt(t) g */
        mpfi_set_ui(p->root, t);
        mpfi_sqrt(p->root, p->root);
        mpfi_set(p->m, p->b);
        break;
    case SGL_MOMENTUM:
        mpfi_mul_d(p->m, p->m, h->gamma);
        mpfi_add(p->m, p->m, p->b);
        mpfi_set_ui(p->root, 1);
        break;
    case SGL_ADAGRAD: /* V = sum g^2/t, alpha_t = alpha/sqrt(t) */
    case SGL_FTRL:
        mpfi_set(p->m, p->b);
        mpfi_sqr(p->b, p->b);
        mpfi_add(p->v, p->v, p->b);
        mpfi_div_ui(p->root, p->v, t);
        mpfi_sqrt(p->root, p->root);
        mpfi_set_ui(p->a, t);
        mpfi_sqrt(p->a, p->a);
        mpfi_mul(p->root, p->root, p->a);
        break;
    default: /* alpha_t = alpha sqrt(1 - beta2^t)/(1 - beta1^t) */
        average(p->m, p->b, h->beta1, p->a);
        mpfi_set_d(p->b, o == SGL_ADAHESSIAN ? hessian : g);
        mpfi_sqr(p->b, p->b);
        average(p->v, p->b, h->beta2, p->a);
        if (o == SGL_AMSGRAD && mpfr_greater_p(&p->largest->left, &p->v->right))
            mpfi_set(p->v, p->largest); /* Table 1 feeds the maximum back */
        mpfi_set(p->largest, p->v);
        mpfi_mul_d(p->power1, p->power1, h->beta1);
        mpfi_mul_d(p->power2, p->power2, h->beta2);
        mpfi_ui_sub(p->a, 1, p->power2);
        mpfi_sqrt(p->a, p->a);
        mpfi_sqrt(p->root, p->v);
        if (epsilon == EPSILON_HAT)
            mpfi_add_d(p->root, p->root, h->epsilon);
        mpfi_div(p->root, p->root, p->a);
        if (epsilon == KINGMA_BA)
            mpfi_add_d(p->root, p->root, h->epsilon);
        mpfi_ui_sub(p->a, 1, p->power1);
        mpfi_mul(p->root, p->root, p->a);
    }
    mpfi_div(p->b, p->m, p->root);
    mpfi_mul_d(p->b, p->b, h->alpha);
    mpfi_sub(x, x, p->b);
}

/* ---- The comparison. */
static double gradient(size_t i, size_t t)
{
    return cos(1.7 * (double)i + 0.37 * (double)t) + 0.25 * (double)((t * (i + 3)) % 5) - 0.4;
}

static double curvature(size_t i, size_t t)
{
    return 0.5 + (double)((3 * t + i) % 7);
}

typedef struct comparison {
    double apart; /* at least so far apart at the end, over the entries */
    double open;  /* at most */
} comparison;

static comparison compare(const sgl_variant *variant, const sgl_hyperparameters *h, reading epsilon, size_t steps, mpfr_prec_t bits,
                          bool no_gradient)
{
    sgl_layout layout = {.size = N, .groups = 1, .group_size = N};
    sgl_ref_run *run;
    mpfi_ptr x = sgl_ref_vector_new(N, bits), y = sgl_ref_vector_new(N, bits);
    plain p[N];
    comparison c = {0, 0};

    if (sgl_ref_run_new(&run, variant, h, &layout, bits) != SGL_OK)
        bail_out("no run");
    for (size_t i = 0; i < N; i++) {
        plain_init(&p[i], bits);
        mpfi_set_d(x + i, 0.75 - (double)i);
        mpfi_set(y + i, x + i);
    }
    for (size_t t = 1; t <= steps; t++) {
        double g[N], hessian[N];

        for (size_t i = 0; i < N; i++) {
            g[i] = no_gradient ? 0 : gradient(i, t);
            hessian[i] = curvature(i, t);
            plain_step(y + i, &p[i], variant->optimizer, h, epsilon, g[i], hessian[i], t);
        }
        if (sgl_ref_step(x, run, g, hessian, h->alpha) != SGL_OK)
            bail_out("no step");
    }
    for (size_t i = 0; i < N; i++) {
        mpfi_sub(x + i, x + i, y + i);
        mpfi_abs(x + i, x + i);
        c.apart = fmax(c.apart, mpfr_get_d(&x[i].left, MPFR_RNDD));
        c.open = fmax(c.open, mpfr_get_d(&x[i].right, MPFR_RNDU));
        plain_clear(&p[i]);
    }
    sgl_ref_run_free(run);
    sgl_ref_vector_free(x, N);
    sgl_ref_vector_free(y, N);
    return c;
}

#define PLAIN .power = 0.5, .accumulate_times = 1

static const struct {
    const char *why;
    sgl_variant variant;
    reading epsilon;
} rules[] = {
    {"sgd", {.optimizer = SGL_SGD, .rate = SGL_RATE_SQRT, PLAIN}, NO_EPSILON},
    {"momentum", {.optimizer = SGL_MOMENTUM, PLAIN}, NO_EPSILON},
    {"adagrad (Table 1)", {.optimizer = SGL_ADAGRAD, .epsilon = SGL_EPSILON_NONE, PLAIN}, NO_EPSILON},
    {"ftrl with n_0 = 0", {.optimizer = SGL_FTRL, .epsilon = SGL_EPSILON_NONE, PLAIN}, NO_EPSILON},
    {"adam, Algorithm 2's scaling, no epsilon", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_NONE, PLAIN}, NO_EPSILON},
    {"adam, Table 1's scaling, no epsilon", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_NONE, PLAIN}, NO_EPSILON},
    {"adam, folded scaling, no epsilon", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_FOLDED, .epsilon = SGL_EPSILON_NONE, PLAIN}, NO_EPSILON},
    {"adam, Kingma and Ba's epsilon", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_OUTSIDE, PLAIN}, KINGMA_BA},
    {"adam, epsilon hat in both places (Algorithm 2 made consistent)", {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_HAT, PLAIN}, EPSILON_HAT},
    {"adam, folded, epsilon hat", {.optimizer = SGL_ADAM, .scaling = SGL_SCALING_FOLDED, .epsilon = SGL_EPSILON_HAT, PLAIN}, EPSILON_HAT},
    {"amsgrad (Table 1)", {.optimizer = SGL_AMSGRAD, .maximum = SGL_MAXIMUM_FED_BACK, .scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_NONE, PLAIN}, NO_EPSILON},
    {"adahessian (Table 1)", {.optimizer = SGL_ADAHESSIAN, .second = SGL_SECOND_HESSIAN, .scaling = SGL_SCALING_TABLE1, .epsilon = SGL_EPSILON_NONE, PLAIN}, NO_EPSILON},
};

static const sgl_hyperparameters hyper = {.alpha = 0.0625, .beta1 = 0.9, .beta2 = 0.999, .gamma = 0.875, .epsilon = 0.01};

static mpfr_prec_t used_up(size_t steps)
{
    return 3 * (mpfr_prec_t)steps;
}

/* Both roads agree, and the gap that the enclosures leave falls with the bits. */
static void agrees(size_t k, size_t steps)
{
    static const mpfr_prec_t bits[] = {128, 256, 512}; /* beside those that the steps use up */
    double open[ARRAY_SIZE(bits)];
    bool meet = true;

    for (size_t b = 0; b < ARRAY_SIZE(bits); b++) {
        comparison c = compare(&rules[k].variant, &hyper, rules[k].epsilon, steps, bits[b] + used_up(steps), false);

        meet = meet && c.apart == 0;
        open[b] = c.open;
    }
    ok(meet, "%s: Algorithm 1 and Eq. (1) agree over %zu steps", rules[k].why, steps);
    /* What the steps amplify is one factor, the same at each precision. */
    if (!ok(open[0] < 0x1p-40 && open[1] <= open[0] * 0x1p-120 && open[2] <= open[1] * 0x1p-248,
            "%s: the difference vanishes as 2^-bits", rules[k].why))
        diag("at most %g, %g, %g apart at 128, 256, 512 bits", open[0], open[1], open[2]);
}

/* Algorithm 2 as printed: z keeps eps_1, the denominator uses eps_t. */
static void printed_is_not_adam(void)
{
    const sgl_variant printed = {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_ALGORITHM2, PLAIN};
    const sgl_variant literal = {.optimizer = SGL_ADAM, .epsilon = SGL_EPSILON_COMPOUNDING, PLAIN};
    sgl_hyperparameters still = hyper;
    comparison c = compare(&printed, &hyper, EPSILON_HAT, 200, 1024, false);
    double grown;

    ok(c.apart > 1e-4, "Algorithm 2 as printed is not Adam with epsilon hat: at least %g apart after 200 steps", c.apart);
    c = compare(&printed, &hyper, KINGMA_BA, 200, 1024, false);
    ok(c.apart > 1e-4, "nor Adam with Kingma and Ba's epsilon: at least %g", c.apart);
    c = compare(&literal, &hyper, EPSILON_HAT, 200, 1024, false);
    ok(c.apart > 1e-4, "nor is line 8 read as an assignment: at least %g", c.apart);
    /* A weight that never gets a gradient (W^z/W^d is up to 31.6, so intervals widen faster): Adam leaves it, Algorithm 2 multiplies it by eps_1/eps_t, up to 1/sqrt(1 - beta2). */
    still.epsilon = 1e-8;
    c = compare(&printed, &still, EPSILON_HAT, STILL, 128 + 3 * used_up(STILL), true);
    grown = c.apart / 1.25 + 1; /* the largest |x_1| is 5/4 */
    ok(fabs(grown - sqrt(1 - pow(0.999, STILL)) / sqrt(1 - 0.999)) < 1e-6, "a weight without gradient grows by %.4f in %d steps", grown, STILL);
}

int main(void)
{
    plan(2 * ARRAY_SIZE(rules) + 4);
    for (size_t k = 0; k < ARRAY_SIZE(rules); k++)
        agrees(k, 300 * test_cases(1));
    printed_is_not_adam();
    return tap_status();
}
