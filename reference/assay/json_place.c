#include "json_place.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct scan {
    const char *at, *end;
} scan;

static void space(scan *s)
{
    while (s->at < s->end && memchr(" \t\r\n,:", *s->at, 6) != NULL)
        s->at++;
}

static void string(scan *s)
{
    for (s->at++; s->at < s->end && *s->at != '"'; s->at++)
        if (*s->at == '\\')
            s->at++;
    s->at = s->at < s->end ? s->at + 1 : s->end;
}

static void value(scan *s)
{
    size_t depth = 0;

    do {
        if (s->at >= s->end)
            return;
        if (*s->at == '"') {
            string(s);
        } else if (*s->at == '[' || *s->at == '{') {
            depth++;
            s->at++;
        } else if (*s->at == ']' || *s->at == '}') {
            depth -= depth > 0;
            s->at++;
        } else if (depth > 0 && memchr(" \t\r\n,:", *s->at, 6) != NULL) {
            s->at++;
        } else {
            while (s->at < s->end && memchr(" \t\r\n,:]}", *s->at, 8) == NULL)
                s->at++;
        }
    } while (depth > 0);
}

/* To entry i of the array that s is at. */
static bool entry(scan *s, size_t i)
{
    if (s->at >= s->end || *s->at != '[')
        return false;
    s->at++;
    for (space(s); i > 0; i--, space(s)) {
        if (s->at >= s->end || *s->at == ']')
            return false;
        value(s);
    }
    return s->at < s->end && *s->at != ']';
}

static bool member(scan *s, const char *key)
{
    size_t length = strlen(key);

    space(s);
    if (s->at >= s->end || *s->at != '{')
        return false;
    for (s->at++, space(s); s->at < s->end && *s->at == '"'; space(s)) {
        const char *name = s->at + 1;
        bool found;

        string(s);
        found = (size_t)(s->at - name) == length + 1 && memcmp(name, key, length) == 0;
        space(s);
        if (found)
            return true;
        value(s);
    }
    return false;
}

size_t json_place(const char *text, size_t size, const char *key, size_t i, size_t j)
{
    scan s = {text, text + size};

    if (key == NULL || !member(&s, key) || (i != SIZE_MAX && !entry(&s, i)) || (j != SIZE_MAX && !entry(&s, j)))
        return 1;
    return (size_t)(s.at - text) + 1;
}
