/* Of simulate_program.h: Table 1 and its readings. What all entries share at a step, m_t, and the roots that make W_t. */
#ifdef REAL
#undef SITE_FILE
#define SITE_FILE 1

static REAL NAME(average)(simulate_run *p, size_t i, REAL y, REAL q, double beta)
{
    REAL b = (REAL)beta, complement = (REAL)(1 - beta);

    if (p->style.increment)
        return MUL_ADD(SUB(q, y), complement, y);
    return MUL_ADD(b, y, MUL(complement, q));
}

static REAL NAME(one_minus_power)(simulate_run *p, size_t i, double beta, size_t t, REAL *product)
{
    REAL power;

#ifdef NOISY
    *product = (double)(float)(*product * beta);
#else
    *product *= (REAL)beta;
#endif
    switch (p->style.power) {
    case 0:
        return ROUNDED((int)i, 1, (REAL)(1 - pow(beta, (double)t)));
    case 1:
        return SUB(1, *product);
    default:
        power = t == 1 ? (REAL)beta : ROUNDED((int)i + 3, 2, POW((REAL)beta, (REAL)t));
        return SUB(1, power);
    }
}

static void NAME(set_epsilon)(simulate_run *p, NAME(state) * a, NAME(shared) * s, REAL k, bool k_is_root2)
{
    REAL epsilon = (REAL)p->hyper.epsilon, outside, hat;
    size_t i = 0;

    outside = MUL(k, epsilon);
    hat = k_is_root2 ? epsilon : DIV(outside, s->root2);
    s->epsilon_z = s->epsilon_d = 0;
    switch (p->variant.epsilon) {
    case SGL_EPSILON_ALGORITHM2:
        s->epsilon_d = hat;
        a->every = s->t == 1 ? hat : a->every;
        s->epsilon_z = a->every;
        break;
    case SGL_EPSILON_COMPOUNDING:
        a->every = s->t == 1 ? hat : a->every;
        s->epsilon_z = a->every;
        a->compounded = DIV(s->t == 1 ? epsilon : a->compounded, s->root2);
        s->epsilon_d = MUL(k, a->compounded);
        break;
    case SGL_EPSILON_HAT:
        s->epsilon_z = s->epsilon_d = hat;
        break;
    case SGL_EPSILON_OUTSIDE:
        s->epsilon_z = s->epsilon_d = outside;
        break;
    case SGL_EPSILON_DENOMINATOR:
        s->epsilon_d = outside;
        break;
    case SGL_EPSILON_DENOMINATOR_HAT:
        s->epsilon_d = hat;
        break;
    case SGL_EPSILON_DUAL:
        a->every = s->t == 1 ? hat : a->every;
        s->epsilon_z = a->every;
        break;
    case SGL_EPSILON_EVERY_STEP:
        a->every = ADD(a->every, hat);
        s->epsilon_z = a->every;
        s->epsilon_d = hat;
        break;
    default:
        break;
    }
}

static bool NAME(averages)(const simulate_run *p)
{
    return p->variant.optimizer == SGL_ADAM || p->variant.optimizer == SGL_AMSGRAD || p->variant.optimizer == SGL_ADAHESSIAN;
}

static void NAME(begin_step)(simulate_run *p, NAME(state) * a, NAME(shared) * s, size_t t)
{
    double alpha = p->schedule != NULL ? p->schedule[t - 1] : p->hyper.alpha;
    sgl_bias bias = p->variant.bias;
    size_t i = 0;
    REAL b1, b2;

    if (p->fault == FAULT_ALPHA && t >= p->from)
        alpha *= 1 + p->size;
    s->t = t;
    s->alpha = (REAL)alpha;
    s->inverse = p->style.inverse_rate ? DIV(1, s->alpha) : 0;
    s->epsilon_z = s->epsilon_d = 0;
    if (!NAME(averages)(p))
        return;
    b1 = NAME(one_minus_power)(p, 1, p->hyper.beta1, t, &a->power1);
    b2 = NAME(one_minus_power)(p, 2, p->hyper.beta2, t, &a->power2);
    s->b1 = bias == SGL_BIAS_BOTH || bias == SGL_BIAS_M ? b1 : 1;
    s->b2 = bias == SGL_BIAS_BOTH || bias == SGL_BIAS_V ? b2 : 1;
    s->root2 = s->b2 == 1 ? 1 : ROOT(s->b2);
    NAME(set_epsilon)(p, a, s, p->variant.scaling == SGL_SCALING_TABLE1 ? s->b1 : p->variant.scaling == SGL_SCALING_FOLDED ? s->root2 : 1,
                      p->variant.scaling == SGL_SCALING_FOLDED);
}

static REAL NAME(over_rate)(simulate_run *p, size_t i, const NAME(shared) * s, REAL v)
{
    return p->style.inverse_rate ? MUL(v, s->inverse) : DIV(v, s->alpha);
}

/* n^power, and the epsilon that some put inside or beside it. */
static REAL NAME(accumulated_root)(simulate_run *p, size_t i, REAL n)
{
    REAL epsilon = (REAL)p->hyper.epsilon, root;
    bool adagrad = p->variant.optimizer == SGL_ADAGRAD;

    if (adagrad && p->variant.epsilon == SGL_EPSILON_INSIDE)
        n = ADD(n, epsilon);
    if (p->variant.power == 0.5)
        root = ROOT(n);
    else
        root = n == 0 ? 0 : ROUNDED((int)i, SGL_BUDGET_SQRT, POW(n, (REAL)p->variant.power));
    return adagrad && p->variant.epsilon == SGL_EPSILON_OUTSIDE ? ADD(root, epsilon) : root;
}

/* m_t, and the root without and with the epsilon of the denominator. */
typedef struct NAME(rule) {
    REAL m, root, root_d, fresh; /* fresh: where accumulate_times is not 1, the root of n_{t-1} taken anew */
} NAME(rule);

static REAL NAME(second_moment)(simulate_run *p, NAME(state) * a, const NAME(shared) * s, size_t i, REAL g, REAL hessian)
{
    REAL q = p->variant.second == SGL_SECOND_GRADIENT ? MUL(g, g) : p->variant.second == SGL_SECOND_HESSIAN ? MUL(hessian, hessian)
             : hessian < 0 ? -hessian : hessian;
    REAL v = NAME(average)(p, i, a->v[i], q, p->hyper.beta2), corrected;

    if (p->variant.epsilon == SGL_EPSILON_INITIAL && s->t == 1)
        v = ADD(v, (REAL)p->hyper.epsilon);
    switch (p->variant.maximum) {
    case SGL_MAXIMUM_FED_BACK:
        v = v > a->v[i] ? v : a->v[i];
        a->v[i] = v;
        return v;
    case SGL_MAXIMUM_SEPARATE:
        a->v[i] = v;
        a->largest[i] = v > a->largest[i] ? v : a->largest[i];
        return a->largest[i];
    case SGL_MAXIMUM_CORRECTED:
        a->v[i] = v;
        corrected = DIV(v, s->b2);
        a->largest[i] = corrected > a->largest[i] ? corrected : a->largest[i];
        return a->largest[i];
    default:
        a->v[i] = v;
        return v;
    }
}

static NAME(rule) NAME(adam)(simulate_run *p, NAME(state) * a, const NAME(shared) * s, size_t i, REAL g, REAL hessian)
{
    NAME(rule) r = {0};
    bool corrected = p->variant.maximum == SGL_MAXIMUM_CORRECTED;
    REAL v, b2 = corrected ? 1 : s->b2, root2 = corrected ? 1 : s->root2;

    a->m[i] = NAME(average)(p, i, a->m[i], g, p->hyper.beta1);
    v = NAME(second_moment)(p, a, s, i, g, hessian);
    switch (p->variant.scaling) {
    case SGL_SCALING_TABLE1:
        r.m = a->m[i];
        break;
    case SGL_SCALING_FOLDED:
        r.m = MUL(a->m[i], DIV(s->root2, s->b1));
        break;
    default:
        r.m = DIV(a->m[i], s->b1);
    }
    if (p->variant.epsilon == SGL_EPSILON_INSIDE)
        r.root = ROOT(ADD(DIV(v, b2), (REAL)p->hyper.epsilon));
    else if (p->variant.epsilon == SGL_EPSILON_INSIDE_RAW)
        r.root = ROOT(DIV(ADD(v, (REAL)p->hyper.epsilon), b2));
    else if (p->variant.scaling == SGL_SCALING_FOLDED && !corrected)
        r.root = ROOT(v);
    else if (p->style.under_root)
        r.root = ROOT(DIV(v, b2));
    else
        r.root = DIV(ROOT(v), root2);
    if (p->variant.scaling == SGL_SCALING_TABLE1)
        r.root = MUL(r.root, s->b1);
    else if (p->variant.scaling == SGL_SCALING_FOLDED &&
             (corrected || p->variant.epsilon == SGL_EPSILON_INSIDE || p->variant.epsilon == SGL_EPSILON_INSIDE_RAW))
        r.root = MUL(r.root, s->root2);
    r.root_d = ADD(r.root, s->epsilon_d);
    return r;
}

static NAME(rule) NAME(ftrl)(simulate_run *p, NAME(state) * a, size_t i, REAL g)
{
    NAME(rule) r = {0};
    REAL before = a->v[i], beta = p->variant.optimizer == SGL_FTRL ? (REAL)p->hyper.beta : 0;

    r.m = g;
    a->v[i] = MUL_ADD(g, g, before);
    r.root = NAME(accumulated_root)(p, i, a->v[i]);
    if (p->variant.accumulate_times != 1) {
        r.fresh = NAME(accumulated_root)(p, i, before);
        for (int again = 1; again < p->variant.accumulate_times; again++)
            a->v[i] = MUL_ADD(g, g, a->v[i]);
    }
    r.root_d = r.root;
    if (p->variant.start == SGL_START_DENOMINATOR)
        r.root_d = SUB(r.root_d, NAME(accumulated_root)(p, i, (REAL)p->hyper.initial_accumulator));
    r.root_d = ADD(r.root_d, beta);
    return r;
}

static NAME(rule) NAME(momentum)(simulate_run *p, NAME(state) * a, const NAME(shared) * s, size_t i, REAL g)
{
    NAME(rule) r = {0};
    REAL gamma = (REAL)p->hyper.gamma;

    if (p->variant.optimizer == SGL_SGD) {
        r.m = g;
    } else if (p->variant.momentum == SGL_MOMENTUM_AVERAGE) {
        r.m = a->m[i] = NAME(average)(p, i, a->m[i], g, p->hyper.gamma);
    } else {
        r.m = a->m[i] = MUL_ADD(gamma, a->m[i], g);
        if (p->variant.momentum == SGL_MOMENTUM_NESTEROV || p->variant.momentum == SGL_MOMENTUM_OVERWRITE)
            r.m = MUL_ADD(gamma, a->m[i], g);
        if (p->variant.momentum == SGL_MOMENTUM_OVERWRITE)
            a->m[i] = r.m;
    }
    r.root = p->variant.rate == SGL_RATE_CONSTANT ? 1 : p->variant.rate == SGL_RATE_LINEAR ? (REAL)s->t : ROOT((REAL)s->t);
    r.root_d = r.root;
    return r;
}

static NAME(rule) NAME(apply_rule)(simulate_run *p, NAME(state) * a, const NAME(shared) * s, size_t i)
{
    size_t at = (s->t - 1) * p->layout.size + i;
    REAL g = (REAL)p->g[at], hessian = p->hessian != NULL ? (REAL)p->hessian[at] : 0;

    if (p->style.flushes) {
        g = fabs((double)g) < SMALLEST ? 0 : g;
        hessian = fabs((double)hessian) < SMALLEST ? 0 : hessian;
    }
    if (p->fault == FAULT_DROP_GRADIENT && s->t == p->from && i == p->where)
        g = 0;
    switch (p->variant.optimizer) {
    case SGL_SGD:
    case SGL_MOMENTUM:
        return NAME(momentum)(p, a, s, i, g);
    case SGL_ADAGRAD:
    case SGL_FTRL:
        return NAME(ftrl)(p, a, i, g);
    default:
        return NAME(adam)(p, a, s, i, g, hessian);
    }
}

#endif
