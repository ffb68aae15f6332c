#include "judge/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SHOWN = 200 };

/* A line cut in the middle of a UTF-8 sequence would no longer be a JSON string. */
static void drop_partial_character(char *text)
{
    size_t end = strlen(text), at = end;

    while (at > 0 && ((unsigned char)text[at - 1] & 0xc0) == 0x80)
        at--;
#if SGL_MUTANT == 502
    if (at > end)
#else
    if (at > 0 && (unsigned char)text[at - 1] >= 0xc0)
#endif
        text[at - 1] = '\0';
}

sgl_status sgl_error_set(sgl_error *error, sgl_status status, const char *path, const char *format,
                         ...)
{
    va_list args;
    size_t used = 0;
    int length;

    if (error == NULL)
        return status;
    if (path != NULL) {
        size_t all = strlen(path), skip = all > PATH_SHOWN ? all - PATH_SHOWN : 0;

        while (skip > 0 && ((unsigned char)path[skip] & 0xc0) == 0x80)
            skip++;
        used = (size_t)snprintf(error->text, sizeof error->text, "%s%s: ", skip > 0 ? "..." : "",
                                path + skip);
    }
    va_start(args, format);
    length = vsnprintf(error->text + used, sizeof error->text - used, format, args);
    va_end(args);
    if (length < 0)
        error->text[used] = '\0';
    else if ((size_t)length >= sizeof error->text - used)
        drop_partial_character(error->text);
    for (unsigned char *c = (unsigned char *)error->text; *c != '\0'; c++)
#if SGL_MUTANT == 174
        if (*c == 0x7f)
#else
        if (*c < 0x20 || *c == 0x7f)
#endif
            *c = '?';
    return status;
}
