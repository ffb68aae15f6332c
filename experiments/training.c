#include "training.h"

#include "auc.h"
#include "embedding.h"
#include "sgl_fast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct model {
    const training *how;
    const dataset *data;
    network net;
    embedding rows;
    sgl_step step; /* of the dense layers */
    sgl_arrays_f32 arrays;
    float *d_logit;
} model;

static sgl_variant method(const training *how)
{
    return (sgl_variant){.optimizer = how->optimizer,
                         .scaling = SGL_SCALING_ALGORITHM2,
                         .epsilon =
                             how->optimizer == SGL_ADAM ? SGL_EPSILON_OUTSIDE : SGL_EPSILON_INITIAL,
                         .start = SGL_START_ZERO,
                         .norm = how->norm,
                         .group_factor = how->group_factor,
                         .rows = SGL_ROWS_LAZY,
                         .accumulate_times = 1,
                         .power = 0.5};
}

static void model_free(model *m)
{
    network_free(&m->net);
    embedding_free(&m->rows);
    free(m->arrays.m);
    free(m->arrays.v);
    free(m->arrays.y);
    free(m->d_logit);
}

/* The dense layers: the same optimizer without lambdas. Adagrad's epsilon is in V_1 (Algorithm 3). */
static bool start_dense(model *m, sgl_variant variant, sgl_hyperparameters hyper)
{
    size_t n = m->net.size;

    variant.rows = SGL_ROWS_DENSE;
    variant.norm = SGL_NORM_ALGORITHM1;
    hyper.lambda1 = hyper.lambda21 = hyper.lambda2 = 0;
    m->arrays = (sgl_arrays_f32){.x = m->net.parameters,
                                 .m = calloc(n, sizeof(float)),
                                 .v = calloc(n, sizeof(float)),
                                 .y = calloc(n, sizeof(float))};
    if (!m->arrays.m || !m->arrays.v || !m->arrays.y ||
        sgl_step_begin(&m->step, &variant, &hyper) != SGL_OK)
        return false;
    m->step.threads = 1;
    return sgl_dense_start_f32(&m->arrays, n, &m->step) == SGL_OK;
}

static bool model_new(model *m, const training *how, const dataset *data)
{
    bool adam = how->optimizer == SGL_ADAM;
    sgl_variant variant = method(how);
    sgl_hyperparameters hyper = {.alpha = how->alpha,
                                 .beta1 = 0.9,
                                 .beta2 = 0.999,
                                 .epsilon = adam ? 1e-8 : 1e-7,
                                 .lambda1 = how->lambda1,
                                 .lambda21 = how->lambda21,
                                 .lambda2 = how->lambda2};
    rng r;

    memset(m, 0, sizeof *m);
    m->how = how;
    m->data = data;
    rng_seed(&r, how->seed * 7919 + 13);
    m->d_logit = calloc(how->batch, sizeof *m->d_logit);
    bool made = m->d_logit &&
                network_new(&m->net, how->model, data->fields, how->d, how->batch, &r) &&
                start_dense(m, variant, hyper);
    if (!adam) { /* rows start at their first touch: epsilon is in their accumulator before it */
        hyper.epsilon = 0;
        variant.epsilon = SGL_EPSILON_NONE;
    }
    made =
        made && embedding_new(&m->rows, data->features, how->d, how->batch * data->fields, &variant,
                              &hyper, adam ? 0 : 1e-7, how->init_sd, how->seed * 104729 + 17);
    if (!made)
        model_free(m);
    return made;
}

static bool train_batch(model *m, size_t first, size_t n)
{
    const dataset *data = m->data;
    const uint32_t *ids = data->ids + first * data->fields;
    sgl_layout layout = {.size = m->net.size, .groups = m->net.size, .group_size = 1};

    embedding_revive(&m->rows, ids, n * data->fields);
    embedding_gather(m->net.input, &m->rows, ids, n * data->fields, NULL);
    network_forward(&m->net, n);
    for (size_t i = 0; i < n; i++)
        m->d_logit[i] = (1 / (1 + expf(-m->net.logit[i])) - data->labels[first + i]) / (float)n;
    network_backward(&m->net, m->d_logit, n);
    return sgl_step_next(&m->step, m->how->alpha) == SGL_OK &&
           sgl_dense_f32(&m->arrays, m->net.gradient, NULL, &layout, &m->step) == SGL_OK &&
           embedding_step(&m->rows, m->net.d_input, ids, n * data->fields);
}

static bool train_rows(model *m, size_t from, size_t to)
{
    bool stepped = true;

    for (size_t i = from; i < to && stepped; i += m->how->batch)
        stepped = train_batch(m, i, to - i < m->how->batch ? to - i : m->how->batch);
    return stepped;
}

static bool evaluate(outcome *out, model *m)
{
    const dataset *data = m->data;
    float *logit = malloc(data->test * sizeof *logit);
    size_t rows, weights;

    if (!logit)
        return false;
    for (size_t i = 0; i < data->test; i += m->how->batch) {
        size_t n = data->test - i < m->how->batch ? data->test - i : m->how->batch;
        embedding_gather(m->net.input, &m->rows, data->ids + (data->train + i) * data->fields,
                         n * data->fields, data->present);
        network_forward(&m->net, n);
        memcpy(logit + i, m->net.logit, n * sizeof *logit);
    }
    embedding_count(&rows, &weights, &m->rows, data->present);
    out->feature_rate = (double)rows / (double)data->present_count;
    out->weight_rate = (double)weights / (double)(data->present_count * m->how->d);
    out->auc = auc(logit, data->labels + data->train, data->test);
    out->log_loss = mean_log_loss(logit, data->labels + data->train, data->test);
    free(logit);
    return true;
}

static bool train_epochs(model *m, size_t last_end)
{
    bool done = true;

    for (size_t e = 0; e < m->how->epochs && done; e++)
        done = train_rows(m, 0, e + 1 == m->how->epochs ? last_end : m->data->train);
    return done;
}

bool train(outcome *out, const training *how, const dataset *data)
{
    model m;
    bool done = model_new(&m, how, data);

    if (!done)
        return false;
    done = train_epochs(&m, data->train) && evaluate(out, &m);
    model_free(&m);
    return done;
}

bool train_embedding(float *out, size_t n, const training *how, const dataset *data)
{
    model m;
    bool done = model_new(&m, how, data);

    if (!done)
        return false;
    done = train_epochs(&m, data->train);
    for (size_t row = 0; row < n; row++)
        memcpy(out + row * how->d, m.rows.table + row * m.rows.stride, how->d * sizeof *out);
    model_free(&m);
    return done;
}

/* The dense layers as one block: parameters, m, v. */
static void copy_dense(float *to, const float *from, model *m, bool save)
{
    size_t n = m->net.size;
    float *parts[] = {m->net.parameters, m->arrays.m, m->arrays.v};

    for (size_t i = 0; i < 3; i++)
        if (save)
            memcpy(to + i * n, parts[i], n * sizeof *to);
        else
            memcpy(parts[i], from + i * n, n * sizeof *to);
}

bool train_and_prune(outcome *out, const training *how, const dataset *data, const double *rates,
                     size_t n_rates, double share)
{
    size_t cut = data->train - (size_t)(share * (double)data->train);
    model m;
    bool done = model_new(&m, how, data);

    if (!done)
        return false;
    if (share > 0)
        cut = cut / how->batch * how->batch;
    done = train_epochs(&m, cut);
    float *rows = embedding_save(&m.rows), *dense = malloc(3 * m.net.size * sizeof *dense);
    sgl_step step = m.step;
    done = done && rows && dense;
    if (done)
        copy_dense(dense, NULL, &m, true);
    for (size_t i = 0; i < n_rates && done; i++) {
        size_t keep = (size_t)(rates[i] * (double)data->present_count + 0.5);
        embedding_restore(&m.rows, rows);
        copy_dense(NULL, dense, &m, false);
        m.step = step;
        if (cut < data->train)
            done =
                embedding_prune(&m.rows, data->present, keep) && train_rows(&m, cut, data->train);
        done = done && embedding_prune(&m.rows, data->present, keep) && evaluate(&out[i], &m);
    }
    free(rows);
    free(dense);
    model_free(&m);
    return done;
}
