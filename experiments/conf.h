/* Configuration files of the experiments.
 *
 *     # comment
 *     alpha  = 1e-3
 *     lambda21 = 0 2e-4 5e-4      # several numbers
 *     [quick]                     # the lines below hold for this profile only, and replace those
 * above seeds = 2
 *
 * A key must be one that the program asks for: conf_unused finds the others, so a slip of the pen
 * is an error and not a silent default. */
#ifndef CONF_H
#define CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { CONF_ENTRIES = 96, CONF_LIST = 64 };

typedef struct conf_entry {
    char key[40], value[400];
    int line; /* 0 when it came from the command line */
    bool used;
} conf_entry;

typedef struct conf {
    char file[256];
    conf_entry entries[CONF_ENTRIES];
    size_t count;
    bool failed; /* a value was not what was asked for: the message is out on stderr */
} conf;

/** Read file for the given profile. Errors go to stderr as FILE:LINE: what was expected; false
 * then. */
bool conf_read(conf *c, const char *file, const char *profile);

/** Set or replace "key=value" from the command line. False, with a message, when there is no '='.
 */
bool conf_set(conf *c, const char *assignment);

/** The value of key. A missing key, or a value that is no finite number (no natural number), sets
 * c->failed and says so; the caller checks c->failed once, after the last question. */
double conf_number(conf *c, const char *key);
size_t conf_count(conf *c, const char *key);
const char *conf_word(conf *c, const char *key);

/** All the numbers of key into out [CONF_LIST]; returns how many, at least 1 unless c->failed. */
size_t conf_list(conf *c, const char *key, double *out);

/** Whether key is there at all. */
bool conf_has(const conf *c, const char *key);

/** Report keys that nobody asked for; true when there were any. */
bool conf_unused(const conf *c);

#endif
