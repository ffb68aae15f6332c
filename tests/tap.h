/* TAP version 13: one program per operation, plan first or last, YAML diagnostics under a failure. */
#ifndef TAP_H
#define TAP_H

#include <stdbool.h>
#include <stddef.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof *(a))

/** Announce n tests; call it once, first or last. */
void plan(size_t n);

/** One test. Prints "ok" or "not ok" with the formatted name. Returns condition. */
__attribute__((format(printf, 2, 3))) bool ok(bool condition, const char *name, ...);

/** One test that cannot run here, and why. */
__attribute__((format(printf, 1, 2))) void skip(const char *why, ...);

/** A diagnostic line. */
__attribute__((format(printf, 1, 2))) void diag(const char *format, ...);

/** A key and its value in the YAML block of the test just reported; close the block with yaml_end. */
__attribute__((format(printf, 2, 3))) void yaml(const char *key, const char *format, ...);
void yaml_end(void);

/** The setup is broken: no later result would mean anything. Exits. */
__attribute__((format(printf, 1, 2), noreturn)) void bail_out(const char *why, ...);

/** Exit status of main: EXIT_SUCCESS when every planned test ran and passed. */
int tap_status(void);

/* ---- Seeded randomness: SGL_TEST_SEED and SGL_TEST_MULT from the environment, printed on failure. */

/** Number of random cases: n * SGL_TEST_MULT. */
size_t test_cases(size_t n);

/** Next 64 random bits of the program's one stream (SplitMix64). */
unsigned long long test_random(void);

/** Uniform in [0, 1), a multiple of 2^-53. */
double test_uniform(void);

/** sign * 2^e * f with f in [1, 2), e uniform in [emin, emax]. */
double test_log_uniform(int emin, int emax);

#endif
