/* make bench: every kernel against what memory allows, in interleaved rounds, so that whatever else the machine does falls on
 * all alike. In memory a case and what it is compared with take turns on pieces of the arrays (turns.c), in cache one runs
 * right after the other, each first in every second round; the ratio is the median over rounds of the ratio within a round.
 * usage: bench [-p quick|full] [-o FILE.tsv] [-y PYTHON -s OTHERS.py] [WORD: only cases that contain it] */
#include "bench/bench.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if defined(_OPENMP)
#include <omp.h>
#endif

void die(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fprintf(stderr, "bench: ");
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    exit(EXIT_FAILURE);
}

/* What memory holds now. */
static size_t filled_n;
static int filled_dtype;

static void run_case(measured *m, int round)
{
    void *arrays[ARRAYS];

    if (m->kind == ROWS) {
        filled_n = 0;
    } else {
        lay_out(arrays, m->n, m->dtype);
        if (filled_n != m->n || filled_dtype != m->dtype) /* every start sets m, v and y anew */
            fill(arrays, m->n, m->dtype);
        filled_n = m->n;
        filled_dtype = m->dtype;
    }
    if (m->base == STREAMS || m->base == TOUCH) {
        time_turns(m, arrays, &m->seconds[round], &m->base_seconds[round]);
        return;
    }
    if (m->kind == OTHER) { /* the kernel is what it is compared with: ratio = its time / ours */
        m->base_seconds[round] = time_kind(m, DENSE, arrays);
        m->seconds[round] = time_other(m);
        return;
    }
    if (m->base != m->kind && round % 2 == 0)
        m->base_seconds[round] = time_kind(m, m->base, arrays);
    m->seconds[round] = time_kind(m, m->kind, arrays);
    if (m->base != m->kind && round % 2 != 0)
        m->base_seconds[round] = time_kind(m, m->base, arrays);
}

int main(int argc, char **argv)
{
    const char *python = NULL, *script = NULL, *out = NULL;
    bool full = false;
    int rounds, most_threads = 1, option;
    char none[] = "", *others = none;
    const char *path;
    measured *cases;
    size_t count;
    FILE *tsv;

    while ((option = getopt(argc, argv, "p:o:y:s:")) != -1)
        switch (option) {
        case 'p':
            full = strcmp(optarg, "full") == 0;
            break;
        case 'o':
            out = optarg;
            break;
        case 'y':
            python = optarg;
            break;
        case 's':
            script = optarg;
            break;
        default:
            die("usage: bench [-p quick|full] [-o FILE] [-y PYTHON -s OTHERS.py] [WORD]");
        }
    path = choose_path();
#if defined(_OPENMP)
    most_threads = omp_get_max_threads();
#endif
    if (python != NULL && script != NULL)
        others = start_others(python, script);
    if (others[0] == 0)
        printf("SKIPPED: neither torch nor numpy for %s; install python3-torch and python3-numpy "
               "to compare with them\n",
               python != NULL ? python : "python3");
    rounds = full ? 15 : 9;
    cases = list_cases(full, most_threads, optind < argc ? argv[optind] : NULL, others, &count);
    get_memory(full ? (size_t)7 * 4 * 101000000 : (size_t)7 * 4 * 17000000);
    for (int r = 0; r < rounds; r++)
        for (size_t k = 0; k < count; k++) {
            if (isatty(2))
                fprintf(stderr, "\rround %d of %d, case %zu of %zu ", r + 1, rounds, k + 1, count);
            run_case(&cases[k], r);
        }
    if (isatty(2))
        fprintf(stderr, "\r%60s\r", "");
    tsv = out != NULL ? fopen(out, "w") : tmpfile();
    if (tsv == NULL)
        die("cannot write %s", out != NULL ? out : "a temporary file");
    fprintf(tsv, "what\tdtype\td\tthreads\tunit\tvalue\tagainst\tratio\trounds\tspread\tn\tGB/s\n");
    printf("path %s, %d rounds, medians; spread is half the distance of the quartiles\n", path,
           rounds);
    for (size_t k = 0; k < count; k++)
        report(tsv, &cases[k], rounds);
    if (fclose(tsv) != 0)
        die("cannot write %s", out != NULL ? out : "a temporary file");
    free(memory);
    return EXIT_SUCCESS;
}
