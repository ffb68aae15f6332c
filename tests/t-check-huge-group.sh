#!/bin/sh
# A group that takes more memory than there is: one line says so, and exit 4; one that fits is judged. The recordings are all 0, and sparse.
set -u
assay=${ASSAY:-build/assay}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0
ok() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2" && sed 's/^/# /' "$work/out"; fi
}
# All that limits memory: dash and bash know it, other systems than Linux may not.
# shellcheck disable=SC3045
within_2_GB() { (ulimit -v 2000000 && timeout 60 "$assay" "$@"); }
# One step of one group of $2 weights, in folder $1.
record() {
    mkdir "$1"
    for array in "x1 ($2,)" "grads (1, $2)" "x (1, $2)"; do
        perl -e 'my ($file, $shape, $n) = @ARGV; my $h = sprintf "%-117s\n", qq({"descr": "<f4", "fortran_order": False, "shape": $shape, });
            $h =~ tr/"/\x27/; open my $out, ">:raw", $file or die; print $out "\x93NUMPY\x01\x00", pack("v", length $h), $h; close $out;
            truncate $file, 10 + length($h) + 4 * $n or die' "$1/${array%% *}.npy" "${array#* }" "$2"
    done
    echo "{\"format\": \"sgl-trace/1\", \"dtype\": \"float32\", \"steps\": 1, \"size\": $2, \"group_size\": $2, \"optimizer\": \"momentum\"," \
        "\"hyperparameters\": {\"alpha\": 0.5, \"gamma\": 0.5, \"lambda1\": 1}}" >"$1/trace.json"
}
echo "TAP version 13"
if ! within_2_GB --version >/dev/null 2>&1; then
    echo "1..0 # SKIP no limit of memory here, or one that assay cannot start under"
    exit 0
fi
echo "1..3"
record "$work/small" 1000
record "$work/huge" 4000000
within_2_GB check --variant paper "$work/small" >"$work/out" 2>&1 && grep -q '^conforms' "$work/out"
ok $? "a group of 1000 weights is judged in 2 GB"
for exact in '' --exact; do
    # shellcheck disable=SC2086
    within_2_GB check $exact --variant paper "$work/huge" >"$work/out" 2>&1
    status=$?
    [ $status = 4 ] && [ "$(wc -l <"$work/out")" = 1 ] && grep -q 'largest group takes about [0-9]* MiB to judge' "$work/out"
    ok $? "one of 4000000${exact:+ with $exact}: one line, exit 4"
done
