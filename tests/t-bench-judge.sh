#!/bin/sh
# bench-judge, each kind of row once: it prints every row that it writes and prints it once, also where its output is a file; stopped, it
# leaves no recording.
set -u
export OMP_WAIT_POLICY=passive # what waits leaves the processor to others
cd "$(dirname "$0")/.." || exit 1
build=$(cd "${BUILD:-build}" && pwd) || exit 1
assay=${ASSAY:-$build/assay}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0
ok() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2" && sed 's/^/# /' "$work/log"; fi
}
echo "TAP version 13"
echo "1..5"
cd "$work" || exit 1
"$build/tests/bench-judge" -p test -o table -a "$assay" -r "$build/tests/record-large" >printed 2>log
ok $? "every kind of row"
awk -F'\t' 'NF != 12 {bad = 1} END {exit bad || NR < 2}' table && grep -q '^assay check growth' table && grep -q '^assay check peak memory' table
ok $? "a table: $(wc -l <table) lines of 12 columns"
[ "$(wc -l <printed)" = $(($(wc -l <table) - 1)) ] && [ -z "$(sort printed | uniq -d)" ]
ok $? "each row is printed once: $(wc -l <printed) lines"
# A recorder that says that it has begun, and waits.
# shellcheck disable=SC2016
printf '%s\n' '#!/bin/sh' 'mkdir "$1" && : >"$1/part" && : >begun && exec sleep 20' >recorder && chmod +x recorder
"$build/tests/bench-judge" -p test -o other -a "$assay" -r ./recorder >printed 2>log & job=$!
for _ in $(seq 200); do [ -e begun ] || sleep 0.1; done
kill -TERM $job
! wait $job && grep -q stopped log
ok $? "stopped, it fails and says so"
[ -z "$(find . -name '*.??????')" ]
ok $? "no recording is left"
