#!/bin/sh
# Fuzzes what assay reads, FUZZ_SECONDS (120) each, under the address and undefined-behaviour sanitizers; FUZZ="trace ledger" only those.
# Needs clang with libFuzzer. An input that breaks one is kept beside the corpus, in $BUILD/fuzz.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-$PWD/build}/fuzz
memory=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/assay-fuzz-XXXXXX") || exit 1
trap 'rm -rf "$memory"' EXIT
trap 'exit 130' INT TERM
echo 'TAP version 13'
echo '1..5'
command -v clang >/dev/null || { printf 'ok %d # SKIP no clang\n' 1 2 3 4 5; exit 0; }
sanitize='-fsanitize=address,undefined -fno-sanitize-recover=all'
libraries="-lmpfi -lmpfr -lgmp $(pkg-config --libs jansson 2>/dev/null || echo -ljansson) -lm"
include=$(pkg-config --cflags jansson 2>/dev/null)

mkdir -p "$build"
printf 'int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n);\nint LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n)\n{return d == 0 && n;}\n' >"$memory/none.c"
if ! clang -fsanitize=fuzzer "$memory/none.c" -o "$memory/none" 2>/dev/null; then
    printf 'ok %d # SKIP this clang has no libFuzzer\n' 1 2 3 4 5
    exit 0
fi
# What is under the command, by the same rules as always; without the journal's sum (a mutant), so that its fuzzing comes further.
objects=
for source in reference/assay/vectors*.c reference/assay/sha256.c reference/assay/ledger.c reference/assay/protocol_read.c \
    reference/assay/json_place.c reference/assay/live_case.c; do
    objects="$objects $build/${source%.c}.o"
done
# shellcheck disable=SC2086  # lists, here and below
if ! make -s B="$build" CC=clang OPENMP= CFLAGS="-O1 -g -fsanitize=fuzzer-no-link $sanitize -DSGL_MUTANT=279" \
        "$build/libsglref.a" $objects >"$build/compile.log" 2>&1 || ! ar rc "$build/libassay.a" $objects; then
    sed 's/^/# /' "$build/compile.log"
    echo 'Bail out! what is to be fuzzed does not compile with clang'
    exit 1
fi
bad=0

# fuzz K NAME WHAT : build tests/fuzz-NAME.c, make the seeds, run
fuzz() {
    k=$1 name=$2 what=$3
    case " ${FUZZ:-$name} " in *" $name "*) ;; *) echo "ok $k # SKIP not asked for"; return ;; esac
    mkdir -p "$build/corpus-$name" "$memory/seeds"
    # shellcheck disable=SC2086
    if ! clang -std=c11 -D_GNU_SOURCE -Ireference $include -O1 -g -fsanitize=fuzzer $sanitize "tests/fuzz-$name.c" \
            "$build/libassay.a" "$build/libsglref.a" $libraries -o "$build/fuzz-$name" 2>"$build/compile-$name.log"; then
        sed 's/^/# /' "$build/compile-$name.log"
        echo "not ok $k - the fuzz target of $what compiles"
        bad=1
        return
    fi
    if SGL_FUZZ_FOLDER=$memory/seeds SGL_FUZZ_SEEDS=$build/corpus-$name "$build/fuzz-$name" &&
            SGL_FUZZ_FOLDER=$memory "$build/fuzz-$name" -max_total_time="${FUZZ_SECONDS:-120}" -timeout=10 -max_len=8192 -close_fd_mask=2 \
                -print_final_stats=1 -artifact_prefix="$build/" "$build/corpus-$name" >"$build/fuzz-$name.log" 2>&1; then
        runs=$(sed -n 's/.*number_of_executed_units: *//p' "$build/fuzz-$name.log")
        echo "ok $k - $what: no crash, leak or undefined behaviour in $runs inputs"
    else
        tail -40 "$build/fuzz-$name.log" | sed 's/^/# /'
        echo "not ok $k - fuzzing $what"
        bad=1
    fi
}

fuzz 1 trace 'the reading of recordings, arrays included'
fuzz 2 protocol "a program's answers"
fuzz 3 journal 'the journal of a judgement'
fuzz 4 ledger 'the ledger of claims'
fuzz 5 vectors 'golden vectors'
exit "$bad"
