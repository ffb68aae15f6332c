#!/bin/sh
# assay check as a person or a build calls it: verdicts, exit statuses, formats, files.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
make_trace() { perl tests/make-trace.pl "$@"; }
# exits STATUS NAME COMMAND...: the command's exit status; its output is in $dir/out and $dir/err
exits() {
    want=$1 name=$2
    shift 2
    "$@" >"$dir/out" 2>"$dir/err"
    got=$?
    [ $got = "$want" ]
    ok "exit $want: $name"
}
says() { grep -qF -- "$1" "$dir/${2:-out}"; ok "says: $1"; }

make_trace "$dir/plain"
make_trace "$dir/group" lambda1=0.25 lambda21=0.5 lambda2=0.25
make_trace "$dir/wrong" lambda1=0.25 wrong=2
make_trace "$dir/wrong_last" wrong=3
make_trace "$dir/tie" lambda1=1.0 x1=0 g=1
make_trace "$dir/declared" variant=momentum-nesterov
make_trace "$dir/misdeclared" variant=momentun

exits 0 'a right recording' "$assay" check "$dir/plain"
says 'conforms     plain'
says 'variant momentum-table1'
exits 0 'a right recording with every lambda' "$assay" check --variant paper "$dir/group"
exits 1 'one weight off by 1/8 at step 2' "$assay" check "$dir/wrong"
says 'first divergence: step 2, group 0, element 0'
exits 1 'off at the last step only' "$assay" check "$dir/wrong_last"
says 'first divergence: step 3, group 0, element 0'
exits 3 'nothing but a tie' "$assay" check "$dir/tie"
says 'inconclusive'
says '1 undecided'
exits 1 'judged against what it declares' "$assay" check "$dir/declared"
says 'variant momentum-nesterov'
exits 0 '--variant overrides what it declares' "$assay" check --variant momentum-table1 "$dir/declared"
exits 4 'declares what nobody knows' "$assay" check "$dir/misdeclared"
says 'momentun' err
exits 1 'a right and a wrong one: the worst' "$assay" check "$dir/plain" "$dir/wrong"
exits 4 'a wrong and a missing one: the worst' "$assay" check "$dir/wrong" "$dir/nowhere"
says 'nowhere' err
exits 2 'no recording' "$assay" check
exits 2 'unknown variant' "$assay" check --variant nonsense "$dir/plain"
exits 2 'unknown format' "$assay" check --format yaml "$dir/plain"
exits 2 'bits' "$assay" check --bits 7 "$dir/plain"
exits 0 'help' "$assay" check --help

exits 1 'json of two' "$assay" check --format json "$dir/plain" "$dir/wrong"
[ "$(wc -l <"$dir/out")" = 2 ]; ok 'an object a line'
perl -MJSON::PP -ne '
    my $r = decode_json($_);
    for my $key (qw(trace verdict variant declared_variant dtype steps size group_size max_ratio first_divergence zero_pattern
                    trajectory_ulp_max step_ulp_max decided_by bits seconds message)) {
        die "no $key\n" if !exists $r->{$key};
    }
    die "zero pattern\n" if grep { !exists $r->{zero_pattern}{$_} } qw(agree wrongly_kept wrongly_dropped undecided);
    my $zeros = $r->{zero_pattern};
    my $good = $r->{max_ratio} <= 1 && $zeros->{wrongly_kept} + $zeros->{wrongly_dropped} == 0;
    die "ratio\n" if ($r->{verdict} eq "conforms") != $good;
    next if $r->{verdict} eq "conforms";
    my $f = $r->{first_divergence};
    die "first divergence\n" if $f->{step} != 2 || $f->{group} != 0 || $f->{element} != 0;
    die "hex\n" if grep { $f->{$_} !~ /^-?0x/ } qw(got lo hi);
' "$dir/out" 2>"$dir/err"
ok 'every key that is promised, numbers that agree with the verdict' || cat "$dir/err"

exits 0 '-o FILE' "$assay" check --format json -o "$dir/report.json" "$dir/plain"
grep -q '"verdict":"conforms"' "$dir/report.json" && [ ! -s "$dir/out" ] && [ "$(find "$dir" -name 'report*' | wc -l)" = 1 ]
ok 'the file is whole, nothing else is left'
exits 4 '-o into a folder that is not there' "$assay" check -o "$dir/no/report" "$dir/plain"
if [ -w /dev/full ]; then
    "$assay" check "$dir/plain" >/dev/full 2>"$dir/err"
    [ $? = 4 ]; ok 'exit 4: standard output is full'
else
    skip 'standard output is full' 'no /dev/full'
fi
exits 1 'tap' "$assay" check --format tap "$dir/plain" "$dir/wrong"
[ "$(grep -c '^ok 1 \|^not ok 2 \|^1\.\.2$' "$dir/out")" = 3 ]; ok 'tap: plan, ok, not ok'
exits 2 'no such command' "$assay" chek
exits 0 'version' "$assay" --version

finish
