#!/bin/sh
# assay run and doctor against programs that misbehave: whatever one does costs the one case that it does it on, is said in one
# line, and takes no longer than the timeout.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh

# run OPTION... MODE : the status in $status
run() {
    for mode; do :; done
    "$assay" run "$@" >"$dir/out" 2>"$dir/err"
    status=$?
}

run -- perl tests/hostile.pl
[ $status -eq 0 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 4 ] && [ ! -s "$dir/err" ]
ok 'a program that behaves: four cases, all conform'

# costs MODE PATTERN [OPTION...] : of two cases the first is an error whose line matches, the next conforms, exit 4
costs() {
    mode=$1 pattern=$2
    shift 2
    run --case '*64-[qf]*' "$@" -- perl tests/hostile.pl "$mode"
    [ $status -eq 4 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 1 ] && [ "$(grep -c '^error' "$dir/out")" -eq 1 ] &&
        grep '^assay: sgd-float64-quiet: ' "$dir/err" | grep -q -- "$pattern" && grep -q '^  again: \|quiet' "$dir/out"
    ok "$mode: $pattern"
}

costs crash 'killed by signal 11'
costs exit 'exited with status 3'
grep -q '^because$' "$dir/err"
ok 'its standard error is shown'
costs hang 'no answer in 1.5 s' --timeout 1.5
costs stopped 'no answer in 1.5 s' --timeout 1.5
costs dribble 'no newline in 1.5 s' --timeout 1.5
costs flood 'still no newline; expected at most'
costs lines 'assay: nothing; expected the version'
costs stderr 'assay: nothing; expected the version'
costs nan 'line 2, column [0-9]*: .*NaN.*written as a string'
costs nan_string 'step 3, group 1, element 0): nan; expected a finite number'
costs infinite 'step 3, group 1, element 0): -inf; expected a finite number'
costs huge 'line 2, column [0-9]*: real number overflow'
costs word 'x\[2\]\[1\]: a string; expected a number'
costs null 'line 2, column [0-9]*: x\[2\]\[1\]: null; expected a number'
costs wrong_id 'case: "another"; expected "sgd-float64-quiet"'
costs no_id 'case: nothing; expected'
costs few_rows 'x: 15 rows; expected 16'
costs short_row 'line 2, column [0-9]*: x\[4\]: an array of 5; expected an array of 6 numbers'
costs flat 'x: 96 rows; expected 16'
costs no_x 'x: nothing; expected {"assay":1,"case":"sgd-float64-quiet","x":\[16 rows of 6 numbers\]}'
costs version 'assay: version 2; expected 1'
costs no_version 'assay: nothing; expected the version'
costs twice 'duplicate object key'
costs junk 'line 2, column [0-9]*: '
costs zeros 'line 2, column 1: '
costs empty 'line 2, column [0-9]*: '
costs number 'an integer; expected {'
costs deep 'line 2, column [0-9]*: '
costs trailing 'end of file expected'
costs partial 'ends without a newline: the program exited with status 0'
costs closes 'closed its standard output and was still running'
costs orphan 'no answer in 1.5 s' --timeout 1.5
costs file 'regular file'
costs folder 'regular file'
costs npy_shape 'answer.npy is of shape (15, 6); expected (16, 6)'
costs npy_cut 'answer.npy: '
costs error 'the program answers an error: cannot?here'
costs both 'expected a reason, and no x beside it'

run -- perl tests/hostile.pl npy
[ $status -eq 0 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 4 ] && [ ! -s "$dir/err" ]
ok 'arrays as files, both ways: four cases, all conform'
run --case '*64-[qf]*' -- perl tests/hostile.pl npy_f4
[ $status -eq 1 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 1 ] && [ "$(grep -c '^deviates' "$dir/out")" -eq 1 ]
ok 'npy_f4: an answer in float32 to a case in float64 is judged as it is'

for mode in skipped unsupported; do
    run --case '*64-[qf]*' -- perl tests/hostile.pl "$mode"
    [ $status -eq 0 ] && grep -q '^skipped *sgd-float64-quiet' "$dir/out" && [ "$(grep -c '^conforms' "$dir/out")" -eq 1 ]
    ok "$mode: not judged, not a failure"
    run --format tap --case '*quiet' -- perl tests/hostile.pl "$mode"
    [ $status -eq 3 ] && grep -q "^ok 1 - sgd-float64-quiet # SKIP $mode" "$dir/out"
    ok "$mode alone: inconclusive"
done

# Leaving after an answer is found out at the next question.
run -- perl tests/hostile.pl leaves
[ $status -eq 4 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 3 ] && grep -q 'fading: .*exited with status 0' "$dir/err"
ok 'leaves: the next case says so'

run --case '*64-[qf]*' -- perl tests/hostile.pl chatty
[ $status -eq 4 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 1 ] && grep -q 'fading: line 3, column 1: written before it was asked.*by the way' "$dir/err"
ok 'chatty: the next case says so'

# start_fails MODE PATTERN STATUS
start_fails() {
    run --timeout 1.5 -- perl tests/hostile.pl "$1"
    [ $status -eq "$3" ] && [ ! -s "$dir/out" ] && grep -q -- "$2" "$dir/err"
    ok "$1: $2"
}
start_fails start_exit 'exited with status 2' 4
start_fails start_hang 'no answer in 1.5 s' 4
start_fails start_junk 'line 1, column [0-9]*: .*expected {"assay":1,"name"' 4
start_fails start_none 'no case for what the program can do' 3
start_fails start_list 'optimizers\[1\]: "nadam"; expected one of sgd' 4
start_fails start_inputs 'inputs\[0\]: "rate"; expected one of alpha, groups, rows' 4
start_fails start_type 'name: an integer; expected a string' 4

for mode in stop_exit stop_talk stop_hang; do
    run --case '*-plain' -- perl tests/hostile.pl "$mode"
    [ $status -eq 0 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 1 ] && grep -q 'stop' "$dir/err"
    ok "$mode: said, and no verdict changes"
done

run -- "$dir/none"
[ $status -eq 4 ] && grep -q "none: cannot be started" "$dir/err"
ok 'no such program'
run -j 3 -- perl tests/hostile.pl crash
[ $status -eq 4 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 3 ]
ok '-j 3'
run --keep "$dir/kept" -- perl tests/hostile.pl error
"$assay" check "$dir"/kept/* >"$dir/out" && [ "$(grep -c '^conforms' "$dir/out")" -eq 3 ]
ok '--keep: assay check says the same of the recordings'
run --list -- perl tests/hostile.pl
[ $status -eq 0 ] && [ "$(grep -c '^sgd-float64-' "$dir/out")" -eq 4 ]
ok '--list'
run --variant paper -- perl tests/hostile.pl
[ $status -eq 1 ] && grep -q 'this explains all recorded cases: sgd-constant' "$dir/out" &&
    grep -q -F "again: assay run --case sgd-float64-plain --variant paper -- perl tests/hostile.pl" "$dir/out"
ok '--variant paper: deviates, and named'
for options in '' '--timeout x -- true' '--format xml -- true' '-j 0 -- true' '--variant none -- true' '--plugin a -- b'; do
    # shellcheck disable=SC2086  # several words
    run $options
    [ $status -eq 2 ] && [ "$(wc -l <"$dir/err")" -eq 1 ]
    ok "usage: $options"
done

"$assay" doctor -- perl tests/hostile.pl >"$dir/out" 2>"$dir/err" && grep -q '^well' "$dir/out" && grep -q '^< {"assay":1,"case":"sgd-float64-tiny"' "$dir/out"
ok 'doctor: well'
"$assay" doctor -- perl tests/hostile.pl start_type >"$dir/out" 2>"$dir/err"
[ $? -eq 4 ] && grep -B1 '^start: line 1' "$dir/out" | grep -q '^ *^$' && grep -q 'name: an integer' "$dir/out"
ok 'doctor points at what is wrong'

finish
