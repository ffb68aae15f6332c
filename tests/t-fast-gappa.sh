#!/bin/sh
# The rounding bounds of the float32 kernels' scalar operations, proved by Gappa; t-fast-order ties the formulas to the kernels.
set -u
cd "$(dirname "$0")/.." || exit 1
echo 'TAP version 13'
if ! command -v gappa >/dev/null; then
    echo '1..0 # SKIP no gappa'
    exit 0
fi
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
n=0 bad=0
for f in proofs_checks/gappa/*.g; do
    n=$((n + 1))
    if gappa "$f" >"$log" 2>&1; then echo "ok $n - $f"; else
        echo "not ok $n - $f"
        sed 's/^/# /' "$log"
        bad=1
    fi
done
# A bound that is too small is not proved.
n=$((n + 1))
if sed 's/0x4.03p-24/0x2p-24/g' proofs_checks/gappa/finish.g | gappa >"$log" 2>&1; then
    echo "not ok $n - half the bound of finish.g is refused"
    bad=1
else
    echo "ok $n - half the bound of finish.g is refused"
fi
echo "1..$n"
exit "$bad"
