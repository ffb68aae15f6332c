#include "online.h"

#include <math.h>
#include <string.h>

void online_start(online *o, const double *start, size_t n, size_t group_size)
{
    memset(o->x, 0, sizeof *o - offsetof(online, x));
    o->t = 0;
    o->n = n;
    o->group_size = group_size;
    memcpy(o->x, start, n * sizeof *start);
}

static double threshold_of(const online *o)
{
    double rounds = o->update == ONLINE_DUAL_AVERAGE ? (double)o->t : 1;

    return rounds * o->lambda21 * sqrt((double)o->group_size);
}

/* Theorem 1 (corrected), or Algorithm 1 line 10, for the group at k. */
static void shrink(online *o, size_t k)
{
    double s[ONLINE_MAX], square = 0, threshold = threshold_of(o), factor = 1;

    for (size_t i = k; i < k + o->group_size; i++) {
        double size = fabs(o->z[i]) - o->lambda1, a = o->w[i] / 2 + o->lambda2;
        s[i] = size > 0 ? -copysign(size, o->z[i]) : 0;
        square += o->update == ONLINE_UPDATE_6 ? s[i] * s[i] / a : s[i] * s[i];
    }
    if (threshold > 0)
        factor = sqrt(square) > threshold ? 1 - threshold / sqrt(square) : 0;
    for (size_t i = k; i < k + o->group_size; i++)
        o->x[i] = s[i] == 0 ? 0 : factor * s[i] / (o->w[i] + 2 * o->lambda2);
}

void online_step(online *o, const double *g, const double *w)
{
    o->t++;
    o->smallest_q = INFINITY;
    memcpy(o->x_previous, o->x, sizeof o->x);
    memcpy(o->m_previous, o->m, sizeof o->m);
    for (size_t i = 0; i < o->n; i++) {
        double q = w[i] - o->w[i], before = o->t == 1 ? 1 : o->w[i];
        o->m[i] = o->gamma * o->m[i] + g[i];
        o->dual_now += o->m[i] == 0 ? 0 : o->m[i] * o->m[i] / w[i] / 2;
        o->dual_before += o->m[i] == 0 ? 0 : o->m[i] * o->m[i] / before / 2;
        o->q_x[i] += q * o->x[i];
        o->q_xx += q * o->x[i] * o->x[i];
        o->smallest_q = fmin(o->smallest_q, q);
        o->z[i] += o->m[i] - (o->update == ONLINE_DUAL_AVERAGE ? 0 : q * o->x[i]);
        o->w[i] = w[i];
    }
    for (size_t k = 0; k < o->n; k += o->group_size)
        shrink(o, k);
}

double online_psi(const online *o, const double *u)
{
    double psi = 0;

    for (size_t k = 0; k < o->n; k += o->group_size) {
        double square = 0;
        for (size_t i = k; i < k + o->group_size; i++) {
            square += (o->w[i] / 2 + o->lambda2) * u[i] * u[i];
            psi += o->lambda1 * fabs(u[i]) + o->lambda2 * u[i] * u[i];
        }
        psi += o->lambda21 * sqrt((double)o->group_size) * sqrt(square);
    }
    return psi;
}

double online_proximity(const online *o, const double *u)
{
    double sum = o->q_xx; /* (u - x)'Q(u - x), with sum Q_s/alpha_s = W */

    for (size_t i = 0; i < o->n; i++)
        sum += o->w[i] * u[i] * u[i] - 2 * u[i] * o->q_x[i];
    return sum / 2;
}

double online_bound_printed(const online *o, const double *u)
{
    return online_psi(o, u) + online_proximity(o, u) + o->dual_before;
}

double online_bound_prime(const online *o, const double *u)
{
    return online_psi(o, u) + online_proximity(o, u) + o->dual_now;
}
