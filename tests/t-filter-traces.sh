#!/bin/sh
# The filter changes no verdict: every recording in TRACES under the paper's algorithm; make check-long also under all variants.
set -u
cd "$(dirname "$0")/.." || exit 1
if [ "${SGL_TEST_MULT:-1}" -gt 1 ]; then
    exec perl tests/filter-exact.pl "${TRACES:-../shared/traces}" --variant auto
fi
exec perl tests/filter-exact.pl "${TRACES:-../shared/traces}" --variant paper
