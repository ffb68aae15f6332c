#include "loader.h"

#include "loader_rows.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER = 1 << 20, SHOWN = 10 };

typedef struct stream {
    const char *path;
    const loader_options *options;
    loader_report *report;
    bool (*row)(void *, float, const uint32_t *, size_t);
    void *context;
    FILE *errors;
    row_parser parser;
    unsigned char *seen; /* [2^bits] how often a bucket was met, up to 255 */
    size_t line;
    bool stop, failed;
} stream;

loader_format loader_named(const char *name)
{
    static const char *const names[] = {"criteo", "avazu", "ipinyou"};
    int f = 0;

    while (f < LOADER_FORMATS && strcmp(name, names[f]))
        f++;
    return (loader_format)f;
}

/* Hash to a bucket; until a bucket has been met min_count times it stands for the rare values of
 * its field. */
static void number_fields(uint32_t *ids, stream *s, const uint64_t *values, size_t fields)
{
    unsigned shift = 64 - s->options->bits;

    for (size_t f = 0; f < fields; f++) {
        uint64_t salt = (f + 1) * 0x9e3779b97f4a7c15u;
        uint32_t bucket = (uint32_t)(((values[f] ^ salt) * 0xd6e8feb86659fd93u) >> shift);
        if (s->options->min_count > 1 && s->seen[bucket] < s->options->min_count) {
            s->seen[bucket]++;
            if (s->seen[bucket] < s->options->min_count)
                bucket = (uint32_t)((salt * 0xff51afd7ed558ccdu) >> shift);
        }
        ids[f] = bucket;
    }
}

static void take_line(stream *s, const char *text, size_t n)
{
    uint64_t values[LOADER_FIELDS];
    uint32_t ids[LOADER_FIELDS];
    float label = 0;
    const char *wrong;

    s->line++;
    if (n > 0 && text[n - 1] == '\r')
        n--;
    if (s->parser.format == LOADER_AVAZU && s->line == 1) {
        wrong = row_parser_header(&s->parser, text, n);
        if (wrong) {
            fprintf(s->errors, "%s:1: %s\n", s->path, wrong);
            s->failed = true;
        }
        return;
    }
    wrong = row_parse(&label, values, &s->parser, text, n);
    if (wrong) {
        if (s->report->bad++ < SHOWN)
            fprintf(s->errors, "%s:%zu: %s\n", s->path, s->line, wrong);
        if (s->report->bad > s->options->bad_limit) {
            fprintf(s->errors, "%s: more than %zu malformed rows\n", s->path,
                    s->options->bad_limit);
            s->failed = true;
        }
        return;
    }
    s->report->fields = s->parser.fields;
    number_fields(ids, s, values, s->parser.fields);
    s->failed |= !s->row(s->context, label, ids, s->parser.fields);
    s->stop |= ++s->report->rows == s->options->max_rows;
}

/* Whole lines of the buffer go to take_line; the rest moves to the front. Returns the length of the
 * rest. */
static size_t take_lines(stream *s, char *buffer, size_t n, bool last)
{
    char *at = buffer, *end = buffer + n, *newline;

    while (!s->stop && !s->failed && (newline = memchr(at, '\n', (size_t)(end - at)))) {
        take_line(s, at, (size_t)(newline - at));
        at = newline + 1;
    }
    if (last && at < end && !s->stop && !s->failed)
        take_line(s, at, (size_t)(end - at));
    memmove(buffer, at, (size_t)(end - at));
    return (size_t)(end - at);
}

static void read_all(stream *s, int file, char *buffer)
{
    size_t kept = 0;
    ssize_t got = 1;

    while (got > 0 && !s->stop && !s->failed) {
        got = read(file, buffer + kept, BUFFER - kept);
        if (got < 0 && errno == EINTR) {
            got = 1;
            continue;
        }
        if (got < 0) {
            fprintf(s->errors, "%s: cannot read: %s\n", s->path, strerror(errno));
            s->failed = true;
            return;
        }
        s->report->bytes += (size_t)got;
        kept = take_lines(s, buffer, kept + (size_t)got, got == 0);
        if (kept == BUFFER) {
            fprintf(s->errors, "%s:%zu: line longer than %d bytes\n", s->path, s->line + 1, BUFFER);
            s->failed = true;
        }
    }
}

bool loader_stream(loader_report *report, loader_format format, const char *path,
                   const loader_options *options,
                   bool (*row)(void *context, float label, const uint32_t *ids, size_t fields),
                   void *context, FILE *errors)
{
    stream s = {.path = path,
                .options = options,
                .report = report,
                .row = row,
                .context = context,
                .errors = errors};
    int file = strcmp(path, "-") ? open(path, O_RDONLY) : STDIN_FILENO;
    char *buffer = malloc(BUFFER);

    *report = (loader_report){.rows = 0};
    s.parser.format = format;
    s.seen = calloc((size_t)1 << options->bits, 1);
    if (file < 0) {
        fprintf(errors, "%s: cannot open: %s\n", path, strerror(errno));
        s.failed = true;
    } else if (!buffer || !s.seen) {
        fprintf(errors, "%s: out of memory for 2^%u features\n", path, options->bits);
        s.failed = true;
    } else {
        read_all(&s, file, buffer);
    }
    if (!s.failed && report->rows == 0) {
        fprintf(errors, "%s: no rows\n", path);
        s.failed = true;
    }
    if (report->bad > SHOWN)
        fprintf(errors, "%s: %zu malformed rows in all\n", path, report->bad);
    if (file > STDIN_FILENO)
        close(file);
    free(buffer);
    free(s.seen);
    return !s.failed;
}
