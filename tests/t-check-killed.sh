#!/bin/sh
# assay check --resume killed at random points, five times for each kind of run: the same bytes. long-check-killed.sh does it a hundred times.
set -u
cd "$(dirname "$0")/.." || exit 1
export OMP_NUM_THREADS=1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"${BUILD:-build}/tests/record-large" "$work/recording" 6000 200 || echo "Bail out! record-large does not run"
perl tests/kill-resume.pl 5 "$work/recording"
