#include "tap.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static size_t planned, run, failed;
static bool in_yaml;
static unsigned long long state;
static bool seeded;

void plan(size_t n)
{
    yaml_end();
    planned = n;
    if (run == 0)
        printf("TAP version 13\n");
    printf("1..%zu\n", n);
    fflush(stdout);
}

bool ok(bool condition, const char *name, ...)
{
    va_list args;

    yaml_end();
    run++;
    failed += !condition;
    printf("%s %zu - ", condition ? "ok" : "not ok", run);
    va_start(args, name);
    vprintf(name, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
    return condition;
}

void skip(const char *why, ...)
{
    va_list args;

    yaml_end();
    printf("ok %zu # SKIP ", ++run);
    va_start(args, why);
    vprintf(why, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
}

void diag(const char *format, ...)
{
    va_list args;

    yaml_end();
    printf("# ");
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
}

void yaml(const char *key, const char *format, ...)
{
    va_list args;

    if (!in_yaml)
        printf("  ---\n");
    in_yaml = true;
    printf("  %s: ", key);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

void yaml_end(void)
{
    if (in_yaml)
        printf("  ...\n");
    in_yaml = false;
}

void bail_out(const char *why, ...)
{
    va_list args;

    printf("Bail out! ");
    va_start(args, why);
    vprintf(why, args);
    va_end(args);
    putchar('\n');
    exit(EXIT_FAILURE);
}

int tap_status(void)
{
    yaml_end();
    if (run != planned)
        diag("planned %zu tests but ran %zu", planned, run);
    if (failed > 0)
        diag("%zu of %zu failed; seed SGL_TEST_SEED=%s", failed, run,
             getenv("SGL_TEST_SEED") ? getenv("SGL_TEST_SEED") : "1");
    return failed == 0 && run == planned ? EXIT_SUCCESS : EXIT_FAILURE;
}

size_t test_cases(size_t n)
{
    const char *mult = getenv("SGL_TEST_MULT");
    size_t m = mult ? strtoul(mult, NULL, 10) : 1;

    return n * (m > 0 ? m : 1);
}

unsigned long long test_random(void)
{
    unsigned long long x;

    if (!seeded) {
        const char *seed = getenv("SGL_TEST_SEED");
        state = seed ? strtoull(seed, NULL, 10) : 1;
        seeded = true;
    }
    x = state += 0x9e3779b97f4a7c15ULL;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ x >> 27) * 0x94d049bb133111ebULL;
    return x ^ x >> 31;
}

double test_uniform(void)
{
    return (double)(test_random() >> 11) * 0x1p-53;
}

double test_log_uniform(int emin, int emax)
{
    int e = emin + (int)(test_uniform() * (emax - emin + 1));
    double f = ldexp(1 + test_uniform(), e);

    return test_random() & 1 ? -f : f;
}
