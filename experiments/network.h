/* The paper's three models above the embedding: MLP, DCN (deep & cross) and OPNN (outer product),
 * float32, one batch at a time, matrix products through cblas. Parameters and their gradient are
 * flat arrays, so that the optimizers of fast/ see them as dense arrays. */
#ifndef NETWORK_H
#define NETWORK_H

#include "rng.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum network_kind { NETWORK_MLP, NETWORK_DCN, NETWORK_OPNN, NETWORK_KINDS } network_kind;

enum { NETWORK_DENSE = 4, NETWORK_CROSS = 2 };

typedef struct network {
    network_kind kind;
    size_t fields, d; /* input: fields * d numbers a row           */
    size_t batch;     /* rows that the buffers hold                */
    size_t depth;     /* dense layers                              */
    size_t width[NETWORK_DENSE + 1];
    size_t weight[NETWORK_DENSE], bias[NETWORK_DENSE]; /* places in parameters */
    size_t cross_weight[NETWORK_CROSS], cross_bias[NETWORK_CROSS], output;
    size_t size; /* of parameters and gradient                                 */
    float *parameters, *gradient;
    float *input, *d_input; /* [batch * fields * d] filled by the caller; its gradient      */
    float *logit;           /* [batch]                                                      */
    float *first, *d_first; /* what the first dense layer sees: input, or with products     */
    float *act[NETWORK_DENSE], *d_act[NETWORK_DENSE];
    float *cross[NETWORK_CROSS], *dot[NETWORK_CROSS], *d_cross; /* DCN */
    float *field_sum; /* OPNN: sum of the embeddings, [batch * d]                     */
} network;

/** A network with Glorot-uniform weights drawn from r, biases 0.
 *  MLP and OPNN: 64, 32, 16, 1; DCN: 64, 64 beside two cross layers. False when memory is short. */
bool network_new(network *net, network_kind kind, size_t fields, size_t d, size_t batch, rng *r);
void network_free(network *net);

/** logit of rows 0 .. n-1 of input, n <= batch. */
void network_forward(network *net, size_t n);

/** After forward: from d_logit [n] (derivative of the loss by each logit) fill gradient and
 * d_input. */
void network_backward(network *net, const float *d_logit, size_t n);

/** "mlp", "dcn", "opnn"; and back, NETWORK_KINDS when there is no such name. */
const char *network_name(network_kind kind);
network_kind network_named(const char *name);

#endif
