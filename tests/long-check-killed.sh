#!/bin/sh
# assay check --resume killed at random points a hundred times for each kind of run (KILLS), as one process and, where there is MPI, as 1, 2 and
# 3 ranks in turn: the same bytes as a run that nobody killed.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/mpi.sh
export OMP_NUM_THREADS=1
echo "1..3"
"$build/tests/record-large" "$dir/recording" 16000 100
ok "a recording"
kills=${KILLS:-100}
ASSAY=${ASSAY:-$build/assay} perl tests/kill-resume.pl "$kills" "$dir/recording" | tee "$dir/log" | sed 's/^/# /'
! grep -q '^not ok' "$dir/log" && [ "$(grep -c '^ok' "$dir/log")" = 4 ]
ok "killed $kills times as one process"
mpi_build "$dir/build/assay" && ASSAY=$dir/build/assay perl tests/kill-resume.pl "$kills" "$dir/recording" 2 3 1 | tee "$dir/log" | sed 's/^/# /'
! grep -q '^not ok' "$dir/log" && [ "$(grep -c '^ok' "$dir/log")" = 4 ]
ok "killed $kills times as 1, 2 or 3 ranks"
