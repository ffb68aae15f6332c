/* Messages: one line, of what fits, in whole characters. */
#include "judge/error.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>

/* Whether text is UTF-8 as far as characters are whole; of two-byte characters and ASCII only. */
static bool whole(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
        if (*c >= 0x80) {
            if (*c < 0xc0 || (c[1] & 0xc0) != 0x80)
                return false;
            c++;
        }
    return true;
}

int main(void)
{
    enum { ROOM = sizeof((sgl_error *)0)->text };
    char longer[4 * ROOM];
    size_t cut = 0, kept = 0;
    sgl_error e;

    plan(7);
    ok(sgl_error_set(NULL, SGL_EIO, "a", "b") == SGL_EIO, "nobody asks");
    ok(sgl_error_set(&e, SGL_EDIM, "a/b", "size %d", 3) == SGL_EDIM && strcmp(e.text, "a/b: size 3") == 0, "path: what");
    ok(sgl_error_set(&e, SGL_EIO, NULL, "size %d", 3) == SGL_EIO && strcmp(e.text, "size 3") == 0, "no path");
    ok(sgl_error_set(&e, SGL_EIO, "a\nb\x1b[31m", "\t\x7f") == SGL_EIO && strcmp(e.text, "a?b?[31m: ??") == 0, "a line, whatever the path holds");
    /* Two bytes a character: one of two beginnings makes the cut fall inside one. */
    for (int odd = 0; odd < 2; odd++) {
        size_t length = (size_t)snprintf(longer, sizeof longer, "%s", odd ? "x" : "");

        while (length + 3 < sizeof longer)
            length += (size_t)sprintf(longer + length, "\xc3\xa9");
        (void)sgl_error_set(&e, SGL_EIO, "p", "%s", longer);
        cut += whole(e.text) && strlen(e.text) < ROOM && strlen(e.text) > ROOM - 4;
        (void)sgl_error_set(&e, SGL_EIO, longer, "the end");
        kept += whole(e.text) && strncmp(e.text, "...\xc3\xa9", 5) == 0 && strcmp(e.text + strlen(e.text) - 9, ": the end") == 0;
    }
    ok(cut == 2, "a message too long is cut between characters");
    ok(kept == 2, "of a path too long its end is shown, from a whole character");
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    (void)sgl_error_set(&e, SGL_EIO, NULL, "%s", longer);
    ok(strlen(e.text) == ROOM - 1, "all the room is used");
    return tap_status();
}
