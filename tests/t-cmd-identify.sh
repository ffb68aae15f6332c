#!/bin/sh
# assay identify, assay separate and assay check --shrink from the outside, hand in hand: separate makes a recording of one variant that
# is not the other, identify names it, check --shrink keeps the part that deviates.
# Perl expressions stand in single quotes.
# shellcheck disable=SC2016
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh

# run WORDS... : the command's output in out and err, its exit status in $status
run() {
    "$assay" "$@" >"$dir/out" 2>"$dir/err"
    status=$?
}

# json EXPRESSION : a Perl expression true of the JSON object $j in out
json() {
    perl -MJSON::PP -e 'my $j = decode_json(<STDIN>); exit !eval($ARGV[0])' "$1" <"$dir/out"
}

# Exit status 2, nothing on stdout, a line on stderr that says WORD.
refused() {
    [ $status -eq 2 ] && [ ! -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" -eq 1 ] && grep -q "$1" "$dir/err"
}

# ---- separate
run separate -o "$dir/sqrt_d" ftrl-proximal ftrl-no-sqrt-d
[ $status -eq 0 ] && grep -q '2 weights in 1 group, 1 step' "$dir/out" && grep -q 'the same algorithm when lambda21 = 0, or d = 1' "$dir/out"
ok 'ftrl with and without sqrt(d): two weights, one step'
run check --variant ftrl-proximal "$dir/sqrt_d"
[ $status -eq 0 ]
ok 'what it wrote is the one'
run check --variant ftrl-no-sqrt-d "$dir/sqrt_d"
[ $status -eq 1 ]
ok 'and not the other'

# x_1 = 0, g = 1, alpha = 1/2, no lambda: Algorithm 2 has W = (1 + 1/4/(1/2)) 2 = 3, Kingma-Ba (1 + 1/4) 2 = 5/2
run separate --format json --dtype float64 adam-algorithm2 adam-kingma-ba
[ $status -eq 0 ] && json '$j->{separable} && $j->{separation} > 1e12 && $j->{size} == 1 && $j->{steps} == 1 &&
    $j->{x1}[0] eq "0x0p+0" && $j->{grads}[0][0] eq "0x1p+0" && $j->{hyperparameters}{epsilon} eq "0x1p-2" && $j->{same_when} eq "epsilon = 0"'
ok 'where epsilon is: one weight, one step; json'
run separate adam-algorithm2 adam-kingma-ba
grep -q 'adam-algorithm2 *-0.333333343' "$dir/out" && grep -q 'adam-kingma-ba *-0.400000006' "$dir/out"
ok 'text: -1/3 and -2/5'

run separate adagrad-algorithm3 adagrad-epsilon-inside
[ $status -eq 3 ] && grep -q 'the same exact recursion on all of' "$dir/out"
ok 'adagrad: epsilon in V_1 and epsilon under the root are one algorithm'
run separate adam-printed-norm adam-algorithm2+norm=printed
[ $status -eq 3 ] && grep -q 'the same algorithm always' "$dir/out"
ok 'a variant under two names'
run separate adam-algorithm2
refused 'two variants'
ok 'one variant is too few'
run separate adam-algorithm2 sgd-table1
refused 'of one optimizer'
ok 'two optimizers'
run separate adam-algorithm2 adam-algorithm2+norm=best
refused 'norm is one of algorithm1, exact, printed, dual'
ok 'no such value'
run separate --dtype float16 adam-algorithm2 adam-prox
refused 'float32 or float64'
ok 'no such dtype'
run separate -o "$dir/sqrt_d" ftrl-proximal ftrl-no-sqrt-d
[ $status -eq 4 ] && [ "$(wc -l <"$dir/err")" -eq 1 ]
ok 'a folder that is there already'
run separate --help
[ $status -eq 0 ] && grep -q 'assay separate adam-algorithm2 adam-kingma-ba' "$dir/out"
ok 'separate --help teaches by example'

# ---- identify
"$assay" separate -o "$dir/norm" adam-kingma-ba+l2=half+norm=exact adam-kingma-ba >/dev/null
run identify "$dir/sqrt_d"
[ $status -eq 0 ] && head -1 "$dir/out" | grep -q '^ftrl-proximal  sqrt_d$' && grep -q '  to change: Nothing to change' "$dir/out"
ok 'identify: the paper'"'"'s algorithm, nothing to change'
"$assay" separate -o "$dir/twice" ftrl-accumulates-twice ftrl-proximal >/dev/null
run identify --format json "$dir/twice"
[ $status -eq 1 ] && json '$j->{variant} eq "ftrl-accumulates-twice" && $j->{answer} eq "defect" && $j->{advice} =~ /Add g\^2 once/ &&
    $j->{sparsity} =~ /fewer groups are zero/ && $j->{ranking}[0]{variant} eq $j->{variant} && ref $j->{indistinguishable} eq "ARRAY" &&
    !defined $j->{ranking}[0]{first_divergence} && $j->{ranking}[0]{max_ratio} <= 1 && $j->{nearest_named} eq $j->{variant}'
ok 'identify: a known defect, json'
json '(grep { $_->{variant} eq "ftrl-proximal" && $_->{first_divergence}{step} == 2 } @{$j->{ranking}}) || @{$j->{ranking}} >= 2'
ok 'the ranking goes on to what does not explain it'
run identify --format json --top 0 "$dir/twice"
json '@{$j->{ranking}} == 1 + @{$j->{indistinguishable}}'
ok '--top 0: only what explains it'
"$assay" separate -o "$dir/half" adam-kingma-ba+l2=half adam-kingma-ba >/dev/null
run identify --format json "$dir/half"
[ $status -eq 1 ] && json '(grep { $_ eq "adam-kingma-ba+l2=half" } $j->{variant}, @{$j->{indistinguishable}}) && $j->{answer} eq "unnamed"'
ok 'identify: a point without a name'
run check --variant adam-kingma-ba+l2=half "$dir/half"
[ $status -eq 0 ]
ok 'check reads its name'
run identify "$dir/half" "$dir/sqrt_d" "$dir/none"
[ $status -eq 4 ] && [ "$(wc -l <"$dir/err")" -eq 1 ] && grep -q '^ftrl-proximal' "$dir/out"
ok 'of several recordings the worst status; the others are still identified'
OMP_NUM_THREADS=1 "$assay" identify --format json --top 1000 "$dir/twice" | sed 's/"seconds":[^,]*//' >"$dir/one"
OMP_NUM_THREADS=3 "$assay" identify --format json --top 1000 "$dir/twice" | sed 's/"seconds":[^,]*//' | cmp - "$dir/one"
ok 'whatever the number of threads'
run identify -o "$dir/file" "$dir/sqrt_d"
[ $status -eq 0 ] && [ ! -s "$dir/out" ] && grep -q '^ftrl-proximal' "$dir/file"
ok '-o writes a file'
run identify
refused 'no recording'
ok 'no recording'
run identify --format yaml "$dir/twice"
refused 'text or json'
ok 'no such format'
run identify --bits 12 "$dir/twice"
refused 'from 64'
ok 'too few bits'
run identify --help
[ $status -eq 0 ] && grep -q 'assay identify my_run' "$dir/out"
ok 'identify --help teaches by example'

# ---- check --shrink
run check --variant ftrl-proximal --shrink "$dir/small" "$dir/twice"
[ $status -eq 1 ] && grep -q 'small: group 0, the first [0-9]* steps' "$dir/err"
ok 'check --shrink says what it kept'
run check "$dir/small"
[ $status -eq 1 ] && grep -q 'variant ftrl-proximal' "$dir/out"
ok 'what it wrote deviates from the variant that it declares'
run check --variant ftrl-accumulates-twice --shrink "$dir/nothing" "$dir/twice"
[ $status -eq 0 ] && [ ! -e "$dir/nothing" ]
ok 'nothing is written where nothing deviates'
run check --variant ftrl-proximal --shrink "$dir/small" "$dir/twice"
[ $status -eq 4 ]
ok 'nor over what is there'
run check --shrink "$dir/two" "$dir/twice" "$dir/half"
refused 'takes one recording'
ok 'one recording at a time'

finish
