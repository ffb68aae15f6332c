#!/bin/sh
# junit, markdown and html: nothing that is no pass looks like one, hostile names stay text, the page fetches nothing.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh

# whole FILE : XML that is well-formed; xmllint where there is one, else Perl sees that tags balance
whole() {
    if command -v xmllint >/dev/null; then
        xmllint --noout "$1"
    else
        perl -0777 -ne 'my @open; my $bad = /[^\x00-\x7f]/ && !utf8::decode($_); while (m{<(/?)(\w+)[^<>]*?(/?)>}g) {
            if ($1) { $bad ||= !@open || pop(@open) ne $2 } elsif (!$3) { push @open, $2 } } exit($bad || @open)' "$1"
    fi
}

"$assay" run --case '*64-[pqfl]*' --keep "$dir/kept" -- perl tests/hostile.pl skipped >/dev/null 2>&1
good=$dir/kept/sgd-float64-plain
[ -d "$good" ]
ok 'a recording to report on'
# shellcheck disable=SC1112  # quotes in a name are the point
odd="$dir/a<b>&\"'\`|*$(printf '\377\001')_(é)"
cp -R "$good" "$odd"
mkdir "$dir/empty"

"$assay" check --variant sgd-constant --format junit "$good" >"$dir/out" 2>"$dir/err" && whole "$dir/out" && grep -q 'tests="1" failures="0" errors="0" skipped="0"' "$dir/out"
ok 'junit: a pass'
"$assay" check --variant paper --format junit "$good" "$odd" "$dir/empty" >"$dir/out" 2>"$dir/err"
[ $? -eq 4 ] && whole "$dir/out" && grep -q 'tests="3" failures="2" errors="1" skipped="0"' "$dir/out" &&
    [ "$(grep -c '<failure type="deviates"' "$dir/out")" -eq 2 ] && grep -q '<error type="error" message=".*trace.json' "$dir/out" &&
    grep -q 'a&lt;b&gt;&amp;&quot;&#39;`|\*??_(é)' "$dir/out"
ok 'junit: failures, an error, a hostile name'
"$assay" run --case '*64-[qf]*' --format junit -- perl tests/hostile.pl skipped >"$dir/out" 2>"$dir/err" &&
    whole "$dir/out" && grep -q 'tests="2" failures="0" errors="0" skipped="1"' "$dir/out" && grep -q '<skipped message="not today"/>' "$dir/out"
ok 'junit: skipped'
"$assay" run --case '*64-[qf]*' --format junit -- perl tests/hostile.pl exit >"$dir/out" 2>"$dir/err"
[ $? -eq 4 ] && whole "$dir/out" && grep -q 'errors="1"' "$dir/out" && grep -q 'I give up' "$dir/out"
ok "junit: a failed case, with the program's standard error"

# One step of one weight, its dual at the threshold: |z| = lambda1 in exact arithmetic, so zero or not is within rounding.
mkdir "$dir/tie"
perl -e '
    for my $f (["x1", "(1,)", 0], ["grads", "(1, 1)", -1], ["x", "(1, 1)", 0]) {
        my $head = sprintf "{\x27descr\x27: \x27<f8\x27, \x27fortran_order\x27: False, \x27shape\x27: %s, }", $f->[1];
        $head .= " " x (117 - length $head) . "\n";
        open my $h, ">:raw", "$ARGV[0]/$f->[0].npy" or die; print $h "\x93NUMPY\1\0", pack("v", length $head), $head, pack("d<", $f->[2]);
    }' "$dir/tie"
echo '{"format":"sgl-trace/1","dtype":"float64","steps":1,"size":1,"group_size":1,"optimizer":"momentum",
      "hyperparameters":{"alpha":0.125,"gamma":0,"lambda1":1}}' >"$dir/tie/trace.json"
"$assay" check --variant paper --format junit "$dir/tie" >"$dir/out" 2>"$dir/err"
[ $? -eq 3 ] && whole "$dir/out" && grep -q 'failures="0" errors="1"' "$dir/out" && grep -q '<error type="inconclusive"' "$dir/out"
ok 'junit: inconclusive is no pass'

"$assay" check --variant paper --format markdown "$good" "$odd" "$dir/empty" >"$dir/out" 2>"$dir/err"
[ $? -eq 4 ] && head -1 "$dir/out" | grep -q '^# assay: 0 conform, 2 deviate, 0 inconclusive, 1 failed, 0 skipped' &&
    [ "$(grep -c '^| ' "$dir/out")" -eq 4 ] && ! grep -a '^| ' "$dir/out" | sed 's/\\|//g' | LC_ALL=C grep -qavE '^\|([^|]*\|){5}$' && grep -q 'explained by sgd' "$dir/out" && grep -q "assay check --variant sgd-table1 " "$dir/out"
ok 'markdown'

"$assay" check --variant paper --format html -o "$dir/page.html" "$good" "$odd" "$dir/empty" >"$dir/out" 2>"$dir/err"
[ $? -eq 4 ] && [ ! -s "$dir/out" ] && [ "$(grep -c '<svg' "$dir/page.html")" -eq 4 ] && [ "$(tail -1 "$dir/page.html")" = '</html>' ]
ok 'html: a page'
sed -n '/<body>/,$p' "$dir/page.html" | sed -n 2p | grep -q '2 of 3 deviate.*1 of 3 failed'
ok 'html: the verdict comes first'
! grep -qE 'https?:|<script|src=|url\(|@import' "$dir/page.html"
ok 'html: nothing is fetched, nothing runs'
! grep -q 'a<b>' "$dir/page.html" && grep -q 'explained by sgd-constant' "$dir/page.html" && grep -q '0x[01]\.[0-9a-f]*p' "$dir/page.html" &&
    grep -q 'assay check --variant sgd-table1' "$dir/page.html"
ok 'html: a hostile name is text; advice, numbers and the command are there'
{ echo '<r>'; sed -n '/<h1>/,/<\/body>/p' "$dir/page.html" | grep -v '^</body>'; echo '</r>'; } >"$dir/body.xml"
whole "$dir/body.xml" 2>"$dir/err"
ok 'html: tags balance'
"$assay" check --variant paper --format html -o "$dir/none/page.html" "$good" 2>"$dir/err"
[ $? -eq 4 ] && [ ! -e "$dir/none" ]
ok 'html: a file that cannot be made'

finish
