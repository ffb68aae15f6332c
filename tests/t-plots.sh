#!/bin/sh
# The figures' own conscience: draw.sh draws from a good table, and fails, leaving no file, on a missing, empty or
# changed one and on anything gnuplot has to say. Every script says what it shows and what it needs.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
command -v gnuplot >/dev/null || skip_all 'gnuplot is not installed'
echo "1..11"
"$build/experiments/x-counterexamples" -o "$dir" || { echo "Bail out! x-counterexamples does not run"; exit 1; }
draw() { DATA=$dir plots/draw.sh corollary "$1" "$dir/figure.$1" 2>"$dir/err"; }

for format in svg pdf png; do
    draw $format && [ -s "$dir/figure.$format" ]
    ok "a figure as $format"
done
plots/draw.sh corollary gif "$dir/figure.gif" 2>"$dir/err"
[ $? = 2 ]
ok "an unknown format is a usage error"
rm "$dir"/figure.*

sed 's/over_printed/over_prints/' "$dir/corollary.tsv" >"$dir/other" && mv "$dir/corollary.tsv" "$dir/good"
cp "$dir/other" "$dir/corollary.tsv"
! draw svg && grep -q 'no column over_printed' "$dir/err" && ! [ -e "$dir/figure.svg" ]
ok "a renamed column is an error and leaves no figure"
awk -F'\t' 'BEGIN { OFS = "\t" } /^#/ || $1 == "delta" { print; next } { $2 = "nan"; print }' "$dir/good" >"$dir/corollary.tsv"
! draw svg && grep -q 'no number in column over_printed' "$dir/err"
ok "a column without numbers is an error"
grep -e '^#' -e '^delta' "$dir/good" >"$dir/corollary.tsv"
! draw svg && grep -q 'no rows' "$dir/err"
ok "a table without rows is an error"
: >"$dir/corollary.tsv"
! draw svg && grep -q 'missing or empty' "$dir/err" && ! [ -e "$dir/figure.svg" ]
ok "an empty file is an error"

# A script that asks for a column which "# needs:" does not name: gnuplot's own warning must be fatal.
mkdir "$dir/plots" && cp plots/style.gp plots/draw.sh "$dir/plots" && cp "$dir/good" "$dir/corollary.tsv"
sed 's/column("delta")/column("delt")/' plots/corollary.gp >"$dir/plots/corollary.gp"
! DATA=$dir "$dir/plots/draw.sh" corollary svg "$dir/figure.svg" 2>"$dir/err" && ! [ -e "$dir/figure.svg" ]
ok "a warning of gnuplot is an error"

count=0 silent=
for script in plots/*.gp; do
    [ "$script" = plots/style.gp ] && continue
    count=$((count + 1))
    for line in title see needs; do
        grep -q "^# $line: ." "$script" || silent="$silent $script:$line"
    done
done
[ -z "$silent" ]
ok "every script has title, caption and needs$silent"
[ "$count" -ge 18 ]
ok "there are $count figures"
