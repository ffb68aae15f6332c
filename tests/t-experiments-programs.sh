#!/bin/sh
# The experiment programs as programs: the same bytes for any number of threads, resuming, errors in the
# configuration, real rows, nothing half-written.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build}/experiments
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0
ok() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}

echo "TAP version 13"
echo "1..12"
if ! [ -x "$build/x-norms" ]; then
    echo "Bail out! $build/x-norms is not built"
    exit 1
fi
small="train_rows=3000 test_rows=2000 seeds=2 d=4 s=1e-3 exact=5e-3 printed=0.05"

# shellcheck disable=SC2086
"$build/x-norms" -j1 -o "$work/one" $small && "$build/x-norms" -j3 -o "$work/three" $small
ok $? "x-norms runs"
cmp -s "$work/one/norms.tsv" "$work/three/norms.tsv"
ok $? "one thread and three give the same bytes"
grep -q '^# commit:' "$work/one/norms.tsv" && grep -q '^# flags:' "$work/one/norms.tsv" &&
    grep -q '^# seeds = 2' "$work/one/norms.tsv"
ok $? "the table is headed by commit, flags and parameters"

# A journal that lost its last runs, and the beginning of one more, is taken up again.
# shellcheck disable=SC2086
"$build/x-norms" -j1 -o "$work/killed" $small & child=$!
while ! [ -s "$work/killed/norms.journal" ] || [ "$(wc -l <"$work/killed/norms.journal")" -lt 3 ]; do
    kill -0 $child 2>/dev/null || break
    sleep 0.05
done
kill -9 $child 2>/dev/null
wait $child 2>/dev/null
kept=$(wc -l <"$work/killed/norms.journal" 2>/dev/null || echo 0)
printf '5 0x1p-1 0x1p' >>"$work/killed/norms.journal"
# shellcheck disable=SC2086
"$build/x-norms" -j1 --resume -o "$work/killed" $small && cmp -s "$work/one/norms.tsv" "$work/killed/norms.tsv"
ok $? "a killed sweep resumes ($kept lines of journal) and gives the same bytes"
! [ -e "$work/killed/norms.journal" ]
ok $? "the journal is gone afterwards"

"$build/x-norms" -o "$work/bad" lamda=3 2>"$work/err"
[ $? = 4 ] && grep -q 'unknown key lamda' "$work/err" && ! [ -e "$work/bad/norms.tsv" ]
ok $? "an unknown key is an error, and nothing is written"
"$build/x-norms" -o "$work/bad" alpha=fast 2>"$work/err"
[ $? = 4 ] && grep -q 'expected finite numbers' "$work/err"
ok $? "a word for a number is an error"
"$build/x-norms" -j 0 2>"$work/err"
[ $? = 2 ] && grep -q 'from 1 to 1024' "$work/err"
ok $? "-j 0 is a usage error"

awk 'BEGIN { srand(3); for (i = 0; i < 4000; i++) {
    printf "%d", rand() < 0.3; for (f = 0; f < 6; f++) printf " %d:1", f * 1000 + int(rand() * 50); print "" } }' >"$work/rows"
# shellcheck disable=SC2086
"$build/x-norms" -o "$work/real" --data "ipinyou:$work/rows" $small min_count=1 2>"$work/err" &&
    grep -q '^# data: ipinyou:' "$work/real/norms.tsv" && grep -q '4000 rows, 0 malformed, 6 fields' "$work/err"
ok $? "real rows are read and named in the table"
# shellcheck disable=SC2086
"$build/x-norms" -j2 -o "$work/split" --data "ipinyou:$work/rows" $small min_count=1 resplit=1 2>/dev/null &&
    [ "$(grep -c '^[0-9]' "$work/split/norms.tsv")" = 6 ] && ! cmp -s "$work/real/norms.tsv" "$work/split/norms.tsv"
ok $? "re-splits test other rows with every seed"
"$build/x-norms" -o "$work/real" --data "nobody:$work/rows" 2>"$work/err"
[ $? = 4 ] && grep -q 'expected criteo:PATH' "$work/err"
ok $? "an unknown format is an error"
"$build/x-regret" -o "$work/regret" horizon=300 n=4 group_size=2 &&
    awk -F'\t' '$2 == "theorem_3_prime" { n += $3; bad += $4 } END { exit !(n > 100 && bad == 0) }' \
        "$work/regret/regret_claims.tsv"
ok $? "x-regret: Theorem 3' is not broken where it applies"
