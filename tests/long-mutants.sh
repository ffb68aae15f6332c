#!/bin/sh
# Every slip of tests/mutants.txt is built in, one at a time, and each test that it names must fail.
# MUTANTS="150 151" tries only those, SAMPLE=20 as many at random (SGL_TEST_SEED, 1). A run that was stopped goes on where it
# was: what died stays in $BUILD-mutants/died until the slip's file, its folder's headers, or its test changes.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build}-mutants
tab=$(printf '\t')
mkdir -p "$build" && list=$(mktemp) || exit 1
trap 'rm -f "$list" "$list".*' EXIT
trap 'exit 130' INT TERM

echo 'TAP version 13'
n=0 bad=0
report() {
    n=$((n + 1))
    [ "$1" = ok ] || { bad=1; tail -5 "$list.log" | sed 's/^/# /'; }
    echo "$1 $n - $2"
}
# A number in the code that no line names would never be tried; a line without one would be tried in vain.
grep -rhoE 'SGL_MUTANT [!=]= [0-9]+' --include='*.c' --include='*.h' --include='*.inc' reference fast proofs_checks tests |
    awk '{print $3}' | sort -u >"$list.code"
cut -f1 tests/mutants.txt | sort -u >"$list.named"
result=ok
diff "$list.code" "$list.named" >"$list.log" || result='not ok'
report "$result" 'the numbers in the code are those of tests/mutants.txt'

while IFS=$tab read -r k file tests what; do
    case " ${MUTANTS:-$k} " in *" $k "*) ;; *) continue ;; esac
    for t in $tests; do printf '%s\t%s\t%s\t%s\n' "$k" "$file" "$t" "$what"; done
done <tests/mutants.txt |
    if [ -n "${SAMPLE:-}" ]; then
        awk -v seed="${SGL_TEST_SEED:-1}" 'BEGIN { srand(seed) } { printf "%.9f\t%s\n", rand(), $0 }' | sort | head -n "$SAMPLE" | cut -f2-
    else
        cat
    fi >"$list"

# build WORD...: the same rules as always.
build() {
    make -s B="$build" CFLAGS=-O1 "$@" </dev/null >"$list.log" 2>&1
}
# A test is a program, or a script that drives the command.
if_script() { if [ -e "tests/$1.sh" ]; then echo "$2"; else echo "$3"; fi; }
program() { if_script "$1" "$build/assay" "$build/tests/$1"; }
dies() {
    ASSAY=$build/assay BUILD=$build timeout 300 "$(if_script "$1" "tests/$1.sh" "$build/tests/$1")" \
        </dev/null >"$list.log" 2>&1 || return 0
    grep -q '^not ok' "$list.log" # as prove has it
}
# A test of random cases may pass a slip by luck: it has three seeds.
found() {
    for seed in 1 4 5; do
        SGL_TEST_SEED=$seed dies "$1" && return
    done
    return 1
}
# What a verdict rests on: the file, what it may include, the test.
key() { printf '%s %s %s' "$1" "$3" "$(cat "$2" "${2%/*}"/*.h "${2%/*}"/*.inc "tests/$3".* 2>/dev/null | cksum | cut -d' ' -f1)"; }

# Stopped in the middle, the last run left a slip's object.
[ ! -e "$build/slipped" ] || rm -f "$(cat "$build/slipped")" "$build/slipped"
touch "$build/died"
while IFS=$tab read -r k file t what; do
    grep -qxF "$(key "$k" "$file" "$t")" "$build/died" || echo "$t"
done <"$list" | sort -u >"$list.tests"
# A test that fails anyway kills nothing.
while read -r t; do
    result='not ok'
    build "$(program "$t")" && ! dies "$t" && result=ok
    report "$result" "$t passes without a slip"
done <"$list.tests"

tried=0 died=0
while IFS=$tab read -r k file t what; do
    tried=$((tried + 1))
    if grep -qxF "$(key "$k" "$file" "$t")" "$build/died"; then
        died=$((died + 1))
        report ok "$t finds $k: $what ($file), as before"
        continue
    fi
    object=$build/${file%.c}.o
    mv "$object" "$list.o"
    echo "$object" >"$build/slipped"
    result='not ok'
    if build MUTANT="$k" "$object" "$(program "$t")" && found "$t"; then
        result=ok died=$((died + 1))
        key "$k" "$file" "$t" >>"$build/died"
        echo >>"$build/died"
    fi
    report "$result" "$t finds $k: $what ($file)"
    cp "$list.o" "$object" && rm -f "$build/slipped" # newer than what was linked with the slip
done <"$list"
echo "# score: $died of $tried pairs of a slip and its test die"
echo "1..$n"
exit "$bad"
