#include "judge/columns.h"
#include "sgl_ref.h"

#include <stdlib.h>

bool sgl_columns_wanted(const sgl_trace *trace)
{
    return trace->x.streamed || trace->grads.streamed || trace->hessian.streamed;
}

/* Bytes of one weight at one step. */
static size_t entry_size(const sgl_trace *trace)
{
    return sgl_npy_width(&trace->x) + sgl_npy_width(&trace->grads) + (trace->has_hessian ? sgl_npy_width(&trace->hessian) : 0);
}

size_t sgl_columns_groups(const sgl_trace *trace, size_t window, size_t least)
{
    size_t columns = window / entry_size(trace) / trace->steps, groups = trace->layout.groups;
    size_t fit = columns / ((trace->layout.size + groups - 1) / groups);

    return fit < least ? least : fit / least * least;
}

/* A piece of memory of at least that size; what was in it is lost. */
static void *grow(void **memory, size_t *room, size_t size)
{
    if (*room < size) {
        free(*memory);
        *memory = malloc(size);
        *room = *memory != NULL ? size : 0;
    }
    return *memory;
}

/* Where a row of the columns begins in the file. */
static size_t place(const sgl_columns *c, size_t row)
{
#if SGL_MUTANT == 291
    return row * c->source->layout.size + c->begin;
#else
    return (c->from + row) * c->source->layout.size + c->begin;
#endif
}

/* The rows that the system has in memory, as far as they go; the others are asked for all together before the first is waited for. */
static sgl_status load(sgl_columns *c, sgl_npy *to, const sgl_npy *source)
{
    size_t width = c->view.layout.size, bytes = width * sgl_npy_width(source), there = 0;
    unsigned char *data = (unsigned char *)to->data;
    sgl_status status = SGL_OK;

    while (there < c->rows && sgl_npy_read_at_once(data + there * bytes, source, place(c, there), width))
        there++;
    for (size_t row = there; row < c->rows; row++)
        sgl_npy_expect(source, place(c, row), width);
    for (size_t row = there; row < c->rows && status == SGL_OK; row++)
        status = sgl_npy_read(data + row * bytes, source, place(c, row), width);
    return status;
}

static sgl_status load_rows(sgl_columns *c, size_t from)
{
    size_t T = c->source->steps;
    sgl_status status;

    c->from = from;
    c->rows = T - from < c->most ? T - from : c->most;
    status = load(c, &c->view.grads, &c->source->grads);
    if (status == SGL_OK)
        status = load(c, &c->view.x, &c->source->x);
    if (status == SGL_OK && c->source->has_hessian)
        status = load(c, &c->view.hessian, &c->source->hessian);
    if (status != SGL_OK)
        c->rows = 0;
    return status;
}

/* An array of so many rows of the columns, at *at in the buffer, which is moved on. */
static void lay_out(sgl_npy *array, const sgl_npy *source, unsigned char **at, size_t rows, size_t width)
{
    *array = (sgl_npy){.type = source->type, .dimensions = 2, .shape = {rows, width}, .count = rows * width, .data = *at};
    *at += rows * width * sgl_npy_width(source);
}

static sgl_status set_layout(sgl_columns *c, const sgl_trace *trace, size_t first, size_t count)
{
    if (trace->layout.offsets != NULL && grow(&c->offsets, &c->offsets_room, (count + 1) * sizeof *trace->layout.offsets) == NULL)
        return SGL_ENOMEM;
    c->begin = sgl_trace_part(&c->view.layout, c->offsets, &trace->layout, first, count);
    return SGL_OK;
}

sgl_status sgl_columns_take(sgl_columns *c, const sgl_trace *trace, size_t window, size_t first, size_t count)
{
    size_t width, entry = entry_size(trace);
    unsigned char *at;

    c->source = trace;
    c->first = first;
    c->rows = 0;
    c->view = *trace;
    c->view.has_rows = false;
    if (set_layout(c, trace, first, count) != SGL_OK)
        return SGL_ENOMEM;
    width = c->view.layout.size;
    c->most = window / entry / width;
    c->most = c->most == 0 ? 1 : c->most < trace->steps ? c->most : trace->steps;
    at = grow(&c->buffer, &c->room, width * (sgl_npy_width(&trace->x1) + c->most * entry));
    if (at == NULL)
        return SGL_ENOMEM;
    lay_out(&c->view.x1, &trace->x1, &at, 1, width);
    lay_out(&c->view.grads, &trace->grads, &at, c->most, width);
    lay_out(&c->view.x, &trace->x, &at, c->most, width);
    if (trace->has_hessian)
        lay_out(&c->view.hessian, &trace->hessian, &at, c->most, width);
    return sgl_npy_read(c->buffer, &trace->x1, c->begin, width);
}

sgl_status sgl_columns_step(sgl_columns *c, size_t t)
{
    if (t - 1 >= c->from && t - 1 < c->from + c->rows)
        return SGL_OK;
    return load_rows(c, (t - 1) / c->most * c->most);
}

void sgl_columns_free(sgl_columns *c)
{
    free(c->buffer);
    free(c->offsets);
    *c = (sgl_columns){0};
}
