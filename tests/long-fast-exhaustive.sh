#!/bin/sh
# All 2^32 float32 gradients through the scalar steps, and a search of float64 ones, on every path (tests/fast-exhaustive.c).
#   long-fast-exhaustive.sh [--list | SWEEP...]    all of them without an argument; fast/README.md says how long each takes
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
if ! ${CC:-cc} -O3 -fno-trapping-math -std=c11 -D_GNU_SOURCE -ffp-contract=off -fno-math-errno -Ireference -Ifast -Itests tests/fast-exhaustive.c \
    tests/tap.c "$build/libsglfast.a" -fopenmp -lm -o "$dir/exhaustive" 2>"$dir/log"; then
    echo 'TAP version 13'
    echo 'Bail out! fast-exhaustive.c does not compile'
    sed 's/^/# /' "$dir/log"
    exit 1
fi
"$dir/exhaustive" "$@"
