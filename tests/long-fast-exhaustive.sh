#!/bin/sh
# All 2^32 float32 gradients through the scalar steps, on every path (tests/fast-exhaustive.c; a quarter of an hour).
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
if ! ${CC:-cc} -O2 -std=c11 -D_GNU_SOURCE -ffp-contract=off -fno-math-errno -Ireference -Ifast -Itests tests/fast-exhaustive.c \
    tests/tap.c "$build/libsglfast.a" -fopenmp -lm -o "$dir/exhaustive" 2>"$dir/log"; then
    echo 'TAP version 13'
    echo 'Bail out! fast-exhaustive.c does not compile'
    sed 's/^/# /' "$dir/log"
    exit 1
fi
"$dir/exhaustive"
