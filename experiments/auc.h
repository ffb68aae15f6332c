#ifndef AUC_H
#define AUC_H

#include <stddef.h>

/** Area under the receiver operating characteristic: the share of pairs (positive, negative) that
 * score orders rightly, ties counting one half (Mann-Whitney).
 *
 *  Returns: the area; NaN when a class is absent, n is 0, a score is NaN, or memory is short.
 *  In:      score [n]  larger means more likely positive
 *           label [n]  positive when > 1/2
 *  Error:   ranks are exact integers and halves; one division. */
double auc(const float *score, const float *label, size_t n);

/** Mean logarithmic loss of logits against labels, in nats. */
double mean_log_loss(const float *logit, const float *label, size_t n);

#endif
