#include "ledger.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char header[] =
    "id\twhere\tstatement\tverdict\tcorrection\tcounterexample\tlevel\tevidence\tnote";

static char *append(char *text, size_t *length, size_t *room, const char *line)
{
    size_t n = strlen(line), needed = *length + n + 2;

    if (text == NULL || needed > *room) {
        char *larger = realloc(text, 2 * needed);

        if (larger == NULL) {
            free(text);
            return NULL;
        }
        *room = 2 * needed;
        text = larger;
    }
    memcpy(text + *length, line, n);
    *length += n;
    text[*length] = '\0';
    return text;
}

/* The lines end in \n each, so that a file and the compiled-in copy go the same way from here. */
static char *read_file(const char *path, char *message, size_t size)
{
    char line[16384], *text = NULL;
    size_t length = 0, room = 0;
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        snprintf(message, size, "%s: %s", path, strerror(errno));
        return NULL;
    }
    if ((text = append(NULL, &length, &room, "")) == NULL)
        snprintf(message, size, "%s: out of memory", path);
    while (text != NULL && fgets(line, sizeof line, file) != NULL)
        if ((text = append(text, &length, &room, line)) == NULL)
            snprintf(message, size, "%s: out of memory", path);
    if (text != NULL && ferror(file)) {
        snprintf(message, size, "%s: cannot be read to its end", path);
        free(text);
        text = NULL;
    }
    fclose(file);
    return text;
}

static char *compiled_in(char *message, size_t size)
{
    char *text = NULL;
    size_t length = 0, room = 0;

    for (size_t k = 0; sgl_claims_tsv[k] != NULL; k++)
        if ((text = append(text, &length, &room, sgl_claims_tsv[k])) == NULL ||
            (text = append(text, &length, &room, "\n")) == NULL) {
            snprintf(message, size, "ledger: out of memory");
            return NULL;
        }
    return text;
}

/* Cuts the line at its tabs. Returns whether it had exactly 9 columns. */
static int split(sgl_claim *claim, char *line)
{
    const char **columns[] = {&claim->id,      &claim->where,      &claim->statement,
                              &claim->verdict, &claim->correction, &claim->counterexample,
                              &claim->level,   &claim->evidence,   &claim->note};
    size_t n = sizeof columns / sizeof *columns;

    for (size_t k = 0; k < n; k++) {
        char *tab = strchr(line, '\t');

        *columns[k] = line;
        if ((tab == NULL) != (k + 1 == n))
            return 0;
        if (tab != NULL) {
            *tab = '\0';
            line = tab + 1;
        }
    }
    return 1;
}

static int parse(sgl_ledger *ledger, const char *name, char *message, size_t size)
{
    size_t number = 1, room = 0;
    char *line = ledger->text, *next;

    for (; *line != '\0'; line = next, number++) {
        char *end = strchr(line, '\n');

        next = end != NULL ? end + 1 : line + strlen(line);
        if (end != NULL)
            *end = '\0';
        if (number == 1) {
            if (strcmp(line, header) != 0) {
                snprintf(message, size,
                         "%s:1: the header is not \"id, where, statement, verdict, ...\"", name);
                return -1;
            }
            continue;
        }
        if (ledger->count == room) {
            sgl_claim *larger = realloc(ledger->claims, (2 * room + 64) * sizeof *larger);

            if (larger == NULL) {
                snprintf(message, size, "%s: out of memory", name);
                return -1;
            }
            ledger->claims = larger;
            room = 2 * room + 64;
        }
        if (!split(&ledger->claims[ledger->count], line)) {
            snprintf(message, size, "%s:%zu: expected 9 columns separated by tabs", name, number);
            return -1;
        }
        if (*line == '\0' || sgl_ledger_find(ledger, line) != NULL) {
            snprintf(message, size, "%s:%zu: the id \"%s\" is %s", name, number, line,
                     *line == '\0' ? "empty" : "there already");
            return -1;
        }
        ledger->count++;
    }
    if (number > 1)
        return 0;
    snprintf(message, size, "%s: empty", name);
    return -1;
}

int sgl_ledger_read(sgl_ledger *ledger, const char *path, char *message, size_t size)
{
    memset(ledger, 0, sizeof *ledger);
    ledger->text = path != NULL ? read_file(path, message, size) : compiled_in(message, size);
    if (ledger->text == NULL)
        return -1;
    return parse(ledger, path != NULL ? path : "ledger", message, size);
}

void sgl_ledger_free(sgl_ledger *ledger)
{
    free(ledger->claims);
    free(ledger->text);
    memset(ledger, 0, sizeof *ledger);
}

const sgl_claim *sgl_ledger_find(const sgl_ledger *ledger, const char *id)
{
    for (size_t k = 0; k < ledger->count; k++)
        if (strcmp(ledger->claims[k].id, id) == 0)
            return &ledger->claims[k];
    return NULL;
}
