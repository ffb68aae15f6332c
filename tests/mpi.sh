# shellcheck shell=sh
# What the tests that start MPI ranks share; sourced from the top folder. Skips the whole test where there is no MPI. Then: $build the folder of
# the ordinary build, $work a temporary one, $launch N COMMAND starts ranks, mpi_build TARGET... builds with MPI=1 in $work/build.
build=$(cd "${BUILD:-build}" && pwd) || exit 1
echo "TAP version 13"
if ! command -v mpicc >/dev/null || ! command -v mpirun >/dev/null; then
    echo "1..0 # SKIP no mpicc or no mpirun: openmpi-bin and libopenmpi-dev would let this run"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0
ok() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2" && sed 's/^/# /' "$work/log"; fi
}
export ASAN_OPTIONS=detect_leaks=0 # MPI's own

launch="mpirun -n"
[ "$(id -u)" != 0 ] || launch="mpirun --allow-run-as-root -n"
if mpirun --version 2>/dev/null | grep -q 'Open MPI'; then launch="${launch% -n} --oversubscribe -n"; fi
export LAUNCH="$launch"

# What is built already serves: only ranks.o, and what holds it, is made anew.
mpi_build() {
    mkdir -p "$work/build"
    (cd "$build" && find . -name '*.o' -o -name '*.a' -o -name flags | tar cf - -T -) | tar xf - -C "$work/build"
    make -s B="$work/build" MPI=1 "$@" >"$work/log" 2>&1
}
