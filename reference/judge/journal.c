/* The file: a header, then for each pass its struct, the steps that diverge, and the candidates; of this machine and this build.
 * What was written whole is believed; a file that is cut or damaged is told by its sum. */
#include "judge/journal.h"
#include "judge/file.h"
#include "judge/variant_axes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char magic[16] = "sgl-journal/1\n";

typedef struct header {
    char magic[sizeof magic];
    unsigned long long recording, sum; /* sum: FNV-1a of what follows the header */
    size_t pass_size, count;
} header;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* FNV-1a. */
static unsigned long long sum_of(const void *bytes, size_t size)
{
    const unsigned char *p = bytes;
    unsigned long long hash = 0xcbf29ce484222325ULL;

    for (size_t k = 0; k < size; k++)
        hash = (hash ^ p[k]) * 0x100000001b3ULL;
    return hash;
}

/* The next size bytes of what is left, or NULL. */
static const void *take(const unsigned char **at, size_t *left, size_t size)
{
    const void *here = *at;

    if (*left < size)
        return NULL;
    *at += size;
    *left -= size;
    return here;
}

static sgl_status read_pass(sgl_journal_pass *pass, const unsigned char **at, size_t *left, size_t steps)
{
    const void *whole = take(at, left, sizeof *pass), *over = take(at, left, steps + 1), *candidates;

    memset(pass, 0, sizeof *pass);
    if (whole == NULL || over == NULL)
        return SGL_EFORMAT;
    memcpy(pass, whole, sizeof *pass);
    pass->over = NULL;
    pass->filtered.candidates = NULL;
    pass->filtered.room = pass->filtered.count;
    if (pass->filtered.count > *left / sizeof *pass->filtered.candidates)
        return SGL_EFORMAT;
    candidates = take(at, left, pass->filtered.count * sizeof *pass->filtered.candidates);
    pass->over = malloc(steps + 1);
    pass->filtered.candidates = malloc(pass->filtered.count * sizeof *pass->filtered.candidates + 1);
    if (pass->over == NULL || pass->filtered.candidates == NULL)
        return SGL_ENOMEM;
    memcpy(pass->over, over, steps + 1);
    memcpy(pass->filtered.candidates, candidates, pass->filtered.count * sizeof *pass->filtered.candidates);
    return SGL_OK;
}

static sgl_status read_all(sgl_journal *journal, const unsigned char *at, size_t left)
{
    const header *h = take(&at, &left, sizeof *h);
    sgl_status status = SGL_OK;

    if (h == NULL || memcmp(h->magic, magic, sizeof magic) != 0 || h->pass_size != sizeof(sgl_journal_pass))
        return sgl_error_set(&journal->error, SGL_EFORMAT, journal->path, "no journal of this version of assay; remove it to begin anew");
#if SGL_MUTANT == 517
    if (false)
#else
    if (h->recording != journal->recording)
#endif
        return sgl_error_set(&journal->error, SGL_EFORMAT, journal->path, "the journal of another recording; expected that of this one");
#if SGL_MUTANT != 279 /* and not in tests/fuzz-journal.c, which is to come further */
    if (h->sum != sum_of(at, left))
        return sgl_error_set(&journal->error, SGL_EFORMAT, journal->path, "it ends early or is damaged; remove it to begin anew");
#endif
    journal->passes = calloc((h->count < left / h->pass_size ? h->count : left / h->pass_size) + 1, sizeof *journal->passes);
    if (journal->passes == NULL)
        return SGL_ENOMEM;
    while (status == SGL_OK && journal->count < h->count)
        status = read_pass(&journal->passes[journal->count++], &at, &left, journal->steps);
    return status == SGL_EFORMAT ? sgl_error_set(&journal->error, status, journal->path, "it ends early or is damaged; remove it to begin anew") : status;
}

/* What the first process of a team found in the file, for all of them. In: status, and bytes of the mapping, of the first process. */
static sgl_status read_together(sgl_journal *journal, sgl_status status, bool there, const void *bytes, size_t size,
                                const sgl_team *team)
{
    struct {
        sgl_status status;
        bool there;
        sgl_error error;
    } first = {.status = status, .there = there, .error = journal->error};
    size_t *sizes = malloc(team->size * sizeof *sizes);
    void *said = NULL, *all = NULL;
    bool heard = sizes != NULL && team->gather(&said, sizes, &first, sizeof first) && team->gather(&all, sizes, bytes, size);

    if (heard)
        memcpy(&first, said, sizeof first); /* the first of them */
    if (heard && first.status != SGL_OK)
        journal->error = first.error;
    status = heard ? first.status : sgl_error_set(&journal->error, SGL_EIO, journal->path, "another process has ended");
    if (status == SGL_OK && first.there)
        status = read_all(journal, all, sizes[0]);
    free(said);
    free(all);
    free(sizes);
    return status;
}

sgl_status sgl_journal_open(sgl_journal **opened, const char *path, const sgl_trace *trace, double seconds, const sgl_team *team,
                            sgl_error *error)
{
    sgl_journal *journal = calloc(1, sizeof *journal);
    sgl_status status = SGL_OK;
    bool there;
    void *bytes = NULL;
    size_t size = 0;

    *opened = NULL;
    if (journal == NULL || (journal->path = strdup(path)) == NULL) {
        free(journal);
        return sgl_error_set(error, SGL_ENOMEM, path, "out of memory");
    }
    journal->steps = trace->steps;
    journal->seconds = seconds;
    journal->recording = sgl_trace_fingerprint(trace);
    journal->saved = now();
    journal->silent = team != NULL && team->rank > 0;
    there = !journal->silent && access(path, F_OK) == 0;
    if (there)
        status = sgl_file_map(&bytes, &size, path, &journal->error);
    if (team != NULL)
        status = read_together(journal, status, there, bytes, size, team);
    else if (status == SGL_OK && there)
        status = read_all(journal, bytes, size);
    sgl_file_unmap(bytes, size);
    if (status != SGL_OK) {
        if (error != NULL)
            *error = journal->error;
        sgl_journal_close(journal, false);
        return status;
    }
    *opened = journal;
    return SGL_OK;
}

void sgl_journal_close(sgl_journal *journal, bool done)
{
    if (journal == NULL)
        return;
    if (done && !journal->silent)
        (void)unlink(journal->path);
    for (size_t k = 0; k < journal->count; k++) {
        free(journal->passes[k].over);
        sgl_filter_pass_end(&journal->passes[k].filtered);
    }
    free(journal->passes);
    free(journal->path);
    free(journal);
}

const sgl_journal_pass *sgl_journal_kept(const sgl_journal *journal)
{
    return journal->next < journal->count ? &journal->passes[journal->next] : NULL;
}

static bool same(const sgl_journal_pass *pass, const sgl_judgement *result, const sgl_judge_options *options)
{
    return sgl_variant_equal(&pass->variant, &result->variant) && pass->powers == result->powers && pass->bits == result->bits &&
           pass->stop == options->stop_at_divergence && pass->enough_ratio == options->enough_ratio && pass->exact == options->exact;
}

sgl_status sgl_journal_next(sgl_journal_pass **pass, sgl_journal *journal, const sgl_judgement *result,
                            const sgl_judge_options *options)
{
    sgl_journal_pass *p;

    if (journal->next < journal->count) {
        p = &journal->passes[journal->next++];
#if SGL_MUTANT == 278
        if (p->begin == 1 && !same(p, result, options))
#else
        if (!same(p, result, options))
#endif
            return sgl_error_set(&journal->error, SGL_EFORMAT, journal->path,
                                 "the journal of other options; give those, or remove it to begin anew");
        *pass = p;
        return SGL_OK;
    }
    p = realloc(journal->passes, (journal->count + 1) * sizeof *p);
    if (p == NULL)
        return SGL_ENOMEM;
    journal->passes = p;
    p = *pass = &journal->passes[journal->count];
    memset(p, 0, sizeof *p);
    p->over = calloc(journal->steps + 1, 1);
    if (p->over == NULL)
        return SGL_ENOMEM;
    journal->next = ++journal->count;
    p->variant = result->variant;
    p->powers = result->powers;
    p->bits = result->bits;
    p->stop = options->stop_at_divergence;
    p->enough_ratio = options->enough_ratio;
    p->exact = options->exact;
    p->block = SGL_JOURNAL_BLOCK;
    p->result = *result;
    return SGL_OK;
}

size_t sgl_journal_block(const sgl_journal *journal, size_t block, double seconds)
{
    if (2 * seconds < journal->seconds && block <= SIZE_MAX / 2)
        return 2 * block;
    return seconds > 2 * journal->seconds && block > SGL_JOURNAL_BLOCK ? block / 2 : block;
}

sgl_status sgl_journal_save(sgl_journal *journal)
{
    header h = {.recording = journal->recording, .pass_size = sizeof(sgl_journal_pass), .count = journal->count};
    size_t size = 0, over = journal->steps + 1;
    unsigned char *data, *at;
    sgl_status status;

    if (journal->silent || journal->count == 0 || (now() - journal->saved < journal->seconds && !journal->passes[journal->count - 1].finished))
        return SGL_OK;
    memcpy(h.magic, magic, sizeof magic);
    for (size_t k = 0; k < journal->count; k++)
        size += sizeof(sgl_journal_pass) + over + journal->passes[k].filtered.count * sizeof(sgl_filter_candidate);
    at = data = malloc(size);
    if (data == NULL)
        return SGL_ENOMEM;
    for (size_t k = 0; k < journal->count; k++) {
        const sgl_journal_pass *p = &journal->passes[k];
        size_t candidates = p->filtered.count * sizeof(sgl_filter_candidate);

        memcpy(at, p, sizeof *p);
        memcpy(at + sizeof *p, p->over, over);
        if (candidates > 0)
            memcpy(at + sizeof *p + over, p->filtered.candidates, candidates);
        at += sizeof *p + over + candidates;
    }
    h.sum = sum_of(data, size);
    status = sgl_file_write(journal->path, &h, sizeof h, data, size, &journal->error);
    free(data);
    journal->saved = now();
    return status;
}
