#include "network.h"

#include "layers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[NETWORK_KINDS] = {"mlp", "dcn", "opnn"};

const char *network_name(network_kind kind)
{
    return names[kind];
}

network_kind network_named(const char *name)
{
    int kind = 0;

    while (kind < NETWORK_KINDS && strcmp(name, names[kind]))
        kind++;
    return (network_kind)kind;
}

/* Places of all parameters; sets size. */
static void lay_out(network *net)
{
    size_t input = net->fields * net->d, place = 0;

    for (size_t i = 0; i < net->depth; i++) {
        net->weight[i] = place;
        net->bias[i] = place += net->width[i] * net->width[i + 1];
        place += net->width[i + 1];
    }
    if (net->kind == NETWORK_DCN) {
        for (size_t c = 0; c < NETWORK_CROSS; c++) {
            net->cross_weight[c] = place;
            net->cross_bias[c] = place += input;
            place += input;
        }
        net->output = place;
        place += input + net->width[net->depth] + 1; /* the last is the bias */
    }
    net->size = place;
}

static void glorot(float *w, size_t in, size_t out, rng *r)
{
    double bound = sqrt(6.0 / (double)(in + out));

    for (size_t i = 0; i < in * out; i++)
        w[i] = (float)(bound * (2 * rng_uniform(r) - 1));
}

static void draw(network *net, rng *r)
{
    size_t input = net->fields * net->d;

    for (size_t i = 0; i < net->depth; i++)
        glorot(net->parameters + net->weight[i], net->width[i], net->width[i + 1], r);
    if (net->kind != NETWORK_DCN)
        return;
    for (size_t c = 0; c < NETWORK_CROSS; c++)
        glorot(net->parameters + net->cross_weight[c], input, 1, r);
    glorot(net->parameters + net->output, input + net->width[net->depth], 1, r);
}

static float *floats(size_t n, bool *failed)
{
    float *v = aligned_alloc(64, (n * sizeof *v / 64 + 1) * 64);

    if (v)
        memset(v, 0, n * sizeof *v);
    *failed |= !v;
    return v;
}

bool network_new(network *net, network_kind kind, size_t fields, size_t d, size_t batch, rng *r)
{
    static const size_t plain[] = {64, 32, 16, 1}, deep[] = {64, 64};
    size_t input = fields * d;
    bool failed = false;

    memset(net, 0, sizeof *net);
    net->kind = kind;
    net->fields = fields;
    net->d = d;
    net->batch = batch;
    net->depth = kind == NETWORK_DCN ? 2 : 4;
    net->width[0] = input + (kind == NETWORK_OPNN ? d * d : 0);
    for (size_t i = 0; i < net->depth; i++)
        net->width[i + 1] = kind == NETWORK_DCN ? deep[i] : plain[i];
    lay_out(net);
    net->parameters = floats(net->size, &failed);
    net->gradient = floats(net->size, &failed);
    net->input = floats(batch * input, &failed);
    net->d_input = floats(batch * input, &failed);
    net->logit = floats(batch, &failed);
    net->first = kind == NETWORK_OPNN ? floats(batch * net->width[0], &failed) : net->input;
    net->d_first = kind == NETWORK_OPNN ? floats(batch * net->width[0], &failed) : net->d_input;
    for (size_t i = 0; i < net->depth; i++) {
        net->act[i] = floats(batch * net->width[i + 1], &failed);
        net->d_act[i] = floats(batch * net->width[i + 1], &failed);
    }
    for (size_t c = 0; kind == NETWORK_DCN && c < NETWORK_CROSS; c++) {
        net->cross[c] = floats(batch * input, &failed);
        net->dot[c] = floats(batch, &failed);
    }
    net->d_cross = kind == NETWORK_DCN ? floats(batch * input, &failed) : NULL;
    net->field_sum = kind == NETWORK_OPNN ? floats(batch * d, &failed) : NULL;
    if (failed)
        network_free(net);
    else
        draw(net, r);
    return !failed;
}

void network_free(network *net)
{
    if (net->first != net->input) {
        free(net->first);
        free(net->d_first);
    }
    for (size_t i = 0; i < NETWORK_DENSE; i++) {
        free(net->act[i]);
        free(net->d_act[i]);
    }
    for (size_t c = 0; c < NETWORK_CROSS; c++) {
        free(net->cross[c]);
        free(net->dot[c]);
    }
    free(net->d_cross);
    free(net->field_sum);
    free(net->parameters);
    free(net->gradient);
    free(net->input);
    free(net->d_input);
    free(net->logit);
    memset(net, 0, sizeof *net);
}

/* DCN: the logit is linear in [last cross layer ; last deep layer ; 1]. */
static void join(network *net, size_t n)
{
    size_t input = net->fields * net->d, deep = net->width[net->depth];
    const float *w = net->parameters + net->output, *before = net->input;

    for (size_t c = 0; c < NETWORK_CROSS; c++) {
        cross_forward(net->cross[c], net->dot[c], net->input, before,
                      net->parameters + net->cross_weight[c], net->parameters + net->cross_bias[c],
                      n, input);
        before = net->cross[c];
    }
    linear_forward(net->logit, before, w, w[input + deep], n, input);
    linear_add(net->logit, net->act[net->depth - 1], w + input, n, deep);
}

void network_forward(network *net, size_t n)
{
    const float *before = net->first;

    if (net->kind == NETWORK_OPNN)
        product_forward(net->first, net->field_sum, net->input, n, net->fields, net->d);
    for (size_t i = 0; i < net->depth; i++) {
        bool relu = net->kind == NETWORK_DCN || i + 1 < net->depth;
        dense_forward(net->act[i], before, net->parameters + net->weight[i],
                      net->parameters + net->bias[i], n, net->width[i], net->width[i + 1], relu);
        before = net->act[i];
    }
    if (net->kind == NETWORK_DCN)
        join(net, n);
    else
        memcpy(net->logit, net->act[net->depth - 1], n * sizeof *net->logit);
}

/* DCN: the gradients of the joint, of the cross layers, and of input by way of them (d_input is
 * set). */
static void part(network *net, const float *d_logit, size_t n)
{
    size_t input = net->fields * net->d, deep = net->width[net->depth];
    const float *w = net->parameters + net->output;
    float *g = net->gradient + net->output;

    linear_backward(net->d_act[net->depth - 1], g + input, net->act[net->depth - 1], w + input,
                    d_logit, n, deep);
    linear_backward(net->d_cross, g, net->cross[NETWORK_CROSS - 1], w, d_logit, n, input);
    for (size_t i = 0; i < n; i++)
        g[input + deep] += d_logit[i];
    memset(net->d_input, 0, n * input * sizeof *net->d_input);
    for (size_t c = NETWORK_CROSS; c-- > 0;)
        cross_backward(net->d_input, net->d_cross, net->gradient + net->cross_weight[c],
                       net->gradient + net->cross_bias[c], net->input,
                       c ? net->cross[c - 1] : net->input, net->dot[c],
                       net->parameters + net->cross_weight[c], n, input);
    for (size_t i = 0; i < n * input; i++)
        net->d_input[i] += net->d_cross[i];
}

void network_backward(network *net, const float *d_logit, size_t n)
{
    memset(net->gradient, 0, net->size * sizeof *net->gradient);
    if (net->kind == NETWORK_DCN)
        part(net, d_logit, n);
    else
        memcpy(net->d_act[net->depth - 1], d_logit, n * sizeof *d_logit);
    for (size_t i = net->depth; i-- > 0;) {
        bool relu = net->kind == NETWORK_DCN || i + 1 < net->depth;
        if (relu)
            relu_backward(net->d_act[i], net->act[i], n * net->width[i + 1]);
        /* DCN: the deep part's share is added to the cross part's in d_input. */
        dense_backward(i ? net->d_act[i - 1] : net->d_first, net->gradient + net->weight[i],
                       net->gradient + net->bias[i], i ? net->act[i - 1] : net->first,
                       net->parameters + net->weight[i], net->d_act[i], n, net->width[i],
                       net->width[i + 1], i == 0 && net->kind == NETWORK_DCN);
    }
    if (net->kind == NETWORK_OPNN)
        product_backward(net->d_input, net->d_first, net->field_sum, n, net->fields, net->d);
}
