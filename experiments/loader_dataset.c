#include "loader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct growing {
    dataset *data;
    size_t rows, room;
} growing;

static bool append(void *context, float label, const uint32_t *ids, size_t fields)
{
    growing *g = context;

    if (g->rows == g->room) {
        size_t room = g->room ? g->room + g->room / 2 : 4096;
        uint32_t *more_ids = realloc(g->data->ids, room * fields * sizeof *ids);
        if (more_ids)
            g->data->ids = more_ids;
        float *more_labels = realloc(g->data->labels, room * sizeof label);
        if (more_labels)
            g->data->labels = more_labels;
        if (!more_ids || !more_labels)
            return false;
        g->room = room;
    }
    memcpy(g->data->ids + g->rows * fields, ids, fields * sizeof *ids);
    g->data->labels[g->rows++] = label;
    return true;
}

bool loader_dataset(dataset *data, loader_report *report, loader_format format, const char *path,
                    const loader_options *options, double test_share, FILE *errors)
{
    growing g = {.data = data};

    memset(data, 0, sizeof *data);
    data->best_auc = NAN;
    bool read = loader_stream(report, format, path, options, append, &g, errors);
    if (read) {
        data->fields = report->fields;
        data->features = (size_t)1 << options->bits;
        data->test = (size_t)(test_share * (double)g.rows);
        data->train = g.rows - data->test;
        read = dataset_mark_present(data);
    }
    if (!read)
        dataset_free(data);
    return read;
}
