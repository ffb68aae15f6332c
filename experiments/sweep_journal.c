#include "sweep_journal.h"

#include "assay/ranks.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a of all that the runs depend on: a journal of other parameters must not be resumed. */
static uint64_t fingerprint(const sweep *s)
{
    const experiment *e = s->experiment;
    const char *commit = getenv("SGL_COMMIT");
    uint64_t h = 14695981039346656037u ^ s->runs * 31 ^ s->values;
    const char *parts[3 + 2 * CONF_ENTRIES] = {e->profile, e->data, commit ? commit : ""};

    for (size_t i = 0; i < e->conf.count; i++) {
        parts[3 + 2 * i] = e->conf.entries[i].key;
        parts[4 + 2 * i] = e->conf.entries[i].value;
    }
    for (size_t i = 0; i < 3 + 2 * e->conf.count; i++)
        for (const char *p = parts[i];; p++) {
            h = (h ^ (unsigned char)*p) * 1099511628211u;
            if (!*p)
                break;
        }
    return h;
}

void sweep_journal_prepare(sweep_journal *j)
{
    const experiment *e = j->sweep->experiment;
    int n = snprintf(j->path, sizeof j->path, "%s/%s.journal", e->directory, e->name);

    if (ranks_rank() > 0)
        snprintf(j->path + n, sizeof j->path - (size_t)n, ".%d", ranks_rank());
    j->mark = fingerprint(j->sweep);
}

/* One line of the journal: the number of the run, its values in hex, a full stop. A line cut short
 * by a kill has no full stop and is left out. */
static void take_line(sweep_journal *j, const char *line)
{
    const sweep *s = j->sweep;
    char *end;
    size_t run = strtoull(line, &end, 10);
    double values[SWEEP_VALUES];

    if (end == line || run >= s->runs || j->done[run])
        return;
    for (size_t i = 0; i < s->values; i++)
        values[i] = strtod(end, &end);
    if (strcmp(end, " .\n") != 0)
        return;
    memcpy(j->results + run * s->values, values, s->values * sizeof *values);
    j->done[run] = 1;
    j->finished++;
}

/* The file after its first line, when that is the mark; else NULL. */
static FILE *open_marked(const sweep_journal *j, const char *path)
{
    char line[64];
    FILE *f = fopen(path, "r");
    uint64_t found;

    if (f && fgets(line, sizeof line, f) && sscanf(line, "%" SCNx64, &found) == 1 &&
        found == j->mark)
        return f;
    if (f)
        fclose(f);
    return NULL;
}

static void read_file(sweep_journal *j, const char *path)
{
    char line[SWEEP_VALUES * 32];
    FILE *f = open_marked(j, path);

    if (!f)
        return;
    while (fgets(line, sizeof line, f))
        take_line(j, line);
    fclose(f);
}

/* The next file in folder that is a journal of the sweep, by any rank, or was becoming one. */
static bool next_file(char *path, size_t size, const sweep_journal *j, DIR *folder)
{
    const experiment *e = j->sweep->experiment;
    char first[100];
    size_t n = (size_t)snprintf(first, sizeof first, "%s.journal", e->name);
    const struct dirent *entry;

    while ((entry = readdir(folder)))
        if (!strncmp(entry->d_name, first, n) && (!entry->d_name[n] || entry->d_name[n] == '.')) {
            snprintf(path, size, "%s/%s", e->directory, entry->d_name);
            return true;
        }
    return false;
}

void sweep_journal_read(sweep_journal *j)
{
    DIR *folder = opendir(j->sweep->experiment->directory);
    char path[600];

    if (!folder)
        return;
    while (next_file(path, sizeof path, j, folder))
        read_file(j, path);
    closedir(folder);
}

bool sweep_journal_begin(sweep_journal *j)
{
    char temporary[420];

    snprintf(temporary, sizeof temporary, "%s.part", j->path);
    j->file = fopen(temporary, "w");
    if (j->file) {
        fprintf(j->file, "%" PRIx64 "\n", j->mark);
        for (size_t run = 0; ranks_rank() == 0 && run < j->sweep->runs; run++)
            if (j->done[run])
                sweep_journal_write(j, run);
        if (fflush(j->file) == 0 && !ferror(j->file) && rename(temporary, j->path) == 0)
            return true;
    }
    fprintf(stderr, "%s: cannot write: %s\n", temporary, strerror(errno));
    if (j->file)
        fclose(j->file);
    return false;
}

bool sweep_journal_shared(const sweep_journal *j)
{
    const experiment *e = j->sweep->experiment;
    char first[400];

    snprintf(first, sizeof first, "%s/%s.journal", e->directory, e->name);
    FILE *f = open_marked(j, first);
    if (!f) {
        fprintf(stderr,
                "%s: rank %d does not see what rank 0 wrote: all ranks must share the folder, the "
                "parameters and SGL_COMMIT\n",
                first, ranks_rank());
        return false;
    }
    return fclose(f) == 0;
}

void sweep_journal_write(sweep_journal *j, size_t run)
{
    fprintf(j->file, "%zu", run);
    for (size_t i = 0; i < j->sweep->values; i++)
        fprintf(j->file, " %a", j->results[run * j->sweep->values + i]);
    fprintf(j->file, " .\n");
    fflush(j->file);
}

bool sweep_journal_close(sweep_journal *j)
{
    bool written = !ferror(j->file);

    written &= fclose(j->file) == 0;
    if (!written)
        fprintf(stderr, "%s: cannot write\n", j->path);
    return written;
}

void sweep_journal_remove(const sweep_journal *j, bool but_first)
{
    DIR *folder = opendir(j->sweep->experiment->directory);
    char path[600];

    if (!folder)
        return;
    while (next_file(path, sizeof path, j, folder))
        if (!but_first || !strcmp(strrchr(path, '.'), ".part") ||
            strcmp(strrchr(path, '.'), ".journal"))
            remove(path);
    closedir(folder);
}
