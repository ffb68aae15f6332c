#include "self.h"
#include "leavings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void self_path(char *path, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", path, size - 1);

    if (length > 0)
        path[length] = '\0';
    else
        snprintf(path, size, "assay");
}

void self_word(FILE *to, const char *text)
{
    if (text[0] != '\0' && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,@%+-") == strlen(text)) {
        fputs(text, to);
        return;
    }
    fputc('\'', to);
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            fputs("'\\''", to);
        else
            fputc(*text, to);
    }
    fputc('\'', to);
}

char *self_quote(char *const *argv, const char *plugin)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);

    if (to == NULL)
        return NULL;
    fputs(argv != NULL ? "--" : "--plugin ", to);
    for (; argv != NULL && *argv != NULL; argv++) {
        fputc(' ', to);
        self_word(to, *argv);
    }
    if (plugin != NULL)
        self_word(to, plugin);
    if (fclose(to) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

char *self_folder(void)
{
    const char *where = getenv("TMPDIR");
    size_t room;
    char *path;

    if (where == NULL || where[0] == '\0')
        where = P_tmpdir;
    room = strlen(where) + 32;
    path = malloc(room);
    if (path == NULL)
        return NULL;
    snprintf(path, room, "%s/assay-XXXXXX", where);
    if (mkdtemp(path) != NULL) {
        leavings_add(path);
        return path;
    }
    free(path);
    return NULL;
}

void self_remove(char *folder)
{
    if (folder != NULL)
        leavings_remove(folder);
    free(folder);
}
