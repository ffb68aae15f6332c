#!/bin/sh
# Every slip of tests/mutants.txt is built in, one at a time, and each test that it names must fail.
# MUTANTS="150 151" tries only those. Objects are shared between mutants, in $BUILD-mutants.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build}-mutants
tab=$(printf '\t')
list=$(mktemp) || exit 1
trap 'rm -f "$list" "$list.tests" "$list.log"' EXIT
while IFS=$tab read -r k file tests what; do
    case " ${MUTANTS:-$k} " in *" $k "*) ;; *) continue ;; esac
    for t in $tests; do printf '%s\t%s\t%s\t%s\n' "$k" "$file" "$t" "$what"; done
done <tests/mutants.txt >"$list"

# build FLAGS TARGET...: the same rules as always, with FLAGS for what is not built yet.
build() {
    flags=$1
    shift
    make -s B="$build" CFLAGS="-O1 $flags" "$@" </dev/null >"$list.log" 2>&1
}
# A test is a program, or a script that drives the command.
if_script() { if [ -e "tests/$1.sh" ]; then echo "$2"; else echo "$3"; fi; }
program() { if_script "$1" "$build/assay" "$build/tests/$1"; }
dies() {
    ! ASSAY=$build/assay BUILD=$build timeout 300 "$(if_script "$1" "tests/$1.sh" "$build/tests/$1")" \
        </dev/null >"$list.log" 2>&1
}

echo 'TAP version 13'
echo "1..$(($(cut -f3 "$list" | sort -u | wc -l) + $(wc -l <"$list")))"
n=0 bad=0
report() { n=$((n + 1)); [ "$1" = ok ] || { bad=1; tail -5 "$list.log" | sed 's/^/# /'; }; echo "$1 $n - $2"; }
# A test that fails anyway kills nothing.
cut -f3 "$list" | sort -u >"$list.tests"
while read -r t; do
    result='not ok'
    build '' "$(program "$t")" && ! dies "$t" && result=ok
    report "$result" "$t passes without a slip"
done <"$list.tests"
while IFS=$tab read -r k file t what; do
    object=$build/${file%.c}.o
    rm -f "$object"
    result='not ok'
    build "-DSGL_MUTANT=$k" "$object" && build '' "$(program "$t")" && dies "$t" && result=ok
    report "$result" "$t finds $k: $what ($file)"
    rm -f "$object"
    build '' "$object"
done <"$list"
exit "$bad"
