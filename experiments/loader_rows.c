#include "loader_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CRITEO_INTEGERS = 13, CRITEO_WORDS = 26 };

static const uint64_t empty_value = 0x5bd1e9955bd1e995u;

/* The text up to the separator or end; *at moves behind the separator. False when the row had ended
 * before. */
static bool next_cell(const char **cell, size_t *length, const char **at, const char *end,
                      char separator)
{
    const char *stop;

    if (*at > end)
        return false;
    stop = memchr(*at, separator, (size_t)(end - *at));
    if (!stop)
        stop = end;
    *cell = *at;
    *length = (size_t)(stop - *at);
    *at = stop + 1;
    return true;
}

static bool read_label(float *label, const char *cell, size_t length)
{
    *label = cell[0] == '1';
    return length == 1 && (cell[0] == '0' || cell[0] == '1');
}

/* A decimal integer, perhaps negative, of at most 18 digits. */
static bool read_integer(long long *value, const char *cell, size_t length)
{
    bool minus = length > 0 && cell[0] == '-';
    long long v = 0;

    if (length == minus || length - minus > 18)
        return false;
    for (size_t i = minus; i < length; i++) {
        if (cell[i] < '0' || cell[i] > '9')
            return false;
        v = v * 10 + (cell[i] - '0');
    }
    *value = minus ? -v : v;
    return true;
}

static bool read_hex(uint64_t *value, const char *cell, size_t length)
{
    uint64_t v = 0;

    if (length != 8)
        return false;
    for (size_t i = 0; i < 8; i++) {
        unsigned c = (unsigned char)cell[i], digit = c - '0', letter = (c | 32) - 'a';
        if (digit > 9 && letter > 5)
            return false;
        v = v << 4 | (digit <= 9 ? digit : letter + 10);
    }
    *value = v;
    return true;
}

/* FNV-1a of eight bytes at a time: values of one field only need to differ. */
static uint64_t hash_text(const char *cell, size_t length)
{
    uint64_t h = 14695981039346656037u ^ length, word;

    for (; length >= 8; cell += 8, length -= 8) {
        memcpy(&word, cell, 8);
        h = (h ^ word) * 0x100000001b3u;
        h ^= h >> 29;
    }
    word = 0;
    memcpy(&word, cell, length);
    h = (h ^ word) * 0x100000001b3u;
    return h ^ h >> 32;
}

static const char *parse_criteo(float *label, uint64_t *values, const char *text, size_t n)
{
    const char *at = text, *end = text + n, *cell;
    size_t length, f;
    long long v;

    if (!next_cell(&cell, &length, &at, end, '\t') || !read_label(label, cell, length))
        return "expected a label 0 or 1 before the first tab";
    for (f = 0; f < CRITEO_INTEGERS + CRITEO_WORDS; f++) {
        if (!next_cell(&cell, &length, &at, end, '\t'))
            return "expected 40 columns, found fewer";
        values[f] = empty_value;
        if (length == 0)
            continue;
        if (f >= CRITEO_INTEGERS) {
            if (!read_hex(&values[f], cell, length))
                return "expected 8 hexadecimal digits or nothing in columns 15 to 40";
        } else {
            if (!read_integer(&v, cell, length))
                return "expected an integer or nothing in columns 2 to 14";
            values[f] =
                (uint64_t)(v > 2 ? (long long)floor(log((double)v) * log((double)v)) + 3 : v);
        }
    }
    return at <= end ? "expected 40 columns, found more" : NULL;
}

const char *row_parser_header(row_parser *p, const char *text, size_t n)
{
    const char *at = text, *end = text + n, *cell;
    size_t length, column = 0;
    const size_t none = SIZE_MAX;

    p->id = p->click = p->hour = none;
    for (; next_cell(&cell, &length, &at, end, ','); column++) {
        if (length == 2 && !memcmp(cell, "id", 2))
            p->id = column;
        if (length == 5 && !memcmp(cell, "click", 5))
            p->click = column;
        if (length == 4 && !memcmp(cell, "hour", 4))
            p->hour = column;
    }
    if (p->click == none)
        return "expected a header line with a column click";
    p->columns = column;
    p->fields = column - 1 - (p->id != none);
    if (p->fields == 0 || p->fields > LOADER_FIELDS)
        return "expected 1 to 64 columns beside id and click";
    return NULL;
}

static const char *parse_avazu(float *label, uint64_t *values, const row_parser *p,
                               const char *text, size_t n)
{
    const char *at = text, *end = text + n, *cell;
    size_t length, column = 0, f = 0;
    long long v;

    for (; column < p->columns; column++) {
        if (!next_cell(&cell, &length, &at, end, ','))
            return "expected as many columns as the header has, found fewer";
        if (column == p->id)
            continue;
        if (column == p->click) {
            if (!read_label(label, cell, length))
                return "expected click 0 or 1";
        } else if (column == p->hour) {
            if (length != 8 || !read_integer(&v, cell, length))
                return "expected hour as YYMMDDHH";
            values[f++] = (uint64_t)(v % 100);
        } else {
            values[f++] = length ? hash_text(cell, length) : empty_value;
        }
    }
    return at <= end ? "expected as many columns as the header has, found more" : NULL;
}

static const char *parse_ipinyou(float *label, uint64_t *values, row_parser *p, const char *text,
                                 size_t n)
{
    const char *at = text, *end = text + n, *cell;
    size_t length, f = 0;
    long long v;

    if (!next_cell(&cell, &length, &at, end, ' ') || !read_label(label, cell, length))
        return "expected a label 0 or 1 before the first space";
    while (next_cell(&cell, &length, &at, end, ' ')) {
        if (length == 0 && at > end)
            break; /* a space at the end of the line */
        const char *colon = memchr(cell, ':', length);
        if (!colon || colon + 2 != cell + length || colon[1] != '1' ||
            !read_integer(&v, cell, (size_t)(colon - cell)) || v < 0)
            return "expected pairs index:1";
        if (f == (p->fields ? p->fields : LOADER_FIELDS))
            return "expected as many pairs as in the first row, found more";
        values[f++] = (uint64_t)v;
    }
    if (p->fields == 0 && f > 0)
        p->fields = f;
    return f < p->fields || f == 0 ? "expected as many pairs as in the first row, found fewer"
                                   : NULL;
}

const char *row_parse(float *label, uint64_t *values, row_parser *p, const char *text, size_t n)
{
    switch (p->format) {
    case LOADER_CRITEO:
        p->fields = CRITEO_INTEGERS + CRITEO_WORDS;
        return parse_criteo(label, values, text, n);
    case LOADER_AVAZU:
        return parse_avazu(label, values, p, text, n);
    default:
        return parse_ipinyou(label, values, p, text, n);
    }
}
