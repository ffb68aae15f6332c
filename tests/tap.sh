# shellcheck shell=sh
# shellcheck disable=SC2034  # for who sources it
# TAP 13 for the tests that are scripts: what tap.h is for the programs. Sourced from the top folder, it gives
#     $assay, $build   where they are, absolute
#     $dir             a folder of the test's own, gone afterwards
#     ok WHAT          after a command: whether it did well; where not, $status and what out, err and log in $dir hold
#     skip WHAT WHY    one test;   skip_all WHY    all of them, before the first
#     finish           the plan, where there is none before; status 1 where something was not ok
echo 'TAP version 13'
absolute() { case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }
build=$(absolute "${BUILD:-build}")
assay=$(absolute "${ASSAY:-$build/assay}")
dir=$(mktemp -d) || { echo 'Bail out! no temporary folder'; exit 1; }
trap 'rm -rf "$dir"' EXIT
tap_number=0 tap_failed=0

ok() {
    if [ $? -eq 0 ]; then set -- "$1" ok; else set -- "$1" 'not ok'; fi
    tap_number=$((tap_number + 1))
    echo "$2 $tap_number - $1"
    [ "$2" = ok ] && return
    tap_failed=1
    [ -z "${status-}" ] || echo "# status $status"
    for tap_file in out err log; do
        [ ! -s "$dir/$tap_file" ] || head -20 "$dir/$tap_file" | cut -c1-300 | sed "s/^/# $tap_file: /"
    done
}

skip() {
    tap_number=$((tap_number + 1))
    echo "ok $tap_number - $1 # SKIP $2"
}

skip_all() {
    echo "1..0 # SKIP $1"
    exit 0
}

finish() {
    echo "1..$tap_number"
    exit $tap_failed
}
