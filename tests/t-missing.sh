#!/bin/sh
# On a machine where everything that is not needed is missing, and then what is needed too: whoever calls for it is told in one line what to
# install, the status is true, and tests that cannot run say that they are skipped. And make makes anew what another flag makes different.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
unset MAKEFLAGS MFLAGS MAKELEVEL

# A PATH with everything but these.
bare=$dir/bare
missing='gnuplot prove python python3 coqc coqtop coqchk z3 gappa mpicc mpirun mpiexec pkg-config mandoc groff man chromium chromium-browser
    google-chrome valgrind cppcheck clang-tidy shellcheck bash pdftotext setpriv apt-get dnf brew'
mkdir "$bare"
IFS=:
for d in $PATH; do ln -s "$d"/* "$bare" 2>/dev/null; done
unset IFS
for tool in $missing; do rm -f "$bare/$tool"; done
without() { # COMMAND... : status, and what it says in out and err
    (PATH=$bare && "$@") >"$dir/out" 2>"$dir/err"
    status=$?
}
one_line() { [ "$(wc -l <"$dir/err")" -eq 1 ]; }

# ---- assay
for command in run doctor; do
    without "$assay" "$command" -- python3 optimizer.py
    [ $status -eq 4 ] && grep -q 'python3: cannot be started (No such file or directory); expected a program' "$dir/out" "$dir/err"
    ok "assay $command: no python3"
done
printf 'raise ModuleNotFoundError("No module named %s")\n' "'numpy'" >"$dir/numpy.py"
if command -v python3 >/dev/null; then
    PYTHONPATH=$dir python3 tests/adapters/record.py torch.optim:Adam --lr 0.05 -o "$dir/run" >"$dir/out" 2>"$dir/err"
    status=$?
    [ $status -eq 1 ] && one_line && grep -q "record.py: No module named 'numpy'; numpy is needed" "$dir/err"
    ok 'record.py: no numpy'
    for adapter in group_adam torch_optim torch_sparse; do
        PYTHONPATH=$dir python3 tests/adapters/$adapter.py >"$dir/out" 2>"$dir/err" </dev/null
        status=$?
        [ $status -eq 1 ] && one_line && grep -q "^$adapter.py: No module named '[a-z]*'; .* needed" "$dir/err"
        ok "$adapter.py: no numpy, or no torch"
    done
else
    skip 'record.py: no numpy' 'no python3'
    for adapter in group_adam torch_optim torch_sparse; do
        skip "$adapter.py: no numpy, or no torch" 'no python3'
    done
fi
DATA=$dir without plots/draw.sh step svg "$dir/step.svg"
[ $status -eq 1 ] && one_line && grep -q 'gnuplot is not installed' "$dir/err" && [ ! -e "$dir/step.svg" ]
ok 'draw.sh: no gnuplot'

# ---- make, in a folder of its own: nothing is begun that cannot be ended
build=$dir/build
refused() { [ $status -eq 2 ] && [ ! -s "$dir/out" ] && grep -q "^$1" "$dir/err" && [ "$(grep -vc '^make' "$dir/err")" -eq "$2" ]; }
for target in plots report check check-long checks; do
    tool=prove
    case $target in plots | report) tool=gnuplot ;; esac
    without make B="$build" $target FIGURES=step
    refused "$tool is not installed (make setup)" 1
    ok "make $target: no $tool"
done
without make B="$build" CC=no-such-compiler
refused 'nothing is built without a C compiler, MPFR, MPFI, GMP and jansson (make setup)' 2
ok 'make: no compiler'
without make B="$build" CPPFLAGS=-nostdinc "$build/reference/tie.o"
refused 'nothing is built without a C compiler, MPFR, MPFI, GMP and jansson (make setup)' 2
ok 'make: no headers'
find "$build" -type f >"$dir/out"
[ ! -s "$dir/out" ]
ok 'and nothing is there afterwards'
without make MPI=1 B="$build" -n
[ $status -eq 2 ] && one_line && grep -q 'MPI=1: no MPI here: .* Install openmpi-bin and libopenmpi-dev, or leave MPI out' "$dir/err"
ok 'make MPI=1: no MPI'
without make -s B="$build" proofs
[ $status -eq 0 ] && [ "$(grep -c ': SKIPPED, [a-z0-9]* is not installed (make setup.*): no' "$dir/out")" -eq 3 ]
ok 'make proofs: no Coq, z3 or Gappa: said for each'
without tests/analyse.sh
[ $status -eq 0 ] && grep -q 'no cppcheck: skipped' "$dir/out" && grep -q 'no clang-tidy: skipped' "$dir/out"
ok 'make analyse: no cppcheck, no clang-tidy'
without tests/setup.sh
[ $status -eq 1 ] && one_line && grep -q 'no apt-get, dnf or brew here; install by hand: MPFR' "$dir/err"
ok 'make setup: no installer that it knows'

# ---- tests
for test in proofs-coq proofs-smt proofs-gappa plots report completion check-mpi experiments-mpi; do
    without "tests/t-$test.sh"
    [ $status -eq 0 ] && grep -q '^1\.\.0 # SKIP ' "$dir/out" && ! grep -q '^not ok' "$dir/out"
    ok "t-$test: skipped"
done

# ---- make: another flag
compiled() { grep -c 'CC .*tie\.o' "$dir/out"; }
object=$build/reference/tie.o
for call in 'CFLAGS=-O1:1' 'CFLAGS=-O1:0' 'CFLAGS=-O1 CPPFLAGS=-DSGL_OTHER:1' 'CFLAGS=-O0:1' 'CFLAGS=-O0 VERSION=9:1'; do
    # shellcheck disable=SC2086  # words
    make B="$build" ${call%:*} "$object" >"$dir/out" 2>"$dir/err"
    status=$?
    [ $status -eq 0 ] && [ "$(compiled)" -eq "${call##*:}" ]
    ok "make ${call%:*}: compiled ${call##*:} times"
done

finish
