/* The walk of one batch of groups, a group a lane: dual.c, soft_threshold.c, group_norm.c, shrink.c, envelope_{dual,shrink,reset}.c and
 * judge_entry of judge.c in intervals, operation by operation. Included by filter_portable.c and filter_avx512.c. */
#ifndef SGL_FILTER_WALK_H
#define SGL_FILTER_WALK_H

#include "judge/columns.h"
#include "judge/filter_rule.h"

#include <float.h>
#include <stdlib.h>

/* Beyond this nothing is decided, so that no infinity and no NaN passes for a number. */
#define HUGE_ENOUGH 1e300

/* The largest ratio and so on of each lane, as intervals. */
typedef struct largest {
    V low, high;
} largest;

typedef struct batch {
    const sgl_filter *filter;
    const sgl_filter_size *size;
    const sgl_filter_probe *probe;
    size_t first, count;
    size_t from; /* the first row that the arrays hold */
    Q begin; /* of each lane's group */
    entry *entries;
    M bad;
    largest ratio, late, ulp;
    V agree, undecided, vacuous;
} batch;

INLINE V load(const sgl_npy *npy, const batch *b, size_t row, size_t i)
{
    const size_t base = (row - b->from) * b->filter->trace->layout.size + i;

    return npy->type == SGL_NPY_F4 ? gather_f4(npy->data + 4 * base, b->begin) : gather_f8(npy->data + 8 * base, b->begin);
}

/* 1/(a - r), a - r rounded down, from 1/a: with q = r/a <= 1/2, 1/(1 - q) lies in [1 + q, 1 + q + 2 q^2]; rounding a - r down makes it up to
 * 2^-51 larger. least = a - r, for lanes where q is more. */
INLINE I inverse_less(I inverse_a, I r, I least)
{
    I q = times(r, inverse_a);

    if (any(not(at_most(q.h, splat(0.5)))))
        return inverse(least);
    return times(inverse_a, (I){q.n - splat(1), splat(1 + 0x1p-48) + q.h + splat(2) * q.h * q.h});
}

/* ---- the dual, and how far the program's can be */

INLINE void dual(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, bool first_step)
{
    V u = splat(f->u), x = absolute(e->x_now), moved;
    I m = magnitudes(e->m), z, change, q, local, held, off, sum, least;

    if (first_step) {
        e->x_before = e->x_now;
        e->zeta = times_signed(point(e->x_now), e->w_before);
    }
    e->zeta = add(e->zeta, e->m);
    e->zeta = add(e->zeta, times_signed(subtract(point(e->x_now), point(e->x_before)), e->w_before));
    e->z = subtract(e->zeta, times_signed(point(e->x_now), e->w));

    z = magnitudes(e->z);
    change = magnitudes(subtract(e->w, e->w_before));
    q = scale(change, x);
    off = scale(add(e->w_radius, e->w_radius_before), x);
    held = add(m, e->m_radius);
    sum = add(q, off);
    local = add(add(e->m_radius, scale(held, u)), scale(sum, splat((SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * f->u)));
    least = lesser(point(splat(5 * scalars->eta_rates)), add(add(add(m, scale(q, splat(2))), z), e->z_before));
    least = add(add(least, lesser(q, point(splat(f->eta) * x))), scale(change, operand(f, x)));
    local = add(local, least);
    least = lesser(e->z_before, lesser(held, sum));
    least = subtract(add(add(e->z_before, held), sum), least); /* the largest of the three inner sums */
    least = add(add(add(add(least, z), local), off), greater(negative(e->below), e->above));
    local = add(local, scale(least, u));
    local = add(local, scale(scale(e->w, u), x));

    moved = first_step ? x : larger(e->x_now - e->x_before, e->x_before - e->x_now); /* the envelope's x_0 is 0 */
    local = add(local, scale(e->w_radius_before, moved));
    e->below = subtract(e->below, local);
    e->above = add(e->above, local);
    e->shift = scale(add(e->below, e->above), splat(0.5));
    e->z_radius = greater(subtract(e->above, e->shift), subtract(e->shift, e->below));
    e->z_radius = add(e->z_radius, scale(e->w_radius, x));
    e->implied = e->z;
    e->z = add(e->z, e->shift);
    e->x_before = e->x_now;
    e->z_before = add(magnitudes(e->z), e->z_radius);
}

/* x_t - m/W: z, its radius, and in E the radius of the step. stays: m is 0 and nothing is computed. */
INLINE void prox(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, M *bad)
{
    V u = splat(f->u), zero = splat(0);
    I m = magnitudes(e->m), w = e->w_denominator, r = e->w_denominator_radius, least = subtract(w, r), inverse_w = inverse(w), z;
    I move, radius, size, inverse_least = inverse_less(inverse_w, r, least);
    M moves = is_positive(m) | is_positive(e->m_radius);

    e->z = e->implied = subtract(e->m, times_signed(point(e->x_now), w));
    e->shift = point(zero);
    z = magnitudes(e->z);
    e->stays = equal(m.h, zero) & equal(e->m_radius.h, zero);
    *bad |= not(e->stays | moves) | not(is_positive(least));
    move = times(m, inverse_w);
    radius = times(add(e->m_radius, times(move, r)), inverse_least);
    radius = add(radius, scale(add(move, radius), splat((SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * f->u)));
    radius = add(radius, lesser(add(move, radius), scale(add_point(inverse_least, splat(1)), splat(scalars->eta_rates))));
    size = add(times(z, inverse_w), radius);
    radius = add(add(radius, scale(size, u)), underflow(f, size));
    e->prox_radius = when(e->stays, point(zero), radius);
    e->z_radius = add(times(add(w, r), e->prox_radius), times(times(r, inverse_w), z));
    e->z_radius = add(e->z_radius, scale(z, splat(3 * f->u)));
}

/* ---- the shrink */

INLINE void soft_threshold(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, M *bad)
{
    I lambda1 = pair(f->lambda1), z = magnitudes(e->z), reach, over;
    M dead, alive, live, not_live;

    e->s = subtract(positive(negative(add(e->z, lambda1))), positive(subtract(e->z, lambda1)));
    reach = add_point(e->z_radius, splat(f->lambda1_radius));
    over = subtract(z, lambda1);
    dead = at_most(add(over, reach).h, splat(0));
    alive = less(splat(0), low(add(over, reach)));
    live = less(reach.h, low(over));
    not_live = at_most(over.h, low(reach));
    *bad |= not(dead | alive) | (alive & not(live | not_live));
    e->zero = dead;
    e->live = live;
    e->s_radius = reach;
    if (f->lambda1_radius > 0) {
        I held = add(magnitudes(e->s), reach);

        e->s_radius = add(add(reach, scale(held, splat(f->u))), lesser(held, point(splat(scalars->eta_rates))));
    }
    e->s_radius = when(dead, point(splat(0)), e->s_radius);
}

INLINE void denominator(entry *e, const sgl_filter *f)
{
    e->denominator = e->w_denominator;
    e->denominator_radius = e->w_denominator_radius;
    if (f->twice_lambda2[1] == 0)
        return;
    e->denominator = add(e->denominator, pair(f->twice_lambda2));
    e->denominator_radius = add_point(e->denominator_radius, splat(f->twice_lambda2_radius));
    e->denominator_radius = add(e->denominator_radius, scale(add(e->denominator, e->denominator_radius), splat(f->u)));
}

/* s or A^{-1/2} s, and its radius. */
INLINE void weighted(I *v, I *radius, const entry *e, const sgl_filter *f, M *bad)
{
    I half, least, r;
    M still = is_zero(e->s), none_moves = equal(e->s_radius.h, splat(0));

    *v = e->s;
    *radius = e->s_radius;
    if (f->variant.norm != SGL_NORM_EXACT)
        return;
    half = scale(e->denominator, splat(0.5));
    *v = when(still, *v, times_signed(e->s, inverse(root(half))));
    least = subtract(e->denominator, e->denominator_radius);
    *bad |= not(still) & not(is_positive(half) & is_positive(least));
    *bad |= still & not(none_moves) & not(is_positive(least));
    r = times(scale(e->denominator_radius, splat(0.5)), inverse(least));
    r = add_point(r, splat((SGL_BUDGET_SQRT + SGL_BUDGET_DIVISION) * f->u));
    r = add(e->s_radius, times(add(magnitudes(e->s), e->s_radius), r));
    r = add_point(times(r, inverse(root(scale(least, splat(0.5))))), splat(f->eta));
    *radius = when(still & none_moves, *radius, r);
}

/* What is known of a group. */
typedef struct factor {
    I value, radius;
    I exact; /* max(1 - c/r, 0) */
    M zero, live;
} factor;

INLINE factor group_factor(const batch *b, I norm, I radius, M *bad)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_size *size = b->size;
    double d = (double)size->d, c = size->threshold[1];
    V least = splat(size->threshold_least), zero = splat(0);
    double quotient = (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * f->u;
    I high, low_end, taken, open, closed, largest_factor;
    M above = is_positive(norm), not_above = equal(norm.h, zero), not_zero, not_live, some;
    factor k = {point(splat(1)), point(zero), point(splat(1)), none(), not(none())};

    if (c == 0)
        return k;
    /* fmin(sqrt(d eta), d eta/low) where squares may underflow */
    some = above | is_positive(radius);
    low_end = positive(subtract(norm, radius));
    taken = lesser(point(splat(sqrt(d * f->eta))), (I){splat(-d * f->eta) / low_end.h, splat(d * f->eta) / low(low_end)});
    taken = when(not_above & equal(radius.h, zero), point(zero), when(some, taken, (I){zero, taken.h}));
    radius = add(radius, taken);
    radius = add(radius, scale(add(norm, radius), splat(size->norm)));
    high = add(norm, radius);
    low_end = positive(subtract(norm, radius));
    k.exact = (I){smaller(splat(c) / low(norm) - splat(1), zero), larger(splat(1) + splat(-size->threshold[0]) / norm.h, zero)};
    k.exact = when(above, k.exact, (I){zero, when(not_above, point(zero), k.exact).h});
    k.value = k.exact;

    k.zero = at_most(high.h, least);
    not_zero = less(least, low(high));
    k.live = not_zero & less(splat(size->threshold_most), low(low_end));
    not_live = at_most(low_end.h, splat(size->threshold_most));
    *bad |= not(k.zero | not_zero) | (not_zero & not(k.live | not_live));

    open = times(times(scale(radius, splat(c)), inverse(norm)), inverse(low_end));
    open = add(open, times(point(splat(size->threshold_radius)), inverse(low_end)));
    taken = add(k.value, open);
    taken = add(scale(taken, splat(f->u)),
                scale(greater(scale(inverse(low_end), splat(c + size->threshold_radius)), taken), splat(quotient)));
    open = add(open, taken);
    largest_factor = positive((I){splat(size->threshold_low) / low(high) - splat(1), splat(1) + splat(-size->threshold_low) / high.h});
    closed = scale(greater(largest_factor, k.value), splat(1 + f->u));
    closed = add_point(closed, splat(quotient));
    k.radius = when(k.zero, point(zero), when(k.live, open, closed));
    k.value = when(k.zero, point(zero), k.value);
    return k;
}

/* x_{t+1} and E. */
INLINE void entry_step(entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, const factor *k, M *bad)
{
    I least = subtract(e->denominator, e->denominator_radius), numerator, value, r;
    I denominator_inverse = inverse(e->denominator);
    M still = is_zero(e->s), nothing, something;

    e->x = times_signed(times_signed(e->s, k->exact), denominator_inverse);
    e->x = when(still, point(splat(0)), e->x);
    *bad |= not(still) & not(is_positive(e->denominator));
    e->zero = e->zero | k->zero;
    e->live = e->live & k->live & not(e->zero);

    value = magnitudes(e->x);
    numerator = add(times(magnitudes(e->s), k->radius), times(e->s_radius, add(k->value, k->radius)));
    nothing = equal(numerator.h, splat(0)) & equal(value.h, splat(0));
    something = is_positive(numerator) | is_positive(value);
    *bad |= not(e->zero | nothing) & not(is_positive(least));
    e->y_inverse = inverse_less(denominator_inverse, e->denominator_radius, least);
    r = times(add(numerator, times(value, e->denominator_radius)), e->y_inverse);
    r = add(r, scale(add(value, r), splat((SGL_BUDGET_DIVISION + 2 * SGL_BUDGET_ROUNDING) * f->u)));
    *bad |= not(e->zero | nothing) &
            not(less(scale(add(e->denominator, e->denominator_radius), splat(scalars->rate)).h, splat(f->largest_number)));
    r = add(r, lesser(add(value, r), add_point(scale(e->y_inverse, splat(scalars->eta_rates)), splat(f->eta))));
    r.n = choose(something, r.n, splat(0)); /* 0 where it is not certain that anything can be off */
    e->E = when(e->zero | nothing, point(splat(0)), r);
}

/* ---- the judgement */

/* The largest numerator/denominator so far, 0 where the numerator is 0. */
INLINE void note_largest(largest *so_far, I numerator, I divisor)
{
    V bound = so_far->high * divisor.n; /* -(high lo) */
    M more = not(at_most(numerator.h, -bound)) & not(equal(numerator.h, splat(0)));

    if (!any(more))
        return;
    so_far->high = choose(more, larger(so_far->high, numerator.h / low(divisor)), so_far->high);
    so_far->low = choose(more & less(splat(0), divisor.h), larger(so_far->low, -(numerator.n / divisor.h)), so_far->low);
}

/* far/ulp of the dtype at a magnitude: a power of two, as judge.c's ulp; at 0 it is that of 1/2. */
INLINE void note_ulp(largest *so_far, I far, I magnitude)
{
    V smallest = splat(FLT_MIN), half = splat(0.5);
    V few = choose(equal(magnitude.h, splat(0)), half, larger(low(magnitude), smallest));
    V many = choose(equal(magnitude.h, splat(0)), half, larger(magnitude.h, smallest));

    so_far->high = larger(so_far->high, far.h * inverse_power(few) * splat(1 / FLT_EPSILON));
    so_far->low = larger(so_far->low, -(far.n * inverse_power(many)) * splat(1 / FLT_EPSILON));
}

INLINE void judge_entry(batch *b, entry *e, size_t t)
{
    const sgl_filter *f = b->filter;
    V one = splat(1), zero = splat(0);
    I far = magnitudes(subtract(e->x, point(e->x_next))), magnitude = magnitudes(e->x);
    M kept = not(equal(e->x_next, zero)), within, sure = e->zero | e->live;
    M is_vacuous, not_vacuous;

    if (f->plain) { /* x_t - m_t/W_t is x_{t+1}. Where nothing is computed x_t is x*, which the exact path counts as inside. */
        M same = e->stays & equal(e->x_next, e->x_now);

        e->E = e->prox_radius;
        within = at_most(far.h, low(e->E)) | same;
        note_largest(&b->ratio, when(same, point(zero), far), e->E);
        if (t > f->trace->steps - (f->trace->steps + 9) / 10)
            note_largest(&b->late, when(same, point(zero), far), e->E);
    } else {
        within = at_most(far.h, low(e->E));
        note_largest(&b->ratio, far, e->E);
        if (t > f->trace->steps - (f->trace->steps + 9) / 10)
            note_largest(&b->late, far, e->E);
    }
    is_vacuous = at_most(magnitude.h, low(e->E));
    not_vacuous = less(e->E.h, low(magnitude));

#if SGL_MUTANT == 273
    within = not(none());
#endif
    b->bad |= not(within) | not(less(e->E.h, splat(HUGE_ENOUGH)) & less(magnitudes(e->z).h, splat(HUGE_ENOUGH)));
    if (f->pattern) {
        b->bad |= e->zero & kept;
        b->bad |= e->live & not(kept) & not(is_vacuous);
        b->agree += choose(sure, one, zero);
        b->undecided += choose(sure, zero, one);
    }
    b->bad |= kept & not(is_vacuous | not_vacuous);
    b->vacuous += choose(kept & is_vacuous, one, zero);
    note_ulp(&b->ulp, far, magnitude);
}

/* ---- the reset: what x_{t+1} says about z_t */

typedef struct inverse_shrink {
    I squares, p, dead;
    M live;
} inverse_shrink;

/* y = x Y, and what the group needs of it. */
INLINE void see_inverse(inverse_shrink *v, entry *e, const sgl_filter *f, const sgl_filter_scalars *scalars, M *bad)
{
    V x = absolute(e->x_next), zero = splat(0), taken;
    M live = not(equal(x, zero));
    I p = times(e->denominator_radius, e->y_inverse);

    e->y = scale(e->denominator, x);
    v->squares = add(v->squares, times(e->y, e->y));
    v->live |= live;
    *bad |= live & not(less(e->denominator.h, splat(f->largest_number)));
    p = add_point(p, splat((SGL_BUDGET_DIVISION + 3 * SGL_BUDGET_ROUNDING) * f->u));
    /* What underflow takes, divided by |x|: at least 0, at most what the power of two below |x| gives. */
    taken = e->y_inverse.h * splat(scalars->eta_rates) + splat(f->eta);
    if (any(live & less(x, splat(FLT_MIN))))
        p.h = p.h + taken / x;
    else
        p.h = p.h + taken * inverse_power(x);
    v->p = when(live, greater(v->p, p), v->p);
    v->dead = add(v->dead, when(live, point(zero), add_point(scale(e->denominator, splat(f->eta)), splat(scalars->eta_rates))));
}

/* The exact path forms up(down(D - (z + shift)) + shift), D from the inverse, z implied, its inner difference at 106 bits or more. In
 * intervals the shift would enter twice and widen what it came from, step by step. So D - z is enclosed, and what the exact path's
 * roundings can do: with v = D - z - shift, down(v) errs by 2^-52 |v| and the sum by 2^-52 |D - z| (1 + 2^-52), or 2^-1074 each;
 * its two operations on long numbers by 2^-105 (|z + shift| + |v|) each. slack is more than all of that. */
INLINE void narrow(entry *e, const sgl_filter *f, I whole, I norm_inverse, I norm_radius, I p, M learns, bool plain, M *bad)
{
    M live = learns & not(equal(e->x_next, splat(0))), ordered;
    I z = e->y, radius, below, above;
    V slack;

    if (plain) {
        radius = times(z, p);
    } else {
        radius = times(times(z, norm_inverse), norm_radius);
        z = times(times(z, whole), norm_inverse);
    }
    if (f->lambda1_radius > 0)
        radius = add(radius, add_point(scale(add(z, radius), splat(f->u)), splat(f->lambda1_radius)));
    z = add(z, pair(f->lambda1));
    z = when(less(splat(0), e->x_next), negative(z), z);
    z = subtract(z, e->implied);
    slack = scale(add(magnitudes(z), magnitudes(e->shift)), splat(0x1p-50)).h + magnitudes(e->z).h * splat(0x1p-100) + splat(0x1p-1000);
#if SGL_MUTANT == 272
    z = add_point(z, slack);
#else
    z = (I){z.n + slack, z.h + slack};
#endif
    radius = add(radius, scale(e->w_radius, absolute(e->x_now)));
    below = greater(subtract(z, radius), e->below);
    above = lesser(add(z, radius), e->above);
    ordered = at_most(below.h, low(above));
    *bad |= live & not(ordered);
    *bad |= live & not(less(below.n, splat(HUGE_ENOUGH)) & less(above.h, splat(HUGE_ENOUGH)));
    e->below = when(live, below, e->below);
    e->above = when(live, above, e->above);
}

INLINE void reset(batch *b, const inverse_shrink *v)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_size *size = b->size;
    double nu = size->norm, u = f->u, quotient = (SGL_BUDGET_DIVISION + SGL_BUDGET_ROUNDING) * u;
    V largest_p = splat(0x1p-6);
    M learns = v->live & at_most(v->p.h, largest_p), not_learns = not(v->live) | less(largest_p, low(v->p));
    I norm = root(v->squares), whole = add(norm, pair(size->threshold)), smear, radius;

    I dead = times(v->dead, inverse(norm)), off;

    learns = learns & at_most(dead.h, largest_p);
    not_learns = not_learns | less(largest_p, low(dead));
    b->bad |= not(learns | not_learns) | (learns & not(is_positive(norm)));
    if (!any(learns) || !(nu <= 0x1p-6))
        return;
    off = add(add_point(v->p, splat(nu)), dead);
    off = add_point(off, splat(quotient));
    smear = add_point(scale(off, splat(8)), splat(1));
    radius = times(norm, add_point(off, splat(u)));
    radius = add_point(add_point(radius, splat(size->threshold[1] * quotient)), splat(size->threshold_radius));
    radius = times(radius, smear);
    radius = add(radius, times(times(whole, add(add_point(scale(v->p, splat(2)), splat(nu)), dead)), smear));
    for (size_t i = 0; i < size->d; i++)
        narrow(b->entries + i, f, whole, inverse(norm), radius, v->p, learns, f->hyper.lambda21 == 0, &b->bad);
}

/* ---- a step, and a whole walk */

static void see(const batch *b, size_t t);

INLINE void step(batch *b, size_t t)
{
    const sgl_filter *f = b->filter;
    const sgl_filter_scalars *s = f->steps + t;
    const sgl_trace *trace = f->trace;
    I squares = point(splat(0)), radii = squares;
    inverse_shrink v = {squares, squares, squares, none()};
    factor k;

    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;
        V g = load(&trace->grads, b, t - 1, i);

        e->x_now = e->x_next;
        e->x_next = load(&trace->x, b, t - 1, i);
        e->w_before = e->w;
        e->w_radius_before = e->w_radius;
        switch (f->variant.optimizer) {
        case SGL_SGD:
        case SGL_MOMENTUM:
            rule_momentum(e, f, s, g);
            break;
        case SGL_ADAGRAD:
        case SGL_FTRL:
            rule_ftrl(e, f, s, g, &b->bad);
            break;
        default:
            rule_adam(e, f, s, g, trace->has_hessian ? load(&trace->hessian, b, t - 1, i) : splat(0), &b->bad);
        }
    }
    for (size_t i = 0; i < b->size->d; i++)
        if (f->variant.form == SGL_FORM_PROX)
            prox(b->entries + i, f, s, &b->bad);
        else
            dual(b->entries + i, f, s, t == 1);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;
        I value, radius;

        soft_threshold(e, f, s, &b->bad);
        denominator(e, f);
        weighted(&value, &radius, e, f, &b->bad);
        value = magnitudes(value);
        squares = add(squares, times(value, value));
        radii = add(radii, times(radius, radius));
    }
    b->bad |= not(less(squares.h, splat(HUGE_ENOUGH)) & less(radii.h, splat(HUGE_ENOUGH)));
    k = group_factor(b, root(squares), root(radii), &b->bad);
    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        entry_step(e, f, s, &k, &b->bad);
        judge_entry(b, e, t);
    }
    if (f->resets) {
        for (size_t i = 0; i < b->size->d; i++)
            see_inverse(&v, b->entries + i, f, s, &b->bad);
        reset(b, &v);
    }
    if (b->probe != NULL)
        see(b, t);
}

static void begin_walk(batch *b)
{
    const sgl_filter *f = b->filter;
    const I zero = point(splat(0));

    for (size_t i = 0; i < b->size->d; i++) {
        entry *e = b->entries + i;

        *e = (entry){.first = zero, .second = pair(f->second), .zeta = zero, .w = pair(f->w_dual), .first_radius = zero,
                     .second_radius = point(splat(f->second_radius)), .w_radius = point(splat(f->w_dual_radius)),
                     .z_before = zero, .below = zero, .above = zero, .x_next = load(&f->trace->x1, b, 0, i)};
    }
    b->bad = none();
    b->ratio = b->late = b->ulp = (largest){splat(0), splat(0)};
    b->agree = b->undecided = b->vacuous = splat(0);
}

static void show(sgl_filter_pair out, I v, int k)
{
    out[0] = low(v)[k];
    out[1] = v.h[k];
}

static void see(const batch *b, size_t t)
{
    for (size_t i = 0; i < b->size->d; i++) {
        const entry *e = b->entries + i;

        for (int k = 0; k < (int)b->count; k++) {
            sgl_filter_seen s;

            if (lane(b->bad, k))
                continue;
            show(s.first, e->first, k);
            show(s.second, e->second, k);
            show(s.m, e->m, k);
            show(s.w_dual, e->w, k);
            show(s.w_denominator, e->w_denominator, k);
            show(s.zeta, e->zeta, k);
            show(s.z, e->z, k);
            show(s.s, e->s, k);
            show(s.x, e->x, k);
            show(s.first_radius, e->first_radius, k);
            show(s.second_radius, e->second_radius, k);
            show(s.w_dual_radius, e->w_radius, k);
            show(s.z_radius, e->z_radius, k);
            show(s.E, e->E, k);
            show(s.below, e->below, k);
            show(s.above, e->above, k);
            b->probe->see(b->probe->context, t, b->first + (size_t)k, i, &s);
        }
    }
}

static sgl_filter_largest largest_of(const largest *v, int k)
{
    return (sgl_filter_largest){v->low[k], v->high[k]};
}

static sgl_status walk_lanes(sgl_filter_group *out, const sgl_filter *f, size_t first, size_t count, const sgl_filter_probe *probe)
{
    batch b = {.filter = f, .probe = probe, .first = first, .count = count};
    size_t begin = 0, end = 0;

    for (int k = 0; k < LANES; k++) { /* lanes to spare repeat the last group */
        size_t group = first + ((size_t)k < count ? (size_t)k : count - 1);

        sgl_ref_group(&f->trace->layout, group, &begin, &end);
        b.begin[k] = (long long)begin;
    }
    b.size = f->sizes;
    while (b.size->d != end - begin)
        b.size++;
    b.entries = aligned_alloc(64, (b.size->d * sizeof *b.entries + 63) / 64 * 64);
    if (b.entries == NULL)
        return SGL_ENOMEM;
    begin_walk(&b);
    for (size_t t = 1; t <= f->trace->steps; t++) {
        if (f->columns != NULL) {
            sgl_status status = sgl_columns_step(f->columns, t);

            if (status != SGL_OK) {
                free(b.entries);
                return status;
            }
            b.from = f->columns->from;
        }
        step(&b, t);
        if (!any(not(b.bad)))
            break; /* no lane is left to decide */
    }
    for (int k = 0; k < (int)count; k++)
        out[k] = (sgl_filter_group){!lane(b.bad, k), largest_of(&b.ratio, k), largest_of(&b.late, k), largest_of(&b.ulp, k),
                                    b.agree[k], b.undecided[k], b.vacuous[k]};
    free(b.entries);
    return SGL_OK;
}

/* All groups of a call, as many at a time as there are lanes. */
static sgl_status walk_groups(sgl_filter_group *out, const sgl_filter *f, size_t first, size_t count, const sgl_filter_probe *probe)
{
    for (size_t done = 0; done < count; done += LANES) {
        size_t some = count - done < LANES ? count - done : LANES;
        sgl_status status = walk_lanes(out + done, f, first + done, some, probe);

        if (status != SGL_OK)
            return status;
    }
    return SGL_OK;
}

#endif
