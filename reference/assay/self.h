/* What a command needs to know of itself: its own program, a command line as text, a folder for a while. */
#ifndef SGL_SELF_H
#define SGL_SELF_H

#include <stddef.h>
#include <stdio.h>

/** The path of this program; "assay", to be looked for in PATH, where the system does not tell. */
void self_path(char *path, size_t size);

/** One word of a command line, quoted for a shell where it must be. */
void self_word(FILE *to, const char *text);

/** "-- PROGRAM ARGUMENT..." quoted for a shell, or "--plugin LIBRARY" when argv is NULL; to be freed. NULL when memory is short. */
char *self_quote(char *const *argv, const char *plugin);

/** A new empty folder in TMPDIR, and its removal with the files in it, which frees the name; NULL when it cannot be made. */
char *self_folder(void);
void self_remove(char *folder);

#endif
