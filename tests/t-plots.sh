#!/bin/sh
# The figures' own conscience: draw.sh draws from a good table, and fails, leaving no file, on a missing, empty or
# changed one and on anything gnuplot has to say. Every script says what it shows and what it needs.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build}/experiments
echo "TAP version 13"
if ! command -v gnuplot >/dev/null; then
    echo "1..0 # SKIP gnuplot is not installed"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0
ok() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
echo "1..11"
"$build/x-counterexamples" -o "$work" || { echo "Bail out! x-counterexamples does not run"; exit 1; }
draw() { DATA=$work plots/draw.sh corollary "$1" "$work/figure.$1" 2>"$work/err"; }

for format in svg pdf png; do
    draw $format && [ -s "$work/figure.$format" ]
    ok $? "a figure as $format"
done
plots/draw.sh corollary gif "$work/figure.gif" 2>"$work/err"
[ $? = 2 ]
ok $? "an unknown format is a usage error"
rm "$work"/figure.*

sed 's/over_printed/over_prints/' "$work/corollary.tsv" >"$work/other" && mv "$work/corollary.tsv" "$work/good"
cp "$work/other" "$work/corollary.tsv"
! draw svg && grep -q 'no column over_printed' "$work/err" && ! [ -e "$work/figure.svg" ]
ok $? "a renamed column is an error and leaves no figure"
awk -F'\t' 'BEGIN { OFS = "\t" } /^#/ || $1 == "delta" { print; next } { $2 = "nan"; print }' "$work/good" >"$work/corollary.tsv"
! draw svg && grep -q 'no number in column over_printed' "$work/err"
ok $? "a column without numbers is an error"
grep -e '^#' -e '^delta' "$work/good" >"$work/corollary.tsv"
! draw svg && grep -q 'no rows' "$work/err"
ok $? "a table without rows is an error"
: >"$work/corollary.tsv"
! draw svg && grep -q 'missing or empty' "$work/err" && ! [ -e "$work/figure.svg" ]
ok $? "an empty file is an error"

# A script that asks for a column which "# needs:" does not name: gnuplot's own warning must be fatal.
mkdir "$work/plots" && cp plots/style.gp plots/draw.sh "$work/plots" && cp "$work/good" "$work/corollary.tsv"
sed 's/column("delta")/column("delt")/' plots/corollary.gp >"$work/plots/corollary.gp"
! DATA=$work "$work/plots/draw.sh" corollary svg "$work/figure.svg" 2>"$work/err" && ! [ -e "$work/figure.svg" ]
ok $? "a warning of gnuplot is an error"

count=0 silent=
for script in plots/*.gp; do
    [ "$script" = plots/style.gp ] && continue
    count=$((count + 1))
    for line in title see needs; do
        grep -q "^# $line: ." "$script" || silent="$silent $script:$line"
    done
done
[ -z "$silent" ]
ok $? "every script has title, caption and needs$silent"
[ "$count" -ge 18 ]
ok $? "there are $count figures"
