#include "experiment.h"

#include "assay/ranks.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *usage =
    "usage: x-%s [-j N] [--profile quick|full] [--resume] [--data FORMAT:PATH] [-o DIR] [-c FILE]\n"
    "         [key=value ...]\n"
    "  -j N          threads; the tables are the same for every N\n"
    "  --profile P   quick (default) or full: the section of the .conf that replaces its values\n"
    "  --resume      keep the runs that an interrupted sweep had finished\n"
    "  --data F:P    real rows instead of the synthetic ones: criteo:PATH, avazu:PATH or "
    "ipinyou:PATH\n"
    "  -o DIR        where the tables go (build/experiments)\n"
    "  -c FILE       the configuration (experiments/%s.conf); tables are named after it\n";

static int bad_usage(const char *name, const char *what, const char *got)
{
    fprintf(stderr, "x-%s: %s: %s\n", name, what, got);
    return 2;
}

static bool make_directories(const char *path)
{
    char part[400];

    for (size_t n = 1; n <= strlen(path); n++)
        if (path[n] == '/' || !path[n]) {
            snprintf(part, sizeof part, "%.*s", (int)n, path);
            if (mkdir(part, 0777) != 0 && errno != EEXIST) {
                fprintf(stderr, "%s: cannot make the folder: %s\n", part, strerror(errno));
                return false;
            }
        }
    return true;
}

/* Another configuration makes other tables: NAME is the file's, without folder and .conf. */
static void name_after(experiment *e, const char *file)
{
    const char *slash = strrchr(file, '/'), *stem = slash ? slash + 1 : file;
    size_t length = strlen(stem);

    if (length > 5 && !strcmp(stem + length - 5, ".conf"))
        length -= 5;
    snprintf(e->name, sizeof e->name, "%.*s", (int)length, stem);
}

int experiment_begin(experiment *e, int argc, char **argv, const char *name)
{
    static const struct option options[] = {{"profile", required_argument, NULL, 'p'},
                                            {"resume", no_argument, NULL, 'r'},
                                            {"data", required_argument, NULL, 'd'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    char file[300] = "";
    int option;

    char program[80];

    snprintf(program, sizeof program, "x-%s", name);
    ranks_begin(program, "finished runs are kept, --resume goes on from them");
    memset(e, 0, sizeof *e);
    snprintf(e->name, sizeof e->name, "%s", name);
    strcpy(e->directory, "build/experiments");
    strcpy(e->profile, "quick");
    e->jobs = 1;
    while ((option = getopt_long(argc, argv, "j:o:c:h", options, NULL)) != -1) {
        char *end = NULL;
        switch (option) {
        case 'j':
            e->jobs = (int)strtol(optarg, &end, 10);
            if (end == optarg || *end || e->jobs < 1 || e->jobs > 1024)
                return bad_usage(name, "-j wants a number from 1 to 1024", optarg);
            break;
        case 'p':
            if (strcmp(optarg, "quick") && strcmp(optarg, "full"))
                return bad_usage(name, "--profile wants quick or full", optarg);
            strcpy(e->profile, optarg);
            break;
        case 'r':
            e->resume = true;
            break;
        case 'd':
            snprintf(e->data, sizeof e->data, "%s", optarg);
            break;
        case 'o':
            snprintf(e->directory, sizeof e->directory, "%s", optarg);
            break;
        case 'c':
            snprintf(file, sizeof file, "%s", optarg);
            break;
        case 'h':
            printf(usage, name, name);
            return -1;
        default:
            fprintf(stderr, usage, name, name);
            return 2;
        }
    }
    if (!*file)
        snprintf(file, sizeof file, "experiments/%s.conf", name);
    else
        name_after(e, file);
    if (!conf_read(&e->conf, file, e->profile))
        return 4;
    for (int i = optind; i < argc; i++)
        if (!conf_set(&e->conf, argv[i]))
            return 2;
    return make_directories(e->directory) ? EXIT_SUCCESS : 4;
}

bool experiment_misconfigured(const experiment *e)
{
    return e->conf.failed | conf_unused(&e->conf);
}

bool table_open(table *t, const experiment *e, const char *name, const char *columns)
{
    const char *commit = getenv("SGL_COMMIT");

    snprintf(t->path, sizeof t->path, "%s/%s.tsv", e->directory, name);
    snprintf(t->temporary, sizeof t->temporary, "%s.part", t->path);
    if (ranks_rank() > 0)
        strcpy(t->temporary, "/dev/null"); /* the first rank writes the same */
    t->columns = 1;
    for (const char *s = columns; *s; s++)
        t->columns += *s == '\t';
    t->file = fopen(t->temporary, "w");
    if (!t->file) {
        fprintf(stderr, "%s: cannot write: %s\n", t->temporary, strerror(errno));
        return false;
    }
    fprintf(t->file, "# experiment: x-%s, profile %s\n", e->name, e->profile);
    fprintf(t->file, "# commit: %s\n", commit && *commit ? commit : "unknown");
    fprintf(t->file, "# compiler: %s\n# flags: %s\n", __VERSION__, SGL_FLAGS);
    fprintf(t->file, "# data: %s\n", *e->data ? e->data : "synthetic");
    for (size_t i = 0; i < e->conf.count; i++)
        fprintf(t->file, "# %s = %s\n", e->conf.entries[i].key, e->conf.entries[i].value);
    fprintf(t->file, "%s\n", columns);
    return true;
}

void table_row(table *t, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(t->file, format, arguments);
    va_end(arguments);
    putc('\n', t->file);
}

void table_gap(table *t)
{
    fputs("\n\n", t->file);
}

bool table_close(table *t)
{
    bool written = !ferror(t->file);

    written &= fclose(t->file) == 0;
    if (ranks_rank() > 0)
        return written;
    if (written)
        written = rename(t->temporary, t->path) == 0;
    if (!written) {
        fprintf(stderr, "%s: cannot write: %s\n", t->path, strerror(errno));
        remove(t->temporary);
    }
    return written;
}
