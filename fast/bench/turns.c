/* A kernel and what it is compared with take turns: piece by piece through the same arrays, so that whatever else goes on
 * in the machine meanwhile falls on both, then once more with the pieces exchanged. A piece is some milliseconds long. */
#include "bench/bench.h"

void time_turns(const measured *m, void *const *arrays, double *seconds, double *base_seconds)
{
    const bool rows = m->kind == ROWS;
    const size_t all = rows ? m->n / m->d : m->n;
    const size_t most = rows ? 8192 : (size_t)640 * 1024 * (size_t)m->threads;
    double *const of[2] = {seconds, base_seconds};
    const loop_kind kinds[2] = {m->kind, m->base};

    *seconds = *base_seconds = 0;
    for (int pass = 0; pass < 2; pass++) {
        int turn = pass;
        sgl_step step;

        if (rows)
            choose_rows(m, &step);
        else
            begin_step(&step, m, arrays);
        for (size_t begin = 0, n; begin < all; begin += n, turn = !turn) {
            n = all - begin < most ? all - begin : most;
            *of[turn] += rows ? time_rows(m, kinds[turn], &step, begin, n)
                              : time_span(m, kinds[turn], arrays, &step, begin, n);
        }
    }
}
