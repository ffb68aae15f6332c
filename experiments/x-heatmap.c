/* Embedding rows after training under no penalty, l1, l21 and both (compare Scardapane et al. 2016, Fig. 2). Table:
 * heatmap (one row a weight, for the first features of a field). */
#include "ctr_program.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    static const char *const penalties[] = {"none", "l1", "l21", "both"};
    experiment e;
    ctr_source source;
    size_t seeds;
    table t;
    int status;

    if (!ctr_begin(&e, &source, &seeds, argc, argv, "heatmap", &status))
        return status;
    training base = ctr_training(&e);
    double lambda1 = conf_number(&e.conf, "lambda1"), lambda21 = conf_number(&e.conf, "lambda21");
    size_t first = conf_count(&e.conf, "first"), rows = conf_count(&e.conf, "rows");
    if (experiment_misconfigured(&e))
        return 4;
    const dataset *data = ctr_source_get(&source, 1);
    if (!data || first + rows > data->features) {
        fprintf(stderr, "%s: expected first + rows at most the number of features\n", e.conf.file);
        return 4;
    }
    float *x = calloc((first + rows) * base.d, sizeof *x);
    bool done = x && table_open(&t, &e, "heatmap", "penalty\trow\tcolumn\tx\tdead");
    for (int p = 0; done && p < 4; p++) {
        training how = base;
        how.seed = 1;
        how.lambda1 = p & 1 ? lambda1 : 0;
        how.lambda21 = p & 2 ? lambda21 : 0;
        done = train_embedding(x, first + rows, &how, data);
        for (size_t i = 0; done && i < rows; i++)
            for (size_t k = 0; k < base.d; k++) {
                double v = x[(first + i) * base.d + k];
                table_row(&t, "%s\t%zu\t%zu\t%.6g\t%d", penalties[p], i + 1, k + 1, v, v == 0);
            }
    }
    done = done && table_close(&t);
    return ctr_end(&source, x, done);
}
