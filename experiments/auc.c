#include "auc.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct scored {
    float score;
    bool positive;
} scored;

static int by_score(const void *a, const void *b)
{
    float x = ((const scored *)a)->score, y = ((const scored *)b)->score;

    return (x > y) - (x < y);
}

double auc(const float *score, const float *label, size_t n)
{
    scored *rows = malloc((n ? n : 1) * sizeof *rows);
    double rank_sum = 0, positives = 0, area = NAN;
    bool usable = rows && n > 0;

    for (size_t i = 0; usable && i < n; i++) {
        usable = !isnan(score[i]);
        rows[i] = (scored){score[i], label[i] > 0.5f};
    }
    if (usable) {
        qsort(rows, n, sizeof *rows, by_score);
        for (size_t i = 0, j; i < n; i = j) {
            for (j = i; j < n && rows[j].score == rows[i].score; j++)
                ;
            for (size_t k = i; k < j; k++)
                if (rows[k].positive) {
                    rank_sum += ((double)i + 1 + (double)j) / 2; /* the mean rank of the tie */
                    positives++;
                }
        }
        if (positives > 0 && positives < (double)n)
            area = (rank_sum - positives * (positives + 1) / 2) /
                   (positives * ((double)n - positives));
    }
    free(rows);
    return area;
}

double mean_log_loss(const float *logit, const float *label, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        double z = label[i] > 0.5f ? -(double)logit[i] : logit[i];
        sum += z > 0 ? z + log1p(exp(-z)) : log1p(exp(z));
    }
    return sum / (double)n;
}
