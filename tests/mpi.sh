# shellcheck shell=sh
# What the tests that start MPI ranks share; sourced from the top folder. Skips the whole test where there is no MPI. Then: $build the folder of
# the ordinary build, $dir a temporary one, $launch N COMMAND starts ranks, mpi_build TARGET... builds with MPI=1 in $dir/build.
. tests/tap.sh
if ! command -v mpicc >/dev/null || ! command -v mpirun >/dev/null; then
    skip_all 'no mpicc or no mpirun: openmpi-bin and libopenmpi-dev would let this run'
fi
export ASAN_OPTIONS=detect_leaks=0 # MPI's own

launch="mpirun -n"
[ "$(id -u)" != 0 ] || launch="mpirun --allow-run-as-root -n"
if mpirun --version 2>/dev/null | grep -q 'Open MPI'; then launch="${launch% -n} --oversubscribe -n"; fi
export LAUNCH="$launch"

# What is built already serves: only ranks.o, and what holds it, is made anew.
mpi_build() {
    mkdir -p "$dir/build"
    (cd "$build" && find . -name '*.o' -o -name '*.a' -o -name flags | tar cf - -T -) | tar xf - -C "$dir/build"
    make -s B="$dir/build" MPI=1 "$@" >"$dir/log" 2>&1
}
