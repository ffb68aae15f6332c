#include "detail.h"

#include <math.h>
#include <stdlib.h>

/* 1, 2 or 5 times a power of 10, at least v; 1 at most. */
static double round_up(double v)
{
    static const double steps[] = {1, 2, 5, 10};
    double unit;

    if (!(v > 0) || v >= 1)
        return 1;
    unit = pow(10, floor(log10(v)));
    for (size_t k = 0; k < 4; k++)
        if (v <= steps[k] * unit)
            return fmin(1, steps[k] * unit);
    return 1;
}

static void count_error(detail *d, double error)
{
    if (error < -d->range)
        d->below++;
    else if (error > d->range)
        d->above++;
    else
        d->histogram[(size_t)fmin(DETAIL_BINS - 1, (error / d->range + 1) / 2 * DETAIL_BINS)]++;
}

static void observe(void *context, const sgl_observation *o)
{
    detail *d = context;
    detail_cell *cell = d->cells + o->at.group * d->rows / d->groups * d->columns + (o->at.step - 1) * d->columns / d->steps;

    pthread_mutex_lock(&d->lock);
    if (isnan(o->error)) {
        d->violated[o->at.step] = 1;
        cell->wrong++;
    } else {
        d->ratio[o->at.step] = fmax(d->ratio[o->at.step], fabs(o->error));
        count_error(d, o->error);
    }
    if (o->x == 0)
        cell->zero++;
    else
        cell->live++;
    cell->undecided += o->zero == 0;
    pthread_mutex_unlock(&d->lock);
}

void detail_free(detail *d)
{
    if (d == NULL)
        return;
    pthread_mutex_destroy(&d->lock);
    free(d->ratio);
    free(d->violated);
    free(d->cells);
    free(d);
}

sgl_status detail_gather(detail **out, const sgl_trace *trace, const sgl_judgement *j)
{
    detail *d = calloc(1, sizeof *d);
    sgl_judge_options options = {.bits = j->bits, .max_bits = j->bits, .exact = true, .observe = observe, .observer = d};
    sgl_judgement again;
    sgl_status status = SGL_ENOMEM;

    *out = NULL;
    if (d == NULL)
        return status;
    pthread_mutex_init(&d->lock, NULL);
    d->steps = trace->steps;
    d->groups = trace->layout.groups;
    d->rows = d->groups < DETAIL_ROWS ? d->groups : DETAIL_ROWS;
    d->columns = d->steps < DETAIL_COLUMNS ? d->steps : DETAIL_COLUMNS;
    d->range = round_up(j->max_ratio);
    d->ratio = calloc(d->steps + 1, sizeof *d->ratio);
    d->violated = calloc(d->steps + 1, 1);
    d->cells = calloc(d->rows * d->columns, sizeof *d->cells);
    if (d->ratio != NULL && d->violated != NULL && d->cells != NULL)
        status = sgl_judge(&again, trace, &j->variant, j->powers, &options);
    if (status == SGL_OK)
        *out = d;
    else
        detail_free(d);
    return status;
}
