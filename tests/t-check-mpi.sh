#!/bin/sh
# assay check over MPI ranks: the same bytes for any number of them as without MPI, said once; a rank that dies ends the run, and --resume goes
# on with another number of ranks.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/mpi.sh
assay=$dir/build/assay
export OMP_NUM_THREADS=1 # ranks enough for these processors
echo "1..16"
mpi_build "$assay" && nm "$assay" | grep -q MPI_Init
ok "MPI=1 builds with MPI"
nm "$build/assay" >"$dir/log" && ! grep -q MPI_ "$dir/log"
ok "the ordinary build is without"

# One that conforms, large enough to be read by columns, and one in which two weights are off, in the middle and near the end.
"$build/tests/record-large" "$dir/right" 6000 200 || echo "Bail out! record-large does not run"
cp -r "$dir/right" "$dir/wrong"
for place in 2400000 4790000; do printf '\200\077' | dd of="$dir/wrong/x.npy" bs=1 seek=$((place + 128 + 2)) conv=notrunc 2>/dev/null; done
check() { "$@" 2>"$dir/log" | sed 's/"seconds":[^,]*,//'; }
for n in 0 1 2 3; do
    for how in paper auto; do
        # shellcheck disable=SC2046,SC2086
        check $([ $n = 0 ] || echo $launch $n) "$([ $n = 0 ] && echo "$build/assay" || echo "$assay")" check --format json --variant $how \
            "$dir/right" $([ $how = auto ] || echo "$dir/wrong") >"$dir/$how.$n"
    done
    ranks="without ranks" count="$(grep -c '"conforms"' "$dir/paper.$n") conforms, $(grep -c '"deviates"' "$dir/paper.$n") deviates"
    [ $n = 0 ] || ranks="the same bytes with $n ranks"
    [ $n = 0 ] || { : >"$dir/log"; cmp "$dir/paper.0" "$dir/paper.$n" >>"$dir/log" && cmp "$dir/auto.0" "$dir/auto.$n" >>"$dir/log"; }
    ok "$ranks: $count"
done
grep -q '"conforms"' "$dir/paper.0" && grep -q '"deviates"' "$dir/paper.0" && [ "$(wc -l <"$dir/paper.0")" = 2 ]
ok "one object a recording"
# shellcheck disable=SC2086
$launch 2 "$assay" check --variant paper --shrink "$dir/small" "$dir/wrong" >"$dir/log" 2>&1
status=$?
[ $status = 1 ] && [ "$(grep -c '^deviates' "$dir/log")" = 1 ] && "$build/assay" check "$dir/small" | grep -q '^deviates'
ok "the exit status is the verdict's, and --shrink writes once"

# Errors are said once, by rank 0.
# shellcheck disable=SC2086
$launch 3 "$assay" check "$dir/nowhere" >"$dir/log" 2>&1
[ $? = 4 ] && [ "$(grep -c nowhere "$dir/log")" = 1 ]
ok "a recording that is not there: once, exit 4"
# NaN in step 34, in a block that the first of three ranks reads, and in step 12, in one of the second's, which is told.
cp -r "$dir/right" "$dir/nan"
for place in 800000 280000; do printf '\000\000\300\177' | dd of="$dir/nan/x.npy" bs=1 seek=$((place + 128)) conv=notrunc 2>/dev/null; done
"$build/assay" check "$dir/nan" >"$dir/alone" 2>&1
# shellcheck disable=SC2086
$launch 3 "$assay" check "$dir/nan" >"$dir/log" 2>&1
[ $? = 4 ] && grep 'x.npy: .*(step 12, .*nan' "$dir/alone" >"$dir/said" && [ "$(grep 'npy: ' "$dir/log")" = "$(cat "$dir/said")" ]
ok "a number that is none, which another rank reads"
# shellcheck disable=SC2086
$launch 3 "$assay" check --nonsense >"$dir/log" 2>&1
[ $? = 2 ] && [ "$(grep -c 'nonsense' "$dir/log")" = 1 ]
ok "an option that nobody knows: once, exit 2"
# What rank 1 alone sees.
rank_1() {
    # shellcheck disable=SC2016,SC2086
    timeout 60 $launch 3 sh -c 'folder=$1; [ "${OMPI_COMM_WORLD_RANK:-$PMI_RANK}" != 1 ] || folder=$2; exec "$0" check --format json "$folder"' "$assay" \
        "$@" >"$dir/log" 2>&1
}
rank_1 "$dir/right" "$dir/wrong"
[ $? = 4 ] && grep -q 'rank 1 sees another recording than rank 0' "$dir/log"
ok "ranks that do not see one recording are found"
rank_1 "$dir/right" "$dir/nowhere"
[ $? = 4 ] && grep -q 'nowhere/trace.json' "$dir/log"
ok "nobody waits for a rank that cannot read it"

# A rank that dies, and what is left of the work.
# shellcheck disable=SC2016,SC2086
$launch 3 sh -c 'echo $$ >"$1/pid.${OMPI_COMM_WORLD_RANK:-$PMI_RANK}"; shift; exec "$@"' sh "$dir" "$assay" check --variant auto --format json \
    --resume "$dir/journal" --save 0 "$dir/right" >"$dir/out" 2>"$dir/log" & job=$!
while ! [ -s "$dir/journal" ] && kill -0 $job 2>/dev/null; do sleep 0.02; done
kill -9 "$(cat "$dir/pid.1")"
wait $job
status=$?
# The launcher names the dead rank. Our own line comes when it leaves rank 0 the time to say it, and never twice.
[ $status -gt 4 ] && [ "$(grep -c 'assay check: a rank died' "$dir/log")" -le 1 ] && ! [ -s "$dir/out" ] && [ -s "$dir/journal" ]
ok "a killed rank ends the run with a failure and no verdict, and its journal stays"
# shellcheck disable=SC2086
check $launch 2 "$assay" check --variant auto --format json --resume "$dir/journal" "$dir/right" >"$dir/out"
grep right "$dir/auto.0" | cmp - "$dir/out" >>"$dir/log" && ! [ -e "$dir/journal" ]
ok "two ranks go on from what three had done, with the same bytes"
ASSAY=$assay perl tests/kill-resume.pl 2 "$dir/right" 2 3 1 >"$dir/log" 2>&1
ok "killed at random points and resumed with 1, 2 or 3 ranks"
