#include "conf.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *trim(char *s)
{
    char *end;

    while (isspace((unsigned char)*s))
        s++;
    end = s + strlen(s);
    while (end > s && isspace((unsigned char)end[-1]))
        end--;
    *end = '\0';
    return s;
}

static conf_entry *find(const conf *c, const char *key)
{
    for (size_t i = 0; i < c->count; i++)
        if (!strcmp(c->entries[i].key, key))
            return (conf_entry *)&c->entries[i];
    return NULL;
}

/* NULL, or what is wrong with the line. */
static const char *store(conf *c, char *text, int line, bool fresh)
{
    char *equals = strchr(text, '=');

    if (!equals)
        return "expected key = value";
    *equals = '\0';
    const char *key = trim(text), *value = trim(equals + 1);
    conf_entry *e = find(c, key);
    if (!*key || strlen(key) >= sizeof e->key)
        return "expected a key of 1 to 39 letters before =";
    if (!*value || strlen(value) >= sizeof e->value)
        return "expected a value of 1 to 399 letters after =";
    if (e && fresh && e->line > 0)
        return "key given twice";
    if (!e) {
        if (c->count == CONF_ENTRIES)
            return "too many keys";
        e = &c->entries[c->count++];
    }
    *e = (conf_entry){.line = line};
    strcpy(e->key, key);
    strcpy(e->value, value);
    return NULL;
}

bool conf_read(conf *c, const char *file, const char *profile)
{
    char line[1024], section[64] = "";
    FILE *f = fopen(file, "r");
    const char *wrong = NULL;

    memset(c, 0, sizeof *c);
    snprintf(c->file, sizeof c->file, "%s", file);
    if (!f) {
        fprintf(stderr, "%s: cannot open: %s\n", file, strerror(errno));
        return false;
    }
    for (int n = 1; !wrong && fgets(line, sizeof line, f); n++) {
        bool whole = strchr(line, '\n') || feof(f);
        line[strcspn(line, "#\n")] = '\0';
        char *text = trim(line);
        if (!whole)
            wrong = "line longer than 1022 letters";
        else if (*text == '[' && text[strlen(text) - 1] == ']')
            snprintf(section, sizeof section, "%.*s", (int)strlen(text) - 2, text + 1);
        else if (*text && (!*section || !strcmp(section, profile)))
            wrong = store(c, text, n, !*section);
        if (wrong)
            fprintf(stderr, "%s:%d: %s\n", file, n, wrong);
    }
    fclose(f);
    return !wrong;
}

bool conf_set(conf *c, const char *assignment)
{
    char text[512];
    const char *wrong;

    snprintf(text, sizeof text, "%s", assignment);
    wrong = store(c, text, 0, false);
    if (wrong)
        fprintf(stderr, "%s: %s\n", assignment, wrong);
    return !wrong;
}

static conf_entry *ask(conf *c, const char *key)
{
    conf_entry *e = find(c, key);

    if (!e) {
        fprintf(stderr, "%s: key %s is missing\n", c->file, key);
        c->failed = true;
    } else {
        e->used = true;
    }
    return e;
}

static void refuse(conf *c, const conf_entry *e, const char *expected)
{
    fprintf(stderr, "%s:%d: %s = %s: expected %s\n", c->file, e->line, e->key, e->value, expected);
    c->failed = true;
}

size_t conf_list(conf *c, const char *key, double *out)
{
    conf_entry *e = ask(c, key);
    size_t n = 0;
    char *s, *end;

    if (!e)
        return 0;
    for (s = e->value; *s; s = end) {
        out[n] = strtod(s, &end);
        if (end == s || (*end && !isspace((unsigned char)*end)) || !isfinite(out[n])) {
            refuse(c, e, "finite numbers");
            return 0;
        }
        while (isspace((unsigned char)*end))
            end++;
        if (++n == CONF_LIST && *end) {
            refuse(c, e, "at most 64 numbers");
            return 0;
        }
    }
    return n;
}

double conf_number(conf *c, const char *key)
{
    double list[CONF_LIST] = {NAN};
    size_t n = conf_list(c, key, list);

    if (n > 1)
        refuse(c, find(c, key), "one number");
    return list[0];
}

size_t conf_count(conf *c, const char *key)
{
    double v = conf_number(c, key);

    if (c->failed)
        return 0;
    if (!(v >= 0 && v <= 1e15 && v == floor(v))) {
        refuse(c, find(c, key), "a natural number");
        return 0;
    }
    return (size_t)v;
}

const char *conf_word(conf *c, const char *key)
{
    conf_entry *e = ask(c, key);

    return e ? e->value : "";
}

bool conf_has(const conf *c, const char *key)
{
    return find(c, key) != NULL;
}

bool conf_unused(const conf *c)
{
    bool any = false;

    for (size_t i = 0; i < c->count; i++)
        if (!c->entries[i].used) {
            fprintf(stderr, "%s:%d: unknown key %s\n", c->file, c->entries[i].line,
                    c->entries[i].key);
            any = true;
        }
    return any;
}
