#include "rational.h"

#include "tap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Cells never move, so a rat stays valid while the table of them grows. */
static __mpq_struct **cells;
static char **texts;
static size_t used, made;

static mpq_ptr cell(void)
{
    if (used == made) {
        size_t more = made == 0 ? 256 : 2 * made;

        cells = realloc(cells, more * sizeof *cells);
        texts = realloc(texts, more * sizeof *texts);
        if (cells == NULL || texts == NULL)
            bail_out("out of memory");
        for (; made < more; made++) {
            cells[made] = malloc(sizeof **cells);
            if (cells[made] == NULL)
                bail_out("out of memory");
            mpq_init(cells[made]);
            texts[made] = NULL;
        }
    }
    return cells[used++];
}

size_t rat_mark(void)
{
    return used;
}

void rat_release(size_t mark)
{
    for (size_t k = mark; k < used; k++) {
        free(texts[k]);
        texts[k] = NULL;
    }
    used = mark;
}

rat rat_of(long numerator, long denominator)
{
    mpq_ptr out = cell();

    if (denominator <= 0)
        bail_out("denominator %ld", denominator);
    mpq_set_si(out, numerator, (unsigned long)denominator);
    mpq_canonicalize(out);
    return out;
}

rat rat_zero(void)
{
    return rat_of(0, 1);
}

rat rat_add(rat a, rat b)
{
    mpq_ptr out = cell();

    mpq_add(out, a, b);
    return out;
}

rat rat_sub(rat a, rat b)
{
    mpq_ptr out = cell();

    mpq_sub(out, a, b);
    return out;
}

rat rat_mul(rat a, rat b)
{
    mpq_ptr out = cell();

    mpq_mul(out, a, b);
    return out;
}

rat rat_div(rat a, rat b)
{
    mpq_ptr out = cell();

    if (mpq_sgn(b) == 0)
        bail_out("division of %s by 0", rat_text(a));
    mpq_div(out, a, b);
    return out;
}

rat rat_neg(rat a)
{
    mpq_ptr out = cell();

    mpq_neg(out, a);
    return out;
}

rat rat_abs(rat a)
{
    return mpq_sgn(a) < 0 ? rat_neg(a) : a;
}

rat rat_sqr(rat a)
{
    return rat_mul(a, a);
}

rat rat_max(rat a, rat b)
{
    return rat_cmp(a, b) >= 0 ? a : b;
}

rat rat_pow(rat a, unsigned long e)
{
    mpq_ptr out = cell();

    mpz_pow_ui(mpq_numref(out), mpq_numref(a), e);
    mpz_pow_ui(mpq_denref(out), mpq_denref(a), e);
    return out;
}

rat rat_dot(const rat *a, const rat *b, size_t n)
{
    rat sum = rat_of(0, 1);

    for (size_t i = 0; i < n; i++)
        sum = rat_add(sum, rat_mul(a[i], b[i]));
    return sum;
}

int rat_cmp(rat a, rat b)
{
    return mpq_cmp(a, b);
}

int rat_sgn(rat a)
{
    return mpq_sgn(a);
}

bool rat_is_square(rat *root, rat a)
{
    mpq_ptr out;

#if SGL_MUTANT == 253
    if (mpq_sgn(a) < 0 || !mpz_perfect_square_p(mpq_numref(a)))
#else
    if (mpq_sgn(a) < 0 || !mpz_perfect_square_p(mpq_numref(a)) ||
        !mpz_perfect_square_p(mpq_denref(a)))
#endif
        return false;
    out = cell();
    mpz_sqrt(mpq_numref(out), mpq_numref(a));
    mpz_sqrt(mpq_denref(out), mpq_denref(a));
    *root = out;
    return true;
}

rat rat_sqrt(rat a)
{
    rat root;

    if (!rat_is_square(&root, a))
        bail_out("%s is not the square of a rational", rat_text(a));
    return root;
}

/* d.ddd[e-nn] as an exact rational. */
static bool parse_decimal(rat *out, const char *text)
{
    mpq_ptr value;
    const char *p = text + (*text == '-' || *text == '+');
    long exponent = 0, places = 0;
    bool digits = false, point = false;
    mpz_t power;

    value = cell();
    mpq_set_ui(value, 0, 1);
    for (; isdigit((unsigned char)*p) || (*p == '.' && !point); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        mpz_mul_ui(mpq_numref(value), mpq_numref(value), 10);
        mpz_add_ui(mpq_numref(value), mpq_numref(value), (unsigned long)(*p - '0'));
        digits = true;
        places += point;
    }
    if (digits && (*p == 'e' || *p == 'E')) {
        char *end;

        exponent = strtol(p + 1, &end, 10);
        digits = end != p + 1;
        p = end;
    }
    if (!digits || *p != '\0' || labs(exponent) > 400)
        return false;
#if SGL_MUTANT != 252
    exponent -= places;
#endif
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)labs(exponent));
    if (exponent >= 0)
        mpz_mul(mpq_numref(value), mpq_numref(value), power);
    else
        mpz_set(mpq_denref(value), power);
    mpz_clear(power);
    mpq_canonicalize(value);
    if (*text == '-')
        mpq_neg(value, value);
    *out = value;
    return true;
}

bool rat_parse(rat *out, const char *text)
{
    const char *slash = strchr(text, '/');
    char numerator[256];
    rat p, q;

    if (slash == NULL)
        return parse_decimal(out, text);
    if ((size_t)(slash - text) >= sizeof numerator || strpbrk(text, ".eE") != NULL ||
        slash[1] == '-')
        return false;
    memcpy(numerator, text, (size_t)(slash - text));
    numerator[slash - text] = '\0';
    if (!parse_decimal(&p, numerator) || !parse_decimal(&q, slash + 1) || mpq_sgn(q) == 0)
        return false;
    *out = rat_div(p, q);
    return true;
}

const char *rat_text(rat a)
{
    size_t k;

    cell(); /* its place in the table owns the text */
    k = used - 1;
    texts[k] = mpq_get_str(NULL, 10, a);
    return texts[k];
}

rat rat_random(long bound, long denominator)
{
    unsigned long long span = 2ULL * (unsigned long long)(bound * denominator) + 1;

    return rat_of((long)(test_random() % span) - bound * denominator, denominator);
}
