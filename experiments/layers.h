/* Layers of the networks: a forward and a backward each, over a batch of n rows, row-major.
 * Gradients of parameters are added to, those of inputs are set unless the name or contract says
 * otherwise. */
#ifndef LAYERS_H
#define LAYERS_H

#include <stdbool.h>
#include <stddef.h>

/** out [n*wide] = in [n*narrow] w [narrow*wide] + b [wide], then max(., 0) when relu. */
void dense_forward(float *out, const float *in, const float *w, const float *b, size_t n,
                   size_t narrow, size_t wide, bool relu);

/** d_in = d_out w' (added to d_in when add), d_w += in' d_out, d_b += column sums of d_out. */
void dense_backward(float *d_in, float *d_w, float *d_b, const float *in, const float *w,
                    const float *d_out, size_t n, size_t narrow, size_t wide, bool add);

/** d [n] becomes 0 where the activation is 0. */
void relu_backward(float *d, const float *activation, size_t n);

/** out [n] = in [n*k] w [k] + bias; linear_add adds in w to out. */
void linear_forward(float *out, const float *in, const float *w, float bias, size_t n, size_t k);
void linear_add(float *out, const float *in, const float *w, size_t n, size_t k);

/** d_in = d_out w', d_w += in' d_out. */
void linear_backward(float *d_in, float *d_w, const float *in, const float *w, const float *d_out,
                     size_t n, size_t k);

/** One cross layer (Wang et al. 2017): out = x0 (before . w) + b + before, row by row; dot [n] =
 * before . w. */
void cross_forward(float *out, float *dot, const float *x0, const float *before, const float *w,
                   const float *b, size_t n, size_t k);

/** In/out: d  in: by out, out: by before;  d_x0 += the share through x0. */
void cross_backward(float *d_x0, float *d, float *d_w, float *d_b, const float *x0,
                    const float *before, const float *dot, const float *w, size_t n, size_t k);

/** Outer product layer (Qu et al. 2016): out row = [in row ; sum sum'], sum [n*d] the sum of the
 * fields' embeddings. */
void product_forward(float *out, float *sum, const float *in, size_t n, size_t fields, size_t d);
void product_backward(float *d_in, const float *d_out, const float *sum, size_t n, size_t fields,
                      size_t d);

#endif
