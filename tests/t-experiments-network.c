/* The networks: the float32 logits against a plain double version written apart, and the float32 gradients against
 * central differences of it. */
#include "blas.h"
#include "network.h"
#include "tap.h"

#include <math.h>
#include <string.h>

enum { FIELDS = 3, DIMENSION = 4, ROWS = 5, INPUT = FIELDS * DIMENSION };

/* One dense stack in double over parameters p; returns where the parameters go on. */
static const double *stack(double *out, const double *in, const double *p, const size_t *width,
                           size_t depth, bool relu_last)
{
    double a[256], b[256];

    memcpy(a, in, width[0] * sizeof *a);
    for (size_t layer = 0; layer < depth; layer++) {
        const double *bias = p + width[layer] * width[layer + 1];
        for (size_t j = 0; j < width[layer + 1]; j++) {
            b[j] = bias[j];
            for (size_t k = 0; k < width[layer]; k++)
                b[j] += a[k] * p[k * width[layer + 1] + j];
            if ((relu_last || layer + 1 < depth) && b[j] < 0)
                b[j] = 0;
        }
        p = bias + width[layer + 1];
        memcpy(a, b, width[layer + 1] * sizeof *a);
    }
    memcpy(out, a, width[depth] * sizeof *a);
    return p;
}

static double plain_logit(const network *net, const double *p, const double *x)
{
    double first[INPUT + DIMENSION * DIMENSION], out[64], cross[INPUT], sum = 0, s[DIMENSION] = {0};

    memcpy(first, x, INPUT * sizeof *x);
    for (size_t i = 0; i < INPUT; i++)
        s[i % DIMENSION] += x[i];
    for (size_t i = 0; i < DIMENSION * DIMENSION; i++)
        first[INPUT + i] = s[i / DIMENSION] * s[i % DIMENSION];
    p = stack(out, first, p, net->width, net->depth, net->kind == NETWORK_DCN);
    if (net->kind != NETWORK_DCN)
        return out[0];
    memcpy(cross, x, sizeof cross);
    for (int c = 0; c < NETWORK_CROSS; c++, p += 2 * INPUT) {
        double dot = 0;
        for (size_t i = 0; i < INPUT; i++)
            dot += cross[i] * p[i];
        for (size_t i = 0; i < INPUT; i++)
            cross[i] = x[i] * dot + p[INPUT + i] + cross[i];
    }
    for (size_t i = 0; i < INPUT; i++)
        sum += cross[i] * p[i];
    for (size_t i = 0; i < 64; i++)
        sum += out[i] * p[INPUT + i];
    return sum + p[INPUT + 64];
}

/* The loss is sum of weight_i logit_i. */
static double plain_loss(const network *net, const double *p, const double *x, const float *weight)
{
    double sum = 0;

    for (size_t i = 0; i < ROWS; i++)
        sum += weight[i] * plain_logit(net, p, x + i * INPUT);
    return sum;
}

/* Largest difference between gradient [n] and central differences in v, relative to the largest entry. Kinks of
 * relu within h of a point are too rare to matter: entries are compared to 1e-3. */
static double difference(const network *net, double *v, size_t n, const float *gradient,
                         const double *p, const double *x, const float *weight)
{
    double worst = 0, largest = 1e-3, h = 1e-6;

    for (size_t i = 0; i < n; i++) {
        double at = v[i];
        v[i] = at + h;
        double up = plain_loss(net, p, x, weight);
        v[i] = at - h;
        double down = plain_loss(net, p, x, weight);
        v[i] = at;
        worst = fmax(worst, fabs((up - down) / (2 * h) - gradient[i]));
        largest = fmax(largest, fabs((double)gradient[i]));
    }
    return worst / largest;
}

static void test_network(network_kind kind)
{
    static double p[1 << 16], x[ROWS * INPUT];
    float weight[ROWS];
    double worst = 0;
    network net;
    rng r;

    rng_seed(&r, 11);
    if (!network_new(&net, kind, FIELDS, DIMENSION, ROWS + 2, &r))
        bail_out("out of memory");
    for (size_t i = 0; i < net.size; i++) {
        net.parameters[i] += (float)(0.1 * (test_uniform() - 0.5)); /* biases too */
        p[i] = net.parameters[i];
    }
    for (size_t i = 0; i < ROWS * INPUT; i++)
        x[i] = net.input[i] = (float)(2 * test_uniform() - 1);
    network_forward(&net, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        weight[i] = (float)(test_uniform() - 0.5);
        worst = fmax(worst, fabs(plain_logit(&net, p, x + i * INPUT) - net.logit[i]));
    }
    ok(worst < 1e-5, "%s: logits", network_name(kind));
    network_backward(&net, weight, ROWS);
    ok(difference(&net, p, net.size, net.gradient, p, x, weight) < 1e-4,
       "%s: gradient by %zu parameters", network_name(kind), net.size);
    ok(difference(&net, x, ROWS * INPUT, net.d_input, p, x, weight) < 1e-4,
       "%s: gradient by the input", network_name(kind));
    network_free(&net);
}

int main(int argc, char **argv)
{
    (void)argc;
    blas_prepare(argv);
    plan(3 * NETWORK_KINDS + 1);
    for (int kind = 0; kind < NETWORK_KINDS; kind++)
        test_network((network_kind)kind);
    ok(network_named("opnn") == NETWORK_OPNN && network_named("none") == NETWORK_KINDS, "names");
    return tap_status();
}
