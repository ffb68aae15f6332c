#include <stdio.h> /* before MPFR, for mpfr_fprintf */

#include "number.h"

#include <string.h>

/* MPFI ends a zero interval with -0; one zero is enough for a reader. */
void number_write_end(FILE *to, mpfr_srcptr end)
{
    if (mpfr_zero_p(end))
        fputs("\"0x0p+0\"", to);
    else
        mpfr_fprintf(to, "\"%Ra\"", end);
}

void number_write_vector(FILE *to, const char *key, mpfi_srcptr v, size_t d)
{
    fprintf(to, "\"%s\":", key);
    if (v == NULL) {
        fputs("null", to);
        return;
    }
    for (size_t i = 0; i < d; i++) {
        fputs(i == 0 ? "[[" : ",[", to);
        number_write_end(to, &v[i].left);
        putc(',', to);
        number_write_end(to, &v[i].right);
        putc(']', to);
    }
    putc(']', to);
}

/* One end in digits decimals, rounded away from the interval; to be freed with mpfr_free_str, or NULL. */
static char *decimal(mpfr_srcptr end, int digits, bool up)
{
    char *text = NULL;
    int length;

    if (mpfr_zero_p(end)) /* without MPFI's signs of zero */
        length = mpfr_asprintf(&text, "0");
    else
#if SGL_MUTANT == 123
        length = mpfr_asprintf(&text, up ? "%.*RDg" : "%.*RUg", digits, end);
#else
        length = mpfr_asprintf(&text, up ? "%.*RUg" : "%.*RDg", digits, end);
#endif
    return length < 0 ? NULL : text;
}

/* An enclosure in decimals: one number where both ends print the same. */
static void write_decimal(FILE *to, mpfi_srcptr v, int digits)
{
    char *low = decimal(&v->left, digits, false), *high = decimal(&v->right, digits, true);

    if (low == NULL || high == NULL)
        fputs("(out of memory)", to);
    else if (strcmp(low, high) == 0)
        fputs(low, to);
    else
        fprintf(to, "[%s, %s]", low, high);
    if (low != NULL)
        mpfr_free_str(low);
    if (high != NULL)
        mpfr_free_str(high);
}

void number_write_scalar(FILE *to, const char *name, mpfi_srcptr v, int digits)
{
    fprintf(to, "  %s = ", name);
    write_decimal(to, v, digits);
    putc('\n', to);
}

void number_write_column(FILE *to, const char *name, const char *what, mpfi_srcptr v, size_t d,
                         int digits)
{
    fprintf(to, "  %s   %s\n", name, what);
    for (size_t i = 0; i < d; i++) {
        fprintf(to, "    [%zu] ", i);
        write_decimal(to, v + i, digits);
        putc('\n', to);
    }
}
