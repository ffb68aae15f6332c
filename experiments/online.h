/* Online learning by the update (6) and by Algorithm 1, in double, with the right-hand sides of the paper's regret
 * bounds kept as it runs.
 *
 *     m_t = gamma m_{t-1} + g_t,   z_t = z_{t-1} + m_t - (W_t - W_{t-1}) x_t,   A_t = W_t/2 + lambda2
 *
 * The caller gives W_t = sqrt(V_t)/alpha_t; Q_t/alpha_t = W_t - W_{t-1}. */
#ifndef ONLINE_H
#define ONLINE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum online_update {
    ONLINE_UPDATE_6,    /* argmin of Eq. (6): the group norm is |A^{-1/2} s| */
    ONLINE_ALGORITHM_1, /* what is run: |s|                                 */
    ONLINE_DUAL_AVERAGE /* DA-GL (Yang et al. 2010): argmin g_{1:t}.x + t lambda21 sum sqrt(d)|x^g| + W_t|x|^2/2 */
} online_update;

enum { ONLINE_MAX = 64 };

typedef struct online {
    online_update update;
    size_t n, group_size, t;
    double gamma, lambda1, lambda21, lambda2;
    double x[ONLINE_MAX], x_previous[ONLINE_MAX]; /* x_{t+1}, x_t   */
    double m[ONLINE_MAX], m_previous[ONLINE_MAX]; /* m_t, m_{t-1}   */
    double w[ONLINE_MAX], z[ONLINE_MAX];
    double q_x[ONLINE_MAX];       /* sum Q_s/alpha_s x_s, per coordinate            */
    double q_xx;                  /* sum x_s' Q_s/alpha_s x_s                       */
    double dual_now, dual_before; /* 1/2 sum |m_s|^2 in the dual norms at s and s-1 */
    double smallest_q;            /* of step t: least entry of Q_t/alpha_t          */
} online;

/** x_1 = start [n], n <= ONLINE_MAX, n a multiple of group_size; everything else 0. */
void online_start(online *o, const double *start, size_t n, size_t group_size);

/** Step t -> t+1 from the subgradient g [n] at x_t and W_t = w [n] > 0. */
void online_step(online *o, const double *g, const double *w);

/** Psi_T(u) of Eq. (5) with A_T of Theorem 1. u [n]. */
double online_psi(const online *o, const double *u);

/** sum 1/(2 alpha_t) (u - x_t)' Q_t (u - x_t), t <= T. */
double online_proximity(const online *o, const double *u);

/** Right-hand side of (14) as printed, with h_0 = |x - c|^2/2: the dual norm of m_t is that of step t-1, of m_1 the
 *  Euclidean one. */
double online_bound_printed(const online *o, const double *u);

/** Right-hand side of Theorem 3': the dual norm of m_t is that of step t. */
double online_bound_prime(const online *o, const double *u);

#endif
