#include "arguments.h"
#include "command.h"

#include <getopt.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 24, BEYOND_LETTERS = 256 };

const char *const argument_text_json[] = {"text", "json", NULL};

int arguments_error(const arguments *about, const char *format, ...)
{
    va_list list;

    fprintf(stderr, "%s: ", about->command);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fprintf(stderr, "; %s --help tells more\n", about->command);
    return EXIT_USAGE;
}

static bool number(const argument *a, const char *text, char *why)
{
    char *end;
    double value = strtod(text, &end);
    bool whole = a->kind == ARGUMENT_WHOLE;

    if (end == text || *end != '\0' || !(value >= a->low && value <= a->high) || (whole && value != floor(value))) {
        snprintf(why, ARGUMENT_WHY, "--%s is a %snumber from %.10g to %.10g, not %s", a->name, whole ? "whole " : "", a->low, a->high, text);
        return false;
    }
    if (whole)
        *(long *)a->out = (long)value;
    else
        *(double *)a->out = value;
    return true;
}

/* "a, b or c" */
static bool choice(const argument *a, const char *text, char *why)
{
    size_t count = 0, used;

    for (; a->choices[count] != NULL; count++) {
        if (strcmp(text, a->choices[count]) != 0)
            continue;
        *(int *)a->out = (int)count;
        return true;
    }
    used = (size_t)snprintf(why, ARGUMENT_WHY, "--%s is ", a->name);
    for (size_t k = 0; k < count && used < ARGUMENT_WHY; k++)
        used += (size_t)snprintf(why + used, ARGUMENT_WHY - used, "%s%s", k == 0 ? "" : k + 1 < count ? ", " : " or ", a->choices[k]);
    if (used < ARGUMENT_WHY)
        snprintf(why + used, ARGUMENT_WHY - used, ", not %s", text);
    return false;
}

static bool take(const argument *a, const char *text, char *why)
{
    switch (a->kind) {
    case ARGUMENT_FLAG:
        *(bool *)a->out = true;
        return true;
    case ARGUMENT_TEXT:
        *(const char **)a->out = text;
        return true;
    case ARGUMENT_WHOLE:
    case ARGUMENT_REAL:
        return number(a, text, why);
    case ARGUMENT_CHOICE:
        return choice(a, text, why);
    default:
        return a->take(a, text, why);
    }
}

/* getopt's own tables. Letters begin with "+", where options end at the first word that is none, and ":", which keeps it quiet. */
static void tables(struct option *longs, char *letters, const arguments *about)
{
    size_t k;
    char *next = letters;

    if (about->child)
        *next++ = '+';
    *next++ = ':';
    *next++ = 'h';
    for (k = 0; about->list[k].name != NULL && k < MOST; k++) {
        const argument *a = &about->list[k];
        int value = a->kind != ARGUMENT_FLAG ? required_argument : no_argument;

        longs[k] = (struct option){a->name, value, NULL, BEYOND_LETTERS + (int)k};
        if (a->letter != 0) {
            *next++ = a->letter;
            if (value == required_argument)
                *next++ = ':';
        }
    }
    *next = '\0';
    longs[k] = (struct option){"help", no_argument, NULL, 'h'};
    longs[k + 1] = (struct option){NULL, 0, NULL, 0};
}

/* The option that getopt names by c: its letter, or its place in the list. */
static const argument *option_of(const arguments *about, int c)
{
    if (c >= BEYOND_LETTERS)
        return &about->list[c - BEYOND_LETTERS];
    for (const argument *a = about->list; a->name != NULL; a++)
        if (a->letter != 0 && a->letter == c)
            return a;
    return NULL;
}

/* What getopt found wrong: c is '?' or ':'. */
static int refuse(const arguments *about, int c, char **argv)
{
    const argument *a = optopt != 0 ? option_of(about, optopt) : NULL;

    if (a != NULL)
        return arguments_error(about, c == ':' ? "--%s needs a value" : "--%s takes no value", a->name);
    if (optopt != 0 && optopt != 'h')
        return arguments_error(about, "no option -%c", optopt);
    return arguments_error(about, "no option %s", argv[optind - 1]);
}

int arguments_read(int *rest, const arguments *about, int argc, char **argv)
{
    struct option longs[MOST + 2];
    char letters[2 * MOST + 4], why[ARGUMENT_WHY];
    int c;

    tables(longs, letters, about);
    optind = 1;
    while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        const argument *a;

        if (c == 'h') {
            fputs(about->help, stdout);
            return EXIT_CONFORMS;
        }
        if (c == '?' || c == ':')
            return refuse(about, c, argv);
        a = option_of(about, c);
        if (!take(a, optarg, why))
            return arguments_error(about, "%s", why);
    }
    *rest = optind;
    return -1;
}
