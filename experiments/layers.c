/* cblas comes from OpenBLAS where the link line has it, else from GSL; the header is GSL's, the
 * interface is one. */
#include "layers.h"

#include <gsl/gsl_cblas.h>
#include <string.h>

void dense_forward(float *out, const float *in, const float *w, const float *b, size_t n,
                   size_t narrow, size_t wide, bool relu)
{
    for (size_t i = 0; i < n; i++)
        memcpy(out + i * wide, b, wide * sizeof *out);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)n, (int)wide, (int)narrow, 1, in,
                (int)narrow, w, (int)wide, 1, out, (int)wide);
    if (relu)
        for (size_t i = 0; i < n * wide; i++)
            out[i] = out[i] > 0 ? out[i] : 0;
}

void dense_backward(float *d_in, float *d_w, float *d_b, const float *in, const float *w,
                    const float *d_out, size_t n, size_t narrow, size_t wide, bool add)
{
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)narrow, (int)wide, (int)n, 1, in,
                (int)narrow, d_out, (int)wide, 1, d_w, (int)wide);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n, (int)narrow, (int)wide, 1, d_out,
                (int)wide, w, (int)wide, add ? 1 : 0, d_in, (int)narrow);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < wide; j++)
            d_b[j] += d_out[i * wide + j];
}

void relu_backward(float *d, const float *activation, size_t n)
{
    for (size_t i = 0; i < n; i++)
        d[i] = activation[i] > 0 ? d[i] : 0;
}

void linear_add(float *out, const float *in, const float *w, size_t n, size_t k)
{
    cblas_sgemv(CblasRowMajor, CblasNoTrans, (int)n, (int)k, 1, in, (int)k, w, 1, 1, out, 1);
}

void linear_forward(float *out, const float *in, const float *w, float bias, size_t n, size_t k)
{
    for (size_t i = 0; i < n; i++)
        out[i] = bias;
    linear_add(out, in, w, n, k);
}

void linear_backward(float *d_in, float *d_w, const float *in, const float *w, const float *d_out,
                     size_t n, size_t k)
{
    cblas_sgemv(CblasRowMajor, CblasTrans, (int)n, (int)k, 1, in, (int)k, d_out, 1, 1, d_w, 1);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < k; j++)
            d_in[i * k + j] = d_out[i] * w[j];
}

void cross_forward(float *out, float *dot, const float *x0, const float *before, const float *w,
                   const float *b, size_t n, size_t k)
{
    linear_forward(dot, before, w, 0, n, k);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < k; j++)
            out[i * k + j] = x0[i * k + j] * dot[i] + b[j] + before[i * k + j];
}

void cross_backward(float *d_x0, float *d, float *d_w, float *d_b, const float *x0,
                    const float *before, const float *dot, const float *w, size_t n, size_t k)
{
    for (size_t i = 0; i < n; i++) {
        float *d_row = d + i * k, *d_x0_row = d_x0 + i * k;
        const float *x0_row = x0 + i * k, *before_row = before + i * k;
        float d_dot = cblas_sdot((int)k, d_row, 1, x0_row, 1);
        for (size_t j = 0; j < k; j++) {
            d_b[j] += d_row[j];
            d_x0_row[j] += d_row[j] * dot[i];
            d_w[j] += d_dot * before_row[j];
            d_row[j] += d_dot * w[j];
        }
    }
}

void product_forward(float *out, float *sum, const float *in, size_t n, size_t fields, size_t d)
{
    size_t k = fields * d, wide = k + d * d;

    memset(sum, 0, n * d * sizeof *sum);
    for (size_t i = 0; i < n; i++) {
        float *s = sum + i * d, *row = out + i * wide;
        memcpy(row, in + i * k, k * sizeof *row);
        for (size_t f = 0; f < fields; f++)
            for (size_t j = 0; j < d; j++)
                s[j] += row[f * d + j];
        for (size_t a = 0; a < d; a++)
            for (size_t b = 0; b < d; b++)
                row[k + a * d + b] = s[a] * s[b];
    }
}

void product_backward(float *d_in, const float *d_out, const float *sum, size_t n, size_t fields,
                      size_t d)
{
    size_t k = fields * d, wide = k + d * d;

    for (size_t i = 0; i < n; i++) {
        const float *row = d_out + i * wide, *outer = row + k, *s = sum + i * d;
        memcpy(d_in + i * k, row, k * sizeof *row);
        for (size_t a = 0; a < d; a++) {
            float t = 0;
            for (size_t b = 0; b < d; b++)
                t += (outer[a * d + b] + outer[b * d + a]) * s[b];
            for (size_t f = 0; f < fields; f++)
                d_in[i * k + f * d + a] += t;
        }
    }
}
