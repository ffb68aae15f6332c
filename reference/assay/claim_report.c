#include "claim_report.h"

#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

void claim_json(FILE *to, const sgl_claim *c, claim_status status)
{
    json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "id", c->id, "where", c->where,
                          "statement", c->statement, "verdict", c->verdict, "correction", c->correction,
                          "counterexample", c->counterexample, "level", c->level, "evidence", c->evidence, "note",
                          c->note, "status", claim_status_name(status));

    json_dumpf(o, to, JSON_COMPACT | JSON_PRESERVE_ORDER);
    fputc('\n', to);
    json_decref(o);
}

/* Of the distinct values of one column, each with how often it occurs. */
static void count_column(FILE *to, const char *what, const sgl_ledger *ledger, const char *(*column)(size_t, const void *),
                         const void *context)
{
    const char *separator = "";

    fprintf(to, "%s: ", what);
    for (size_t k = 0; k < ledger->count; k++) {
        const char *value = column(k, context);
        size_t n = 0, first = k;

        for (size_t j = 0; j < ledger->count; j++)
            if (strcmp(column(j, context), value) == 0) {
                n++;
                first = j < first ? j : first;
            }
        if (first == k) {
            fprintf(to, "%s%zu %s", separator, n, value);
            separator = ", ";
        }
    }
    fputc('\n', to);
}

static const char *verdict_of(size_t k, const void *ledger)
{
    return ((const sgl_ledger *)ledger)->claims[k].verdict;
}

static const char *level_of(size_t k, const void *ledger)
{
    return ((const sgl_ledger *)ledger)->claims[k].level;
}

static const char *status_of(size_t k, const void *status)
{
    return claim_status_name(((const claim_status *)status)[k]);
}

void claim_table(FILE *to, const sgl_ledger *ledger, const claim_status *status)
{
    fprintf(to, "%-13s %-17s %-10s %-12s %s\n", "id", "verdict", "level", "status", "statement");
    for (size_t k = 0; k < ledger->count; k++) {
        const sgl_claim *c = &ledger->claims[k];

        fprintf(to, "%-13s %-17s %-10s %-12s %s\n", c->id, c->verdict, c->level, claim_status_name(status[k]), c->statement);
    }
    fprintf(to, "\n%zu statements\n", ledger->count);
    count_column(to, "verdict", ledger, verdict_of, ledger);
    count_column(to, "level", ledger, level_of, ledger);
    count_column(to, "status", ledger, status_of, status);
}

/* A cell: a bar would end it, a line break the row. */
static void cell(FILE *to, const char *text)
{
    fputs(" ", to);
    for (; *text != '\0'; text++) {
        if (strchr("|*_<>`", *text) != NULL)
            fputc('\\', to);
        fputc(*text, to);
    }
    fputs(" |", to);
}

void claim_markdown(FILE *to, const sgl_ledger *ledger, const claim_status *status)
{
    fputs("| id | where | statement | verdict | correction | counterexample | level | evidence | status |\n", to);
    fputs("|---|---|---|---|---|---|---|---|---|\n", to);
    for (size_t k = 0; k < ledger->count; k++) {
        const sgl_claim *c = &ledger->claims[k];
        const char *const cells[] = {c->id,    c->where,    c->statement, c->verdict, c->correction, c->counterexample,
                                     c->level, c->evidence, claim_status_name(status[k])};

        fputs("|", to);
        for (size_t j = 0; j < sizeof cells / sizeof *cells; j++)
            cell(to, cells[j]);
        fputc('\n', to);
    }
}

/* A column, its parts one below the other. */
static void parts(FILE *to, const char *label, const char *text, const char *separator)
{
    if (*text == '\0')
        return;
    fprintf(to, "%-16s", label);
    for (;;) {
        const char *end = strstr(text, separator);
        int n = end != NULL ? (int)(end - text) : (int)strlen(text);

        fprintf(to, "%.*s\n", n, text);
        if (end == NULL)
            return;
        text = end + strlen(separator);
        fprintf(to, "%-16s", "");
    }
}

/* The program's lines without TAP's bookkeeping: a test a line, its numbers indented under it. */
static void print_check(FILE *to, FILE *tap, const char *id)
{
    char line[2048], prefix[80];

    snprintf(prefix, sizeof prefix, " - %s: ", id);
    rewind(tap);
    while (fgets(line, sizeof line, tap) != NULL) {
        const char *name = strstr(line, prefix);

        if (strncmp(line, "ok ", 3) == 0 && name != NULL)
            fprintf(to, "    %s", name + strlen(prefix));
        else if (strncmp(line, "not ok ", 7) == 0)
            fprintf(to, "NOT %s", name != NULL ? name + strlen(prefix) : line);
        else if (strncmp(line, "Bail out!", 9) == 0)
            fputs(line, to);
        else if (strncmp(line, "  ", 2) == 0 && strcmp(line, "  ---\n") != 0 && strcmp(line, "  ...\n") != 0)
            fprintf(to, "        %s", line + 2);
    }
}

claim_status claim_explain(FILE *to, const sgl_ledger *ledger, const char *path, const sgl_claim *claim)
{
    claim_status *status = calloc(ledger->count, sizeof *status), answer;
    const char *place = claim->evidence;
    char folder[PATH_MAX], program[128];
    bool there = claim_programs(folder, sizeof folder);

    fprintf(to, "%s  (%s)\n\n", claim->id, claim->where);
    parts(to, "statement", claim->statement, "\n");
    parts(to, "verdict", claim->verdict, "\n");
    parts(to, "what is true", claim->correction, "; ");
    parts(to, "numbers", claim->counterexample, " | ");
    parts(to, "note", claim->note, "\n");
    parts(to, "level", claim->level, "\n");
    parts(to, "evidence", claim->evidence, "; ");
    while (status != NULL && there && claim_next_program(&place, program, sizeof program)) {
        FILE *tap = tmpfile();

        if (tap != NULL && claim_run(ledger, path, folder, program, claim->id, status, tap)) {
            fprintf(to, "\n%s %s says now:\n", program, claim->id);
            print_check(to, tap, claim->id);
        }
        if (tap != NULL)
            fclose(tap);
    }
    answer = status != NULL ? status[claim - ledger->claims] : CLAIM_SKIPPED;
    fprintf(to, "\nstatus          %s\n", claim_status_name(answer));
    free(status);
    return answer;
}
