#include "enclosure.h"

#include "tap.h"

#include <stdlib.h>

static mpfi_ptr *cells;
static size_t used, made;

static mpfi_ptr cell(void)
{
    if (used == made) {
        size_t more = made == 0 ? 256 : 2 * made;

        cells = realloc(cells, more * sizeof *cells);
        if (cells == NULL)
            bail_out("out of memory");
        for (; made < more; made++) {
            cells[made] = malloc(sizeof **cells);
            if (cells[made] == NULL)
                bail_out("out of memory");
            mpfi_init2(cells[made], NUM_BITS);
        }
    }
    return cells[used++];
}

size_t num_mark(void)
{
    return used;
}

void num_release(size_t mark)
{
    used = mark;
}

num num_rat(rat a)
{
    mpfi_ptr out = cell();

    mpfi_set_q(out, a);
    return out;
}

num num_double(double a)
{
    mpfi_ptr out = cell();

    mpfi_set_d(out, a);
    return out;
}

num num_int(long a)
{
    mpfi_ptr out = cell();

    mpfi_set_si(out, a);
    return out;
}

num num_of(mpfi_srcptr a)
{
    mpfi_ptr out = cell();

    mpfi_set(out, a);
    return out;
}

static num binary(int (*operation)(mpfi_ptr, mpfi_srcptr, mpfi_srcptr), num a, num b)
{
    mpfi_ptr out = cell();

    operation(out, a, b);
    return out;
}

static num unary(int (*operation)(mpfi_ptr, mpfi_srcptr), num a)
{
    mpfi_ptr out = cell();

    operation(out, a);
    return out;
}

num num_add(num a, num b)
{
    return binary(mpfi_add, a, b);
}

num num_sub(num a, num b)
{
    return binary(mpfi_sub, a, b);
}

num num_mul(num a, num b)
{
    return binary(mpfi_mul, a, b);
}

num num_div(num a, num b)
{
    return binary(mpfi_div, a, b);
}

num num_neg(num a)
{
    return unary(mpfi_neg, a);
}

num num_abs(num a)
{
    return unary(mpfi_abs, a);
}

num num_sqr(num a)
{
    return unary(mpfi_sqr, a);
}

/* Of a quantity known to be >= 0: what rounding put below 0 is cut off. */
num num_sqrt(num a)
{
    mpfi_ptr out = cell();

    mpfi_set(out, a);
    if (mpfr_sgn(&out->left) < 0)
        mpfr_set_zero(&out->left, +1);
    mpfi_sqrt(out, out);
    return out;
}

num num_log(num a)
{
    return unary(mpfi_log, a);
}

num num_max(num a, num b)
{
    mpfi_ptr out = cell();

    mpfr_max(&out->left, &a->left, &b->left, MPFR_RNDD);
    mpfr_max(&out->right, &a->right, &b->right, MPFR_RNDU);
    return out;
}

bool num_below(num a, num b)
{
    return mpfr_less_p(&a->right, &b->left);
}

bool num_at_most(num a, num b)
{
    return mpfr_lessequal_p(&a->right, &b->left);
}

static bool narrow(num a)
{
    mpfr_t width, size;
    bool answer;

    mpfr_init2(width, 53);
    mpfr_init2(size, 53);
    mpfr_sub(width, &a->right, &a->left, MPFR_RNDU);
    mpfi_mag(size, a);
    mpfr_max(size, size, width, MPFR_RNDU);
    if (mpfr_cmp_ui(size, 1) < 0)
        mpfr_set_ui(size, 1, MPFR_RNDU);
    mpfr_mul_2si(size, size, -100, MPFR_RNDU);
#if SGL_MUTANT == 254
    answer = mpfr_lessequal_p(width, size);
#else
    answer = mpfr_number_p(width) && mpfr_lessequal_p(width, size);
#endif
    mpfr_clear(width);
    mpfr_clear(size);
    return answer;
}

bool num_same(num a, num b)
{
    return !num_below(a, b) && !num_below(b, a) && narrow(a) && narrow(b);
}

double num_mid(num a)
{
    return mpfi_get_d(a);
}
