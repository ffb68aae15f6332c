#!/bin/sh
# Has z3 decide every file of SOURCE and compares with the answer that the file says it expects.
#   check.sh [SOURCE [BUILD]]    report on stdout; exit 0 no gap, 1 a gap, 77 z3 is not installed
# "unsat": the negation of the statement has no model, so it holds for all reals. "sat": z3 found a counterexample, which
# the report prints. Each takes less than 10 s by itself; the limit leaves room for a busy machine. z3 checks its own models.
set -u
source=${1:-$(dirname "$0")}
limit=60
gap() { echo "smt: GAP: $*"; exit 1; }
command -v z3 >/dev/null || { echo "smt: SKIPPED, z3 is not installed (make setup): nothing was decided"; exit 77; }
now() { perl -MTime::HiRes=time -e 'printf "%.2f\n", time'; }

tail -n +2 "$source/index.tsv" | awk -F'\t' 'NF != 4 || $2 != $1 ".smt2" {print "index.tsv:" NR + 1 ": expected name, name.smt2, claims, statement"; bad = 1} END {exit bad}' ||
    gap "index.tsv is malformed"
count=0
echo "$(z3 --version | sed 's/ - .*//'), nonlinear real arithmetic"
for file in "$source"/*.smt2; do
    name=$(basename "$file" .smt2)
    [ "$(cut -f1 "$source/index.tsv" | grep -cx "$name")" = 1 ] || gap "index.tsv does not list $name once"
    expected=$(sed -n 's/^; expect: \(sat\|unsat\) .*/\1/p' "$file")
    case "$expected" in sat | unsat) ;; *) gap "$file: no line '; expect: sat' or '; expect: unsat'" ;; esac
    [ "$(grep -c '^(check-sat)$' "$file")" = 1 ] || gap "$file: expected one (check-sat)"
    start=$(now)
    output=$(z3 "-T:$limit" model_validate=true "$file" 2>&1)
    seconds=$(awk -v a="$start" -v b="$(now)" 'BEGIN {printf "%.2f", b - a}')
    answer=$(echo "$output" | sed 1q)
    [ "$answer" = "$expected" ] || { echo "$output"; gap "$file: z3 says $answer, expected $expected"; }
    case "$output" in *'(error'*) echo "$output"; gap "$file: z3 reports an error" ;; esac
    count=$((count + 1))
    printf 'smt\t%s\t%s\t%s s\n' "$name" "$answer" "$seconds"
    [ "$answer" = unsat ] || echo "    $(echo "$output" | sed 1d | tr -s '\n ' ' ')"
done
[ "$(tail -n +2 "$source/index.tsv" | wc -l)" -eq "$count" ] || gap "index.tsv lists a file that is not there"
echo "smt: $count statements decided, no gap"
