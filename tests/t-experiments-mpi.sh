#!/bin/sh
# A sweep over MPI ranks: the same bytes for any number of them as without MPI; a rank that dies ends the run, and
# --resume goes on from what all ranks had finished, with another number of ranks.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/mpi.sh
small="train_rows=3000 test_rows=2000 seeds=2 d=4 s=1e-3 exact=5e-3 printed=0.05"
larger="train_rows=15000 test_rows=3000 seeds=10 d=4 s=1e-3 exact=5e-3 printed=0.05"
echo "1..12"

program=$dir/build/experiments/x-norms
mpi_build "$program" && nm "$program" | grep -q MPI_Init
ok "MPI=1 builds with MPI"
nm "$build/experiments/x-norms" >"$dir/log" && ! grep -q MPI_ "$dir/log"
ok "the ordinary build is without"
! PATH=$dir PKG_CONFIG=false "$(command -v make)" -n MPI=1 experiments >"$dir/log" 2>&1 && grep -q 'no MPI here' "$dir/log"
ok "MPI=1 without MPI says so and fails"

# shellcheck disable=SC2086
"$build/experiments/x-norms" -j1 -o "$dir/ordinary" $small || echo "Bail out! x-norms does not run"
for n in 1 2 3; do
    # shellcheck disable=SC2086
    $launch $n "$program" -j$n -o "$dir/ranks$n" $small >"$dir/log" 2>&1 && diff -r "$dir/ordinary" "$dir/ranks$n" >/dev/null
    ok "$n ranks with -j$n give the same bytes, and leave nothing else"
done

# Each rank says who it is, so that one of them can be killed once it has finished a run.
# shellcheck disable=SC2016
printf '%s\n' 'echo $$ >"$1/pid.${OMPI_COMM_WORLD_RANK:-$PMI_RANK}"; shift; exec "$@"' >"$dir/rank.sh"
# shellcheck disable=SC2086
"$build/experiments/x-norms" -j2 -o "$dir/wanted" $larger
# shellcheck disable=SC2086
$launch 3 sh "$dir/rank.sh" "$dir" "$program" -o "$dir/killed" $larger >"$dir/log" 2>&1 & job=$!
while ! [ -s "$dir/killed/norms.journal.1" ] || [ "$(wc -l <"$dir/killed/norms.journal.1")" -lt 2 ]; do
    kill -0 $job 2>/dev/null || break
    sleep 0.02
done
kill -9 "$(cat "$dir/pid.1")"
wait $job
status=$?
# The launcher names the dead rank. Our own line comes when it leaves rank 0 the time to say it, and never twice.
[ $status != 0 ] && [ "$(grep -c 'x-norms: a rank died' "$dir/log")" -le 1 ] && grep -q 'rank 1\|died' "$dir/log" && ! [ -e "$dir/killed/norms.tsv" ]
ok "a killed rank ends the run with a line and a failure, and no table is there"
kept=$(cat "$dir"/killed/norms.journal* | grep -c ' \.$')
cp -r "$dir/killed" "$dir/forged"
# shellcheck disable=SC2086
$launch 2 "$program" --resume -o "$dir/killed" $larger >"$dir/log" 2>&1 && diff -r "$dir/wanted" "$dir/killed" >/dev/null
ok "two ranks resume what three had done ($kept of 30 runs) and give the same bytes"
# Values that no run gives, in the part of the rank that died: they come through, so its runs were not made again.
mv "$dir/forged/norms.journal.1" "$dir/old"
awk '/ \.$/ { for (i = 2; i < NF; i++) $i = "0x1p-3" } { print }' "$dir/old" >"$dir/forged/norms.journal.1"
# shellcheck disable=SC2086
$launch 3 "$program" --resume -o "$dir/forged" $larger >"$dir/log" 2>&1 && ! cmp -s "$dir/wanted/norms.tsv" "$dir/forged/norms.tsv" &&
    grep -q '0\.125000' "$dir/forged/norms.tsv"
ok "what the dead rank had done is taken from its part"

# shellcheck disable=SC2016
printf '%s\n' '[ "${OMPI_COMM_WORLD_RANK:-$PMI_RANK}" = 1 ] && export SGL_COMMIT=another; exec "$@"' >"$dir/rank.sh"
# shellcheck disable=SC2086
timeout 60 $launch 3 sh "$dir/rank.sh" "$program" -o "$dir/differ" $small >"$dir/log" 2>&1
status=$?
[ $status != 0 ] && [ $status != 124 ] && grep -q 'rank 1 does not see what rank 0 wrote' "$dir/log"
ok "ranks of other parameters are found before the work"
# shellcheck disable=SC2016
printf '%s\n' '[ "${OMPI_COMM_WORLD_RANK:-$PMI_RANK}" = 1 ] && set -- "$@" nothing=1; exec "$@"' >"$dir/rank.sh"
# shellcheck disable=SC2086
timeout 60 $launch 3 sh "$dir/rank.sh" "$program" -o "$dir/early" $small >"$dir/log" 2>&1
status=$?
[ $status != 0 ] && [ $status != 124 ] && [ "$(grep -c 'unknown key nothing' "$dir/log")" = 1 ] && ! [ -e "$dir/early/norms.tsv" ]
ok "nobody waits for a rank that gave up early"
"$program" --help >"$dir/log" 2>&1
ok "without a launcher it is one rank"
