#!/bin/sh
# The report page, made of a few quick tables: the page by itself, and worked in a headless Chromium where there is one.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-$PWD/build}
if ! command -v gnuplot >/dev/null; then
    echo "TAP version 13"
    echo "1..0 # SKIP gnuplot is not installed"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/plots" "$work/experiments"
ln -s "$build/assay" "$work/assay"
ln -s "$build/proofs_checks" "$work/proofs_checks"
table() { # NAME PARAMETER...
    program=$build/experiments/x-$1
    shift
    "$program" -o "$work/experiments" "$@"
}
{
    table counterexamples && table shapes && table step && table lasso train_rows=3000 test_rows=2000 seeds=3 d=4 &&
        table regret horizon=300 n=4 group_size=2
} 2>"$work/err" || { echo "Bail out! the tables: $(cat "$work/err")"; exit 1; }
echo 2 >"$work/experiments/lasso.quick.done"
draw() { DATA=$work/experiments plots/draw.sh "$@" || { echo "Bail out! $1 is not drawn"; exit 1; }; }
for figure in corollary counterexamples shrink_map path step lasso; do
    draw $figure svg "$work/plots/$figure.svg"
    draw $figure pdf "$work/plots/$figure.pdf"
    draw $figure svg "$work/plots/column/$figure.svg" column
done
perl -Itests tests/report-page.pl "$work"
