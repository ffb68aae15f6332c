#include "moments.h"

void moments(rat *m, rat *sigma, const rat *g, size_t T, rat gamma, rat eta)
{
    rat first = rat_zero(), second = rat_zero();

    for (size_t t = 0; t < T; t++) {
        m[t] = first = rat_add(rat_mul(gamma, first), g[t]);
        sigma[t] = second = rat_add(rat_mul(eta, second), rat_sqr(g[t]));
    }
}

num moments_weighted(const rat *m, const rat *under, size_t T)
{
    num sum = num_int(0);

    for (size_t t = 0; t < T; t++)
        if (rat_sgn(m[t]) != 0)
            sum = num_add(sum, num_div(num_rat(rat_sqr(m[t])), num_sqrt(num_rat(under[t]))));
    return sum;
}

void moments_squares(rat *squares, const rat *m, size_t T)
{
    rat sum = rat_zero();

    for (size_t t = 0; t < T; t++)
        squares[t] = sum = rat_add(sum, rat_sqr(m[t]));
}

size_t moments_draw(rat *g)
{
    size_t T = 1 + test_random() % MOMENTS_MOST;

    for (size_t t = 0; t < T; t++)
        g[t] = rat_random(3, 4);
    return T;
}
