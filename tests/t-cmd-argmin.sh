#!/bin/sh
# assay argmin from the outside: answers worked by hand, "%a" strings, random groups against the closed form in plain
# float64, and every kind of line that must be refused.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
perl -MJSON::PP -MPOSIX=strtod -e 1 2>/dev/null || skip_all 'no perl with JSON::PP'

# answer TEXT... : the JSON answers to lines of input; the exit status in $status
answer() {
    printf '%s\n' "$@" | "$assay" argmin --format json >"$dir/out" 2>"$dir/err"
    status=$?
}

# holds X : every value of the JSON list X lies in its enclosure of the answer's x, and of closed_form if that is there
holds() {
    perl -MJSON::PP -MPOSIX=strtod -e '
        my $a = decode_json(<STDIN>); my $want = decode_json($ARGV[0]);
        for my $v (grep { defined } $a->{x}, $a->{closed_form}) {
            exit 1 unless @$v == @$want;
            for my $i (0 .. $#$want) {
                my ($lo, $hi) = map { scalar strtod($_) } @{$v->[$i]};
                exit 1 unless $lo <= $want->[$i] && $want->[$i] <= $hi && $hi - $lo <= 1e-12 * (1 + abs $hi);
            }
        }
        exit(strtod($a->{distance}) > 1e-14)' "$1" <"$dir/out"
}

# -3 x + 4 x^2 + 2 |x| has its minimum at 1/8
answer '{"z":[-3],"w":[8],"lambda1":0,"lambda21":1,"lambda2":0}'
[ $status -eq 0 ] && [ ! -s "$dir/err" ] && holds '[0.125]' && grep -q '"zero":false,"bits":256' "$dir/out"
ok 'z = -3, w = 8: 1/8'

answer '{"z":["-0x1.8p+1"],"w":["0x1p+3"],"lambda1":"0x0p+0","lambda21":"0x1p+0","lambda2":"0x0p+0","bits":53}'
[ $status -eq 0 ] && holds '[0.125]' && grep -q '"bits":53' "$dir/out"
ok 'the same in "%a" strings, at 53 bits'

# x = (3, 4), |x| = 5, c = 10: z = -(D + 2) x
answer '{"z":[-9,-16,0,0],"w":[1,2,1,1],"a":[1,1,1,1],"lambda1":0,"lambda21":5,"lambda2":0}'
[ $status -eq 0 ] && holds '[3,4,0,0]' && grep -q '"closed_form":null' "$dir/out"
ok 'A = I: (3, 4, 0, 0), and no closed form'

# (1/3 + 1/3 + 1/3) = (1/2)^2 4
answer '{"z":[1,-1,1,0],"w":[6,6,6,2],"lambda1":0,"lambda21":0.5,"lambda2":0}'
[ $status -eq 0 ] && holds '[0,0,0,0]' && grep -q '"zero":true' "$dir/out" &&
    grep -q '^{"x":\[\["0x0p+0","0x0p+0"\]' "$dir/out"
ok 'a tie that no binary precision sees is zero'

# a hair off it: 2^-200 at bit 201 of a "%a" string
answer '{"z":["-0x1.00000000000000000000000000000000000000000000000001p+0"],"w":[2],"lambda1":0,"lambda21":1,"lambda2":0}'
[ $status -eq 0 ] && grep -q '"zero":false' "$dir/out" && grep -q 'p-20' "$dir/out"
ok 'a string of 201 bits is taken to the last of them'

printf '%s\n' '{"z":[-3],"w":[8],"lambda1":0,"lambda21":1,"lambda2":0}' >"$dir/one"
"$assay" argmin "$dir/one" >"$dir/text" && grep -q '^    \[0\] 0.125$' "$dir/text" &&
    grep -q 'objective = -0.0625$' "$dir/text" && grep -q 'x, printed' "$dir/text" &&
    grep -q 'the group is not zero' "$dir/text"
ok 'text shows the argmin, the objective and the printed form'

"$assay" argmin --digits 3 - <"$dir/one" | grep -q '\[0.124, 0.126\]'
ok '--digits 3 rounds an enclosure outward'

"$assay" argmin --format json --bits 53 "$dir/one" "$dir/one" >"$dir/out" && [ "$(grep -c '"bits":53' "$dir/out")" -eq 2 ]
ok 'two files, --bits'

# Theorem 1 in float64, d = 1 to 6, with margins far above float64's rounding
perl -e '
    srand 7; my @out;
    for my $k (1 .. 300) {
        my $d = 1 + int rand 6; my ($l1, $l21, $l2) = map { int(rand(64)) / 64 } 1 .. 3;
        my @z = map { int(rand(512) - 256) / 64 } 1 .. $d; my @w = map { (1 + int rand 256) / 32 } 1 .. $d;
        printf "{\"z\":[%s],\"w\":[%s],\"lambda1\":%s,\"lambda21\":%s,\"lambda2\":%s}\n",
            join(",", @z), join(",", @w), $l1, $l21, $l2;
    }' >"$dir/many"
"$assay" argmin --format json "$dir/many" >"$dir/out"
perl -MJSON::PP -MPOSIX=strtod -e '
    open my $q, "<", $ARGV[0]; open my $r, "<", $ARGV[1]; my ($n, $zero) = (0, 0);
    while (my $line = <$q>) {
        my $p = decode_json($line); my $a = decode_json(scalar <$r>); my $d = @{$p->{z}}; my (@s, @D); my $r2 = 0;
        for my $i (0 .. $d - 1) {
            my $z = $p->{z}[$i]; my $t = abs($z) - $p->{lambda1};
            push @s, $t > 0 ? ($z > 0 ? -$t : $t) : 0; push @D, $p->{w}[$i] + 2 * $p->{lambda2};
            $r2 += $s[$i] ** 2 / ($D[$i] / 2);
        }
        my $c = $p->{lambda21} * sqrt $d; my $f = $r2 > 0 && sqrt($r2) > $c ? 1 - $c / sqrt($r2) : 0;
        my $is_zero = $f == 0 ? 1 : 0; $zero += $is_zero; $n++;
        exit 1 unless $is_zero == ($a->{zero} ? 1 : 0) && $a->{line} == $n;
        for my $i (0 .. $d - 1) {
            my $x = $f * $s[$i] / $D[$i]; my ($lo, $hi) = map { scalar strtod($_) } @{$a->{x}[$i]};
            exit 1 unless $lo <= $hi && abs($x - $lo) <= 1e-12 * (1 + abs $x) && abs($x - $hi) <= 1e-12 * (1 + abs $x);
        }
    }
    exit !($n == 300 && $zero > 10 && $zero < 290)' "$dir/many" "$dir/out"
ok '300 random groups as Theorem 1 corrected in float64 has them'

# refused KEY LINE : exit 4, one line on stderr that names the file, the line and the key, nothing on stdout
refused() {
    answer "$2"
    [ $status -eq 4 ] && [ ! -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" -eq 1 ] &&
        grep -q -F -e "assay argmin: -:1: $1: expected" -e "assay argmin: -:1: $1: missing; expected" "$dir/err"
    ok "refused, $1: $2"
}
good='"lambda1":0,"lambda21":1,"lambda2":0'
refused z '{"w":[8],'"$good"'}'
refused w '{"z":[-3],'"$good"'}'
refused w '{"z":[-3],"w":[8,1],'"$good"'}'
refused a '{"z":[-3],"w":[8],"a":[],'"$good"'}'
refused z '{"z":[],"w":[],'"$good"'}'
refused z '{"z":3,"w":[8],'"$good"'}'
refused 'z[0]' '{"z":[null],"w":[8],'"$good"'}'
refused 'z[0]' '{"z":["nan"],"w":[8],'"$good"'}'
refused 'z[0]' '{"z":["0x1p+99999999999999999999"],"w":[8],'"$good"'}'
refused 'z[0]' '{"z":["0x1.8p+0 "],"w":[8],'"$good"'}'
refused 'w[0]' '{"z":[-3],"w":["8"],'"$good"'}'
refused 'w[0]' '{"z":[-3],"w":[0],'"$good"'}'
refused 'w[1]' '{"z":[-3,1],"w":[8,-1],"lambda1":0,"lambda21":1,"lambda2":0.5}'
refused 'a[0]' '{"z":[-3],"w":[8],"a":[0],'"$good"'}'
refused lambda1 '{"z":[-3],"w":[8],"lambda1":-1,"lambda21":1,"lambda2":0}'
refused lambda21 '{"z":[-3],"w":[8],"lambda1":0,"lambda21":"0x1.00000000000001p+0","lambda2":0}'
refused lambda2 '{"z":[-3],"w":[8],"lambda1":0,"lambda21":1}'
refused bits '{"z":[-3],"w":[8],'"$good"',"bits":1e9}'
refused bits '{"z":[-3],"w":[8],'"$good"',"bits":2}'
refused 'column 1' '[1,2]'
refused 'column 8' '{"z":[-3'
refused 'column 11' '{"z":[1e400],"w":[8],'"$good"'}'

answer '{"z":[-3],"w":[8],"lamda1":0,'"$good"'}'
[ $status -eq 4 ] && grep -q 'lamda1: unknown key' "$dir/err"
ok 'a misspelt key is not passed over'

answer '{"z":[-3],"w":[8],'"$good"'}' '' 'what' '{"z":[3],"w":[8],'"$good"'}'
[ $status -eq 4 ] && [ "$(wc -l <"$dir/out")" -eq 2 ] && grep -q '"line":1}' "$dir/out" &&
    grep -q '"line":4}' "$dir/out" && [ "$(wc -l <"$dir/err")" -eq 1 ] && grep -q -F -e '-:3:' "$dir/err"
ok 'a bad line between good ones'

"$assay" argmin </dev/null 2>"$dir/err"
[ $? -eq 3 ] && [ "$(wc -l <"$dir/err")" -eq 1 ]
ok 'nothing to answer: inconclusive'
"$assay" argmin "$dir/none" 2>"$dir/err"
[ $? -eq 4 ] && grep -q -F "$dir/none: expected a file" "$dir/err"
ok 'a missing file'
"$assay" argmin --format xml </dev/null 2>"$dir/err"
[ $? -eq 2 ] && grep -q 'xml' "$dir/err"
ok 'an unknown format'
"$assay" argmin --digits 0 </dev/null 2>"$dir/err"
[ $? -eq 2 ] && grep -q 'digits' "$dir/err"
ok 'no digits'
"$assay" argmin --help | grep -q '^usage: assay argmin'
ok '--help'
if [ -w /dev/full ]; then
    "$assay" argmin "$dir/one" >/dev/full 2>"$dir/err"
    [ $? -eq 4 ] && grep -q 'could not be written' "$dir/err"
    ok 'an output that is full'
fi

finish
