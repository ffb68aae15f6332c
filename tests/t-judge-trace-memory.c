/* Recordings that were never a folder: one good record, and what is said of it after each change. */
#include "judge/trace.h"
#include "tap.h"

#include <math.h>
#include <string.h>

enum { T = 3, N = 6 };

static const float numbers[T * N] = {1, -2, 0.5};
static const float spoiled[T * N] = {[7] = NAN};
static const double rates[T] = {1, 0.5, 0.25}, dead[T] = {1, 0, 1}, endless[T] = {1, 1, INFINITY};
static const size_t offsets[] = {0, 1, 3, N}, unordered[] = {0, 3, 3, N}, late[] = {1, 2, 3, N}, early[] = {0, 1, 3, 5};
static const size_t pointers[] = {0, 2, 2, 5}, rows[] = {0, 2, 0, 1, 2}, far[] = {0, 3, 0, 1, 2}, twice[] = {0, 2, 0, 0, 2};

static const sgl_trace_record good = {.source = "test",
                                      .declared = "mine",
                                      .steps = T,
                                      .layout = {.size = N, .groups = 3, .offsets = offsets},
                                      .optimizer = SGL_ADAHESSIAN,
                                      .hyper = {.alpha = 0.25, .beta1 = 0.5, .beta2 = 0.5, .epsilon = 1},
                                      .x1 = numbers,
                                      .grads = numbers,
                                      .x = numbers,
                                      .hessian = numbers,
                                      .alpha = rates,
                                      .row_ptr = pointers,
                                      .rows = rows};

static void refused(const char *why, const sgl_trace_record *record, sgl_status want, const char *says)
{
    sgl_trace *trace = (sgl_trace *)&trace;
    sgl_error error = {""};
    sgl_status status = sgl_trace_of_record(&trace, "a/run", record, &error);

    if (!ok(status == want && trace == NULL && strncmp(error.text, "a/run", 5) == 0 && strstr(error.text, says) != NULL, "%s", why))
        diag("status %d: %s", (int)status, error.text);
}

int main(void)
{
    sgl_trace *trace = NULL;
    sgl_error error = {""};
    sgl_trace_record r = good;
    double out[N];

    plan(16);
    if (!ok(sgl_trace_of_record(&trace, "a/run", &r, &error) == SGL_OK, "a good one"))
        bail_out("%s", error.text);
    sgl_trace_x(out, trace, 2, 0, N);
    ok(strcmp(trace->name, "run") == 0 && strcmp(trace->declared, "mine") == 0 && out[0] == 1 && out[1] == -2 && out[2] == 0.5 && out[3] == 0 &&
           sgl_trace_alpha(trace, 3) == 0.25 && sgl_trace_touches(trace, 1, 2) && !sgl_trace_touches(trace, 2, 0),
       "is read as what it is");
    sgl_trace_close(trace);
#define WRONG(field, value, status, says) (r = good, r.field = value, refused(#field " = " #value, &r, status, says))
    WRONG(x1, NULL, SGL_EDIM, "x1, grads, x, hessian_diag: one is missing");
    WRONG(hessian, NULL, SGL_EDIM, "one is missing");
    WRONG(x, spoiled, SGL_EDOM, "nan");
    WRONG(alpha, dead, SGL_EDOM, "alpha of step 2: 0; expected");
    WRONG(alpha, endless, SGL_EDOM, "alpha of step 3: inf; expected");
    WRONG(layout.offsets, unordered, SGL_EDIM, "groups: offset 2 of 3");
    WRONG(layout.offsets, late, SGL_EDIM, "groups: offset 0 of 3");
    WRONG(layout.offsets, early, SGL_EDIM, "groups: offset 3 of 3");
    WRONG(rows, NULL, SGL_EDIM, "rows: missing");
    WRONG(rows, far, SGL_EDIM, "rows: entry 1 is 3; expected 0 to 2");
    WRONG(rows, twice, SGL_EFORMAT, "step 3");
    WRONG(hyper.beta1, 1, SGL_EDOM, "hyperparameters.beta1: 1; expected");
    WRONG(hyper.alpha, NAN, SGL_EFORMAT, "a hyper-parameter that is not finite");
    WRONG(source, "\xff", SGL_EFORMAT, "a text that is not UTF-8");
    return tap_status();
}
