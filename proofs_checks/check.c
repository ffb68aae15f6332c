#include "check.h"

#include "assay/ledger.h"
#include "identity.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRIES = 96, VALUES = 16, CORRECTION = 99 };

static const char *const verdict_names[] = {"unsettled",        "holds",    "holds if",
                                            "false as printed", "vacuous",  "ambiguous",
                                            "empirical",        "editorial"};

/* name=value of the row under check. */
typedef struct entry {
    size_t in_case; /* CORRECTION for those of that column */
    char name[40], text[400];
    rat values[VALUES];
    size_t length;
    rat half_unit; /* of the last place, where the ledger has ~; else NULL */
    bool used;
} entry;

static entry entries[ENTRIES];
static size_t entry_count, present_case, case_count, tests;
static const char *present_id = "";
static bool all_passed;

bool is(bool condition, const char *name, ...)
{
    char text[512];
    va_list args;

    va_start(args, name);
    vsnprintf(text, sizeof text, name, args);
    va_end(args);
    all_passed &= condition;
    tests++;
    return ok(condition, "%s: %s", present_id, text);
}

/* Half a unit in the last place of a decimal. */
static rat half_unit(const char *text)
{
    const char *point = strchr(text, '.'), *e = strpbrk(text, "eE");
    long places = 0;
    rat unit;

    if (point != NULL)
        places = (long)strspn(point + 1, "0123456789");
    if (e != NULL)
        places -= strtol(e + 1, NULL, 10);
    unit = rat_pow(rat_of(10, 1), (unsigned long)labs(places));
    return rat_div(places > 0 ? rat_div(rat_of(1, 1), unit) : unit, rat_of(2, 1));
}

/* The value of one entry, in place; false when it is no number and no vector. */
static bool parse_value(entry *e, char *text)
{
    char *next;

    snprintf(e->text, sizeof e->text, "%s", text);
    if (*text == '~') {
        e->half_unit = half_unit(text + 1);
        e->length = 1;
        return rat_parse(&e->values[0], text + 1);
    }
    if (*text != '(') {
        e->length = 1;
        return rat_parse(&e->values[0], text);
    }
    for (text++; e->length < VALUES; text = next) {
        size_t n = strcspn(text, ",)");
        char end = text[n];

        if (end == '\0')
            return false;
        text[n] = '\0';
        next = text + n + 1;
        if (!rat_parse(&e->values[e->length++], text + strspn(text, " ")))
            return false;
        if (end == ')')
            return *next == '\0';
    }
    return false;
}

static char *trim(char *text)
{
    char *end;

    text += strspn(text, " ");
    for (end = text + strlen(text); end > text && end[-1] == ' ';)
        *--end = '\0';
    return text;
}

static void parse_token(char *token, size_t in_case_number)
{
    entry *e = &entries[entry_count];
    char *sign;

    token = trim(token);
    sign = strchr(token, '=');
    if (sign == NULL)
        return;
    if (entry_count == ENTRIES)
        bail_out("%s: more than %d numbers in a row of the ledger", present_id, ENTRIES);
    memset(e, 0, sizeof *e);
    *sign = '\0';
    snprintf(e->name, sizeof e->name, "%s", trim(token));
    e->in_case = in_case_number;
    if (strchr(e->name, ' ') == NULL && parse_value(e, trim(sign + 1)))
        entry_count++;
    else if (in_case_number != CORRECTION) /* a correction is a sentence with equations in it */
        is(false, "the ledger's \"%s=%s\" is a number", e->name, sign + 1);
}

/* Cuts text at every separator and parses the pieces. */
static void parse_column(const char *column, size_t first_case)
{
    char *text = strdup(column), *piece = text, *p;
    size_t k = first_case;

    if (text == NULL)
        bail_out("out of memory");
    for (p = text;; p++) {
        bool bar = first_case != CORRECTION && *p == '|' && p > text && p[-1] == ' ' && p[1] == ' ';
        bool arrow = *p == '-' && p[1] == '>';
        bool last = *p == '\0';

        if (!bar && !arrow && !last && *p != ';')
            continue;
        *p = '\0';
        parse_token(piece, k);
        k += bar;
        if (last)
            break;
        p += arrow;
        piece = p + 1;
    }
    if (first_case != CORRECTION)
        case_count = k + 1;
    free(text);
}

void in_case(size_t k)
{
    present_case = k;
}

size_t cases(void)
{
    return case_count;
}

static entry *lookup(const char *name, size_t in_case_number)
{
    for (size_t k = 0; k < entry_count; k++)
        if (entries[k].in_case == in_case_number && strcmp(entries[k].name, name) == 0) {
            entries[k].used = true;
            return &entries[k];
        }
    bail_out("%s: the ledger's row has no %s in %s %zu", present_id, name,
             in_case_number == CORRECTION ? "its correction," : "case", in_case_number + 1);
}

rat given(const char *name)
{
    entry *e = lookup(name, present_case);

    if (e->length != 1)
        bail_out("%s: %s is a vector in the ledger", present_id, name);
    return e->values[0];
}

size_t given_vector(const char *name, rat *out, size_t most)
{
    entry *e = lookup(name, present_case);

    if (e->length > most)
        bail_out("%s: %s has %zu entries in the ledger, at most %zu fit", present_id, name,
                 e->length, most);
    memcpy(out, e->values, e->length * sizeof *out);
    return e->length;
}

rat corrected(const char *name)
{
    return lookup(name, CORRECTION)->values[0];
}

/* found: 3/4, or found: (3/4,1). */
static void show_vector(const rat *value, size_t n)
{
    char text[1024] = "";
    size_t used = 0;

    for (size_t i = 0; i < n && used < sizeof text; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, i == 0 ? "%s" : ",%s",
                                 rat_text(value[i]));
    yaml("found", n == 1 ? "%s" : "(%s)", text);
}

bool found_vector(const char *name, const rat *value, size_t n)
{
    entry *e = lookup(name, present_case);
    bool same = e->length == n && e->half_unit == NULL;

    for (size_t i = 0; i < n && same; i++)
        same = rat_cmp(e->values[i], value[i]) == 0;
    is(same, "%s = %s", name, e->text);
    show_vector(value, n);
    return same;
}

bool found(const char *name, rat value)
{
    return found_vector(name, &value, 1);
}

bool found_real(const char *name, num value)
{
    entry *e = lookup(name, present_case);
    num target = num_rat(e->values[0]);
    bool same = e->half_unit != NULL
                    ? num_at_most(num_abs(num_sub(value, target)), num_rat(e->half_unit))
                    : num_same(value, target);

    is(same, "%s = %s", name, e->text);
    yaml("found", "%.17g", num_mid(value));
    return same;
}

verdict holds(bool statement)
{
    return statement ? HOLDS : UNSETTLED;
}

verdict holds_if(bool fails_without, bool holds_with)
{
    return fails_without && holds_with ? HOLDS_IF : UNSETTLED;
}

verdict false_as_printed(bool refuted, bool corrected_holds)
{
    return refuted && corrected_holds ? FALSE_AS_PRINTED : UNSETTLED;
}

bool identical(expr a, expr b, const char *what)
{
    bool same = is(identity(a, b), "%s, identically", what);

    yaml("grid_points", "%lu", identity_points());
    yaml("largest_degree", "%u", identity_degree());
    return same;
}

bool not_identical(expr a, expr b, const char *what)
{
    return is(!identity(a, b), "control: not %s", what);
}

static void run_check(const check *c, const sgl_ledger *ledger)
{
    const sgl_claim *claim = sgl_ledger_find(ledger, c->id);
    size_t rats = rat_mark(), nums = num_mark(), before = tests;
    verdict v;

    present_id = c->id;
    entry_count = present_case = case_count = 0;
    all_passed = true;
    if (claim == NULL) {
        is(false, "the ledger has a row for it");
        return;
    }
    parse_column(claim->counterexample, 0);
    parse_column(claim->correction, CORRECTION);
    v = c->run();
    if (!all_passed || tests == before)
        v = UNSETTLED;
    is(strcmp(claim->verdict, verdict_names[v]) == 0, "the ledger's verdict \"%s\"",
       claim->verdict);
    yaml("found", "%s", verdict_names[v]);
    for (size_t k = 0; k < entry_count; k++)
        if (!entries[k].used)
            is(false, "the check reads the ledger's %s=%s", entries[k].name, entries[k].text);
    rat_release(rats);
    num_release(nums);
}

int check_main(int argc, char **argv, const check *checks, size_t n)
{
    const char *only = argc > 1 ? argv[1] : NULL;
    sgl_ledger ledger;
    char message[512];
    size_t ran = 0;

    if (only != NULL && strcmp(only, "--list") == 0) {
        for (size_t k = 0; k < n; k++)
            puts(checks[k].id);
        return EXIT_SUCCESS;
    }
    puts("TAP version 13");
    if (sgl_ledger_read(&ledger, getenv("SGL_LEDGER"), message, sizeof message) != 0)
        bail_out("%s", message);
    for (size_t k = 0; k < n; k++)
        if (only == NULL || strcmp(only, checks[k].id) == 0) {
            run_check(&checks[k], &ledger);
            ran++;
        }
    if (ran == 0)
        bail_out("no check of %s here; --list prints those there are", only);
    sgl_ledger_free(&ledger);
    plan(tests);
    return tap_status();
}
