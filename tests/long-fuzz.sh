#!/bin/sh
# Fuzzes the reading of recordings for FUZZ_SECONDS (120) under the address and undefined-behaviour sanitizers.
# Needs clang with libFuzzer. An input that breaks it is kept beside the corpus, in $BUILD/fuzz.
set -u
cd "$(dirname "$0")/.." || exit 1
echo 'TAP version 13'
echo '1..1'
build=${BUILD:-$PWD/build}/fuzz
mkdir -p "$build/corpus"
memory=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/assay-fuzz-XXXXXX") || exit 1
trap 'rm -rf "$memory"' EXIT
command -v clang >/dev/null || { echo 'ok 1 # SKIP no clang'; exit 0; }
# shellcheck disable=SC2086,SC2046  # lists of flags
if ! clang -std=c11 -D_GNU_SOURCE -Ireference -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
        $(pkg-config --cflags jansson 2>/dev/null) tests/fuzz-trace.c reference/judge/error.c reference/judge/file.c \
        reference/judge/npy*.c reference/judge/trace*.c $(pkg-config --libs jansson 2>/dev/null || echo -ljansson) -lm \
        -o "$build/fuzz-trace" 2>"$build/compile.log"; then
    if grep -q 'libclang_rt.fuzzer' "$build/compile.log"; then
        echo 'ok 1 # SKIP this clang has no libFuzzer'
        exit 0
    fi
    sed 's/^/# /' "$build/compile.log"
    echo 'not ok 1 - the fuzz target compiles'
    exit 1
fi
mkdir "$memory/seeds"
SGL_FUZZ_FOLDER=$memory/seeds SGL_FUZZ_SEEDS=$build/corpus "$build/fuzz-trace" || { echo 'not ok 1 - seeds'; exit 1; }
if SGL_FUZZ_FOLDER=$memory "$build/fuzz-trace" -max_total_time="${FUZZ_SECONDS:-120}" -timeout=10 -max_len=4096 -print_final_stats=1 \
        -artifact_prefix="$build/" "$build/corpus" >"$build/fuzz.log" 2>&1; then
    echo "ok 1 - no crash, leak or undefined behaviour in $(sed -n 's/.*number_of_executed_units: *//p' "$build/fuzz.log") inputs"
else
    tail -40 "$build/fuzz.log" | sed 's/^/# /'
    echo 'not ok 1 - fuzzing the reading of recordings'
    exit 1
fi
