#!/bin/sh
# The experiment programs as programs: the same bytes for any number of threads, resuming, errors in the
# configuration, real rows, nothing half-written.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
echo "1..12"
if ! [ -x "$build/experiments/x-norms" ]; then
    echo "Bail out! $build/experiments/x-norms is not built"
    exit 1
fi
small="train_rows=3000 test_rows=2000 seeds=2 d=4 s=1e-3 exact=5e-3 printed=0.05"

# shellcheck disable=SC2086
"$build/experiments/x-norms" -j1 -o "$dir/one" $small && "$build/experiments/x-norms" -j3 -o "$dir/three" $small
ok "x-norms runs"
cmp -s "$dir/one/norms.tsv" "$dir/three/norms.tsv"
ok "one thread and three give the same bytes"
grep -q '^# commit:' "$dir/one/norms.tsv" && grep -q '^# flags:' "$dir/one/norms.tsv" &&
    grep -q '^# seeds = 2' "$dir/one/norms.tsv"
ok "the table is headed by commit, flags and parameters"

# A journal that lost its last runs, and the beginning of one more, is taken up again.
# shellcheck disable=SC2086
"$build/experiments/x-norms" -j1 -o "$dir/killed" $small & child=$!
while ! [ -s "$dir/killed/norms.journal" ] || [ "$(wc -l <"$dir/killed/norms.journal")" -lt 3 ]; do
    kill -0 $child 2>/dev/null || break
    sleep 0.05
done
kill -9 $child 2>/dev/null
wait $child 2>/dev/null
kept=$(wc -l <"$dir/killed/norms.journal" 2>/dev/null || echo 0)
printf '5 0x1p-1 0x1p' >>"$dir/killed/norms.journal"
# shellcheck disable=SC2086
"$build/experiments/x-norms" -j1 --resume -o "$dir/killed" $small && cmp -s "$dir/one/norms.tsv" "$dir/killed/norms.tsv"
ok "a killed sweep resumes ($kept lines of journal) and gives the same bytes"
! [ -e "$dir/killed/norms.journal" ]
ok "the journal is gone afterwards"

"$build/experiments/x-norms" -o "$dir/bad" lamda=3 2>"$dir/err"
[ $? = 4 ] && grep -q 'unknown key lamda' "$dir/err" && ! [ -e "$dir/bad/norms.tsv" ]
ok "an unknown key is an error, and nothing is written"
"$build/experiments/x-norms" -o "$dir/bad" alpha=fast 2>"$dir/err"
[ $? = 4 ] && grep -q 'expected finite numbers' "$dir/err"
ok "a word for a number is an error"
"$build/experiments/x-norms" -j 0 2>"$dir/err"
[ $? = 2 ] && grep -q 'from 1 to 1024' "$dir/err"
ok "-j 0 is a usage error"

awk 'BEGIN { srand(3); for (i = 0; i < 4000; i++) {
    printf "%d", rand() < 0.3; for (f = 0; f < 6; f++) printf " %d:1", f * 1000 + int(rand() * 50); print "" } }' >"$dir/rows"
# shellcheck disable=SC2086
"$build/experiments/x-norms" -o "$dir/real" --data "ipinyou:$dir/rows" $small min_count=1 2>"$dir/err" &&
    grep -q '^# data: ipinyou:' "$dir/real/norms.tsv" && grep -q '4000 rows, 0 malformed, 6 fields' "$dir/err"
ok "real rows are read and named in the table"
# shellcheck disable=SC2086
"$build/experiments/x-norms" -j2 -o "$dir/split" --data "ipinyou:$dir/rows" $small min_count=1 resplit=1 2>/dev/null &&
    [ "$(grep -c '^[0-9]' "$dir/split/norms.tsv")" = 6 ] && ! cmp -s "$dir/real/norms.tsv" "$dir/split/norms.tsv"
ok "re-splits test other rows with every seed"
"$build/experiments/x-norms" -o "$dir/real" --data "nobody:$dir/rows" 2>"$dir/err"
[ $? = 4 ] && grep -q 'expected criteo:PATH' "$dir/err"
ok "an unknown format is an error"
"$build/experiments/x-regret" -o "$dir/regret" horizon=300 n=4 group_size=2 &&
    awk -F'\t' '$2 == "theorem_3_prime" { n += $3; bad += $4 } END { exit !(n > 100 && bad == 0) }' \
        "$dir/regret/regret_claims.tsv"
ok "x-regret: Theorem 3' is not broken where it applies"
