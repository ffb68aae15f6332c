/* The synthetic problem. The order of the draws is part of its definition: teacher, pairs, rows,
 * labels. */
#include "auc.h"
#include "dataset.h"
#include "rng.h"

#include <math.h>
#include <stdlib.h>

enum {
    FIELDS = 16,
    SMALL_FIELDS = 4, /* 8, 16, 32, 64 values; these and every even field are informative */
    INFORMATIVE = 10,
    FACTORS = 4, /* entries of u */
    PAIRS = 12
};

typedef struct teacher {
    size_t first[FIELDS + 1]; /* ids of field f are first[f] .. first[f+1]-1 */
    double *cumulative;       /* of the values of each field                 */
    float *weight;            /* w                                           */
    float *factor;            /* u, FACTORS a feature                        */
    int pair[PAIRS][2];       /* fields whose factors multiply               */
} teacher;

static size_t values_of(int field)
{
    static const size_t large[] = {2500, 5000, 10000};

    return field < SMALL_FIELDS ? (size_t)8 << field : large[field % 3];
}

static bool informative(int field)
{
    return field < SMALL_FIELDS || field % 2 == 0;
}

/* P(i) proportional to (i+1)^-1.05 within each field. */
static void fill_cumulative(teacher *t)
{
    for (int f = 0; f < FIELDS; f++) {
        double sum = 0;
        for (size_t id = t->first[f]; id < t->first[f + 1]; id++)
            t->cumulative[id] = sum += pow((double)(id - t->first[f]) + 1, -1.05);
        for (size_t id = t->first[f]; id < t->first[f + 1]; id++)
            t->cumulative[id] /= sum;
    }
}

static void draw_teacher(teacher *t, rng *r)
{
    int fields[INFORMATIVE], n = 0;

    for (int f = 0; f < FIELDS; f++) {
        if (informative(f))
            fields[n++] = f;
        for (size_t id = t->first[f]; id < t->first[f + 1]; id++) {
            double q = rng_uniform(r), g = rng_normal(r), h[FACTORS];
            for (int k = 0; k < FACTORS; k++)
                h[k] = rng_normal(r);
            if (!informative(f) || q >= (f < SMALL_FIELDS ? 0.5 : 0.15))
                continue;
            t->weight[id] = (float)(0.8 * g);
            for (int k = 0; k < FACTORS; k++)
                t->factor[id * FACTORS + (size_t)k] = (float)h[k];
        }
    }
    for (int p = 0; p < PAIRS; p++)
        do
            for (int k = 0; k < 2; k++)
                t->pair[p][k] = fields[(int)(rng_uniform(r) * INFORMATIVE)];
        while (t->pair[p][0] == t->pair[p][1]);
}

static uint32_t draw_value(const teacher *t, int field, double q)
{
    size_t lo = t->first[field], hi = t->first[field + 1] - 1;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (t->cumulative[mid] > q)
            hi = mid;
        else
            lo = mid + 1;
    }
    return (uint32_t)lo;
}

static double draw_row(uint32_t *ids, const teacher *t, rng *r)
{
    double logit = 0;

    for (int f = 0; f < FIELDS; f++) {
        ids[f] = draw_value(t, f, rng_uniform(r));
        logit += t->weight[ids[f]];
    }
    for (int p = 0; p < PAIRS; p++) {
        const float *a = t->factor + (size_t)ids[t->pair[p][0]] * FACTORS;
        const float *b = t->factor + (size_t)ids[t->pair[p][1]] * FACTORS;
        double dot = 0;
        for (int k = 0; k < FACTORS; k++)
            dot += a[k] * b[k];
        logit += 0.6 * dot / 2;
    }
    return logit;
}

/* The b with mean sigmoid(logit + b) = 0.20. */
static double intercept(const double *logit, size_t n)
{
    double lo = -20, hi = 20;

    for (int i = 0; i < 60; i++) {
        double mid = (lo + hi) / 2, sum = 0;
        for (size_t k = 0; k < n; k++)
            sum += 1 / (1 + exp(-(logit[k] + mid)));
        if (sum / (double)n > 0.20)
            hi = mid;
        else
            lo = mid;
    }
    return lo;
}

static void draw_labels(dataset *data, const double *logit, float *score, rng *r)
{
    size_t n = data->train + data->test;
    double b = intercept(logit, n);

    for (size_t i = 0; i < n; i++) {
        data->labels[i] = rng_uniform(r) < 1 / (1 + exp(-(logit[i] + b)));
        score[i] = (float)logit[i];
    }
    data->best_auc = auc(score + data->train, data->labels + data->train, data->test);
}

bool dataset_generate(dataset *data, uint64_t k, size_t train, size_t test)
{
    teacher t = {.first = {0}};
    size_t n = train + test;
    rng r;

    for (int f = 0; f < FIELDS; f++)
        t.first[f + 1] = t.first[f] + values_of(f);
    *data = (dataset){.fields = FIELDS, .features = t.first[FIELDS], .train = train, .test = test};
    t.cumulative = calloc(data->features, sizeof *t.cumulative);
    t.weight = calloc(data->features, sizeof *t.weight);
    t.factor = calloc(data->features * FACTORS, sizeof *t.factor);
    data->ids = calloc(n * FIELDS, sizeof *data->ids);
    data->labels = calloc(n, sizeof *data->labels);
    double *logit = calloc(n, sizeof *logit);
    float *score = calloc(n, sizeof *score);
    bool made = t.cumulative && t.weight && t.factor && data->ids && data->labels && logit && score;
    if (made) {
        rng_seed(&r, k * 1000003u);
        fill_cumulative(&t);
        draw_teacher(&t, &r);
        for (size_t i = 0; i < n; i++)
            logit[i] = draw_row(data->ids + i * FIELDS, &t, &r);
        draw_labels(data, logit, score, &r);
        made = dataset_mark_present(data);
    }
    free(t.cumulative);
    free(t.weight);
    free(t.factor);
    free(logit);
    free(score);
    if (!made)
        dataset_free(data);
    return made;
}
