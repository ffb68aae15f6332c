/* The body of simulate.c, included once for each arithmetic: REAL, NAME, SQRT, FMA, POW, SMALLEST, and ROUNDED(site, budget, v),
 * what becomes of a result v. site numbers the operation and the entry, for errors that keep their direction. */
#ifdef REAL

/* ---- operations, each with its place */

#define SITE (__LINE__ * 1024 + (int)(i % 256))
#define ADD(a, b) NAME(add)(p, SITE, a, b)
#define SUB(a, b) NAME(add)(p, SITE, a, -(b))
#define MUL(a, b) NAME(mul)(p, SITE, a, b)
#define DIV(a, b) NAME(quotient)(p, SITE, a, b)
#define ROOT(a) NAME(root)(p, SITE, a)
#define MUL_ADD(a, b, c) NAME(mul_add)(p, SITE, a, b, c)

static REAL NAME(add)(simulate_run *p, int site, REAL a, REAL b)
{
    (void)p, (void)site;
    if (a == 0 || b == 0)
        return a + b; /* exact */
    return ROUNDED(site, SGL_BUDGET_ROUNDING, a + b);
}

static REAL NAME(mul)(simulate_run *p, int site, REAL a, REAL b)
{
    (void)p, (void)site;
    if (a == 1 || b == 1)
        return a * b;
    return ROUNDED(site, SGL_BUDGET_ROUNDING, a * b);
}

static REAL NAME(quotient)(simulate_run *p, int site, REAL a, REAL b)
{
    (void)p, (void)site;
    if (b == 1)
        return a;
    if (p->style.reciprocal) {
        REAL inverse = ROUNDED(site, SGL_BUDGET_DIVISION, 1 / b);

        return NAME(mul)(p, site + 512, a, inverse);
    }
    return ROUNDED(site, SGL_BUDGET_DIVISION, a / b);
}

static REAL NAME(mul_add)(simulate_run *p, int site, REAL a, REAL b, REAL c)
{
    if (p->style.fused)
        return ROUNDED(site, SGL_BUDGET_ROUNDING, FMA(a, b, c));
    return NAME(add)(p, site + 256, NAME(mul)(p, site, a, b), c);
}

/* a times a refined reciprocal root; an accumulator below the smallest normal counts as 0. */
static REAL NAME(root)(simulate_run *p, int site, REAL a)
{
    (void)site;
#ifndef NOISY
    if (p->style.rough_root) {
        double off = (simulate_uniform(&p->seed) * 2 - 1) * (sizeof(REAL) == sizeof(float) ? 0x1.8p-12 : 0x1p-28);
        REAL r, half = a / 2;

        if (a < SMALLEST)
            return 0;
        r = (REAL)((1 / sqrt((double)a)) * (1 + off));
        r = r * ((REAL)1.5 - half * r * r);
        return a * r;
    }
#endif
    return a == 0 ? 0 : ROUNDED(site, SGL_BUDGET_SQRT, SQRT(a));
}

/* ---- the program */

typedef struct NAME(state) {
    REAL *m, *v, *largest, *z, *held, *x; /* held: W_{t-1}, or root_{t-1}, or it times nothing: see dual */
    REAL *s, *denominator, *squares;
    REAL power1, power2, compounded, every; /* epsilons that accumulate */
    bool *met_first;                        /* per group: step 1 touched it */
} NAME(state);

/* What all entries share at a step. */
typedef struct NAME(shared) {
    REAL alpha, inverse, b1, b2, root2, epsilon_z, epsilon_d;
    size_t t;
} NAME(shared);

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

/* z_t. held is root_{t-1} + epsilon where differences are taken before the division, W_{t-1} otherwise. */
static void NAME(dual)(simulate_run *p, NAME(state) * a, const NAME(shared) * s, size_t i, const NAME(rule) * r, bool epsilon_in_z)
{
    REAL with = ADD(r->root, epsilon_in_z ? s->epsilon_z : 0), m = r->m, change, x = a->x[i], q;
    bool first = p->style.one_division || p->style.in_rates;
    REAL now = first ? with : NAME(over_rate)(p, i, s, with);
    REAL held = a->held[i];

    if (p->variant.accumulate_times != 1)
        held = first ? r->fresh : NAME(over_rate)(p, i, s, r->fresh);
    change = SUB(now, held);
    a->held[i] = now;
    if (p->style.in_rates)
        m = MUL(m, s->alpha);
    else if (first)
        change = NAME(over_rate)(p, i, s, change);
    if (p->style.fused && p->style.association == 0) {
        a->z[i] = MUL_ADD(-change, x, ADD(a->z[i], m));
        return;
    }
    if (p->style.fused && p->style.association == 1) {
        a->z[i] = ADD(a->z[i], MUL_ADD(-change, x, m));
        return;
    }
    q = MUL(change, x);
    switch (p->style.association) {
    case 0:
        a->z[i] = SUB(ADD(a->z[i], m), q);
        break;
    case 1:
        a->z[i] = ADD(a->z[i], SUB(m, q));
        break;
    default:
        a->z[i] = ADD(SUB(a->z[i], q), m);
    }
}

static REAL NAME(sum)(simulate_run *p, const REAL *v, size_t n)
{
    REAL total = 0;
    size_t i = n;

    if (p->style.sum == 1 && n > 1)
        return ADD(NAME(sum)(p, v, n / 2), NAME(sum)(p, v + n / 2, n - n / 2));
    for (size_t k = 0; k < n; k++) {
        i = p->style.sum == 2 ? n - 1 - k : k;
        total = ADD(total, v[i]);
    }
    return total;
}

/* x_{t+1} of one group from s, Y and the threshold c. */
static void NAME(shrink)(simulate_run *p, NAME(state) * a, size_t begin, size_t end, REAL c, const REAL *normed, REAL *x)
{
    REAL r, f = 1;
    size_t i = begin;

    if (c > 0) {
        for (i = begin; i < end; i++)
            a->squares[i] = MUL(normed[i], normed[i]);
        r = NAME(sum)(p, a->squares + begin, end - begin);
        i = begin;
        r = ROOT(r);
        if (p->style.quotient == 3) /* max(1 - c/r, 0) and no comparison */
            f = r == 0 ? 0 : SUB(1, DIV(c, r));
        else if (p->fault == FAULT_REACHED ? r < c : r <= c)
            f = 0;
        else
            f = p->style.quotient == 2 ? DIV(SUB(r, c), r) : SUB(1, DIV(c, r));
        if (f < 0)
            f = 0;
    }
    for (i = begin; i < end; i++) {
        REAL s = a->s[i], y = a->denominator[i];

        if (s == 0 || f == 0)
            x[i] = 0;
        else if (p->style.quotient == 1)
            x[i] = MUL(DIV(s, y), f);
        else if (p->style.quotient == 3)
            x[i] = MUL(MUL(s, f), DIV(1, y));
        else
            x[i] = DIV(MUL(s, f), y);
    }
}

static REAL NAME(soft)(simulate_run *p, size_t i, REAL z, REAL lambda1)
{
    REAL size = z < 0 ? -z : z, s;

    if (lambda1 == 0)
        return -z;
    if (p->variant.soft == SGL_SOFT_SIGNBIT)
        return size <= lambda1 ? 0 : SUB(z < 0 ? lambda1 : 0, z);
    if (p->fault == FAULT_REACHED ? size < lambda1 : size <= lambda1)
        return 0;
    s = p->fault == FAULT_SIGN ? ADD(size, lambda1) : SUB(size, lambda1);
    return z > 0 ? -s : s;
}

/* What the norm is taken of. */
static REAL NAME(weighted)(simulate_run *p, size_t i, REAL s, REAL z, REAL y)
{
    if (p->variant.norm == SGL_NORM_DUAL)
        return z;
    if (p->variant.norm == SGL_NORM_ALGORITHM1 || s == 0)
        return s;
    return p->variant.norm == SGL_NORM_EXACT ? DIV(s, ROOT(y / 2)) : DIV(s, y / 2);
}

static void NAME(group_step)(simulate_run *p, NAME(state) * a, const NAME(shared) * s, size_t k, size_t begin, size_t end,
                             REAL *normed)
{
    static const double twice[] = {2, 1, 0.5, 4};
    bool in_rates = p->style.in_rates, prox = p->variant.form == SGL_FORM_PROX;
    bool plain = p->hyper.lambda1 == 0 && p->hyper.lambda21 == 0 && p->hyper.lambda2 == 0;
    size_t i = begin, d = end - begin;
    double lambda = p->hyper.lambda1;
    REAL lambda1, lambda2 = (REAL)(twice[p->variant.l2] * p->hyper.lambda2), c;
    REAL factor = p->variant.group_factor == SGL_GROUP_ONE || d == 1 ? 1 : p->variant.group_factor == SGL_GROUP_D ? (REAL)d : ROOT((REAL)d);

    if (p->fault == FAULT_LAMBDA1 && s->t >= p->from)
        lambda *= 1 + p->size;
    lambda1 = p->variant.soft == SGL_SOFT_OFF ? 0 : (REAL)lambda;
    c = MUL((REAL)p->hyper.lambda21, factor);
    if (in_rates) {
        lambda1 = MUL(lambda1, s->alpha);
        lambda2 = MUL(lambda2, s->alpha);
        c = MUL(c, s->alpha);
    }
    for (i = begin; i < end; i++) {
        NAME(rule) r = NAME(apply_rule)(p, a, s, i);
        REAL y;

        if (p->style.keeps_x || (prox && plain)) {
            if (r.m != 0)
                a->x[i] = SUB(a->x[i], DIV(MUL(s->alpha, r.m), r.root_d));
            continue;
        }
        y = in_rates ? r.root_d : NAME(over_rate)(p, i, s, r.root_d);
        if (prox)
            a->z[i] = -MUL(y, r.m == 0 ? a->x[i] : SUB(a->x[i], DIV(r.m, y)));
        else
            NAME(dual)(p, a, s, i, &r, a->met_first[k]);
        if (p->fault == FAULT_LOSE_Z && s->t == p->from && i == p->where)
            a->z[i] = 0;
        if (p->fault == FAULT_LOSE_SECOND && s->t == p->from && i == p->where)
            a->v[i] = a->largest[i] = 0;
        a->s[i] = NAME(soft)(p, i, a->z[i], lambda1);
        a->denominator[i] = ADD(y, lambda2);
        normed[i] = NAME(weighted)(p, i, a->s[i], a->z[i], a->denominator[i]);
    }
    if (p->style.keeps_x || (prox && plain))
        return;
    if (p->fault == FAULT_KEEP_GROUP && s->t >= p->from && k == p->where) {
        REAL *kept = a->squares; /* free after the norm */
        bool all = true;

        NAME(shrink)(p, a, begin, end, c, normed, kept);
        for (i = begin; i < end; i++)
            all &= kept[i] == 0;
        for (i = begin; i < end && !all; i++)
            a->x[i] = kept[i];
        return;
    }
    NAME(shrink)(p, a, begin, end, c, normed, a->x);
}

/* W_0: 0, or FTRL's root of the initial accumulator over alpha. */
static void NAME(start)(simulate_run *p, NAME(state) * a)
{
    NAME(shared) s = {0};
    double n0 = p->variant.optimizer == SGL_FTRL      ? p->hyper.initial_accumulator
                : p->variant.epsilon == SGL_EPSILON_INITIAL ? p->hyper.epsilon
                                                            : 0;

    s.alpha = (REAL)(p->schedule != NULL ? p->schedule[0] : p->hyper.alpha);
    a->power1 = a->power2 = a->compounded = 1;
    for (size_t i = 0; i < p->layout.size; i++) {
        a->x[i] = (REAL)p->x[i];
        if (p->variant.optimizer != SGL_FTRL && p->variant.optimizer != SGL_ADAGRAD)
            continue;
        a->v[i] = (REAL)n0;
        if (p->variant.start == SGL_START_ZERO)
            continue;
        s.inverse = p->style.inverse_rate ? DIV(1, s.alpha) : 0;
        a->held[i] = NAME(accumulated_root)(p, i, a->v[i]);
        if (!p->style.one_division && !p->style.in_rates)
            a->held[i] = NAME(over_rate)(p, i, &s, a->held[i]);
    }
}

static void NAME(program)(simulate_run *p)
{
    size_t n = p->layout.size;
    REAL *memory = calloc(10 * n, sizeof *memory);
    NAME(state) a = {.m = memory, .v = memory + n, .largest = memory + 2 * n, .z = memory + 3 * n, .held = memory + 4 * n,
                     .x = memory + 5 * n, .s = memory + 6 * n, .denominator = memory + 7 * n, .squares = memory + 8 * n};

    a.met_first = calloc(p->layout.groups, sizeof *a.met_first);
    if (memory == NULL || a.met_first == NULL)
        abort();
    NAME(start)(p, &a);
    for (size_t t = 1; t <= p->steps; t++) {
        NAME(shared) s;

        NAME(begin_step)(p, &a, &s, t);
        for (size_t k = 0; k < p->layout.groups; k++) {
            size_t begin = p->layout.offsets != NULL ? p->layout.offsets[k] : k * p->layout.group_size;
            size_t end = p->layout.offsets != NULL ? p->layout.offsets[k + 1] : begin + p->layout.group_size;

            if (!touches(p, t, k, begin, end))
                continue;
            a.met_first[k] |= t == 1 || p->variant.first == SGL_FIRST_TOUCH;
            NAME(group_step)(p, &a, &s, k, begin, end, memory + 9 * n);
        }
        for (size_t i = 0; i < n; i++) {
            p->x[t * n + i] = (double)a.x[i];
            if (p->z != NULL)
                p->z[(t - 1) * n + i] = p->style.in_rates ? (double)a.z[i] / (double)s.alpha : (double)a.z[i];
        }
    }
    free(a.met_first);
    free(memory);
}

#undef SITE
#undef ADD
#undef SUB
#undef MUL
#undef DIV
#undef ROOT
#undef MUL_ADD

#endif
