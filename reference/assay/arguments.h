/* The options of a subcommand: one way to read them, to say what is wrong, and to help. */
#ifndef SGL_ARGUMENTS_H
#define SGL_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum argument_kind {
    ARGUMENT_FLAG,   /* no value; out is a bool, set to true                     */
    ARGUMENT_TEXT,   /* out is a const char *, into argv                         */
    ARGUMENT_WHOLE,  /* a whole number from low to high; out is a long           */
    ARGUMENT_REAL,   /* a number from low to high; out is a double               */
    ARGUMENT_CHOICE, /* one of choices; out is an int, which of them             */
    ARGUMENT_TAKEN   /* what take makes of it                                    */
} argument_kind;

enum { ARGUMENT_WHY = 1024 };

typedef struct argument argument;

/** Takes text into a->out. False, and in why [ARGUMENT_WHY] a sentence, when it is not what is expected. */
typedef bool argument_take(const argument *a, const char *text, char *why);

/** One option; the list ends with one whose name is NULL. --help and -h need not be there. */
struct argument {
    const char *name; /* "format": --format                                    */
    char letter;      /* 'o': -o too; 0: none                                  */
    argument_kind kind;
    void *out;
    double low, high;
    const char *const *choices; /* ends with NULL */
    argument_take *take;
};

/** "text", "json", NULL; and a choice of the two, which puts 0 or 1. */
extern const char *const argument_text_json[];
#define ARGUMENT_FORMAT(where) {.name = "format", .kind = ARGUMENT_CHOICE, .out = (where), .choices = argument_text_json}

/** The options of a command. */
typedef struct arguments {
    const char *command; /* "assay check" */
    const char *help;    /* what --help prints */
    const argument *list;
    bool child;          /* options end at the first word that is none: a command line follows */
} arguments;

/** Read the options.
 *  Returns: -1 to go on; else the exit status: 0 after --help, EXIT_USAGE after a line on standard error.
 *  Out:     rest   position of the first word that is no option; argv is reordered unless child is set */
int arguments_read(int *rest, const arguments *about, int argc, char **argv);

/** "COMMAND: what; COMMAND --help tells more" on standard error. Returns EXIT_USAGE. */
__attribute__((format(printf, 2, 3))) int arguments_error(const arguments *about, const char *format, ...);

#endif
