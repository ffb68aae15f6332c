#!/bin/sh
# Fuzzes the reading of recordings and of a live program's answers, FUZZ_SECONDS (120) each, under the address and
# undefined-behaviour sanitizers. Needs clang with libFuzzer. An input that breaks one is kept beside the corpus, in $BUILD/fuzz.
set -u
cd "$(dirname "$0")/.." || exit 1
echo 'TAP version 13'
echo '1..2'
build=${BUILD:-$PWD/build}/fuzz
memory=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/assay-fuzz-XXXXXX") || exit 1
trap 'rm -rf "$memory"' EXIT
command -v clang >/dev/null || { printf 'ok %d # SKIP no clang\n' 1 2; exit 0; }
bad=0

# fuzz K NAME WHAT SOURCE... : build tests/fuzz-NAME.c, make the seeds, run
fuzz() {
    k=$1 name=$2 what=$3
    shift 3
    mkdir -p "$build/corpus-$name"
    # shellcheck disable=SC2046  # lists of flags
    if ! clang -std=c11 -D_GNU_SOURCE -Ireference -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
            $(pkg-config --cflags jansson 2>/dev/null) "tests/fuzz-$name.c" reference/judge/error.c reference/judge/file.c \
            reference/judge/npy*.c "$@" $(pkg-config --libs jansson 2>/dev/null || echo -ljansson) -lm -o "$build/fuzz-$name" \
            2>"$build/compile-$name.log"; then
        if grep -q 'libclang_rt.fuzzer' "$build/compile-$name.log"; then
            echo "ok $k # SKIP this clang has no libFuzzer"
            return
        fi
        sed 's/^/# /' "$build/compile-$name.log"
        echo "not ok $k - the fuzz target of $what compiles"
        bad=1
        return
    fi
    mkdir -p "$memory/seeds"
    if SGL_FUZZ_FOLDER=$memory/seeds SGL_FUZZ_SEEDS=$build/corpus-$name "$build/fuzz-$name" &&
            SGL_FUZZ_FOLDER=$memory "$build/fuzz-$name" -max_total_time="${FUZZ_SECONDS:-120}" -timeout=10 -max_len=4096 \
                -print_final_stats=1 -artifact_prefix="$build/" "$build/corpus-$name" >"$build/fuzz-$name.log" 2>&1; then
        runs=$(sed -n 's/.*number_of_executed_units: *//p' "$build/fuzz-$name.log")
        echo "ok $k - $what: no crash, leak or undefined behaviour in $runs inputs"
    else
        tail -40 "$build/fuzz-$name.log" | sed 's/^/# /'
        echo "not ok $k - fuzzing $what"
        bad=1
    fi
}

fuzz 1 trace 'the reading of recordings' reference/judge/trace*.c
fuzz 2 protocol "a program's answers" reference/judge/trace_json.c reference/assay/protocol_read.c reference/assay/json_place.c \
    reference/assay/live_case.c
exit "$bad"
