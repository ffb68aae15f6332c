#!/bin/sh
# assay check from the outside, given recordings that are bad: status 4, one line on stderr that names the file and what is
# wrong, and no verdict but "error". The good recording they are made from, two steps of gradient descent in numbers that
# float32 holds, conforms.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh

# npy FILE DESCR ORDER SHAPE NUMBER... : written by Perl, so that nothing of assay has a part in it
npy() {
    file=$1 descr=$2 order=$3 shape=$4
    shift 4
    perl -e 'my ($file, $descr, $order, $shape, @v) = @ARGV;
        my $h = "{\x27descr\x27: \x27$descr\x27, \x27fortran_order\x27: $order, \x27shape\x27: $shape, }";
        $h .= " " x (117 - length $h) . "\n";
        my %letter = ("f4" => "f", "f8" => "d", "i8" => "q");
        open my $f, ">:raw", $file or die;
        print $f "\x93NUMPY\x01\x00", pack("v", length $h), $h,
            pack($letter{substr $descr, 1} . substr($descr, 0, 1) . "*", @v)' "$dir/run/$file" "$descr" "$order" "$shape" "$@"
}

json() { # [KEY VALUE]... : trace.json with these instead
    perl -MJSON::PP -e 'my %t = (format => "sgl-trace/1", source => "Perl", dtype => "float32", steps => 2, size => 2,
            group_size => 1, optimizer => "momentum", hyperparameters => {alpha => 0.5, gamma => 0});
        my %change = @ARGV;
        my $text = encode_json({%t, map { $_ => decode_json("[$change{$_}]")->[0] } keys %change});
        print $text' "$@" >"$dir/run/trace.json"
}

good() {
    rm -rf "$dir/run"
    cp -r "$dir/good" "$dir/run"
}

check() { "$assay" check "$@" >"$dir/out" 2>"$dir/err"; status=$?; }

accepts() { # WHY
    check "$dir/run"
    [ $status -eq 0 ] && grep -q '^conforms' "$dir/out" && [ ! -s "$dir/err" ]
    ok "accepts $1" || sed 's/^/# /' "$dir/err"
}

refuses() { # WHY FILE WHAT : of the recording as it is now; then it is good again
    check "$dir/run"
    [ $status -eq 4 ] && [ "$(wc -l <"$dir/err")" -eq 1 ] && grep -qF "run/$2: " "$dir/err" && grep -qF -e "$3" "$dir/err" &&
        ! grep -qE 'conforms|deviates|inconclusive' "$dir/out"
    ok "refuses $1"
    check --format json "$dir/run"
    [ $status -eq 4 ] && perl -MJSON::PP -e 'local $/; my $r = decode_json(<STDIN>); exit !($r->{verdict} eq "error" and
        index($r->{message}, $ARGV[0]) >= 0 and !defined $r->{max_ratio})' "$3" <"$dir/out"
    ok "and says so in JSON"
    good
}

mkdir "$dir/run"
json
npy x1.npy '<f4' False '(2,)' 1 -2
npy grads.npy '<f4' False '(2, 2)' 0.5 1 -0.25 0
npy x.npy '<f4' False '(2, 2)' 0.75 -2.5 0.875 -2.5
mv "$dir/run" "$dir/good"
good
accepts 'the good one'
npy grads.npy '>f8' True '(2, 2)' 0.5 -0.25 1 0
npy x1.npy '>f4' False '(2,)' 1 -2
accepts 'the other byte order, Fortran order, float64'
good
json hyperparameters '{"lr":"0x1p-1","momentum":0,"l1":0}' more '[1,{}]'
accepts 'other names, "%a" strings, keys that nobody knows'
good
npy groups.npy '<i8' False '(3,)' 0 1 2
json group_size null groups '"groups.npy"'
refuses 'groups twice' trace.json 'groups: group_size is given too'

rm "$dir/run/x.npy"
refuses 'a missing file' x.npy 'cannot be opened'
rm -r "$dir/run"
refuses 'a missing folder' trace.json 'cannot be opened'
printf '[1]' >"$dir/run/trace.json"
refuses 'JSON that is no object' trace.json 'expected a JSON object'
printf '{"format": "sgl-trace/1",' >"$dir/run/trace.json"
refuses 'half of trace.json' trace.json 'line 1 column'
perl -e 'truncate $ARGV[0], 143' "$dir/run/grads.npy"
refuses 'a truncated array' grads.npy 'byte 128: 15 bytes of data, the file is truncated; expected 16'
printf x >>"$dir/run/x.npy"
refuses 'an array too long' x.npy 'byte 128: 17 bytes of data, the file is too long; expected 16'
npy x.npy '<i8' False '(2, 2)' 1 2 3 4
refuses 'the wrong dtype' x.npy 'descr: integers'
npy x.npy '<f4' False '(4,)' 0.75 -2.5 0.875 -2.5
refuses 'the wrong shape' x.npy 'shape: (4,); expected (2, 2)'
npy x1.npy '<f4' False '(3,)' 1 2 3
refuses 'sizes that disagree' x1.npy 'shape: (3,); expected (2,)'
npy grads.npy '<f4' False '(2, 2)' 0.5 1 nan 0
refuses 'NaN in g' grads.npy 'byte 136 (step 2, group 0, element 0): '
npy x.npy '<f4' False '(2, 2)' 0.75 -inf 0.875 -2.5
refuses 'an infinity in x' x.npy 'byte 132 (step 1, group 1, element 0): -inf'
json steps 0
refuses 'T = 0' trace.json 'steps: 0;'
json size 0
refuses 'n = 0' trace.json 'size: 0;'
json steps 36893488147419103232
refuses 'T beyond size_t' trace.json 'steps: 3.6893488147419'
json optimizer '"lion"'
refuses 'an unknown optimizer' trace.json 'optimizer: "lion"; expected sgd, momentum'
json dtype '"bfloat16"'
refuses 'an unknown dtype' trace.json 'dtype: "bfloat16"; expected'
json hyperparameters '{"alpha":0,"gamma":0}'
refuses 'alpha = 0' trace.json 'hyperparameters.alpha: 0; expected a finite number > 0'
json hyperparameters '{"alpha":1,"gamma":1}'
refuses 'gamma = 1' trace.json 'hyperparameters.gamma: 1; expected a number in [0, 1)'
json optimizer '"adam"' hyperparameters '{"alpha":1,"beta1":0.5,"beta2":-0.5,"epsilon":0}'
refuses 'beta2 < 0' trace.json 'hyperparameters.beta2: -0.5; expected'
json hyperparameters '{"alpha":1,"gamma":0,"lambda21":-1}'
refuses 'lambda21 < 0' trace.json 'hyperparameters.lambda21: -1; expected a finite number >= 0'
sed 's/"group_size":1/"groups":"groups.npy"/' "$dir/run/trace.json" >"$dir/json" && cp "$dir/json" "$dir/run/trace.json"
npy groups.npy '<i8' False '(4,)' 0 2 1 2
refuses 'groups that overlap' groups.npy 'byte 144: offset 2 is 1, size is 2; expected more than the one before'
cp "$dir/json" "$dir/run/trace.json"
npy groups.npy '<i8' False '(2,)' 0 1
refuses 'groups that do not cover' groups.npy 'byte 136: offset 1 is 1, size is 2; expected size'

# The worst of several, and the good ones judged all the same.
check "$dir/none" "$dir/run"
[ $status -eq 4 ] && grep -q '^conforms' "$dir/out" && [ "$(wc -l <"$dir/err")" -eq 1 ]
ok 'a bad recording before a good one'
check --format tap "$dir/none" "$dir/run"
[ $status -eq 4 ] && grep -q '^not ok 1 ' "$dir/out" && grep -q '^ok 2 ' "$dir/out"
ok 'and in TAP'

finish
