#!/bin/sh
# assay check over MPI ranks: the same bytes for any number of them as without MPI, said once; a rank that dies ends the run, and --resume goes
# on with another number of ranks.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/mpi.sh
assay=$work/build/assay
export OMP_NUM_THREADS=1 # ranks enough for these processors
echo "1..15"
mpi_build "$assay" && nm "$assay" | grep -q MPI_Init
ok $? "MPI=1 builds with MPI"
nm "$build/assay" >"$work/log" && ! grep -q MPI_ "$work/log"
ok $? "the ordinary build is without"

# One that conforms, large enough to be read by columns, and one in which two weights are off, in the middle and near the end.
"$build/tests/record-large" "$work/right" 6000 200 || echo "Bail out! record-large does not run"
cp -r "$work/right" "$work/wrong"
for place in 2400000 4790000; do printf '\200\077' | dd of="$work/wrong/x.npy" bs=1 seek=$((place + 128 + 2)) conv=notrunc 2>/dev/null; done
check() { "$@" 2>"$work/log" | sed 's/"seconds":[^,]*,//'; }
for n in 0 1 2 3; do
    for how in paper auto; do
        # shellcheck disable=SC2046,SC2086
        check $([ $n = 0 ] || echo $launch $n) "$([ $n = 0 ] && echo "$build/assay" || echo "$assay")" check --format json --variant $how \
            "$work/right" $([ $how = auto ] || echo "$work/wrong") >"$work/$how.$n"
    done
    [ $n = 0 ] || { : >"$work/log"; cmp "$work/paper.0" "$work/paper.$n" >>"$work/log" && cmp "$work/auto.0" "$work/auto.$n" >>"$work/log"; }
    ok $? "$(if [ $n = 0 ]; then echo "without ranks"; else echo "the same bytes with $n ranks"; fi): $(grep -c '"conforms"' "$work/paper.$n") conforms, $(grep -c '"deviates"' "$work/paper.$n") deviates"
done
grep -q '"conforms"' "$work/paper.0" && grep -q '"deviates"' "$work/paper.0" && [ "$(wc -l <"$work/paper.0")" = 2 ]
ok $? "one object a recording"
# shellcheck disable=SC2086
$launch 2 "$assay" check --variant paper --shrink "$work/small" "$work/wrong" >"$work/log" 2>&1
status=$?
[ $status = 1 ] && [ "$(grep -c '^deviates' "$work/log")" = 1 ] && "$build/assay" check "$work/small" | grep -q '^deviates'
ok $? "the exit status is the verdict's, and --shrink writes once"

# Errors are said once, by rank 0.
# shellcheck disable=SC2086
$launch 3 "$assay" check "$work/nowhere" >"$work/log" 2>&1
[ $? = 4 ] && [ "$(grep -c nowhere "$work/log")" = 1 ]
ok $? "a recording that is not there: once, exit 4"
# shellcheck disable=SC2086
$launch 3 "$assay" check --nonsense >"$work/log" 2>&1
[ $? = 2 ] && [ "$(grep -c 'nonsense' "$work/log")" = 1 ]
ok $? "an option that nobody knows: once, exit 2"
# What rank 1 alone sees.
rank_1() {
    # shellcheck disable=SC2016,SC2086
    timeout 60 $launch 3 sh -c 'folder=$1; [ "${OMPI_COMM_WORLD_RANK:-$PMI_RANK}" != 1 ] || folder=$2; exec "$0" check --format json "$folder"' "$assay" \
        "$@" >"$work/log" 2>&1
}
rank_1 "$work/right" "$work/wrong"
[ $? = 4 ] && grep -q 'rank 1 sees another recording than rank 0' "$work/log"
ok $? "ranks that do not see one recording are found"
rank_1 "$work/right" "$work/nowhere"
[ $? = 4 ] && grep -q 'nowhere/trace.json' "$work/log"
ok $? "nobody waits for a rank that cannot read it"

# A rank that dies, and what is left of the work.
# shellcheck disable=SC2016,SC2086
$launch 3 sh -c 'echo $$ >"$1/pid.${OMPI_COMM_WORLD_RANK:-$PMI_RANK}"; shift; exec "$@"' sh "$work" "$assay" check --variant auto --format json \
    --resume "$work/journal" --save 0 "$work/right" >"$work/out" 2>"$work/log" & job=$!
while ! [ -s "$work/journal" ] && kill -0 $job 2>/dev/null; do sleep 0.02; done
kill -9 "$(cat "$work/pid.1")"
wait $job
status=$?
# The launcher names the dead rank. Our own line comes when it leaves rank 0 the time to say it, and never twice.
[ $status -gt 4 ] && [ "$(grep -c 'assay check: a rank died' "$work/log")" -le 1 ] && ! [ -s "$work/out" ] && [ -s "$work/journal" ]
ok $? "a killed rank ends the run with a failure and no verdict, and its journal stays"
# shellcheck disable=SC2086
check $launch 2 "$assay" check --variant auto --format json --resume "$work/journal" "$work/right" >"$work/out"
grep right "$work/auto.0" | cmp - "$work/out" >>"$work/log" && ! [ -e "$work/journal" ]
ok $? "two ranks go on from what three had done, with the same bytes"
ASSAY=$assay perl tests/kill-resume.pl 2 "$work/right" 2 3 1 >"$work/log" 2>&1
ok $? "killed at random points and resumed with 1, 2 or 3 ranks"
