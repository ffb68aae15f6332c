#include "report_escape.h"

#include <string.h>

/* Bytes of the UTF-8 character at text, 0 where there is none: overlong forms, surrogates and what lies beyond U+10FFFF are none. */
static size_t character(const unsigned char *text)
{
    size_t length = text[0] < 0x80 ? 1 : text[0] >= 0xc2 && text[0] < 0xe0 ? 2 : (text[0] & 0xf0) == 0xe0 ? 3 : text[0] >= 0xf0 && text[0] < 0xf5 ? 4 : 0;

    for (size_t k = 1; k < length; k++)
        if ((text[k] & 0xc0) != 0x80)
            return 0;
    if ((text[0] == 0xe0 && text[1] < 0xa0) || (text[0] == 0xed && text[1] > 0x9f) || (text[0] == 0xf0 && text[1] < 0x90) ||
        (text[0] == 0xf4 && text[1] > 0x8f))
        return 0;
    if (length == 3 && text[0] == 0xef && text[1] == 0xbf && text[2] >= 0xbe)
        return 0; /* U+FFFE, U+FFFF: no characters of XML */
    return length;
}

void escape_xml(FILE *out, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    while (*at != '\0') {
        static const char specials[] = "&<>\"'";
        static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
        const char *special = strchr(specials, *at);
        size_t length = character(at);

#if SGL_MUTANT == 405
        if (special != NULL && *at != '&')
#else
        if (special != NULL)
#endif
            fputs(entities[special - specials], out);
        else if (length == 0 || (*at < ' ' && *at != '\n' && *at != '\t') || *at == 127)
            fputc('?', out);
        else
            fwrite(at, 1, length, out);
        at += length > 0 ? length : 1;
    }
}

void escape_markdown(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_{}[]<>#|~&", *text) != NULL)
            fputc('\\', out);
        fputc((unsigned char)*text < ' ' || *text == 127 ? ' ' : *text, out);
    }
}
