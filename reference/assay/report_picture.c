#include "report_picture.h"

#include <math.h>

/* ---- ratio by step */

enum { WIDTH = 900, HEIGHT = 230, LEFT = 46, RIGHT = 12, TOP = 14, BOTTOM = 34 };

typedef struct axis {
    int low, high; /* powers of 10 shown */
    size_t steps;
} axis;

static double across(const axis *a, double step)
{
    return LEFT + (a->steps > 1 ? (step - 1) / (double)(a->steps - 1) : 0.5) * (WIDTH - LEFT - RIGHT);
}

/* 0 lies on the bottom line, infinity on the top one. */
static double up(const axis *a, double ratio)
{
    double e = ratio > 0 ? log10(ratio) : a->low;

    e = fmin(fmax(e, a->low), a->high);
    return TOP + (a->high - e) / (a->high - a->low) * (HEIGHT - TOP - BOTTOM);
}

static axis scale(const detail *d)
{
    axis a = {-1, 1, d->steps};

    for (size_t t = 1; t <= d->steps; t++) {
        if (d->ratio[t] > 0 && isfinite(d->ratio[t])) {
            a.low = (int)fmin(a.low, floor(log10(d->ratio[t])));
            a.high = (int)fmax(a.high, ceil(log10(d->ratio[t])));
        }
    }
    if (a.low < -6)
        a.low = -6;
    return a;
}

static void frame(FILE *out, const axis *a)
{
    int every = (a->high - a->low + 5) / 6;
    size_t marks = a->steps < 6 ? a->steps : 6;

    fprintf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"ratio of each step\">\n", WIDTH, HEIGHT);
    for (int e = a->low; e <= a->high; e++) {
        double y = up(a, pow(10, e));

        if (e != 0 && (e - a->low) % every != 0)
            continue;
        fprintf(out, "<path d=\"M%d %.1fH%d\" stroke=\"var(--%s)\"%s/>", LEFT, y, WIDTH - RIGHT, e == 0 ? "bad" : "line",
                e == 0 ? " stroke-dasharray=\"6 4\" stroke-width=\"1.5\"" : "");
        if (e >= -3 && e <= 3)
            fprintf(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%g</text>\n", LEFT - 6, y + 4, pow(10, e));
        else
            fprintf(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">1e%d</text>\n", LEFT - 6, y + 4, e);
    }
    for (size_t k = 0; k < marks; k++) {
        size_t t = marks > 1 ? 1 + k * (a->steps - 1) / (marks - 1) : 1;

        fprintf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%zu</text>\n", across(a, (double)t), HEIGHT - BOTTOM + 16, t);
    }
    fprintf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">step</text>\n", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 3);
}

void picture_ratio(FILE *out, const detail *d)
{
    axis a = scale(d);
    size_t points = d->steps < 600 ? d->steps : 600;

    frame(out, &a);
    fputs("<path fill=\"none\" stroke=\"var(--blue)\" stroke-width=\"1.5\" d=\"", out);
    for (size_t k = 0; k < points; k++) {
        size_t from = 1 + k * d->steps / points, to = 1 + (k + 1) * d->steps / points, at = from;

        for (size_t t = from; t < to; t++)
            at = d->ratio[t] > d->ratio[at] ? t : at;
        fprintf(out, "%c%.1f %.1f", k == 0 ? 'M' : 'L', across(&a, (double)at), up(&a, d->ratio[at]));
    }
    fputs("\"/>\n", out);
    for (size_t t = 1; t <= d->steps && d->steps <= 80; t++)
        fprintf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"var(--%s)\"><title>step %zu: %.3g</title></circle>\n", across(&a, (double)t),
                up(&a, d->ratio[t]), d->ratio[t] > 1 ? "bad" : "blue", t, d->ratio[t]);
    fputs("<path stroke=\"var(--bad)\" stroke-width=\"2\" d=\"", out); /* steps with a wrong zero: ticks at the top */
    for (size_t t = 1; t <= d->steps; t++)
        if (d->violated[t])
            fprintf(out, "M%.1f 2v8", across(&a, (double)t));
    fputs("\"/>\n</svg>\n", out);
}

/* ---- histogram of signed error */

void picture_histogram(FILE *out, const detail *d)
{
    enum { W = 430, H = 200, BASE = H - 34, BAR = (W - 30) / (DETAIL_BINS + 2) };
    size_t bars[DETAIL_BINS + 2], most = 1;

    bars[0] = d->below;
    bars[DETAIL_BINS + 1] = d->above;
    for (size_t k = 0; k < DETAIL_BINS; k++)
        bars[k + 1] = d->histogram[k];
    for (size_t k = 0; k < DETAIL_BINS + 2; k++)
        most = bars[k] > most ? bars[k] : most;
    fprintf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"histogram of signed error\">\n", W, H);
    for (size_t k = 0; k < DETAIL_BINS + 2; k++) {
        /* The root keeps single entries in sight beside thousands. */
        double height = sqrt((double)bars[k] / (double)most) * (BASE - 16);

        if (bars[k] > 0)
            fprintf(out, "<rect x=\"%zu\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"var(--%s)\"><title>%zu entries</title></rect>\n",
                    15 + k * BAR, BASE - fmax(height, 1), BAR - 1, fmax(height, 1), k == 0 || k == DETAIL_BINS + 1 ? "bad" : "blue", bars[k]);
    }
    fprintf(out, "<path d=\"M15 %dH%d\" stroke=\"var(--line)\"/>\n", BASE, W - 15);
    fprintf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">-%g</text><text x=\"%g\" y=\"%d\" text-anchor=\"middle\">0</text>"
                 "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%g</text>\n",
            15 + BAR, BASE + 15, d->range, 15 + BAR * (DETAIL_BINS + 2) / 2.0, BASE + 15, 15 + BAR * (DETAIL_BINS + 1), BASE + 15, d->range);
    fprintf(out, "<text x=\"15\" y=\"12\">most in one bar: %zu (height is the square root)</text>\n", most);
    fprintf(out, "<text x=\"%g\" y=\"%d\" text-anchor=\"middle\">error / allowance</text>\n</svg>\n", 15 + BAR * (DETAIL_BINS + 2) / 2.0, H - 3);
}

/* ---- the zero pattern */

static const char *colour(const detail_cell *c)
{
    if (c->wrong > 0)
        return "bad";
    if (c->undecided > 0)
        return "undecided";
    if (c->zero + c->live == 0)
        return NULL; /* no step touches it */
    return c->live == 0 ? "zero" : c->zero == 0 ? "live" : "part";
}

void picture_pattern(FILE *out, const detail *d)
{
    enum { W = 430, H = 200, MARGIN = 34, DEEP = H - 34 - 8 };
    double w = (double)(W - MARGIN - 8) / (double)d->columns, h = (double)DEEP / (double)d->rows;

    fprintf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"zero pattern, groups by steps\" shape-rendering=\"crispEdges\">\n", W, H);
    for (size_t row = 0; row < d->rows; row++) {
        const detail_cell *cells = d->cells + row * d->columns;

        for (size_t begin = 0, end; begin < d->columns; begin = end) {
            const char *name = colour(&cells[begin]);

            for (end = begin + 1; end < d->columns && colour(&cells[end]) == name; end++)
                continue;
            if (name != NULL)
                fprintf(out, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"var(--%s)\"/>\n", MARGIN + (double)begin * w,
                        8 + (double)row * h, (double)(end - begin) * w, d->rows <= 32 ? h - 1 : h, name);
        }
    }
    fprintf(out, "<text x=\"%d\" y=\"17\" text-anchor=\"end\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%zu</text>\n", MARGIN - 5,
            MARGIN - 5, 8 + DEEP, d->groups - 1);
    fprintf(out, "<text x=\"12\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 12 %d)\">group</text>\n", 8 + DEEP / 2, 8 + DEEP / 2);
    fprintf(out, "<text x=\"%d\" y=\"%d\">1</text><text x=\"%d\" y=\"%d\" text-anchor=\"middle\">step</text>"
                 "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%zu</text>\n</svg>\n",
            MARGIN, H - 12, (MARGIN + W - 8) / 2, H - 12, W - 8, H - 12, d->steps);
}
