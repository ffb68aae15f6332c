#include <stdint.h> /* before MPFR, for mpfr_set_sj */

#include "argmin_problem.h"

#include <ctype.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The reader's place and voice: where a complaint goes. */
typedef struct reader {
    json_t *root;
    char *why;
    size_t why_size;
} reader;

static const char NUMBER[] = "a number or a \"%a\" string, finite, of exponent within 65536";

__attribute__((format(printf, 2, 3))) static bool complain(reader *r, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(r->why, r->why_size, format, args);
    va_end(args);
    return false;
}

/* "[+-]0x...": base 16 and nothing but a number in it. The precision holds every digit, so nothing is rounded. */
static bool number_from_string(mpfr_ptr out, const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+');
    size_t length = strlen(text);
    char *end;

    if (digits[0] != '0' || (digits[1] != 'x' && digits[1] != 'X') || length > 100000)
        return false;
#if SGL_MUTANT == 121
    mpfr_set_prec(out, 64);
#else
    mpfr_set_prec(out, (mpfr_prec_t)(4 * length + 64));
#endif
    mpfr_strtofr(out, text, &end, 16, MPFR_RNDN);
    return *end == '\0' && end != text;
}

/* Exactly the number that the JSON says; a real is the float64 nearest to its decimals. */
static bool number(mpfr_ptr out, const json_t *v)
{
    mpfr_set_prec(out, 64);
    if (json_is_integer(v))
        mpfr_set_sj(out, json_integer_value(v), MPFR_RNDN);
    else if (json_is_real(v))
        mpfr_set_d(out, json_real_value(v), MPFR_RNDN);
    else if (!json_is_string(v) || !number_from_string(out, json_string_value(v)))
        return false;
    return mpfr_zero_p(out) ||
           (mpfr_number_p(out) && mpfr_get_exp(out) <= 65536 && mpfr_get_exp(out) >= -65536);
}

static bool read_lambda(double *lambda, reader *r, const char *key)
{
    const json_t *v = json_object_get(r->root, key);
    mpfr_t t;
    bool good;

    if (v == NULL)
        return complain(r, "%s: missing; expected a number >= 0", key);
    mpfr_init2(t, 64);
    good = number(t, v);
    *lambda = good ? mpfr_get_d(t, MPFR_RNDN) : -1;
    good =
        good && *lambda >= 0 && mpfr_cmp_d(t, *lambda) == 0; /* compares unequal to an overflow */
    mpfr_clear(t);
    return good ||
           complain(r, "%s: expected a number >= 0 that a float64 holds, or its \"%%a\" string",
                    key);
}

/* An array of d numbers; d = 0 takes the length from the array. NULL after a complaint. */
static mpfi_ptr read_vector(reader *r, const char *key, size_t d)
{
    const json_t *v = json_object_get(r->root, key);
    mpfi_ptr out;
    mpfr_t t;

    if (v == NULL) {
        complain(r, "%s: missing; expected an array of numbers", key);
        return NULL;
    }
    if (!json_is_array(v) || json_array_size(v) == 0) {
        complain(r, "%s: expected an array of one number or more", key);
        return NULL;
    }
    if (d != 0 && json_array_size(v) != d) {
        complain(r, "%s: expected %zu numbers, as in z, not %zu", key, d, json_array_size(v));
        return NULL;
    }
    d = json_array_size(v);
    out = sgl_ref_vector_new(d, 64);
    if (out == NULL) {
        complain(r, "%s: out of memory for %zu numbers", key, d);
        return NULL;
    }
    mpfr_init2(t, 64);
    for (size_t i = 0; i < d; i++) {
        if (!number(t, json_array_get(v, i))) {
            complain(r, "%s[%zu]: expected %s", key, i, NUMBER);
            sgl_ref_vector_free(out, d);
            out = NULL;
            break;
        }
        mpfi_set_prec(out + i, mpfr_get_prec(t));
        mpfi_set_fr(out + i, t);
    }
    mpfr_clear(t);
    return out;
}

static bool read_bits(mpfr_prec_t *bits, reader *r, mpfr_prec_t default_bits)
{
    const json_t *v = json_object_get(r->root, "bits");

    *bits = default_bits;
    if (v == NULL)
        return true;
    if (!json_is_integer(v) || json_integer_value(v) < ARGMIN_BITS_LEAST ||
        json_integer_value(v) > ARGMIN_BITS_MOST)
        return complain(r, "bits: expected an integer from %d to %d", ARGMIN_BITS_LEAST,
                        ARGMIN_BITS_MOST);
    *bits = (mpfr_prec_t)json_integer_value(v);
    return true;
}

static bool known_keys(reader *r)
{
    static const char *const known[] = {"z", "w", "a", "lambda1", "lambda21", "lambda2", "bits"};
    const char *key;
    json_t *v;

    json_object_foreach(r->root, key, v)
    {
        bool found = false;

        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            found = found || strcmp(key, known[k]) == 0;
        if (!found)
            return complain(
                r, "%.40s: unknown key; expected z, w, a, lambda1, lambda21, lambda2 or bits", key);
    }
    return true;
}

/* What the argmin needs to exist: A > 0 and D = w + 2 lambda2 > 0. A sum of two numbers rounds to a number of its
 * own sign, and to 0 only when it is 0. */
static bool positive(const argmin_problem *problem, reader *r)
{
    bool good = true;
    mpfr_t sum;

    mpfr_init2(sum, 64);
    for (size_t i = 0; i < problem->d && good; i++) {
        mpfr_set_d(sum, problem->lambda2, MPFR_RNDN);
        mpfr_mul_2ui(sum, sum, 1, MPFR_RNDN);
        mpfr_add(sum, sum, &problem->w[i].left, MPFR_RNDN);
#if SGL_MUTANT == 122
        if (mpfr_sgn(sum) < 0)
#else
        if (mpfr_sgn(sum) <= 0)
#endif
            good = complain(r, "w[%zu]: expected w + 2 lambda2 > 0", i);
        else if (problem->a != NULL && mpfr_sgn(&problem->a[i].left) <= 0)
            good = complain(r, "a[%zu]: expected a number > 0", i);
    }
    mpfr_clear(sum);
    return good;
}

static bool read_problem(argmin_problem *problem, reader *r, mpfr_prec_t default_bits)
{
    if (!known_keys(r))
        return false;
    problem->z = read_vector(r, "z", 0);
    if (problem->z == NULL)
        return false;
    problem->d = json_array_size(json_object_get(r->root, "z"));
    problem->w = read_vector(r, "w", problem->d);
    if (problem->w == NULL)
        return false;
    if (json_object_get(r->root, "a") != NULL && !json_is_null(json_object_get(r->root, "a"))) {
        problem->a = read_vector(r, "a", problem->d);
        if (problem->a == NULL)
            return false;
    }
    return read_lambda(&problem->lambda1, r, "lambda1") &&
           read_lambda(&problem->lambda21, r, "lambda21") &&
           read_lambda(&problem->lambda2, r, "lambda2") &&
           read_bits(&problem->bits, r, default_bits) && positive(problem, r);
}

bool argmin_problem_read(argmin_problem *problem, char *why, size_t why_size, const char *text,
                         size_t length, mpfr_prec_t default_bits)
{
    json_error_t error;
    reader r = {NULL, why, why_size};
    bool good;

    memset(problem, 0, sizeof *problem);
    r.root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (r.root == NULL)
        good = complain(&r, "column %d: expected one JSON object: %s", error.column, error.text);
    else if (!json_is_object(r.root))
        good = complain(&r, "column 1: expected one JSON object");
    else
        good = read_problem(problem, &r, default_bits);
    json_decref(r.root);
    if (!good) {
        argmin_problem_clear(problem);
        for (char *c = why; *c != '\0'; c++) /* what the line itself said may hold anything */
            *c = isprint((unsigned char)*c) ? *c : '?';
    }
    return good;
}

void argmin_problem_clear(argmin_problem *problem)
{
    sgl_ref_vector_free(problem->z, problem->d);
    sgl_ref_vector_free(problem->w, problem->d);
    sgl_ref_vector_free(problem->a, problem->d);
    memset(problem, 0, sizeof *problem);
}
