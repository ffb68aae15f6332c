/* Of simulate_program.h: one group at one step, from m_t and the roots to x_{t+1}. */
#ifdef REAL
#undef SITE_FILE
#define SITE_FILE 2

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

#endif
