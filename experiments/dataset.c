#include "dataset.h"

#include <stdlib.h>
#include <string.h>

bool dataset_mark_present(dataset *data)
{
    data->present_count = 0;
    data->present = calloc(data->features ? data->features : 1, 1);
    if (!data->present)
        return false;
    for (size_t i = 0; i < data->train * data->fields; i++)
        data->present[data->ids[i]] = 1;
    for (size_t i = 0; i < data->features; i++)
        data->present_count += data->present[i];
    return true;
}

void dataset_free(dataset *data)
{
    free(data->ids);
    free(data->labels);
    free(data->present);
    memset(data, 0, sizeof *data);
}
